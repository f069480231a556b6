"""What stands around a focus: the links to draw, each between two things of the lanes, in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.facts import Facts, Link, Node
from graph.parts import parts_for
from visualizations.lanes.chosen.bodies import bodies_of
from visualizations.lanes.chosen.edges import Edge
from visualizations.rendering import family


def around(facts: Facts, focus: Node | None) -> list[Edge]:
    """The edges around a focus; without one, or around the plan itself: every area with its projects."""
    if focus is None or family(focus) == "plan":
        return _contributions(facts, facts.links_by_type.get("Contribution", ()))
    match family(focus):
        case "field":
            return _around_field(facts, focus)
        case "project":
            return _around_project(facts, focus)
        case "organization":
            links = [link for link in facts.outgoing.get(focus.id, ()) if link.type == "Engagement"]
            served = [edge for link in links for edge in _areas_of(facts, link.target)]
            return [*_engagements(facts, links), *served, *bodies_of(facts, focus.id)]
        case _:
            return _around_leaf(facts, focus)


def touching(facts: Facts, node: Node) -> list[Edge]:
    """The edges of one thing of the lanes, whatever stands in the middle."""
    match family(node):
        case "field":
            groups = [
                edge for group in facts.parts(node.id, "MeasureGroup") for edge in _listed(facts, group.id, node.id)
            ]
            return [*_serving(facts, node), *groups]
        case "project":
            found = _around_project(facts, node)
        case "organization":
            links = [link for link in facts.outgoing.get(node.id, ()) if link.type == "Engagement"]
            return [*_engagements(facts, links), *bodies_of(facts, node.id)]
        case _:
            found = _around_leaf(facts, node)
    return [edge for edge in found if node.id in (edge.source, edge.target)]


def parts_shown(facts: Facts, focus: Node | None, projects: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(project or part, its project) whose components tell the schedule of a view."""
    if focus is None:
        return ()
    if family(focus) == "field":
        serving = [edge.source for edge in _serving(facts, focus) if edge.relation == "primary"]
        primary = [project for project in serving if project in projects]
        return tuple((part, project) for project in primary for part in parts_for(facts, project, focus))
    if family(focus) == "project":
        project = next(iter(focus.refs("isPartOf")), focus.id) if focus.type == "ProjectPart" else focus.id
        return tuple((whole, project) for whole in _wholes(facts, focus, project))
    owner = _owner(facts, focus.id)
    return ((owner, owner),) if owner else ()


def _serving(facts: Facts, area: Node) -> list[Edge]:
    return _contributions(facts, [link for link in facts.incoming.get(area.id, ()) if link.type == "Contribution"])


def _around_field(facts: Facts, field: Node) -> list[Edge]:
    if field.type == "FieldGroup":
        members = [facts.nodes[id_] for name, id_ in facts.referring.get(field.id, ()) if name == "broader"]
        return [edge for member in members for edge in _serving(facts, member)]
    found = _serving(facts, field)
    projects = list(dict.fromkeys(edge.source for edge in found))
    for group in facts.parts(field.id, "MeasureGroup"):
        found += _listed(facts, group.id, field.id)
    for project in dict.fromkeys(edge.source for edge in found if edge.relation == "primary"):
        for part in parts_for(facts, project, field):
            found += _measured(facts, part, project)
            for component in facts.parts(part, "Component"):
                found += _listed(facts, component.id, project)
    primary = {edge.source for edge in found if edge.relation == "primary"}
    for project in projects:
        engaged = [link for link in facts.incoming.get(project, ()) if link.type == "Engagement"]
        if project in primary:
            found += _engagements(facts, _about(facts, engaged, project, parts_for(facts, project, field)))
        else:
            # Of a project that is only related: who carries it.
            found += _engagements(facts, [link for link in engaged if link.text("role") == "operator"])
    return found


def _about(facts: Facts, engaged: Sequence[Link], project: str, parts: Sequence[str]) -> list[Link]:
    """The engagements of those bodies that some parts of a project name; all where it is not told by parts."""
    if list(parts) == [project]:
        return list(engaged)
    named: set[str] = set()
    for part in parts:
        components = facts.parts(part, "Component")
        lists = [
            link.source for each in components for link in facts.incoming.get(each.id, ()) if link.type == "Listing"
        ]
        activities = [node.id for each in components for node in facts.parts(each.id, "ScheduledActivity")]
        told = [id_ for name, id_ in facts.referring.get(part, ()) if name == "concerns"]
        for node in (facts.nodes[id_] for id_ in (*lists, *activities, *told) if id_ in facts.nodes):
            named.update((*node.refs("mentions"), *node.refs("concerns")))
    return [link for link in engaged if link.source in named]


def _wholes(facts: Facts, focus: Node, project: str) -> list[str]:
    if focus.type == "ProjectPart":
        return [focus.id]
    return [project, *(part.id for part in facts.parts(project, "ProjectPart"))]


def _around_project(facts: Facts, focus: Node) -> list[Edge]:
    project = next(iter(focus.refs("isPartOf")), focus.id) if focus.type == "ProjectPart" else focus.id
    found = _areas_of(facts, project)
    for whole in _wholes(facts, focus, project):
        for component in facts.parts(whole, "Component"):
            found += _listed(facts, component.id, project)
        found += _measured(facts, whole, project)
    return found + _engagements(facts, [link for link in facts.incoming.get(project, ()) if link.type == "Engagement"])


def _around_leaf(facts: Facts, focus: Node) -> list[Edge]:
    """Around a measure, an indicator, a list of measures, an activity or a value: its owner, and what that serves."""
    found: list[Edge] = []
    owner = _owner(facts, focus.id)
    for link in facts.outgoing.get(focus.id, ()):
        holder = _owner(facts, link.target)
        if link.type == "Listing" and holder:
            found.append(Edge(link, holder, focus.id, "listed"))
        elif link.type == "Measurement" and holder:
            found.append(Edge(link, focus.id, holder, "measures"))
    if owner and focus.type in ("Component", "MeasureGroup"):
        found += _listed(facts, focus.id, owner)
    owners = {end for edge in found for end in (edge.source, edge.target)} - {focus.id} | ({owner} if owner else set())
    for id_ in sorted(owners & facts.nodes.keys()):
        found += _areas_of(facts, id_)
    for id_ in focus.refs("observationOf"):
        found += _around_leaf(facts, facts.nodes[id_]) if id_ in facts.nodes else []
    return found


def _owner(facts: Facts, id_: str) -> str | None:
    """The project or area that a component, group, part, measure or activity belongs to."""
    seen = set()
    while id_ in facts.nodes and id_ not in seen:
        seen.add(id_)
        node = facts.nodes[id_]
        if node.type in ("Project", "GrowthField", "CrossCuttingArea"):
            return id_
        id_ = next(iter(node.refs("isPartOf")), "")
    return None


def _areas_of(facts: Facts, project: str) -> list[Edge]:
    return _contributions(facts, [link for link in facts.outgoing.get(project, ()) if link.type == "Contribution"])


def _known(facts: Facts, links: Iterable[Link], type_: str) -> list[Link]:
    return [link for link in links if link.type == type_ and link.source in facts.nodes and link.target in facts.nodes]


def _contributions(facts: Facts, links: Iterable[Link]) -> list[Edge]:
    edges = [Edge(link, link.source, link.target, "primary" if link.text("role") == "primary" else "related")
             for link in _known(facts, links, "Contribution")]  # fmt: skip
    return sorted(edges, key=lambda edge: edge.relation != "primary")


def _listed(facts: Facts, group: str, owner: str) -> list[Edge]:
    return [Edge(link, owner, link.source, "listed")
            for link in _known(facts, facts.incoming.get(group, ()), "Listing")]  # fmt: skip


def _measured(facts: Facts, whole: str, owner: str) -> list[Edge]:
    return [Edge(link, link.source, owner, "measures")
            for link in _known(facts, facts.incoming.get(whole, ()), "Measurement")]  # fmt: skip


def _engagements(facts: Facts, links: Iterable[Link]) -> list[Edge]:
    return [Edge(link, link.source, link.target, "engaged") for link in _known(facts, links, "Engagement")]
