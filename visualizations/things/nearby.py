"""The small drawing beside a thing: what is one link away. Positions are a pure function of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from graph.facts import Fact, Facts, Link, Node
from visualizations.evidence import evidence
from visualizations.labels import label_lines
from visualizations.rendering import family

WIDTH, MIDDLE, LEFT, RIGHT, ROW = 344, 172, 122, 222, 36
MOST_A_SIDE, _LETTERS = 6, 8.8
_RADIUS, _CENTRE_RADIUS = 9.0, 19.0
# What counts as near, nearest first; other relations follow.
_ORDER = ("primary", "related", "operator", "party", "collaborator", "supporter", "beneficiary", "Measurement",
          "Membership", "Relationship", "Listing", "mentioned")  # fmt: skip
_STRUCTURE = ("isPartOf", "broader", "observationOf", "identifiedBy", "publisher", "concerns", "mentions", "follows",
              "replaces")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Near:
    """A thing beside the middle: its place, its label, the line to it (from its source to its target end)."""

    node: Node
    x: float
    y: float
    anchor: str
    label: tuple[str, ...]
    line: tuple[float, float, float, float]
    weight: int
    dashed: bool
    role: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """A drawing in the units of its view box: ``node`` stands in the middle. ``more`` are not drawn."""

    node: Node
    near: tuple[Near, ...]
    height: int
    more: int

    @property
    def middle(self) -> float:
        """How far down the middle is."""
        return self.height / 2


@dataclass(frozen=True, slots=True)
class _Tie:
    other: Node
    rank: int
    away: bool
    fact: Fact | None
    role: str


def nearby(facts: Facts, node: Node) -> Nearby | None:
    """The drawing around a node; None where nothing is near."""
    best: dict[str, _Tie] = {}
    for tie in sorted((*_linked(facts, node), *_joined(facts, node)), key=lambda tie: tie.rank):
        best.setdefault(tie.other.id, tie)
    return _drawn(node, list(best.values()))


def between(facts: Facts, link: Link) -> Nearby | None:
    """The two ends of a link as a drawing."""
    source, target = facts.nodes.get(link.source), facts.nodes.get(link.target)
    return _drawn(source, [_Tie(target, 0, True, link, link.text("role"))]) if source and target else None


def _linked(facts: Facts, node: Node) -> Iterable[_Tie]:
    for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ())):
        away = link.source == node.id
        other = facts.nodes.get(link.target if away else link.source)
        if other and other.id != node.id:
            key = link.text("role") or link.type
            rank = _ORDER.index(key) if key in _ORDER else len(_ORDER)
            yield _Tie(other, rank, away, link, link.text("role"))


def _joined(facts: Facts, node: Node) -> Iterable[_Tie]:
    away = [(name, id_, True) for name in _STRUCTURE for id_ in node.refs(name)]
    back = [(name, id_, False) for name, id_ in facts.referring.get(node.id, ()) if name in _STRUCTURE]
    for name, id_, outward in (*away, *back):
        if id_ in facts.nodes and id_ != node.id:
            yield _Tie(facts.nodes[id_], len(_ORDER) + 1 + _STRUCTURE.index(name), outward, None, "")


def _drawn(node: Node, ties: Sequence[_Tie]) -> Nearby | None:
    """Bodies stand at the left, the rest at the right; where one side has nothing, the other shares its rows."""
    if not ties:
        return None
    left = [tie for tie in ties if family(tie.other) == "organization"]
    right = [tie for tie in ties if family(tie.other) != "organization"]
    if len(ties) > 2 and not (left and right):
        left, right = list(ties[1::2]), list(ties[::2])
    elif not right:
        left, right = [], left
    sides = (left[:MOST_A_SIDE], right[:MOST_A_SIDE])
    height = ROW * max(len(sides[0]), len(sides[1]), 2)
    near = [
        _near(tie, x, height / 2 + ROW * (at - (len(side) - 1) / 2), height / 2)
        for x, side in zip((LEFT, RIGHT), sides, strict=True) for at, tie in enumerate(side)
    ]  # fmt: skip
    return Nearby(node, tuple(near), height, len(ties) - len(near))


def _near(tie: _Tie, x: float, y: float, middle: float) -> Near:
    known = evidence(tie.fact) if tie.fact else None
    weight = min(max(len(known.places), 1), 3) if known else 1
    line = _between((MIDDLE, middle), (x, y))
    return Near(
        tie.other, x, y, "end" if x < MIDDLE else "start", label_lines(tie.other.label, _LETTERS),
        line if tie.away else (line[2], line[3], line[0], line[1]), weight, bool(known and not known.plain), tie.role,
    )  # fmt: skip


def _between(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    """A line from the edge of the thing in the middle to the edge of the other."""
    long = hypot(b[0] - a[0], b[1] - a[1])
    dx, dy = (b[0] - a[0]) / long, (b[1] - a[1]) / long
    return (
        round(a[0] + dx * _CENTRE_RADIUS, 1), round(a[1] + dy * _CENTRE_RADIUS, 1),
        round(b[0] - dx * (_RADIUS + 3), 1), round(b[1] - dy * (_RADIUS + 3), 1),
    )  # fmt: skip
