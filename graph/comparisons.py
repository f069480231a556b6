"""Whether an indicator's baseline and target may be compared, and if not, why.

A difference means something only between figures that are counted alike: a total of three years less the figure of one
year is no progress, and a missing baseline is not zero. Each reason has a name and what its words need; a reason that
``prevents`` rules the difference out, the others are to be said beside it. Everything is told by the facts alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from graph.facts import Facts, Node, Status, Value

# The reasons by name, each with whether it rules out the difference between baseline and target.
REASONS: Mapping[str, bool] = {
    "baseline-missing": True,  # the plan prints none: not stated, which is not zero
    "target-missing": True,
    "not-a-number": True,  # a value in words
    "values-disagree": True,  # two places of the plan print different figures for one phase
    "years-differ": True,  # two places of the plan print a figure of one phase for different years
    "bases-differ": True,  # such as one year against all years so far
    "year-against-total": True,  # one is a total of years; the other is of one year, or not said to be such a total
    "year-kinds-differ": True,  # 年 against 年度
    "year-missing": True,  # a figure without a year
    "years-disorder": True,  # the target's year is not after the baseline's
    "basis-not-stated": False,  # the figures may be counted alike; the plan does not say so
    "year-kind-not-stated": False,  # 年 or 年度 is said of one of the two only
    "year-unlike-others": False,  # the baseline is of another year than most of this plan
    "calendar-years": False,  # both are of 年, where most of this plan are of 年度
    "value-not-plain": False,  # a figure or its year was repaired or inferred
    "same-name": False,  # an indicator of something else has this name
}
PHASES = ("baseline", "target", "actual")
_NOTHING: Mapping[str, object] = MappingProxyType({})
Found = list[tuple[Node, Mapping[str, tuple[Node, ...]]]]
Most = TypeVar("Most")


@dataclass(frozen=True, slots=True)
class Usual:
    """What more than half of a plan's figures have in common: the year of the baselines, the kind of year."""

    baseline: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Basis:
    """How a figure counts: the local name of the term, and over how many years where it is the total of a period."""

    name: str
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a comparison is not safe, or what is to be said beside it. ``values`` is what its words need."""

    name: str
    values: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    @property
    def prevents(self) -> bool:
        """Whether no difference may be taken."""
        return REASONS[self.name]


@dataclass(frozen=True, slots=True)
class Average:
    """A yearly average as derived: ``(minuend − subtrahend) ÷ years``, where nothing is subtracted from a total."""

    minuend: Decimal
    subtrahend: Decimal | None
    years: int
    inputs: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        """The average a year, in the indicator's unit."""
        return (self.minuend - (self.subtrahend or Decimal(0))) / self.years

    @property
    def formula(self) -> str:
        """How it was computed: ``15 ÷ 3``, ``(40 − 20) ÷ 4``."""
        if self.subtrahend is None:
            return f"{self.minuend} ÷ {self.years}"
        return f"({self.minuend} − {self.subtrahend}) ÷ {self.years}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator with its values by phase, in the order of the plan, and all reasons, those that prevent first."""

    indicator: Node
    values: Mapping[str, tuple[Node, ...]]
    reasons: tuple[Reason, ...]

    @property
    def safe(self) -> bool:
        """Whether the difference between baseline and target may be taken."""
        return not any(reason.prevents for reason in self.reasons)

    @property
    def plain(self) -> bool:
        """Whether it is safe and rests on nothing that was repaired, inferred or left open."""
        return self.safe and not {"basis-not-stated", "value-not-plain"} & {reason.name for reason in self.reasons}

    def value(self, phase: str) -> Node | None:
        """The first value of a phase, None where the plan states none."""
        return next(iter(self.values[phase]), None)

    @property
    def average(self) -> Average | None:
        """The yearly average of a target that is a total of years, or of the growth of a cumulative figure."""
        target, baseline = self.value("target"), self.value("baseline")
        aim, now = number(target), number(baseline)
        if target is None or aim is None or len(self.values["target"]) > 1:
            return None
        basis = basis_of(target, self.indicator)
        if basis.name == "periodTotal" and basis.years:
            return Average(aim, None, basis.years, (target.id,))
        if basis.name == "cumulative" and self.safe and baseline is not None and now is not None:
            years = _year(target) - _year(baseline)
            return Average(aim, now, years, (target.id, baseline.id))
        return None


def comparisons(facts: Facts) -> tuple[Comparison, ...]:
    """Every indicator with what speaks against comparing its baseline with its target, in the order of the facts."""
    found = [(each, _values(facts, each)) for each in facts.by_type.get("Indicator", ())]
    usual = _usual_years(facts, found)
    named = _same_names(found)
    return tuple(
        Comparison(each, values, tuple(sorted(
            _reasons(each, values, usual[_plan_of(facts, each)], named[_name(each)]),
            key=lambda reason: list(REASONS).index(reason.name),
        )))
        for each, values in found
    )  # fmt: skip


def unsafe(facts: Facts) -> tuple[Comparison, ...]:
    """The indicators whose difference between baseline and target must not be taken."""
    return tuple(each for each in comparisons(facts) if not each.safe)


def basis_of(value: Node, indicator: Node) -> Basis:
    """How a value counts: as printed beside it, else as its indicator does, else not stated."""
    said = value if value.text("basis") else indicator
    years = next((each for each in said.values("periodYears") if isinstance(each, int)), None)
    return Basis(said.text("basis") or "basisNotStated", years)


def number(value: Node | None) -> Decimal | None:
    """The figure of a value in the indicator's unit, None where it is none."""
    found: Value | None = value.value("value") if value else None
    return Decimal(found) if isinstance(found, int | Decimal) and not isinstance(found, bool) else None


def prints_period(value: Node, years: int) -> bool:
    """Whether a cell says itself that its figure is a total of so many years (``15件/3年``)."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", value.text("valueText")))
    return bool(re.search(rf"(?<![\d元和成RHrh]){years}(?:[かカヶケ箇]年|年)(?!度)", text))


def _values(facts: Facts, indicator: Node) -> Mapping[str, tuple[Node, ...]]:
    own = [facts.nodes[id_] for name, id_ in facts.referring.get(indicator.id, ()) if name == "observationOf"]
    own.sort(key=lambda each: min(((place.document, place.first_line) for place in each.sources), default=("", 0)))
    return {phase: tuple(each for each in own if each.text("phase") == phase) for phase in PHASES}


def _year(value: Node) -> int:
    return next((each for each in value.values("year") if isinstance(each, int)), 0)


def _reasons(indicator: Node, values: Mapping[str, tuple[Node, ...]], usual: Usual, named: Found) -> Iterator[Reason]:
    now, aim = (next(iter(values[phase]), None) for phase in ("baseline", "target"))
    if now is None:
        yield Reason("baseline-missing")
    if aim is None:
        yield Reason("target-missing")
    given = [each for each in (now, aim) if each]
    if any(number(each) is None for each in given):
        yield Reason("not-a-number")
    for phase in ("baseline", "target"):
        if len(values[phase]) > 1:
            years = tuple(dict.fromkeys(map(_year, values[phase])))
            yield Reason("years-differ" if len(years) > 1 else "values-disagree", {"phase": phase, "years": years})
    if any(each.status not in (None, Status.STATED) for each in given):
        rules = dict.fromkeys(rule for each in given for rule in each.rules)
        yield Reason("value-not-plain", {"rules": tuple(rules)})
    if now and aim:
        yield from _counting(indicator, now, aim)
        yield from _dating(now, aim, usual)
    if others := tuple(each for each, _ in named if each.id != indicator.id):
        differ = tuple(what for what, told in _WHAT.items() if len({told(*each) for each in named}) > 1)
        yield Reason("same-name", {"others": tuple(each.id for each in others), "differ": differ})


def _counting(indicator: Node, now: Node, aim: Node) -> Iterator[Reason]:
    """Reasons in how the two figures count."""
    before, after = basis_of(now, indicator), basis_of(aim, indicator)
    told = {"baseline": before, "target": after}
    if before != after:
        mixed = {before.name, after.name} == {"singleYear", "periodTotal"}
        yield Reason("year-against-total" if mixed else "bases-differ", told)
    elif after.years and not now.text("basis") and not prints_period(now, after.years):
        yield Reason("year-against-total", {**told, "baseline": None})  # one year or more: the plan does not say
    elif after.name == "basisNotStated":
        yield Reason("basis-not-stated")


def _dating(now: Node, aim: Node, usual: Usual) -> Iterator[Reason]:
    """Reasons in the years of the two figures."""
    before, after = _year(now), _year(aim)
    if not before or not after:
        open_ = tuple(phase for phase, year in (("baseline", before), ("target", after)) if not year)
        yield Reason("year-missing", {"phases": open_})
    elif after <= before:
        yield Reason("years-disorder", {"baseline": before, "target": after})
    elif usual.baseline not in (None, before):
        yield Reason("year-unlike-others", {"year": before, "usual": usual.baseline})
    kinds = now.text("yearKind"), aim.text("yearKind")
    if all(kinds) and kinds[0] != kinds[1]:
        yield Reason("year-kinds-differ", {"baseline": kinds[0], "target": kinds[1]})
    elif any(kinds) and not all(kinds):
        yield Reason("year-kind-not-stated", {"phase": "target" if kinds[0] else "baseline"})
    elif kinds[0] == "calendarYearKind" and usual.kind == "fiscalYearKind":
        yield Reason("calendar-years")


def _usual_years(facts: Facts, found: Found) -> Mapping[str, Usual]:
    """What is usual among the indicators of each plan."""
    years: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, list[str]] = defaultdict(list)
    for indicator, values in found:
        plan = _plan_of(facts, indicator)
        years[plan] += filter(None, map(_year, values["baseline"][:1]))
        kinds[plan] += filter(None, (each.text("yearKind") for phase in PHASES for each in values[phase]))
    return {plan: Usual(_most(years[plan]), _most(kinds[plan])) for plan in years.keys() | kinds.keys()}


def _most(values: list[Most]) -> Most | None:
    """The value that more than half have, of at least two; else None."""
    return next((value for value, n in Counter(values).most_common(1) if 2 * n > len(values) > 1), None)


def _plan_of(facts: Facts, indicator: Node) -> str:
    """The id of the plan that an indicator is of, by what it measures; empty where nothing leads to one."""
    ids = [link.target for link in facts.outgoing.get(indicator.id, ()) if link.type == "Measurement"]
    for _ in range(4):
        nodes = [facts.nodes[id_] for id_ in ids if id_ in facts.nodes]
        if plan := next((each.id for each in nodes if each.type == "Plan"), ""):
            return plan
        ids = [id_ for each in nodes for id_ in each.refs("isPartOf")]
    return ""


def _name(indicator: Node) -> tuple[str, str]:
    """What tells indicators apart by name: their name and tag, folded."""
    name, tag = (
        re.sub(r"\s", "", unicodedata.normalize("NFKC", each)) for each in (indicator.label, indicator.text("tag"))
    )
    return name, tag


def _same_names(found: Found) -> Mapping[tuple[str, str], Found]:
    named: dict[tuple[str, str], Found] = defaultdict(list)
    for indicator, values in found:
        named[_name(indicator)].append((indicator, values))
    return named


def _years(values: Mapping[str, tuple[Node, ...]]) -> tuple[int, ...]:
    return tuple(_year(each) for phase in ("baseline", "target") for each in values[phase][:1])


# In what indicators of one name may differ.
_WHAT: Mapping[str, Callable[[Node, Mapping[str, tuple[Node, ...]]], object]] = {
    "basis": lambda indicator, _: basis_of(indicator, indicator),
    "unit": lambda indicator, _: indicator.text("unit"),
    "years": lambda _, values: _years(values),
}
