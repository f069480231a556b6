"""The page of the self-audit: every finding with its lines and rule, by kind, as table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from graph.audit.audit import audit
from graph.audit.finding import Finding, kinds
from graph.facts import Link, facts
from graph.lines.account import AccountLine, LineAccount, LineNote
from graph.rdf import quads
from graph.stores.embedded import EmbeddedStore
from tests.cli.conftest import call
from tests.pages.conftest import Site, Tabs, keep, served
from tests.pages.made import BASE, DOCUMENT, INJECTIONS, hostile_facts, plan
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from visualizations.evidence import Place, quote
from visualizations.quality.telling import linked
from visualizations.quality.view import Row
from visualizations.rendering import line_url, thing_url
from visualizations.tables import SECTION


def asked(site: Site, **query: str) -> dict[str, Any]:
    """The page as data."""
    found: dict[str, Any] = httpx.get(f"{site.url}/quality.json", params=query).json()
    return found


def rows(site: Site, **query: str) -> list[dict[str, str]]:
    """The rows of CSV."""
    text = httpx.get(f"{site.url}/quality.csv", params=query).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_tells_what_the_audit_finds_and_check_tells_the_same(site: Site) -> None:
    own = [(each.kind, each.rule, each.told("ja")) for each in audit(site.snapshot)]
    page = asked(site, lang="ja")
    assert sorted((each["kind"], each["rule"], each["text"]) for each in page["findings"]) == sorted(own)
    assert len(own) > 5
    done = json.loads(call("--lang-ui", "ja", "check", "--store", site.store, "--format", "json").out)["audit"]
    assert sorted((each["kind"], each["rule"], each["text"]) for each in done["findings"]) == sorted(own)
    assert done["counts"] == page["counts"]


@pytest.mark.parametrize("query", [{}, {"kind": "repairs"}, {"kind": "missing"}], ids=str)
def test_rows_of_csv_and_json_are_those_of_the_table(site: Site, tab: Tabs, query: dict[str, str]) -> None:
    page = tab(str(httpx.URL(f"{site.url}/quality", params={**query, "lang": "en"})))
    shown = page.locator(".findings tr:not(.of-rule):has(td)")
    own = rows(site, lang="en", **query)
    assert shown.count() == len(own) == len(asked(site, **query)["findings"])
    for at, each in enumerate(own):
        first = each["lines"].split()[0].split("-")[0] if each["lines"] else ""
        expect(shown.nth(at).locator(".places")).to_contain_text(first)
        expect(shown.nth(at)).to_contain_text(each["names"].split("; ")[0] if len(each["names"]) < 60 else "")


def test_each_kind_says_what_it_means_and_what_to_do_and_counts_its_rows(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/quality?lang=en")
    counts = asked(site)["counts"]
    for name, kind in kinds().items():
        if not counts[name]:
            continue
        link = page.locator(".chips a", has_text=kind.title["en"])
        expect(link).to_contain_text(str(counts[name]))
        section = page.locator(f"section[aria-labelledby=kind-{name}]")
        expect(section).to_contain_text(kind.meaning["en"])
        expect(section).to_contain_text(kind.action["en"])
        expect(section.locator("tr:not(.of-rule):has(td)")).to_have_count(counts[name])


def test_lines_lead_to_the_text_and_names_to_things(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/quality?lang=ja")
    for each in asked(site)["findings"]:
        for line in each["lines"][:8]:
            address = line_url(line["document"], line["first"], "ja")
            assert page.locator(f'.places a[href="{address}"]').count(), each
    first = next(each for each in asked(site)["findings"] if each["things"] and each["lines"])
    page.locator(f'.findings a[href="{thing_url(first["things"][0], "ja")}"]').first.click()
    page.wait_for_url("**/things/**")


def test_filters_work_without_scripts_and_stand_in_the_address(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/quality?lang=en", java_script_enabled=False, ready=False)
    rule = asked(site)["findings"][0]["rule"]
    page.locator("select[name=rule]").select_option(rule)
    page.get_by_role("button", name="Apply").click()
    assert f"rule={rule}" in page.url
    assert set(page.locator(".of-rule .rule").all_inner_texts()) == {rule}
    page.goto(f"{site.url}/quality?lang=en&rule=zzz")
    expect(page.locator("main")).to_contain_text("Nothing is left")
    page.goto(f"{site.url}/quality?lang=en&kind=zzz&page=99")
    expect(page.locator(".findings").first).to_be_visible()


def test_shapes_are_checked_where_they_are_asked_for(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/quality?lang=en")
    page.get_by_role("link", name="Check the shapes").click()
    expect(page.locator("main")).to_contain_text("Nothing is broken")


def test_a_broken_shape_stands_on_the_page_with_its_thing(tab: Tabs, tmp_path: Path) -> None:
    sound = plan(["甲計画", "乙"], projects=1, measures=1)
    link = next(iter(sound.links.values()))
    bare = Link(link.id, link.type, {}, link.sources, None, (), (), link.source, link.target)
    broken = facts(list(sound.nodes.values()), [bare, *list(sound.links.values())[1:]])
    with served(keep(tmp_path / "store", broken), POLICYLINKS_BASE_IRI=BASE) as site:
        found = asked(site, kind="shapes")["findings"]
        assert found and {each["kind"] for each in found} == {"shapes"}
        page = tab(f"{site.url}/quality?kind=shapes&lang=en")
        expect(page.locator(".findings")).to_contain_text(link.id)


def test_a_long_list_is_paged_and_data_has_all_of_it(tab: Tabs, tmp_path: Path) -> None:
    lines = tuple(AccountLine(number, f"行{number}", "unread") for number in range(1, SECTION + 21))
    account = LineAccount("plan.txt", "made", lines)
    store = EmbeddedStore(tmp_path / "store")
    graphs: dict[str, list[Any]] = {}
    for quad in quads(plan(["甲計画", "乙"], projects=1, measures=1), BASE, DOCUMENT):
        graphs.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
    store.replace(graphs, BASE, {BASE + DOCUMENT: account})
    store.close()
    with served(tmp_path / "store", POLICYLINKS_BASE_IRI=BASE) as site:
        assert len(rows(site, kind="lines")) == SECTION + 20
        page = tab(f"{site.url}/quality?kind=lines&lang=en")
        assert page.locator(".findings tr:not(.of-rule):has(td)").count() == SECTION
        page.locator("nav.bar").get_by_role("link", name="2").click()
        expect(page.locator(".findings tr:not(.of-rule):has(td)")).to_have_count(20)
        expect(page.locator(".findings")).to_contain_text(f"行{SECTION + 20}")


def test_a_plan_without_a_finding_says_so(tab: Tabs, tmp_path: Path) -> None:
    bare = plan(["甲計画"], projects=0, measures=0, indicators=0, fields=0)
    kept = [node for node in bare.nodes.values() if node.type in ("Plan", "SourceDocument", "GovernmentBody")]
    with served(keep(tmp_path / "store", facts(kept, [])), POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(f"{site.url}/quality?lang=en")
        assert sum(asked(site)["counts"].values()) == 0
        expect(page.locator("main")).to_contain_text("Nothing is left by this choice")


@pytest.mark.parametrize("width", [1440, 390])
def test_findings_that_try_to_run_something_are_words(tab: Tabs, tmp_path: Path, width: int) -> None:
    graphs: dict[str, list[Any]] = {}
    for quad in quads(hostile_facts(), BASE, DOCUMENT):
        graphs.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
    lines = tuple(AccountLine(number, text, "unread", text) for number, text in enumerate(INJECTIONS, 1))
    notes = tuple(LineNote((number,), text, text) for number, text in enumerate(INJECTIONS, 1))
    account = LineAccount(INJECTIONS[1], "made", lines, notes, notes)
    store = EmbeddedStore(tmp_path / "store")
    store.replace(graphs, BASE, {BASE + DOCUMENT: account})
    store.close()
    with served(tmp_path / "store", POLICYLINKS_BASE_IRI=BASE) as site:
        page = tab(site.url, width=width)
        for kind in ("", *kinds()):
            page.goto(f"{site.url}/quality?kind={kind}")
            unharmed(page)
        for name in ("kind", "rule", "doc", "page", "lang"):
            for text in INJECTIONS[:4]:
                page.goto(str(httpx.URL(f"{site.url}/quality", params={name: text})))
                unharmed(page)
        assert not [each for each in rows(site) for cell in each.values() if cell[:1] in ("=", "+", "@")]


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_other_states(site: Site, tab: Tabs, axe: Path, width: int) -> None:
    for at, path in enumerate(("kind=repairs", "kind=shapes", "rule=zzz", "kind=lines")):
        scheme = "dark" if at % 2 else "light"
        page = tab(f"{site.url}/quality?lang=en&{path}", width=width, scheme=scheme, bypass_csp=True)
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_sentence_links_each_thing_once_and_stays_the_same_words() -> None:
    things = [hostile_facts().nodes["project-0"], *plan(["甲", "甲乙"], projects=2, measures=0).by_type["Project"]]
    text = "「甲乙」は「甲」と「甲」"
    pieces = linked(text, things)
    assert "".join(piece.words for piece in pieces) == text
    assert len([piece for piece in pieces if piece.id]) == len({piece.id for piece in pieces if piece.id})


def test_quotes_that_show_other_words_come_first() -> None:
    name = ("甲研究会", "甲乙研究会")
    texts = ("甲研究会は", "甲研究会が", "甲乙研究会も")
    places = tuple(Place("d", at, at, quote(text, name)) for at, text in enumerate(texts, 1))
    row = Row(Finding("identities", "two-spellings"), (), places)
    assert [place.first for place in row.quoted] == [1, 3, 2]
