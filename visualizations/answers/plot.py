"""The plot of an answer of one name and one amount: dots and lines on one scale, drawn without a script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from visualizations.answers.naming import is_year
from visualizations.answers.result import Cell, Result

_MOST_TICKS = 5
_LEAST_ROWS = 2
_COUNT = r"(?i)\(\s*COUNT\([^()]*\)\s+AS\s+\?{name}\s*\)"


@dataclass(frozen=True, slots=True)
class Plot:
    """The scale of a plot: the column of the amount, the marks of the axis, where zero is. Places are in percent."""

    column: int
    least: Decimal
    most: Decimal
    ticks: tuple[Decimal, ...]

    def place(self, value: Decimal) -> float:
        """Where a value stands."""
        return round(float((value - self.least) / (self.most - self.least) * 100), 2)

    def bar(self, cell: Cell) -> tuple[float, float]:
        """Where the line of a cell begins, and how long it is."""
        zero, here = self.place(Decimal(0)), self.place(cell.number or Decimal(0))
        return min(zero, here), round(abs(here - zero), 2)


def plot_of(result: Result) -> Plot | None:
    """The plot of an answer that suits one: two columns, one of texts and one of amounts, none missing; else None."""
    if len(result.columns) != 2 or len(result.rows) < _LEAST_ROWS or result.pages > 1:
        return None
    amounts = [at for at in (0, 1) if result.numeric(at) and not is_year(result.columns[at])]
    if len(amounts) != 1:
        return None
    values = [row[amounts[0]].number for row in result.rows]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or any(row[1 - amounts[0]].number is not None for row in result.rows):
        return None
    ticks = _ticks(known)
    return Plot(amounts[0], ticks[0], ticks[-1], ticks)


def total_of(result: Result, query: str) -> Decimal | None:
    """The sum of the one column that a query counts, None where it counts none or several.

    ``query`` is SPARQL; a column is a count where the query says ``COUNT(…) AS ?column``.
    """
    counted = [at for at, name in enumerate(result.columns) if re.search(_COUNT.format(name=name), query)]
    amounts = [at for at in range(len(result.columns)) if result.numeric(at)]
    if len(counted) != 1 or amounts != counted or result.pages > 1 or len(result.rows) < _LEAST_ROWS:
        return None
    return sum((row[counted[0]].number or Decimal(0) for row in result.rows), Decimal(0))


def _ticks(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Round marks from zero, or the least value below it, to the largest value or above."""
    least, most = min(*values, Decimal(0)), max(*values, Decimal(0))
    if least == most:
        most = Decimal(1)
    whole = all(value == value.to_integral_value() for value in values)
    step = Decimal(1).scaleb(((most - least) / _MOST_TICKS).adjusted())
    for times in (1, 2, 5, 10):
        found = step * times
        if (most - least) / found <= _MOST_TICKS and (not whole or found >= 1):
            break
    first, last = (least / found).to_integral_value("ROUND_FLOOR"), (most / found).to_integral_value("ROUND_CEILING")
    return tuple(number * found for number in map(Decimal, range(int(first), int(last) + 1)))
