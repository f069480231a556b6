"""The help: what signs, lines, statuses and rules mean, in both languages, out of the tables that the pages use."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from graph.audit.finding import rules
from graph.exports.table import EXPORTS
from ontology.vocabulary import vocabulary
from tests.pages.conftest import Site, Tabs
from visualizations.pages.help import signs, statuses


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_signs_statuses_and_rules_are_explained_in_both_languages(site: Site, tab: Tabs, lang: str) -> None:
    page = tab(f"{site.url}/help?lang={lang}", java_script_enabled=False, ready=False)
    text = page.locator("main").inner_text()
    for node_type in vocabulary().node_types.values():
        assert node_type.label[lang] in text
    for term in statuses():
        assert term.label[lang] in text and term.definition[lang] in text
    for name, words in rules().items():
        expect(page.locator(f"#rule-{name} + dd")).to_have_text(words[lang])
    assert all(name in text for name in EXPORTS)


def test_every_glyph_of_the_ontology_has_its_line() -> None:
    families = {node_type.family for node_type in vocabulary().node_types.values()}
    found = signs("ja")
    assert {sign.family for sign in found} == families
    assert [sign.double for sign in found].count(True) == 1


def test_the_keys_are_those_that_the_network_shows(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/help?lang=en")
    own = page.locator(".keyboard dd").all_inner_texts()
    page.goto(f"{site.url}/network?focus={site.first('GrowthField').id}&lang=en")
    page.locator("#canvas").focus()
    page.keyboard.press("?")
    shown = page.locator("dialog dd, [data-keys] dd, #net-help dd").all_inner_texts()
    assert shown == own


def test_a_rule_on_a_page_leads_to_its_meaning(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/quality?lang=en")
    link = page.locator(".of-rule a.rule").first
    name = link.inner_text()
    link.click()
    page.wait_for_url(re.compile(f"/help.*#rule-{name}"))
    expect(page.locator(f"#rule-{name}")).to_be_in_viewport()


def test_help_is_reached_from_the_header_and_all_its_ways_are_there(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/?lang=en")
    page.locator("header").get_by_role("link", name="Help").click()
    page.wait_for_url("**/help?lang=en")
    expect(page.locator("header [aria-current=page]")).to_have_text("Help")
    for lead in page.locator("main a").evaluate_all("all => all.map(each => each.getAttribute('href'))"):
        if lead.startswith("#"):
            assert page.locator(lead).count() == 1, lead
        else:
            assert httpx.get(site.url + lead, headers={"Accept": "text/html"}).status_code == 200, lead
