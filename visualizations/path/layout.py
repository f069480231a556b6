"""Positions of ways: one column a step, from one end to the other. Labels stand below, each in a cell of its own; bit
for bit the same for the same ways. Units are px at scale 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.facts import Node
from visualizations.lanes.placed.captions import Caption
from visualizations.lanes.placed.layout import NARROW_LANE, NARROW_PITCH, STAGE_WIDTH, Layout, Placed
from visualizations.lanes.placed.rows import Lane
from visualizations.path.ways import Way, drawn

_COLUMN, _ROW, _TOP, _LEAST = 168.0, 112.0, 56.0, 250.0
_END, _STEP = 10.5, 8.5


def path_positions(found: Sequence[Way], relations: Mapping[str, str]) -> tuple[Layout, tuple[Caption, ...]]:
    """The layout of ways and the name of its relation upon each link: ``relations`` are the names."""
    if not found:
        return Layout((), (), float(STAGE_WIDTH), _LEAST, _LEAST, {}), ()
    columns = _columns(found)
    across = max(STAGE_WIDTH / len(columns), _COLUMN)
    longest = max(len(column) for column in columns)
    height = max(_LEAST, longest * _ROW + _TOP)
    _, edges = drawn(found)
    degree = Counter(end for edge in edges for end in (edge.source, edge.target))
    lanes, placed = [], []
    for at, column in enumerate(columns):
        key, x = f"step-{at}", round(across * (at + 0.5), 2)
        lanes.append(Lane(key, round(across * at, 2), round(across, 2), len(column), x, "below"))
        top = (height - len(column) * _ROW) / 2
        for row, node in enumerate(column):
            small = (round(NARROW_LANE * (at + 0.5), 2), round(34.0 + NARROW_PITCH * row, 2))
            size = _END if at in (0, len(columns) - 1) else _STEP
            y = round(top + _ROW * row + 34.0, 2)
            placed.append(Placed(node, key, x, y, small, size, "below", row + 1, degree[node.id]))
    places = {each.node.id: each for each in placed}
    captions = tuple(
        Caption(
            relations.get(edge.relation, edge.relation),
            round((places[edge.source].x + places[edge.target].x) / 2, 2),
            round((places[edge.source].y + places[edge.target].y) / 2, 2),
            "center",
            edge.id,
        )
        for edge in edges
    )
    width = round(across * len(columns), 2)
    return Layout(tuple(lanes), tuple(placed), width, height, longest * NARROW_PITCH + 24.0, {}), captions


def _columns(found: Sequence[Way]) -> list[list[Node]]:
    """The things of each step. All ways are as long as each other, so that a thing stands in one column only."""
    return [
        list({way.nodes[at].id: way.nodes[at] for way in found}.values()) for at in range(len(found[0].nodes))
    ]  # fmt: skip
