"""The schedule of /timeline is the document's cell for cell; stated, repaired and inferred cells are told apart."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.facts import Moment, Node, Ref, Source, Status, Text, facts
from graph.snapshot import Snapshot
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.conftest import DOCUMENTS
from tests.pages.conftest import Site, Tabs
from tests.pages.made import BASE
from tests.pages.schedules import activities, asked, differing, printed, table_rows
from visualizations.timeline.data import timeline_json
from visualizations.timeline.rows import Row, schedule_rows

PLANS = sorted(DOCUMENTS.glob("*.txt"))


def data_of(path: Path, **query: str) -> dict[str, Any]:
    """The data of the page for one document."""
    return timeline_json(Snapshot("v1", BASE, facts_of_document(read_file(path)).facts), "ja", query)


# The schedule of the document ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_schedules_of_made_plans_are_the_documents_cell_for_cell(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    assert len(printed(lines)) > 15
    assert differing(data_of(path), lines) == []


def test_the_official_schedule_is_the_documents_cell_for_cell(official_text: Path) -> None:
    lines = official_text.read_text("utf-8").split("\n")
    assert len(printed(lines)) > 60
    data = data_of(official_text)
    assert differing(data, lines) == []
    turning = [each for _, each in activities(data) if each["follows"]]
    assert [each["cells"] for each in turning] == [[{"year": 2023, "state": "stated", "rules": []}]]


def test_a_cell_that_is_left_out_is_noticed() -> None:
    lines = PLANS[1].read_text("utf-8").split("\n")
    data = data_of(PLANS[1])
    next(activities(data))[1]["name"] = "別の言葉"
    assert len(differing(data, lines)) == 1


def test_every_activity_of_the_graph_stands_in_the_schedule_once(site: Site) -> None:
    shown = [each["id"] for _, each in activities(asked(site))]
    assert sorted(shown) == sorted(node.id for node in site.facts.by_type["ScheduledActivity"])


def test_rows_stand_as_the_plan_prints_them(site: Site) -> None:
    at = [(each["lines"][0]["first"], each["cells"][0]["year"]) for _, each in activities(asked(site))]
    assert [line for line, _ in at] == sorted(line for line, _ in at)
    successors = [(before, after) for before, after in pairwise(at) if before[0] == after[0]]
    assert all(before[1] <= after[1] for before, after in successors)
    assert any(before[1] < after[1] for before, after in successors)


# What is stated, repaired, inferred -----------------------------------------------------------------------------------


def made(activity: Node, *more: Node) -> Row:
    """The row of an activity in a plan of one component."""
    nodes = [
        Node("plan-1", "Plan", {"label": (Text("計画"),)}),
        Node("project-1", "Project", {"label": (Text("事業"),), "isPartOf": (Ref("plan-1"),)}),
        Node("component-1", "Component", {"label": (Text("取組"),), "isPartOf": (Ref("project-1"),)}),
        activity, *more,
    ]  # fmt: skip
    return next(row for row in schedule_rows(facts(nodes, [])) if row.activity == activity)


def activity(
    id_: str = "activity-1", years: tuple[int, ...] = (2030, 2031, 2032), stated: tuple[int, ...] = (2030,),
    status: Status | None = Status.STATED, rules: tuple[str, ...] = ("empty-year-cells",), **more: Any,
) -> Node:  # fmt: skip
    """A made activity."""
    own: dict[str, Any] = {
        "label": (Text(f"活動{id_}"),),
        "isPartOf": (Ref("component-1"),),
        "fiscalYear": years,
        "statedYear": stated,
    }
    return Node(id_, "ScheduledActivity", {**own, **more}, (Source("document-1", 5, 5),), status, rules)


def states(row: Row) -> list[tuple[str, tuple[str, ...]]]:
    """The cells of a row: state and rules."""
    return [(cell.state, cell.rules) for cell in row.cells]


def test_a_year_with_words_is_stated_and_one_without_is_inferred_by_the_rule() -> None:
    inferred = ("inferred", ("empty-year-cells",))
    assert states(made(activity())) == [("stated", ()), inferred, inferred]


def test_words_that_a_rule_put_back_are_repaired_and_never_shown_as_stated() -> None:
    row = made(activity(status=Status.REPAIRED, rules=("empty-year-cells", "shifted-cells")))
    assert states(row)[0] == ("repaired", ("shifted-cells",))
    assert states(row)[1] == ("inferred", ("empty-year-cells",))
    assert row.rules == ("shifted-cells",)


def test_where_columns_are_no_years_every_year_is_inferred() -> None:
    row = made(activity(stated=(), status=Status.REPAIRED, rules=("side-by-side-blocks",)))
    assert {state for state, _ in states(row)} == {"inferred"}
    assert states(row)[0][1] == ("side-by-side-blocks",)


def test_a_year_in_which_nothing_runs_is_off() -> None:
    row = made(activity(years=(2031,), stated=(2031,), rules=()), activity("activity-2"))
    assert [state for state, _ in states(row)] == ["off", "stated", "off"]
    assert row.begins_late
    assert row.ends_early
    assert row.changes


def test_a_scheme_that_ends_before_the_schedule_is_told_with_its_last_fiscal_year() -> None:
    scheme = Node("scheme-1", "Instrument", {"label": (Text("制度"),), "end": (Moment("2031-03-31"),)})
    row = made(activity(mentions=(Ref("scheme-1"),)), scheme)
    assert [(each.instrument.id, each.year) for each in row.endings] == [("scheme-1", 2030)]
    lasting = Node("scheme-1", "Instrument", {"label": (Text("制度"),), "endFiscalYear": (2032,)})
    assert made(activity(mentions=(Ref("scheme-1"),)), lasting).endings == ()


def test_the_page_tells_each_cell_apart_in_words_and_looks(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=en")
    said = [(component, each) for component, each in activities(asked(site))]
    rows = table_rows(page)
    assert len(rows) == len(said)
    for row, (_, each) in zip(rows, said, strict=True):
        assert row.locator(".what").inner_text().replace(" ", "") == each["name"].replace(" ", "")
        cells = {cell["year"]: cell for cell in each["cells"]}
        for shown in row.locator("td.year").all():
            cell = cells.get(int(shown.get_attribute("data-year") or 0))
            words = shown.locator(".visually-hidden").inner_text()
            assert words == (" ".join((cell["state"], *cell["rules"])) if cell else "none")
        status = row.locator("td.last").inner_text()
        assert each["status"] in status
        assert all(rule in status for rule in set(each["rules"]) - {"empty-year-cells"})
    looks = {
        state: page.locator(f".cell.{state}").first.evaluate("e => getComputedStyle(e).borderTopStyle")
        for state in ("stated", "inferred", "repaired")
    }
    assert looks == {"stated": "solid", "inferred": "dashed", "repaired": "dashed"}
    fills = {
        state: page.locator(f".cell.{state}").first.evaluate("e => getComputedStyle(e).backgroundColor")
        for state in ("stated", "inferred", "repaired")
    }
    assert len(set(fills.values())) == 3


def test_a_row_whose_content_changes_says_from_when_and_what_was_before(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?show=changes&lang=ja")
    before = next(node for node in site.facts.by_type["ScheduledActivity"] if node.label == "移住相談窓口の設置")
    row = page.locator("tr.changes", has_text="移住相談窓口の運営")
    assert "令和5年度から内容が変わる" in row.inner_text()
    assert row.locator(f".note a[href*='{before.id}']").inner_text() == "移住相談窓口の設置"
    assert row.locator("td.turns").get_attribute("data-year") == "2023"


def test_a_bar_is_as_long_as_its_years(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/timeline?lang=ja")
    for row, (_, each) in list(zip(table_rows(page), activities(asked(site)), strict=True))[:8]:
        boxes = [cell.bounding_box() for cell in row.locator(".cell").all()]
        years = {cell["year"] for cell in each["cells"]}
        columns = {
            int(cell.get_attribute("data-year") or 0): cell.bounding_box() for cell in row.locator("td.year").all()
        }
        assert len(boxes) == len(years)
        for box, year in zip(boxes, sorted(years), strict=True):
            column = columns[year]
            assert box and column
            assert abs(box["x"] - column["x"]) < 12
            assert abs(box["width"] - column["width"]) < 12
