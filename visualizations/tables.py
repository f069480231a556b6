"""Rows as CSV that spreadsheets open rightly: UTF-8 with a byte order mark, no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any


def safe_cell(value: object) -> object:
    """A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def csv_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> bytes:
    """CSV of rows with a header; the columns are those of the first row where none are given."""
    names = list(columns or (rows[0] if rows else ()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([safe_cell(row.get(name, "")) for name in names] for row in rows)
    return "\ufeff".encode() + out.getvalue().encode()
