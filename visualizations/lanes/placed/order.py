"""The order of rows in lanes: by barycentre, fewest crossings; the same for the same selection in any process."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence

from visualizations.lanes.chosen.around import Edge

_SWEEPS = 8
Order = dict[str, list[str]]


def ordered(lanes: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> Order:
    """Each lane in turn is sorted by the mean place of its nodes' neighbours; ties keep the order of the plan."""
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
    return best


def crossings(order: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> int:
    """How many pairs of links between the same two lanes cross."""
    names = {lane: at for at, lane in enumerate(order)}
    lane_of = {id_: (names[lane], row) for lane, ids in order.items() for row, id_ in enumerate(ids)}
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for edge in edges:
        if edge.source in lane_of and edge.target in lane_of:
            (first, a), (second, b) = sorted((lane_of[edge.source], lane_of[edge.target]))
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
