"""The shortest ways between two things, with what each step is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx

from graph.measures.cooperation import publishers

if TYPE_CHECKING:
    from graph.network import Network

    Undirected = networkx.Graph[str]

# Over a plan, its file or its publisher everything is two steps from everything: that says nothing.
_NO_WAY = frozenset({"Plan", "SourceDocument", "ClaimGraph", "Identifier"})
MOST_PATHS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a way. ``forward`` says whether it leads the way that is gone; ``lines`` where it was read."""

    source: str
    target: str
    type: str
    role: str
    status: str
    lines: str
    forward: bool


@dataclass(frozen=True)
class Ways:
    """A network as ways, whatever the direction of its links."""

    network: Network

    @cached_property
    def _hubs(self) -> frozenset[str]:
        return publishers(self.network)

    @cached_property
    def _whole(self) -> Undirected:
        """One edge a pair, without what everything hangs on."""
        found: Undirected = networkx.Graph()
        kept = [id_ for id_, data in self.network.nodes(data=True) if data["type"] not in _NO_WAY]
        found.add_nodes_from(kept)
        found.add_edges_from((a, b) for a, b in self.network.edges() if a in found and b in found and a != b)
        return found

    @cached_property
    def _plain(self) -> Undirected:
        """Without publishers too."""
        found = self._whole.copy()
        found.remove_nodes_from(self._hubs)
        return found

    def _around(self, ends: frozenset[str]) -> Undirected:
        """Where ways may lead: over a publisher only where it is one of the ends."""
        if not ends & self._hubs:
            return self._plain
        found = self._whole.copy()  # a view of a set would be walked in the order of the set, another in each process
        found.remove_nodes_from(self._hubs - ends)
        return found

    def between(self, source: str, target: str, most: int = MOST_PATHS) -> tuple[tuple[Step, ...], ...]:
        """The shortest ways from a thing to another, at most so many; none where no way leads there."""
        graph = self._around(frozenset((source, target)))
        if source not in graph or target not in graph or source == target:
            return ()
        try:
            found = list(islice(networkx.all_shortest_paths(graph, source, target), most))
        except networkx.NetworkXNoPath:
            return ()
        return tuple(tuple(self._step(a, b) for a, b in pairwise(nodes)) for nodes in sorted(found))

    def distances(self, source: str, targets: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """By target: one shortest way to it from a thing, as ids; without those that no way leads to."""
        graph = self._around(frozenset((source,)))
        if source not in graph:
            return {}
        found = networkx.single_source_shortest_path(graph, source)
        return {each: tuple(found[each]) for each in targets if each in found and each != source}

    def _step(self, a: str, b: str) -> Step:
        """The link of two neighbours; of several, links that are claims before structure, then by key."""
        forward = self.network.has_edge(a, b)
        links = self.network.get_edge_data(*((a, b) if forward else (b, a)))
        _, data = min(links.items(), key=lambda item: (not item[1]["role"], item[0]))
        return Step(a, b, data["type"], data["role"], data["status"], data["lines"], forward)
