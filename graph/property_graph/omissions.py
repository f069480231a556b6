"""What each form of the graph does not hold as such, and why: one table, which a test holds against what really is so.

``restored`` are those that ``claims.triples`` brings back, since they follow from what the form holds and the ontology;
the others are lost on the way. None of the lost can be in a graph that ``load`` wrote and the checks passed, except for
the last digits of a figure and the graph that a statement stands in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Omission:
    """Something of the RDF graph that a form leaves out."""

    name: str
    what: str
    why: str
    restored: bool = False


PROPERTY_GRAPH: tuple[Omission, ...] = (
    Omission(
        "shortcuts",
        "The one plain triple that each link yields (`pol:serves`).",
        "It would be a second relationship that says the same; the link's own relationship is as short to write.",
        restored=True,
    ),
    Omission(
        "link-nodes",
        "Link resources as things of their own: their classes and the properties of their two ends.",
        "A relationship has its ends and its type already; its `id` is the link's IRI.",
        restored=True,
    ),
    Omission(
        "wider-classes",
        "Classes of reused vocabularies (`prov:Entity`, `skos:Concept`, `schema:Project`).",
        "They follow from the labels and the ontology, and would fill each label list with words that nobody asks for.",
        restored=True,
    ),
    Omission(
        "sources-of-links",
        "`DERIVED_FROM` from a link to its passages.",
        "No relationship can start at a relationship: `lines` has the numbers, `wasDerivedFrom` the passages' IRIs.",
        restored=True,
    ),
    Omission(
        "references-to-claims",
        "`DERIVED_FROM` and other structure that leads to what is no node: a link, a thing of another graph.",
        "No relationship can end there: the IRIs stand as a list in a property of the same local name.",
        restored=True,
    ),
    Omission(
        "graphs",
        "The named graph in which a statement stands.",
        "There is one graph only. Passages name the document; `status` tells derived and curated claims.",
    ),
    Omission(
        "last-digits",
        "Digits of a decimal number beyond the 15 that a float keeps.",
        "Decimals are floats so that Cypher can compute with them; `valueText` has the figure as printed.",
    ),
    Omission(
        "spelling-of-values",
        "How a value is written: `01` for `1`, a text without its language, a datatype that is not the property's own.",
        "The value is kept, and comes back in the form that the ontology gives the property.",
    ),
    Omission(
        "unknown-terms",
        "Statements with properties or classes that the ontology does not describe.",
        "Names in the property graph come from the ontology alone; SPARQL answers for the rest.",
    ),
    Omission(
        "loose-links",
        "A link that lacks one of its ends, its kind, or whose end is no node, and second ends of one.",
        "A relationship needs two nodes and a type; the checks refuse such a graph.",
    ),
    Omission(
        "nameless-things",
        "Blank nodes, and things of no class of the ontology.",
        "Without an IRI and a label no query could ask for them.",
    ),
)

NETWORK: tuple[Omission, ...] = (
    Omission(
        "passages",
        "Passages as nodes, and what stands in them.",
        "Each thing would hang on its lines and nothing else; `lines` of nodes and links has the numbers.",
    ),
    Omission(
        "properties",
        "Properties other than name, type, role, status and lines.",
        "Measures and drawings use no others; the node's id finds all of them.",
    ),
    Omission(
        "references-to-claims",
        "References to what is no node.",
        "A graph tool would make a nameless node of each.",
    ),
)
