"""Every page that a reader meets in turn, and what tests ask of it (``everybody.js``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.test_access import paths

_SCRIPT = (Path(__file__).parent / "everybody.js").read_text("utf-8")


def every_page(
    site: Site, tab: Tabs, *, lang: str = "ja", width: int = 1440, **options: Any
) -> Iterator[tuple[str, Page]]:
    """Each page in turn, by its name, in one tab; what is not there may answer 404."""
    page = tab(site.url, width=width, **options)
    for name, path in paths(site).items():
        answer = page.goto(f"{site.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        assert answer and answer.status < 500, f"{name}: {path} failed"
        drawn(page)
        yield name, page
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def none_of(found: dict[str, list[str]]) -> None:
    """Fails with what was found, page by page."""
    assert not found, "\n".join(f"{name}: {each}" for name, bad in found.items() for each in bad)


def ask(page: Page, function: str) -> Any:
    """What a function of ``everybody.js`` answers on a page."""
    return page.evaluate(f"(() => {{ {_SCRIPT}\nreturn {function}(); }})()")


def tab_stops(page: Page, most: int) -> Iterator[dict[str, Any]]:
    """Presses Tab from the top of the page, stop by stop, until focus leaves the page."""
    seen = set()
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = ask(page, "focused")
        if stop is None or stop["place"] in seen:
            return
        seen.add(stop["place"])
        yield stop


def seen_texts(page: Page) -> list[tuple[str, str, bool]]:
    """(text, language that it is marked as, whether it is code) of every text that is seen or can be unfolded."""
    return [(text, lang, code) for text, lang, code in ask(page, "seenTexts")]
