"""The lines of a made plan while it is being made: each with its role, by which damages find it, and its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """A line. ``role`` says what it is; ``marks`` name the statements of the truth whose words it holds."""

    text: str
    role: str = ""
    marks: tuple[int, ...] = ()

    @property
    def cells(self) -> list[str]:
        """The cells of a row of a table."""
        return self.text.split("\t")

    def told(self, text: str) -> Row:
        """The same line with another text."""
        return replace(self, text=text)

    def of_cells(self, cells: Iterable[str]) -> Row:
        """The same line with other cells."""
        return replace(self, text="\t".join(cells))


class Page:
    """Collects lines and hands out marks."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._marks = 0

    def mark(self) -> int:
        """A new mark."""
        self._marks += 1
        return self._marks

    def add(self, text: str, role: str, *marks: int) -> None:
        """Adds a line."""
        self.rows.append(Row(text, role, marks))

    def gap(self) -> None:
        """Adds a blank line."""
        self.rows.append(Row(""))


def line_of(rows: list[Row], mark: int, words: str = "") -> int:
    """The number of the line that holds a mark and, where one of them does, the words. Raises LookupError if none."""
    marked = [number for number, row in enumerate(rows, 1) if mark in row.marks]
    if not marked:
        raise LookupError(f"no line holds mark {mark}")
    return next((number for number in marked if words and words in rows[number - 1].text), marked[0])
