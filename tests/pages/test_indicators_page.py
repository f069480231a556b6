"""The page /indicators: baseline → target as figures and as a plot, and where they must not be compared, why."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page

from graph.comparisons import REASONS
from graph.facts import Node, Status, Text, facts
from graph.snapshot import Snapshot
from tests.checks.measured import Values, plan, value
from tests.checks.test_unsafe_comparisons import CASES
from tests.pages.conftest import Site, Tabs, keep, served
from tests.pages.made import BASE
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from visualizations.indicators.data import indicators_rows
from visualizations.indicators.page import indicators_page
from visualizations.indicators.plot import EDGE, WIDTH
from visualizations.indicators.telling import REASON_WORDS
from visualizations.tables import SECTION

AIM = value("target", "40")
# Beside one case of each reason: what a plot has to draw.
FIGURES: dict[str, tuple[Values, list[Values]]] = {
    "plain": ({}, [value("baseline", "10"), AIM]),
    "at least": ({"unit": "%"}, [value("baseline", "0"), value("target", "98", comparator="atLeast")]),
    "at most": ({"basis": "pointInTime"}, [value("baseline", "14"), value("target", "7", comparator="atMost")]),
    "below zero": ({"unit": "人"}, [value("baseline", "-1204", text="△1,204"), value("target", "-300")]),
    "actual": ({}, [value("baseline", "10"), AIM, value("actual", "25", year=2022)]),
    "about": ({"unit": "億円"}, [value("baseline", "12.5", text="12億5,000万円"),
                               value("target", "1500", comparator="approximately")]),
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A plan with an indicator for each reason and each thing that a plot has to draw, named by it."""
    told = [({**own, "label": name}, list(values)) for name, (own, values) in CASES.items()]
    drawn = [({**own, "label": name}, values) for name, (own, values) in FIGURES.items()]
    folder = keep(tmp_path_factory.mktemp("cases") / "store", plan(*told, *drawn))
    with served(folder, POLICYLINKS_BASE_IRI=BASE) as found:
        yield found


def asked(site: Site, **query: object) -> dict[str, Any]:
    """The data of the page."""
    answer = httpx.get(f"{site.url}/indicators.json", params={k: str(v) for k, v in query.items()})
    found: dict[str, Any] = answer.json()
    return found


def indicators(site: Site, **query: object) -> dict[str, dict[str, Any]]:
    """The indicators of the page's data by name."""
    return {each["name"]: each for each in asked(site, **query)["indicators"]}


def rows(page: Page) -> list[Locator]:
    """The rows of indicators."""
    return page.locator("table.measured tbody tr:not(.section)").all()


def row(page: Page, name: str) -> Locator:
    """The row of an indicator."""
    return page.locator("table.measured tr", has=page.get_by_role("link", name=name, exact=True))


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


# Filters, groups, order --------------------------------------------------------------------------------


def test_filters_work_without_scripts_and_stand_in_the_address(site: Site, tab: Tabs) -> None:
    project = site.first("Project").id
    page = tab(f"{site.url}/indicators?lang=ja", java_script_enabled=False, ready=False)
    page.locator("select[name=project]").select_option(project)
    page.locator("select[name=sort]").select_option("name")
    page.locator("form.choose button").click()
    assert f"project={project}" in page.url
    assert "sort=name" in page.url
    assert len(rows(page)) == asked(site)["filters"]["project"][project]
    page.get_by_role("link", name="累計").click()
    assert "basis=cumulative" in page.url
    assert f"project={project}" in page.url
    assert page.locator("select[name=project]").input_value() == project
    assert page.locator("select[name=sort]").input_value() == "name"
    assert len(rows(page)) == asked(site, project=project, basis="cumulative")["shown"]
    page.get_by_role("link", name="すべて示す").click()
    assert len(rows(page)) == asked(site)["total"]
    assert page.locator("select[name=sort]").input_value() == "name"


def test_each_count_of_a_filter_is_the_number_of_rows_that_it_leaves(site: Site) -> None:
    filters = asked(site)["filters"]
    for name in ("project", "field", "basis"):
        assert filters[name]
        for chosen, count in filters[name].items():
            assert asked(site, **{name: chosen})["shown"] == count, (name, chosen)
    assert asked(site, unsafe=1)["shown"] == filters["unsafe"]
    assert not any(each["comparable"] for each in asked(site, unsafe=1)["indicators"])


def test_a_field_keeps_the_indicators_of_the_projects_that_mainly_serve_it(site: Site) -> None:
    primary = {(link.source, link.target) for link in site.facts.links_by_type["Contribution"]
               if link.text("role") == "primary"}  # fmt: skip
    for field in asked(site)["filters"]["field"]:
        for each in asked(site, field=field)["indicators"]:
            assert (each["project"]["id"], field) in primary


@pytest.mark.parametrize(("group", "heads"), [("basis", "累計"), ("safety", "比べられない")])
def test_groups_are_headed_and_hold_every_row_once(site: Site, tab: Tabs, group: str, heads: str) -> None:
    page = tab(f"{site.url}/indicators?group={group}&lang=ja")
    assert any(heads in each.inner_text() for each in page.locator("tr.section").all())
    shown = [each.get_attribute("data-indicator") for each in rows(page)]
    assert sorted(filter(None, shown)) == sorted(node.id for node in site.facts.by_type["Indicator"])
    assert page.locator("tr.section").count() > 1


def test_without_groups_there_are_no_heads_and_each_row_says_its_project(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?group=none&lang=ja")
    assert page.locator("tr.section").count() == 0
    names = {node.label for node in site.facts.by_type["Project"]} | {"計画全体"}
    assert all(each.locator("th .note").first.inner_text() in names for each in rows(page))


def test_order_by_a_column_is_told_by_its_head(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?group=none&lang=ja")
    page.locator("thead").get_by_role("link", name="指標").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("指標")
    shown = [each["name"] for each in asked(site, group="none", sort="name")["indicators"]]
    assert shown == sorted(shown)
    by_warning = [each["comparable"] for each in asked(site, group="none", sort="warnings")["indicators"]]
    assert by_warning == sorted(by_warning)
    bases = [each["basis"]["name"] for each in asked(site, group="none", sort="basis")["indicators"]]
    assert bases == sorted(bases, key=bases.index)


def test_the_plans_own_order_is_that_of_the_table_that_lists_all(site: Site) -> None:
    lines = [min(each["first"] for each in found["lines"]) for found in asked(site)["indicators"]]
    assert len(lines) > 10
    assert lines == sorted(lines)


def test_an_address_that_names_what_is_not_there_says_so_and_shows_all(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?project=none&sort=%3Cb%3E&lang=en")
    assert "none" in page.locator(".notice").inner_text()
    assert len(rows(page)) == asked(site)["total"]


def test_filters_that_leave_nothing_say_so(cases: Site, tab: Tabs) -> None:
    page = tab(f"{cases.url}/indicators?basis=pointInTime&unsafe=1&lang=en")
    assert page.get_by_text("No indicator is left by these filters.").is_visible()


# Data, links, states --------------------------------------------------------------------------------


def csv_of(site: Site, query: str = "") -> list[dict[str, str]]:
    """The CSV of the page."""
    text = httpx.get(f"{site.url}/indicators.csv?{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("query", ["", "unsafe=1", "group=basis&sort=name", "basis=cumulative"])
def test_csv_has_the_rows_of_the_table_in_their_order(site: Site, tab: Tabs, query: str) -> None:
    page = tab(f"{site.url}/indicators?{query}&lang=ja")
    address = page.locator(".bar .end a", has_text="CSV").get_attribute("href") or ""
    found = csv_of(site, address.partition("?")[2])
    assert [each["indicator_id"] for each in found] == [each.get_attribute("data-indicator") for each in rows(page)]
    for each, shown in zip(found, rows(page), strict=True):
        for phase, cell in (("baseline", "now"), ("target", "aim")):
            amounts = [re.sub(r"^約|,|—", "", text.inner_text()) for text in shown.locator(f"td.{cell} .amount").all()]
            assert each[phase] == "|".join(amounts)
        assert (each["comparable"] == "no") == (shown.locator(".said .warn-text").count() > 0)


def test_the_lines_of_a_row_lead_to_the_lines_page(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?lang=ja")
    number = asked(site)["indicators"][0]["lines"][0]["first"]
    rows(page)[0].locator("td.last a.line").first.click()
    assert page.url.startswith(f"{site.url}/lines?")
    assert page.locator(f"#line-{number}").is_visible()


def test_a_plan_without_indicators_and_an_empty_store_say_so(tab: Tabs, tmp_path: Path) -> None:
    bare = facts([Node("plan-1", "Plan", {"label": (Text("計画"),)})], [])
    with served(keep(tmp_path / "bare", bare), POLICYLINKS_BASE_IRI=BASE) as found:
        assert tab(f"{found.url}/indicators?lang=en").get_by_text("have no indicators").is_visible()
        assert csv_of(found) == []
    with served(keep(tmp_path / "empty", facts([], [])), POLICYLINKS_BASE_IRI=BASE) as found:
        assert "policylinks load" in tab(f"{found.url}/indicators?lang=en").locator("main").inner_text()
        assert asked(found)["indicators"] == []


def test_the_official_indicators_are_those_of_the_document(official: Site, tab: Tabs) -> None:
    page = tab(f"{official.url}/indicators?lang=ja")
    assert len(rows(page)) == 26
    data = asked(official)
    assert data["filters"]["unsafe"] == 13
    assert sum(bool(each["yearly_average"]) for each in data["indicators"]) == 9 + 11
    sections = [each.inner_text() for each in page.locator("tr.section").all()]
    assert sections[0].startswith("計画全体")
    assert len(sections) == 10


def test_a_long_table_stands_in_sections_and_data_has_all_of_it() -> None:
    told: Values = {}
    long = Snapshot("v1", BASE, plan(*[(told, [value("baseline", "1"), value("target", "2")])] * (SECTION + 1)))
    first, second = (indicators_page(long, "en", {"page": str(page)}) for page in (1, 2))
    assert (first.count("data-indicator"), second.count("data-indicator")) == (SECTION, 1)
    assert all(f"the {SECTION + 1} indicators" in text for text in (first, second))
    assert len(indicators_rows(long, {"page": "2"})) == SECTION + 1


# For everybody --------------------------------------------------------------------------------


def test_rows_and_plots_are_there_without_scripts(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?lang=ja", java_script_enabled=False, ready=False)
    assert len(rows(page)) == asked(site)["total"]
    assert page.locator("tbody svg.plot").count() == sum(bool(each["plot"]) for each in asked(site)["indicators"])


def test_on_a_phone_rows_stand_one_below_the_other_and_stay_a_table(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?lang=ja", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".scroll").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert rows(page)[0].get_by_role("cell").count() == 6
    box = rows(page)[0].locator("svg.plot").bounding_box()
    assert box
    assert box["width"] > 300


def test_on_paper_the_plots_stay_and_the_filters_go(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/indicators?lang=ja")
    page.emulate_media(media="print")
    assert not page.locator("form.choose").is_visible()
    assert page.locator("tbody svg.plot").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_indicators_are_words(hostile: Site, tab: Tabs, width: int) -> None:
    page = tab(hostile.url, width=width)
    for query in (
        "",
        "lang=en&group=none",
        "field=field-0",
        "basis=%3Cscript%3E",
        "project=%22%3E%3Csvg%20onload%3D1%3E",
    ):
        page.goto(f"{hostile.url}/indicators?{query}")
        unharmed(page)
    assert len(rows(page)) == 6


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_states_of_the_page(cases: Site, tab: Tabs, axe: Path, width: int) -> None:
    page = tab(cases.url, width=width, bypass_csp=True)
    for query in ("", "unsafe=1&group=safety", "group=none&sort=name", "project=none", "basis=pointInTime&unsafe=1"):
        page.goto(f"{cases.url}/indicators?{query}&lang=en")
        assert violations(page, axe) == [], query


def test_repaired_figures_have_a_dashed_mark(cases: Site, tab: Tabs) -> None:
    assert CASES["value-not-plain"][1][0]["status"] is Status.REPAIRED
    mark = row(tab(f"{cases.url}/indicators?lang=ja"), "value-not-plain").locator("circle.baseline")
    assert mark.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
