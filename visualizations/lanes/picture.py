"""The lanes view as SVG, from the same positions: for readers without scripts, and for export."""

from __future__ import annotations

from collections.abc import Mapping

from graph.snapshot import Snapshot
from visualizations.lanes.placed.boxes import LINE
from visualizations.lanes.placed.layout import Placed
from visualizations.lanes.view import NetworkView, network_view
from visualizations.rendering import colour_rules, environment, page_context

_HEAD, _FOOT = 36, 34


def network_svg(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The drawing of the lanes."""
    return view_svg(snapshot, lang, network_view(snapshot, lang, query))


def view_svg(snapshot: Snapshot, lang: str, view: NetworkView) -> str:
    """A drawing with its lane heads, its title and the version of its data."""
    places = {each.node.id: each for each in view.layout.placed}
    links = [(places[row.edge.source], places[row.edge.target], row) for row in view.rows]
    return environment().get_template("picture.svg.jinja").render(
        **page_context(snapshot, lang, "network", {}), view=view, links=links, head=_HEAD,
        height=view.layout.height + _HEAD + _FOOT, colours=colour_rules(), label_places=label_places, bow=bow,
    )  # fmt: skip


def label_places(placed: Placed) -> tuple[str, list[tuple[float, float, str]]]:
    """The anchor of a label, and each of its lines with its place."""
    gap, lines = placed.size + 7, placed.label
    anchor = {"left": "end", "right": "start"}.get(placed.side, "middle")
    x = placed.x + {"left": -gap, "right": gap}.get(placed.side, 0.0)
    if placed.side == "above":
        first = placed.y - gap - LINE * (len(lines) - 1) - 2
    elif placed.side == "below":
        first = placed.y + gap + 11
    else:
        first = placed.y - LINE * (len(lines) - 1) / 2 + 4
    return anchor, [(round(x, 2), round(first + LINE * at, 2), line) for at, line in enumerate(lines)]


def bow(a: Placed, b: Placed) -> float:
    """How far a link inside a lane bows out, 0 where its ends stand in neighbouring rows; away from the labels."""
    rows = abs(a.row - b.row)
    return 0.0 if rows < 2 else min(14.0 + 7.0 * rows, 70.0) * (-1 if a.side == "right" else 1)
