"""Plans as quads, and both forms of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.property_graph.claims import triples
from graph.property_graph.derive import property_nodes, property_relationships
from graph.property_graph.grouping import grouped
from graph.property_graph.model import PropertyNode, PropertyRelationship
from graph.rdf import quads
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from tests.conftest import ROOT

BASE = "https://example.org/plans/id/"
GRAPH = NamedNode(BASE + "document-a")
BUNDLED = ROOT / "data" / "yamaguchi-industrial-strategy.md"
TYPE, LABEL, DERIVED = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["prov"] + "wasDerivedFrom"


@dataclass(frozen=True)
class Form:
    """A property graph with look-ups."""

    nodes: tuple[PropertyNode, ...]
    relationships: tuple[PropertyRelationship, ...]

    def node(self, name: str) -> PropertyNode:
        """The node of an id below the base."""
        return next(each for each in self.nodes if each.id == BASE + name)

    def link(self, name: str) -> PropertyRelationship:
        """The relationship of a link's id below the base."""
        return next(each for each in self.relationships if each.properties.get("id") == BASE + name)

    def structure(self) -> set[tuple[str, str, str]]:
        """(source, type, target) of what has no link, below the base."""
        return {
            (each.source.removeprefix(BASE), each.type, each.target.removeprefix(BASE))
            for each in self.relationships
            if "id" not in each.properties
        }

    def triples(self) -> set[Triple]:
        """The claims that it tells."""
        return set(triples(self.nodes, self.relationships))


def form(found: Iterable[Quad]) -> Form:
    """The property graph of quads in any order."""
    ordered = grouped(found)
    return Form(tuple(property_nodes(ordered)), tuple(property_relationships(ordered)))


@lru_cache(maxsize=16)
def quads_of(path: Path) -> Sequence[Quad]:
    """The quads of one document."""
    loaded = facts_of_document(read_file(path))
    return tuple(quads(loaded.facts, BASE, loaded.id))


def told(found: Iterable[Quad]) -> set[Triple]:
    """What all graphs say together."""
    return {each.triple for each in found}


def quad(subject: str, predicate: str, value: NamedNode | Literal | str | int | bool, graph: NamedNode = GRAPH) -> Quad:
    """A quad of ids below the base, local names of ours or IRIs, and Python values; ``:x`` is a thing below the base,
    ``pol:x`` a term of ours."""
    term: NamedNode | Literal
    match value:
        case NamedNode() | Literal():
            term = value
        case bool() | int():
            term = Literal(value)
        case str() if value.startswith("pol:"):
            term = NamedNode(POL + value[4:])
        case str() if value.startswith(":"):
            term = NamedNode(BASE + value[1:])
        case _:
            term = Literal(value)
    return Quad(NamedNode(BASE + subject), NamedNode(predicate if ":" in predicate else POL + predicate), term, graph)
