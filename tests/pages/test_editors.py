"""The query editors: keys, examples, answers and mistakes in the page and without scripts."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from graph.cypher.running import is_installed
from graph.questions.catalogue import questions
from tests.pages.conftest import Site, Tabs
from tests.pages.test_access import violations
from tests.pages.test_completion import field
from tests.pages.test_questions_page import opened, outcome, run, write

NAMES = "SELECT ?project { ?p a pol:Project ; rdfs:label ?project }"
needs_engine = pytest.mark.skipif(
    not is_installed(), reason="missing: the embedded Cypher engine (pip install 'policylinks[cypher]')"
)


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_tab_leaves_the_editor_and_the_editor_has_a_name(site: Site, tab: Tabs, language: str) -> None:
    page = opened(tab, f"{site.url}/{language}?lang=en")
    box = page.get_by_role("textbox", name=f"Editor for {'SPARQL' if language == 'sparql' else 'Cypher'}")
    expect(box).to_have_attribute("aria-describedby", "query-keys")
    expect(page.locator("#query-keys")).to_contain_text("Tab leaves the editor")
    before = field(page).input_value()
    for key, forward in (("Tab", True), ("Shift+Tab", False)):
        box.focus()
        page.keyboard.press(key)
        assert not page.evaluate("document.activeElement.closest('.CodeMirror')"), (key, forward)
    box.focus()
    page.keyboard.press("/")  # the page's key for the search is a character here
    expect(box).to_be_focused()
    page.wait_for_function(
        "before => document.querySelector('textarea#query').value.length === before + 1", arg=len(before)
    )
    assert field(page).input_value().count("/") == before.count("/") + 1


def test_nothing_is_kept_in_the_browser_and_completion_asks_only_this_server(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}/sparql?lang=en")
    for text in ("PREFIX foa", "SELECT * { ?s foaf:na", "SELECT * { ?s a schema:Org", "SELECT ?va"):
        write(page, "sparql", text)
        page.keyboard.press("Control+ ")
        page.wait_for_timeout(400)
        page.keyboard.press("Escape")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert {httpx.URL(each).port for each in tab.asked if each.startswith("http")} == {httpx.URL(site.url).port}


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_examples_are_the_questions(site: Site, tab: Tabs, language: str) -> None:
    page = tab(f"{site.url}/{language}?lang=en", ready=False, java_script_enabled=False)
    values = page.locator("select option").evaluate_all("all => all.map(each => each.value).filter(Boolean)")
    assert sorted(values) == sorted(each.id for each in questions())
    page.locator("select").select_option("projects")
    page.get_by_role("button", name="Insert example").click()
    asked = next(each for each in questions() if each.id == "projects")
    text = page.locator("textarea").input_value()
    assert text and text.strip() in getattr(asked, language)


def test_a_query_runs_in_the_page_and_the_address_keeps_it(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}/sparql?lang=en")
    write(page, "sparql", NAMES)
    page.keyboard.press("Control+Enter")
    count = len(site.facts.by_type["Project"])
    expect(page.locator(".ran tbody tr")).to_have_count(count)
    assert outcome(page, "sparql") == f"{count} rows"
    page.reload()  # now the server has answered
    expect(page.locator("table.answer tbody tr")).to_have_count(count)
    expect(page.locator("table.answer tbody a.name")).to_have_count(count)
    page.locator(".top .other[hreflang]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator("table.answer tbody tr")).to_have_count(count)


def test_downloads_hold_the_rows(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}/sparql?lang=en")
    write(page, "sparql", 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("=1+1" -2 "x, \\"y\\"") (<urn:z> UNDEF "山"@ja) } }')
    run(page, "sparql")
    page.locator(".ran").wait_for()
    for label, suffix in (("CSV", "csv"), ("JSON", "json")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        path = waiting.value.path()
        assert waiting.value.suggested_filename == f"sparql.{suffix}"
        content = path.read_text("utf-8")
        if suffix == "csv":
            assert content.startswith("\ufeff")
            rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))
            assert rows == [["a", "b", "c"], ["'=1+1", "-2", 'x, "y"'], ["urn:z", "", "山"]]
        else:
            assert len(json.loads(content)["results"]["bindings"]) == 2
    query = httpx.QueryParams({"query": 'SELECT ("=1" AS ?a) (-2 AS ?b) {}'})
    assert httpx.get(f"{site.url}/sparql.csv?{query}").text == "\ufeffa,b\r\n'=1,-2\r\n"


def test_things_in_an_answer_are_links_and_a_graph_is_turtle(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}/sparql?lang=en")
    write(page, "sparql", "SELECT ?p { ?p a pol:Project } LIMIT 1")
    run(page, "sparql")
    page.locator(".ran tbody a").click()
    expect(page.locator("h1")).to_have_text(re.compile(".+"))
    page.goto(f"{site.url}/sparql?lang=en")
    page.wait_for_selector("html[data-editors=ready]")
    write(page, "sparql", "CONSTRUCT { ?p a pol:Project } WHERE { ?p a pol:Project }")
    run(page, "sparql")
    expect(page.locator(".ran pre")).to_contain_text("Project")
    page.reload()
    expect(page.locator("pre.turtle")).to_contain_text("Project")
    expect(page.get_by_role("link", name="Turtle")).to_have_attribute("href", re.compile(r"^/sparql\.ttl\?query="))
    write(page, "sparql", "ASK { ?p a pol:Project }")
    run(page, "sparql")
    assert outcome(page, "sparql") == "yes"


def test_where_the_editor_does_not_load_the_plain_field_does_the_same(site: Site, tab: Tabs) -> None:
    page = tab(site.url, ready=False)
    page.route("**/vendor/yasqe.min.*.js", lambda route: route.abort())
    page.goto(f"{site.url}/sparql?lang=en")
    page.wait_for_selector("html[data-editors=ready]")
    plain = page.get_by_role("textbox", name="Query")
    plain.fill(NAMES)
    plain.press("Control+Enter")
    expect(page.locator(".ran tbody tr")).to_have_count(len(site.facts.by_type["Project"]))
    plain.fill("SELECT ?p {\n FILTER }")
    run(page, "sparql")
    expect(page.get_by_role("alert")).to_contain_text("line 2, column 9")
    page.get_by_role("alert").get_by_role("button").click()
    expect(plain).to_be_focused()
    assert plain.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)") == "}"
    page.goto(f"{site.url}/questions/projects?lang=en")
    page.wait_for_selector("html[data-editors=ready]")
    run(page, "sparql")
    assert "same as above" in outcome(page, "sparql")
    tab.complaints[:] = [each for each in tab.complaints if "ERR_FAILED" not in each and "400" not in each]


def test_without_scripts_a_mistake_is_told_on_the_page_with_the_query_kept(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/sparql?lang=en", ready=False, java_script_enabled=False)
    page.locator("textarea").fill("SELECT ?p {\n FILTER }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("line 2, column 9")
    expect(page.locator("textarea")).to_have_value("SELECT ?p {\n FILTER }")
    page.locator("textarea").fill("DELETE WHERE { ?s ?p ?o }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_be_visible()
    tab.complaints[:] = [each for each in tab.complaints if "400" not in each and "403" not in each]


def test_a_mistake_that_the_server_tells_is_marked_once_the_editor_is_there(site: Site, tab: Tabs) -> None:
    page = opened(tab, str(httpx.URL(f"{site.url}/sparql", params={"query": "SELECT ?p {\n FILTER }"})))
    assert page.locator(".query-fault").inner_text() == "}"
    tab.complaints[:] = [each for each in tab.complaints if "400" not in each]


def test_programs_get_problems_and_a_wrong_method_whatever_the_browser_gets(site: Site) -> None:
    for accept in ("*/*", "application/json", "application/json, text/html;q=0.5", "image/png"):
        answer = httpx.get(f"{site.url}/cypher", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
        assert "POST" in answer.headers["allow"]
    page = httpx.get(f"{site.url}/cypher", params={"lang": "en"}, headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 200 and '<html lang="en">' in page.text and "<textarea" in page.text
    wrong = {"query": "SELECT ?p {"}
    program = httpx.get(f"{site.url}/sparql", params=wrong)
    assert (program.status_code, program.headers["content-type"]) == (400, "application/problem+json")
    browser = httpx.get(f"{site.url}/sparql", params=wrong, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["content-type"]) == (400, "text/html; charset=utf-8")


def test_files_of_answers_are_what_their_suffix_says_or_nothing(site: Site) -> None:
    query = {"query": NAMES}
    rows = list(csv.reader(io.StringIO(httpx.get(f"{site.url}/sparql.csv", params=query).text.removeprefix("\ufeff"))))
    assert len(rows) == len(site.facts.by_type["Project"]) + 1
    assert httpx.get(f"{site.url}/sparql.json", params=query).json()["head"]["vars"] == ["project"]
    graph = {"query": "CONSTRUCT { ?p a pol:Project } WHERE { ?p a pol:Project }"}
    assert "Project" in httpx.get(f"{site.url}/sparql.ttl", params=graph).text
    for suffix, asked in (("ttl", query), ("csv", graph), ("json", graph), ("png", query)):
        assert httpx.get(f"{site.url}/sparql.{suffix}", params=asked).status_code == 404, suffix
    assert httpx.get(f"{site.url}/cypher.png", params=query).status_code == 404


@needs_engine
def test_cypher_is_answered_without_scripts_and_as_a_file(site: Site, tab: Tabs) -> None:
    count = len(site.facts.by_type["Project"])
    httpx.post(f"{site.url}/cypher", json={"query": "RETURN 1"}, timeout=120)  # starts the engine
    page = tab(f"{site.url}/cypher?lang=en", ready=False, java_script_enabled=False)
    page.locator("textarea").fill("MATCH (p:Project) RETURN p.name AS name, p")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("table.answer tbody tr")).to_have_count(count, timeout=90_000)
    expect(page.locator("table.answer tbody td:nth-child(2) a.name")).to_have_count(count)
    query = {"query": "MATCH (p:Project) RETURN p.name AS name, [1, 2] AS list"}
    assert len(httpx.get(f"{site.url}/cypher.json", params=query).json()["rows"]) == count
    text = httpx.get(f"{site.url}/cypher.csv", params=query).text.removeprefix("\ufeff")
    assert [row[1] for row in csv.reader(io.StringIO(text))] == ["list", *["[1, 2]"] * count]
    page.locator("textarea").fill("MATCH (p:Project RETURN p")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("line 1, column 18")
    tab.complaints[:] = [each for each in tab.complaints if "400" not in each]


def test_on_a_phone_nothing_is_wider_than_the_screen(site: Site, tab: Tabs, axe: Path) -> None:
    for language in ("sparql", "cypher"):
        page = opened(tab, f"{site.url}/{language}?lang=ja", width=390, scheme="dark", bypass_csp=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        heights = [
            box["height"] for each in page.locator(".query-head .button:visible").all() if (box := each.bounding_box())
        ]
        assert heights and min(heights) >= 36
    page.goto(f"{site.url}/sparql?lang=ja")
    page.wait_for_selector("html[data-editors=ready]")
    write(page, "sparql", "SELECT * { ?s ?p ?o } LIMIT 30")
    run(page, "sparql")
    page.locator(".ran").wait_for()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
