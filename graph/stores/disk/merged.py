"""The merge of the data graphs, which queries without a dataset of their own are asked of: each triple once.

SPARQL 1.1 (13.2) makes the default graph of several graphs their RDF merge. Oxigraph looks through one graph after the
other instead: a triple that two documents state comes twice, and counts double, and the time of a query grows with the
number of graphs. So the store's own default graph holds the merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from ontology.vocabulary import ONTOLOGY

_APART = (DefaultGraph(), NamedNode(ONTOLOGY))


def merge(store: Store, graphs: Iterable[str]) -> None:
    """Makes the merge of graphs that a store already holds."""
    for iri in graphs:
        store.bulk_extend(_merged(store.quads_for_pattern(None, None, None, NamedNode(iri))))


def replace_graphs(store: Store, graphs: Mapping[str, Sequence[Quad]]) -> None:
    """Replaces graphs by their quads, and in the merge what the data graphs among them stated by what they state.

    All is written at once: each writing makes files of its own, which the store has to bring together later.
    """
    gone: set[Triple] = set()
    for iri, quads in graphs.items():
        name = NamedNode(iri)
        gone |= {each.triple for each in store.quads_for_pattern(None, None, None, name)}
        gone.difference_update(each.triple for each in quads)
        store.remove_graph(name)
        store.add_graph(name)
    store.bulk_extend(chain(*graphs.values(), *(_merged(quads) for iri, quads in graphs.items() if iri != ONTOLOGY)))
    for each in gone:
        stated = store.quads_for_pattern(each.subject, each.predicate, each.object, None)
        if all(quad.graph_name in _APART for quad in stated):
            store.remove(Quad(each.subject, each.predicate, each.object))


def _merged(quads: Iterable[Quad]) -> Iterable[Quad]:
    return (Quad(each.subject, each.predicate, each.object) for each in quads)
