"""Completion in the query editors: words of the ontology by their labels, things of the plan by their names."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from ontology.vocabulary import vocabulary
from tests.pages.conftest import Site, Tabs
from tests.pages.test_access import violations
from tests.pages.test_questions_page import opened, write


def field(page: Page) -> Locator:
    """The hidden field, which follows the text of the editor."""
    return page.locator("textarea#query")


@pytest.mark.parametrize(
    ("language", "before", "typed", "choice", "after"),
    [
        ("sparql", "SELECT * { ?x a ", "field gr", "Field group", "SELECT * { ?x a pol:FieldGroup"),
        ("sparql", "SELECT * { ?x ", "pol:fiscalY", "fiscal year", "SELECT * { ?x pol:fiscalYear"),
        ("cypher", "MATCH (x:", "fie", "Field group", "MATCH (x:FieldGroup"),
        ("cypher", "MATCH (x)-[:", "SERV", "Contribution", "MATCH (x)-[:SERVES"),
        ("cypher", "MATCH (x) RETURN x.", "fiscal", "fiscal year", "MATCH (x) RETURN x.fiscalYear"),
    ],
)
def test_words_of_the_ontology_are_completed_by_their_english_labels(
    site: Site, tab: Tabs, language: str, before: str, typed: str, choice: str, after: str
) -> None:
    page = opened(tab, f"{site.url}/{language}?lang=en")
    write(page, language, before)
    page.keyboard.type(typed.split()[0])
    option = page.get_by_role("option", name=re.compile(rf"^{choice}", re.IGNORECASE)).first
    option.click()
    expect(field(page)).to_have_value(after)


@pytest.mark.parametrize(("language", "after"), [("sparql", "pol:GrowthField"), ("cypher", "GrowthField")])
def test_words_of_the_ontology_are_completed_by_their_japanese_labels(
    site: Site, tab: Tabs, language: str, after: str
) -> None:
    label = vocabulary().node_types["GrowthField"].label["ja"]
    page = opened(tab, f"{site.url}/{language}?lang=ja")
    write(page, language, "")
    page.keyboard.insert_text(label[:2])
    page.get_by_role("option", name=label).filter(has_text="クラス").first.click()
    expect(field(page)).to_have_value(after)


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_things_of_the_plan_are_completed_by_their_japanese_names(site: Site, tab: Tabs, language: str) -> None:
    thing = site.first("GrowthField")
    iri = f"<{site.snapshot.base}{thing.id}>"
    page = opened(tab, f"{site.url}/{language}?lang=en")
    write(page, language, "")
    page.keyboard.insert_text(thing.label[:2])
    page.get_by_role("option", name=thing.label).first.click()
    expect(field(page)).to_have_value(iri if language == "sparql" else f"'{thing.label}'")
    write(page, language, "x '" if language == "cypher" else 'x "')
    page.keyboard.insert_text(thing.label[:2])
    page.get_by_role("option", name=thing.label).first.click()
    mark = "'" if language == "cypher" else '"'
    expect(field(page)).to_have_value(f"x {mark}{thing.label}")  # inside a text only the name


def test_completion_is_moved_through_and_left_by_keys(site: Site, tab: Tabs, axe: Path) -> None:
    page = opened(tab, f"{site.url}/sparql?lang=en", bypass_csp=True)
    write(page, "sparql", "SELECT * { ?x a pol:Pro")
    page.keyboard.press("Control+ ")
    page.get_by_role("listbox").wait_for()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Control+ ")
    second = page.get_by_role("listbox").get_by_role("option").nth(1).locator(".hint-name").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value(f"SELECT * {{ ?x a {second}")


def test_what_is_offered_is_the_vocabulary(site: Site) -> None:
    offered = httpx.get(f"{site.url}/completions.json").json()
    names = {each["insert"] for each in offered["sparql"]}
    known = vocabulary()
    for name in (*known.node_types, *known.link_types, *known.terms):
        assert any(each.endswith(f":{name}") for each in names), name
    assert all(each["ja"] and each["en"] for each in offered["sparql"] + offered["cypher"])
    relationships = {each["insert"] for each in offered["cypher"] if each["kind"] == "relationship"}
    assert {each.relationship for each in known.link_types.values() if each.relationship} <= relationships
    assert {each.relationship for each in known.terms.values() if each.relationship} <= relationships
