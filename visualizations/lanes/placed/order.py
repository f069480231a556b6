"""The order of rows in lanes: by barycentre, fewest crossings; the same for the same selection in any process."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence

from visualizations.lanes.chosen.edges import Edge

_SWEEPS = 8
_MOST_WITHIN, _MOST_ROWS = 60, 60  # links inside a lane, and its rows, up to which they are brought together
Order = dict[str, list[str]]


def ordered(lanes: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> Order:
    """Each lane in turn is sorted by the mean place of its nodes' neighbours; ties keep the order of the plan."""
    within = [edge for edge in edges if edge.relation == "bodies"]
    edges = [edge for edge in edges if edge.relation != "bodies"]
    order = {lane: list(ids) for lane, ids in lanes.items()}
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    best, fewest = order, crossings(order, edges)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
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
        found = crossings(order, edges)
        if found < fewest:
            best, fewest = order, found
    return _together(best, edges, within) if 0 < len(within) <= _MOST_WITHIN else best


def _together(order: Order, edges: Sequence[Edge], within: Sequence[Edge]) -> Order:
    """Rows of one lane that a link joins are moved side by side, as far as no more links cross for it."""
    fewest = crossings(order, edges)
    for lane, ids in order.items():
        own = [edge for edge in within if edge.source in ids and edge.target in ids]
        if len(ids) < 3 or len(ids) > _MOST_ROWS:
            continue
        reach = _reach(ids, own)
        for edge in own:
            for mover, stays in ((edge.source, edge.target), (edge.target, edge.source)):
                rest = [id_ for id_ in order[lane] if id_ != mover]
                for at in (rest.index(stays), rest.index(stays) + 1):
                    tried = {**order, lane: [*rest[:at], mover, *rest[at:]]}
                    crossed, far = crossings(tried, edges), _reach(tried[lane], own)
                    if crossed <= fewest and far < reach:
                        order, fewest, reach = tried, crossed, far
    return order


def _reach(ids: Sequence[str], within: Sequence[Edge]) -> int:
    """How many rows the links inside a lane span together."""
    row = {id_: at for at, id_ in enumerate(ids)}
    return sum(abs(row[edge.source] - row[edge.target]) for edge in within)


def crossings(order: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> int:
    """How many pairs of links between the same two lanes cross; links inside a lane are bows beside it."""
    names = {lane: at for at, lane in enumerate(order)}
    lane_of = {id_: (names[lane], row) for lane, ids in order.items() for row, id_ in enumerate(ids)}
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for edge in edges:
        if edge.source in lane_of and edge.target in lane_of:
            (first, a), (second, b) = sorted((lane_of[edge.source], lane_of[edge.target]))
            if first != second:
                pairs[(first, second)].append((a, b))
    return sum(_inversions(sorted(found)) for found in pairs.values())


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    """Pairs (a, b), (c, d) with a < c and b > d, among pairs sorted by a and then b."""
    seen: list[int] = []
    total = at = 0
    while at < len(pairs):
        end = at
        while end < len(pairs) and pairs[end][0] == pairs[at][0]:
            total += len(seen) - bisect_left(seen, pairs[end][1] + 1)
            end += 1
        for _, b in pairs[at:end]:
            insort(seen, b)
        at = end
    return total
