"""Everything that a database holds, and everything that it should: the same, whatever way it came there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad

from graph.neo4j.connection import Target
from graph.property_graph.derive import property_nodes, property_relationships
from tests.neo4j.server import ask


@dataclass(frozen=True)
class Contents:
    """Nodes and relationships as text, each with how often it is there."""

    nodes: Counter[str]
    relationships: Counter[str]


def _said(*parts: object) -> str:
    return repr([sorted(part.items()) if isinstance(part, dict) else part for part in parts])


def contents(target: Target) -> Contents:
    """What the database holds, all of it."""
    nodes = ask(target, "MATCH (n) RETURN labels(n), properties(n)")
    links = ask(target, "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)")
    return Contents(
        Counter(_said(sorted(labels), properties) for labels, properties in nodes),
        Counter(_said(*each) for each in links),
    )


def wanted(quads: Iterable[Quad]) -> Contents:
    """What it should hold: the property graph of the quads."""
    return Contents(
        Counter(_said(sorted(each.labels), dict(each.properties)) for each in property_nodes(quads)),
        Counter(
            _said(each.type, each.source, each.target, dict(each.properties)) for each in property_relationships(quads)
        ),
    )
