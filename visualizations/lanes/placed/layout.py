"""Positions in lanes: bit for bit the same for the same selection. Labels never overlap, by construction.

Two sets of places are computed: for a wide stage (lanes of their own widths, labels outward) and for a narrow one
(equal lanes, labels below the glyph). Units are px at scale 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.facts import Node
from visualizations.labels import label_lines, width
from visualizations.lanes.chosen.around import Edge
from visualizations.lanes.chosen.selection import Selection
from visualizations.lanes.chosen.state import LANES
from visualizations.lanes.placed.order import Order, ordered
from visualizations.rendering import family

STAGE_WIDTH, STAGE_HEIGHT = 928, 662
NARROW_LANE, NARROW_PITCH = 130, 100
CHAR, LINE = 12.0, 15.5
_WIDTHS = {"organization": 196, "project": 182, "field": 144, "measure": 216, "indicator": 190}
_SIZES = (7.0, 8.5, 10.5)
_OUTER, _MIDDLE = (40.0, 58.0), (74.0, 150.0)  # least and most distance of rows: labels beside, labels above or below
_SIDES = ("left", "right", "above", "below")
Box = tuple[float, float, float, float]
_LABEL = 161.0  # glyph, gap and a label of twelve characters
_GROUP_GAP, _GROUPS = 46.0, 4
_LARGE, _SEARCHED = 60, 240  # nodes from which the search for places is coarser, and is left out


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane on a wide stage: its left edge and width, how many nodes it holds, where they and their labels stand."""

    key: str
    left: float
    width: float
    count: int
    x: float = 0.0
    side: str = "right"


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
        return _box(self.x, self.y, self.size, self.side, self.label)


@dataclass(frozen=True, slots=True)
class Layout:
    """Lanes and placed nodes, with the size of the whole in both forms."""

    lanes: tuple[Lane, ...]
    placed: tuple[Placed, ...]
    width: float
    height: float
    narrow_height: float
    order: Order


def _box(x: float, y: float, size: float, side: str, lines: Sequence[str]) -> Box:
    across, tall, gap = max(width(line) for line in lines) * CHAR, len(lines) * LINE, size + 7
    if side == "left":
        return (x - gap - across, y - tall / 2, x - gap, y + tall / 2)
    if side == "right":
        return (x + gap, y - tall / 2, x + gap + across, y + tall / 2)
    top = y - gap - tall if side == "above" else y + gap
    return (x - across / 2, top, x + across / 2, top + tall)


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
    rows = _Rows(lanes, order, selection.edges, {node.id: node for node in selection.nodes}, degree)
    rows.search()
    placed = []
    for at, lane in enumerate(lanes):
        for row, id_ in enumerate(order[lane.key]):
            small = (round(NARROW_LANE * (at + 0.5), 2), round(34.0 + NARROW_PITCH * row, 2))
            placed.append(
                Placed(rows.nodes[id_], lane.key, round(rows.x[lane.key], 2), round(rows.y[id_], 2), small,
                       rows.size(id_), rows.side[lane.key], row + 1, degree[id_])
            )  # fmt: skip
    longest = max((lane.count for lane in lanes), default=0)
    lanes = [replace(lane, x=round(rows.x[lane.key], 2), side=rows.side[lane.key]) for lane in lanes]
    return Layout(tuple(lanes), tuple(placed), float(STAGE_WIDTH), rows.height, longest * NARROW_PITCH + 24.0, order)


class _Rows:
    """The rows of a wide stage: lanes with room to spare are moved to where the fewest links cross labels."""

    def __init__(
        self,
        lanes: Sequence[Lane],
        order: Order,
        edges: Sequence[Edge],
        nodes: Mapping[str, Node],
        degree: Mapping[str, int],
    ) -> None:
        self.lanes, self.order, self.edges, self.nodes, self.degree = lanes, order, edges, nodes, degree
        self.at = {id_: at for at, lane in enumerate(lanes) for id_ in order[lane.key]}
        self.side = {lane.key: _side(at, len(lanes)) for at, lane in enumerate(lanes)}
        self.x = {lane.key: _x(lane, self.side[lane.key]) for lane in lanes}
        self.sizes = {
            id_: {side: _box(0.0, 0.0, self.size(id_), side, label_lines(nodes[id_].label)) for side in _SIDES}
            for id_ in self.at
        }
        pairs = [sorted(((self.at[edge.source], edge.source), (self.at[edge.target], edge.target))) for edge in edges]
        self.spans = [(first, a, last, b) for (first, a), (last, b) in pairs]
        self.gaps = {lane.key: self._gaps_of(lane.key) for lane in lanes}
        least = [self._extent(lane.key, self._range(lane.key)[0]) for lane in lanes]
        self.height = round(max([STAGE_HEIGHT, *(each + 60 for each in least)]), 2)
        self.free: dict[str, float] = {}
        self.y: dict[str, float] = {}
        self.pitch: dict[str, float] = {}
        for lane in lanes:
            low, high = self._range(lane.key)
            gaps = self._extent(lane.key, 0.0)
            steps = max(len(order[lane.key]) - 1, 1)
            pitch = min(max((self.height - 96 - gaps) / steps, low), high)
            self.pitch[lane.key] = pitch
            self.free[lane.key] = max(self.height - 96 - self._extent(lane.key, pitch), 0.0)
            self._place(lane.key, 0.0)

    def size(self, id_: str) -> float:
        """The radius of a glyph: three steps by degree."""
        return _SIZES[0 if self.degree[id_] <= 2 else 1 if self.degree[id_] <= 6 else 2]

    def _range(self, lane: str) -> tuple[float, float]:
        return _OUTER if self.side[lane] in ("left", "right") and lane != "project" else _MIDDLE

    def _gaps_of(self, lane: str) -> list[float]:
        """The gap before each row: where the neighbours change, if there are but few groups."""
        if lane not in ("measure", "organization"):
            return [0.0] * len(self.order[lane])
        around: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges:
            around[edge.source].add(edge.target)
            around[edge.target].add(edge.source)
        keys = [frozenset(around[id_]) for id_ in self.order[lane]]
        changes = [at > 0 and keys[at] != keys[at - 1] for at in range(len(keys))]
        return [_GROUP_GAP if change and sum(changes) < _GROUPS else 0.0 for change in changes]

    def _extent(self, lane: str, pitch: float) -> float:
        return pitch * (len(self.order[lane]) - 1) + sum(self.gaps[lane])

    def _place(self, lane: str, offset: float) -> None:
        y = 36.0 + offset + (22.0 if self.side[lane] == "above" else 0.0)
        for id_, gap in zip(self.order[lane], self.gaps[lane], strict=True):
            y += gap
            self.y[id_] = y
            y += self.pitch[lane]

    def search(self) -> None:
        """Moves lanes and turns labels; does nothing where there are too many nodes."""
        if not 1 < len(self.at) <= _SEARCHED:
            return
        steps, rounds = (6, 1) if len(self.at) > _LARGE else (26, 2)
        for _ in range(rounds):
            movable = [lane.key for lane in self.lanes if self.free[lane.key] > 20]
            for lane in sorted(movable, key=lambda key: self.free[key]):
                self._settle(lane, steps)
        for lane in [key for key, side in self.side.items() if side == "above"]:
            costs = {}
            for side in ("above", "below"):
                self.side[lane] = side
                costs[side] = self._hits()
            self.side[lane] = min(("above", "below"), key=lambda side: costs[side])

    def _settle(self, lane: str, steps: int) -> None:
        """Tries places and row distances for a lane, and keeps those of the least cost."""
        room = self.height - 96
        tries = []
        for pitch in sorted({self._range(lane)[0], self.pitch[lane]}):
            self.pitch[lane] = pitch
            free = max(room - self._extent(lane, pitch), 0.0)
            for step in range(steps + 1):
                offset = free * step / steps
                tries.append((self._cost_at(lane, offset), -pitch, offset))
        _, pitch, offset = min(tries)
        self.pitch[lane] = -pitch
        self._place(lane, offset)

    def _cost_at(self, lane: str, offset: float) -> float:
        self._place(lane, offset)
        slope = sum(
            abs(self.y[edge.source] - self.y[edge.target]) * (3 if edge.relation == "primary" else 1)
            for edge in self.edges
        )
        return round(self._hits() * 400 + slope / max(len(self.edges), 1), 6)

    def _hits(self) -> int:
        """How often a link crosses a label."""
        hits = 0
        for at, lane in enumerate(self.lanes):
            side = self.side[lane.key]
            ends = side in ("above", "below")  # labels beside the glyph are out of the way of their own links
            boxes = [_moved(self.sizes[id_][side], self.x[lane.key], self.y[id_]) for id_ in self.order[lane.key]]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            tops, bottoms = [box[1] for box in boxes], [box[3] for box in boxes]
            for first, a, last, b in self.spans:
                if first < at < last or (ends and at in (first, last)):
                    start = (self.x[self.lanes[first].key], self.y[a])
                    end = (self.x[self.lanes[last].key], self.y[b])
                    span = _span(start, end, left, right)
                    if span:
                        near = boxes[bisect_left(bottoms, span[0]) : bisect_right(tops, span[1])]
                        hits += sum(_crosses(start, end, box) for box in near)
        return hits


def _side(place: int, lanes: int) -> str:
    if lanes == 1:
        return "right"
    if place == 0:
        return "left"
    return "right" if place >= max(lanes - 2, 2) or place == lanes - 1 else "above"


def _x(lane: Lane, side: str) -> float:
    if side == "left":
        return lane.left + max(min(_LABEL + 12, lane.width - 20), lane.width * 0.5)
    if side == "right":
        return lane.left + max(24.0, lane.width - _LABEL - 12)
    return lane.left + lane.width / 2


def _moved(box: Box, x: float, y: float) -> Box:
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


def _span(
    start: tuple[float, float], end: tuple[float, float], left: float, right: float
) -> tuple[float, float] | None:
    """The least and the greatest y of a segment, going right, between two x; None where it is not there."""
    (x1, y1), (x2, y2) = start, end
    low, high = max(x1 + 8, left), min(x2 - 8, right)
    if low > high or x2 - x1 < 1:
        return None
    slope = (y2 - y1) / (x2 - x1)
    ya, yb = y1 + slope * (low - x1), y1 + slope * (high - x1)
    return (ya, yb) if ya <= yb else (yb, ya)


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a segment, going right, crosses a box."""
    span = _span(start, end, box[0], box[2])
    return span is not None and span[1] >= box[1] and span[0] <= box[3]
