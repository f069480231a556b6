"""The rows of a wide stage: where each lane begins, how far its rows stand apart, on which side its labels stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.facts import Node
from visualizations.labels import label_lines
from visualizations.lanes.chosen.edges import Edge
from visualizations.lanes.placed.boxes import SIDES, Box, box, crosses, moved, span
from visualizations.lanes.placed.order import Order

STAGE_HEIGHT = 662
_SIZES = (7.0, 8.5, 10.5)
_OUTER, _MIDDLE = (40.0, 58.0), (74.0, 150.0)  # least and most distance of rows: labels beside, labels above or below
_LABEL = 161.0  # glyph, gap and a label of twelve characters
_GROUP_GAP, _GROUPS = 46.0, 4
_GLYPH = 13.0  # how near a passing link may come to the middle of a glyph
_PASSING = 240.0  # most height that is added so that links pass beside labels
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


class Rows:
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
            id_: {side: box(0.0, 0.0, self.size(id_), side, label_lines(nodes[id_].label)) for side in SIDES}
            for id_ in self.at
        }
        pairs = [sorted(((self.at[edge.source], edge.source), (self.at[edge.target], edge.target))) for edge in edges]
        self.spans = [(first, a, last, b) for (first, a), (last, b) in pairs]
        self.gaps = {lane.key: self._gaps_of(lane.key) for lane in lanes}
        self.turned: dict[str, str] = {}
        least = [self._extent(lane.key, self._range(lane.key)[0]) for lane in lanes]
        self.height = round(max([STAGE_HEIGHT, *(each + 60 for each in least)]) + self._room_for_passing(), 2)
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

    def side_of(self, id_: str) -> str:
        """On which side the label of a node stands."""
        return self.turned.get(id_, self.side[self.lanes[self.at[id_]].key])

    def _room_for_passing(self) -> float:
        """Height that lets links to indicators pass beside the rows of measures instead of through their labels."""
        known = {lane.key: lane.count for lane in self.lanes}
        if not {"measure", "indicator"} <= known.keys() or len(self.at) > _SEARCHED:
            return 0.0
        return min((known["indicator"] + 1) * _OUTER[0], _PASSING)

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
            if edge.relation == "bodies":
                continue
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
            self._turn(lane)
        self.height = round(max(STAGE_HEIGHT, max(self.y.values()) + 60), 2)

    def _turn(self, lane: str) -> None:
        """Turns single labels to the other side where fewer links cross them there and no other label is in the way."""
        other = {"above": "below", "below": "above"}[self.side[lane]]
        at = next(at for at, each in enumerate(self.lanes) if each.key == lane)
        lines = [
            ((self.x[self.lanes[first].key], self.y[a]), (self.x[self.lanes[last].key], self.y[b]))
            for first, a, last, b in self.spans if first <= at <= last and first != last
        ]  # fmt: skip
        for row, id_ in enumerate(self.order[lane]):
            here, there = self._box(id_, lane, self.side[lane]), self._box(id_, lane, other)
            near = [self._box(each, lane, self.side_of(each)) for each in self._beside(lane, row)]
            free = there[1] >= 0 and all(there[3] <= each[1] or there[1] >= each[3] for each in near)
            if free and sum(crosses(*line, there) for line in lines) < sum(crosses(*line, here) for line in lines):
                self.turned[id_] = other

    def _beside(self, lane: str, row: int) -> list[str]:
        return self.order[lane][max(row - 1, 0) : row] + self.order[lane][row + 1 : row + 2]

    def _box(self, id_: str, lane: str, side: str) -> Box:
        return moved(self.sizes[id_][side], self.x[lane], self.y[id_])

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

    def _through(self, at: int, lane: str) -> int:
        """How often a link between other lanes runs through a glyph of this one, as if it ended there."""
        x, found = self.x[lane], 0
        rows = [self.y[id_] for id_ in self.order[lane]]
        for first, a, last, b in self.spans:
            if first < at < last:
                start, end = self.x[self.lanes[first].key], self.x[self.lanes[last].key]
                y = self.y[a] + (self.y[b] - self.y[a]) * (x - start) / (end - start)
                found += bisect_right(rows, y + _GLYPH) - bisect_left(rows, y - _GLYPH)
        return found

    def _hits(self) -> int:
        """How often a link crosses a label."""
        hits = 0
        for at, lane in enumerate(self.lanes):
            hits += 2 * self._through(at, lane.key)
            side = self.side[lane.key]
            ends = side in ("above", "below")  # labels beside the glyph are out of the way of their own links
            boxes = [moved(self.sizes[id_][side], self.x[lane.key], self.y[id_]) for id_ in self.order[lane.key]]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            tops, bottoms = [box[1] for box in boxes], [box[3] for box in boxes]
            for first, a, last, b in self.spans:
                if first < at < last or (ends and at in (first, last)):
                    start = (self.x[self.lanes[first].key], self.y[a])
                    end = (self.x[self.lanes[last].key], self.y[b])
                    reach = span(start, end, left, right)
                    if reach:
                        near = boxes[bisect_left(bottoms, reach[0]) : bisect_right(tops, reach[1])]
                        hits += sum(crosses(start, end, each) for each in near)
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
