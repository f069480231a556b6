"""The plot of one indicator: dots on a scale of its own, from zero (a share: to 100), and the line between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.comparisons import PHASES, Comparison, number
from graph.facts import Status

WIDTH, EDGE, ARROW = 262.0, 10.0, 10.0
PLAIN, ASSUMED, GAP = "plain", "assumed", "gap"
_SHARES = frozenset({"%", "％", "パーセント"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on the plot: its phase, its value, where it stands, whether the document states it plainly."""

    phase: str
    value: Decimal
    x: float
    plain: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """The marks of an indicator from ``low`` to ``high`` with zero at ``zero``.

    ``line`` is ``plain`` where baseline and target may be compared, ``assumed`` where that rests on something repaired
    or left open (drawn dashed), ``gap`` where they must not be compared (drawn dotted), empty where there are no two.
    ``towards`` is ``up`` or ``down`` where the target is a bound.
    """

    low: Decimal
    high: Decimal
    zero: float
    marks: tuple[Mark, ...]
    line: str
    towards: str

    def mark(self, phase: str) -> Mark | None:
        """The first mark of a phase."""
        return next((each for each in self.marks if each.phase == phase), None)


def plot(comparison: Comparison) -> Plot | None:
    """The plot of an indicator, None where it has no figure."""
    figures = [
        (phase, value, figure)
        for phase in PHASES
        for value in comparison.values[phase]
        if (figure := number(value)) is not None
    ]
    if not figures:
        return None
    values = [figure for _, _, figure in figures]
    share = comparison.indicator.text("unit") in _SHARES
    low, high = min(Decimal(0), *values), max(Decimal(100 if share else 0), *values)
    high = high if high > low else low + 1
    marks = tuple(
        Mark(phase, figure, place(figure, low, high), value.status in (None, Status.STATED))
        for phase, value, figure in figures
    )
    target = comparison.value("target")
    towards = {"atLeast": "up", "atMost": "down"}.get(target.text("comparator"), "") if target else ""
    return Plot(low, high, place(Decimal(0), low, high), marks, _line(comparison, marks), towards)


def place(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Where a value stands between the edges, in the plot's units, to a tenth."""
    return round(EDGE + float((value - low) / (high - low)) * (WIDTH - 2 * EDGE), 1)


def _line(comparison: Comparison, marks: tuple[Mark, ...]) -> str:
    if not {"baseline", "target"} <= {mark.phase for mark in marks}:
        return ""
    if not comparison.safe:
        return GAP
    return PLAIN if comparison.plain else ASSUMED
