"""By keyboard alone: from the first page to the quote behind a link, for every class of thing; focus on every page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from graph.facts import Node
from ontology.vocabulary import vocabulary
from tests.pages.conftest import Site, Tabs
from tests.pages.everybody import ask, every_page, none_of, tab_stops
from tests.pages.made_everything import NOT_NODES, id_of
from tests.pages.test_keyboard import tab_to

CLASSES = [name for name in vocabulary().node_types if name not in NOT_NODES]
MOST_STOPS = 60


def open_by_search(page: Page, node: Node) -> None:
    """From the page that is open to the page of a thing, by the search and the arrow keys."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(node.label)
    wanted = page.locator(f"[role=option][data-address*='/things/{node.id}?']")
    expect(wanted).to_be_visible()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/things/{node.id}"))


@pytest.mark.parametrize("class_", CLASSES)
def test_from_the_first_page_to_the_quote_behind_a_link(whole: Site, tab: Tabs, class_: str) -> None:
    node = whole.facts.nodes[id_of(vocabulary().node_types[class_])]
    page = tab(f"{whole.url}/?lang=en")
    open_by_search(page, node)
    links = [*whole.facts.outgoing.get(node.id, ()), *whole.facts.incoming.get(node.id, ())]
    told = [link for link in links if link.type != "Listing" or link.source == node.id]
    if told:  # the sentence of a link leads to the page of the link, and there are the words
        tab_to(page, "a.told")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: any(f"/things/{link.id}?" in url for link in told))
        link = next(link for link in told if f"/things/{link.id}?" in page.url)
        expect(page.locator("blockquote").first).to_contain_text(link.sources[0].exact or "-")
        expect(page.locator("blockquote mark").first).to_be_visible()
    expect(page.locator("#evidence")).to_be_visible()
    if page.locator(".jumps").count():
        tab_to(page, ".jumps a[href='#evidence']")
        page.keyboard.press("Enter")
    tab_to(page, "blockquote a.line")  # and the words to their place among the lines
    line = page.evaluate("new URL(document.activeElement.href).searchParams.get('line')")
    expect(page.locator("blockquote:has(:focus)")).to_contain_text(f"{line}行に")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/lines.*line={line}"))
    expect(page.locator(f"#line-{line}")).to_be_in_viewport()


def _jumps(stops: list[dict[str, object]]) -> list[str]:
    """Where the focus goes up the page without going on to a column at the right, in the main part."""
    found = []
    for before, after in pairwise(stops):
        both = before["main"] and after["main"] and before["aside"] == after["aside"]
        up = float(str(after["bottom"])) <= float(str(before["y"])) + 1
        if both and up and float(str(after["x"])) < float(str(before["right"])) - 1:
            found.append(f"{before['what']} → {after['what']}")
    return found


@pytest.mark.parametrize(("lang", "width"), [("ja", 1440), ("en", 390)])
def test_the_focus_follows_the_reading_order_is_seen_and_never_covered(
    site: Site, tab: Tabs, lang: str, width: int
) -> None:
    found: dict[str, list[str]] = {}
    stopped = 0
    for name, page in every_page(site, tab, lang=lang, width=width):
        stops = list(tab_stops(page, MOST_STOPS))
        stopped += len(stops)
        bad = [f"no ring: {stop['what']}" for stop in stops if not stop["ringed"]]
        bad += [f"covered: {stop['what']}" for stop in stops if not stop["free"]]
        places = [stop["place"] for stop in stops]
        bad += ["not in the order of the page"] if places != sorted(places) else []
        bad += [f"back up: {jump}" for jump in _jumps(stops)]
        bad += ["nothing can be reached"] if len(stops) < 5 else []
        if bad:
            found[name] = sorted(set(bad))[:6]
    assert stopped > 500
    none_of(found)


def test_the_skip_link_leads_past_the_header_on_every_page(site: Site, tab: Tabs) -> None:
    for name, page in every_page(site, tab, lang="en"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content"), name).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        stop = ask(page, "focused")
        assert stop is None or stop["main"], name
