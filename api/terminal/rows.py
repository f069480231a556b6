"""Rows of JSON values for a terminal, for other programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.terminal.columns import aligned

Rows = Sequence[Sequence[Any]]


def rows_json(columns: Sequence[str], rows: Rows) -> bytes:
    """``{"columns": […], "rows": [[…]]}``."""
    content = {"columns": list(columns), "rows": [list(row) for row in rows]}
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def rows_csv(columns: Sequence[str], rows: Rows) -> bytes:
    """CSV (RFC 4180): null is empty, what is no text or number is JSON."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8", "replace")


def rows_table(columns: Sequence[str], rows: Rows) -> bytes:
    """A table whose columns line up; numbers stand to the right."""
    numbers = [place for place in range(len(columns)) if rows and all(_is_number(row[place]) for row in rows)]
    return aligned(columns, [[_cell(value) for value in row] for row in rows], numbers).encode("utf-8", "replace")


# One line a format.
ROW_FORMATS: Mapping[str, Callable[[Sequence[str], Rows], bytes]] = {
    "table": rows_table,
    "csv": rows_csv,
    "json": rows_json,
}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
