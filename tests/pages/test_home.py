"""The first page: the plan in figures, fields with their projects, every way in; several plans; an empty store."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from graph.facts import Facts, Node, Ref, Text, facts
from tests.conftest import DOCUMENTS
from tests.pages.conftest import PLAN, Site, Tabs, load, served
from tests.pages.made import INJECTIONS, hostile_facts
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed
from visualizations.pages import PAGES
from visualizations.pages.home import home

WAYS = ("network", "matrix", "timeline", "indicators", "questions", "quality", "measures", "lines", "sparql", "search")


def test_the_figures_are_counted_from_the_facts(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/?lang=en")
    shown = dict(
        zip(
            page.locator(".figures dt").all_inner_texts(), page.locator(".figures dd:nth-of-type(1)").all_inner_texts(),
            strict=True,
        )
    )  # fmt: skip
    counted = {name: str(len(found)) for name, found in site.facts.by_type.items()}
    assert shown["Growth fields"] == counted["GrowthField"]
    assert shown["Projects"] == counted["Project"]
    assert shown["Indicators"] == counted["Indicator"]
    assert shown["Links"] == str(len(site.facts.links_by_type["Contribution"]))
    assert len(shown) == 7


def test_every_field_stands_with_its_projects_and_leads_to_its_network(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/?lang=ja", java_script_enabled=False, ready=False)
    for field in site.facts.by_type["GrowthField"]:
        own = page.locator(".areas > li", has=page.get_by_role("link", name=field.label, exact=True)).first
        serving = [link for link in site.facts.incoming[field.id] if link.type == "Contribution"]
        expect(own.locator("li")).to_have_count(len(serving))
    page.locator(".areas h4 a").first.click()
    assert "/network?focus=" in page.url


def test_every_way_in_leads_to_a_page(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/?lang=en")
    leads = page.locator(".ways a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    paths = [re.split(r"[?#]", lead)[0].strip("/") for lead in leads]
    assert set(WAYS) <= set(paths)
    assert set(PAGES) - {"home"} <= {*paths, "help"}
    for lead in leads:
        assert httpx.get(site.url + lead, headers={"Accept": "text/html"}).status_code == 200, lead


def test_several_plans_are_named_and_their_fields_stand_apart(tab: Tabs, tmp_path: Path) -> None:
    load(tmp_path / "store", PLAN)
    load(tmp_path / "store", DOCUMENTS / "takamori-prefecture-plan.txt")
    with served(tmp_path / "store") as site:
        plans = site.facts.by_type["Plan"]
        assert len(plans) == 2
        page = tab(f"{site.url}/?lang=en")
        expect(page.locator(".plans li")).to_have_count(2)
        expect(page.locator(".of-plan")).to_have_text("2 plans")
        expect(page.locator(".foot")).to_contain_text("2 plans")
        for plan in plans:
            expect(page.locator(".groups h3 .quiet", has_text=plan.label)).to_have_count(1)
        page.locator(".plans").get_by_role("link", name="Matrix").first.click()
        expect(page.locator("[aria-current=true]", has_text=plans[0].label)).to_be_visible()


def test_an_empty_store_says_what_to_do_next_on_every_page(tab: Tabs, tmp_path: Path, axe: Path) -> None:
    (tmp_path / "store").mkdir()
    with served(tmp_path / "store") as site:
        page = tab(f"{site.url}/?lang=en", bypass_csp=True)
        expect(page.locator("main")).to_contain_text("policylinks load plan.txt")
        assert violations(page, axe) == []
        for name in PAGES:
            answer = httpx.get(f"{site.url}/{'' if name == 'home' else name}", headers={"Accept": "text/html"})
            assert answer.status_code == 200, name


def test_years_are_those_of_all_plans_and_groups_follow_them() -> None:
    def plan(number: int, first: int, last: int) -> list[Node]:
        whole = (Ref(f"plan-{number}"),)
        return [
            Node(f"plan-{number}", "Plan", {"label": (Text(f"計画{number}"),), "firstFiscalYear": (first,),
                                            "lastFiscalYear": (last,)}),
            Node(f"field-{number}", "GrowthField", {"label": (Text("林業"),), "number": (1,), "isPartOf": whole}),
        ]  # fmt: skip

    given: Facts = facts([*plan(1, 2030, 2032), *plan(2, 2025, 2031)], [])
    model = home(given)
    years = next(each.values for each in model.figures if each.key == "activities_figure")
    assert (years["first"], years["last"]) == ("2025", "2032")
    assert [(group.plan, len(group.areas)) for group in model.groups] == [("計画1", 1), ("計画2", 1)]


def test_a_plan_without_years_or_fields_is_no_trouble() -> None:
    model = home(facts([Node("plan-1", "Plan", {"label": (Text("甲計画"),)})], []))
    assert model.groups == ()
    assert next(each.note for each in model.figures if each.key == "activities_figure") == ""
    assert home(facts([], [])).plans == ()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_header_fits_whatever_the_plan_is_called(hostile: Site, tab: Tabs, width: int) -> None:
    page = tab(f"{hostile.url}/?lang=en", width=width)
    unharmed(page)
    for each in page.locator(".tabs a").all():
        assert each.evaluate("each => each.getBoundingClientRect().height") >= 24
    page.goto(f"{hostile.url}/quality?lang=en")
    expect(page.locator(".tabs [aria-current=page]")).to_be_in_viewport()
    assert hostile_facts().nodes["plan-made"].label in INJECTIONS
