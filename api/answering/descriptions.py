"""What the graph says of one IRI, whatever it is: a thing, a link, a passage, a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from threading import Lock

from pyoxigraph import NamedNode, Quad, Triple

from graph.rdf import DERIVED_FROM
from graph.stores.sparql import SparqlStore

Index = Mapping[str, list[Quad]]


class Descriptions:
    """The quads of a store by the IRIs that they name, kept until the version of the data changes."""

    def __init__(self, store: SparqlStore) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: tuple[str, Index] = ("", {})

    def names(self, iri: str) -> bool:
        """Whether an IRI is named anywhere in the data."""
        return iri in self._index()

    def triples(self, iri: str) -> list[Triple]:
        """The triples about an IRI in both directions, with those of the passages it was read from; sorted."""
        index = self._index()
        about = list(index.get(iri, ()))
        for quad in tuple(about):
            if quad.predicate == DERIVED_FROM and _iri(quad.subject) == iri:
                passage = _iri(quad.object)
                about += [each for each in index.get(passage, ()) if _iri(each.subject) == passage]
        return sorted({Triple(quad.subject, quad.predicate, quad.object) for quad in about}, key=str)

    def _index(self) -> Index:
        version = self._store.version()
        with self._lock:
            if self._kept[0] != version:
                found: dict[str, list[Quad]] = defaultdict(list)
                for quad in self._store.dump():
                    for iri in {_iri(quad.subject), _iri(quad.object)} - {""}:
                        found[iri].append(quad)
                    found.setdefault(_iri(quad.graph_name), [])
                self._kept = version, dict(found)
            return self._kept[1]


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
