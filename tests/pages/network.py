"""What tests see and do on the network page: its address, data, table rows, drawn links, a click on a node."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from playwright.sync_api import Page

from graph.facts import Node
from tests.pages.conftest import Site


def address(site: Site, node: Node | None = None, **query: str) -> str:
    """The address of the network around a thing."""
    given = {**({"focus": node.id} if node else {}), "lang": "en", **query}
    return str(httpx.URL(f"{site.url}/network", params=given))


def without(name: str) -> re.Pattern[str]:
    """Addresses that do not have a parameter."""
    return re.compile(rf"^(?!.*[?&]{name}=)")


def data(page: Page) -> dict[str, Any]:
    """What the page's drawing is made of."""
    found: dict[str, Any] = json.loads(page.locator("#network-data").text_content() or "")
    return found


def rows(page: Page) -> list[tuple[str, str]]:
    """The two ends of each row of the table twin."""
    cells = page.locator(".twin tbody tr:visible").evaluate_all(
        "rows => rows.map(row => [row.cells[0].innerText.trim(), row.cells[2].innerText.trim()])"
    )
    return [(a, b) for a, b in cells]


def links(page: Page) -> list[tuple[str, str]]:
    """The two ends of each drawn link."""
    found = data(page)
    names = [node["name"] for node in found["nodes"]]
    return [(names[link["from"]], names[link["to"]]) for link in found["links"]]


def click_node(page: Page, id_: str) -> None:
    """Clicks a glyph of the drawing, at the place that the data gives it."""
    found = data(page)
    node = next(node for node in found["nodes"] if node["id"] == id_)
    lane = next(lane for lane in found["view"]["lanes"] if lane["key"] == node["family"])
    box = page.locator("#canvas").bounding_box()
    assert box
    scale = min(box["width"] / found["view"]["width"], 1.2)
    left = max((box["width"] - found["view"]["width"] * scale) / 2, 0)
    page.mouse.click(box["x"] + left + lane["x"] * scale, box["y"] + node["y"] * scale)
