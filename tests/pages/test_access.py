"""Every page, in both languages, schemes and widths, is free of what axe-core can find, and asks no outside host.

With OUT=folder, a screenshot of each is kept there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from graph.facts import Node
from tests.pages.conftest import WIDTHS, Site, Tabs, drawn
from visualizations.pages import PAGES
from visualizations.rendering import family

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def paths(site: Site) -> dict[str, str]:
    """Every page of the table in its base state, and the others that a reader meets."""
    field, project = site.first("GrowthField").id, site.first("Project").id
    link = next(link for link in site.facts.outgoing[project] if link.type == "Contribution")
    place = link.sources[0]
    base = {name: "/" if name == "home" else f"/{name}" for name in PAGES}
    return base | {
        "around-field": f"/network?focus={field}",
        "around-project": f"/network?focus={project}",
        "cell": f"/matrix?cell={link.target}.{project}&sort={project}",
        "found": f"/search?q={site.first('Project').label[:2]}",
        "nothing-found": "/search?q=zzzz",
        "project": f"/things/{project}",
        "indicator": f"/things/{site.first('Indicator').id}",
        "link": f"/things/{link.id}",
        "passage": f"/things/passage-{place.document.removeprefix('document-')}-{place.first_line}-{place.last_line}",
        "found-of-a-type": f"/search?q={site.first('Project').label[:2]}&type=Measure",
        "body": f"/things/{max(_bodies(site), key=lambda node: len(site.facts.outgoing.get(node.id, ()))).id}",
        "plan": f"/things/{site.first('Plan').id}",
        "document": f"/things/{place.document}",
        "unknown": "/network?focus=no-such-thing",
        "unknown-thing": "/things/no-such-thing",
        "no-match": f"/network?focus={field}&rels=",
        "around-body": f"/network?focus={site.first('Council').id}",
        "opened": f"/network?focus={field}&expand={project}&pin={project}",
        "hidden": f"/network?focus={field}&hide={project}",
        "truncated": f"/network?focus={project}&limit=5",
        "near": f"/network?view=near&focus={project}&hops=2",
        "near-nothing": "/network?view=near",
        "path": f"/network?view=path&path={site.first('Measure').id},{project}",
        "path-one-end": f"/network?view=path&path={project},",
        "path-unknown": f"/network?view=path&path=no-such-thing,{project}",
        "overview": "/network?view=overview",
        "overview-of-a-group": "/network?view=overview&focus=kind-Council&by=kind",
        "bodies-of-projects": "/matrix?of=organizations",
        "indicators-of-fields": "/matrix?of=indicators&order=like",
        "audit-of-a-kind": "/quality?kind=missing",
        "audit-of-nothing": "/quality?rule=no-such-rule",
        "no-page": "/no-such-page",
        "schedule-with-details": f"/timeline?project={project}&details=1",
        "schedule-that-changes": "/timeline?show=changes",
        "schedule-of-nothing": "/timeline?y=2001",
        "indicators-unsafe": "/indicators?unsafe=1&group=safety",
        "indicators-ungrouped": "/indicators?group=none&sort=name",
        "sparql": "/sparql",
        "questions": "/questions",
        "question": "/questions/hydrogen-projects",
        "question-with-plot": "/questions/indicators-per-project",
        "question-without-answer": "/questions/project-budgets",
        "sparql-answered": "/sparql?query=SELECT+%2A+%7B+%3Fp+a+pol%3AProject+%3B+rdfs%3Alabel+%3Fname+%7D",
        "cypher": "/cypher?example=projects",
        "docs": "/docs",
    }


def _bodies(site: Site) -> list[Node]:
    return [node for node in site.facts.nodes.values() if family(node) == "organization" and node.type != "Person"]


def violations(page: Page, axe: Path) -> list[str]:
    """What axe-core finds, in words."""
    page.evaluate(axe.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found["violations"]
        for node in each["nodes"][:3]
    ]


def keep_picture(page: Page, name: str) -> None:
    """A screenshot into the folder that OUT names."""
    folder = os.environ.get("OUT")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_axe_finds_nothing_on_any_page(site: Site, tab: Tabs, axe: Path, lang: str, scheme: str, width: int) -> None:
    known = paths(site)
    page = tab(site.url, width=width, scheme=scheme, bypass_csp=True)
    found = {}
    for name, path in known.items():
        page.goto(f"{site.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        drawn(page)
        keep_picture(page, f"{name}-{width}-{lang}-{scheme}")
        bad = violations(page, axe)
        if bad:
            found[name] = bad
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]  # the page that is not there
    assert found == {}


def test_axe_finds_nothing_while_something_is_open(site: Site, tab: Tabs, axe: Path) -> None:
    page = tab(f"{site.url}/network?focus={site.first('GrowthField').id}&lang=en", bypass_csp=True)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert violations(page, axe) == []
    for summary in page.locator(".panel .panel-body > details > summary").all():
        summary.click()
    assert violations(page, axe) == []
    for summary in page.locator(".menu summary").all():
        if summary.is_visible():
            summary.click()
    assert violations(page, axe) == []
    page.get_by_role("combobox").fill(site.first("Project").label[:2])
    page.get_by_role("option").first.wait_for()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.locator("#canvas").focus()
    page.keyboard.press("?")
    assert violations(page, axe) == []


def test_pages_have_one_main_part_and_a_title_of_their_own(site: Site, tab: Tabs) -> None:
    page = tab(site.url)
    titles = {}
    for name, path in paths(site).items():
        page.goto(site.url + path)
        assert page.locator("main").count() == 1
        titles[name] = page.title()
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]
    assert all(titles.values())
    assert len({titles[name] for name in ("home", "network", "matrix", "search", "around-field", "project")}) == 6
