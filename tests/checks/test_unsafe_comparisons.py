"""When an indicator's baseline and target may be compared, and why not: one case of each reason, on made facts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.comparisons import REASONS, Basis, Comparison, comparisons, prints_period, unsafe
from graph.facts import Node, Status, Text
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.checks.measured import Values, plan, value
from tests.conftest import DOCUMENTS


def one(own: Values, *values: Values) -> Comparison:
    """The comparison of a plan's only indicator."""
    return comparisons(plan((own, list(values))))[0]


def names(comparison: Comparison) -> list[str]:
    """The reasons by name."""
    return [reason.name for reason in comparison.reasons]


NOW, AIM = value("baseline", "10"), value("target", "40")
BOTH = (NOW, AIM)
# Each reason with an indicator that has this reason and no other that prevents.
CASES: dict[str, tuple[Values, tuple[Values, ...]]] = {
    "baseline-missing": ({}, (AIM,)),
    "target-missing": ({}, (NOW,)),
    "not-a-number": ({}, (NOW, value("target", None, text="増加"))),
    "values-disagree": ({}, (NOW, AIM, value("target", "45"))),
    "years-differ": ({}, (NOW, value("baseline", "11", year=2019), AIM)),
    "bases-differ": ({}, (value("baseline", "10", basis="singleYear"), AIM)),
    "year-against-total": ({"basis": "periodTotal", "years": 3}, BOTH),
    "year-kinds-differ": ({}, (value("baseline", "10", kind="calendarYearKind"), AIM)),
    "year-missing": ({}, (value("baseline", "10", year=0), AIM)),
    "years-disorder": ({}, (value("baseline", "10", year=2025), AIM)),
    "basis-not-stated": ({"basis": "basisNotStated"}, BOTH),
    "year-kind-not-stated": ({}, (value("baseline", "10", kind=""), AIM)),
    "value-not-plain": ({}, (value("baseline", "10", status=Status.REPAIRED), AIM)),
}
# Those that show beside other indicators only.
BESIDE = {"year-unlike-others", "calendar-years", "same-name"}


def test_there_is_a_case_of_every_reason() -> None:
    assert CASES.keys() | BESIDE == REASONS.keys()


@pytest.mark.parametrize("name", CASES)
def test_each_reason_is_told_alone_and_prevents_or_does_not(name: str) -> None:
    own, values = CASES[name]
    found = one(own, *values)
    assert names(found) == [name]
    assert found.safe is not REASONS[name]
    assert bool(unsafe(plan((own, list(values))))) is REASONS[name]


def test_like_figures_of_one_basis_and_kind_of_year_may_be_compared() -> None:
    found = one({}, *BOTH)
    assert found.safe
    assert found.plain
    assert found.reasons == ()


def test_a_zero_is_a_value() -> None:
    assert one({}, value("baseline", "0"), AIM).safe


def test_what_rests_on_something_open_is_safe_but_not_plain() -> None:
    for name in ("basis-not-stated", "value-not-plain"):
        own, values = CASES[name]
        found = one(own, *values)
        assert found.safe
        assert not found.plain


def test_a_baseline_of_one_year_against_a_total_says_both() -> None:
    own = {"basis": "periodTotal", "years": 4}
    found = one(own, value("baseline", "7", basis="singleYear"), AIM)
    assert names(found) == ["year-against-total"]
    assert found.reasons[0].values == {"baseline": Basis("singleYear"), "target": Basis("periodTotal", 4)}


def test_a_baseline_that_does_not_say_over_how_many_years_it_counts_is_not_taken_for_a_total() -> None:
    found = one({"basis": "periodTotal", "years": 3}, *BOTH)
    assert found.reasons[0].values == {"baseline": None, "target": Basis("periodTotal", 3)}


def test_two_totals_of_as_many_years_may_be_compared() -> None:
    own = {"basis": "periodTotal", "years": 3}
    assert one(own, value("baseline", "12", text="12件/3年"), value("target", "15", text="15件/3年")).safe


@pytest.mark.parametrize(("text", "said"), [("15件/3年", True), ("15件（３か年）", True), ("3年間で15件", True),
                                            ("15件", False), ("15件（令和3年度）", False), ("15件(R3年度)", False),
                                            ("13年", False), ("3件", False), ("15件（令和3年）", False)])  # fmt: skip
def test_a_cell_says_its_period_only_where_it_prints_it(text: str, said: bool) -> None:
    node = Node("value-1", "IndicatorValue", {"valueText": (Text(text),)})
    assert prints_period(node, 3) is said


def test_a_year_unlike_that_of_most_is_told_and_a_difference_may_still_be_taken() -> None:
    odd = (value("baseline", "10", year=2018), AIM)
    found = comparisons(plan(({}, list(odd)), ({}, list(BOTH)), ({}, list(BOTH))))
    assert [names(each) for each in found] == [["year-unlike-others"], [], []]
    assert found[0].reasons[0].values == {"year": 2018, "usual": 2020}
    assert found[0].safe


def test_calendar_years_among_fiscal_years_are_told() -> None:
    calendar = [value("baseline", "10", kind="calendarYearKind"), value("target", "20", kind="calendarYearKind")]
    found = comparisons(plan(({}, calendar), ({}, list(BOTH)), ({}, list(BOTH))))
    assert [names(each) for each in found] == [["calendar-years"], [], []]


def test_indicators_of_one_name_are_told_with_what_they_differ_in() -> None:
    other = ({"label": "案件数", "unit": "人"}, [value("baseline", "1", year=2019), AIM])
    twice = plan(({"label": "案件 数"}, list(BOTH)), other)
    found = comparisons(twice)
    assert [names(each) for each in found] == [["same-name"], ["same-name"]]
    assert found[0].reasons[0].values == {"others": ("indicator-1",), "differ": ("unit", "years")}


def test_a_tag_tells_indicators_of_one_name_apart() -> None:
    tagged = plan(({"label": "案件数", "tag": "港湾"}, list(BOTH)), ({"label": "案件数", "tag": "道路"}, list(BOTH)))
    assert [names(each) for each in comparisons(tagged)] == [[], []]


def test_reasons_that_prevent_come_first() -> None:
    found = one(
        {"basis": "basisNotStated"}, value("baseline", "10", kind="calendarYearKind", status=Status.REPAIRED), AIM
    )
    prevents = [reason.prevents for reason in found.reasons]
    assert prevents == sorted(prevents, reverse=True) == [True, False, False]


# Yearly averages ----------------------------------------------------------------------------------------------------


def test_a_total_has_an_average_whatever_its_baseline() -> None:
    average = one({"basis": "periodTotal", "years": 3}, AIM).average
    assert average
    assert (average.formula, round(average.value, 2)) == ("40 ÷ 3", Decimal("13.33"))
    assert average.inputs == ("value-0-0",)


def test_a_cumulative_figure_grows_by_an_average_where_it_may_be_compared() -> None:
    average = one({}, *BOTH).average
    assert average
    assert (average.formula, average.value) == ("(40 − 10) ÷ 5", Decimal(6))
    assert average.inputs == ("value-0-1", "value-0-0")
    assert one({}, AIM).average is None
    assert one({}, value("baseline", "10", basis="singleYear"), AIM).average is None


def test_no_average_is_made_of_what_counts_otherwise_or_of_targets_that_disagree() -> None:
    assert one({"basis": "pointInTime"}, *BOTH).average is None
    assert one({"basis": "singleYear"}, *BOTH).average is None
    assert one({"basis": "periodTotal", "years": 3}, AIM, value("target", "45")).average is None


# Whole plans --------------------------------------------------------------------------------------------------------


def test_the_official_plan_has_thirteen_indicators_that_cannot_be_compared(official_text: Path) -> None:
    found = facts_of_document(read_file(official_text)).facts
    lines = {line for each in unsafe(found) for source in each.indicator.sources[-1:] for line in [source.first_line]}
    assert lines == {783, 784, 791, 793, 794, 800, 801, 803, 807, 809, 810, 812, 814}


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_indicator_of_a_made_plan_is_judged_once(path: Path) -> None:
    found = facts_of_document(read_file(path)).facts
    judged = [each.indicator.id for each in comparisons(found)]
    assert judged == [node.id for node in found.by_type["Indicator"]]
    for each in comparisons(found):
        missing = {f"{phase}-missing" for phase in ("baseline", "target") if not each.values[phase]}
        assert missing == set(names(each)) & {"baseline-missing", "target-missing"}
