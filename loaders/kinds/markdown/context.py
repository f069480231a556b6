"""What reading a Markdown plan carries along: the document, the draft, the other documents, the names so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from graph.errors import DocumentError
from graph.exports.markdown.language.text import Piece, piece
from loaders.draft import Draft, Key, Place
from loaders.text.lines import Document, Line


@dataclass
class Context:
    """A plan under way. ``originals`` are the names of other documents by the number that marks give them.

    ``references`` wait until all things of the plan are known: the text, the classes it may name, what to do then.
    """

    document: Document
    draft: Draft = field(default_factory=Draft)
    originals: dict[int, str] = field(default_factory=dict)
    first_lines: dict[Key, int] = field(default_factory=dict)
    references: list[tuple[Piece, frozenset[str], Callable[[Key], object]]] = field(default_factory=list)

    def wrong(self, at: Piece, message: str, remedy: str = "") -> DocumentError:
        """The error for what stands at a piece of a line."""
        return DocumentError(self.document.name, message, remedy, line=at.line, column=at.column)

    def piece(self, line: Line) -> Piece:
        """A line with its escapes taken out. Raises DocumentError for a broken escape."""

        def broken(number: int, column: int, message: str) -> DocumentError:
            return DocumentError(
                self.document.name, f"this escape cannot be read: {message}.", line=number, column=column
            )

        return piece(line.number, line.raw.rstrip("\r"), broken)

    def places(self, cited: Sequence[Place], first: int, last: int | None = None) -> list[Place]:
        """The places of a fact: the cited lines of another document, else the lines that state it here."""
        last = last or first
        if cited:
            self.draft.stated(range(first, last + 1))
            return [replace(place, said=(first, last)) for place in cited]
        return [Place(first, last)]

    def new(self, key: Key, at: Piece, what: str) -> Key:
        """Notes a key that a line makes. Raises DocumentError where another line made it before."""
        if key in self.first_lines:
            raise self.wrong(
                at, f"there is a {what} {at.text!r} already, in line {self.first_lines[key]}.",
                "Put both under one heading, or give one of them another name.",
            )  # fmt: skip
        self.first_lines[key] = at.line
        return key


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names what a word may have meant, empty where nothing is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"Did you mean {found[0]!r}? " if found else ""
