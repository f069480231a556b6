"""What is near a thing: the things one to three links away, nearest first, and what the address opens besides.

Nothing is read but the index of ties, and no more of it than the first two thousand things: how long it takes depends
on what is near, not on how large the graph is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from graph.facts import Facts, Node
from graph.neighbours import WHOLE, Neighbours, Tie
from visualizations.lanes.chosen.edges import Edge
from visualizations.lanes.chosen.selection import Selection, status_of
from visualizations.lanes.chosen.state import AGGREGATE_FROM, HARD_LIMIT, LANES, STATUSES
from visualizations.near.state import NEAR_RELATIONS, NearState
from visualizations.rendering import family

Passes = Callable[[Tie, Node], bool]


@dataclass(frozen=True)
class Reach:
    """Things by their distance from the first one, in order; ``via`` is the thing and the relation that led to each.

    ``complete`` is false where more than two thousand were met and the rest was not looked at.
    """

    rings: dict[str, int]
    via: dict[str, tuple[str, str]] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Ego:
    """What is drawn, and how far each of it stands from the focus."""

    selection: Selection
    reach: Reach


def ego(facts: Facts, index: Neighbours, state: NearState) -> Ego:
    """The selection around the focus; empty where the graph does not hold it."""
    focus = facts.nodes.get(state.focus)
    if focus is None:
        return Ego(_selection(state, None), Reach({}))
    passes = passing(facts, state)
    whole = reached(facts, index, focus.id, state.hops, _everything)
    found = reached(facts, index, focus.id, state.hops, passes) if state.filtered else whole
    aggregated = not found.complete
    # Of more things than are looked at, the legend counts what stands next to the focus.
    beside = {focus.id: 0} | {tie.other(focus.id): 1 for tie in index.of(focus.id) if tie.other(focus.id) != focus.id}
    legend, hops = (whole.rings, state.hops) if whole.complete else (beside, 1)
    shown = dict.fromkeys(list(found.rings)[: state.limit]) if not aggregated else {focus.id: None}
    total = _open(facts, index, state, passes, found, shown)
    edges = {} if aggregated else _edges(facts, index, state, found, shown, passes)
    return Ego(
        _selection(
            state, focus, nodes=tuple(facts.nodes[id_] for id_ in shown), edges=tuple(edges.values()),
            counts=_counts(facts, index, legend, hops), kinds=_kinds(facts, legend), total=total,
            aggregated=aggregated,
            hidden=tuple(facts.nodes[id_] for id_ in state.hidden if id_ in facts.nodes and id_ != focus.id),
            more={} if aggregated else _more(facts, index, shown, edges, passes),
        ),
        found,
    )  # fmt: skip


def passing(facts: Facts, state: NearState) -> Passes:
    """The filters of an address: whether a tie to a thing is shown."""
    if not state.filtered:
        return _everything

    def passes(tie: Tie, other: Node) -> bool:
        return (
            state.keeps_relation(tie.relation)
            and status_of(tie.link or facts.nodes[tie.source]) in state.statuses
            and family(other) in state.types
            and other.id not in state.hidden
            and (family(other) != "organization" or state.keeps_kind(other.type))
        )

    return passes


def _everything(_tie: Tie, _other: Node) -> bool:
    return True


def reached(facts: Facts, index: Neighbours, start: str, hops: int, passes: Passes) -> Reach:
    """The things around a start by distance. Of one distance the relations take turns, so that where not all is drawn
    each is seen. Over a publisher or a plan no way leads on, unless it is the start."""
    found = Reach({start: 0})
    ring = [start]
    for hop in range(1, hops + 1):
        met: dict[str, list[str]] = {}
        for id_ in ring:
            if hop > 1 and (id_ in index.publishers or facts.nodes[id_].type == WHOLE):
                continue
            for tie in index.of(id_):
                other = tie.other(id_)
                if other in found.via or other == start or not passes(tie, facts.nodes[other]):
                    continue
                if facts.nodes[other].type == WHOLE:
                    continue
                found.via[other] = (id_, tie.relation)
                met.setdefault(tie.relation, []).append(other)
            if len(found.via) >= AGGREGATE_FROM:
                return Reach(found.rings, found.via, complete=False)
        ring = [id_ for turn in zip_longest(*met.values()) for id_ in turn if id_ is not None]
        found.rings.update(dict.fromkeys(ring, hop))
    return found


def _open(
    facts: Facts, index: Neighbours, state: NearState, passes: Passes, found: Reach, shown: dict[str, None]
) -> int:
    """Adds what the address opens to what is shown, one relation of one thing after the other. Returns how many things
    there are with it."""
    for id_, relation in state.expanded:
        for tie in index.of(id_) if id_ in shown else ():
            other = tie.other(id_)
            node = facts.nodes[other]
            if relation not in ("", tie.relation) or other in shown or node.type == WHOLE or not passes(tie, node):
                continue
            if other not in found.rings:
                found.rings[other] = found.rings[id_] + 1
                found.via[other] = (id_, tie.relation)
            if len(shown) < HARD_LIMIT:
                shown[other] = None
    return len(found.rings)


def _edges(
    facts: Facts, index: Neighbours, state: NearState, found: Reach, shown: Mapping[str, None], passes: Passes
) -> dict[str, Edge]:
    """The ties that a walk of so many links goes over, those of the focus first, and those of what is opened; by their
    ids. Ties among the outermost things are not among them. Each is told as the lanes tell it."""
    opened = set(state.expanded)
    edges: dict[str, Edge] = {}
    for id_ in shown:
        for tie in index.of(id_):
            other = tie.other(id_)
            walked = found.rings[id_] < state.hops or (id_, "") in opened or (id_, tie.relation) in opened
            if walked and other in shown and tie.id not in edges and passes(tie, facts.nodes[other]):
                ends = (tie.target, tie.source) if tie.relation == "listed" else (tie.source, tie.target)
                edges[tie.id] = Edge(tie.claim(facts), *ends, tie.relation)
    return edges


def _more(
    facts: Facts, index: Neighbours, shown: Mapping[str, None], drawn: Mapping[str, Edge], passes: Passes
) -> dict[str, Mapping[str, int]]:
    """For each thing how many of its ties are not drawn, by relation."""
    found: dict[str, Mapping[str, int]] = {}
    for id_ in shown:
        counts = Counter(
            tie.relation
            for tie in index.of(id_)
            if tie.id not in drawn and (node := facts.nodes[tie.other(id_)]).type != WHOLE and passes(tie, node)
        )
        if counts:
            found[id_] = {name: counts[name] for name in dict.fromkeys((*NEAR_RELATIONS, *counts)) if counts[name]}
    return found


def _counts(facts: Facts, index: Neighbours, ids: Mapping[str, int], hops: int) -> dict[str, int]:
    """Things by kind, ties by relation and by how they are known, before any filter."""
    walked = [id_ for id_, ring in ids.items() if ring < hops]
    families = Counter(family(facts.nodes[id_]) for id_ in ids)
    ties = {tie.id: tie for id_ in walked for tie in index.of(id_) if tie.other(id_) in ids}.values()
    relations = Counter(tie.relation for tie in ties)
    statuses = Counter(status_of(tie.link or facts.nodes[tie.source]) for tie in ties)
    return {
        **{name: families[name] for name in LANES},
        **{name: relations[name] for name in NEAR_RELATIONS},
        **{name: statuses[name] for name in STATUSES},
    }


def _kinds(facts: Facts, ids: Iterable[str]) -> tuple[tuple[str, int], ...]:
    types = Counter(node.type for node in (facts.nodes[id_] for id_ in ids) if family(node) == "organization")
    return tuple(sorted(types.items(), key=lambda pair: (pair[0] != "OrganizationGroup", -pair[1], pair[0])))


def _selection(
    state: NearState,
    focus: Node | None,
    *,
    nodes: tuple[Node, ...] = (),
    edges: tuple[Edge, ...] = (),
    counts: Mapping[str, int] | None = None,
    kinds: tuple[tuple[str, int], ...] = (),
    total: int = 0,
    aggregated: bool = False,
    hidden: tuple[Node, ...] = (),
    more: Mapping[str, Mapping[str, int]] | None = None,
) -> Selection:
    none = dict.fromkeys((*LANES, *NEAR_RELATIONS, *STATUSES), 0)
    return Selection(
        state=state, focus=focus, nodes=nodes, edges=edges, counts=counts or none, projects=(), kinds=kinds,
        total=total, aggregated=aggregated, hidden=hidden, more=more or {},
    )  # fmt: skip
