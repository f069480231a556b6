"""Which ways are shown: of the shortest ones those that rest on claims, in the same order in every process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from graph.facts import Facts, Node
from graph.measures.kept import KEPT as MEASURES
from graph.neighbours import KEPT as NEIGHBOURS
from graph.neighbours import Neighbours, Tie
from visualizations.lanes.chosen.edges import Edge

MOST_WAYS = 3
# Of two things that are joined in several ways, what says most stands for the step.
_RANK = ("primary", "related", "engaged", "measures", "listed", "bodies")


@dataclass(frozen=True, slots=True)
class Way:
    """A way: its things from one end to the other, and the link of each step."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def named(facts: Facts, text: str) -> Node | None:
    """The thing of an id, or of a whole name; of several of one name the first in the document."""
    return facts.nodes.get(text) or next((node for node in facts.nodes.values() if text and node.label == text), None)


def ways(facts: Facts, source: str, target: str) -> tuple[Way, ...]:
    """At most three shortest ways; none where no way leads there. Steps that are links come before references."""
    index = NEIGHBOURS.of(facts)
    found: list[tuple[tuple[int, tuple[str, ...]], Way]] = []
    for steps in MEASURES.ways(facts).between(source, target):
        ids = (source, *(step.target for step in steps))
        ties = [_tie(index, a, b) for a, b in pairwise(ids)]
        if None in ties:
            continue
        told = [tie for tie in ties if tie]
        edges = tuple(_edge(facts, tie) for tie in told)
        weak = sum(tie.link is None or tie.link.text("role") == "mentioned" for tie in told)
        found.append(((weak, ids), Way(tuple(facts.nodes[id_] for id_ in ids), edges)))
    return tuple(way for _, way in sorted(found, key=lambda each: each[0])[:MOST_WAYS])


def drawn(found: Iterable[Way]) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """The things and the links of ways, each once, way by way."""
    nodes = {node.id: node for way in found for node in way.nodes}
    edges = {edge.id: edge for way in found for edge in way.edges}
    return tuple(nodes.values()), tuple(edges.values())


def _tie(index: Neighbours, a: str, b: str) -> Tie | None:
    joined = [tie for tie in index.of(a) if tie.other(a) == b]
    return min(joined, key=_rank, default=None)


def _rank(tie: Tie) -> tuple[int, str]:
    return (_RANK.index(tie.relation) if tie.relation in _RANK else len(_RANK), tie.id)


def _edge(facts: Facts, tie: Tie) -> Edge:
    ends = (tie.target, tie.source) if tie.relation == "listed" else (tie.source, tie.target)
    return Edge(tie.claim(facts), *ends, tie.relation)
