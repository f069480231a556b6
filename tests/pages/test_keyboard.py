"""Everything by keyboard, and what a screen reader is told is what the data says."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.network import address, data, links, rows


def announced(node: dict[str, object]) -> str:
    """What has to be told of a node: name, type, place and number of links."""
    lane = {"organization": "Organizations", "project": "Projects", "field": "Fields", "measure": "Measures",
            "indicator": "Indicators"}[str(node["family"])]  # fmt: skip
    return f"{node['name']}, {node['type']}, number {node['row']} in lane {lane}, {node['degree']} links"


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until something is focused."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"no way by Tab to {selector}")


def test_from_the_first_page_to_a_quote_by_keyboard_alone(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(f"{site.url}/?lang=en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    tab_to(page, f"a[href*='{field.id}']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/network"))
    drawn(page)
    tab_to(page, "#canvas")
    page.keyboard.press("Enter")
    expect(page.locator(".panel")).to_be_focused()
    tab_to(page, ".panel blockquote .line")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/things/passage-"))
    expect(page.locator("blockquote mark").first).to_be_visible()


def test_the_search_is_a_combobox_that_arrow_keys_and_enter_use(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(address(site))
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type(project.label[:5])
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{chosen}")).to_have_attribute("aria-selected", "true")
    name = page.locator(f"#{chosen} [lang=ja]").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("focus="))
    expect(page.locator(".panel h2")).to_have_text(name)
    expect(page.locator("#canvas")).to_be_focused()


def test_escape_closes_the_suggestions_before_anything_else(site: Site, tab: Tabs) -> None:
    page = tab(address(site))
    page.keyboard.press("/")
    page.keyboard.type(site.first("Project").label[:3])
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_be_focused()


def test_the_drawing_is_one_tab_stop_with_a_name(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    stage = page.get_by_role("application")
    expect(stage).to_have_count(1)
    expect(stage).to_have_attribute("tabindex", "0")
    assert page.locator("#canvas [tabindex='0']").count() == 0
    assert "Arrow keys" in (stage.get_attribute("aria-label") or "")


@pytest.mark.parametrize("type_", ["GrowthField", "Project"])
def test_every_move_is_announced_as_the_data_says_and_every_node_can_be_reached(
    site: Site, tab: Tabs, type_: str
) -> None:
    page = tab(address(site, site.first(type_)))
    told = {announced(node): node["id"] for node in data(page)["nodes"]}
    page.locator("#canvas").focus()
    status = page.get_by_role("status")
    heard = [status.text_content() or ""]
    # A reader who goes to the end of every lane: down and up each, then to the next.
    for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    for _ in range(5):
        for key, times in (("ArrowUp", len(told)), ("ArrowDown", len(told))):
            for _ in range(times):
                page.keyboard.press(key)
                heard.append(status.text_content() or "")
                if len(heard) > 1 and heard[-1] == heard[-2]:
                    break
        page.keyboard.press("ArrowRight")
        heard.append(status.text_content() or "")
    assert set(heard) <= set(told)
    assert {told[text] for text in heard} == {node["id"] for node in data(page)["nodes"]}


def test_enter_selects_and_escape_goes_back_step_by_step(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(address(site, field))
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(".panel")).to_be_focused()
    chosen = page.locator(".panel h2").inner_text()
    assert chosen != field.label
    assert page.locator(".twin tr.current").count() > 0
    page.keyboard.press("Escape")
    expect(page.locator("#canvas")).to_be_focused()
    expect(page.locator(".panel h2")).to_have_text(chosen)
    page.keyboard.press("Escape")
    expect(page.locator(".panel h2")).to_have_text(field.label)
    expect(page.locator(".twin tr.current")).to_have_count(0)
    expect(page.locator("#canvas")).to_be_focused()


def test_keys_for_table_help_fit_and_focus(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    page.locator("#canvas").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#canvas")).to_be_focused()
    page.keyboard.press("t")
    expect(page.locator("#table")).to_be_focused()
    page.locator("#canvas").focus()
    page.keyboard.press("z")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("0")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("f")
    page.wait_for_url(re.compile("focus=project"))
    drawn(page)
    expect(page.locator("#canvas")).to_be_focused()


def test_a_cell_of_the_matrix_is_chosen_by_keyboard_and_shows_its_words(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/matrix?lang=en")
    tab_to(page, ".cell")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("cell="))
    selected = page.locator("#selected")
    expect(selected.locator("blockquote mark").first).to_be_visible()
    told = httpx.get(f"{site.url}/matrix.json").json()[0]
    expect(selected).to_contain_text(told["area"])


def test_two_things_chosen_with_shift_lead_to_the_ways_between_them(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField")
    page = tab(address(site, field))
    page.locator("#canvas").focus()
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".path-from")).to_contain_text(field.label)
    expect(page.get_by_role("status")).to_contain_text(f"Path from {field.label}")
    page.keyboard.press("Escape")
    expect(page.locator(".path-from")).to_be_hidden()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowLeft")
    other = next(node for node in data(page)["nodes"] if announced(node) == page.get_by_role("status").text_content())
    page.keyboard.press("Shift+Enter")
    page.wait_for_url(re.compile(f"view=path.*path={field.id}(,|%2C){other['id']}"))


def test_one_two_three_open_what_is_near(site: Site, tab: Tabs) -> None:
    project = site.first("Project")
    page = tab(address(site, project))
    page.locator("#canvas").focus()
    page.keyboard.press("2")
    page.wait_for_url(re.compile(f"view=near.*focus={project.id}.*hops=2"))


def test_plus_opens_the_links_that_are_not_drawn_by_relation(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    before = data(page)
    shut = next(node for node in before["nodes"] if node.get("more"))
    page.locator("#canvas").focus()
    for key in ("ArrowLeft", "ArrowDown", "ArrowUp", "ArrowRight"):
        for _ in range(30):
            if shut["name"] in (page.get_by_role("status").text_content() or ""):
                break
            page.keyboard.press(key)
    page.keyboard.press("+")
    menu = page.locator(".panel .expand")
    expect(menu.locator("a").first).to_be_focused()
    total = sum(shut["more"].values())
    expect(menu.locator("summary")).to_contain_text(f"+{total}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"expand={shut['id']}"))
    drawn(page)
    after = data(page)
    assert len(after["links"]) >= len(before["links"]) + total
    assert shut["id"] not in {node["id"] for node in after["nodes"] if node.get("more")}
    expect(page.locator("#canvas")).to_be_focused()


def test_what_is_hidden_by_key_can_be_brought_back(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    before = links(page)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    told = page.get_by_role("status").text_content() or ""
    gone = next(node for node in data(page)["nodes"] if announced(node) == told)
    page.keyboard.press("h")
    page.wait_for_url(re.compile(f"hide={gone['id']}"))
    drawn(page)
    assert links(page) == rows(page)
    assert gone["id"] not in {node["id"] for node in data(page)["nodes"]}
    expect(page.locator("#canvas")).to_be_focused()
    page.get_by_role("link", name=f"Bring back {gone['name']}").click()
    page.wait_for_url(re.compile(r"^(?!.*hide=\w)"))
    drawn(page)
    assert links(page) == before


def test_what_is_pinned_stays_lit_and_stands_in_the_address(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField")))
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("p")
    page.wait_for_url(re.compile("pin=project"))
    expect(page.locator(".panel").get_by_role("button", name="Unpin")).to_be_visible()
    pinned = data(page)["view"]["pinned"]
    assert len(pinned) == 1
    page.locator(".panel").get_by_role("button", name="Unpin").click()
    page.wait_for_url(re.compile("^(?!.*pin=)"))
    expect(page.locator(".panel").get_by_role("button", name="Pin")).to_be_visible()


def test_the_cursor_stays_in_the_window_however_tall_the_drawing_is(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("Project")))
    page.set_viewport_size({"width": 1440, "height": 420})
    page.locator("#canvas").focus()
    for key in ("ArrowLeft", *["ArrowDown"] * 12):
        page.keyboard.press(key)
        told = page.get_by_role("status").text_content()
        node = next(node for node in data(page)["nodes"] if announced(node) == told)
        top = page.locator("#canvas").evaluate("each => each.getBoundingClientRect().top")
        scale = page.locator("#canvas").evaluate("each => each.getBoundingClientRect().width") / 928
        assert 0 < top + node["y"] * min(scale, 1.2) < 420
