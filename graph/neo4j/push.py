"""``push``: a database is brought to the state of the graph, by what differs and nothing else.

The state of the database is read, the graph streams past it, and what differs is written in transactions of some
thousand rows: nodes, relationships once their ends are there, then what is gone. An end at any moment leaves a database
from which the next push goes on, since nothing but the database itself says what is there.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pyoxigraph import Quad

from graph.errors import DataError
from graph.neo4j import statements
from graph.neo4j.batches import ROWS, WIDEST, Batches, Before, Lane, Names
from graph.neo4j.connection import Database, Target, opened
from graph.neo4j.constraints import SHOW, missing_rules, schema_rules
from graph.neo4j.held import Held
from graph.neo4j.ownership import Ours, digest, ours, relationship_key, storable
from graph.neo4j.state import DatabaseState, NodeState, RelationshipState, read_state
from graph.property_graph.derive import property_graph
from graph.property_graph.model import PropertyNode, PropertyRelationship
from graph.property_graph.names import ID

Progress = Callable[[str, int, int], None]
_STEPS = 4


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
    with opened(target) as database, Lane(database) as lane, _uncollected():
        done = _Push(lane, database, ours(), base, dry_run, progress or _silent, rows).run(quads)
    done.seconds = time.monotonic() - begun
    return done


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for circles of objects: rows make none, and searching those that wait takes a tenth."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


class _Push:
    """One push under way."""

    def __init__(
        self, lane: Lane, database: Database, ours_: Ours, base: str, dry_run: bool, progress: Progress, rows: int
    ) -> None:
        self._lane, self._database, self._ours, self._base, self._dry_run = lane, database, ours_, base, dry_run
        self._progress, self._rows = progress, rows
        self._report = PushReport()
        self._bare: set[str] = set()
        self._step, self._sent = 0, 0
        self._elements: dict[str, str] = {}

    def run(self, quads: Iterable[Quad]) -> PushReport:
        self._next("reading the database")
        state = read_state(self._database, self._ours, self._base)
        rules = missing_rules(schema_rules(self._ours), self._database.read(lambda ask: list(ask(SHOW))))
        self._report.rules = len(rules)
        if not self._dry_run:
            self._next("keys and indexes")
            self._database.run([each.statement for each in rules])
        self._next("nodes and relationships")
        self._write(property_graph(quads), state)
        self._next("what is gone")
        self._remove(state.nodes)
        return self._report

    def _next(self, what: str) -> None:
        self._step += 1
        self._progress(what, self._step - 1, _STEPS)

    def _batches(self, take: Callable[[list[Any]], None] | None = None) -> Batches:
        def told(count: int) -> None:
            self._sent += count
            self._progress(f"{self._sent}", self._step - 1, _STEPS)

        return Batches(self._lane, self._base, told, self._rows, take)

    def _write(self, graph: Iterable[PropertyNode | PropertyRelationship], state: DatabaseState) -> None:
        """Creates and changes what differs, in one sweep over the graph, and removes relationships that are gone; takes
        out of the state whatever the graph has. A relationship is written once both of its ends are there."""
        first = not state.nodes
        if first:  # transactions that only create cannot wait for each other's locks in a circle
            self._lane.width = WIDEST
        held, known = Held(), 0
        nodes, links = self._batches(lambda row: self._elements.update(row[0])), self._batches()
        counts = self._report.relationships
        write = partial(self._relationship, links, state.relationships, first=first)
        for each in graph:
            if isinstance(each, PropertyNode):
                self._node(nodes, each, state.nodes, first=first)
                if first and len(self._elements) > known:
                    known = len(self._elements)
                    held.release(write)
                continue
            if not write(each):
                held.add(each)
        nodes.flush()
        self._lane.wait()
        for each in held.rest():
            write(each, last=True)
        for found in state.relationships.values():
            for gone in found:
                counts.removed += 1
                self._add(links, statements.delete_relationships(gone.type), [gone.element])
        links.flush()
        self._lane.wait()

    def _node(self, batches: Batches, node: PropertyNode, there: dict[str, NodeState], *, first: bool) -> None:
        if not node.id.startswith(self._base):
            raise DataError(f"{node.id} does not begin with {self._base}: a push could not tell it from others'.")
        properties = storable(node.properties)
        old = there.pop(node.id, None)
        if old is None:
            self._report.nodes.created += 1
            if not first:
                statement = statements.create_nodes(node.labels)
            elif self._database.dynamic:
                statement = statements.FIRST_NODES
            else:
                statement = statements.first_nodes(node.labels)
            self._add(batches, statement, [node.labels, properties])
            return
        self._elements[node.id] = old.element
        if old.digest != digest(node.labels, properties):
            self._report.nodes.changed += 1
            before = Before(statements.node_names(old.labels[0]), self._complete_nodes)
            self._add(batches, statements.change_nodes(old.labels, node.labels), properties, before)

    def _relationship(
        self, batches: Batches, there: dict[bytes, list[RelationshipState]], each: PropertyRelationship,
        *, first: bool, last: bool = False,
    ) -> bool:  # fmt: skip
        """Writes a relationship; False where one of its ends is not there yet. ``last``: it will never be."""
        source, target = self._elements.get(each.source), self._elements.get(each.target)
        if not (last or self._dry_run or (source and target)):
            return False
        counts = self._report.relationships
        properties = storable(each.properties)
        if first:
            counts.created += 1
            dynamic = self._database.dynamic
            statement = statements.FIRST_RELATIONSHIPS if dynamic else statements.first_relationships(each.type)
            self._add(batches, statement, [source, target, properties, each.type])
            return True
        key = relationship_key(each.type, each.source, each.target, properties.get(ID))
        old = there.pop(key, None)
        if old is None:
            counts.created += 1
            shared = each.type in self._ours.shared
            statement = statements.create_relationships(each.type, of_link=ID in properties, shared=shared)
            self._add(batches, statement, [source, target, properties])
            return True
        kept, *doubles = old
        if kept.digest != digest([each.type], properties):
            counts.changed += 1
            before = Before(statements.relationship_names(each.type), self._complete_relationships)
            self._add(batches, statements.change_relationships(each.type), [kept.element, properties], before)
        if doubles:
            there[key] = doubles
        return True

    def _remove(self, gone: dict[str, NodeState]) -> None:
        """Removes nodes. By now nothing of ours hangs on them; what somebody else has hung on one keeps it there."""
        self._report.nodes.removed = len(gone)
        batches = self._batches()
        for id_, state in gone.items():
            self._add(batches, statements.delete_nodes(state.labels[0]), {ID: id_})
        batches.flush()
        self._lane.wait()
        for id_, state in gone.items():
            before = Before(statements.node_names(state.labels[0]), self._bare_nodes)
            self._add(batches, statements.change_nodes(state.labels, ()), {ID: id_}, before)
        batches.flush()
        self._lane.wait()
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
