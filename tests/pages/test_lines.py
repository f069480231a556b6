"""The page of lines: every line beside the facts read from it, every fact beside its lines, whatever is at hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from graph.lines.account import STATES, AccountLine, LineAccount, LineNote
from graph.rdf import quads
from graph.stores.embedded import EmbeddedStore
from loaders.load import bundled_plan
from tests.api.conftest import serving
from tests.pages.conftest import PLAN, Site, Tabs, load, served
from tests.pages.made import BASE, DOCUMENT, INJECTIONS, hostile_facts
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from visualizations.rendering import line_url, thing_url

LINES = PLAN.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def asked(site: Site, **query: object) -> dict[str, Any]:
    """The page as data."""
    found: dict[str, Any] = httpx.get(f"{site.url}/lines.json", params={k: str(v) for k, v in query.items()}).json()
    return found


def row(page: Page, number: int) -> Any:
    """The row of a line."""
    return page.locator(f"#line-{number}")


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The bundled plan, whose facts cite the lines of a text that is not there."""
    with served(load(tmp_path_factory.mktemp("by-hand") / "store", bundled_plan())) as found:
        yield found


@pytest.fixture(scope="session")
def behind(site: Site) -> Iterator[Site]:
    """The made plan as a SPARQL endpoint gives it: without the account of lines."""
    endpoint = {"POLICYLINKS_SPARQL_URL": f"{site.url}/sparql", "POLICYLINKS_BASE_IRI": site.snapshot.base}
    with serving(site.store, **endpoint) as found:
        yield Site(found.url, site.store, site.snapshot)


def test_every_line_of_the_document_has_a_row_with_its_words_and_its_state(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/lines?lang=en")
    seen: dict[int, str] = {}
    sections = page.locator("nav.sections").first.get_by_role("link")
    for at in range(sections.count()):
        sections.nth(at).click()
        page.wait_for_load_state()
        rows = page.locator("table.lines tbody tr").all()
        assert 0 < len(rows) <= 100
        for each in rows:
            words = each.locator(".words > [lang=ja]").evaluate("each => each.textContent")
            seen[int(each.locator("th a").inner_text())] = words
    assert seen == dict(enumerate(LINES, 1))


def test_the_states_add_up_and_unread_lines_come_first(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/lines?lang=en")
    links = page.locator("nav.states").get_by_role("link").all_inner_texts()
    counts = {text.split()[0]: int(text.split()[1]) for text in links}
    assert list(counts) == ["all", *STATES]
    assert sum(counts[state] for state in STATES) == counts["all"] == len(LINES)
    page.locator("nav.states").get_by_role("link", name="structure").click()
    expect(page.locator("table.lines tbody tr")).to_have_count(min(counts["structure"], 100))
    assert set(page.locator("table.lines th .quiet").all_inner_texts()) == {"structure"}
    assert all(rule.strip() for rule in page.locator("table.lines .words .rule").all_inner_texts())


def test_a_line_shows_the_facts_whose_passages_cover_it_and_a_fact_its_lines(site: Site) -> None:
    by_line = {
        (each["line"], fact["id"]) for each in asked(site)["lines"] for fact in each["facts"]
    }  # fmt: skip
    by_fact = {
        (line, fact["id"])
        for fact in asked(site, by="facts")["facts"]
        for place in fact["places"]
        for line in range(place["first_line"], place["last_line"] + 1)
    }
    said = {
        (line, fact.id)
        for fact in (*site.facts.nodes.values(), *site.facts.links.values())
        for source in fact.sources
        for line in range(source.first_line, source.last_line + 1)
    }
    assert by_line == by_fact == said
    assert len(said) > 200


def test_a_row_links_each_fact_with_type_role_and_how_it_is_known(site: Site, tab: Tabs) -> None:
    link = next(link for link in site.facts.links_by_type["Contribution"] if link.text("role") == "primary")
    number = link.sources[0].first_line
    page = tab(site.url + line_url(link.sources[0].document, number, "en"))
    beside = row(page, number).locator(".read")
    told = beside.locator("li", has=page.locator(f'a[href="{thing_url(link.id, "en")}"]'))
    expect(told).to_contain_text("primary")
    expect(told).to_contain_text(link.status.value if link.status else "stated")
    expect(beside).to_contain_text("Contribution")


def test_repairs_and_problems_stand_at_their_lines(site: Site, tab: Tabs) -> None:
    noted = [(each["line"], note) for each in asked(site)["lines"] for note in each["notes"]]
    assert {note["kind"] for _, note in noted} <= {"repair", "problem"} and noted
    number, note = noted[0]
    page = tab(f"{site.url}/lines?lang=en&line={number}")
    expect(row(page, number).locator(".note").first).to_contain_text(f"{note['kind']} {note['rule']} {note['text']}")


def test_the_line_of_a_thing_leads_to_its_row(site: Site, tab: Tabs) -> None:
    measure = site.first("Measure")
    number = measure.sources[0].first_line
    page = tab(f"{site.url}/things/{measure.id}?lang=ja")
    page.get_by_role("link", name=f"{number}行", exact=True).first.click()
    page.wait_for_url(re.compile(f"/lines.*#line-{number}$"))
    expect(row(page, number)).to_be_in_viewport()
    expect(row(page, number)).to_contain_text(measure.label)


def test_an_address_may_name_a_line_of_any_section(site: Site, tab: Tabs) -> None:
    last = len(LINES)
    page = tab(f"{site.url}/lines#line-{last}")
    page.wait_for_url(re.compile(f"line={last}"))
    expect(row(page, last)).to_be_in_viewport()
    page.evaluate("location.hash = '#line-1'")
    expect(row(page, 1)).to_be_in_viewport()
    page.goto(f"{site.url}/lines?state=facts#line-999999")
    expect(page.locator("table.lines")).to_be_visible()
    bare = tab(f"{site.url}/lines?line={last}#line-{last}", java_script_enabled=False, ready=False)
    expect(row(bare, last)).to_be_in_viewport()


def test_filters_work_without_scripts_and_stand_in_the_address(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/lines?lang=en", java_script_enabled=False, ready=False)
    page.get_by_label("Type of fact").select_option("Indicator")
    page.get_by_role("button", name="Apply").click()
    assert "type=Indicator" in page.url
    lines = {source.first_line for node in site.facts.by_type["Indicator"] for source in node.sources}
    assert {int(text) for text in page.locator("table.lines th a").all_inner_texts()} == lines
    assert set(page.locator(".chip").all_inner_texts()) == {"Indicator"}
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_label("Search", exact=True).last.fill(site.first("Project").label)
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("table.lines tbody tr").first).to_contain_text(site.first("Project").label)
    page.goto(f"{site.url}/lines?lang=en&q=zzzz")
    expect(page.locator("main")).to_contain_text("No line is left")


def test_facts_are_grouped_by_type_with_their_lines_and_words(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/lines?lang=en&by=facts&type=Project")
    expect(page.get_by_role("heading", level=2)).to_have_text(f"Project{len(site.facts.by_type['Project'])}")
    for each in site.facts.by_type["Project"]:
        told = page.locator("tr", has=page.locator(f'th a[href="{thing_url(each.id, "en")}"]'))
        for source in each.sources:
            expect(told.get_by_role("link", name=f"line {source.first_line}", exact=True)).to_have_count(1)
            assert (source.exact or "").split("\t")[0] in told.inner_text()


def test_a_text_that_is_not_at_hand_is_shown_by_its_numbers_and_says_why(by_hand: Site, tab: Tabs) -> None:
    data = asked(by_hand)
    assert (data["words"], data["states"]) == ("none", None)
    assert data["document"]["name"].endswith(".txt")
    assert all(each["text"] is None and each["facts"] for each in data["lines"])
    page = tab(f"{by_hand.url}/lines?lang=en")
    expect(page.locator(".notice")).to_contain_text("This document itself was not loaded")
    expect(page.locator("table.lines td.words").first).to_contain_text("words not at hand")
    expect(page.locator("nav.states")).to_have_count(0)
    page.locator(".notice").get_by_role("link", name=bundled_plan().name).click()
    expect(page.locator(".notice")).to_contain_text("cite the lines of another one")
    stating = asked(by_hand, doc=data["documents"][-1]["id"])
    unsaid = [each["text"] for each in stating["lines"] if each["state"] == "facts" and not each["facts"]]
    assert len(unsaid) <= 5, "a line that states something shows what it states"
    for type_ in ("Measure", "IndicatorValue", "ScheduledActivity", "Contribution"):
        shown = {fact["id"] for each in stating["lines"] for fact in each["facts"] if fact["type"] == type_}
        known = by_hand.facts.by_type.get(type_) or by_hand.facts.links_by_type[type_]
        assert shown == {fact.id for fact in known}, type_
    expect(page.locator("nav.states")).to_be_visible()


def test_behind_an_endpoint_the_page_shows_what_passages_hold_and_says_so(behind: Site, site: Site, tab: Tabs) -> None:
    data = asked(behind)
    assert (data["words"], data["states"]) == ("passages", None)
    whole = {each["line"]: each for each in asked(site)["lines"]}
    assert {each["line"] for each in data["lines"]} == {n for n, each in whole.items() if each["facts"]}
    for each in data["lines"]:
        assert each["text"].strip() == whole[each["line"]]["text"].strip()
        assert {fact["id"] for fact in each["facts"]} == {fact["id"] for fact in whole[each["line"]]["facts"]}
    page = tab(f"{behind.url}/lines?lang=en")
    expect(page.locator(".notice")).to_contain_text("No account of all lines is at hand")
    expect(page.locator("tr.gap").first).to_contain_text("No fact cites the lines between")


def test_a_store_without_an_account_shows_the_same_as_an_endpoint(site: Site, tmp_path: Path) -> None:
    graphs: dict[str, list[Any]] = {}
    for quad in quads(site.facts, site.snapshot.base, site.first("SourceDocument").id):
        graphs.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
    store = EmbeddedStore(tmp_path / "old")
    store.replace(graphs, site.snapshot.base)
    store.close()
    with served(tmp_path / "old") as old:
        assert asked(old)["words"] == "passages"


def test_csv_is_long_with_one_fact_a_row(site: Site) -> None:
    text = httpx.get(f"{site.url}/lines.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text.count("\r\n") == len(rows) + 1, "one record a line"
    assert all(name.isascii() for name in rows[0])
    assert {int(each["line"]) for each in rows} == set(range(1, len(LINES) + 1))
    pairs = [(each["line"], each["entry_id"]) for each in rows if each["entry"] == "fact"]
    assert len(pairs) == len(set(pairs)) == sum(len(each["facts"]) for each in asked(site)["lines"])
    assert not [each for each in rows if each["text"][:1] in "=+-@" and each["text"]]
    facts = list(
        csv.DictReader(io.StringIO(httpx.get(f"{site.url}/lines.csv?by=facts").content.decode("utf-8-sig")))
    )  # fmt: skip
    assert len(facts) == sum(len(each["places"]) for each in asked(site, by="facts")["facts"])


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_other_states(site: Site, by_hand: Site, tab: Tabs, axe: Path, width: int) -> None:
    for at, path in enumerate(("by=facts", "state=unread", "state=leftover", "q=zzzz", "doc=none", "line=40#line-40")):
        scheme = "dark" if at % 2 else "light"
        page = tab(f"{site.url}/lines?lang=en&{path}", width=width, scheme=scheme, bypass_csp=True)
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page = tab(f"{by_hand.url}/lines?lang=ja", width=width, bypass_csp=True)
    assert violations(page, axe) == []


def test_headings_descend_by_one_step_in_both_views(site: Site) -> None:
    for by in ("lines", "facts"):
        text = httpx.get(f"{site.url}/lines", params={"by": by}, headers={"Accept": "text/html"}).text
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_long_document_is_small_in_sections(official: Site) -> None:
    for path in ("/lines", "/lines?line=804", "/lines?by=facts"):
        answer = httpx.get(official.url + path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        assert int(answer.headers["content-length"]) < 30_000
    data = asked(official)
    assert sum(data["states"].values()) == len(data["lines"]) == 839


@pytest.mark.parametrize("width", [1440, 390])
def test_lines_that_try_to_run_something_are_words(tab: Tabs, tmp_path: Path, width: int) -> None:
    facts = hostile_facts()
    graphs: dict[str, list[Any]] = {}
    for quad in quads(facts, BASE, DOCUMENT):
        graphs.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
    texts = [*INJECTIONS, "\t".join(INJECTIONS)]
    lines = tuple(
        AccountLine(number, texts[number % len(texts)], STATES[number % len(STATES)], INJECTIONS[0])
        for number in range(1, 400)
    )
    notes = tuple(LineNote((number,), text, text) for number, text in enumerate(INJECTIONS, 1))
    account = LineAccount(INJECTIONS[1], "made", lines, notes, (*notes, LineNote((), INJECTIONS[2], INJECTIONS[3])))
    store = EmbeddedStore(tmp_path / "store")
    store.replace(graphs, BASE, {BASE + DOCUMENT: account})
    store.close()
    with served(tmp_path / "store", POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(site.url, width=width)
        for path in ("/lines", "/lines?line=300", "/lines?by=facts", "/lines?state=leftover"):
            page.goto(site.url + path)
            unharmed(page)
        for name in ("doc", "by", "state", "type", "status", "q", "line", "page", "lang"):
            for text in INJECTIONS[:4]:
                page.goto(str(httpx.URL(f"{site.url}/lines", params={name: text})))
                unharmed(page)
        assert json.loads(httpx.get(f"{site.url}/lines.json").content)["lines"][0]["text"] == texts[1]


def test_figures_and_times_stand_beside_the_facts_that_state_them(site: Site, tab: Tabs) -> None:
    activity = next(node for node in site.facts.by_type["ScheduledActivity"] if len(node.values("fiscalYear")) > 1)
    years = [year for year in activity.values("fiscalYear") if isinstance(year, int)]
    page = tab(f"{site.url}/lines?lang=en&line={activity.sources[0].first_line}")
    told = row(page, activity.sources[0].first_line).locator("li", has_text=activity.label).first
    expect(told.locator(".detail")).to_have_text(f"FY{min(years)}–FY{max(years)}")
