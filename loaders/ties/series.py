"""Series of bodies in a sentence ("A、B及びCとの連携"), with what stands before and behind the whole series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.names.mention import Body, Mention, Naming
from loaders.names.plain import plain
from loaders.statements import Statement

_JOINS = re.compile(
    r"^[」』]?(?:等|など)?(?P<by>、及び|、並びに|、|,|・|や|とが|と|及び|並びに|又は|または|および)(?!の|連携|共同|して|した|する)(?P<between>[^。]{0,40})$"
)
_NO_LINK = re.compile(
    r"は、|が、|[^と]が|による|において|における|として|のため|から|し、|て、|では|(?<![一-龥])は|との|に基づ"
)
_MODIFIER = re.compile(r"(?:した|する|された|している|の|な|である)$")
_NOUNS = re.compile(r"[一-龥々ヶァ-ヴーA-Za-z0-9・の]{1,14}")
_TRAILING = re.compile(r"^[」』]?(?:等|など|ら)?")
# Where a sentence ends; a bracket right behind the full stop still belongs to it.
_STOP = re.compile(r"。(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?|$")


@dataclass(frozen=True, slots=True)
class Series:
    """Bodies named in one breath. ``before`` and ``behind`` are the rest of the sentence (plain), ``joined`` how."""

    statement: Statement
    mentions: tuple[Mention, ...]
    before: str
    behind: str
    joined: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies, in order."""
        return tuple(each.body for each in self.mentions if each.body)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a statement: its plain text, all mentions in it (spans within it), and its series."""

    statement: Statement
    text: str
    mentions: tuple[Mention, ...]
    series: tuple[Series, ...]


def sentences(statement: Statement, naming: Naming) -> tuple[Sentence, ...]:
    """The sentences of a statement."""
    text = plain(statement.text).text
    mentions = naming.of(statement)
    found: list[Sentence] = []
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end > start:
            inside = tuple(
                Mention(each.start - start, each.end - start, each.thing, each.quoted)
                for each in mentions
                if start <= each.start and each.end <= end
            )
            words = text[start:end]
            found.append(Sentence(statement, words, inside, _series(statement, words, inside)))
        start = end
    return tuple(found)


def is_nested(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """True for a name inside the longer name of a body (a university in the name of its faculty); not for an owner that
    stands before the quoted name of its unit (…医学部「…講座」)."""
    return any(
        other.body is not None
        and other.start <= mention.start
        and mention.end <= other.end
        and (other.end - other.start) > (mention.end - mention.start)
        and not (other.quoted and other.start == mention.start)
        for other in mentions
    )


def _series(statement: Statement, text: str, mentions: Sequence[Mention]) -> tuple[Series, ...]:
    bodies = [each for each in mentions if each.body and not is_nested(each, mentions)]
    runs: list[list[Mention]] = []
    joined: list[list[str]] = []
    for each in bodies:
        by = _joined_by(text[runs[-1][-1].end : each.start], each) if runs else ""
        if by:
            runs[-1].append(each)
            joined[-1].append(by)
        else:
            runs.append([each])
            joined.append([])
    return tuple(
        Series(statement, tuple(run), text[: run[0].start], _TRAILING.sub("", text[run[-1].end :], count=1), tuple(by))
        for run, by in zip(runs, joined, strict=True)
    )


def _joined_by(between: str, following: Mention) -> str:
    match = _JOINS.match(between)
    if not match:
        return ""
    words = re.sub(r"[「『]$", "", match["between"])
    if not words:
        return match["by"]
    if _NO_LINK.search(words) or not (_MODIFIER.search(words) or _NOUNS.fullmatch(words)):
        return ""
    # "Aと、Bの…": a longer noun phrase between two names is the modifier of a quoted name, else another thing
    return match["by"] if following.quoted or len(words) <= 6 else ""
