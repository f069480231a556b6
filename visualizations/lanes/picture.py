"""The lanes view as SVG, from the same positions: for readers without scripts, and for export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.snapshot import Snapshot
from visualizations.lanes.placed.boxes import LINE
from visualizations.lanes.placed.layout import Placed
from visualizations.lanes.view import NetworkView, Row, network_view
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
        height=view.layout.height + _HEAD + _FOOT, colours=colour_rules(), label_places=label_places, bows=bows(links),
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


def bows(links: Iterable[tuple[Placed, Placed, Row]]) -> dict[str, float]:
    """How far each link inside a lane bows out of it, away from the labels, by its id. Between neighbouring rows it is
    a straight line, unless there are several."""
    found: dict[str, float] = {}
    known: Counter[frozenset[str]] = Counter()
    for a, b, row in links:
        if a.lane == b.lane:
            pair, rows = frozenset((a.node.id, b.node.id)), abs(a.row - b.row)
            out = (0.0 if rows < 2 else min(12.0 + 4.0 * rows, 40.0)) + 9.0 * known[pair]
            found[row.id] = -out if a.side == "right" else out
            known[pair] += 1
    return found
