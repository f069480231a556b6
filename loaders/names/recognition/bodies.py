"""Where bodies are named in a text: quoted names, names that end in a kind word, companies, universities with units.

All functions work on plain texts (``loaders.names.plain``). A *candidate* is a span with the name as it stands there;
whether two candidates are one body is decided later, for the whole document (``loaders.names.identity``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from loaders.names.candidate import Candidate
from loaders.names.kinds import kind_of_name, kind_of_word
from loaders.names.recognition.firms import companies, firms, universities
from loaders.names.recognition.general import is_general
from loaders.names.recognition.governments import governments
from loaders.names.words import BEHIND, KANJI, KATAKANA, PROVISIONAL, WORD, any_of, words

_ENDED = re.compile(rf"(?:{any_of(words('closing'))}){BEHIND}")
_QUOTED = re.compile(r"[「『](?P<name>[^「」『』]{2,60})[」』]")
# What makes a chair of a 講座, which else is a course.
_CHAIR = re.compile(r"大学|学部|寄附講座|連携講座")
# Hiragana inside a name (…県よろず経営…): no particle, no inflected ending.
_INSIDE = re.compile(rf"{WORD}(?P<kana>[ぁ-ん]{{2,6}})$")
_NO_NAME = re.compile(r"[をがはにへのとでも]|[たるいくなうせしれりめけねてび]$|こと|ため")
_NO_JOINT = re.compile(r"(?:企業|者|機関|団体|国|大学|メーカー)$")


def hiragana_prefixes(texts: Iterable[str]) -> frozenset[str]:
    """Hiragana words with which names of the document begin (やまぐち…): those that open a quoted name or a line."""
    opened = re.compile(rf"(?:^|[「『])(?P<word>[ぁ-ん]{{2,6}}?)(?=[{KANJI}{KATAKANA}A-Z])")
    found = {match["word"] for text in texts for match in opened.finditer(text)}
    return frozenset(
        word
        for word in found
        if word not in words("function_words") and not re.search(r"[をがはにへ]$|する$|した$", word)
    )


def candidates(text: str, prefixes: Set[str]) -> tuple[Candidate, ...]:
    """The bodies that a plain text names, in order; names inside names come after the whole.

    ``prefixes`` are the document's hiragana words with which names begin.
    """
    found: list[Candidate] = []
    told = [
        *_quoted(text),
        *companies(text),
        *firms(text),
        *universities(text),
        *governments(text),
        *_ended(text, prefixes),
    ]
    for candidate in sorted(told, key=lambda each: (each.start - each.end, not each.quoted)):  # the longest first
        around = [other for other in found if candidate.start < other.end and other.start < candidate.end]
        if all(_inside(candidate, other) and _part(candidate, other) for other in around):
            found.append(candidate)
    words = {each.start for each in found if each.by_word}
    found = [
        each for each in found if each.quoted or each.end not in words
    ]  # 実証プラットフォーム「…」 is its kind word
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _inside(inner: Candidate, outer: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _part(inner: Candidate, outer: Candidate) -> bool:
    """A name inside a longer one is named too where the longer one is a part of it (a faculty, a plant), or says its
    country before it."""
    if outer.country:
        return inner.country == outer.country and inner.end == outer.end
    return (
        inner.end < outer.end and outer.kind in ("UniversityUnit", "Site") and inner.kind in ("University", "Company")
    )


def _quoted(text: str) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(text):
        printed = match["name"]
        name = PROVISIONAL.sub("", printed).strip()
        after = PROVISIONAL.match(text, match.end())
        word = kind_of_word(text[: match.start()])
        kind = word or kind_of_name(name)
        if kind == "UniversityUnit" and name.endswith("講座") and not _CHAIR.search(text[: match.end()]):
            continue  # a course, not a chair
        if kind and (word or len(name) > 4) and (word or not _figure_of_speech(name, kind)):
            provisional = name != printed.strip() or bool(after)
            end = after.end() if after else match.end()
            yield Candidate(match.start(), end, name, kind, provisional, quoted=True, by_word=bool(word))


def _figure_of_speech(name: str, kind: str) -> bool:
    """「水素先進県」, 「止まらない港」: a region or a place in quotes is a slogan."""
    return kind == "GovernmentBody" or (
        kind == "Site" and bool(re.search(r"[ぁ-ん]", name)) and not name.endswith("拠点")
    )


def _ended(text: str, prefixes: Set[str]) -> Iterator[Candidate]:
    end = 0
    for match in _ENDED.finditer(text):
        start = _start_of_name(text, match.start(), prefixes)
        name = text[start : match.end()]
        kind = kind_of_name(name)
        after = PROVISIONAL.match(text, match.end())
        # a team that members are said to make up is named by its general noun alone
        made_up = kind == "Team" and bool(re.search(r"(?:による|で構成(?:する|された|した)|から成る)$", text[:start]))
        if start < end or start == match.start() or kind is None or (is_general(name, kind) and not made_up):
            continue
        end = after.end() if after else match.end()
        yield Candidate(start, end, name, kind, bool(after))


def _start_of_name(text: str, at: int, prefixes: Set[str]) -> int:
    """How far a name reaches to the left of its ending: over words, ・ between words, and a hiragana beginning."""
    start = at
    while start > 0 and (re.match(WORD, text[start - 1]) or (text[start - 1] == "・" and _joins(text, start - 1))):
        start -= 1
    inside = _INSIDE.search(text[:start])
    kana = inside["kana"] if inside else ""
    if inside and (kana in words("kana_inside") or (start < at and _can_be_inside(kana))):
        return _start_of_name(text, inside.start("kana"), prefixes)
    if opened := _opened_further(text[:start], prefixes):
        return start - len(opened)
    opened = max((word for word in prefixes if text[:start].endswith(word)), key=len, default="")
    if opened:
        start -= len(opened)
    while start < at and text[start] in "・等各同":
        start += 1
    return start


def _can_be_inside(kana: str) -> bool:
    return kana not in words("function_words") and not _NO_NAME.search(kana)


def _opened_further(before: str, prefixes: Set[str]) -> str:
    """A longer beginning of a name: the publisher's kana with の behind it (…森のめぐみ), or a body's 立."""
    if prefixes:
        kana = re.search(rf"(?:{any_of(prefixes)}){WORD}{{1,6}}の(?:{any_of(words('kana_inside'))})$", before)
        if kana:
            return kana.group()
    founded = re.search(
        r"(?<![一-龥々])[一-龥々]{1,4}[都道府県市町村]立(?:[ぁ-んァ-ヴー・一-龥](?<![をがはにへのとでや])){1,14}$",
        before,
    )
    return founded.group() if founded and re.search(r"[ぁ-ん]", founded.group()) else ""


def _joins(text: str, at: int) -> bool:
    """Whether a ・ joins two words of one name rather than two names: no body ends before it."""
    left = re.search(rf"{WORD}+$", text[:at])
    return left is not None and kind_of_name(left.group()) is None and not _NO_JOINT.search(left.group())
