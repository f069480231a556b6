"""Cells and files of CSV: UTF-8 with a byte order mark, RFC 4180 lines, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | bool | int | Decimal | None
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@")


def cell(value: Cell) -> str:
    """The text of a cell. None is an empty cell and never 0; numbers stay numbers.

    A text that begins with ``= + - @`` gets an apostrophe before it, since spreadsheets run it otherwise (OWASP, "CSV
    injection"); line breaks and tabs become spaces (machine-readability rules L1-06 and L1-14).
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            text = format(value, "f")
            return text.rstrip("0").rstrip(".") if "." in text else text
        case _:
            text = re.sub(r"[\s\0]+", " ", value).strip()
            return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file of a header and rows.

    Raises ValueError where the header's names are not unique and ASCII, or a row is longer or shorter than it.
    """
    if len(set(header)) != len(header) or not all(name and name.isascii() for name in header):
        raise ValueError(f"column names are unique and ASCII, not {', '.join(header)}")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells under {len(header)} names")
        writer.writerow([cell(value) for value in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
