"""The near view for an address: what is near, where it stands, the rows of the table twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from graph.facts import Link, Node, Source, Text
from graph.neighbours import KEPT, Tie
from graph.snapshot import Snapshot
from visualizations.evidence import evidence, names_of
from visualizations.lanes.chosen.edges import Edge
from visualizations.lanes.chosen.state import AGGREGATE_FROM
from visualizations.lanes.schedule import figures
from visualizations.lanes.view import NetworkView, Row, in_order, names_near, page_of, places_of, row_of
from visualizations.near.ego import Ego, Reach, ego, passing
from visualizations.near.layout import near_positions
from visualizations.near.state import MOST_HOPS, NEAR_RELATIONS, NearState, near_state
from visualizations.rendering import relation_label, type_label
from visualizations.words import Words

_EXAMPLES = 3  # passages that a number of links shows


def near_view(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> NetworkView:
    """The view for an address."""
    facts, words, state = snapshot.facts, Words(lang), near_state(query)
    found = ego(facts, KEPT.of(facts), state)
    if found.selection.aggregated:
        found, rows = _summed(snapshot, found, state, words)
    else:
        edges = found.selection.edges
        rows = in_order([row_of(facts, edge, words) for edge in edges], state.sort, NEAR_RELATIONS)
    layout, captions = near_positions(found, {name: relation_label(name, lang) for name in _relations(found)})
    selection = found.selection
    unknown = (state.focus or state.text) if selection.focus is None else ""
    rings = {f"{side}-{n}": words("near_ring", n=n) for side in ("left", "right") for n in range(1, 9)}
    return NetworkView(
        selection=selection,
        layout=layout,
        rows=tuple(rows),
        unknown=unknown,
        near=names_near(facts, unknown),
        schedule=(),
        years=(),
        figures=tuple(figures(facts, node, lang) for node in selection.nodes if node.type == "Indicator"),
        page=page_of(query),
        places=places_of(facts, (selection.focus, *selection.nodes)),
        kind="near",
        relations=NEAR_RELATIONS,
        titles={"focus": words("near_focus"), **rings},
        captions=captions,
    )


def scopes(view: NetworkView, lang: str) -> list[tuple[dict[str, str], str]]:
    """Where there is too much to draw: what to look at instead, as changes of the address with their names."""
    words, state = Words(lang), view.selection.state
    assert isinstance(state, NearState)
    met: Counter[str] = Counter()
    for row in view.rows:
        met[row.edge.relation] += row.count
    reach = range(1, min(state.hops, MOST_HOPS + 1)) if met.total() < AGGREGATE_FROM else ()
    fewer = [({"hops": str(n)}, words("near_fewer", n=n)) for n in reach]
    small = [name for name, count in met.items() if count < AGGREGATE_FROM and len(met) > 1]
    return [*fewer, *(({"rels": name}, words("near_only", relation=relation_label(name, lang))) for name in small)]


def _relations(found: Ego) -> dict[str, None]:
    return dict.fromkeys(relation for _, relation in found.reach.via.values())


def _summed(snapshot: Snapshot, found: Ego, state: NearState, words: Words) -> tuple[Ego, list[Row]]:
    """The focus with one node for each relation and class of what stands beside it, and a row for each."""
    facts, focus, passes = snapshot.facts, found.selection.focus, passing(snapshot.facts, state)
    assert focus
    ties: dict[tuple[str, str], list[Tie]] = {}
    for tie in KEPT.of(facts).of(focus.id):
        other = facts.nodes[tie.other(focus.id)]
        if passes(tie, other):
            ties.setdefault((tie.relation, other.type), []).append(tie)
    nodes, rows, reach = [focus], list[Row](), Reach({focus.id: 0}, {}, complete=False)
    for (relation, type_), own in ties.items():
        number = words("near_sum_things", n=f"{len({tie.other(focus.id) for tie in own}):,}")
        kind = facts.nodes[own[0].other(focus.id)]
        node = Node(
            f"sum-{relation}-{type_}",
            type_,
            {"label": (Text(f"{type_label(kind, words.lang)} {number}"),), "summed": (True,)},
        )
        known = [tie.claim(facts) for tie in own[:_EXAMPLES]]
        sources = tuple(source for claim in known for source in claim.sources)[:_EXAMPLES]
        nodes.append(node)
        rows.append(_sum_row(focus, node, relation, sources, known[0], len(own), words))
        reach.rings[node.id], reach.via[node.id] = 1, (focus.id, relation)
    selection = replace(
        found.selection, nodes=tuple(nodes), edges=tuple(row.edge for row in rows), total=AGGREGATE_FROM, more={}
    )
    return Ego(selection, reach), rows


def _sum_row(
    focus: Node, node: Node, relation: str, sources: tuple[Source, ...], claim: Link, count: int, words: Words
) -> Row:
    link = Link(node.id, claim.type, {}, sources, claim.status, (), (), focus.id, node.id)
    told = ("", focus.label, words("near_sum", relation=relation_label(relation, words.lang)), node.label, "")
    return Row(Edge(link, focus.id, node.id, relation), focus, node, told, evidence(link, names_of(focus)), count)
