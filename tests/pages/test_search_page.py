"""The search page by type, with what matches; the search of every page suggests things as one types."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from graph.facts import facts as made_facts
from graph.search import search
from graph.snapshot import Snapshot
from tests.pages.conftest import Site, Tabs
from tests.pages.made import BASE, plan
from visualizations.search.matches import around_match, matches
from visualizations.search.page import MOST_A_GROUP, MOST_A_PAGE, results, search_page, type_key


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("山口大学AIセンター", "ａｉ", ["AI"]),
        ("コンピューターの活用", "コンピュータ", ["コンピュータ"]),
        ("データ・センターとデータセンター", "データセンター", ["データ・センター", "データセンター"]),
        ("ﾛﾎﾞｯﾄ産業", "ロボット", ["ﾛﾎﾞｯﾄ"]),
        ("ものづくり", "モノヅクリ", ["ものづくり"]),
        ("水素", "酸素", []),
        ("水素", "", []),
        ("水素", "・", []),
    ],
)
def test_what_matches_is_marked_whatever_its_width_kana_or_case(text: str, query: str, marked: list[str]) -> None:
    pieces = matches(text, query)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece.removesuffix("ー") for piece, on in pieces if on] == [each.removesuffix("ー") for each in marked]


def test_a_long_text_is_cut_to_what_is_around_the_match() -> None:
    pieces = around_match("長" * 300 + "水素" + "い" * 300, "水素", 90)
    assert [piece for piece, on in pieces if on] == ["水素"]
    assert pieces[0][0].startswith("…")
    assert pieces[-1][0].endswith("…")
    assert sum(len(piece) for piece, _ in pieces) <= 92


def snapshot_of(measures: int) -> Snapshot:
    return Snapshot("v", BASE, plan(["水素の施策"], projects=2, measures=measures))


def test_results_are_counted_by_type_and_each_type_has_its_own_pages() -> None:
    snapshot = snapshot_of(measures=130)
    found = results(snapshot, "ja", {"q": "水素"})
    counts: dict[str, int] = {}
    for each in search(snapshot.facts, "水素", 10**6):
        counts[type_key(each.node)] = counts.get(type_key(each.node), 0) + 1
    assert {group.key: group.count for group in found.groups} == counts
    assert found.total == sum(counts.values())
    assert all(len(group.hits) == min(group.count, MOST_A_GROUP) for group in found.groups)
    pages = [results(snapshot, "ja", {"q": "水素", "type": "Measure", "page": str(n)}) for n in (1, 2, 3)]
    seen = [hit.node.id for each in pages for group in each.shown for hit in group.hits]
    assert len(seen) == len(set(seen)) == counts["Measure"] == 130
    assert [len(each.shown[0].hits) for each in pages] == [MOST_A_PAGE, MOST_A_PAGE, 30]
    assert all(len(each.groups) == len(counts) for each in pages), "the other types stay in the filter"


@pytest.mark.parametrize(("page", "kept"), [("0", 1), ("99", 3), ("-1", 1), ("x", 1), ("²", 1), ("", 1)])
def test_a_page_that_is_not_there_is_the_nearest(page: str, kept: int) -> None:
    assert results(snapshot_of(130), "ja", {"q": "水素", "type": "Measure", "page": page}).page == kept


def test_a_type_that_is_not_there_is_no_filter() -> None:
    found = results(snapshot_of(3), "ja", {"q": "水素", "type": "Nothing"})
    assert found.chosen == "" and len(found.shown) == len(found.groups)


def test_nothing_found_leads_to_the_nearest_names_or_to_the_fields() -> None:
    snapshot = snapshot_of(3)
    near = results(snapshot, "ja", {"q": "水素の施設"})
    assert near.total == 0 and near.near and not near.instead
    away = results(snapshot, "ja", {"q": "zzzz"})
    assert away.instead == snapshot.facts.by_type["GrowthField"]
    empty = Snapshot("v", BASE, made_facts([], []))
    assert "zzzz" in search_page(empty, "en", {"q": "zzzz"})


def test_the_page_marks_what_matches_and_leads_to_thing_and_line(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(f"{site.url}/search?lang=en&q={project.label[:4]}")
    hit = page.locator(".found li", has=page.locator(f"a[href*='{project.id}']")).first
    expect(hit.locator("mark").first).to_have_text(project.label[:4])
    hit.locator("a.line").first.click()
    page.wait_for_url(re.compile("/lines.*#line-"))


def test_the_filter_by_type_is_in_the_address_and_back_works(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/search?lang=en&q={site.first('Project').label[:2]}")
    kinds = page.get_by_role("navigation", name="Filter by type")
    every = kinds.get_by_role("link").count()
    link = kinds.get_by_role("link", name=re.compile("^Project"))
    count = int(re.findall(r"\d+", link.inner_text())[-1])
    link.click()
    page.wait_for_url(re.compile("type=Project"))
    expect(page.locator(".found li")).to_have_count(count)
    expect(kinds.get_by_role("link")).to_have_count(every)
    expect(kinds.locator("[aria-current=page]")).to_contain_text("Project")
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(re.compile("type=Project.*lang=ja"))
    page.go_back()
    page.go_back()
    expect(page.locator("main h2").first).to_be_visible()
    assert "type=" not in page.url


def test_without_scripts_the_search_is_a_plain_form(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/matrix?lang=en", ready=False, java_script_enabled=False)
    box = page.get_by_role("searchbox")
    box.fill(site.first("GrowthField").label)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search results")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/matrix", "/search", "/things/{project}"])
def test_the_search_of_a_page_suggests_and_a_choice_opens_the_thing(site: Site, tab: Tabs, path: str) -> None:
    project = site.first("Project")
    page = tab(f"{site.url}{path.format(project=project.id)}?lang=en")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type(project.label)
    option = page.get_by_role("option").first
    expect(option).to_contain_text(project.label)
    expect(box).to_have_attribute("aria-expanded", "true")
    told = httpx.get(f"{site.url}/search.json", params={"q": project.label}).json()["results"]
    expect(page.get_by_role("status")).to_contain_text(f"{min(len(told), 8) + (len(told) > 8)} suggestions")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/things/{project.id}"))


def test_escape_closes_the_suggestions_and_enter_alone_searches(site: Site, tab: Tabs) -> None:
    word = site.first("Project").label[:2]
    page = tab(f"{site.url}/matrix?lang=en")
    page.keyboard.press("/")
    page.keyboard.type(word)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    expect(page.locator("mark").first).to_have_text(word)


def test_enter_that_ends_the_writing_of_kana_chooses_nothing(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/matrix?lang=en")
    page.keyboard.press("/")
    page.keyboard.type(site.first("Project").label[:2])
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.evaluate(
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(page.get_by_role("option").first).to_be_visible()
    assert "/matrix" in page.url
