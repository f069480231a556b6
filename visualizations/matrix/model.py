"""A table of who meets whom: grouped rows, grouped columns, a cell where something links the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.facts import Link, Node, Source, Status

# A warning on a row or a column: the key of an interface text and its values.
Flag = tuple[str, Mapping[str, object]]
ALL = "all"  # the total of all cells, whatever their role


@dataclass(frozen=True, slots=True)
class Group:
    """Rows or columns under a heading: a node's label, or a text of the ontology or the interface."""

    label: str
    nodes: tuple[Node, ...]
    lang: str = "ja"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two places that disagree about a cell: the names that one of them gives instead, and the lines of that place."""

    others: tuple[Node, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What links a row and a column. ``links`` are the claims behind it, the strongest first; of an indirect cell, the
    chain. ``roles`` are the roles in which the two meet, the strongest first; ``through`` is the thing between."""

    row: Node
    column: Node
    links: tuple[Link, ...]
    roles: tuple[str, ...]
    doubt: Doubt | None = None
    through: Node | None = None

    @property
    def key(self) -> str:
        """The cell in the address."""
        return f"{self.row.id}.{self.column.id}"

    @property
    def role(self) -> str:
        """The strongest role."""
        return self.roles[0] if self.roles else ""

    @property
    def status(self) -> Status:
        """How the cell is known: stated where its claims are; of a chain, as its weakest claim."""
        known = [link.status or Status.STATED for link in self.links]
        order = (Status.STATED, Status.CURATED, Status.REPAIRED, Status.INFERRED, Status.DERIVED)
        return max(known, key=order.index) if self.through else min(known, key=order.index)

    @property
    def quotes(self) -> int:
        """How many places of the documents say so."""
        return len({source for link in self.links for source in link.sources})

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that the claims rest on."""
        return tuple(dict.fromkeys(rule for link in self.links for rule in link.rules))


@dataclass(frozen=True)
class Table:
    """One table. ``of`` names it in the address, ``row_name`` and ``column_name`` its two ends in data. ``weight`` are
    the roles that are counted apart in totals, by which rows are sorted too; ``row_gaps`` and ``column_gaps`` are keys
    of warnings with their values, by the id of the row or column."""

    of: str
    row_name: str
    column_name: str
    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    cells: Mapping[tuple[str, str], Cell]
    totals: tuple[str, ...]
    row_gaps: Mapping[str, Flag] = field(default_factory=dict)
    column_gaps: Mapping[str, tuple[Flag, ...]] = field(default_factory=dict)

    @property
    def shown_totals(self) -> tuple[str, ...]:
        """The totals that stand beside the rows."""
        return self.totals if len(self.totals) > 1 else (*self.totals, ALL)

    @cached_property
    def all_rows(self) -> tuple[Node, ...]:
        """The rows of all groups."""
        return tuple(node for group in self.rows for node in group.nodes)

    @cached_property
    def all_columns(self) -> tuple[Node, ...]:
        """The columns of all groups."""
        return tuple(node for group in self.columns for node in group.nodes)

    @cached_property
    def _counts(self) -> Mapping[tuple[str, str, str], int]:
        found: dict[tuple[str, str, str], int] = {}
        for (row, column), cell in self.cells.items():
            kind = cell.role if cell.role in self.totals else ""
            for key in ((row, "", kind), ("", column, kind), ("", "", kind)):
                found[key] = found.get(key, 0) + 1
        return found

    def count(self, total: str, *, row: str = "", column: str = "") -> int:
        """How many cells of a role that is counted apart stand in a row, a column or the whole; ``ALL`` counts all."""
        kinds = ("", *self.totals) if total == ALL else (total,)
        return sum(self._counts.get((row, column, kind), 0) for kind in kinds)

    def cells_of(self, group: Group) -> int:
        """How many cells the rows of a group have."""
        return sum(self.count(ALL, row=node.id) for node in group.nodes)
