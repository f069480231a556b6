"""The lanes page: a selection becomes a model, its table twin, its panel, and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.facts import Node
from graph.search import nearest
from graph.snapshot import Snapshot
from visualizations.evidence import Evidence, evidence
from visualizations.labels import label_lines
from visualizations.lanes import Layout, positions
from visualizations.rendering import environment, page_context, type_label
from visualizations.selection import (
    DEFAULT_LIMIT,
    HARD_LIMIT,
    LANES,
    RELATIONS,
    Edge,
    Selection,
    mended,
    select,
    state_of,
)
from visualizations.thing import sentence
from visualizations.words import Words

TEMPLATE = "network.html.jinja"
_CLIENT_WORDS = (
    "line", "lines", "net_announce", "net_close", "net_copied", "net_copy_citation", "net_copy_link", "net_expand",
    "net_focus", "net_open", "net_links_of", "net_error", "net_retry", "search_none", "primary", "related", "stated",
    "repaired", "inferred", "derived", "curated", "lane_organization", "lane_project", "lane_field", "lane_measure",
    "lane_indicator", "family_organization", "family_project", "family_field", "family_measure", "family_indicator",
    "family_plan", "citation", "net_newer", "net_reload", "net_quotes", "net_panel_empty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table twin: the same link as the drawn one, in the same order."""

    edge: Edge
    source: Node
    target: Node
    sentence: str
    evidence: Evidence

    @property
    def id(self) -> str:
        """The id of the drawn link: a link may be drawn between two pairs of nodes."""
        return f"{self.edge.link.id}_{self.edge.source}_{self.edge.target}"


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the page shows: selection, layout, rows."""

    selection: Selection
    layout: Layout
    rows: tuple[Row, ...]
    unknown: str
    near: tuple[Node, ...]

    def rows_of(self, id_: str) -> tuple[Row, ...]:
        """The rows of one node, primary ones first as in the selection."""
        return tuple(row for row in self.rows if id_ in (row.edge.source, row.edge.target))


def network_view(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> NetworkView:
    """The view for an address."""
    facts, words = snapshot.facts, Words(lang)
    state = state_of(query)
    selection = select(facts, state)
    rows = []
    for edge in selection.edges:
        source, target = facts.nodes[edge.source], facts.nodes[edge.target]
        told = sentence(edge.link, facts, words)
        rows.append(Row(edge, source, target, told, evidence(edge.link, source.label)))
    unknown = state.focus if state.focus and selection.focus is None else ""
    return NetworkView(
        selection,
        positions(selection),
        tuple(rows),
        unknown,
        nearest(facts, query.get("q", "") or unknown) if unknown else (),
    )


def network_json(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The view as data: nodes with positions, links with evidence, lanes."""
    view = network_view(snapshot, lang, query)
    return {
        "version": snapshot.version,
        "focus": view.selection.focus.id if view.selection.focus else "",
        "total": view.selection.total,
        "lanes": [
            {"key": lane.key, "left": lane.left, "width": lane.width, "count": lane.count} for lane in view.layout.lanes
        ],
        "width": view.layout.width,
        "height": view.layout.height,
        "nodes": [_node_json(each, lang) for each in view.layout.placed],
        "links": [_link_json(row) for row in view.rows],
    }


def _node_json(placed: Any, lang: str) -> dict[str, Any]:
    node: Node = placed.node
    return {
        "id": node.id, "name": node.label, "label": list(label_lines(node.label)), "type": type_label(node, lang),
        "family": placed.lane, "x": placed.x, "y": placed.y, "size": placed.size, "side": placed.side, "row": placed.row,
        "degree": placed.degree, "lines": [[source.first_line, source.last_line] for source in node.sources[:8]],
        "group": node.type == "OrganizationGroup",
    }  # fmt: skip


def _link_json(row: Row) -> dict[str, Any]:
    return {
        "id": row.id, "source": row.edge.source, "target": row.edge.target, "relation": row.edge.relation,
        "status": row.evidence.status, "rules": list(row.evidence.rules), "sentence": row.sentence,
        "mended": mended(row.edge.link), "width": (1.1, 1.9, 3)[min(len(row.evidence.places), 3) - 1] if row.evidence.places else 1.1,
        "places": [
            {"first": place.first, "last": place.last, "passage": place.passage,
             "quote": [place.quote.before, place.quote.mark, place.quote.after] if place.quote else None}
            for place in row.evidence.places
        ],
    }  # fmt: skip


def network_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """The table twin in long form."""
    view = network_view(snapshot, "ja", query)
    return [
        {
            "source_id": row.source.id, "source": row.source.label, "relation": row.edge.relation, "target_id": row.target.id,
            "target": row.target.label, "status": row.evidence.status, "rules": " ".join(row.evidence.rules),
            "lines": " ".join(f"{place.first}-{place.last}" for place in row.evidence.places), "sentence": row.sentence,
        }
        for row in view.rows
    ]  # fmt: skip


def network_page(
    snapshot: Snapshot, lang: str, query: Mapping[str, str], *, template: str = TEMPLATE, **more: Any
) -> str:
    """The page as HTML, hosted by pyvis."""
    from visualizations.network_model import PolicyNetwork  # pyvis takes a third of a second to import

    words = Words(lang)
    view = network_view(snapshot, lang, query)
    data = network_json(snapshot, lang, query)
    state = view.selection.state.query()
    if query.get("embed") == "1":
        state["embed"] = "1"
    values = {
        **page_context(snapshot, lang, "network", state), "view": view, "state": state, "lanes": LANES, "relations": RELATIONS,
        "words": {key: _raw(words, key) for key in _CLIENT_WORDS}, "data": {key: data[key] for key in data if key not in ("nodes", "links")},
        "fields": [node for node in snapshot.facts.by_type.get("GrowthField", ())], "hard_limit": HARD_LIMIT,
        "default_limit": DEFAULT_LIMIT, **more,
    }  # fmt: skip
    network = PolicyNetwork(environment(), template, values)
    for node in data["nodes"]:
        network.place(node.pop("id"), **node)
    for link in data["links"]:
        network.join(link.pop("id"), link.pop("source"), link.pop("target"), **link)
    return str(network.generate_html())


def _raw(words: Words, key: str) -> str:
    from visualizations.words import interface

    return interface()[key][words.lang]
