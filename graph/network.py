"""Facts as a networkx multigraph: what measures are computed on, and what GraphML holds.

It has the nodes and links of the property graph (``graph.property_graph``), but for passages; the table of omissions
there says what else it leaves out. Its attributes are plain text, so that every tool that reads GraphML can show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx

from graph.facts import Fact, Facts, Link, Node, Ref, Source
from graph.property_graph.names import ORIGINS, names
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    Network = networkx.MultiDiGraph[str]


def network(facts: Facts) -> Network:
    """A directed multigraph of facts.

    Nodes carry ``label``, ``type``, ``status`` and ``lines``. Links carry ``type``, ``role``, ``status``, ``lines`` and
    ``relationship``, their type in Cypher; their key is the id of the link. A node's reference to another
    (``isPartOf``, ``broader``) is a link too, of the property's name, and so is what a derived node was computed from.
    References to what is not among the facts are left out: a graph tool would make nameless nodes of them.
    """
    found: Network = networkx.MultiDiGraph()
    for node in sorted(facts.nodes.values(), key=lambda each: each.id):
        found.add_node(node.id, label=node.label, type=node.type, **_known(node))
    for link in sorted(facts.links.values(), key=lambda each: each.id):
        if link.source in facts.nodes and link.target in facts.nodes:
            role = link.text("role") or link.text("kind")
            found.add_edge(
                link.source, link.target, key=link.id, type=link.type, role=role, relationship=_type(link),
                **_known(link),
            )  # fmt: skip
    known = vocabulary().properties
    for node in sorted(facts.nodes.values(), key=lambda each: each.id):
        for name, target in sorted(_references(node)):
            if target in facts.nodes:
                found.add_edge(
                    node.id, target, key=f"{node.id}-{name}-{target}", type=name, role="",
                    relationship=known[name].relationship or "", **_known(node),
                )  # fmt: skip
    return found


def _references(node: Node) -> Iterator[tuple[str, str]]:
    for name, values in node.properties.items():
        yield from ((name, value.id) for value in values if isinstance(value, Ref))
    yield from ((ORIGINS, id_) for id_ in node.inputs)


def _type(link: Link) -> str:
    """The type of a link's relationship in Cypher."""
    kind = vocabulary().terms.get(link.text("kind"))
    return vocabulary().link_types[link.type].relationship or (names().kinds.get(kind.iri, "") if kind else "")


def _known(fact: Fact) -> dict[str, str]:
    return {"status": fact.status.value if fact.status else "", "lines": lines(fact.sources)}


def lines(sources: tuple[Source, ...]) -> str:
    """The lines of sources as text: ``120-124;130``; of each document in turn where there are several."""
    return ";".join(
        str(each.first_line) if each.first_line == each.last_line else f"{each.first_line}-{each.last_line}"
        for each in sorted(sources, key=lambda each: (each.document, each.first_line, each.last_line))
    )
