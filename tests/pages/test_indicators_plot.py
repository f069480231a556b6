"""The page /indicators draws a line only where figures may be compared, says why where not, and marks what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from graph.comparisons import REASONS
from graph.facts import Status
from tests.checks.test_unsafe_comparisons import CASES
from tests.pages.conftest import Site, Tabs
from tests.pages.indicators import csv_of, indicators, row, rows, served_cases
from visualizations.indicators.plot import EDGE, WIDTH
from visualizations.indicators.telling import REASON_WORDS


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A plan with an indicator for each reason and each thing that a plot has to draw, named by it."""
    with served_cases(tmp_path_factory.mktemp("cases") / "store") as found:
        yield found


# Why figures must not be compared --------------------------------------------------------------------------------


def test_every_reason_has_words() -> None:
    assert REASON_WORDS.keys() == REASONS.keys()


@pytest.mark.parametrize("name", CASES)
def test_where_a_comparison_is_not_safe_the_page_says_why_and_draws_no_line(cases: Site, tab: Tabs, name: str) -> None:
    page = tab(f"{cases.url}/indicators?lang=en")
    shown, said = row(page, name), indicators(cases, lang="en")[name]
    (reason,) = [each for each in said["reasons"] if each["name"] == name]
    words = shown.locator(f"[data-reason='{name}']")
    assert re.sub(r"\s", "", reason["text"]) in re.sub(r"\s", "", words.inner_text())
    assert words.evaluate("e => e.classList.contains('warn-text')") is REASONS[name] is reason["prevents"]
    assert said["comparable"] is not REASONS[name]
    plot = shown.locator("svg.plot")
    assert plot.count() == 1
    line = plot.locator("path.way")
    both = {"baseline", "target"} <= {mark["phase"] for mark in said["plot"]["marks"]}
    assert line.count() == both
    if both and REASONS[name]:
        assert "line-gap" in (plot.get_attribute("class") or "")
        dashes, stroke = line.evaluate("e => [getComputedStyle(e).strokeDasharray, getComputedStyle(e).stroke]")
        assert dashes != "none"
        accent = row(page, "plain").locator("path.way").evaluate("e => getComputedStyle(e).stroke")
        assert stroke != accent


@pytest.mark.parametrize(("name", "told"), [
    ("baseline-missing", "現状値の記載がない（0ではない）"),
    ("target-missing", "目標値の記載がない"),
    ("values-disagree", "目標値が計画の中で食い違う（40・45）"),
    ("years-differ", "現状値が複数あり、年がちがう（2020・2019）"),
    ("bases-differ", "現状値は単年、目標値は累計。差は取れない"),
    ("year-against-total", "目標値は3年分の合計、現状値は何年分か記載がない。差は取れない"),
    ("year-kinds-differ", "現状値は「年」、目標値は「年度」の値。期間がずれる"),
    ("year-missing", "現状値がいつの値か記載がない"),
    ("years-disorder", "目標値の年（2025）が現状値の年（2025）より後でない"),
])  # fmt: skip
def test_reasons_are_told_in_plain_words(cases: Site, name: str, told: str) -> None:
    assert [each["text"] for each in indicators(cases)[name]["reasons"] if each["name"] == name] == [told]


def test_what_rests_on_something_open_is_dashed_and_what_does_not_is_solid(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=ja")
    lines = {name: row(page, name).locator("path.way").evaluate("e => getComputedStyle(e).strokeDasharray")
             for name in ("plain", "basis-not-stated", "value-not-plain")}  # fmt: skip
    assert lines["plain"] == "none"
    assert "none" not in (lines["basis-not-stated"], lines["value-not-plain"])
    assert "merged-cells" in row(page, "value-not-plain").inner_text()


def test_a_missing_value_is_a_dash_and_never_a_zero(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=en")
    cell = row(page, "baseline-missing").locator("td.now")
    assert cell.locator(".amount").inner_text() == "—"
    assert "not stated" in (cell.text_content() or "")
    assert row(page, "at least").locator("td.now .amount").inner_text() == "0"
    (missing,) = [each for each in csv_of(cases) if each["indicator"] == "baseline-missing"]
    assert missing["baseline"] == ""


def test_several_values_of_a_phase_are_all_shown_and_all_drawn(cases: Site, tab: Tabs) -> None:
    shown = row(tab(f"{cases.url}/indicators?lang=ja"), "values-disagree")
    assert [each.inner_text() for each in shown.locator("td.aim .amount").all()] == ["40", "45"]
    assert shown.locator("circle.target").count() == 2


# The plot --------------------------------------------------------------------------------


def expected(figure: Decimal, low: Decimal, high: Decimal) -> float:
    """Where a figure has to stand."""
    return EDGE + float((figure - low) / (high - low)) * (WIDTH - 2 * EDGE)


def test_the_marks_of_the_plots_are_the_figures_of_the_table(cases: Site, site: Site, tab: Tabs) -> None:
    checked = 0
    for each in (cases, site):
        page = tab(f"{each.url}/indicators?lang=ja")
        for shown in rows(page):
            printed = {}
            for phase, cell in (("baseline", "now"), ("target", "aim")):
                texts = [amount.inner_text() for amount in shown.locator(f"td.{cell} .amount").all()]
                figures = [re.sub(r"^約|,", "", text) for text in texts]
                printed[phase] = [Decimal(text) for text in figures if re.fullmatch(r"-?[\d.]+", text)]
            actual = [Decimal(found) for note in shown.locator(".said .note").all()
                      if (match := re.match(r"実績 ([\d.]+)", note.inner_text())) for found in [match[1]]]  # fmt: skip
            share = shown.locator("td.aim .unit, td.now .unit").first.inner_text().startswith("%")
            every = [*printed["baseline"], *printed["target"], *actual]
            low = min(Decimal(0), *every)
            high = max(Decimal(100 if share else 0), *every)
            high = high if high > low else low + 1
            for phase in ("baseline", "target"):
                marks = shown.locator(f"circle.{phase}").all()
                at = [float(mark.get_attribute("cx") or -1) for mark in marks]
                assert at == pytest.approx([expected(figure, low, high) for figure in printed[phase]], abs=0.06)
                checked += len(at)
    assert checked > 50


def test_a_bound_has_an_arrow_towards_what_is_allowed(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=ja")
    for name, sign in (("at least", 1), ("at most", -1)):
        shown = row(page, name)
        target = float(shown.locator("circle.target").get_attribute("cx") or 0)
        start = re.match(r"M([\d.]+)", shown.locator("path.bound").get_attribute("d") or "")
        assert start
        assert (float(start[1]) - target) * sign > 0
    assert row(page, "at least").locator("td.aim .unit").inner_text() == "%以上"
    assert row(page, "at most").locator("td.aim .unit").inner_text() == "件以下"
    assert row(page, "plain").locator("path.bound").count() == 0
    assert row(page, "about").locator("td.aim .amount").inner_text() == "約1,500"


def test_figures_below_zero_and_actual_values_are_drawn(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=en")
    below = row(page, "below zero")
    at = {phase: float(below.locator(f"circle.{phase}").get_attribute("cx") or 0) for phase in ("baseline", "target")}
    zero = re.match(r"M([\d.]+)", below.locator("path.zero").get_attribute("d") or "")
    assert zero
    assert at["baseline"] < at["target"] < float(zero[1])
    actual = row(page, "actual")
    assert actual.locator("rect.actual").count() == 1
    assert "actual 25 件 FY2022" in actual.locator(".said").inner_text()


def test_a_figure_that_is_printed_otherwise_is_quoted(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=ja")
    assert "原文 「12億5,000万円」" in row(page, "about").locator("td.now").inner_text()
    assert "原文" not in row(page, "below zero").locator("td.now").inner_text()
    assert "原文" not in row(page, "plain").inner_text()


# Yearly averages, years --------------------------------------------------------------------------------


def test_yearly_averages_are_derived_and_tell_their_formula(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=ja")
    total = row(page, "year-against-total").locator(".average")
    assert total.inner_text().replace(" ", "") == "計算年平均約13.33件（40÷3年）"
    assert total.locator(".badge.mended").inner_text() == "計算"
    assert "年平均 +6件（(40 − 10) ÷ 5年）" in row(page, "plain").inner_text()
    assert row(page, "bases-differ").locator(".average").count() == 0
    said = indicators(cases)["year-against-total"]["yearly_average"]
    assert said["status"] == "derived"
    assert said["formula"] == "40 ÷ 3"
    assert said["inputs"] == [indicators(cases)["year-against-total"]["values"]["target"][0]["id"]]


def test_years_stand_in_both_calendars_in_the_head_and_where_they_are_others(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=ja")
    assert page.locator("thead th.now").inner_text().split("\n")[-1].strip() == "令和2年度 2020"
    assert row(page, "plain").locator(".when").count() == 0
    assert row(page, "year-kinds-differ").locator("td.now .when").inner_text() == "令和2年（2020年）"
    assert row(page, "year-kind-not-stated").locator("td.now .when").inner_text() == "2020"
    page = tab(f"{cases.url}/indicators?lang=en")
    assert "FY2020 Reiwa 2" in page.locator("thead th.now").inner_text()


def test_the_basis_of_a_figure_stands_beside_it_where_it_is_another(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?lang=ja")
    assert row(page, "bases-differ").locator("td.now .badge.warn").inner_text() == "単年"
    assert row(page, "bases-differ").locator("td.basis").inner_text() == "累計"
    assert row(page, "basis-not-stated").locator("td.basis .badge.mended").inner_text() == "記載なし"


def test_repaired_figures_have_a_dashed_mark(cases: Site, tab: Tabs) -> None:
    assert CASES["value-not-plain"][1][0]["status"] is Status.REPAIRED
    mark = row(tab(f"{cases.url}/indicators?lang=ja"), "value-not-plain").locator("circle.baseline")
    assert mark.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
