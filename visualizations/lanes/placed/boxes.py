"""The boxes of labels, and whether a link crosses one. Units are px at scale 1."""

from __future__ import annotations

from collections.abc import Sequence

from visualizations.labels import width

CHAR, LINE = 12.0, 15.5
SIDES = ("left", "right", "above", "below")
Box = tuple[float, float, float, float]


def box(x: float, y: float, size: float, side: str, lines: Sequence[str]) -> Box:
    """Left, top, right and bottom of a label beside a glyph of a radius."""
    across, tall, gap = max(width(line) for line in lines) * CHAR, len(lines) * LINE, size + 7
    if side == "left":
        return (x - gap - across, y - tall / 2, x - gap, y + tall / 2)
    if side == "right":
        return (x + gap, y - tall / 2, x + gap + across, y + tall / 2)
    top = y - gap - tall if side == "above" else y + gap
    return (x - across / 2, top, x + across / 2, top + tall)


def moved(box: Box, x: float, y: float) -> Box:
    """A box moved."""
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


def span(start: tuple[float, float], end: tuple[float, float], left: float, right: float) -> tuple[float, float] | None:
    """The least and the greatest y of a segment, going right, between two x; None where it is not there."""
    (x1, y1), (x2, y2) = start, end
    low, high = max(x1 + 8, left), min(x2 - 8, right)
    if low > high or x2 - x1 < 1:
        return None
    slope = (y2 - y1) / (x2 - x1)
    ya, yb = y1 + slope * (low - x1), y1 + slope * (high - x1)
    return (ya, yb) if ya <= yb else (yb, ya)


def crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a segment, going right, crosses a box."""
    found = span(start, end, box[0], box[2])
    return found is not None and found[1] >= box[1] and found[0] <= box[3]
