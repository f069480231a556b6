"""The page /timeline: filters, data, links, states, and the page for everybody."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.facts import Facts, Node, Ref, Text, facts
from graph.snapshot import Snapshot
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.conftest import DOCUMENTS
from tests.pages.conftest import Site, Tabs, keep, served
from tests.pages.made import BASE
from tests.pages.schedules import activities, asked, table_rows
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from tests.pages.test_timeline_cells import activity
from visualizations.tables import SECTION
from visualizations.timeline.data import timeline_rows
from visualizations.timeline.page import timeline_page
from visualizations.timeline.rows import schedule_rows

# Filters ------------------------------------------------------------------------------------------------------------


def test_filters_work_without_scripts_and_stand_in_the_address(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(f"{site.url}/timeline?lang=ja", java_script_enabled=False, ready=False)
    count = asked(site)["filters"]["project"][project.id]
    assert page.locator(f"option[value='{project.id}']").inner_text() == f"{project.label} {count}"
    page.locator("select[name=project]").select_option(project.id)
    page.locator("select[name=y]").select_option("2023")
    page.locator("form.choose button").click()
    assert f"project={project.id}" in page.url and "y=2023" in page.url
    assert page.locator("select[name=project]").input_value() == project.id
    kept = [each for _, each in activities(asked(site, project=project.id, y=2023))]
    assert kept
    assert all(2023 in [cell["year"] for cell in each["cells"]] for each in kept)
    assert len(table_rows(page)) == len(kept) < count
    page.get_by_role("link", name="修復・推定").click()
    assert "show=repaired" in page.url and f"project={project.id}" in page.url
    page.get_by_role("link", name="すべて示す").click()
    assert len(table_rows(page)) == asked(site)["total"]


def test_each_count_of_a_filter_is_the_number_of_rows_that_it_leaves(site: Site) -> None:
    filters = asked(site)["filters"]
    for name in ("project", "y", "body"):
        assert filters[name]
        for value, count in list(filters[name].items())[:6]:
            assert asked(site, **{name: value})["shown"] == count, (name, value)
    for show, count in filters["show"].items():
        assert asked(site, show=show)["shown"] == count


def test_a_body_keeps_what_names_it_and_the_projects_in_which_it_is_engaged(site: Site, tab: Tabs) -> None:
    engaged: dict[str, set[str]] = {}
    for link in site.facts.links_by_type["Engagement"]:
        engaged.setdefault(link.source, set()).add(link.target)
    body = next(body for row in schedule_rows(site.facts) for body in row.named if body in engaged)
    wanted = {
        row.activity.id for row in schedule_rows(site.facts)
        if body in row.named or (row.project and row.project.id in engaged[body])
    }  # fmt: skip
    assert {each["id"] for _, each in activities(asked(site, body=body))} == wanted
    named = {row.activity.id for row in schedule_rows(site.facts) if body in row.named}
    assert {each["id"] for _, each in activities(asked(site, body=body, show="named"))} == named
    page = tab(f"{site.url}/timeline?body={body}&show=named&lang=ja")
    assert page.locator("td.last").count() == len(named)
    assert page.locator("th.activity .badge", has_text="名が出る").count() == len(named)


def test_an_address_that_names_what_is_not_there_says_so_and_shows_all(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?project=no-such&lang=en")
    assert "no-such" in page.locator(".notice").inner_text()
    assert len(table_rows(page)) == asked(site)["total"]


def test_filters_that_leave_nothing_say_so(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?y=2001&lang=en")
    assert page.get_by_text("No activity is left by these filters.").is_visible()
    assert page.get_by_role("link", name="Show all").is_visible()


def test_details_are_shown_where_asked_for_and_are_the_plans(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=ja")
    assert page.locator("ul.details").count() == 0
    page.get_by_role("link", name="内訳も示す").click()
    shown = [item.inner_text() for item in page.locator("ul.details li").all()]
    said = [detail for _, each in activities(asked(site)) for detail in each["details"]]
    assert [re.sub(r"\s", "", each) for each in shown] == [re.sub(r"\s", "", each) for each in said]


# Data, links, states ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "show=changes", "y=2024"])
def test_csv_has_the_rows_of_the_table_in_their_order(site: Site, tab: Tabs, query: str) -> None:
    page = tab(f"{site.url}/timeline?{query}&lang=ja")
    address = page.locator(".bar .end a", has_text="CSV").get_attribute("href")
    text = httpx.get(f"{site.url}{address}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    shown = [re.sub(r"\s", "", row.locator(".what").inner_text()) for row in table_rows(page)]
    assert [re.sub(r"\s", "", row["activity"]) for row in rows] == shown
    for row, each in zip(rows, table_rows(page), strict=True):
        cells = {cell.get_attribute("data-year"): cell for cell in each.locator("td.year").all()}
        for year, cell in cells.items():
            assert year
            has = cell.locator(".cell")
            state = (has.get_attribute("class") or "").split()[1] if has.count() else ""
            assert row[year] == state


def test_the_lines_of_a_row_lead_to_the_lines_page(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=ja")
    _, first = next(activities(asked(site)))
    number = first["lines"][0]["first"]
    link = table_rows(page)[0].locator("td.last a.line")
    assert link.inner_text() == f"{number}行"
    link.click()
    assert page.url.startswith(f"{site.url}/lines?")
    assert page.locator(f"#line-{number}").is_visible()


def test_years_stand_in_both_calendars(site: Site, tab: Tabs) -> None:
    for lang, head in (("ja", "令和4年度 2022"), ("en", "FY2022 Reiwa 4")):
        page = tab(f"{site.url}/timeline?lang={lang}")
        assert page.locator("thead th.year").first.inner_text() == head


def test_what_has_no_schedule_is_named(site: Site, tab: Tabs) -> None:
    data = asked(site)["plans"][0]
    scheduled = {section["project"]["id"] for section in data["sections"]}
    without = {each["id"] for each in data["projects_without_schedule"]}
    assert without == {node.id for node in site.facts.by_type["Project"]} - scheduled
    assert without
    page = tab(f"{site.url}/timeline?lang=ja")
    for each in data["projects_without_schedule"]:
        assert each["name"] in page.locator(".without").inner_text()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two plans of different years in one store."""
    loaded = [facts_of_document(read_file(DOCUMENTS / name)).facts
              for name in ("tokiwa-prefecture-strategy.txt", "minatogawa-growth-vision.txt")]  # fmt: skip
    nodes = {id_: node for each in loaded for id_, node in each.nodes.items()}
    links = {id_: link for each in loaded for id_, link in each.links.items()}
    folder = keep(tmp_path_factory.mktemp("two") / "store", Facts(nodes, links))
    with served(folder, POLICYLINKS_BASE_IRI=BASE) as found:
        yield found


def test_several_plans_have_a_table_each_with_years_of_their_own(two: Site, tab: Tabs) -> None:
    data = asked(two)
    assert [table["years"] for table in data["plans"]] != []
    assert len({tuple(table["years"]) for table in data["plans"]}) == 2
    page = tab(f"{two.url}/timeline?lang=ja")
    assert page.locator("table.timeline").count() == 2
    assert [each.inner_text() for each in page.locator("h2").all()][:1] == [data["plans"][0]["plan"]["name"]]
    one = data["plans"][1]["plan"]["id"]
    page.locator("select[name=plan]").select_option(one)
    page.locator("form.choose button").click()
    assert page.locator("table.timeline").count() == 1
    assert {table["plan"]["id"] for table in asked(two, plan=one)["plans"]} == {one}
    columns = set(timeline_rows(two.snapshot, {})[0])
    assert {str(year) for table in data["plans"] for year in table["years"]} <= columns


def test_a_plan_without_a_schedule_and_an_empty_store_say_what_to_do(tab: Tabs, tmp_path: Path) -> None:
    bare = facts([Node("plan-1", "Plan", {"label": (Text("計画"),)})], [])
    with served(keep(tmp_path / "bare", bare), POLICYLINKS_BASE_IRI=BASE) as found:
        page = tab(f"{found.url}/timeline?lang=en")
        assert page.get_by_text("have no schedule").is_visible()
        assert httpx.get(f"{found.url}/timeline.csv").content.decode("utf-8-sig").strip() == ""
    with served(keep(tmp_path / "empty", facts([], [])), POLICYLINKS_BASE_IRI=BASE) as found:
        page = tab(f"{found.url}/timeline?lang=en")
        assert "policylinks load" in page.locator("main").inner_text()
        assert asked(found)["plans"] == []


def test_a_long_schedule_stands_in_sections_and_data_has_all_of_it() -> None:
    nodes = [
        Node("plan-1", "Plan", {"label": (Text("計画"),)}),
        Node("project-1", "Project", {"label": (Text("事業"),), "isPartOf": (Ref("plan-1"),)}),
        Node("component-1", "Component", {"label": (Text("取組"),), "isPartOf": (Ref("project-1"),)}),
        *(activity(f"activity-{n}") for n in range(SECTION + 1)),
    ]
    long = Snapshot("v1", BASE, facts(nodes, []))
    first, second = (timeline_page(long, "en", {"page": str(page)}) for page in (1, 2))
    assert first.count('class="what"') == SECTION
    assert second.count('class="what"') == 1
    for text in (first, second):
        assert re.findall(r'page=2&amp;lang=en"', text)
        assert f"activities: {SECTION + 1}" in text
    assert len(timeline_rows(long, {"page": "2"})) == SECTION + 1
    assert '<nav class="sections"' not in timeline_page(Snapshot("v1", BASE, facts(nodes[:-1], [])), "en", {})


# For everybody --------------------------------------------------------------------------------------------------------


def test_the_rows_are_there_without_scripts(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=ja", java_script_enabled=False, ready=False)
    assert len(table_rows(page)) == asked(site)["total"]


def test_on_a_phone_rows_stand_one_below_the_other_and_stay_a_table(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=ja&details=1", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    region = page.locator(".scroll")
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.get_by_role("row").count() > asked(site)["total"]
    row = table_rows(page)[0]
    assert row.locator(".small").first.is_visible()
    assert row.get_by_role("cell").count() == 4 + 1


def test_on_paper_the_schedule_keeps_its_bars_and_leaves_the_filters_out(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=ja")
    page.emulate_media(media="print")
    assert not page.locator("form.choose").is_visible()
    assert page.locator(".cell.stated").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("width", [1440, 390])
def test_a_hostile_schedule_is_words(hostile: Site, tab: Tabs, width: int) -> None:
    page = tab(hostile.url, width=width)
    for query in (
        "",
        "details=1&lang=en",
        "show=repaired",
        "body=%3Cscript%3E",
        "project=%22%3E%3Csvg%20onload%3D1%3E",
    ):
        page.goto(f"{hostile.url}/timeline?{query}")
        unharmed(page)
    assert len(table_rows(page)) == 3


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_states_of_the_schedule(site: Site, tab: Tabs, axe: Path, width: int) -> None:
    body = next(iter(asked(site)["filters"]["body"]))
    page = tab(site.url, width=width, bypass_csp=True)
    for query in ("details=1", f"body={body}", "y=2001", "project=none", "show=changes"):
        page.goto(f"{site.url}/timeline?{query}&lang=en")
        assert violations(page, axe) == [], query


def test_the_counts_of_the_lead_are_those_of_the_cells(site: Site, tab: Tabs) -> None:
    data = asked(site)
    counted = Counter(cell["state"] for _, each in activities(data) for cell in each["cells"])
    assert data["cells"] == {state: counted[state] for state in ("stated", "repaired", "inferred")}
    lead = tab(f"{site.url}/timeline?lang=en").locator(".lead").first.inner_text()
    assert all(str(number) in lead for number in data["cells"].values())
