"""The page /indicators: filters, groups, order, data, states, and the page for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.facts import Node, Text, facts
from graph.snapshot import Snapshot
from tests.checks.measured import Values, plan, value
from tests.pages.conftest import Site, Tabs, keep, served
from tests.pages.indicators import asked, csv_of, rows, served_cases
from tests.pages.made import BASE
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from visualizations.indicators.data import indicators_rows
from visualizations.indicators.page import indicators_page
from visualizations.tables import SECTION


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A plan with an indicator for each reason and each thing that a plot has to draw, named by it."""
    with served_cases(tmp_path_factory.mktemp("cases") / "store") as found:
        yield found


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
