"""Which nodes and links a lanes view shows around a focus: pure, ordered, filtered by what the address says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.facts import Fact, Facts, Link, Node, Status
from graph.search import search_key
from visualizations.rendering import family

LANES = ("organization", "project", "field", "measure", "indicator")
RELATIONS = ("primary", "related", "engaged", "listed", "measures")
DEFAULT_LIMIT, HARD_LIMIT = 150, 1000


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as drawn: between the lane's nodes, which may stand for the list or part that the link itself names."""

    link: Link
    source: str
    target: str
    relation: str


@dataclass(frozen=True, slots=True)
class State:
    """The view's state, as in the address."""

    focus: str = ""
    types: frozenset[str] = frozenset(LANES)
    relations: frozenset[str] = frozenset(RELATIONS)
    statuses: frozenset[str] = frozenset({"stated", "mended"})
    limit: int = DEFAULT_LIMIT

    def query(self) -> dict[str, str]:
        """The state as parameters; what is as by default is left out."""
        found = {"focus": self.focus} if self.focus else {}
        for name, chosen, all_ in (("types", self.types, LANES), ("rel", self.relations, RELATIONS)):
            if chosen != frozenset(all_):
                found[name] = ",".join(each for each in all_ if each in chosen)
        if self.statuses != frozenset({"stated", "mended"}):
            found["status"] = ",".join(sorted(self.statuses))
        if self.limit != DEFAULT_LIMIT:
            found["limit"] = str(self.limit)
        return found


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown: nodes and edges in order, how many there were before filters, what was cut."""

    state: State
    focus: Node | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    counts: Mapping[str, int]
    total: int


def state_of(query: Mapping[str, str]) -> State:
    """The state that an address says; what it does not know it leaves at its default."""

    def chosen(name: str, known: Iterable[str]) -> frozenset[str]:
        all_ = frozenset(known)
        return frozenset(query[name].split(",")) & all_ if name in query else all_

    limit = query.get("limit", "")
    return State(
        query.get("focus", ""), chosen("types", LANES), chosen("rel", RELATIONS), chosen("status", ("stated", "mended")),
        min(int(limit), HARD_LIMIT) if limit.isdecimal() and int(limit) > 0 else DEFAULT_LIMIT,
    )  # fmt: skip


def mended(fact: Fact) -> bool:
    """True where a fact is not plainly stated."""
    return fact.status not in (None, Status.STATED)


def select(facts: Facts, state: State) -> Selection:
    """The nodes and edges around the focus (without one: all fields with their projects), after the filters."""
    focus = facts.nodes.get(state.focus)
    edges = _around(facts, focus) if focus else _contributions(facts, facts.links_by_type.get("Contribution", ()))
    unique = {(edge.link.id, edge.source, edge.target): edge for edge in edges}
    edges = list(unique.values())
    counts = _counts(facts, edges, focus)
    kept = [
        edge for edge in edges
        if edge.relation in state.relations
        and ("mended" if mended(edge.link) else "stated") in state.statuses
        and {family(facts.nodes[edge.source]), family(facts.nodes[edge.target])} <= state.types
    ]  # fmt: skip
    ids = dict.fromkeys(
        [
            *([focus.id] if focus and family(focus) in LANES else []),
            *(end for edge in kept for end in (edge.source, edge.target)),
        ]
    )
    total = len(ids)
    shown = set(list(ids)[: state.limit])
    nodes = tuple(facts.nodes[id_] for id_ in ids if id_ in shown)
    return Selection(
        state,
        focus,
        nodes,
        tuple(edge for edge in kept if edge.source in shown and edge.target in shown),
        counts,
        total,
    )


def _counts(facts: Facts, edges: Iterable[Edge], focus: Node | None) -> dict[str, int]:
    """How many there are of each type, relation and status before any filter: the numbers of the legend."""
    edges = list(edges)
    ids = {end for edge in edges for end in (edge.source, edge.target)} | ({focus.id} if focus else set())
    found = {lane: sum(family(facts.nodes[id_]) == lane for id_ in ids) for lane in LANES}
    found |= {relation: sum(edge.relation == relation for edge in edges) for relation in RELATIONS}
    found["mended"] = sum(mended(edge.link) for edge in edges)
    found["stated"] = len(edges) - found["mended"]
    return found


def _around(facts: Facts, focus: Node) -> list[Edge]:
    match family(focus):
        case "field" if focus.type != "FieldGroup":
            return _around_area(facts, focus)
        case "project":
            return _around_project(facts, focus)
        case "organization":
            links = [link for link in facts.outgoing.get(focus.id, ()) if link.type == "Engagement"]
            return [*_engagements(facts, links), *(edge for link in links for edge in _areas_of(facts, link.target))]
        case _:
            return _around_leaf(facts, focus)


def _around_area(facts: Facts, area: Node) -> list[Edge]:
    found = _contributions(facts, [link for link in facts.incoming.get(area.id, ()) if link.type == "Contribution"])
    projects = list(dict.fromkeys(edge.source for edge in found))
    for group in facts.parts(area.id, "MeasureGroup"):
        found += _listed(facts, group.id, area.id)
    for edge in list(found):
        if edge.relation == "primary":
            for part in _parts_for(facts, edge.source, area):
                found += _measured(facts, part, edge.source)
                if part != edge.source:
                    found += [
                        each
                        for component in facts.parts(part, "Component")
                        for each in _listed(facts, component.id, edge.source)
                    ]
    for project in projects:
        found += _engagements(facts, [link for link in facts.incoming.get(project, ()) if link.type == "Engagement"])
    return found


def _parts_for(facts: Facts, project: str, area: Node) -> list[str]:
    """The parts of a project that speak of an area (their tags share its words); the project where it has no parts."""
    parts = facts.parts(project, "ProjectPart")
    if not parts:
        return [project]
    name = search_key(area.label)
    tags = {part.id: part.label.rsplit("［", 1)[-1].rstrip("］") for part in parts}
    whole = [id_ for id_, tag in tags.items() if search_key(tag) and search_key(tag) in name]
    return whole or [
        id_ for id_, tag in tags.items() if any(search_key(word) in name for word in re.split("[・、]", tag) if word)
    ]


def _around_project(facts: Facts, focus: Node) -> list[Edge]:
    project = next(iter(focus.refs("isPartOf")), focus.id) if focus.type == "ProjectPart" else focus.id
    found = [*_areas_of(facts, project)]
    wholes = (
        [focus.id]
        if focus.type == "ProjectPart"
        else [project, *(part.id for part in facts.parts(project, "ProjectPart"))]
    )
    for whole in wholes:
        for component in facts.parts(whole, "Component"):
            found += _listed(facts, component.id, project)
        found += _measured(facts, whole, project)
    return found + _engagements(facts, [link for link in facts.incoming.get(project, ()) if link.type == "Engagement"])


def _around_leaf(facts: Facts, focus: Node) -> list[Edge]:
    """A measure or indicator: what it belongs to, and what that serves."""
    found: list[Edge] = []
    for link in facts.outgoing.get(focus.id, ()):
        relation = {"Listing": "listed", "Measurement": "measures"}.get(link.type)
        owner = _owner(facts, link.target)
        if relation and owner:
            found.append(Edge(link, focus.id, owner, relation))
            found += _areas_of(facts, owner)
    for whole in focus.refs("isPartOf"):
        owner = _owner(facts, whole)
        if owner and not found:
            found += _areas_of(facts, owner)
    return found


def _owner(facts: Facts, id_: str) -> str | None:
    """The project or area that a component, group, part or measure belongs to."""
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


def _contributions(facts: Facts, links: Iterable[Link]) -> list[Edge]:
    edges = [Edge(link, link.source, link.target, link.text("role")) for link in links
             if link.source in facts.nodes and link.target in facts.nodes]  # fmt: skip
    return sorted(edges, key=lambda edge: edge.relation != "primary")


def _listed(facts: Facts, group: str, owner: str) -> list[Edge]:
    return [Edge(link, link.source, owner, "listed") for link in facts.incoming.get(group, ())
            if link.type == "Listing" and link.source in facts.nodes]  # fmt: skip


def _measured(facts: Facts, whole: str, owner: str) -> list[Edge]:
    return [Edge(link, link.source, owner, "measures") for link in facts.incoming.get(whole, ())
            if link.type == "Measurement" and link.source in facts.nodes]  # fmt: skip


def _engagements(facts: Facts, links: Iterable[Link]) -> list[Edge]:
    return [Edge(link, link.source, link.target, "engaged") for link in links
            if link.source in facts.nodes and link.target in facts.nodes]  # fmt: skip
