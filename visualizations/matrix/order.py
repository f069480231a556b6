"""The order of rows and columns: as in the plan, by a column or a row, or what is alike together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from graph.facts import Node
from visualizations.matrix.choice import Choice
from visualizations.matrix.model import ALL, Group, Table

_ROUNDS = 12
NAME = "name"


def ordered(table: Table, choice: Choice, heading: str = "") -> tuple[Table, Choice]:
    """The table in the order of a choice, and the choice without what the table does not have. Without groups all rows
    stand under one heading. Sorting is stable: what is equal stays in the order of the plan."""
    rows, columns = {node.id for node in table.all_rows}, {node.id for node in table.all_columns}
    sort = choice.sort if choice.sort in columns | {*table.totals, ALL, NAME} else ""
    across = choice.across if choice.across in rows else ""
    kept = replace(choice, sort=sort, across=across)
    if choice.group == "none":
        table = replace(table, rows=(Group(heading, table.all_rows),))
    if choice.order == "like" and not sort and not across:
        table = _alike(table)
    if sort:
        table = replace(table, rows=_sorted(table.rows, _row_rank(table, sort)))
    if across:
        table = replace(table, columns=_sorted(table.columns, lambda node: _rank(table, across, node.id)))
    return table, kept


def _sorted(groups: Iterable[Group], rank: Callable[[Node], object]) -> tuple[Group, ...]:
    return tuple(replace(group, nodes=tuple(sorted(group.nodes, key=rank))) for group in groups)  # type: ignore[arg-type]


def _row_rank(table: Table, sort: str) -> Callable[[Node], object]:
    if sort == NAME:
        return lambda node: node.label
    if sort in (*table.totals, ALL):
        return lambda node: -table.count(sort, row=node.id)
    return lambda node: _rank(table, node.id, sort)


def _rank(table: Table, row: str, column: str) -> tuple[int, int]:
    """The strongest role first, then the most quotes, empty cells last."""
    cell = table.cells.get((row, column))
    if cell is None:
        return (len(_STRENGTH) + 1, 0)
    return (_STRENGTH.index(cell.role) if cell.role in _STRENGTH else len(_STRENGTH), -cell.quotes)


_STRENGTH = ("primary", "operator", "related", "collaborator", "supporter", "beneficiary", "party", "mentioned")


def _alike(table: Table) -> Table:
    """Columns by the mean place of their rows, rows within their group by that of their columns, till nothing moves."""
    for _ in range(_ROUNDS):
        places = {node.id: at for at, node in enumerate(table.all_rows)}
        columns = _sorted(table.columns, _mean(places, ((column, row) for row, column in table.cells)))
        places = {node.id: at for at, node in enumerate(node for group in columns for node in group.nodes)}
        rows = _sorted(table.rows, _mean(places, table.cells))
        if (rows, columns) == (table.rows, table.columns):
            break
        table = replace(table, rows=rows, columns=columns)
    return table


def _mean(places: dict[str, int], pairs: Iterable[tuple[str, str]]) -> Callable[[Node], float]:
    met: dict[str, list[int]] = {}
    for own, other in pairs:
        if other in places:
            met.setdefault(own, []).append(places[other])
    return lambda node: sum(met[node.id]) / len(met[node.id]) if node.id in met else float(len(places))
