"""Positions in lanes: computed here, bit for bit the same for the same selection. Labels never overlap by construction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.facts import Node
from visualizations.rendering import family
from visualizations.selection import LANES, Edge, Selection

# Widths of the lanes in px at the stage's full width, and the least height of a row: labels of two lines stand beside
# the glyph in the outer lanes, above it in the middle ones.
_WIDTHS = {"organization": 196, "project": 182, "field": 164, "measure": 216, "indicator": 190}
_ROWS = {"organization": 42, "project": 68, "field": 68, "measure": 42, "indicator": 42}
_STAGE_WIDTH, _STAGE_HEIGHT, _HEAD = 928, 620, 36
_SWEEPS = 8
_SIZES = (7, 8, 10)


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its left edge, width, and how many nodes it holds."""

    key: str
    left: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its place: centre in px, glyph radius, side of the label (left, right, above), row from 1."""

    node: Node
    lane: str
    x: float
    y: float
    size: int
    side: str
    row: int
    degree: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Lanes and placed nodes, with the size of the whole in px."""

    lanes: tuple[Lane, ...]
    placed: tuple[Placed, ...]
    width: float
    height: float


def positions(selection: Selection) -> Layout:
    """The layout of a selection."""
    by_lane = {lane: [node for node in selection.nodes if family(node) == lane] for lane in LANES}
    used = [lane for lane in LANES if by_lane[lane]]
    order = _ordered({lane: [node.id for node in by_lane[lane]] for lane in used}, selection.edges)
    degree: dict[str, int] = defaultdict(int)
    for edge in selection.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    scale = _STAGE_WIDTH / sum(_WIDTHS[lane] for lane in used) if used else 1.0
    scale = min(scale, 1.6)
    height = max([_STAGE_HEIGHT, *(len(order[lane]) * _ROWS[lane] for lane in used)])
    lanes: list[Lane] = []
    placed: list[Placed] = []
    nodes = {node.id: node for node in selection.nodes}
    left = 0.0
    for place, lane in enumerate(used):
        width = round(_WIDTHS[lane] * scale, 2)
        lanes.append(Lane(lane, left, width, len(order[lane])))
        side = _side(place, len(used))
        x = left + {"left": width - 24, "right": 28, "above": width / 2}[side]
        step = height / len(order[lane])
        for row, id_ in enumerate(order[lane]):
            size = _SIZES[0 if degree[id_] <= 2 else 1 if degree[id_] <= 6 else 2]
            y = _HEAD + step * (row + 0.5) + (10 if side == "above" else 0)
            placed.append(Placed(nodes[id_], lane, round(x, 2), round(y, 2), size, side, row + 1, degree[id_]))
        left = round(left + width, 2)
    return Layout(tuple(lanes), tuple(placed), left, height + _HEAD + 24)


def _side(place: int, lanes: int) -> str:
    if lanes == 1:
        return "above"
    if place == 0:
        return "left"
    return "right" if place >= max(lanes - 2, 2) or place == lanes - 1 else "above"


def _ordered(lanes: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> dict[str, list[str]]:
    """Rows by barycentre: each lane in turn is sorted by the mean place of its nodes' neighbours; ties keep their order."""
    order = {lane: list(ids) for lane, ids in lanes.items()}
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    best, fewest = order, _crossings(order, edges)
    for sweep in range(_SWEEPS):
        order = {lane: list(ids) for lane, ids in order.items()}
        names = list(order)
        for lane in names if sweep % 2 == 0 else reversed(names):
            place = {id_: (row + 0.5) / len(ids) for ids in order.values() for row, id_ in enumerate(ids)}
            own = set(order[lane])
            mean = {}
            for id_ in order[lane]:
                others = [place[other] for other in neighbours[id_] if other not in own]
                mean[id_] = round(sum(others) / len(others), 9) if others else place[id_]
            order[lane].sort(key=lambda id_: mean[id_])
        crossings = _crossings(order, edges)
        if crossings < fewest:
            best, fewest = order, crossings
    return best


def _crossings(order: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> int:
    """How many pairs of links between the same two lanes cross."""
    lane_of = {id_: (lane, row) for lane, ids in order.items() for row, id_ in enumerate(ids)}
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for edge in edges:
        if edge.source in lane_of and edge.target in lane_of:
            (first, a), (second, b) = sorted((lane_of[edge.source], lane_of[edge.target]))
            pairs[(first, second)].append((a, b))
    return sum(
        (a - c) * (b - d) < 0 for found in pairs.values() for i, (a, b) in enumerate(found) for c, d in found[i + 1 :]
    )


def crossings(layout: Layout, edges: Sequence[Edge]) -> int:
    """The crossings of a layout, for the benchmark."""
    order: dict[str, list[str]] = defaultdict(list)
    for each in sorted(layout.placed, key=lambda each: each.row):
        order[each.lane].append(each.node.id)
    return _crossings(order, edges)
