"""The network page in its states: without scripts, on a phone, dark, printed, embedded, failed, newer."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import expect

from tests.conftest import DOCUMENTS
from tests.pages.conftest import Site, Tabs, load, served
from tests.pages.network import address, rows


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
    heights = page.locator(".zoom button, .net-bar input, .panel .button").evaluate_all(
        "all => all.filter(each => each.offsetParent).map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 36
    nav = page.locator(".lanes-nav")
    expect(nav).to_be_visible()
    first = int(nav.get_attribute("data-first") or "")
    expect(nav.locator("span")).to_contain_text(f"{first + 1}–{first + 3}")
    nav.locator("button:last-child").click()
    expect(nav.locator("span")).to_contain_text(f"{first + 2}–{first + 4}")


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
    for hidden in (".net-bar", ".legend", ".zoom", ".tabs"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("#canvas", ".twin", ".panel h2"):
        expect(page.locator(shown).first).to_be_visible()
    assert len(page.pdf()) > 10_000


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


def test_an_open_page_notices_that_the_server_has_newer_data(tmp_path, tab: Tabs) -> None:  # type: ignore[no-untyped-def]
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
    page.locator(".panel .buttons").get_by_role("button", name="Copy citation").click()
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
