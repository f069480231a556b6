"""The questions: their list, and of each the answer with names, plot and data, and both queries to run in the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from graph.cypher.running import is_installed
from graph.questions.catalogue import questions
from tests.pages.conftest import Site, Tabs, keep, served
from tests.pages.made import BASE, plan
from tests.pages.test_access import violations

PLOTTED = "/questions/indicators-per-project"
VARIED = "/questions/hydrogen-projects"


def opened(tab: Tabs, address: str, **options: Any) -> Page:
    """A page with editors, once they are there."""
    page = tab(address, ready=False, **options)
    page.wait_for_selector("html[data-editors=ready]")
    return page


def data(site: Site, path: str, **given: str) -> list[dict[str, object]]:
    """The rows of a question as JSON."""
    rows = httpx.get(f"{site.url}{path}.json", params=given).json()["rows"]
    assert isinstance(rows, list)
    return rows


def write(page: Page, language: str, text: str) -> None:
    """Puts a text into an editor in place of what is there."""
    page.locator(f"[data-query-box={language}] .CodeMirror-code").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.wait_for_timeout(150)  # the editor takes up what is put in, not typed, a little later


def run(page: Page, language: str) -> None:
    """Presses the run button of a box."""
    page.locator(f"[data-query-box={language}] [data-run]").click()


def outcome(page: Page, language: str) -> str:
    """What the foot of a box says, once the query has ended."""
    page.locator(f"[data-query-box={language}] [data-abort]").wait_for(state="hidden", timeout=90_000)
    return page.locator(f"[data-query-box={language}] [data-outcome]").inner_text()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_list_has_every_question_once_by_theme_with_its_first_sentence(site: Site, tab: Tabs, lang: str) -> None:
    page = tab(f"{site.url}/questions?lang={lang}", ready=False)
    titles = page.locator(".themes li a").all_inner_texts()
    assert sorted(titles) == sorted(each.title[lang] for each in questions())
    told = dict(zip(titles, page.locator(".themes li p").all_inner_texts(), strict=True))
    for each in questions():
        first = told[each.title[lang]]
        assert each.about[lang].startswith(first) and first[-1] in "。."
    counts = [int(text) for text in page.locator(".themes h2 .count").all_inner_texts()]
    assert sum(counts) == len(titles) and len(counts) == len({each.theme for each in questions()})


def test_a_plot_stands_beside_its_numbers_the_largest_first(site: Site, tab: Tabs) -> None:
    page = tab(site.url + PLOTTED, ready=False, java_script_enabled=False)
    rows = sorted((int(str(row["indicators"])) for row in data(site, PLOTTED)), reverse=True)
    assert len(rows) > 2 and len(set(rows)) > 1
    assert [int(text) for text in page.locator("tbody td.number").all_inner_texts()] == rows
    dots = [box["x"] for dot in page.locator(".stem b").all() if (box := dot.bounding_box())]
    zero = page.locator(".ticks span").first.bounding_box()
    assert zero and len(dots) == len(rows)
    start = zero["x"] + zero["width"] / 2 - 4.5  # a dot is 9 wide
    lengths = [dot - start for dot in dots]
    assert all(abs(length / lengths[0] - number / rows[0]) < 0.01 for length, number in zip(lengths, rows, strict=True))
    expect(page.locator(".downs")).to_contain_text(str(sum(rows)))
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)


def test_years_and_names_alone_are_no_plot_and_have_no_sum(site: Site, tab: Tabs) -> None:
    page = tab(site.url, ready=False)
    for path in ("/questions/satellite-office-years", "/questions/projects", "/questions/activities-of-some-years"):
        page.goto(f"{site.url}{path}?lang=ja")
        expect(page.locator(".stem")).to_have_count(0)
        expect(page.locator(".downs")).not_to_contain_text("合計")


def test_names_in_an_answer_lead_to_their_things_with_the_glyph_of_their_class(site: Site, tab: Tabs) -> None:
    page = tab(site.url + PLOTTED, ready=False)
    names = page.locator("[data-answer] a.name")
    assert names.count() == len(data(site, PLOTTED))
    expect(page.locator("[data-answer] a.name svg.glyph-project")).to_have_count(names.count())
    name = names.first.inner_text()
    names.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_what_may_be_varied_is_asked_in_a_form_and_both_queries_follow(site: Site, tab: Tabs) -> None:
    field = site.first("GrowthField").label
    page = opened(tab, f"{site.url}{VARIED}?lang=ja")
    page.locator(".vary input[name=fieldName]").fill(field)
    page.get_by_role("button", name="尋ねる").click()
    page.wait_for_selector("html[data-editors=ready]")
    assert "fieldName=" in page.url
    expect(page.locator("[data-answer] tbody tr")).to_have_count(len(data(site, VARIED, fieldName=field)))
    for language in ("sparql", "cypher"):
        expect(page.locator(f"[data-query-box={language}] .CodeMirror-code")).to_contain_text(field)


def test_a_value_with_quotes_stays_one_value_in_both_queries(site: Site, tab: Tabs) -> None:
    page = opened(tab, str(httpx.URL(site.url + VARIED, params={"fieldName": "a'b\"c\\d", "lang": "ja"})))
    expect(page.locator("[data-query-box=sparql] .CodeMirror-code")).to_contain_text(r'"a' + "'" + r'b\"c\\d"')
    expect(page.locator("[data-query-box=cypher] .CodeMirror-code")).to_contain_text(r"'a\'b" + '"' + r"c\\d'")
    run(page, "sparql")
    assert "一致" in outcome(page, "sparql")


def test_long_answers_are_paged(tab: Tabs, tmp_path: Path) -> None:
    names = [f"事業{number:04}" for number in range(1300)]
    with served(keep(tmp_path / "store", plan(names, projects=620, measures=2)), POLICYLINKS_BASE_IRI=BASE) as large:
        wanted = [row["project"] for row in data(large, "/questions/projects")]
        assert len(wanted) == 620
        page = tab(f"{large.url}/questions/projects?lang=en", ready=False)
        shown = page.locator("tbody tr").all_inner_texts()
        assert len(shown) == 500
        page.get_by_role("navigation", name="Pages of the table").get_by_role("link", name="2").click()
        expect(page.locator("tbody tr")).to_have_count(120)
        assert [text.strip() for text in [*shown, *page.locator("tbody tr").all_inner_texts()]] == wanted


def test_without_scripts_queries_are_text_and_lead_to_their_editors(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}{PLOTTED}?lang=en", ready=False, java_script_enabled=False)
    expect(page.locator("[data-query-box=sparql] pre")).to_contain_text("SELECT")
    expect(page.locator("[data-query-box=cypher] pre")).to_contain_text("MATCH")
    assert page.get_by_role("button", name="Run").count() == 0
    page.get_by_role("link", name="Open in the SPARQL editor").click()
    expect(page.locator("textarea")).to_have_value(re.compile("SELECT"))
    expect(page.locator("table.answer tbody tr")).to_have_count(len(data(site, PLOTTED)))


def test_a_run_query_shows_its_rows_and_agrees_with_the_answer_above(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}{PLOTTED}?lang=ja")
    run(page, "sparql")
    wanted = data(site, PLOTTED)
    assert re.sub(r"\s+", " ", outcome(page, "sparql")) == f"{len(wanted)}行 一致"
    assert [text.split() for text in page.locator(".ran tbody tr").all_inner_texts()] == [
        [row["project"], str(row["indicators"])] for row in wanted
    ]
    expect(page.locator(".ran tbody a.name")).to_have_count(len(wanted))
    expect(page.get_by_role("status")).to_have_text(re.compile(f"SPARQL: {len(wanted)}行"))
    write(page, "sparql", "SELECT ?project (1 AS ?indicators) { ?p a pol:Project ; rdfs:label ?project }")
    run(page, "sparql")
    assert "不一致" in outcome(page, "sparql")


@pytest.mark.skipif(
    not is_installed(), reason="missing: the embedded Cypher engine (pip install 'policylinks[cypher]')"
)
def test_cypher_runs_in_the_page_and_agrees_too(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}{PLOTTED}?lang=en")
    run(page, "cypher")
    expect(page.locator("[data-query-box=cypher] [data-outcome]")).to_contain_text("Running")
    assert "same as above" in outcome(page, "cypher")
    expect(page.locator(".ran tbody tr")).to_have_count(len(data(site, PLOTTED)))
    write(page, "cypher", "MATCH (p:Project) RETURN p LIMIT 1")
    run(page, "cypher")
    assert "differs from above" in outcome(page, "cypher")
    expect(page.locator(".ran tbody a")).to_have_attribute("href", re.compile(r"^/things/project-"))
    write(page, "cypher", "MATCH (p:Project RETURN p")
    run(page, "cypher")
    page.get_by_role("alert").wait_for()
    assert page.locator(".query-fault").inner_text() == "RETURN"
    tab.complaints[:] = [each for each in tab.complaints if "400" not in each]


def test_a_mistake_is_told_with_its_place_and_marked_there(site: Site, tab: Tabs, axe: Path) -> None:
    page = opened(tab, f"{site.url}{PLOTTED}?lang=en", bypass_csp=True)
    write(page, "sparql", "SELECT ?p WHERE {\n  ?p a FILTER pol:Project\n}")
    run(page, "sparql")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("line 2, column 8")
    assert page.locator(".query-fault").inner_text() == "FILTER"
    box = page.locator("[data-query-box=sparql] [role=textbox]")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert violations(page, axe) == []
    alert.get_by_role("button").click()
    expect(box).to_be_focused()
    page.keyboard.insert_text("x")
    expect(page.locator(".query-fault")).to_have_count(0)
    assert not box.get_attribute("aria-invalid")
    tab.complaints[:] = [each for each in tab.complaints if "400" not in each]


def test_a_running_query_can_be_stopped_and_run_again(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}{PLOTTED}?lang=en")
    page.route("**/sparql", lambda _: None)
    run(page, "sparql")
    expect(page.locator("[data-query-box=sparql] [data-outcome]")).to_contain_text("Running… 1 s")
    page.get_by_role("button", name="Stop").click()
    assert outcome(page, "sparql") == "Stopped."
    expect(page.locator("[data-query-box=sparql] [data-run]")).to_be_focused()
    page.unroute("**/sparql")
    run(page, "sparql")
    assert "same as above" in outcome(page, "sparql")


def test_where_no_engine_is_installed_the_page_says_so_and_what_to_do(site: Site, tab: Tabs, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['arcadedb_embedded'] = None\n")
    with served(site.store, PYTHONPATH=str(tmp_path)) as bare:
        page = opened(tab, f"{bare.url}{PLOTTED}?lang=ja")
        expect(page.locator(".both > .notice")).to_contain_text("policylinks[cypher]")
        run(page, "cypher")
        expect(page.get_by_role("alert")).to_contain_text("Install the extra")
        run(page, "sparql")
        assert "一致" in outcome(page, "sparql")
        page.goto(f"{bare.url}/cypher?lang=en")
        expect(page.locator(".notice")).to_contain_text("no engine for Cypher")
    tab.complaints[:] = [each for each in tab.complaints if "503" not in each]


def test_a_copied_query_declares_its_prefixes_and_the_link_leads_back(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}{PLOTTED}?lang=en", permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-query-box=sparql] [data-copy-query]").click()
    expect(page.get_by_role("status")).to_have_text("SPARQL copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    used = set(re.findall(r"(?<![\w:])(\w+):\w", copied.split("SELECT", 1)[1]))
    assert used and used == set(re.findall(r"PREFIX (\w+):", copied))
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_an_empty_answer_says_what_the_plan_does_not_state(site: Site, tab: Tabs) -> None:
    page = opened(tab, f"{site.url}/questions/project-budgets?lang=en")
    expect(page.locator(".question-main")).to_contain_text("Not stated")
    expect(page.locator(".question-main .silent code")).to_have_text(["schema:funding", "schema:amount"])
    run(page, "sparql")
    assert "same as above" in outcome(page, "sparql")


def test_a_question_of_a_hostile_plan_runs_nothing(hostile: Site, tab: Tabs) -> None:
    page = opened(tab, f"{hostile.url}/questions/projects?lang=ja")
    run(page, "sparql")
    assert "一致" in outcome(page, "sparql")
    write(page, "sparql", "SELECT ?s ?text { ?s rdfs:label ?text }")
    run(page, "sparql")
    outcome(page, "sparql")
    assert page.locator(".ran tbody tr").count() > 10
    assert page.evaluate("window.__pwn") is None
    assert page.locator("main iframe, main img, main script:not([type='application/json'])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
