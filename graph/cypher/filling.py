"""The property graph into the embedded engine, and whether all of it is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from neo4j import Driver, ManagedTransaction
from pyoxigraph import Quad

from graph.property_graph.derive import property_graph as derived
from graph.property_graph.model import PropertyNode, PropertyRelationship

BATCH = 5000
_INDEXED_FROM = 1000  # below, looking through all nodes of a label takes less than an index costs at the start
_COUNT_NODES = "MATCH (n) RETURN count(n) AS n"
_COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS n"


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """A property graph in memory."""

    nodes: tuple[PropertyNode, ...]
    relationships: tuple[PropertyRelationship, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes and relationships there are, and the names that they use: labels, types, properties."""

    nodes: int
    relationships: int
    names: frozenset[str] = frozenset()

    def same_size(self, other: Counts) -> bool:
        """Whether two counts agree."""
        return (self.nodes, self.relationships) == (other.nodes, other.relationships)


def property_graph(quads: Iterable[Quad]) -> PropertyGraph:
    """The property graph of quads that come grouped by subject."""
    nodes: list[PropertyNode] = []
    relationships: list[PropertyRelationship] = []
    for each in derived(quads):
        if isinstance(each, PropertyNode):
            nodes.append(each)
        else:
            relationships.append(each)
    return PropertyGraph(tuple(nodes), tuple(relationships))


def fill(driver: Driver, database: str, content: PropertyGraph) -> Counts:
    """Writes a property graph into an empty database: nodes with all their labels at once, then relationships.

    Each batch is one transaction. Relationships find their ends by the engine's own ids, so that there is one statement
    a type and not one for each pair of labels.
    """
    names: set[str] = set()
    places: dict[str, str] = {}
    by_labels: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for node in content.nodes:
        names.update(node.labels, node.properties)
        by_labels[node.labels].append(node.properties)
    by_type: dict[str, list[PropertyRelationship]] = defaultdict(list)
    for each in content.relationships:
        names.update((each.type, *each.properties))
        by_type[each.type].append(each)
    with driver.session(database=database) as session:
        for labels, rows in sorted(by_labels.items()):
            marks = "".join(f":{quoted(label)}" for label in labels)
            text = f"UNWIND $rows AS row CREATE (n{marks}) SET n = row RETURN n.id, elementId(n)"
            for batch in _batches(rows):
                places.update(session.execute_write(_written, text, batch))
        for type_, links in sorted(by_type.items()):
            text = (
                "UNWIND $rows AS row MATCH (a), (b) WHERE elementId(a) = row.source AND elementId(b) = row.target "
                f"CREATE (a)-[r:{quoted(type_)}]->(b) SET r = row.properties"
            )
            for some in _batches(links):
                session.execute_write(_written, text, [_row(each, places) for each in some])
        sizes = Counter(node.labels[0] for node in content.nodes)
        for label in sorted(label for label, size in sizes.items() if size >= _INDEXED_FROM):
            session.run(f"CREATE INDEX FOR (n:{quoted(label)}) ON (n.id)").consume()
    return Counts(len(content.nodes), len(content.relationships), frozenset(names))


def counted(driver: Driver, database: str) -> Counts:
    """How many nodes and relationships a database has."""
    with driver.session(database=database) as session:
        numbers = [session.run(text).single(strict=True)["n"] for text in (_COUNT_NODES, _COUNT_RELATIONSHIPS)]
    return Counts(numbers[0], numbers[1])


def quoted(name: str) -> str:
    """A label or type as Cypher takes it, whatever letters it has."""
    return "`" + name.replace("`", "``") + "`"


def _row(each: PropertyRelationship, places: Mapping[str, str]) -> dict[str, Any]:
    return {"source": places[each.source], "target": places[each.target], "properties": dict(each.properties)}


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _written(transaction: ManagedTransaction, text: str, rows: list[Any]) -> list[list[Any]]:
    found: list[list[Any]] = transaction.run(text, rows=rows).values()
    return found
