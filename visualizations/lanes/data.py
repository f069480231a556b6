"""The lanes view as data: JSON for the drawing and for readers, rows for CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graph.snapshot import Snapshot
from visualizations.evidence import Evidence
from visualizations.labels import label_lines
from visualizations.lanes.placed.layout import Placed
from visualizations.lanes.schedule import Activity, Figures
from visualizations.lanes.view import NetworkView, Row, network_view
from visualizations.rendering import family, type_label
from visualizations.words import Words

_NARROW_MOST, _NARROW_LINES = 9.0, 3
_WIDTHS = (1.1, 1.9, 3.0)
QUOTED_LINKS = 400  # above, the page asks for the quotes of a link when it is opened


def network_json(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The lanes as data."""
    return view_json(snapshot, lang, network_view(snapshot, lang, query))


def view_json(snapshot: Snapshot, lang: str, view: NetworkView) -> dict[str, Any]:
    """A view as data: nodes with positions, links with evidence, lanes, schedule."""
    return {
        **frame(snapshot, view),
        "nodes": [node_json(each, lang, view) for each in view.layout.placed],
        "links": [{**link_json(row), "sentence": row.sentence} for row in view.rows],
    }


def frame(snapshot: Snapshot, view: NetworkView) -> dict[str, Any]:
    """What is not nodes and links: version, focus, lanes, size, schedule."""
    return {
        "version": snapshot.version,
        "focus": view.selection.focus.id if view.selection.focus else "",
        "total": view.selection.total,
        "hidden": [{"id": node.id, "name": node.label} for node in view.selection.hidden],
        "pinned": list(view.selection.state.pinned),
        "lanes": [
            {
                "key": lane.key,
                "left": lane.left,
                "width": lane.width,
                "count": lane.count,
                "x": lane.x,
                "side": lane.side,
            }
            for lane in view.layout.lanes
        ],
        "width": view.layout.width,
        "height": view.layout.height,
        "narrow_height": view.layout.narrow_height,
        "schedule": [activity_json(each) for each in view.schedule],
        "kind": view.kind,
        "titles": dict(view.titles),
        "captions": [asdict(each) for each in view.captions],
    }


def node_json(placed: Placed, lang: str, view: NetworkView) -> dict[str, Any]:
    """A node as drawn."""
    node = placed.node
    found: dict[str, Any] = {
        "id": node.id, "name": node.label, "type": type_label(node, lang), "family": family(node),
        "x": placed.x, "y": placed.y, "nx": placed.narrow[0], "ny": placed.narrow[1], "size": placed.size,
        "side": placed.side, "row": placed.row, "degree": placed.degree,
        "lines": [[source.first_line, source.last_line] for source in view.places[node.id]],
    }  # fmt: skip
    if view.places[node.id]:
        found["document"] = view.places[node.id][0].document
    label, small = label_lines(node.label), label_lines(node.label, _NARROW_MOST, _NARROW_LINES)
    if placed.side != next(lane.side for lane in view.layout.lanes if lane.key == placed.lane):
        found["turned"] = placed.side
    if node.values("summed"):
        found["summed"] = True
    if placed.lane != family(node):
        found["lane"] = placed.lane
    if node.id in view.selection.more:
        found["more"] = dict(view.selection.more[node.id])
    if label != (node.label,):
        found["label"] = list(label)
    if small != label:
        found["small"] = list(small)
    if node.type == "OrganizationGroup":
        found["group"] = True
    if placed.lane == "organization":
        found["kind"] = node.type
    known = [each for each in view.figures if each.node.id == node.id]
    if known:
        found["figures"] = _figures_json(known[0], Words(lang))
    return found


def _figures_json(known: Figures, words: Words) -> list[list[str]]:
    """What an indicator says, as pairs of a heading and a text."""
    found = [[words("thing_basis"), known.basis]] if known.basis else []
    for phase in ("baseline", "target"):
        value = known.values.get(phase)
        year = f" ({value.text('year')})" if value and value.text("year") else ""
        found.append([words(f"thing_{phase}"), f"{value.text('valueText')}{year}" if value else words("not_stated")])
    return found


def link_json(row: Row, quoted: bool = True) -> dict[str, Any]:
    """A link as drawn. ``via`` is the list or part that the link itself names, where it is not its drawn end."""
    found: dict[str, Any] = {
        "id": row.id, "link": row.edge.link.id, "source": row.edge.source, "target": row.edge.target,
        "relation": row.edge.relation, "status": row.evidence.status,
        "width": _WIDTHS[max(min(len(row.evidence.places), 3), 1) - 1], "places": places_json(row.evidence, quoted),
    }  # fmt: skip
    if row.edge.relation == "engaged":
        found["role"] = row.role
    if row.kind:
        found["kind"] = row.kind
    if row.count:
        found |= {"count": row.count, "width": _WIDTHS[(row.count > 3) + (row.count > 9)]}
    if row.evidence.rules:
        found["rules"] = list(row.evidence.rules)
    return found


def places_json(known: Evidence, quoted: bool = True) -> list[dict[str, Any]]:
    """Lines with their passage, and the words in pieces, plain and marked in turn."""
    return [
        {"first": place.first, "last": place.last, "passage": place.passage,
         **({"quote": list(place.quote.pieces)} if place.quote and quoted else {})}
        for place in known.places
    ]  # fmt: skip


def activity_json(each: Activity) -> dict[str, Any]:
    """A row of the schedule."""
    return {
        "id": each.node.id, "name": each.node.label, "project": each.project, "component": each.component.label,
        "years": [list(year) for year in each.years], "status": each.evidence.status,
        "rules": list(each.evidence.rules),
        "places": places_json(each.evidence, quoted=False),
    }  # fmt: skip


def network_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """The table twin in long form."""
    return view_rows(network_view(snapshot, "ja", query))


def view_rows(view: NetworkView) -> list[dict[str, Any]]:
    """The table twin of a view in long form."""
    return [
        {
            "source_id": row.source.id, "source": row.source.label, "relation": row.edge.relation,
            "role": row.role or row.kind, "target_id": row.target.id, "target": row.target.label,
            "status": row.evidence.status, "rules": " ".join(row.evidence.rules),
            "lines": " ".join(f"{place.first}-{place.last}" for place in row.evidence.places), "sentence": row.sentence,
        }
        for row in view.rows
    ]  # fmt: skip
