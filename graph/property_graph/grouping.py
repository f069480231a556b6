"""Quads grouped by subject, as the derivation needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store

_SUBJECTS = "SELECT DISTINCT ?s WHERE { ?s a ?type }"


@dataclass(frozen=True)
class SubjectQuads:
    """The quads of some graphs of an Oxigraph store, grouped by subject; can be read again and keeps nothing."""

    store: Store
    graphs: tuple[str, ...]

    def __iter__(self) -> Iterator[Quad]:
        """Each typed subject's quads together, whatever graphs they stand in."""
        if not self.graphs:
            return
        inside = {NamedNode(each) for each in self.graphs}
        subjects = self.store.query(_SUBJECTS, default_graph=list(inside))
        assert isinstance(subjects, QuerySolutions)
        for row in subjects:
            subject = row[0]
            if isinstance(subject, NamedNode | BlankNode):
                for quad in self.store.quads_for_pattern(subject, None, None, None):
                    if quad.graph_name in inside:
                        yield quad

    def saying(self, predicates: Iterable[str]) -> Iterator[Quad]:
        """The quads of some properties alone, in no order: read from an index, without the rest."""
        for predicate in predicates:
            for graph in self.graphs:
                yield from self.store.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(graph))


def by_subject(store: Store, graphs: Iterable[str]) -> SubjectQuads:
    """The quads of the named graphs of a store, for ``property_nodes`` and ``property_relationships``."""
    return SubjectQuads(store, tuple(sorted(set(graphs))))


def grouped(quads: Iterable[Quad]) -> Sequence[Quad]:
    """Quads from elsewhere (a dump, an endpoint), grouped by subject in memory; subjects come in order."""
    return sorted(quads, key=lambda quad: str(quad.subject))
