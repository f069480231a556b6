"""Which nodes and links a lanes view shows around a focus: pure, ordered, filtered by what the address says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.facts import Fact, Facts, Node, Status
from visualizations.lanes.chosen.around import Edge, around
from visualizations.lanes.chosen.state import AGGREGATE_FROM, LANES, RELATIONS, STATUSES, State
from visualizations.rendering import family


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown, in order. ``counts`` and ``projects`` are what there is before any filter, for the legend.

    ``total`` is how many nodes pass the filters; ``aggregated`` is true where so many did that only the links between
    projects and fields are shown.
    """

    state: State
    focus: Node | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    counts: Mapping[str, int]
    projects: tuple[tuple[Node, int], ...]
    total: int
    aggregated: bool


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
    edges = list({edge.id: edge for edge in around(facts, focus)}.values())
    counts, projects = _counts(facts, edges, focus), _projects(facts, edges)
    kept = [edge for edge in edges if _passes(facts, edge, state)]
    lanes_focus = [focus.id] if focus and family(focus) in state.types and focus.type not in _NOT_DRAWN else []
    ids = dict.fromkeys([*lanes_focus, *(end for edge in kept for end in (edge.source, edge.target))])
    total = len(ids)
    aggregated = total > AGGREGATE_FROM
    if aggregated:
        kept = [edge for edge in kept if edge.relation in ("primary", "related")]
        ids = dict.fromkeys([*lanes_focus, *(end for edge in kept for end in (edge.source, edge.target))])
    shown = set(list(ids)[: state.limit])
    nodes = tuple(facts.nodes[id_] for id_ in ids if id_ in shown)
    drawn = tuple(edge for edge in kept if edge.source in shown and edge.target in shown)
    return Selection(state, focus, nodes if drawn else (), drawn, counts, projects, total, aggregated)


_NOT_DRAWN = ("FieldGroup", "ProjectPart", "Component", "MeasureGroup", "ScheduledActivity", "IndicatorValue")


def _passes(facts: Facts, edge: Edge, state: State) -> bool:
    ends = (facts.nodes[edge.source], facts.nodes[edge.target])
    return (
        edge.relation in state.relations
        and status_of(edge.link) in state.statuses
        and {family(end) for end in ends} <= state.types
        and all(state.keeps_project(end.id) for end in ends if end.type == "Project")
        and all(state.keeps_years(years_of(facts, end)) for end in ends if end.type == "Indicator")
    )


def _counts(facts: Facts, edges: Iterable[Edge], focus: Node | None) -> dict[str, int]:
    edges = list(edges)
    ids = {end for edge in edges for end in (edge.source, edge.target)}
    if focus and focus.type not in _NOT_DRAWN:
        ids.add(focus.id)
    families = Counter(family(facts.nodes[id_]) for id_ in ids)
    relations = Counter(edge.relation for edge in edges)
    statuses = Counter(status_of(edge.link) for edge in edges)
    return {
        **{lane: families[lane] for lane in LANES},
        **{relation: relations[relation] for relation in RELATIONS},
        **{status: statuses[status] for status in STATUSES},
    }


def _projects(facts: Facts, edges: Iterable[Edge]) -> tuple[tuple[Node, int], ...]:
    """The projects of the edges with the number of links of each."""
    found = Counter(end for edge in edges for end in (edge.source, edge.target) if facts.nodes[end].type == "Project")
    return tuple((facts.nodes[id_], count) for id_, count in found.items())
