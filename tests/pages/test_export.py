"""What goes out of the network page: picture, data and file are the same selection as the drawing."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from pathlib import Path

import httpx
import networkx
import pytest
from playwright.sync_api import Page

from tests.pages.conftest import Site, Tabs
from tests.pages.network import address, data, links
from visualizations.drawing import draw
from visualizations.lanes.graphml import network_graphml


def query(site: Site, **more: str) -> dict[str, str]:
    """A field with a filter."""
    return {"focus": site.first("GrowthField").id, "rels": "primary,listed,measures", "lang": "en", **more}


def picture(page: Page, folder: Path) -> bytes:
    """The PNG that the page gives."""
    page.locator("[data-export] summary").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    assert found.value.suggested_filename.endswith(".png")
    found.value.save_as(folder / "picture.png")
    return (folder / "picture.png").read_bytes()


def rows_of(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width and height of a PNG and its different rows of pixels, filtered as they are."""
    width, height = struct.unpack(">II", png[16:24])
    at, body = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    raw = zlib.decompress(body)
    step = len(raw) // height
    return width, height, {raw[row * step : (row + 1) * step] for row in range(height)}


def test_the_png_is_twice_as_fine_as_the_screen_and_holds_the_whole_drawing(
    site: Site, tab: Tabs, tmp_path: Path
) -> None:
    page = tab(address(site, site.first("Project")), accept_downloads=True)
    view = data(page)["view"]
    width, height, rows = rows_of(picture(page, tmp_path))
    assert width == 2 * (view["width"] + 48)
    assert height > 2 * (view["height"] + 150)
    assert len(rows) > height / 4


def test_the_png_is_the_same_on_a_phone_and_on_a_dark_screen(site: Site, tab: Tabs, tmp_path: Path) -> None:
    found = [
        picture(tab(address(site, site.first("GrowthField")), scheme=scheme, accept_downloads=True), tmp_path)
        for scheme in ("light", "dark")
    ]
    assert found[0] == found[1]


def test_graphml_holds_the_drawn_nodes_and_links(site: Site, tab: Tabs) -> None:
    given = query(site)
    answer = httpx.get(f"{site.url}/network.graphml", params=given)
    assert answer.headers["content-type"].startswith("application/graphml+xml")
    assert "attachment" in answer.headers["content-disposition"]
    found = networkx.parse_graphml(answer.text, force_multigraph=True)
    page = tab(address(site, site.first("GrowthField"), rels=given["rels"]))
    names = networkx.get_node_attributes(found, "label")
    assert set(names) == {node["id"] for node in data(page)["nodes"]}
    drawn = {(names[a], names[b]) for a, b in found.edges()}
    assert drawn == set(links(page))
    assert found.number_of_edges() == len(links(page))
    told = httpx.get(f"{site.url}/graph", params=given).json()
    assert {key for _, _, key in found.edges(keys=True)} == {link["id"] for link in told["links"]}
    assert all(each["lines"] and each["sentence"] for _, _, each in found.edges(data=True))


def test_graphml_can_hold_whatever_a_plan_says() -> None:
    content = {
        "version": "1",
        "nodes": [{"id": name, "name": "a\0<b>\x0b&]]>", "type": "x", "family": "y"} for name in ("a", "b")],
        "links": [{"id": f"l{n}", "source": "a", "target": "b", "relation": "r", "status": "stated",
                   "sentence": "\x07", "places": [{"first": 1, "last": 2}]} for n in range(2)],
    }  # fmt: skip
    found = networkx.parse_graphml(network_graphml(content).decode(), force_multigraph=True)
    assert found.number_of_edges() == 2
    assert found.nodes["a"]["label"] == "a\ufffd<b>\ufffd&]]>"


def test_the_file_of_the_page_is_the_one_that_the_command_draws(site: Site) -> None:
    given = query(site)
    answer = httpx.get(f"{site.url}/network/file", params=given)
    assert answer.headers["content-disposition"] == f'attachment; filename="policylinks-{given["focus"]}.html"'
    told = {name: value for name, value in given.items() if name != "lang"}
    assert answer.text == draw(site.snapshot, "lanes", told, "en")


@pytest.mark.parametrize("focus", ["no-such-thing", '"; filename="x.html', "<script>"])
def test_a_file_of_something_unknown_is_that_of_the_start(site: Site, focus: str) -> None:
    answer = httpx.get(f"{site.url}/network/file", params={"focus": focus})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="policylinks-network.html"'


def test_csv_rows_are_the_drawn_links_in_their_order(site: Site, tab: Tabs) -> None:
    given = query(site)
    text = httpx.get(f"{site.url}/network.csv", params=given).content.decode("utf-8")
    assert text.startswith("\ufeff")
    told = [(row["source"], row["target"]) for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]
    assert told == links(tab(address(site, site.first("GrowthField"), rels=given["rels"])))


def test_the_menu_offers_every_form_with_the_state_of_the_page(site: Site, tab: Tabs) -> None:
    page = tab(address(site, site.first("GrowthField"), rels="primary"))
    page.locator("[data-export] summary").click()
    found = page.locator("[data-export] a").evaluate_all("all => all.map(each => new URL(each.href))")
    assert len(found) == 5
    paths = page.locator("[data-export] a").evaluate_all("all => all.map(each => each.pathname)")
    assert paths == ["/network.svg", "/network.csv", "/network.json", "/network.graphml", "/network/file"]
    for each in page.locator("[data-export] a").all():
        href = each.get_attribute("href") or ""
        assert "rels=primary" in href
        assert httpx.get(site.url + href).status_code == 200
