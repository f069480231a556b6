"""A finding as the page tells it: its sentence with the names in it as links, and the things that it does not name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Fact, Facts, Link, Node
from visualizations.lines.telling import fact_name, role_of
from visualizations.quality.view import Row
from visualizations.words import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, and the id of the thing that they name, empty where they name none."""

    words: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """The sentence in pieces (none where the rule says it all), the things besides with name and role, what the load
    noted with the language of that."""

    row: Row
    pieces: tuple[Piece, ...]
    things: tuple[tuple[Fact, str, str], ...]
    note: tuple[str, str]


def tell(row: Row, facts: Facts, words: Words) -> ToldRow:
    """A row in a language. What the load noted stands where no sentence tells it."""
    finding = row.finding
    pieces = linked(finding.told(words.lang), row.things) if finding.saying else ()
    named = {facts.nodes[piece.id].label for piece in pieces if piece.id}
    rest = [
        (each, fact_name(each, facts), role_of(each, words))
        for each in row.things if not (isinstance(each, Node) and each.label in named)
    ]  # fmt: skip
    note = ("", "") if pieces else finding.noted(words.lang)
    return ToldRow(row, pieces, tuple(each for each in rest if not _said(each[0], pieces)), note)


def linked(text: str, things: Sequence[Fact]) -> tuple[Piece, ...]:
    """A sentence with the first mention of each thing in quotation marks as a link."""
    by_name = {each.label: each.id for each in things if isinstance(each, Node) and each.label}
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    found: list[Piece] = []
    at = 0
    for match in re.finditer(f"(?<=[「“])(?:{names})(?=[」”])", text) if names else ():
        if id_ := by_name.pop(match.group(), ""):
            found += [Piece(text[at : match.start()]), Piece(match.group(), id_)]
            at = match.end()
    return (*found, Piece(text[at:]))


def _said(fact: Fact, pieces: Sequence[Piece]) -> bool:
    """Whether a link is told by a sentence that names both of its ends."""
    ids = {piece.id for piece in pieces}
    return isinstance(fact, Link) and {fact.source, fact.target} <= ids
