"""`policylinks draw`: the same page as one file that works from disk and asks for nothing."""

from __future__ import annotations

import os
import subprocess
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import PROGRAM, Site, Tabs
from tests.pages.test_network import data, links, rows
from visualizations.views import VIEWS


def drawn_file(site: Site, focus: str, path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Calls the command."""
    view = next(iter(VIEWS))
    return subprocess.run(
        [PROGRAM, "draw", view, "--store", site.store, "--focus", focus, "--lang", "en", "-o", path],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture(scope="session")
def file(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a field's lanes."""
    path = tmp_path_factory.mktemp("drawn") / "field.html"
    done = drawn_file(site, site.first("GrowthField").label, path)
    assert done.returncode == 0, done.stderr
    return path


def test_it_shows_drawing_panel_and_tables_and_asks_for_nothing(site: Site, tab: Tabs, file: Path) -> None:
    page = tab(file.as_uri())
    assert [url for url in tab.asked if not url.startswith("data:")] == [file.as_uri()]
    assert rows(page) == links(page)
    expect(page.locator(".panel h2")).to_have_text(site.first("GrowthField").label)
    expect(page.locator(".panel blockquote mark").first).to_be_visible()
    expect(page.locator("#canvas canvas")).to_be_visible()


def test_its_scripts_are_allowed_by_their_hashes_alone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    policy = unescape(text.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0])
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert policy.count("sha256-") == text.count("<script>")


def test_search_filter_and_keys_work_without_a_server(tab: Tabs, file: Path) -> None:
    page = tab(file.as_uri())
    before = rows(page)
    page.get_by_role("checkbox", name="related").uncheck()
    kept = rows(page)
    assert 0 < len(kept) < len(before)
    page.get_by_role("checkbox", name="related").check()
    assert rows(page) == before
    name = next(node["name"] for node in data(page)["nodes"] if node["family"] == "project")
    page.keyboard.press("/")
    page.keyboard.type(name[:4])
    page.get_by_role("option").first.click()
    expect(page.locator(".panel h2")).to_contain_text(name[:4])
    assert [url for url in tab.asked if not url.startswith("data:")] == [file.as_uri()]


def test_nothing_in_it_leads_to_a_server_that_is_not_there(tab: Tabs, file: Path) -> None:
    page = tab(file.as_uri())
    assert page.locator("a[href^='/']").count() == 0


def test_the_same_graph_gives_the_same_file(site: Site, file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    drawn_file(site, site.first("GrowthField").id, again, PYTHONHASHSEED="7")
    assert again.read_bytes() == file.read_bytes()


def test_things_are_hidden_pinned_and_brought_back_without_a_server(tab: Tabs, file: Path) -> None:
    page = tab(file.as_uri())
    before = rows(page)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    name = page.locator(".panel h2").inner_text()
    page.locator(".panel").get_by_role("button", name="Pin").click()
    expect(page.locator(".panel").get_by_role("button", name="Unpin")).to_be_visible()
    page.locator(".panel").get_by_role("button", name="Hide").click()
    assert rows(page) == [row for row in before if name not in row]
    page.get_by_role("button", name=f"Bring back {name}").click()
    assert rows(page) == before


def test_a_picture_can_be_saved_without_a_server(tab: Tabs, file: Path, tmp_path: Path) -> None:
    page = tab(file.as_uri(), accept_downloads=True)
    page.locator("[data-export] summary").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    found.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
