"""Which nodes and links a lanes view shows around a focus: pure, ordered, filtered by what the address says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.facts import Fact, Facts, Node, Status
from visualizations.lanes.chosen.around import around, touching
from visualizations.lanes.chosen.bodies import between
from visualizations.lanes.chosen.edges import Edge
from visualizations.lanes.chosen.state import AGGREGATE_FROM, LANES, RELATIONS, STATUSES, State
from visualizations.rendering import family


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown, in order. ``counts``, ``projects`` and ``kinds`` (classes of bodies) are what there is before any
    filter, for the legend.

    ``total`` is how many nodes pass the filters; ``aggregated`` is true where so many did that only the links between
    projects and fields are shown. ``more`` says for a node how many of its links are not drawn though the filters let
    them through, by relation.
    """

    state: State
    focus: Node | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    counts: Mapping[str, int]
    projects: tuple[tuple[Node, int], ...]
    kinds: tuple[tuple[str, int], ...]
    total: int
    aggregated: bool
    hidden: tuple[Node, ...]
    more: Mapping[str, Mapping[str, int]]


def status_of(fact: Fact) -> str:
    """How a fact is known; what says nothing is stated."""
    return (fact.status or Status.STATED).value


def years_of(facts: Facts, node: Node) -> tuple[int, ...]:
    """The years that a thing speaks of: of an activity those it covers, of an indicator those of its values."""
    if node.type == "Indicator":
        values = [facts.nodes[id_] for name, id_ in facts.referring.get(node.id, ()) if name == "observationOf"]
        return tuple(year for value in values for year in value.values("year") if isinstance(year, int))
    return tuple(year for year in node.values("fiscalYear") if isinstance(year, int))


def select(facts: Facts, state: State) -> Selection:
    """The nodes and edges around the focus (without one: all areas with their projects), after the filters."""
    focus = facts.nodes.get(state.focus)
    edges = _edges(facts, focus, state)
    kept = [edge for edge in edges if _passes(facts, edge, state)]
    lanes_focus = [focus.id] if focus and family(focus) in state.types and focus.type not in _NOT_DRAWN else []
    ids = dict.fromkeys([*lanes_focus, *(end for edge in kept for end in (edge.source, edge.target))])
    total = len(ids)
    aggregated = total > AGGREGATE_FROM
    if aggregated:
        kept = [edge for edge in kept if edge.relation in ("primary", "related")]
        ids = dict.fromkeys([*lanes_focus, *(end for edge in kept for end in (edge.source, edge.target))])
    shown = set(list(ids)[: state.limit])
    drawn = tuple(edge for edge in kept if edge.source in shown and edge.target in shown)
    nodes = tuple(facts.nodes[id_] for id_ in ids if id_ in shown) if drawn else ()
    return Selection(
        state=state, focus=focus, nodes=nodes, edges=drawn, counts=_counts(facts, edges, focus),
        projects=_projects(facts, edges), kinds=_kinds(facts, edges, focus), total=total, aggregated=aggregated,
        hidden=tuple(facts.nodes[id_] for id_ in state.hidden if id_ in facts.nodes and id_ != state.focus),
        more=_more(facts, nodes, drawn, state),
    )  # fmt: skip


def _edges(facts: Facts, focus: Node | None, state: State) -> list[Edge]:
    """What stands around the focus and the things that the address expands, and the links among their bodies."""
    found = around(facts, focus)
    for id_, relation in state.expanded:
        if id_ in facts.nodes and family(facts.nodes[id_]) in LANES:
            found += [edge for edge in touching(facts, facts.nodes[id_]) if relation in ("", edge.relation)]
    ids = {end: None for edge in found for end in (edge.source, edge.target)}
    return list({edge.id: edge for edge in (*found, *between(facts, ids))}.values())


def _more(facts: Facts, nodes: Iterable[Node], drawn: Iterable[Edge], state: State) -> dict[str, Mapping[str, int]]:
    known = {edge.id for edge in drawn}
    found: dict[str, Mapping[str, int]] = {}
    for node in nodes:
        rest = {edge.id: edge for edge in touching(facts, node) if edge.id not in known}.values()
        counts = Counter(edge.relation for edge in rest if _passes(facts, edge, state))
        if counts:
            found[node.id] = {relation: counts[relation] for relation in RELATIONS if counts[relation]}
    return found


_NOT_DRAWN = ("FieldGroup", "ProjectPart", "Component", "MeasureGroup", "ScheduledActivity", "IndicatorValue")


def _passes(facts: Facts, edge: Edge, state: State) -> bool:
    ends = (facts.nodes[edge.source], facts.nodes[edge.target])
    return (
        edge.relation in state.relations
        and status_of(edge.link) in state.statuses
        and {family(end) for end in ends} <= state.types
        and all(state.keeps_project(end.id) for end in ends if end.type == "Project")
        and all(state.keeps_kind(end.type) for end in ends if family(end) == "organization")
        and not any(end.id in state.hidden and end.id != state.focus for end in ends)
        and all(state.keeps_years(years_of(facts, end)) for end in ends if end.type == "Indicator")
    )


def _counts(facts: Facts, edges: Iterable[Edge], focus: Node | None) -> dict[str, int]:
    edges = list(edges)
    families = Counter(family(node) for node in _ends(facts, edges, focus))
    relations = Counter(edge.relation for edge in edges)
    statuses = Counter(status_of(edge.link) for edge in edges)
    return {
        **{lane: families[lane] for lane in LANES},
        **{relation: relations[relation] for relation in RELATIONS},
        **{status: statuses[status] for status in STATUSES},
    }


def _ends(facts: Facts, edges: Iterable[Edge], focus: Node | None) -> list[Node]:
    """The things that edges join, each once, with the focus where it is drawn."""
    ids = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    if focus and focus.type not in _NOT_DRAWN:
        ids[focus.id] = None
    return [facts.nodes[id_] for id_ in ids]


def _kinds(facts: Facts, edges: Iterable[Edge], focus: Node | None) -> tuple[tuple[str, int], ...]:
    """The classes of the bodies, each with their number; classes of bodies (企業群) first, then the most frequent."""
    found = Counter(node.type for node in _ends(facts, edges, focus) if family(node) == "organization")
    return tuple(sorted(found.items(), key=lambda pair: (pair[0] != "OrganizationGroup", -pair[1], pair[0])))


def _projects(facts: Facts, edges: Iterable[Edge]) -> tuple[tuple[Node, int], ...]:
    """The projects of the edges with the number of links of each."""
    found = Counter(end for edge in edges for end in (edge.source, edge.target) if facts.nodes[end].type == "Project")
    return tuple((facts.nodes[id_], count) for id_, count in found.items())
