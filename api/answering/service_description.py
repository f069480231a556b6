"""What ``/sparql`` says of itself (SPARQL 1.1 Service Description): languages, formats, graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from graph.stores.worker import GRAPH_FORMATS
from ontology.prefixes import PREFIXES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML")


def service_description(address: str, graphs: Mapping[str, int], format_: str) -> bytes:
    """The description of the endpoint at ``address`` with its named graphs and their sizes."""
    prefixes = {"sd": _SD, "void": PREFIXES["void"]}
    return serialize(_triples(address, graphs), format=GRAPH_FORMATS[format_], prefixes=prefixes) or b""


def _triples(address: str, graphs: Mapping[str, int]) -> Iterator[Triple]:
    type_ = NamedNode(PREFIXES["rdf"] + "type")

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    service, dataset, default = NamedNode(address), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, type_, sd("Service"))
    yield Triple(service, sd("endpoint"), service)
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for name in (*_RESULTS, *_GRAPHS):
        yield Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, type_, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), default)
    yield Triple(default, type_, sd("Graph"))
    count = NamedNode(PREFIXES["void"] + "triples")
    integer = NamedNode(PREFIXES["xsd"] + "integer")
    yield Triple(default, count, Literal(str(sum(graphs.values())), datatype=integer))
    for number, (iri, triples) in enumerate(sorted(graphs.items())):
        named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(dataset, sd("namedGraph"), named)
        yield Triple(named, type_, sd("NamedGraph"))
        yield Triple(named, sd("name"), NamedNode(iri))
        yield Triple(named, sd("graph"), graph)
        yield Triple(graph, type_, sd("Graph"))
        yield Triple(graph, count, Literal(str(triples), datatype=integer))
