"""The ontology file as the quads of its own graph, which stands apart from the data in every store."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from ontology.vocabulary import ONTOLOGY, turtle


@lru_cache(maxsize=1)
def ontology_quads() -> tuple[Quad, ...]:
    """The triples of the ontology file, in the graph that is named by the ontology; blank nodes always the same."""
    graph = NamedNode(ONTOLOGY)
    triples = parse(turtle().encode(), format=RdfFormat.TURTLE, base_iri=ONTOLOGY)
    found = Dataset(Quad(each.subject, each.predicate, each.object, graph) for each in triples)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(found, key=str))
