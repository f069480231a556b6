"""The overview for an address: groups, the numbers between them, the rows of the table twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Facts, Node
from graph.snapshot import Snapshot
from ontology.vocabulary import vocabulary
from visualizations.evidence import evidence, names_of
from visualizations.lanes.chosen.selection import Selection, status_of
from visualizations.lanes.chosen.state import LANES, STATUSES
from visualizations.lanes.placed.captions import Caption
from visualizations.lanes.placed.layout import Layout, positions
from visualizations.lanes.view import NetworkView, Row, in_order, names_near, page_of, places_of
from visualizations.overview.groups import Groups, group_of, groups
from visualizations.overview.state import OverviewState, overview_state
from visualizations.overview.sums import Sum, sums
from visualizations.rendering import family
from visualizations.words import Words

RELATIONS = ("contribution", "engaged", "bodies")


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The drawing and its table, with what each drawn link sums up, by its id, and the members of the focus."""

    view: NetworkView
    parts: Mapping[str, str]
    members: tuple[Node, ...]


def overview_view(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> OverviewView:
    """The view for an address."""
    facts, words, state = snapshot.facts, Words(lang), overview_state(query)
    found = groups(facts, state, words)
    every = sums(facts, found)
    selection, drawn = _selection(facts, state, found, every)
    layout = positions(selection)
    rows = [_row(facts, found, each, words) for each in drawn]
    unknown = (state.focus or state.text) if selection.focus is None else ""
    view = NetworkView(
        selection=selection,
        layout=layout,
        rows=tuple(in_order(rows, state.sort, RELATIONS)),
        unknown=unknown,
        near=names_near(facts, unknown),
        schedule=(),
        years=(),
        figures=(),
        page=page_of(query),
        places=places_of(facts, (selection.focus, *selection.nodes)),
        kind="overview",
        relations=RELATIONS,
        captions=_captions(drawn, layout),
    )
    members = found.members.get(selection.focus.id, ()) if selection.focus else ()
    return OverviewView(view, {each.edge.id: _told_parts(each, words) for each in drawn}, members)


def _selection(
    facts: Facts, state: OverviewState, found: Groups, every: tuple[Sum, ...]
) -> tuple[Selection, tuple[Sum, ...]]:
    """The groups that links join, those of most links first where there are too many."""
    weight: Counter[str] = Counter()
    for each in every:
        weight[each.edge.source] += each.count
        weight[each.edge.target] += each.count
    kept = {id_ for id_, _ in weight.most_common(state.limit)}
    drawn = tuple(each for each in every if each.edge.source in kept and each.edge.target in kept)
    ids = {end for each in drawn for end in (each.edge.source, each.edge.target)}
    nodes = tuple(node for id_, node in found.nodes.items() if id_ in ids)
    families = Counter(family(node) for node in nodes)
    statuses = Counter(status_of(each.edge.link) for each in drawn)
    counts = {**{name: families[name] for name in LANES}, **{name: statuses[name] for name in STATUSES}}
    selection = Selection(
        state=state, focus=found.nodes.get(group_of(facts, found, state.focus)), nodes=nodes,
        edges=tuple(each.edge for each in drawn), counts={**counts, "primary": 0, "related": 0}, projects=(), kinds=(),
        total=len(weight), aggregated=False, hidden=(), more={},
    )  # fmt: skip
    return selection, drawn


def _row(facts: Facts, found: Groups, each: Sum, words: Words) -> Row:
    source, target = found.nodes[each.edge.source], found.nodes[each.edge.target]
    before, between, after = words.raw("sentence_sum").replace("{target}", "{source}").split("{source}")
    told = (before, source.label, between, target.label, after.format(n=each.count, parts=_told_parts(each, words)))
    names = [
        names_of(facts.nodes[end]) for link in each.claims[:1] for end in (link.source, link.target)
        if end in facts.nodes
    ]  # fmt: skip
    return Row(each.edge, source, target, told, evidence(each.edge.link, *names), each.count)


def _told_parts(each: Sum, words: Words) -> str:
    """How many links of which role, kind or class: 「対応 3・関連 9」."""
    known = vocabulary()
    labels = {name: term.label for name, term in known.terms.items()} | {
        name: type_.label for name, type_ in known.link_types.items()
    }
    named = [(labels[name][words.lang] if name in labels else name, n) for name, n in each.parts.items()]
    return words("overview_and").join(f"{name} {n}" for name, n in named)


def _captions(drawn: tuple[Sum, ...], layout: Layout) -> tuple[Caption, ...]:
    """The number of links upon each that stands for several."""
    places = {each.node.id: each for each in layout.placed}
    found = []
    for each in drawn:
        a, b = places[each.edge.source], places[each.edge.target]
        if each.count > 1:
            x, y = round(a.x + 0.4 * (b.x - a.x), 2), round(a.y + 0.4 * (b.y - a.y), 2)
            found.append(Caption(str(each.count), x, y, "center", each.edge.id))
    return tuple(found)
