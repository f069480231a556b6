"""The network page in its states: without scripts, on a phone, dark, printed, embedded, failed, newer."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
from playwright.sync_api import expect

from graph.facts import facts
from tests.conftest import DOCUMENTS
from tests.pages.conftest import Site, Tabs, drawn, keep, load, served
from tests.pages.made import BASE, plan
from tests.pages.network import address, data, rows


def test_without_scripts_the_tables_and_the_filters_work(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(address(site, field), ready=False, java_script_enabled=False)
    before = len(rows(page))
    assert before == len(httpx.get(f"{site.url}/graph", params={"focus": field.id}).json()["links"])
    expect(page.locator(".stage img.still")).to_be_visible()
    assert page.locator(".stage img.still").evaluate("image => image.naturalWidth") > 300
    page.get_by_role("checkbox", name="related").uncheck()
    page.get_by_role("button", name="Apply").click()
    assert 0 < len(rows(page)) < before
    expect(page.get_by_role("checkbox", name="related")).not_to_be_checked()
    page.goto(f"{site.url}/?lang=en")
    page.get_by_role("searchbox").fill(field.label)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=field.label).first).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen_and_targets_are_large(site: Site, tab: Tabs) -> None:
    for path in (
        "/",
        "/network",
        "/matrix",
        "/search?q=%E7%94%A3",
        f"/things/{site.first('Project').id}",
        address(site, site.first("GrowthField")),
    ):
        page = tab(path if path.startswith("http") else site.url + path, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    heights = page.locator(".zoom button, .net-bar input, .panel .button, .panel .link, .grip").evaluate_all(
        "all => all.filter(each => each.offsetParent).map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 36
    nav = page.locator(".lanes-nav")
    expect(nav).to_be_visible()
    first = int(nav.get_attribute("data-first") or "")
    expect(nav.locator("span")).to_contain_text(f"{first + 1}–{first + 3}")
    nav.locator("button:last-child").click()
    expect(nav.locator("span")).to_contain_text(f"{first + 2}–{first + 4}")
    sheet, grip = page.locator(".panel"), page.locator(".grip")
    low = sheet.bounding_box()
    assert low
    assert low["height"] <= 0.6 * 844 + 1
    grip.click()
    expect(grip).to_have_attribute("aria-expanded", "true")
    assert sheet.evaluate("each => each.clientHeight >= each.scrollHeight")


def test_dark_pages_draw_on_a_dark_canvas(site: Site, tab: Tabs) -> None:
    pixel = (
        "() => { const c = document.querySelector('#canvas canvas');"
        "return [...c.getContext('2d').getImageData(c.width - 4, 4, 1, 1).data].slice(0, 3).reduce((a, b) => a + b) }"
    )
    page = tab(address(site, site.first("GrowthField")), scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 20, 24)"
    labels = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')")
    assert labels.strip() == "#e9ebee"
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(100)
    assert page.evaluate(pixel) == 0 or page.evaluate(pixel) > 600


def test_print_shows_the_drawing_and_the_table_and_no_controls(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    page.emulate_media(media="print")
    for hidden in (".net-bar", ".legend", ".zoom", ".tabs", "#canvas", ".panel .buttons"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".printed", ".twin", ".panel h2"):
        expect(page.locator(shown).first).to_be_visible()
    order = page.evaluate(
        "['.printed', '.panel h2', '.twin'].map(each => document.querySelector(each).getBoundingClientRect().top)"
    )
    assert order == sorted(order)
    assert len(page.pdf()) > 10_000
    page.emulate_media(media="screen")
    expect(page.locator(".printed")).to_have_count(0)
    expect(page.locator("#canvas")).to_be_visible()


def test_paper_gets_the_whole_drawing_and_not_the_part_that_the_screen_shows(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")), width=390, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    size, corner = page.locator(".printed").evaluate(
        "each => [[each.width, each.height], [...each.getContext('2d').getImageData(2, 2, 1, 1).data]]"
    )
    view = data(page)["view"]
    assert size[0] >= 2 * view["width"]
    assert size[1] > 2 * view["height"]
    assert corner == [255, 255, 255, 255]
    assert page.locator(".printed").evaluate("each => each.getBoundingClientRect().right <= innerWidth")


def test_what_is_left_out_for_its_number_is_said_with_the_way_to_more(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project"), limit="5"))
    total = data(page)["view"]["total"]
    assert total > 5
    expect(page.locator(".net-bar")).to_contain_text(f"5 of {total} shown")
    page.get_by_role("link", name="Show more").click()
    page.wait_for_url(re.compile("limit=1000"))
    drawn(page)
    assert len(data(page)["nodes"]) == total
    expect(page.locator(".net-bar")).not_to_contain_text("shown more")


def test_too_many_things_are_not_drawn_but_told_with_narrower_scopes(tmp_path: Path, tab: Tabs) -> None:
    many = plan(["施策"], projects=3, measures=2100)
    with served(keep(tmp_path / "store", many), POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(f"{site.url}/network?focus=project-0&lang=en")
        notice = page.get_by_role("alert").first
        expect(notice).to_contain_text("too many to draw")
        assert {node["family"] for node in data(page)["nodes"]} == {"project", "field"}
        notice.get_by_role("link", name="without Measures").click()
        page.wait_for_url(re.compile("types="))
        drawn(page)
        expect(page.get_by_text("too many to draw")).to_have_count(0)
        assert "indicator" in {node["family"] for node in data(page)["nodes"]}
        assert "measure" not in {node["family"] for node in data(page)["nodes"]}


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path, tab: Tabs) -> None:
    with served(keep(tmp_path / "store", facts([], [])), POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(f"{site.url}/network?lang=en")
        expect(page.locator(".stage")).to_contain_text("policylinks load")
        assert rows(page) == []


def test_embedded_pages_have_no_header_and_no_footer(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField"), embed="1"))
    for hidden in ("header.top", "footer.foot"):
        expect(page.locator(hidden)).to_have_count(0)
    expect(page.locator("#canvas")).to_be_visible()
    page.get_by_role("checkbox", name="related").uncheck()
    page.wait_for_url(re.compile("embed=1.*rels=|rels=.*embed=1"))
    expect(page.locator("header.top")).to_have_count(0)


def test_a_failed_request_says_so_and_can_be_tried_again(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    page.route("**/network?*", lambda route: route.abort())
    page.get_by_role("checkbox", name="related").uncheck()
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("Loading failed")
    page.unroute("**/network?*")
    notice.get_by_role("button", name="Try again").click()
    page.wait_for_url(re.compile("rels="))
    expect(page.get_by_role("alert")).to_have_count(0)
    tab.complaints.clear()  # the browser itself tells of the request that we broke


def test_a_drawing_that_cannot_be_made_leaves_the_tables_and_says_so(site: Site, tab: Tabs) -> None:
    page = tab("about:blank", ready=False)
    page.route("**/vis-network*.js", lambda route: route.abort())
    page.goto(address(site, site.first("GrowthField")))
    expect(page.locator(".stage")).to_contain_text("The drawing failed")
    assert rows(page)
    tab.complaints.clear()


def test_an_open_page_notices_that_the_server_has_newer_data(tmp_path: Path, tab: Tabs) -> None:
    folder = load(tmp_path / "store", DOCUMENTS / "minatogawa-growth-vision.txt")
    with served(folder) as site:
        page = tab(address(site))
        load(folder, DOCUMENTS / "asagiri-industry-plan.txt")
        page.evaluate("dispatchEvent(new Event('focus'))")
        expect(page.get_by_role("alert")).to_contain_text("newer data")
        page.get_by_role("button", name="Reload").click()
        expect(page.get_by_role("alert")).to_have_count(0)


def test_links_and_citations_can_be_copied(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")), permissions=["clipboard-read", "clipboard-write"])
    page.locator(".net-bar").get_by_role("button", name="Copy link").click()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.locator(".panel .deeds").first.get_by_role("button", name="Copy citation").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert site.first("GrowthField").label in copied
    assert site.snapshot.version[:12] in copied


def test_the_indicators_and_the_schedule_are_one_click_away_from_a_field(site: Site, tab: Tabs) -> None:
    field = next(
        node
        for node in site.facts.by_type["GrowthField"]
        if httpx.get(f"{site.url}/graph", params={"focus": node.id}).json()["schedule"]
    )
    page = tab(address(site, field))
    told = httpx.get(f"{site.url}/graph", params={"focus": field.id}).json()
    schedule = page.locator(".panel details", has_text="Schedule")
    schedule.locator("summary").click()
    for activity in told["schedule"]:
        expect(schedule.get_by_text(activity["name"], exact=True).first).to_be_visible()
    indicators = page.locator(".panel details", has_text="Indicators")
    expect(indicators).to_contain_text("→")
