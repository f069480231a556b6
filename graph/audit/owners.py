"""What belongs to whom in a plan: the project of a part, the indicators, schedule, bodies and areas of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.facts import Facts, Link, Node
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary

AREAS = ("GrowthField", "CrossCuttingArea", "PolicyArea")
_ORGANIZATION = PREFIXES["org"] + "Organization"


def areas(facts: Facts) -> tuple[Node, ...]:
    """The areas of all plans: fields by number, then the cross-cutting ones."""
    fields = sorted(facts.by_type.get("GrowthField", ()), key=lambda node: (int(node.text("number") or 0), node.id))
    return (*fields, *(node for type_ in AREAS[1:] for node in facts.by_type.get(type_, ())))


def project_of(facts: Facts, id_: str) -> str:
    """The project that a thing is, or is part of however far down; empty where there is none."""
    seen: set[str] = set()
    while id_ and id_ not in seen:
        seen.add(id_)
        node = facts.nodes.get(id_)
        if node is None:
            return ""
        if node.type == "Project":
            return id_
        id_ = next(iter(node.refs("isPartOf")), "")
    return ""


def measurements(facts: Facts) -> Iterator[tuple[Link, str]]:
    """The links of indicators to what they measure, with the project (empty: the plan as a whole)."""
    for link in facts.links_by_type.get("Measurement", ()):
        yield link, project_of(facts, link.target)


def contributions(facts: Facts) -> Mapping[tuple[str, str], tuple[Link, ...]]:
    """By (area, project): the links between them, the primary one first. Links to what is not there are left out."""
    found: dict[tuple[str, str], list[Link]] = {}
    for link in facts.links_by_type.get("Contribution", ()):
        if link.target in facts.nodes and link.source in facts.nodes:
            found.setdefault((link.target, link.source), []).append(link)
    return {ends: tuple(sorted(each, key=lambda link: link.text("role") != "primary")) for ends, each in found.items()}


def publishers(facts: Facts) -> frozenset[str]:
    """The ids of the bodies that published a plan."""
    return frozenset(id_ for plan in facts.by_type.get("Plan", ()) for id_ in plan.refs("publisher"))


def is_body(node: Node) -> bool:
    """Whether a node is an organization of any kind, a class of bodies included."""
    return _ORGANIZATION in vocabulary().node_types[node.type].ancestors
