"""``push``: a database is brought to the state of the graph, by what differs and nothing else.

The state of the database is read, the graph streams past it, and what differs is written in transactions of some
thousand rows: nodes first, then relationships, then what is gone. An end at any moment leaves a database from which the
next push goes on, since nothing but the database itself says what is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Quad

from graph.errors import DataError
from graph.neo4j import statements
from graph.neo4j.batches import ROWS, Batches, Before, Names
from graph.neo4j.connection import Database, Target, opened
from graph.neo4j.constraints import SHOW, missing_rules, schema_rules
from graph.neo4j.ownership import Ours, digest, ours, relationship_key, storable
from graph.neo4j.state import DatabaseState, NodeState, read_state
from graph.property_graph.derive import property_nodes, property_relationships
from graph.property_graph.model import PropertyNode, PropertyRelationship
from graph.property_graph.names import ID

Progress = Callable[[str, int, int], None]


@dataclass
class Counts:
    """What became of nodes or of relationships."""

    created: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.created + self.changed + self.removed


@dataclass
class PushReport:
    """What a push did, or would do. ``kept`` are nodes that are gone but carry somebody's own relationships: they lose
    our labels and properties except id and name, and stay."""

    nodes: Counts = field(default_factory=Counts)
    relationships: Counts = field(default_factory=Counts)
    rules: int = 0
    kept: int = 0
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        """The number of nodes, relationships and rules of the schema that changed."""
        return self.nodes.total + self.relationships.total + self.rules


def push(
    quads: Iterable[Quad], base: str, target: Target, *, dry_run: bool = False, progress: Progress | None = None,
    rows: int = ROWS,
) -> PushReport:  # fmt: skip
    """Brings a database to the state of a graph: ``quads`` grouped by subject, which can be read again, with ids under
    ``base``. With ``dry_run`` nothing is written, and the report says what would be.

    Raises EndpointError where the server cannot be used, DataError where the database holds other data under our labels
    or the graph holds nodes outside the base.
    """
    begun = time.monotonic()
    with opened(target) as database:
        done = _Push(database, ours(), base, dry_run, progress or _silent, rows).run(quads)
    done.seconds = time.monotonic() - begun
    return done


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


class _Push:
    """One push under way."""

    def __init__(
        self, database: Database, ours_: Ours, base: str, dry_run: bool, progress: Progress, rows: int
    ) -> None:
        self._database, self._ours, self._base, self._dry_run = database, ours_, base, dry_run
        self._progress, self._rows = progress, rows
        self._report = PushReport()
        self._bare: set[str] = set()
        self._step, self._sent = 0, 0

    def run(self, quads: Iterable[Quad]) -> PushReport:
        self._next("reading the database")
        state = read_state(self._database, self._ours, self._base)
        rules = missing_rules(schema_rules(self._ours), self._database.read(lambda ask: list(ask(SHOW))))
        self._report.rules = len(rules)
        if not self._dry_run:
            self._next("keys and indexes")
            self._database.run([each.statement for each in rules])
        self._next("nodes")
        elements, gone = self._nodes(property_nodes(quads), state)
        self._next("relationships")
        self._relationships(property_relationships(quads), state, elements)
        self._next("what is gone")
        self._remove(gone)
        return self._report

    def _next(self, what: str) -> None:
        self._step += 1
        self._progress(what, self._step - 1, 5)

    def _batches(self, take: Callable[[list[Any]], None] | None = None) -> Batches:
        def told(count: int) -> None:
            self._sent += count
            self._progress(f"{self._sent}", self._step - 1, 5)

        return Batches(self._database, self._base, told, self._rows, take)

    def _nodes(
        self, nodes: Iterator[PropertyNode], state: DatabaseState
    ) -> tuple[dict[str, str], dict[str, NodeState]]:
        """Creates and changes nodes; gives the server's ids of the graph's nodes, and what the graph has no more."""
        left, elements = dict(state.nodes), dict[str, str]()
        batches, counts = self._batches(lambda row: elements.update([(row[0], row[1])])), self._report.nodes
        for node in nodes:
            if not node.id.startswith(self._base):
                raise DataError(f"{node.id} does not begin with {self._base}: a push could not tell it from others'.")
            properties = storable(node.properties)
            there = left.pop(node.id, None)
            if there is None:
                counts.created += 1
                self._add(batches, statements.create_nodes(node.labels), properties)
                continue
            elements[node.id] = there.element
            if there.digest != digest(node.labels, properties):
                counts.changed += 1
                before = Before(statements.node_names(there.labels[0]), self._complete_nodes)
                self._add(batches, statements.change_nodes(there.labels, node.labels), properties, before)
        batches.flush()
        return elements, left

    def _relationships(
        self, relationships: Iterator[PropertyRelationship], state: DatabaseState, elements: dict[str, str]
    ) -> None:
        batches, counts = self._batches(), self._report.relationships
        left, seen = dict(state.relationships), set[bytes]()
        for each in relationships:
            properties = storable(each.properties)
            key = relationship_key(each.type, each.source, each.target, properties.get(ID))
            if key in seen:  # two properties that have one relationship type say it once
                continue
            seen.add(key)
            there = left.pop(key, None)
            if there is None:
                counts.created += 1
                shared = each.type in self._ours.shared
                statement = statements.create_relationships(each.type, of_link=ID in properties, shared=shared)
                self._add(batches, statement, [elements.get(each.source), elements.get(each.target), properties])
                continue
            first, *doubles = there
            if first.digest != digest([each.type], properties):
                counts.changed += 1
                before = Before(statements.relationship_names(each.type), self._complete_relationships)
                self._add(batches, statements.change_relationships(each.type), [first.element, properties], before)
            if doubles:
                left[key] = doubles
        for found in left.values():
            for gone in found:
                counts.removed += 1
                self._add(batches, statements.delete_relationships(gone.type), [gone.element])
        batches.flush()

    def _remove(self, gone: dict[str, NodeState]) -> None:
        """Removes nodes. By now nothing of ours hangs on them; what somebody else has hung on one keeps it there."""
        self._report.nodes.removed = len(gone)
        batches = self._batches()
        for id_, state in gone.items():
            self._add(batches, statements.delete_nodes(state.labels[0]), {ID: id_})
        batches.flush()
        for id_, state in gone.items():
            before = Before(statements.node_names(state.labels[0]), self._bare_nodes)
            self._add(batches, statements.change_nodes(state.labels, ()), {ID: id_}, before)
        batches.flush()
        self._report.kept = len(self._bare)

    def _add(self, batches: Batches, statement: str, row: Any, before: Before | None = None) -> None:
        if not self._dry_run:
            batches.add(statement, row, before)

    def _complete_nodes(self, rows: list[Any], names: Names) -> list[Any]:
        return [{**self._taken_away(names.get(row[ID], ())), **row} for row in rows]

    def _complete_relationships(self, rows: list[Any], names: Names) -> list[Any]:
        return [[element, {**self._taken_away(names.get(element, ())), **row}] for element, row in rows]

    def _bare_nodes(self, rows: list[Any], names: Names) -> list[Any]:
        self._bare.update(names)  # a set, since a transaction may be tried twice
        kept = (ID, "name")
        return [
            {ID: row[ID], **{name: None for name in self._taken_away(names[row[ID]]) if name not in kept}}
            for row in rows
            if row[ID] in names
        ]

    def _taken_away(self, names: Iterable[str]) -> dict[str, None]:
        """Null for each property of ours that a thing has; what it is to keep is filled in after."""
        return {name: None for name in names if self._ours.is_name(name)}
