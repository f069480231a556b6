"""The matrix: three tables as real HTML, with gaps and disagreements flagged, sorted, grouped, paged, and as data."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from graph.facts import Facts, Link, Node, Properties, Ref, Source, Status, Term, Text, facts
from graph.parts import parts_for
from tests.pages.conftest import Site, Tabs, keep, served
from tests.pages.made import BASE, DOCUMENT, INJECTIONS
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from visualizations.matrix.choice import TABLES, Choice, choice_of
from visualizations.matrix.fields import fields_table
from visualizations.matrix.indicators import indicators_table
from visualizations.matrix.order import ordered
from visualizations.matrix.view import SECTION, matrix
from visualizations.rendering import thing_url


def rows(site: Site, **query: str) -> list[dict[str, str]]:
    """The rows of CSV."""
    text = httpx.get(f"{site.url}/matrix.csv", params=query).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def shown(page: Page) -> list[tuple[str, str]]:
    """The (row, column) keys of the cells of the table, in its order, once all of the page is there."""
    page.wait_for_load_state()
    addresses = page.locator(".matrix .cell").evaluate_all("all => all.map(each => each.href)")
    keys = [httpx.URL(address).params["cell"].partition(".") for address in addresses]
    return [(row, column) for row, _, column in keys]


def node(id_: str, type_: str, line: int, **more: object) -> Node:
    """A node that is called as its id."""
    properties: Properties = {"label": (Text(id_),), **more}  # type: ignore[dict-item]
    return Node(id_, type_, properties, (Source(DOCUMENT, line, line, f"{id_}の行"),))


def link(type_: str, source: str, target: str, *lines: int, role: str = "", status: Status = Status.STATED) -> Link:
    """A link whose words name both ends."""
    sources = tuple(Source(DOCUMENT, line, line, f"{source}は{target}を支える") for line in lines)
    properties: Properties = {"role": (Term(role),)} if role else {}
    return Link(f"{type_}-{source}-{target}-{role}".lower(), type_, properties, sources, status, (), (), source, target)


def small() -> Facts:
    """Three fields in two groups, three projects, two bodies, three indicators, with one of every flag."""
    whole = (Ref("plan"),)
    nodes = [
        Node("plan", "Plan", {"label": (Text("甲計画"),), "publisher": (Ref("県庁"),)}),
        Node(DOCUMENT, "SourceDocument", {"label": (Text("plan.txt"),), "isPartOf": whole}),
        node("県庁", "GovernmentBody", 1), node("乙大学", "University", 2), node("丙社", "Company", 3),
        node("基幹", "FieldGroup", 4), node("育成", "FieldGroup", 5),
        node("化学", "GrowthField", 10, number=(1,), broader=(Ref("基幹"),), isPartOf=whole),
        node("水素", "GrowthField", 11, number=(2,), broader=(Ref("育成"),), isPartOf=whole),
        node("農業", "GrowthField", 12, number=(3,), broader=(Ref("育成"),), isPartOf=whole),
        *(node(f"{at}号計画", "Project", 20 + n, isPartOf=whole) for n, at in enumerate("一二三")),
        node("部分", "ProjectPart", 25, isPartOf=(Ref("一号計画"),), label=(Text("一号計画［水素］"),)),
        node("件数", "Indicator", 30), node("水素件数", "Indicator", 31), node("全体値", "Indicator", 32),
    ]  # fmt: skip
    links = [
        link("Contribution", "一号計画", "化学", 40, role="primary"),
        link("Contribution", "一号計画", "水素", 41, 90, role="primary"),
        link("Contribution", "二号計画", "化学", 42, role="related", status=Status.REPAIRED),
        link("Measurement", "件数", "一号計画", 30), link("Measurement", "水素件数", "部分", 31),
        link("Measurement", "全体値", "plan", 32),
        link("Engagement", "県庁", "一号計画", 50, role="operator"),
        link("Engagement", "県庁", "一号計画", 51, role="party"),
        link("Engagement", "乙大学", "二号計画", 52, role="supporter"),
    ]  # fmt: skip
    return facts(nodes, links)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small plan, served."""
    folder = tmp_path_factory.mktemp("matrix") / "store"
    with served(keep(folder, small()), POLICYLINKS_BASE_IRI=BASE) as found:
        yield found


@pytest.mark.parametrize("of", TABLES)
def test_each_table_is_html_whose_cells_are_the_rows_of_csv_and_json_in_the_same_order(
    site: Site, made: Site, tab: Tabs, of: str
) -> None:
    for place in (site, made):
        page = tab(f"{place.url}/matrix?of={of}&lang=en", java_script_enabled=False, ready=False)
        own = rows(place, of=of)
        ids = [name for name in own[0] if name.endswith("_id")]
        assert shown(page) == [(each[ids[0]], each[ids[1]]) for each in own if each[ids[1]]]
        assert len(own) == len(httpx.get(f"{place.url}/matrix.json", params={"of": of}).json())
        assert page.locator("tbody th[scope=row]").count() == len({each[ids[0]] for each in own})
        assert page.locator(".matrix tbody a.cell").count() > 0


def test_the_choice_of_table_stands_in_the_address_and_keeps_to_the_language(made: Site, tab: Tabs) -> None:
    page = tab(f"{made.url}/matrix?lang=en")
    page.get_by_role("link", name="Projects × bodies").click()
    page.wait_for_url("**/matrix?of=organizations&lang=en")
    expect(page.locator(".segments [aria-current=true]").first).to_have_text("Projects × bodies")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_fields_show_roles_quotes_and_what_was_repaired(made: Site, tab: Tabs) -> None:
    page = tab(f"{made.url}/matrix?lang=en")
    cell = page.locator('.cell[href*="cell=%E6%B0%B4%E7%B4%A0"]')
    expect(cell.locator(".ring.primary")).to_have_attribute("aria-label", "primary")
    expect(cell.locator("> span").first).to_have_text("2")
    expect(page.locator(".cell.mended")).to_contain_text("repaired")
    expect(page.locator("tbody th.group")).to_contain_text(["基幹", "育成"])


def test_gaps_of_rows_and_columns_are_flagged(made: Site, tab: Tabs) -> None:
    def flags(of: str, place: str) -> list[str]:
        page = tab(f"{made.url}/matrix?of={of}&lang=en")
        return [text.strip() for text in page.locator(place).all_inner_texts()]

    assert flags("fields", "tbody .gap") == ["no project"]
    assert flags("fields", "tfoot .warn-text") == ["no indicator", "no growth field", "no indicator"]
    assert flags("organizations", "tbody .gap") == ["in no project"]
    assert flags("organizations", "tfoot .warn-text") == ["no body"]
    assert flags("indicators", "tbody .gap") == ["shared by 2 fields", "of no field"]
    assert flags("indicators", "tfoot .warn-text") == ["no indicator"]


def test_an_indicator_of_a_part_meets_the_fields_of_which_the_part_speaks() -> None:
    given = small()
    table = indicators_table(given, "ja")
    met = {(row, column) for row, column in table.cells if row in ("件数", "水素件数")}
    assert met == {("件数", "化学"), ("件数", "水素"), ("水素件数", "水素")}
    assert table.cells["水素件数", "水素"].through == given.nodes["一号計画"]
    assert parts_for(given, "一号計画", given.nodes["水素"]) == ("部分",)
    assert parts_for(given, "一号計画", given.nodes["農業"]) == ()
    assert parts_for(given, "二号計画", given.nodes["農業"]) == ("二号計画",)


def test_the_selected_cell_shows_its_words_and_two_places_that_disagree(made: Site, tab: Tabs) -> None:
    page = tab(f"{made.url}/matrix?lang=en")
    page.locator(".cell:has(.doubt)").click()
    page.wait_for_url("**cell=**#selected")
    selected = page.locator("#selected")
    expect(selected).to_be_in_viewport()
    expect(selected.locator("blockquote mark")).to_have_text(["一号計画", "化学"])
    expect(selected.locator(".aside")).to_contain_text("水素")
    expect(selected.locator(".aside a.line")).to_have_text("line 90")
    assert page.locator(".cell[aria-current=true]").count() == 1
    selected.get_by_role("link", name="The link in detail").click()
    page.wait_for_url("**" + thing_url("contribution-一号計画-化学-primary", "en"))


def test_a_cell_of_several_roles_tells_each_of_them(made: Site, tab: Tabs) -> None:
    page = tab(
        str(httpx.URL(f"{made.url}/matrix", params={"of": "organizations", "cell": "県庁.一号計画", "lang": "en"}))
    )
    expect(page.locator("#selected .told")).to_have_count(2)
    expect(page.locator("#selected .known .badge")).to_have_text(["operator", "party", "stated"])
    expect(page.locator(".cell[aria-current=true]")).to_contain_text("operator+1")


def test_an_indirect_cell_tells_the_way_and_is_as_sure_as_its_weakest_claim(made: Site, tab: Tabs) -> None:
    page = tab(str(httpx.URL(f"{made.url}/matrix", params={"of": "indicators", "cell": "件数.化学", "lang": "en"})))
    expect(page.locator("#selected")).to_contain_text("through 一号計画")
    expect(page.locator("#selected .told")).to_have_text(["件数 measures 一号計画.", "一号計画 mainly serves 化学."])


def test_rows_sort_by_a_column_and_columns_by_a_row_and_by_name_and_total(made: Site, tab: Tabs) -> None:
    def names(**query: str) -> tuple[list[str], list[str]]:
        page = tab(str(httpx.URL(f"{made.url}/matrix", params={"lang": "ja", "group": "none", **query})))
        of_rows = page.locator("tbody th[scope=row] .name").all_inner_texts()
        columns = page.locator("thead th:not(.first, .total) .phrases").all_inner_texts()
        return of_rows, ["".join(each.split()).rstrip("↕↑") for each in columns]

    assert names()[0] == ["化学", "水素", "農業"]
    assert names(sort="一号計画")[0] == ["水素", "化学", "農業"]  # two quotes before one
    assert names(sort="二号計画")[0] == ["化学", "水素", "農業"]
    assert names(sort="name")[0] == sorted(["化学", "水素", "農業"])
    assert names(sort="related")[0][0] == "化学"
    assert names(across="化学")[1] == ["一号計画", "二号計画", "三号計画"]
    assert names(across="農業")[1] == ["一号計画", "二号計画", "三号計画"]
    page = tab(f"{made.url}/matrix?lang=en&sort=name")
    expect(page.locator("thead th[aria-sort=ascending]")).to_have_count(1)


def test_sorting_puts_the_strongest_first_and_empty_cells_last() -> None:
    table = fields_table(small())
    by_related, kept = ordered(table, Choice(sort="二号計画", group="none"), "all")
    assert by_related.all_rows[0].id == "化学"
    assert kept.sort == "二号計画"
    assert ordered(table, Choice(sort="nobody", across="nobody"))[1] == Choice()
    across, _ = ordered(table, Choice(across="化学"))
    assert [each.id for each in across.all_columns] == ["一号計画", "二号計画", "三号計画"]


def test_what_is_alike_stands_together_and_nothing_is_lost() -> None:
    table = fields_table(small())
    alike, _ = ordered(table, Choice(order="like"))
    assert sorted(each.id for each in alike.all_rows) == sorted(each.id for each in table.all_rows)
    assert sorted(each.id for each in alike.all_columns) == sorted(each.id for each in table.all_columns)
    assert ordered(alike, Choice(order="like"))[0].columns == alike.columns


def test_one_plan_of_several_can_be_chosen(tab: Tabs, tmp_path: Path) -> None:
    first = small()
    whole, place = (Ref("plan-2"),), (Source("document-2", 70, 70),)
    other = [
        Node("plan-2", "Plan", {"label": (Text("乙計画"),)}),
        Node("document-2", "SourceDocument", {"label": (Text("other.txt"),), "isPartOf": whole}),
        Node("x", "GrowthField", {"label": (Text("林業"),), "number": (1,), "isPartOf": whole}, place),
        Node("y", "Project", {"label": (Text("四号計画"),), "isPartOf": whole}, place),
    ]
    both = facts([*first.nodes.values(), *other], list(first.links.values()))
    assert len(matrix(both, choice_of({}), "ja").table.all_rows) == 4
    own = matrix(both, choice_of({"plan": "plan-2"}), "ja")
    assert ([each.id for each in own.table.all_rows], [each.id for each in own.table.all_columns]) == (["x"], ["y"])
    with served(keep(tmp_path / "store", both), POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(f"{site.url}/matrix?lang=en")
        page.get_by_role("link", name="乙計画").click()
        expect(page.locator("tbody th[scope=row]")).to_have_count(1)


def test_more_than_a_section_of_rows_is_paged_and_data_has_all(tab: Tabs, tmp_path: Path) -> None:
    bodies = [node(f"会社{at}", "Company", at) for at in range(SECTION + 30)]
    many = facts([*small().nodes.values(), *bodies], list(small().links.values()))
    with served(keep(tmp_path / "store", many), POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(f"{site.url}/matrix?of=organizations&lang=en")
        assert page.locator("tbody th[scope=row]").count() == SECTION
        page.locator("nav.bar").get_by_role("link", name="2", exact=True).click()
        expect(page.locator("tbody th[scope=row]")).to_have_count(33)
        assert len(rows(site, of="organizations")) == SECTION + 33


def test_heads_stay_in_sight_while_a_long_table_scrolls(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/matrix?of=organizations&lang=en")
    page.locator(".scroll").evaluate("each => { each.scrollTop = 400; each.scrollLeft = 300 }")
    top = page.locator(".scroll").bounding_box()
    head = page.locator("thead th.first").bounding_box()
    assert top and head
    assert abs(head["x"] - top["x"]) <= 1
    if page.locator(".scroll.tall").count():
        assert abs(head["y"] - top["y"]) <= 1


def test_a_store_without_fields_says_so(tab: Tabs, tmp_path: Path) -> None:
    bare = [each for each in small().nodes.values() if each.type in ("Plan", "SourceDocument", "GovernmentBody")]
    with served(keep(tmp_path / "store", facts(bare, [])), POLICYLINKS_BASE_IRI=BASE) as site:
        for of in TABLES:
            page = tab(f"{site.url}/matrix?of={of}&lang=en")
            expect(page.locator("main")).to_contain_text("Nothing was read")


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_tables_and_their_states(
    made: Site, site: Site, tab: Tabs, axe: Path, width: int
) -> None:
    project = site.first("Project").id
    paths = [f"{site.url}/matrix?of={of}" for of in TABLES]
    paths += [f"{site.url}/matrix?sort={project}&group=none", f"{made.url}/matrix?cell=化学.一号計画&across=化学"]
    for at, path in enumerate(paths):
        page = tab(f"{path}&lang=en", width=width, scheme="dark" if at % 2 else "light", bypass_csp=True)
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [1440, 390])
def test_a_hostile_plan_and_hostile_parameters_are_words(hostile: Site, tab: Tabs, width: int) -> None:
    page = tab(hostile.url, width=width)
    for of in TABLES:
        page.goto(f"{hostile.url}/matrix?of={of}")
        unharmed(page)
    for key in ("field-0.project-0", "field-1.project-1"):
        page.goto(f"{hostile.url}/matrix?cell={key}")
        unharmed(page)
    for name in ("of", "cell", "sort", "across", "order", "group", "plan", "page"):
        for text in INJECTIONS[:4]:
            page.goto(str(httpx.URL(f"{hostile.url}/matrix", params={name: text})))
            unharmed(page)
