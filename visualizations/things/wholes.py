"""What a thing stands in: the way back from a value to its indicator, project and plan."""

from __future__ import annotations

from graph.facts import Facts, Node

_UP = ("broader", "observationOf", "isPartOf")
_LINKS_UP = ("Listing", "Measurement")
_SECTIONS = ("Project", "ProjectPart", "GrowthField", "CrossCuttingArea")


def wholes(facts: Facts, node: Node) -> tuple[Node, ...]:
    """What a thing stands in, the outermost first: by its parts, its lists, what it measures, its section."""
    found: list[Node] = []
    above = _whole(facts, node)
    while above and above != node and above not in found:
        found.append(above)
        above = _whole(facts, above)
    return tuple(reversed(found))


def _whole(facts: Facts, node: Node) -> Node | None:
    up = [id_ for name in _UP for id_ in node.refs(name)]
    up += [link.target for link in facts.outgoing.get(node.id, ()) if link.type in _LINKS_UP]
    up += [id_ for name, id_ in facts.referring.get(node.id, ()) if name == "identifiedBy"]
    up += [id_ for id_ in node.refs("concerns") if id_ in facts.nodes and facts.nodes[id_].type in _SECTIONS]
    return next((facts.nodes[id_] for id_ in up if id_ in facts.nodes), None)
