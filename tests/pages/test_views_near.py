"""The near view: what stands around a thing, how far, opened by relation, and where it stands on the stage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from graph.facts import Facts, Node
from graph.neighbours import KEPT, LEFT_OUT, Neighbours, neighbours
from graph.snapshot import Snapshot
from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.made import BASE, plan
from tests.pages.network import data, links, rows
from visualizations.lanes.placed.layout import Layout
from visualizations.lanes.view import NetworkView
from visualizations.near.page import near_page
from visualizations.near.view import near_view

NAMES = ["水素ステーションの更なる整備促進", "燃料電池自動車や燃料電池フォークリフト等の導入促進", "研究開発", "a" * 40]


def view(facts: Facts, **query: str) -> NetworkView:
    """The view of an address."""
    return near_view(Snapshot("v1", BASE, facts), "ja", query)


def address(site: Site, node: Node | None = None, **query: str) -> str:
    """The address of what is near a thing."""
    given = {"view": "near", **({"focus": node.id} if node else {}), "lang": "en", **query}
    return str(httpx.URL(f"{site.url}/network", params=given))


def announced(node: dict[str, Any], found: dict[str, Any]) -> str:
    """What has to be told of a node: name, type, place and number of links."""
    lane = found["view"]["titles"][node["lane"]]
    return f"{node['name']}, {node['type']}, number {node['row']} in {lane}, {node['degree']} links"


def overlaps(layout: Layout) -> int:
    """How many pairs of labels overlap."""
    boxes = [each.box for each in layout.placed]
    return sum(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in combinations(boxes, 2))


def within(index: Neighbours, facts: Facts, start: str, hops: int) -> set[str]:
    """What a walk of so many links reaches, found the simple way."""
    found = {start}
    for hop in range(hops):
        ring = {
            tie.other(id_)
            for id_ in found
            for tie in index.of(id_)
            if not hop or (id_ not in index.publishers and facts.nodes[id_].type != "Plan")
        }
        found |= {id_ for id_ in ring if facts.nodes[id_].type not in LEFT_OUT | {"Plan"}}
    return found


@pytest.mark.parametrize("hops", ["1", "2", "3"])
@pytest.mark.parametrize("limit", ["150", "1000"])
@pytest.mark.parametrize("focus", ["field-0", "project-0", "measure-3", "component-0", "plan-made"])
def test_labels_never_overlap_and_stand_inside_the_drawing(focus: str, limit: str, hops: str) -> None:
    made = plan(NAMES, projects=20, measures=300, indicators=12, fields=9)
    layout = view(made, focus=focus, hops=hops, limit=limit).layout
    assert overlaps(layout) == 0
    for each in layout.placed:
        left, top, right, bottom = each.box
        assert left >= 0
        assert top >= 0
        assert right <= layout.width
        assert bottom <= layout.height


def test_labels_never_overlap_around_anything_of_a_plan(site: Site) -> None:
    for node in list(site.facts.nodes.values())[::3]:
        for hops in ("1", "2"):
            assert overlaps(view(site.facts, focus=node.id, hops=hops).layout) == 0, node.id


def test_it_shows_what_so_many_links_reach_and_nothing_else(site: Site) -> None:
    index = neighbours(site.facts)
    for type_ in ("GrowthField", "Project", "Indicator", "Measure"):
        for hops in (1, 2, 3):
            focus = site.first(type_).id
            found = view(site.facts, focus=focus, hops=str(hops), limit="1000")
            assert {node.id for node in found.selection.nodes} == within(index, site.facts, focus, hops)


def test_links_among_the_outermost_things_are_left_to_a_longer_reach(site: Site) -> None:
    focus = site.first("Project").id
    near = view(site.facts, focus=focus)
    assert near.rows
    assert all(focus in (row.edge.source, row.edge.target) for row in near.rows)
    assert len(view(site.facts, focus=focus, hops="2").rows) > len(near.rows)


def test_at_most_150_things_are_drawn_unless_more_are_asked_for_and_each_relation_is_among_them() -> None:
    made = plan(NAMES, projects=3, measures=400, indicators=30)
    found = view(made, focus="project-0", hops="2")
    assert len(found.selection.nodes) == 150
    assert found.selection.total > 400
    assert {"listed", "measures", "part"} <= {row.edge.relation for row in found.rows}
    assert len(view(made, focus="project-0", hops="2", limit="1000").selection.nodes) == found.selection.total
    assert len(view(plan(NAMES, projects=3, measures=1500), focus="component-0", limit="9999").selection.nodes) == 1000


def test_above_two_thousand_things_the_nearest_are_numbers_with_ways_to_narrow_it() -> None:
    made = plan(NAMES, projects=3, measures=2300, indicators=3)
    found = view(made, focus="component-0", hops="2")
    assert found.selection.aggregated
    assert [(row.edge.relation, row.count) for row in found.rows] == [("listed", 2300), ("part", 1), ("part", 3)]
    assert len(found.layout.placed) == 4
    assert found.selection.counts["listed"] == 2300
    page = near_page(Snapshot("v1", BASE, made), "en", {"focus": "component-0", "hops": "2"})
    notice = page.split('class="notice"')[1].split("</div>")[0]
    assert "More than 2,000 items" in notice
    assert "rels=part" in notice
    assert "hops=1" not in notice  # what is next to it is too much already
    assert "rels=listed" not in notice
    assert "/things/sum-" not in page
    further = near_page(Snapshot("v1", BASE, made), "en", {"focus": "project-0", "hops": "2"})
    assert "hops=1" in further.split('class="notice"')[1].split("</div>")[0]


class Sealed(Mapping[str, Node]):
    """Facts that can be looked up, but not read through."""

    def __init__(self, facts: Mapping[str, Node]) -> None:
        self.facts, self.open = facts, True

    def __getitem__(self, key: str) -> Node:
        return self.facts[key]

    def __iter__(self) -> Iterator[str]:
        assert self.open, "somebody reads all facts"
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)


def test_once_there_is_an_index_nothing_reads_all_facts() -> None:
    made = plan(NAMES, projects=5, measures=50)
    nodes = Sealed(made.nodes)
    facts = Facts(nodes, made.links)
    index = KEPT.of(facts)
    facts.outgoing, facts.incoming, facts.referring, facts.by_type  # noqa: B018 - each is made on first use
    nodes.open = False
    for focus in ("project-0", "field-0", "measure-7", "indicator-1"):
        for hops in ("1", "2", "3"):
            assert view(facts, focus=focus, hops=hops).rows
    assert KEPT.of(facts) is index


def test_what_is_opened_adds_the_things_of_that_relation_and_of_no_other() -> None:
    made = plan(NAMES, projects=4, measures=9, indicators=2)
    before = view(made, focus="field-0")
    assert before.selection.more["project-0"]["measures"] == 2
    after = view(made, focus="field-0", expand="project-0.measures")
    added = {node.id for node in after.selection.nodes} - {node.id for node in before.selection.nodes}
    assert added == {"indicator-0", "indicator-1"}
    assert "measures" not in after.selection.more["project-0"]
    assert overlaps(after.layout) == 0
    assert len(view(made, focus="field-0", expand="project-0").selection.nodes) > len(after.selection.nodes)


def test_filters_keep_what_they_say_and_the_legend_counts_everything() -> None:
    made = plan(NAMES, projects=4, measures=9, indicators=2)
    whole = view(made, focus="project-0", hops="2")
    for query, keeps in (
        ({"rels": "listed,part"}, lambda row: row.edge.relation in ("listed", "part")),
        ({"status": "inferred"}, lambda row: row.evidence.status == "inferred"),
    ):
        found = view(made, focus="project-0", hops="2", **query)
        assert found.rows
        assert all(keeps(row) for row in found.rows)
        assert found.selection.counts == whole.selection.counts


def test_keys_change_the_reach_and_back_returns(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    first = links(page)
    assert rows(page) == first
    page.locator("#canvas").focus()
    page.keyboard.press("2")
    page.wait_for_url(re.compile("hops=2"))
    drawn(page)
    expect(page.locator(".hops [aria-current]")).to_have_text("2 links")
    assert set(links(page)) > set(first)
    assert rows(page) == links(page)
    page.go_back()
    page.wait_for_url(re.compile("^(?!.*hops=)"))
    expect(page.locator(".hops [aria-current]")).to_have_text("1 link")
    assert links(page) == first


def test_plus_opens_by_relation_with_its_count_and_the_address_keeps_it(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(address(site, project))
    before = links(page)
    told = {announced(node, data(page)): node for node in data(page)["nodes"]}
    status = page.get_by_role("status")
    page.locator("#canvas").focus()
    for key in ("ArrowRight", *["ArrowDown"] * 40):
        if told[status.text_content() or ""].get("more") and told[status.text_content() or ""]["id"] != project.id:
            break
        page.keyboard.press(key)
    node = told[status.text_content() or ""]
    page.keyboard.press("+")
    menu = page.locator(".panel .expand")
    expect(menu.locator("a").first).to_be_focused()
    relation, count = next(iter(node["more"].items()))
    menu.locator(f"a[href*='{node['id']}.{relation}']").click()
    page.wait_for_url(re.compile("expand="))
    drawn(page)
    assert len(links(page)) == len(before) + count
    assert set(before) <= set(links(page))
    assert rows(page) == links(page)
    page.go_back()
    page.wait_for_url(re.compile("^(?!.*expand=)"))
    expect(page.locator(".twin tbody tr")).to_have_count(len(before))
    assert links(page) == before


def test_each_move_is_announced_as_the_data_says(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project")))
    found = data(page)
    told = {announced(node, found) for node in found["nodes"]}
    page.locator("#canvas").focus()
    heard = [page.get_by_role("status").text_content() or ""]
    for key in ("ArrowLeft", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        heard.append(page.get_by_role("status").text_content() or "")
    assert set(heard) <= told
    assert len(set(heard)) > 3


def test_a_selected_thing_is_told_with_sentence_quote_and_how_it_is_known(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project")))
    claim = page.locator(".panel .claim").first
    expect(claim.locator(".told b").first).to_be_visible()
    expect(claim.locator("blockquote mark").first).to_be_visible()
    expect(claim.locator(".badge").last).to_be_visible()


def test_the_views_lead_to_each_other_with_their_state(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(address(site, project, hops="2", status="stated"))
    views = page.get_by_role("navigation", name="Views")
    expect(views.get_by_role("link", name="Near")).to_have_attribute("aria-current", "page")
    for name, kind in (("Lanes", None), ("Near", ["near"]), ("Path", ["path"]), ("Overview", ["overview"])):
        views.get_by_role("link", name=name).click()
        expect(views.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
        query = parse_qs(urlsplit(page.url).query)
        assert query.get("view") == kind
        assert query["focus"] == [project.id]
        assert query["hops"] == ["2"]
        assert query["status"] == ["stated"]
    page.go_back()
    expect(views.get_by_role("link", name="Path")).to_have_attribute("aria-current", "page")


def test_without_scripts_there_are_picture_table_reach_and_filters(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project")), ready=False, java_script_enabled=False)
    before = len(rows(page))
    assert before
    assert page.locator(".stage img.still").evaluate("image => image.naturalWidth") > 300
    page.get_by_role("link", name="2 links").click()
    page.wait_for_url(re.compile("hops=2"))
    assert len(rows(page)) > before
    page.get_by_role("checkbox", name="engaged in").uncheck()
    page.get_by_role("button", name="Apply").click()
    assert "view=near" in page.url
    assert "hops=2" in page.url
    expect(page.get_by_role("checkbox", name="engaged in")).not_to_be_checked()


def test_nothing_in_the_middle_and_what_is_not_there_say_what_to_do(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(address(site))
    expect(page.locator(".stage")).to_contain_text("Choose what stands in the middle")
    page.locator("#start + p").get_by_role("link", name=field.label).click()
    page.wait_for_url(re.compile("focus="))
    assert "view=near" in page.url
    page.goto(address(site, focus=f"{field.label[:-1]}x"))
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("was not found")
    notice.get_by_role("link", name=field.label).click()
    page.wait_for_url(re.compile(field.id))
    drawn(page)
    assert rows(page)
