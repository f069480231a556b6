"""The indicators of a made plan, in a project's own table and in the summary."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.plans.habits import Habits
from tests.plans.printing import era_year, number_text
from tests.plans.telling import Owner
from tests.plans.words import Trade

_BOUNDS = {"equal": "{}", "atLeast": "{}以上", "atMost": "{}以下", "approximately": "約{}"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, its worth in the base year and in the last one; ``period`` is that of a period total."""

    owner: Owner | None
    label: str
    unit: str
    basis: str
    baseline: Decimal | None
    target: Decimal
    comparator: str
    year: int
    calendar: bool
    until: int
    period: int = 0
    other_target: Decimal | None = None  # what the summary prints where it disagrees

    def entry(self, in_section: bool) -> dict[str, Any]:
        """The indicator as truth files tell it; the summary alone leaves the kind of a baseline's year open."""
        kind = ("calendarYearKind" if self.calendar else "fiscalYearKind") if in_section else None
        values: list[list[Any]] = []
        if self.baseline is not None:
            values.append(["baseline", str(self.baseline), self.year, kind, "equal"])
        values.append(["target", str(self.target), self.until, "fiscalYearKind", self.comparator])
        if self.other_target is not None:
            values.append(["target", str(self.other_target), self.until, "fiscalYearKind", self.comparator])
        told: dict[str, Any] = {
            "owner": self.owner.entry if self.owner else None, "label": self.label, "unit": self.unit, "values": values,
        }  # fmt: skip
        if self.basis:
            told["basis"] = ["periodTotal", self.period] if self.basis == "periodTotal" else self.basis
        return told | ({"tag": self.owner.tag} if self.owner and self.owner.tag else {})


def drawn_indicators(
    order: random.Random, owner: Owner, trade: Trade, years: range, base: int
) -> tuple[Indicator, ...]:
    """Two or three indicators of a project or part, each of another object and basis."""
    found = []
    objects = order.sample(trade.objects, order.randint(2, 3))
    for thing in objects:
        basis = order.choice(["cumulative", "cumulative", "periodTotal", "singleYear", "pointInTime", ""])
        if basis == "pointInTime":
            label, unit = order.choice([(f"{thing}の普及率", "%"), (f"{thing}に関する満足率", "%")])
            baseline, target = Decimal(order.randint(31, 400)) / 10, Decimal(order.randint(45, 95))
            comparator = order.choice(["equal", "atLeast"])
        else:
            label, unit = order.choice(
                [(f"{thing}の導入件数", "件"), (f"{thing}の参加企業数", "社"), (f"{thing}の販売額", "億円"),
                 (f"{thing}の処理量", "トン"), (f"{thing}の講習の修了者数", "人")]
            )  # fmt: skip
            baseline = Decimal(order.choice([0, order.randint(1, 90), order.randint(100, 1800)]))
            target = baseline + order.randint(10, 1500)
            comparator = order.choice(["equal", "equal", "equal", "atLeast", "approximately"])
        found.append(
            Indicator(
                owner, label, unit, basis, None if order.random() < 0.2 else baseline, target, comparator, base,
                order.random() < 0.25, years[-1], len(years) if basis == "periodTotal" else 0,
            )
        )  # fmt: skip
    return tuple(found)


def own_head(last: int, habits: Habits) -> tuple[str, str]:
    """The two rows over a project's own table."""
    year = habits.year_head.format(era=era_year(last), year=last)
    return f"指標名\t現状値\t\t{year}目標値", "\t数値\t基準年/年度\t"


def own_row(indicator: Indicator, habits: Habits, order: random.Random) -> str:
    """A row of a project's own table."""
    bracket = order.choice(["({})", "（{}）"])
    after = {"cumulative": bracket.format("累計"), "singleYear": bracket.format("単年")}.get(indicator.basis, "")
    ending = f"/{indicator.period}年" if indicator.basis == "periodTotal" else ""
    target = _printed(indicator.target, indicator.unit, indicator.comparator) + ending
    if indicator.baseline is None:
        return f"{indicator.label}{after}\t{habits.null}\t{habits.null}\t{target}"
    era = era_year(indicator.year)
    year = f"{era}年({indicator.year}年)" if indicator.calendar else f"{era}年度({indicator.year}年度)"
    return f"{indicator.label}{after}\t{_printed(indicator.baseline, indicator.unit, 'equal')}\t{year}\t{target}"


def summary_head(base: int, last: int, habits: Habits) -> str:
    """The row over the summary's table."""
    now, then = f"{era_year(base, letter=True)}年度・年", f"{era_year(last, letter=True)}年度"
    return f"重点成長分野等\t{habits.project_word}名\t指標\t\t現状値({now})\t目標値({then})"


def summary_row(indicator: Indicator, first: str, project: str, habits: Habits) -> str:
    """A row of the summary; numbers and units stand in one cell."""
    tag = f"[{indicator.owner.tag}] " if indicator.owner and indicator.owner.tag else ""
    basis = {"cumulative": "累計", "singleYear": "単年", "periodTotal": f"{indicator.period}年"}.get(
        indicator.basis, ""
    )
    null = habits.null
    now = (
        f"{null} {indicator.unit}"
        if indicator.baseline is None
        else _spaced(indicator.baseline, indicator.unit, "equal")
    )
    target = indicator.target if indicator.other_target is None else indicator.other_target
    then = _spaced(target, indicator.unit, indicator.comparator)
    return "\t".join([first, project, f"{tag}{indicator.label}", basis, now, then])


def overall_rows(year: int, values: Sequence[tuple[str, Decimal, str]]) -> list[str]:
    """The table of the plan's overall indicators."""
    return [
        f"全体指標\t現状値（{year}年度）\t",
        *(f"{label}\t{number_text(value)}\t{unit}" for label, value, unit in values),
    ]


def _printed(value: Decimal, unit: str, comparator: str) -> str:
    return _BOUNDS[comparator].format(f"{number_text(value)}{unit}")


def _spaced(value: Decimal, unit: str, comparator: str) -> str:
    return _BOUNDS[comparator].format(f"{number_text(value)} {unit}")
