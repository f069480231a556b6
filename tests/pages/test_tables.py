"""Pages and views come from tables, and what is true of one is true of all."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.pages.conftest import Site
from visualizations.pages import PAGES, TABS
from visualizations.rendering import static_files
from visualizations.views import VIEWS
from visualizations.words import interface

ROOM = ROOT / "visualizations"
TEMPLATES = sorted((ROOM / "templates").glob("*.jinja"))
SCRIPTS = sorted((ROOM / "static").glob("*.js"))


def path_of(name: str) -> str:
    """The address of a page of the table."""
    return "/" if name == "home" else f"/{name}"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_page_of_the_table_is_served_in_both_languages(site: Site, name: str, lang: str) -> None:
    answer = httpx.get(site.url + path_of(name), params={"lang": lang}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_with_data_answers_json_and_csv_by_suffix_and_by_accept(site: Site, name: str) -> None:
    page, address = PAGES[name], site.url + path_of(name)
    forms = {"json": ("application/json", page.json), "csv": ("text/csv", page.rows)}
    for suffix, (media_type, builder) in forms.items():
        by_suffix = httpx.get(f"{site.url}/{name}.{suffix}")
        by_accept = httpx.get(address, headers={"Accept": media_type})
        if builder is None:
            assert by_suffix.status_code == 404
            assert by_accept.status_code == 406
        else:
            assert by_suffix.headers["content-type"].startswith(media_type)
            assert by_suffix.content == by_accept.content


def test_the_header_leads_to_the_pages_that_have_a_tab(site: Site) -> None:
    text = httpx.get(site.url, params={"lang": "en"}).text
    assert re.findall(r'<a href="/(\w+)\?lang=en"', text.split("</nav>")[0]) == list(TABS)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_a_page_data_rows_and_a_picture(site: Site, view: str) -> None:
    for suffix, begins in (("html", "\n<!doctype html>"), ("json", "{"), ("csv", "\ufeff"), ("svg", "<svg")):
        answer = httpx.get(f"{site.url}/network.{suffix}", params={"view": view})
        assert answer.status_code == 200
        assert answer.content.decode().startswith(begins) or suffix == "html"
    assert set(VIEWS[view].title) == {"ja", "en"}


def test_every_text_of_the_interface_is_there_in_both_languages_with_the_same_values() -> None:
    for key, texts in interface().items():
        assert set(texts) == {"ja", "en"}, key
        assert all(text.strip() for text in texts.values()), key
        values = {lang: set(re.findall(r"\{(\w+)\}", text)) for lang, text in texts.items()}
        assert values["ja"] == values["en"], key


def test_every_text_of_the_interface_is_used() -> None:
    sources = [*TEMPLATES, *SCRIPTS, *ROOM.rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    made_up = re.compile(
        r"(lane|rel|links_with|matrix_(lead|of|rows|count|group)|error_(title|lead)|help_state|sentence|tie|theme|column|run_kind|editor_lead)_"
        r"|thing_(stated|inferred)_year|thing_(baseline|target)"
        r"|net_pan_(left|right|up|down)|view_(lanes|near|path|overview)|overview_(group|field|kind|prefecture)"
    )
    assert [key for key in interface() if not re.search(rf"\b{key}\b", text) and not made_up.match(key)] == []


@pytest.mark.parametrize("path", [*TEMPLATES, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_turns_words_of_a_plan_into_markup_or_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for banned in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "|safe",
        "| safe",
        "new Function",
    ):
        assert banned not in text
    assert not re.search(r"\son\w+=", text), "an inline event handler"
    for opening, body in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S):
        assert "src=" in opening or "application/json" in opening or body == "{{ text }}"


@pytest.mark.parametrize("path", [*TEMPLATES, *SCRIPTS, *(ROOM / "static").glob("*.css")], ids=lambda path: path.name)
def test_no_file_of_a_page_names_an_outside_host(path: Path) -> None:
    assert re.findall(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[\w-]+\.[\w.-]+", path.read_text(encoding="utf-8")) == []


def test_static_files_have_hashed_names_and_never_change(site: Site) -> None:
    for found in static_files().values():
        answer = httpx.get(f"{site.url}/static/{found.hashed}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_headings_descend_by_one_step(site: Site) -> None:
    project = site.first("Project").id
    for path in ("/", "/network", "/matrix", "/search?q=a", f"/things/{project}"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", httpx.get(site.url + path).text)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_the_vendored_drawing_library_comes_with_its_licence() -> None:
    assert {"vendor/vis-network.min.js", "vendor/vis-network.LICENSE.txt"} <= set(static_files())


def test_the_data_of_the_drawing_is_what_the_page_holds(site: Site) -> None:
    query = {"focus": site.first("GrowthField").id}
    text = httpx.get(f"{site.url}/network", params=query, headers={"Accept": "text/html"}).text
    held = json.loads(re.search(r'id="network-data">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
    told = httpx.get(f"{site.url}/graph", params=query).json()
    assert [node["id"] for node in held["nodes"]] == [node["id"] for node in told["nodes"]]
    assert len(held["links"]) == len(told["links"])
