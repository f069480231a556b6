"""Whatever a plan says is words: nothing of it runs, nothing of it breaks a page."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from graph.snapshot import Snapshot
from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.made import BASE, INJECTIONS, hostile_facts
from visualizations.drawing import draw
from visualizations.tables import csv_table

RUNNING_LINKS = """
[...document.querySelectorAll('[href]')].filter(a => /^\\s*javascript:/i.test(a.getAttribute('href'))).length
"""


def unharmed(page: Page) -> None:
    """Nothing ran, nothing was let in, and the page is as wide as the screen."""
    assert page.evaluate("window.__pwn") is None
    assert page.locator("iframe, base, body style, script:not([src]):not([type='application/json'])").count() == 0
    assert page.evaluate(RUNNING_LINKS) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_there_are_at_least_twelve_injections() -> None:
    assert len(set(INJECTIONS)) >= 12


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_a_hostile_plan_is_unharmed(hostile: Site, tab: Tabs, width: int) -> None:
    things = [nodes[0].id for nodes in hostile.facts.by_type.values()] + [
        links[0].id for links in hostile.facts.links_by_type.values()
    ]
    page = tab(hostile.url, width=width)
    known = ["/", "/network", "/network?focus=field-0", "/network?focus=project-0", "/matrix?cell=field-0.project-0"]
    paths = [*known, *(f"/things/{id_}" for id_ in things), "/things/passage-made-300-300", "/search?q=pwn", "/sparql"]
    for path in paths:
        page.goto(hostile.url + path)
        drawn(page)
        unharmed(page)
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def test_selecting_and_searching_in_a_hostile_plan_runs_nothing(hostile: Site, tab: Tabs) -> None:
    page = tab(f"{hostile.url}/network?focus=project-0&lang=en")
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter", "Escape", "ArrowRight", "Enter", "ArrowLeft"):
        page.keyboard.press(key)
        unharmed(page)
    for text in INJECTIONS[:8]:
        page.get_by_role("combobox").fill(text)
        page.wait_for_timeout(60)
        unharmed(page)
    page.get_by_role("combobox").fill("pwn")
    page.get_by_role("option").first.wait_for()
    unharmed(page)
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("focus="))
    drawn(page)
    unharmed(page)


@pytest.mark.parametrize(
    "name",
    [
        "focus",
        "types",
        "rels",
        "status",
        "y",
        "q",
        "sort",
        "lang",
        "view",
        "embed",
        "projects",
        "kinds",
        "hide",
        "pin",
        "expand",
        "cell",
        "page",
        "limit",
    ],
)
def test_parameters_are_words_too(hostile: Site, tab: Tabs, name: str) -> None:
    page = tab(hostile.url)
    for text in INJECTIONS[:6]:
        for path in ("/network", "/matrix", "/search"):
            page.goto(str(httpx.URL(hostile.url + path, params={name: text})))
            unharmed(page)


def test_ids_and_addresses_are_words_too(hostile: Site, tab: Tabs) -> None:
    page = tab(hostile.url)
    for text in INJECTIONS[:8]:
        answer = page.goto(str(httpx.URL(hostile.url).copy_with(path="/things/" + text.replace("/", ""))))
        assert answer
        assert answer.status == 404
        unharmed(page)
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def test_an_offline_file_of_a_hostile_plan_is_unharmed(tab: Tabs, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(
        draw(Snapshot("v1", BASE, hostile_facts()), "lanes", {"focus": "project-0"}, "en"), encoding="utf-8"
    )
    page = tab(path.as_uri())
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "Enter", "Escape"):
        page.keyboard.press(key)
    assert page.evaluate("window.__pwn") is None
    assert page.locator("iframe, base, img").count() == 0


def test_no_cell_of_a_csv_runs_as_a_formula() -> None:
    text = csv_table([{"a": "=1+1", "b": "+x", "c": "-y", "d": "@z", "e": "plain", "f": -3}]).decode()
    assert text.startswith("\ufeffa,b,c,d,e,f\r\n")
    assert "'=1+1,'+x,'-y,'@z,plain,-3" in text
