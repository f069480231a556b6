"""Positions in lanes: bit for bit the same for the same selection. Labels never overlap, by construction.

Two sets of places are computed: for a wide stage (lanes of their own widths, labels outward) and for a narrow one
(equal lanes, labels below the glyph). Units are px at scale 1.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from graph.facts import Node
from visualizations.labels import label_lines
from visualizations.lanes.chosen.selection import Selection
from visualizations.lanes.chosen.state import LANES
from visualizations.lanes.placed.boxes import Box, box
from visualizations.lanes.placed.order import Order, ordered
from visualizations.lanes.placed.rows import Lane, Rows
from visualizations.rendering import family

STAGE_WIDTH = 928
NARROW_LANE, NARROW_PITCH = 130, 100
_WIDTHS = {"organization": 196, "project": 182, "field": 144, "measure": 216, "indicator": 190}


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its places (wide and narrow), glyph radius, side of the label on a wide stage, row from 1, degree."""

    node: Node
    lane: str
    x: float
    y: float
    narrow: tuple[float, float]
    size: float
    side: str
    row: int
    degree: int

    @property
    def label(self) -> tuple[str, ...]:
        """The lines of its label on a wide stage."""
        return label_lines(self.node.label)

    @property
    def box(self) -> Box:
        """Left, top, right and bottom of its label on a wide stage."""
        return box(self.x, self.y, self.size, self.side, self.label)


@dataclass(frozen=True, slots=True)
class Layout:
    """Lanes and placed nodes, with the size of the whole in both forms."""

    lanes: tuple[Lane, ...]
    placed: tuple[Placed, ...]
    width: float
    height: float
    narrow_height: float
    order: Order


def positions(selection: Selection) -> Layout:
    """The layout of a selection."""
    by_lane = {lane: [node.id for node in selection.nodes if family(node) == lane] for lane in LANES}
    used = [lane for lane in LANES if by_lane[lane]]
    order = ordered({lane: by_lane[lane] for lane in used}, selection.edges)
    degree: dict[str, int] = defaultdict(int)
    for edge in selection.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    lanes, left = [], 0.0
    whole = sum(_WIDTHS[lane] for lane in used)
    for name in used:
        across = round(_WIDTHS[name] * STAGE_WIDTH / whole, 2)
        lanes.append(Lane(name, left, across, len(order[name])))
        left = round(left + across, 2)
    rows = Rows(lanes, order, selection.edges, {node.id: node for node in selection.nodes}, degree)
    rows.search()
    placed = []
    for at, lane in enumerate(lanes):
        for row, id_ in enumerate(order[lane.key]):
            small = (round(NARROW_LANE * (at + 0.5), 2), round(34.0 + NARROW_PITCH * row, 2))
            placed.append(
                Placed(rows.nodes[id_], lane.key, round(rows.x[lane.key], 2), round(rows.y[id_], 2), small,
                       rows.size(id_), rows.side_of(id_), row + 1, degree[id_])
            )  # fmt: skip
    longest = max((lane.count for lane in lanes), default=0)
    lanes = [replace(lane, x=round(rows.x[lane.key], 2), side=rows.side[lane.key]) for lane in lanes]
    return Layout(tuple(lanes), tuple(placed), float(STAGE_WIDTH), rows.height, longest * NARROW_PITCH + 24.0, order)
