"""The tables as data, in long form: one row a cell in the order of the table; an empty row of the table is one too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.snapshot import Snapshot
from visualizations.matrix.choice import choice_of
from visualizations.matrix.model import Cell, Table
from visualizations.matrix.view import matrix


def matrix_json(snapshot: Snapshot, _lang: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same rows as CSV has."""
    return matrix_rows(snapshot, query)


def matrix_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row for each cell, and one for each row without any. ``gap`` is what is flagged on the row of the table."""
    table = matrix(snapshot.facts, choice_of(query), "ja").table
    found = []
    for group in table.rows:
        for row in group.nodes:
            met = [table.cells.get((row.id, column.id)) for column in table.all_columns]
            about = {"group": group.label, "gap": _gap(table, row.id)}
            start = {f"{table.row_name}_id": row.id, table.row_name: row.label}
            own = [{**start, **_met(table, cell), **about} for cell in met if cell]
            found += own or [{**start, **_met(table, None), **about}]
    return found


def _met(table: Table, cell: Cell | None) -> dict[str, Any]:
    name = table.column_name
    if cell is None:
        return {f"{name}_id": "", name: "", **dict.fromkeys(("role", "status", "rules", "lines"), ""), "quotes": 0,
                "through": "", "doubt": False}  # fmt: skip
    lines = sorted({(source.first_line, source.last_line) for link in cell.links for source in link.sources})
    return {
        f"{name}_id": cell.column.id, name: cell.column.label, "role": " ".join(cell.roles),
        "status": cell.status.value, "rules": " ".join(cell.rules),
        "lines": " ".join(f"{first}-{last}" for first, last in lines), "quotes": cell.quotes,
        "through": cell.through.label if cell.through else "", "doubt": cell.doubt is not None,
    }  # fmt: skip


def _gap(table: Table, row: str) -> str:
    return table.row_gaps[row][0].removeprefix("matrix_").replace("_", "-") if row in table.row_gaps else ""
