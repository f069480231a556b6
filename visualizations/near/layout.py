"""Positions of the near view: the focus in the middle, what is one link away in the columns beside it, what is further
away further out. Bit for bit the same for the same selection; labels never overlap, since every label has a row and a
column of its own. Units are px at scale 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.facts import Node
from visualizations.labels import label_lines
from visualizations.lanes.placed.boxes import LINE
from visualizations.lanes.placed.captions import Caption
from visualizations.lanes.placed.layout import NARROW_LANE, NARROW_PITCH, STAGE_WIDTH, Layout, Placed
from visualizations.lanes.placed.rows import Lane
from visualizations.near.ego import Ego

HEIGHT, TOP, FOOT = 662.0, 30.0, 40.0
_SIZES, _FOCUS = (7.0, 8.5, 10.5), 12.0
_MIDDLE, _PLAIN, _PARENTS = 176.0, 206.0, 250.0  # widths of columns: the focus, labels beside, labels below
_CAPTION, _BLOCK, _ROW = 26.0, 8.0, 36.0  # px above a group with its caption, between blocks, least of a row
_MIDDLE_Y = 280.0  # where the focus stands beside columns that are longer than the stage
_ROOMY, _LOOSE = 440.0, 24.0  # height up to which rows stand loosely, and how much further apart at most
LEFT, RIGHT = -1, 1


@dataclass(frozen=True, slots=True)
class _Group:
    """Things of one column that the same thing and the same relation led to."""

    parent: str
    relation: str
    ids: tuple[str, ...]


def near_positions(found: Ego, captions: Mapping[str, str]) -> tuple[Layout, tuple[Caption, ...]]:
    """The layout of what is near, and the captions above the groups of the first column on each side: ``captions``
    are the names of relations."""
    return _Columns(found).laid(captions)


class _Columns:
    """Columns by side and distance, and the places within them."""

    def __init__(self, found: Ego) -> None:
        self.nodes: dict[str, Node] = {node.id: node for node in found.selection.nodes}
        self.rings, self.via = found.reach.rings, found.reach.via
        self.degree: dict[str, int] = defaultdict(int)
        for edge in found.selection.edges:
            self.degree[edge.source] += 1
            self.degree[edge.target] += 1
        self.parents = {self.via[id_][0] for id_ in self.nodes if id_ in self.via and self.rings[id_] > 1}
        self.groups = self._grouped()
        self.sides = {id_: side for (side, _), groups in self.groups.items() for group in groups for id_ in group.ids}
        self.y: dict[str, float] = {}
        self.extents: dict[str, tuple[float, float]] = {}
        self.middle = HEIGHT / 2
        self.heads: list[tuple[_Group, int, float]] = []

    def _grouped(self) -> dict[tuple[int, int], list[_Group]]:
        """The groups of each column: the first ones are shared out to both sides, the others stand behind theirs."""
        found: dict[tuple[int, int], list[_Group]] = {}
        for ring in range(1, max((self.rings[id_] for id_ in self.nodes), default=0) + 1):
            ids: dict[tuple[str, str], list[str]] = {}
            for id_ in self.nodes:
                if self.rings[id_] == ring:
                    ids.setdefault(self.via[id_], []).append(id_)
            groups = [_Group(parent, relation, tuple(own)) for (parent, relation), own in ids.items()]
            if ring == 1:
                found[RIGHT, 1], found[LEFT, 1] = _shared(groups, self._weights())
                continue
            for side in (LEFT, RIGHT):
                before = [id_ for group in found.get((side, ring - 1), ()) for id_ in group.ids]
                own = [group for group in groups if group.parent in before]
                found[side, ring] = sorted(own, key=lambda group: before.index(group.parent))
        return {column: groups for column, groups in found.items() if groups}

    def _weights(self) -> dict[str, int]:
        """How many things stand behind each one, itself included."""
        found = dict.fromkeys(self.nodes, 1)
        for id_ in sorted(self.nodes, key=lambda each: -self.rings[each]):
            if self.rings[id_] > 1:
                found[self.via[id_][0]] += found[id_]
        return found

    def laid(self, captions: Mapping[str, str]) -> tuple[Layout, tuple[Caption, ...]]:
        """Everything at its place."""
        focus = next((id_ for id_ in self.nodes if self.rings[id_] == 0), None)
        if focus is None:
            return Layout((), (), float(STAGE_WIDTH), HEIGHT, HEIGHT, {}), ()
        longest_need = max((self._need(column) for column in self.groups), default=0.0)
        self.middle = HEIGHT / 2 if longest_need <= HEIGHT - TOP - FOOT else _MIDDLE_Y
        self.y[focus] = self.middle
        for column in sorted(self.groups, key=lambda each: (each[1], each[0])):
            self._stack(column)
        lanes, xs = self._lanes()
        rows = {lane.key: self._ids(lane.key) for lane in lanes}
        longest = max(len(ids) for ids in rows.values())
        placed = []
        for at, lane in enumerate(lanes):
            for row, id_ in enumerate(rows[lane.key]):
                small = (round(NARROW_LANE * (at + 0.5), 2), round(34.0 + NARROW_PITCH * row, 2))
                placed.append(
                    Placed(self.nodes[id_], lane.key, xs[lane.key], self.y[id_], small, self._size(id_),
                           self._side(id_), row + 1, self.degree[id_])
                )  # fmt: skip
        bottom = max(self.y[id_] + self._extent(id_)[1] for id_ in self.nodes)
        height = round(max(HEIGHT, bottom + FOOT), 2)
        width = round(lanes[-1].left + lanes[-1].width, 2)
        layout = Layout(tuple(lanes), tuple(placed), width, height, longest * NARROW_PITCH + 24.0, {})
        return layout, tuple(self._captions(captions, xs))

    def _ids(self, key: str) -> list[str]:
        if key == "focus":
            return [id_ for id_ in self.nodes if self.rings[id_] == 0]
        return [id_ for group in self.groups[_column(key)] for id_ in group.ids]

    def _size(self, id_: str) -> float:
        if self.rings[id_] == 0:
            return _FOCUS
        return _SIZES[0 if self.degree[id_] <= 2 else 1 if self.degree[id_] <= 6 else 2]

    def _side(self, id_: str) -> str:
        """Labels stand outward; of the focus and of what leads further out below, where no link goes."""
        if self.rings[id_] == 0 or id_ in self.parents:
            return "below"
        return "right" if self.sides[id_] == RIGHT else "left"

    def _extent(self, id_: str) -> tuple[float, float]:
        """How much a thing needs above and below its place."""
        if id_ not in self.extents:
            self.extents[id_] = self._measured(id_)
        return self.extents[id_]

    def _measured(self, id_: str) -> tuple[float, float]:
        size, tall = self._size(id_), len(label_lines(self.nodes[id_].label)) * LINE
        if id_ in self.parents or self.rings[id_] == 0:
            return (size + 8.0, size + 7.0 + tall + 6.0)
        half = max(tall / 2 + 4.0, size + 4.0, _ROW / 2)
        return (half, half)

    def _stack(self, column: tuple[int, int]) -> None:
        """Places a column: the first beside the focus, others as near to what they belong to as their rows allow.
        Nothing stands above the top, so that of a long column the beginning is beside the focus."""
        groups, first = self.groups[column], column[1] == 1
        need = self._need(column)
        loose = min(max(_ROOMY - need, 0.0) / sum(len(group.ids) for group in groups), _LOOSE)
        need += loose * sum(len(group.ids) for group in groups)
        cursor, off, heads = max(self.middle - need / 2, TOP) if first else TOP, 0.0, []
        for at, group in enumerate(groups):
            gap = _CAPTION if first else _BLOCK if at else 0.0
            tall = sum(sum(self._extent(id_)) + loose for id_ in group.ids)
            start = cursor + gap if first else max(self.y[group.parent] - tall / 2, cursor + gap)
            off += 0.0 if first else self.y[group.parent] - tall / 2 - start
            heads.append((group, start))
            cursor = start
            for id_ in group.ids:
                above, below = self._extent(id_)
                self.y[id_] = cursor + above + loose / 2
                cursor += above + below + loose
        shift = max(off / len(groups), TOP - heads[0][1])
        for group, start in heads:
            for id_ in group.ids:
                self.y[id_] = round(self.y[id_] + shift * (not first), 2)
            if first:
                self.heads.append((group, column[0], round(start, 2)))

    def _need(self, column: tuple[int, int]) -> float:
        """The least height of a column."""
        rows = sum(sum(self._extent(id_)) for group in self.groups[column] for id_ in group.ids)
        return rows + (_CAPTION if column[1] == 1 else _BLOCK) * len(self.groups[column])

    def _lanes(self) -> tuple[list[Lane], dict[str, float]]:
        """The columns from left to right, and the x of their glyphs."""
        order = sorted({*self.groups, (0, 0)}, key=lambda each: each[0] * each[1])
        wide = {each: self._width(each) for each in order}
        wide[0, 0] += max(STAGE_WIDTH - sum(wide.values()), 0.0)
        lanes, xs, left = [], {}, 0.0
        for column in order:
            key, width = _key(column), round(wide[column], 2)
            inner = 84.0 if self._leads(column) else 28.0
            across = left + (width / 2 if column == (0, 0) else inner if column[0] == RIGHT else width - inner)
            xs[key] = round(across, 2)
            side = "below" if column == (0, 0) else "right" if column[0] == RIGHT else "left"
            count = 1 if column == (0, 0) else sum(len(group.ids) for group in self.groups[column])
            lanes.append(replace(Lane(key, round(left, 2), width, count), x=xs[key], side=side))
            left += width
        return lanes, xs

    def _leads(self, column: tuple[int, int]) -> bool:
        return any(id_ in self.parents for group in self.groups.get(column, ()) for id_ in group.ids)

    def _width(self, column: tuple[int, int]) -> float:
        return _MIDDLE if column == (0, 0) else _PARENTS if self._leads(column) else _PLAIN

    def _captions(self, names: Mapping[str, str], xs: Mapping[str, float]) -> list[Caption]:
        found = []
        for group, side, y in self.heads:
            across = xs[_key((side, 1))] + (-8.0 if side == RIGHT else 8.0)
            name = names.get(group.relation, group.relation)
            summed = any(self.nodes[id_].values("summed") for id_ in group.ids)  # these say their numbers themselves
            text = name if summed else f"{name} {len(group.ids)}"
            found.append(Caption(text, round(across, 2), round(y - 8.0, 2), "left" if side == RIGHT else "right"))
        return found


def _key(column: tuple[int, int]) -> str:
    side, ring = column
    return "focus" if not ring else f"{'left' if side == LEFT else 'right'}-{ring}"


def _column(key: str) -> tuple[int, int]:
    name, _, ring = key.partition("-")
    return (LEFT if name == "left" else RIGHT, int(ring))


def _shared(groups: Sequence[_Group], weight: Mapping[str, int]) -> tuple[list[_Group], list[_Group]]:
    """The groups for the right and for the left: about as much on each side, with what stands behind them. A group is
    split where the half ends inside it."""
    half = sum(weight[id_] for group in groups for id_ in group.ids) / 2
    right: list[_Group] = []
    left: list[_Group] = []
    taken = 0.0
    for group in groups:
        kept = 0
        for id_ in group.ids:
            if left or (taken + weight[id_] / 2 > half and (right or kept)):
                break
            taken += weight[id_]
            kept += 1
        if len(group.ids) - kept == 1 and kept > 2:  # no caption for a single one that is left over
            kept += 1
        right += [replace(group, ids=group.ids[:kept])] if kept else []
        left += [replace(group, ids=group.ids[kept:])] if kept < len(group.ids) else []
    return right, left
