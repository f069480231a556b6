"""The evidence of a fact as pages show it: lines, quotes with the spans that matter, how it is known."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.facts import Fact, Node, Status, Text
from ontology.identifiers import passage

_MOST, _CONTEXT = 260, 60


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a passage, verbatim, in pieces that are plain and marked in turn, beginning with a plain one.

    The marked spans are the names that the fact rests on. A passage of more than a few lines is cut to what is around
    the marks; ``…`` stands where words were left out.
    """

    pieces: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """(words, whether they are marked), without empty ones."""
        return tuple((text, at % 2 == 1) for at, text in enumerate(self.pieces) if text)


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of the document, with the id of the passage and its words where they are at hand."""

    document: str
    first: int
    last: int
    quote: Quote | None

    @property
    def passage(self) -> str:
        """The id of the passage."""
        return passage(self.document, self.first, self.last)


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


def evidence(fact: Fact, *names: str | tuple[str, ...]) -> Evidence:
    """The evidence of a fact; ``names`` are marked within each quote: of several names of one thing the first that
    stands there."""
    places = tuple(
        Place(source.document, source.first_line, source.last_line,
              quote(source.exact, *names) if source.exact is not None else None)
        for source in fact.sources
    )  # fmt: skip
    return Evidence(places, (fact.status or Status.STATED).value, fact.rules)


def names_of(node: Node) -> tuple[str, ...]:
    """The names under which a thing may stand in a quote, best first; one of a single character stands anywhere."""
    others = {alias.value for alias in node.values("altLabel") if isinstance(alias, Text) and len(alias.value) > 1}
    return (node.label, *sorted(others, key=lambda name: (-len(name), name)))


def quote(exact: str, *names: str | tuple[str, ...]) -> Quote:
    """The words with every span marked that reads like one of the names: width and spaces do not matter."""
    folded, origin = _folded(exact)
    spans: list[tuple[int, int]] = []
    for name in names:
        keys = [_folded(each)[0] for each in ((name,) if isinstance(name, str) else name)]
        key = next((each for each in keys if each and each in folded), "")
        if key:
            at = folded.find(key)
            spans.append((origin[at], origin[at + len(key) - 1] + 1))
    pieces, end = [], 0
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first >= end:
            pieces += [exact[end:first], exact[first:last]]
            end = last
    pieces.append(exact[end:])
    return Quote(tuple(pieces) if len(exact) <= _MOST else _cut(pieces))


@lru_cache(maxsize=20_000)  # names and passages come again with every link
def _folded(text: str) -> tuple[str, list[int]]:
    """A text in NFKC without spaces, and for each of its characters the place in the original."""
    chars, origin = [], []
    for at, char in enumerate(text):
        for folded in unicodedata.normalize("NFKC", char):
            if not folded.isspace():
                chars.append(folded)
                origin.append(at)
    return "".join(chars), origin


def _cut(pieces: list[str]) -> tuple[str, ...]:
    """Long plain pieces shortened; without a mark the beginning stays."""
    if len(pieces) == 1:
        return (f"{pieces[0][:_MOST]}…",)
    found = []
    for at, text in enumerate(pieces):
        if at % 2 == 0 and len(text) > 2 * _CONTEXT:
            head = "" if at == 0 else text[:_CONTEXT]
            tail = "" if at == len(pieces) - 1 else text[-_CONTEXT:]
            text = f"{head}…{tail}"
        found.append(text)
    return tuple(found)
