"""What a short noun refers to in its section: 実証事業, 構想 or 合意書 for the one instrument that is named there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.draft import Key
from loaders.names.mention import Instrument, Mention
from loaders.statements import Statement

_SIGNED = r"(?=の?締結|の?調印|に基づ|$)"
_GOVERNED = r"(?=に基づ|の|を|に|は|$)"
# A noun with what stands behind it, what the names that it may stand for end in, and their kind. Nouns that mean too much
# (計画, 事業, 制度 alone) are not among them.
_NOUNS = tuple(
    (re.compile(rf"(?<![一-龥々ァ-ヴーA-Za-z者]){noun}"), ending, kind)
    for noun, ending, kind in (
        (r"(?:本|同|当該)?実証(?:実験)?事業(?=$|[^一-龥々ァ-ヴー]|終了|期間)", "実証事業", "programme"),
        (rf"(?:本|同|当該)?構想{_GOVERNED}", "構想", "plan"),
        (rf"(?:本|同|当該)?基本計画{_GOVERNED}", "基本計画", "plan"),
        (rf"同計画{_GOVERNED}", "計画", "plan"),
        (rf"(?:同|本)?合意書?{_SIGNED}", "合意", "agreement"),
        (rf"(?:同|本)?協定書?{_SIGNED}", "協定", "agreement"),
        (rf"(?:同|本)?覚書{_SIGNED}", "覚書", "agreement"),
    )
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The instruments that the statements of one section name."""

    instruments: tuple[Instrument, ...]


def scopes(named: Iterable[tuple[Key | None, Mention]]) -> dict[Key | None, Scope]:
    """For each section the instruments named in it, in order; ``named`` are (section, mention) pairs."""
    found: dict[Key | None, dict[Instrument, None]] = {}
    for section, mention in named:
        if isinstance(mention.thing, Instrument):
            found.setdefault(section, {})[mention.thing] = None
    return {section: Scope(tuple(things)) for section, things in found.items()}


def referring(text: str, scope: Scope | None, told: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions by a short noun: only where exactly one instrument of the section ends in that noun."""
    for pattern, ending, kind in _NOUNS if scope else ():
        fitting = (
            [each for each in scope.instruments if each.kind == kind and each.label.endswith(ending)] if scope else []
        )
        if len(fitting) != 1:
            continue
        for match in pattern.finditer(text):
            if all(match.end() <= each.start or match.start() >= each.end for each in told):
                yield Mention(match.start(), match.end(), fitting[0])


def with_references(
    mentions: Mapping[Statement, tuple[Mention, ...]],
    sections: Mapping[Statement, Key | None],
    texts: Mapping[Statement, str],
) -> dict[Statement, tuple[Mention, ...]]:
    """The mentions of each statement with those by short nouns; ``sections`` and ``texts`` are told by statement."""
    known = scopes((sections[key], each) for key, told in mentions.items() for each in told if sections[key])
    return {
        key: tuple(
            sorted((*told, *referring(texts[key], known.get(sections[key]), told)), key=lambda m: (m.start, -m.end))
        )
        for key, told in mentions.items()
    }
