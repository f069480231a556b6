"""What a database holds of ours, read whole: compared is what stands there, not what somebody noted of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import DataError
from graph.neo4j import statements
from graph.neo4j.connection import Ask, Database, Row
from graph.neo4j.ownership import Ours, digest, relationship_key
from graph.property_graph.names import ID


class NodeState(NamedTuple):
    """A node that is there: its labels of ours, the server's id of it, and the digest of what it says."""

    labels: tuple[str, ...]
    element: str
    digest: bytes


class RelationshipState(NamedTuple):
    """A relationship that is there: its type, the server's id of it, and the digest of what it says."""

    type: str
    element: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """Nodes by id, relationships by ``relationship_key``; more than one under a key where a database has doubles."""

    nodes: dict[str, NodeState]
    relationships: dict[bytes, list[RelationshipState]]


def read_state(database: Database, ours: Ours, base: str) -> DatabaseState:
    """The state of a database. Raises DataError where somebody else's nodes stand under our labels: nobody could tell
    them from ours in a query, and our keys would bind them."""
    return database.read(lambda ask: _read(ask, ours, base, database.target.shown))  # type: ignore[no-any-return]


def _read(ask: Ask, ours: Ours, base: str, where: str) -> DatabaseState:
    if next(ask(statements.COUNT)) == [0]:
        return DatabaseState({}, {})
    there = ours.labels.intersection(label for (label,) in ask(statements.LABELS))
    roots = [each for each in ours.roots if each in there]
    nodes: dict[str, NodeState] = {}
    others: Counter[str] = Counter()
    for root in roots:
        found, foreign = _nodes(ask(statements.read_nodes(root)), ours, base)
        others.update(foreign)
        others[root] += sum(id_ in nodes for id_ in found)
        nodes.update(found)
    for label in sorted(there.difference(roots)):
        others[label] += next(ask(statements.count_rootless(label), roots=ours.roots))[0]
    if others.total():
        told = ", ".join(f"{count} {label}" for label, count in sorted(others.items()) if count)
        raise DataError(
            f"The database of {where} holds other data under our labels ({told}): nodes whose id does not begin with "
            f"{base}, or is there twice.",
            "Nothing was changed. Use a database of its own (--database), or give those nodes other labels.",
        )
    relationships: dict[bytes, list[RelationshipState]] = {}
    for root in roots if nodes else ():
        rows = ask(statements.read_relationships(root), types=sorted(ours.types), roots=ours.roots)
        for key, states in _relationships(rows, ours, nodes).items():
            relationships.setdefault(key, []).extend(states)
    return DatabaseState(nodes, relationships)


def _nodes(rows: Iterator[Row], ours: Ours, base: str) -> tuple[dict[str, NodeState], Counter[str]]:
    found: dict[str, NodeState] = {}
    others: Counter[str] = Counter()
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for id_, all_labels, properties, element in rows:
        labels = ours.own_labels(all_labels)
        labels = shared.setdefault(labels, labels)
        if not isinstance(id_, str) or not id_.startswith(base) or id_ in found:
            others[labels[-1]] += 1
        else:
            found[id_] = NodeState(labels, element, digest(labels, ours.own_properties(properties)))
    return found, others


def _relationships(
    rows: Iterator[Row], ours: Ours, nodes: Mapping[str, NodeState]
) -> dict[bytes, list[RelationshipState]]:
    found: dict[bytes, list[RelationshipState]] = {}
    for source, type_, target, all_properties, element in rows:
        if source in nodes and target in nodes:
            properties = ours.own_properties(all_properties)
            key = relationship_key(type_, source, target, properties.get(ID))
            found.setdefault(key, []).append(RelationshipState(type_, element, digest([type_], properties)))
    return found
