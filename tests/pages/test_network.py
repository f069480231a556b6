"""The network page in a browser: from a search to the words of the plan, and back."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import expect

from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.network import address, click_node, data, links, rows, without


def test_a_search_leads_to_a_focus_and_to_the_words_behind_its_links(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(address(site))
    box = page.get_by_role("combobox")
    box.fill(field.label[:4])
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("option", name=field.label).first.click()
    page.wait_for_url(re.compile(f"focus={field.id}"))
    panel = page.get_by_role("complementary", name="Details of the selection")
    expect(panel.get_by_role("heading", level=2)).to_have_text(field.label)
    told = httpx.get(f"{site.url}/graph", params={"focus": field.id}).json()["links"]
    link = site.facts.links[next(link["link"] for link in told if field.id in (link["source"], link["target"]))]
    source = link.sources[0]
    quote = panel.locator("blockquote").first
    assert " ".join((source.exact or "").split()) in " ".join(quote.inner_text().split())
    assert quote.locator("mark").count() >= 1
    lines = (
        f"line {source.first_line}"
        if source.first_line == source.last_line
        else f"lines {source.first_line}–{source.last_line}"
    )
    expect(panel.get_by_text(lines, exact=True).first).to_be_visible()


def test_lines_are_told_in_the_language_of_the_page(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField"), lang="ja"))
    assert re.search(r"\d+行|\d+–\d+行", page.locator(".panel").inner_text())
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_rows_of_the_table_are_the_drawn_links_in_their_order(site: Site, tab: Tabs) -> None:
    for node in (None, site.first("GrowthField"), site.first("Project"), site.first("Indicator")):
        page = tab(address(site, node))
        assert rows(page) == links(page)


def test_a_filter_changes_drawing_table_and_address_and_the_address_brings_it_back(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    before = links(page)
    page.get_by_role("checkbox", name="related").uncheck()
    page.wait_for_url(re.compile("rels="))
    drawn(page)
    kept = links(page)
    assert set(kept) < set(before)
    assert rows(page) == kept
    assert "related" not in parse_qs(urlsplit(page.url).query)["rels"][0]
    assert len(page.url) < 2000
    expect(page.get_by_role("checkbox", name="related")).to_be_focused()
    again = tab(page.url)
    assert links(again) == kept
    expect(again.get_by_role("checkbox", name="related")).not_to_be_checked()
    page.go_back()
    page.wait_for_url(without("rels"))
    expect(page.get_by_role("checkbox", name="related")).to_be_checked()
    assert links(page) == before
    page.go_forward()
    expect(page.get_by_role("checkbox", name="related")).not_to_be_checked()


def test_years_and_projects_filter_too(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    year = page.locator("[name=y]").first
    value = year.get_attribute("value") or ""
    year.uncheck()
    page.wait_for_url(re.compile("y="))
    assert value not in parse_qs(urlsplit(page.url).query)["y"][0].split(",")
    project = page.locator("[name=projects]").first
    name = project.get_attribute("value")
    project.evaluate("box => box.click()")
    page.wait_for_url(re.compile("projects="))
    assert name not in {node["id"] for node in data(page)["nodes"]}


def test_sorting_orders_table_and_data_alike(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project")))
    page.locator(".twin").get_by_role("link", name="To", exact=False).first.click()
    page.wait_for_url(re.compile("sort=target"))
    expect(page.locator(".twin th[aria-sort=ascending]")).to_have_count(1)
    names = [target for _, target in rows(page)]
    assert names == sorted(names)
    assert rows(page) == links(page)


def test_no_filter_left_says_so_and_offers_the_way_back(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField"), rels=""))
    expect(page.locator(".stage")).to_contain_text("Nothing is left by these filters")
    page.locator(".stage").get_by_role("link", name="Clear filters").click()
    page.wait_for_url(without("rels"))
    drawn(page)
    assert links(page)


def test_an_unknown_focus_gets_a_notice_and_the_nearest_names_and_never_an_empty_page(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(f"{site.url}/network?lang=en&focus={field.label[:-1]}x")
    notice = page.get_by_role("alert").first
    expect(notice).to_contain_text("was not found")
    notice.get_by_role("link", name=field.label).click()
    page.wait_for_url(re.compile(field.id))
    assert rows(page)


def test_a_click_selects_a_node_and_fades_what_is_not_its_neighbour(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    found = data(page)
    node = next(node for node in found["nodes"] if node["family"] == "project")
    click_node(page, node["id"])
    expect(page.locator(".panel h2")).to_have_text(node["name"])
    current = page.locator(".twin tr.current")
    touching = [link for link in links(page) if node["name"] in link]
    expect(current).to_have_count(len(touching))
    assert [(a, b) for a, b in rows(page) if node["name"] in (a, b)] == touching
    page.get_by_role("button", name="Focus").click()
    page.wait_for_url(re.compile(node["id"]))


def test_links_between_bodies_can_be_left_out_and_stand_in_the_table_in_words(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(address(site, project))
    within = [link for link in data(page)["links"] if link["relation"] == "bodies"]
    assert within
    names = [node["name"] for node in data(page)["nodes"]]
    told = {(names[link["from"]], names[link["to"]]) for link in within}
    assert told <= set(rows(page))
    page.get_by_role("checkbox", name="between bodies").uncheck()
    page.wait_for_url(re.compile("rels="))
    drawn(page)
    assert not [link for link in data(page)["links"] if link["relation"] == "bodies"]
    assert links(page) == rows(page)


def test_kinds_of_bodies_filter_too(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project")))
    kind = page.locator("[name=kinds]").first
    value = kind.get_attribute("value")
    kind.evaluate("box => box.click()")
    page.wait_for_url(re.compile(f"kinds=-{value}"))
    drawn(page)
    kept = {node.get("kind") for node in data(page)["nodes"] if node["family"] == "organization"}
    assert kept
    assert value not in kept
    expect(page.locator(f"[name=kinds][value={value}]")).not_to_be_checked()


def test_the_panel_leads_to_ways_from_here(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(address(site, field))
    link = page.locator(".panel").get_by_role("link", name="Path from here")
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query)["path"] == [f"{field.id},"]


def test_buttons_zoom_and_pan(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")), reduced_motion="reduce")
    head = page.locator(".heads > span").nth(1)

    def left() -> float:
        return float(head.evaluate("each => parseFloat(each.style.left)"))

    home = left()
    page.get_by_role("button", name="Pan right").click()
    page.wait_for_timeout(100)
    panned = left()
    assert panned < home - 100
    page.get_by_role("button", name="Fit").click()
    page.wait_for_timeout(100)
    assert abs(left() - home) < 1
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(100)
    assert abs(left() - home) > 10


def test_the_wheel_scrolls_the_page_and_does_not_zoom(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    box = page.locator("#canvas").bounding_box()
    assert box
    left = page.locator(".heads > span").nth(1).evaluate("each => each.style.left")
    page.mouse.move(box["x"] + 400, box["y"] + 300)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 100
    assert page.locator(".heads > span").nth(1).evaluate("each => each.style.left") == left
