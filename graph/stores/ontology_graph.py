"""The ontology file as the quads of its own graph, which stands apart from the data in every store."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology.vocabulary import ONTOLOGY, turtle


def ontology_quads() -> list[Quad]:
    """The triples of the ontology file, in the graph that is named by the ontology."""
    triples = parse(turtle().encode(), format=RdfFormat.TURTLE, base_iri=ONTOLOGY)
    return [Quad(each.subject, each.predicate, each.object, NamedNode(ONTOLOGY)) for each in triples]
