"""Facts as a networkx multigraph: what measures are computed on, and what GraphML holds.

Its attributes are plain text, so that every tool that reads GraphML can show them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx

from graph.facts import Fact, Facts, Ref, Source

if TYPE_CHECKING:
    Network = networkx.MultiDiGraph[str]


def network(facts: Facts) -> Network:
    """A directed multigraph of facts.

    Nodes carry ``label`` and ``type``. Links carry ``type``, ``role``, ``status`` and ``lines``; their key is the id
    of the link. A node's reference to another (``isPartOf``, ``broader``) is a link too, of the property's name.
    References to what is not among the facts are left out: a graph tool would make nameless nodes of them.
    """
    found: Network = networkx.MultiDiGraph()
    for node in sorted(facts.nodes.values(), key=lambda each: each.id):
        found.add_node(node.id, label=node.label, type=node.type)
    for link in sorted(facts.links.values(), key=lambda each: each.id):
        if link.source in facts.nodes and link.target in facts.nodes:
            role = link.text("role") or link.text("kind")
            found.add_edge(link.source, link.target, key=link.id, type=link.type, **_known(link, role))
    for node in sorted(facts.nodes.values(), key=lambda each: each.id):
        for name, values in sorted(node.properties.items()):
            for target in sorted(value.id for value in values if isinstance(value, Ref)):
                if target in facts.nodes:
                    key = f"{node.id}-{name}-{target}"
                    found.add_edge(node.id, target, key=key, type=name, **_known(node, ""))
    return found


def _known(fact: Fact, role: str) -> dict[str, str]:
    return {"role": role, "status": fact.status.value if fact.status else "", "lines": lines(fact.sources)}


def lines(sources: tuple[Source, ...]) -> str:
    """The lines of sources as text: ``120-124;130``; of each document in turn where there are several."""
    return ";".join(
        str(each.first_line) if each.first_line == each.last_line else f"{each.first_line}-{each.last_line}"
        for each in sorted(sources, key=lambda each: (each.document, each.first_line, each.last_line))
    )
