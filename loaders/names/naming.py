"""Naming: every mention of a body or an instrument in the statements of a document, each body with one identity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.names.candidate import Candidate
from loaders.names.identity.forms import Doubt, Form
from loaders.names.identity.identities import identities
from loaders.names.identity.labels import relabelled
from loaders.names.kinds import core_name
from loaders.names.mention import Body, Instrument, Mention, Naming, is_free
from loaders.names.plain import plain, printed_name
from loaders.names.recognition.anaphora import with_references
from loaders.names.recognition.bodies import candidates, hiragana_prefixes
from loaders.names.recognition.enumerations import enumerated
from loaders.names.recognition.groups import groups
from loaders.names.recognition.instruments import NamedInstrument, instruments
from loaders.names.recognition.publisher import publisher_forms, publisher_mentions
from loaders.names.recognition.sites import sites
from loaders.names.words import BEHIND, KANJI, KATAKANA, words
from loaders.statements import Statement
from loaders.text.japanese import year_in

_UNITS = ("UniversityUnit", "ResearchCenter", "Lab", "NetworkDivision", "Team", "Site")
_OWNERS = (
    "Company",
    "University",
    "UniversityUnit",
    "ResearchCenter",
    "Network",
    "Cluster",
    "GovernmentBody",
    "Association",
)
_SHORT = re.compile(r"\((?:以下、?)?「?(?P<short>[^()「」、。]{2,10})」?(?:という。?|と略す。?)?\)")
# Known names may stand before more than new ones: 〇〇発, 〇〇製.
_AFTER = re.compile(BEHIND[:-1] + "|発|製)")
_SCRIPTS = {
    "kanji": re.compile(rf"[{KANJI}]"),
    "katakana": re.compile(rf"[{KATAKANA}]"),
    "latin": re.compile(r"[A-Za-z0-9]"),
    "kana": re.compile(r"[ぁ-ん]"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A body that the document lists by name outside of running text: its name as printed and its kind."""

    name: str
    kind: str


def naming(
    statements: Sequence[Statement], publisher: Listed | None, listed: Iterable[Listed], plans_own: frozenset[str]
) -> tuple[Naming, tuple[Doubt, ...]]:
    """The mentions in statements, and pairs of names that a person should look at.

    ``listed`` are bodies of the roster; ``plans_own`` the folded names of the plan and its projects, which are no
    instruments.
    """
    listed = tuple(listed)
    texts = {each.text: plain(each.text).text for each in statements}
    prefixes = hiragana_prefixes(texts.values())
    found = {text: _first_pass(text, prefixes) for text in dict.fromkeys(texts.values())}
    owners_ = _owners(found.values(), listed)
    found = {text: _with_sites(text, told, owners_) for text, told in found.items()}
    places = [(_printed(each.text, c), c) for each in statements for c in found[texts[each.text]]]
    fixed = {each.name: Form(each.name, each.kind) for each in listed}
    own = publisher_forms(publisher.name, prefixes) if publisher else ()
    if publisher:
        fixed[publisher.name] = Form(publisher.name, publisher.kind)
    bodies, doubts = identities(places, own, fixed)
    office = bodies.get(publisher.name) if publisher else None
    known = _known_names(bodies, own)
    tools_in = {text: tuple(instruments(text, plans_own)) for text in found}
    classes_in = {text: tuple(groups(text)) for text in found}
    tools = _instruments(tools_in[text] for text in texts.values())
    longest = sorted(tools, key=len, reverse=True)
    classes = _groups(classes_in.values())
    mentions: dict[Statement, tuple[Mention, ...]] = {}
    for statement in statements:
        text = texts[statement.text]
        told = [Mention(c.start, c.end, bodies[c.name], c.quoted) for c in found[text]]
        told += _again(text, known, told)
        sorts = [
            Mention(c.start, c.end, classes[_plainest(c.name)])
            for c in classes_in[text]
            if is_free(c.start, c.end, told)
        ]
        tooled = [Mention(t.start, t.end, tools[t.name]) for t in tools_in[text]]
        tooled += _instruments_again(text, longest, tools, tooled)
        tooled = [each for each in tooled if is_free(each.start, each.end, told) or each.thing.kind == "agreement"]
        told += [each for each in sorts if not any(t.start <= each.start and each.end <= t.end for t in tooled)]
        told += [each for each in tooled if not any(c.start <= each.start and each.end <= c.end for c in sorts)]
        if office:
            told += [Mention(a, b, office) for a, b in publisher_mentions(text, office.label) if is_free(a, b, told)]
        mentions[statement] = tuple(sorted(told, key=lambda each: (each.start, -each.end)))
    settled = with_references(relabelled(mentions))
    named = (each.body for told in settled.values() for each in told)
    return Naming(settled, next((b for b in named if b and office and b.label == office.label), office)), doubts


def _owners(found: Iterable[Sequence[Candidate]], listed: Iterable[Listed]) -> frozenset[str]:
    """The plain names of the companies and state agencies of a document, without their legal forms."""
    named = [(c.name, c.kind) for told in found for c in told] + [(each.name, each.kind) for each in listed]
    kinds = ("Company", "FinancialInstitution")
    cores = (plain(core_name(name)).text for name, kind in named if kind in kinds or name in words("state_bodies"))
    return frozenset(core for core in cores if len(core) >= 2)


def _with_sites(text: str, told: Sequence[Candidate], owners: frozenset[str]) -> tuple[Candidate, ...]:
    """The candidates of a text with its sites; an owner inside the name of its site stays named."""
    new = [each for each in sites(text, owners) if all(not (c.start <= each.start and each.end <= c.end) for c in told)]
    kept = [c for c in told if not any(_overlap(c, each) and c.start != each.start for each in new)]
    return tuple(sorted((*kept, *new), key=lambda each: (each.start, -each.end)))


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _first_pass(text: str, prefixes: frozenset[str]) -> tuple[Candidate, ...]:
    found = list(candidates(text, prefixes))
    found += [each for each in enumerated(text) if is_free(each.start, each.end, found)]
    found += list(_abbreviations(text, found))
    joined: list[Candidate] = []
    for each in sorted(found, key=lambda c: (c.start, -c.end)):
        owner = next((c for c in found if c.end == each.start and c.kind in _OWNERS), None)
        if each.quoted and owner and each.kind in _UNITS:
            kind = "UniversityUnit" if owner.kind in ("University", "UniversityUnit") else each.kind
            joined.append(replace(each, start=owner.start, name=owner.name + each.name, kind=kind))
        elif each.quoted and each.kind in ("ResearchCenter", "Lab") and _of_university(text, each, found):
            joined.append(replace(each, kind="UniversityUnit"))
        else:
            joined.append(each)
    return tuple(_with_bracketed(text, each, joined) for each in joined)


def _of_university(text: str, each: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a quoted centre is a university's: 〇〇大学の「…センター」."""
    owners = (c for c in found if c.end == each.start - 1 and c.kind in ("University", "UniversityUnit"))
    return any(text[owner.end] == "の" for owner in owners)


def _with_bracketed(text: str, each: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A name with the other name that stands in brackets right behind it: 日本貿易振興機構（ジェトロ）."""
    inside = (c for c in found if c.start == each.end + 1 and text[each.end] == "(" and text[c.end : c.end + 1] == ")")
    also = next(inside, None)
    return replace(each, known_as=also.name) if also else each


def _abbreviations(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Short names in brackets behind a name, and those of "以下「…」という": letters of the name in their order."""
    for each in found:
        match = _SHORT.match(text, each.end)
        if (
            match
            and not any(c.start == match.start("short") for c in found)
            and _abbreviates(match["short"], each.name)
        ):
            yield Candidate(match.start("short"), match.end("short"), match["short"], each.kind, known_as=each.name)


def _abbreviates(short: str, name: str) -> bool:
    letters = iter(name)
    return short != name and (all(char in letters for char in short) or (short.isascii() and short.isupper()))


def _printed(text: str, candidate: Candidate) -> str:
    """The name as the text prints it, where that still is the name."""
    name = printed_name(text, candidate.start, candidate.end)
    return name if plain(name).text == candidate.name else candidate.name


def _known_names(bodies: Mapping[str, Body], own: Sequence[str]) -> list[tuple[str, Body]]:
    """Names to look for everywhere, longest first: also without their legal form and the publisher's name before it."""
    names = {plain(name).text: body for name, body in bodies.items()}
    for name, body in bodies.items():
        core = plain(core_name(name)).text
        if len(core) >= 2:
            names.setdefault(core, body)
        for prefix in own:
            rest = core.removeprefix(prefix)
            if rest != core and len(rest) >= 6 and body.kind not in ("GovernmentBody", "University", "Company"):
                names.setdefault(rest, body)
    return sorted(names.items(), key=lambda item: (-len(item[0]), item[0]))


def _again(text: str, known: Sequence[tuple[str, Body]], told: Sequence[Mention]) -> list[Mention]:
    """Further places of known names that the grammar alone does not see."""
    found: list[Mention] = []
    for name, body in known:
        if name not in text or (body.kind == "GovernmentBody" and not body.country):
            continue
        for start, end in _places(text, name):
            if _AFTER.match(text, end) and is_free(start, end, [*told, *found]):
                found.append(Mention(start, end, body, quoted=start > 0 and text[start - 1] in "「『"))
    return found


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text, not as the rest of a longer word: the letter before it is of another script."""
    start = text.find(name)
    while start >= 0:
        if start == 0 or _script(name[0]) in ("", "kana") or _script(text[start - 1]) != _script(name[0]):
            yield start, start + len(name)
        start = text.find(name, start + 1)


def _script(char: str) -> str:
    return next((sort for sort, letters in _SCRIPTS.items() if letters.match(char)), "")


def _groups(told: Iterable[Sequence[Candidate]]) -> dict[str, Body]:
    """The classes of bodies by their plainest form: 成長分野の企業 is 成長分野企業."""
    found: dict[str, dict[str, None]] = {}
    for named in told:
        for each in named:
            found.setdefault(_plainest(each.name), {})[each.name] = None
    return {form: Body(next(iter(names)), "OrganizationGroup", tuple(names)) for form, names in found.items()}


def _plainest(name: str) -> str:
    return re.sub(r"(?<=分野)の(?=企業)", "", name)


def _instruments(told: Iterable[Sequence[NamedInstrument]]) -> dict[str, Instrument]:
    found: dict[str, list[NamedInstrument]] = {}
    for named in told:
        for each in named:
            found.setdefault(each.name, []).append(each)
    tools: dict[str, Instrument] = {}
    for name in sorted(found, key=len, reverse=True):
        whole = next(
            (t for other, t in tools.items() if _same_instrument(name, other) and t.kind == found[name][0].kind), None
        )
        ends = [year.year for each in found[name] if each.until and (year := year_in(each.until.strip("()~〜～ ")))]
        if whole:
            count = {each: len(found.get(each, ())) for each in (*whole.names, name)}
            label = max(count, key=lambda each: (count[each], len(each)))
            merged = replace(
                whole,
                label=label,
                names=(*whole.names, name),
                end_fiscal_year=whole.end_fiscal_year or next(iter(ends), None),
            )
            tools |= dict.fromkeys(merged.names, merged)
        else:
            tools[name] = Instrument(name, found[name][0].kind, (name,), next(iter(ends), None))
    return tools


def _same_instrument(short: str, long: str) -> bool:
    """A plan or scheme with what it is of before it: 県地域…計画 is 地域…計画."""
    return not long.startswith("次期") and long.endswith(short) and len(long) - len(short) <= 3 and len(short) >= 6


def _instruments_again(
    text: str, longest: Sequence[str], tools: Mapping[str, Instrument], told: Sequence[Mention]
) -> Iterator[Mention]:
    taken = list(told)
    for name in longest:
        for match in _whole(name).finditer(text) if name in text else ():
            if is_free(match.start(), match.end(), taken):
                taken.append(Mention(match.start(), match.end(), tools[name]))
                yield taken[-1]


@lru_cache(maxsize=1024)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(name)}(?=$|[^{KANJI}{KATAKANA}]|等|承認|活用)")
