"""Links between bodies: who belongs to whom, hosts, runs, founded or followed whom, works with whom."""

from __future__ import annotations

from collections.abc import Collection

from graph.facts import Facts, Link
from visualizations.lanes.chosen.edges import Edge
from visualizations.rendering import family

_TYPES = ("Relationship", "Membership")


def kind_of(link: Link) -> str:
    """What a link between bodies says: the kind of a relationship, ``member`` of a membership, else nothing."""
    return "member" if link.type == "Membership" else link.text("kind")


def bodies_of(facts: Facts, id_: str) -> list[Edge]:
    """The links of one body with others, in both directions."""
    links = (*facts.outgoing.get(id_, ()), *facts.incoming.get(id_, ()))
    return [_edge(link) for link in links if _joins(facts, link)]


def between(facts: Facts, ids: Collection[str]) -> list[Edge]:
    """The links among bodies that are shown anyway."""
    return [
        _edge(link) for id_ in ids for link in facts.outgoing.get(id_, ()) if link.target in ids and _joins(facts, link)
    ]


def _joins(facts: Facts, link: Link) -> bool:
    """Whether both ends of a link are bodies, and two of them."""
    ends = {link.source, link.target} & facts.nodes.keys()
    return link.type in _TYPES and len(ends) == 2 and all(family(facts.nodes[id_]) == "organization" for id_ in ends)


def _edge(link: Link) -> Edge:
    return Edge(link, link.source, link.target, "bodies")
