"""Who works with whom: the part of the graph that joins bodies, projects and instruments, and what holds it together.

The plan's publisher stands in every corner of its own plan, so that nothing would hang on anybody else: it is left out.
So are classes of bodies (県内企業 is nobody who could be asked) and engagements that only mention a body.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import networkx

from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    from graph.network import Network

    Undirected = networkx.Graph[str]

# Above so many nodes, betweenness is estimated from paths of so many of them: the same ones each time.
_EXACT, _SAMPLE, _SEED = 1_500, 300, 1
_CLASS_OF_BODIES, _MENTIONED = "OrganizationGroup", "mentioned"


@dataclass(frozen=True, slots=True)
class Bridge:
    """A body that joins others. ``betweenness`` is the share of shortest ways between two others that lead over it;
    ``parts`` into how many its own part of the graph falls without it (1: it holds together)."""

    id: str
    betweenness: float
    parts: int
    projects: int
    bodies: int


@lru_cache(maxsize=1)
def body_types() -> frozenset[str]:
    """The names of the classes of single bodies."""
    organization = PREFIXES["org"] + "Organization"
    found = {each.name for each in vocabulary().node_types.values() if organization in (each.iri, *each.ancestors)}
    return frozenset(found - {_CLASS_OF_BODIES})


def publishers(network: Network) -> frozenset[str]:
    """The bodies that published a plan."""
    ends = network.edges(data=True)
    return frozenset(b for a, b, data in ends if data["type"] == "publisher" and network.nodes[a]["type"] == "Plan")


def cooperation(network: Network) -> Undirected:
    """The undirected graph of bodies, projects and instruments, one edge a pair."""
    left_out = publishers(network)
    kinds = body_types() | {"Project", "Instrument"}
    kept = {id_ for id_, data in network.nodes(data=True) if data["type"] in kinds and id_ not in left_out}
    found: Undirected = networkx.Graph()
    found.add_nodes_from(sorted(id_ for id_ in kept if network.nodes[id_]["type"] != "Instrument"))
    joining = {"Engagement", "Relationship", "Membership"}
    for a, b, data in network.edges(data=True):
        if a in kept and b in kept and a != b and data["type"] in joining and data["role"] != _MENTIONED:
            found.add_edge(a, b)
    return found


def bridges(network: Network) -> tuple[Bridge, ...]:
    """Bodies that join others, those first over which most ways lead."""
    graph = cooperation(network)
    bodies = body_types()
    sample = _SAMPLE if len(graph) > _EXACT else None
    betweenness = networkx.betweenness_centrality(graph, k=sample, seed=_SEED)
    blocks = cast("list[set[str]]", list(networkx.biconnected_components(graph)))
    parts = Counter(id_ for block in blocks for id_ in block)
    found = []
    for id_, share in betweenness.items():
        if network.nodes[id_]["type"] in bodies and (share > 0 or parts[id_] > 1):
            around = Counter(network.nodes[each]["type"] for each in graph[id_])
            others = sum(n for type_, n in around.items() if type_ in bodies)
            found.append(Bridge(id_, round(share, 6), max(parts[id_], 1), around["Project"], others))
    return tuple(sorted(found, key=lambda each: (-each.betweenness, -each.parts, each.id)))


def components(network: Network) -> tuple[tuple[str, ...], ...]:
    """The parts that share nobody, largest first: all that hold a project, or two bodies that work together."""
    found = (tuple(sorted(each)) for each in networkx.connected_components(cooperation(network)))
    kept = (each for each in found if len(each) > 1 or network.nodes[each[0]]["type"] == "Project")
    return tuple(sorted(kept, key=lambda each: (-len(each), each)))
