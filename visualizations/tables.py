"""Rows as CSV that spreadsheets open rightly (UTF-8 with a byte order mark, no cell that runs as a formula), and long
tables in sections: on pages only, data always holds all rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
SECTION = 500  # rows of a section, as the specification of the pages says
Row = TypeVar("Row")
Section = tuple[int, int, int]  # number from 1, first row, last row


def safe_cell(value: object) -> object:
    """A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection), also behind spaces, which
    programs drop, and in full width."""
    if isinstance(value, str) and (value[:1] in ("\t", "\r") or _FORMULA.match(value)):
        return f"'{value}"
    return value


def csv_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> bytes:
    """CSV of rows with a header; the columns are those of the first row where none are given."""
    names = list(columns or (rows[0] if rows else ()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in names])
    writer.writerows([safe_cell(row.get(name, "")) for name in names] for row in rows)
    return "\ufeff".encode() + out.getvalue().encode()


def sections(count: int) -> tuple[Section, ...]:
    """The sections of so many rows."""
    starts = range(0, count, SECTION)
    return tuple((at + 1, start + 1, min(start + SECTION, count)) for at, start in enumerate(starts))


def section(rows: Sequence[Row], number: int) -> tuple[Row, ...]:
    """The rows of a section; of one that is not there, those of the nearest."""
    at = present(len(rows), number) - 1
    return tuple(rows[at * SECTION : (at + 1) * SECTION])


def present(count: int, number: int) -> int:
    """The number of the section that is shown where an address asks for one."""
    return min(max(number, 1), max(-(-count // SECTION), 1))


def number_of(text: str) -> int:
    """A number of an address; what is none is 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
