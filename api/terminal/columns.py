"""Tables for a terminal: columns that line up where full-width letters take two places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many places a text takes on a terminal: two for full-width letters, none for marks that combine."""
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc")
        else 2 if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )  # fmt: skip


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table as text: header, rule, rows; the columns in ``numbers`` stand to the right.

    Line breaks and control characters become spaces, so that no cell can move the cursor.
    """
    lines = [[_one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[place]) for row in lines) for place in range(len(header))]
    rule = ["-" * wide for wide in widths]
    return "".join(_row(row, widths, numbers) for row in (lines[0], rule, *lines[1:]))


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[int]) -> str:
    parts = []
    for place, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        blank = " " * (wide - width(cell))
        parts.append(blank + cell if place in numbers else cell + blank)
    return "  ".join(parts).rstrip() + "\n"


def _one_line(text: str) -> str:
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
