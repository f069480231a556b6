"""What a short noun refers to in its section: 合意書 for the one agreement that is named there, 同協議会 for
a body named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.draft import Key
from loaders.names.kinds import core_name, kind_of_name
from loaders.names.mention import Body, Instrument, Mention, is_free
from loaders.names.plain import plain
from loaders.names.recognition.general import is_general
from loaders.names.words import WORD, any_of, words
from loaders.statements import Statement

_SIGNED = r"(?=の?締結|の?調印|に基づ|$)"
_GOVERNED = r"(?=に基づ|の|を|に|は|$)"
# A noun with what stands behind it, what the names that it may stand for end in, and their kind. Nouns that mean too
# much (計画, 事業, 制度 alone) are not among them.
_NOUNS = tuple(
    (re.compile(rf"(?<![一-龥々ァ-ヴーA-Za-z者]){noun}"), ending, kind)
    for noun, ending, kind in (
        (r"(?:本|同|当該)?実証(?:実験)?事業(?=$|[^一-龥々ァ-ヴー]|終了|期間)", "実証事業", "programme"),
        (rf"(?:本|同|当該)?構想{_GOVERNED}", "構想", "plan"),
        (rf"(?:本|同|当該)?基本計画{_GOVERNED}", "基本計画", "plan"),
        (rf"(?:同|本)?合意書?{_SIGNED}", "合意", "agreement"),
        (rf"(?:同|本)?協定書?{_SIGNED}", "協定", "agreement"),
        (rf"(?:同|本)?覚書{_SIGNED}", "覚書", "agreement"),
    )
)


_SAME = re.compile(
    r"(?<![一-龥])同(?P<noun>計画|事業|制度|構想|法|条例|協定|覚書|合意|戦略|プログラム|補助金)(?=$|[^一-龥ァ-ヴー])"
)
_SHORT_BODY = re.compile(
    rf"(?<![一-龥々ァ-ヴーA-Za-z0-9])(?P<same>同|この|当該)?(?P<noun>{WORD}{{0,4}}(?:{any_of(words('closing'))}|拠点))"
    r"(?=は|が|に(?!よ)|で|の(?:運営|取組|会員|事務局|登録|協力|支援|助言)|による|を(?:通じ|中心)|と(?:連携|共同|の))"
)
# Nouns that as often mean the thing as the body.
_TOO_GENERAL = frozenset(
    ("ネットワーク", "プラットフォーム", "クラスター", "会議", "チーム", "本部", "部会", "組合", "銀行", "大学", "学部")
)


def with_references(mentions: Mapping[Statement, tuple[Mention, ...]]) -> dict[Statement, tuple[Mention, ...]]:
    """The mentions of each statement with those by short nouns, which refer within the section of the statement."""
    known = _instruments_by_section(mentions)
    found: dict[Statement, tuple[Mention, ...]] = {}
    before: dict[Key | None, list[Body]] = {}
    for statement, told in mentions.items():
        text = plain(statement.text).text
        named = before.setdefault(statement.owner, [])
        more = [*referring(text, known.get(statement.owner, ()), told)]
        more += referring_to_bodies(text, named if statement.owner else (), (*told, *more))
        found[statement] = tuple(sorted((*told, *more), key=lambda m: (m.start, -m.end)))
        named += [each.body for each in found[statement] if each.body and not each.body.is_group]
    return found


def _instruments_by_section(
    mentions: Mapping[Statement, Sequence[Mention]],
) -> dict[Key | None, tuple[Instrument, ...]]:
    """The instruments that the statements of each section name, in order."""
    found: dict[Key | None, dict[Instrument, None]] = {}
    for statement, told in mentions.items():
        for thing in (each.thing for each in told):
            if statement.owner and isinstance(thing, Instrument):
                found.setdefault(statement.owner, {})[thing] = None
    return {section: tuple(things) for section, things in found.items()}


def referring(text: str, section: Sequence[Instrument], told: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions by a short noun: 同計画 is the last instrument before of that sort, a noun alone the one instrument of
    the section that ends in it."""
    for match in _SAME.finditer(text):
        before = [m.thing for m in told if isinstance(m.thing, Instrument) and m.end <= match.start()]
        fitting = [each for each in before if each.label.endswith(match["noun"])]
        if fitting:
            yield Mention(match.start(), match.end(), fitting[-1])
    for pattern, ending, kind in _NOUNS if section else ():
        fitting = [each for each in section if each.kind == kind and each.label.endswith(ending)]
        if len(fitting) != 1:
            continue
        for match in pattern.finditer(text):
            if is_free(match.start(), match.end(), told):
                yield Mention(match.start(), match.end(), fitting[0])


def referring_to_bodies(text: str, earlier: Sequence[Body], told: Sequence[Mention]) -> list[Mention]:
    """Mentions of bodies by a short noun: 同〇〇 is the last body before of that sort, a general noun alone the one
    body of the section whose name ends in it."""
    found = [
        Mention(match.start(), match.end(), firms[-1])
        for match in re.finditer(r"(?<![一-龥])同社(?=$|[^一-龥])", text)
        if (firms := [m.body for m in told if m.body and m.end <= match.start() and m.body.kind == "Company"])
    ]
    for match in _SHORT_BODY.finditer(text):
        if not is_free(match.start(), match.end(), told):
            continue
        noun = match["noun"]
        here = [each.body for each in told if each.body and each.end <= match.start() and not each.body.is_group]
        fitting = [body for body in (*earlier, *here) if core_name(body.label).endswith(noun)]
        if match["same"]:
            kind = kind_of_name(noun)
            sort = fitting or [body for body in (*earlier, *here) if kind and body.kind == kind]
            found += [Mention(match.start(), match.end(), sort[-1])] if sort else []
        elif noun not in _TOO_GENERAL and len(set(fitting)) == 1 and is_general(noun, kind_of_name(noun) or ""):
            found.append(Mention(match.start(), match.end(), fitting[0]))
    return found
