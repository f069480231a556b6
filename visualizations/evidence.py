"""The evidence of a fact as pages show it: lines, quotes with the span that matters, how it is known."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Fact, Status
from ontology.identifiers import passage


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a passage in three parts; ``mark`` is the span that the fact rests on, empty where it is not found."""

    before: str
    mark: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of the document, with the id of the passage and its words where they are at hand."""

    first: int
    last: int
    passage: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read and how it is known."""

    places: tuple[Place, ...]
    status: str
    rules: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """True where the document states it plainly."""
        return self.status == Status.STATED


def evidence(fact: Fact, span: str = "") -> Evidence:
    """The evidence of a fact; ``span`` is the name to mark within each quote."""
    places = tuple(
        Place(
            source.first_line, source.last_line, passage(source.document, source.first_line, source.last_line),
            _quote(source.exact, span) if source.exact is not None else None,
        )
        for source in fact.sources
    )  # fmt: skip
    return Evidence(places, (fact.status or Status.STATED).value, fact.rules)


def _quote(exact: str, span: str) -> Quote:
    text = " ".join(exact.split())
    at = text.find(span) if span else -1
    if at < 0:
        return Quote(text, "", "")
    return Quote(text[:at], span, text[at + len(span) :])
