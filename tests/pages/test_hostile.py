"""Whatever a plan says is words: nothing of it runs, nothing of it breaks a page."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from api.openapi import PAGE_PARAMETERS
from graph.snapshot import Snapshot
from tests.conftest import DOCUMENTS
from tests.pages.conftest import Site, Tabs, drawn, load, served
from tests.pages.made import BASE, INJECTIONS, hostile_facts
from tests.pages.poisoned import FIRST, POISONS, poisoned
from tests.pages.test_access import paths
from visualizations.drawing import draw
from visualizations.pages import PAGES
from visualizations.tables import csv_table
from visualizations.views import VIEWS

RUNNING_LINKS = """
[...document.querySelectorAll('[href]')].filter(a => /^\\s*javascript:/i.test(a.getAttribute('href'))).length
"""


def unharmed(page: Page) -> None:
    """Nothing ran, nothing was let in, and the page is as wide as the screen."""
    assert page.evaluate("window.__pwn") is None
    assert page.locator("iframe, base, body style, script:not([src]):not([type='application/json'])").count() == 0
    assert page.evaluate(RUNNING_LINKS) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_there_are_at_least_twelve_injections() -> None:
    assert len(set(INJECTIONS)) >= 12


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_a_hostile_plan_is_unharmed(hostile: Site, tab: Tabs, width: int) -> None:
    things = [nodes[0].id for nodes in hostile.facts.by_type.values()] + [
        links[0].id for links in hostile.facts.links_by_type.values()
    ]
    page = tab(hostile.url, width=width)
    known = ["/", "/network", "/network?focus=field-0", "/network?focus=project-0", "/matrix?cell=field-0.project-0"]
    paths = [*known, *(f"/things/{id_}" for id_ in things), "/things/passage-made-300-300", "/search?q=pwn", "/sparql"]
    for path in paths:
        page.goto(hostile.url + path)
        drawn(page)
        unharmed(page)
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def test_selecting_and_searching_in_a_hostile_plan_runs_nothing(hostile: Site, tab: Tabs) -> None:
    page = tab(f"{hostile.url}/network?focus=project-0&lang=en")
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter", "Escape", "ArrowRight", "Enter", "ArrowLeft"):
        page.keyboard.press(key)
        unharmed(page)
    for text in INJECTIONS[:8]:
        page.get_by_role("combobox").fill(text)
        page.wait_for_timeout(60)
        unharmed(page)
    page.get_by_role("combobox").fill("pwn")
    page.get_by_role("option").first.wait_for()
    unharmed(page)
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("focus="))
    drawn(page)
    unharmed(page)


@pytest.mark.parametrize(
    "name",
    [
        "focus",
        "types",
        "rels",
        "status",
        "y",
        "q",
        "sort",
        "lang",
        "view",
        "embed",
        "projects",
        "kinds",
        "hide",
        "pin",
        "expand",
        "cell",
        "page",
        "limit",
    ],
)
def test_parameters_are_words_too(hostile: Site, tab: Tabs, name: str) -> None:
    page = tab(hostile.url)
    for text in INJECTIONS[:6]:
        for path in ("/network", "/matrix", "/search"):
            page.goto(str(httpx.URL(hostile.url + path, params={name: text})))
            unharmed(page)


def test_ids_and_addresses_are_words_too(hostile: Site, tab: Tabs) -> None:
    page = tab(hostile.url)
    for text in INJECTIONS[:8]:
        answer = page.goto(str(httpx.URL(hostile.url).copy_with(path="/things/" + text.replace("/", ""))))
        assert answer
        assert answer.status == 404
        unharmed(page)
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def test_an_offline_file_of_a_hostile_plan_is_unharmed(tab: Tabs, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(
        draw(Snapshot("v1", BASE, hostile_facts()), "lanes", {"focus": "project-0"}, "en"), encoding="utf-8"
    )
    page = tab(path.as_uri())
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "Enter", "Escape"):
        page.keyboard.press(key)
    assert page.evaluate("window.__pwn") is None
    assert page.locator("iframe, base, img").count() == 0


def test_no_cell_of_a_csv_runs_as_a_formula() -> None:
    text = csv_table([{"a": "=1+1", "b": "+x", "c": "-y", "d": "@z", "e": "plain", "f": -3}]).decode()
    assert text.startswith("\ufeffa,b,c,d,e,f\r\n")
    assert "'=1+1,'+x,'-y,'@z,plain,-3" in text


@pytest.fixture(scope="session")
def poisoned_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two plans whose every name and text is poison, read from text files as any plan is; their files are called so
    too."""
    folder = tmp_path_factory.mktemp("poisoned")
    plans = {"asagiri-industry-plan": "<img src=x onerror=window.__pwn=1>", "hoshimori-city-plan": "'\"><svg onload=1>"}
    for plan, name in plans.items():
        (folder / f"{name}.txt").write_text(poisoned(DOCUMENTS / f"{plan}.txt"), encoding="utf-8")
    with served(load(folder / "store", *sorted(folder.glob("*.txt")))) as site:
        yield site


def test_every_poison_comes_through_the_load_into_the_graph(poisoned_site: Site) -> None:
    names = [re.sub(r"\s", "", node.label) for node in poisoned_site.facts.nodes.values()]
    missing = [each for each in (*POISONS, *FIRST) if not any(re.sub(r"\s", "", each)[:12] in name for name in names)]
    assert not missing
    assert len(POISONS + FIRST) >= 12
    assert {"GrowthField", "Project", "Measure", "Indicator", "ScheduledActivity"} <= set(poisoned_site.facts.by_type)


def reached(site: Site) -> list[str]:
    """Every page of a site that tests know, and the page of a thing and a link of every class that it holds."""
    things = [nodes[0].id for nodes in site.facts.by_type.values()]
    things += [links[0].id for links in site.facts.links_by_type.values()]
    return [*paths(site).values(), *(f"/things/{id_}" for id_ in things), "/search?q=pwn", "/search?q=pwn&type=Measure"]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_a_poisoned_document_is_unharmed(poisoned_site: Site, tab: Tabs, width: int) -> None:
    page = tab(poisoned_site.url, width=width)
    harmed = []
    for path in reached(poisoned_site):
        page.goto(poisoned_site.url + path)
        drawn(page)
        for _ in range(3):
            page.keyboard.press("Tab")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        try:
            unharmed(page)
        except AssertionError as error:
            harmed.append(f"{path}: {str(error)[:200]}")
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]
    assert not harmed, "\n".join(harmed)


def test_searching_and_opening_in_a_poisoned_document_runs_nothing(poisoned_site: Site, tab: Tabs) -> None:
    page = tab(f"{poisoned_site.url}/matrix?lang=en")
    for text in ("pwn", "javascript:", "<script", "HYPERLINK", "{{7*7}}"):
        page.get_by_role("combobox").fill(text)
        page.get_by_role("option").first.wait_for()
        unharmed(page)
    assert "49" not in page.get_by_role("option").first.inner_text()
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("/things/"))
    unharmed(page)


def test_data_of_a_poisoned_document_is_data(poisoned_site: Site) -> None:
    """JSON inside pages is whole, no cell of a CSV calculates, drawings and graphs hold no element that runs."""
    project = poisoned_site.first("Project").id
    with httpx.Client(base_url=poisoned_site.url) as client:
        page = client.get(f"/network?focus={project}", headers={"Accept": "text/html"}).text
        for body in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.S):
            assert json.loads(body)
        tables = [f"/{name}.csv" for name, each in PAGES.items() if each.rows] + [f"/things/{project}.csv"]
        for address in tables:
            answer = client.get(address)
            cells = [cell for row in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))) for cell in row]
            assert cells, address
            assert not [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d.]+$)", cell)], address
        for address in (*(f"/network.svg?view={view}&focus={project}" for view in VIEWS), "/network.graphml"):
            answer = client.get(address)
            if answer.status_code == 200:
                root = ElementTree.fromstring(answer.content)
                assert not [each.tag for each in root.iter() if re.search(r"(?i)script|foreignObject|iframe", each.tag)]
                assert not [name for each in root.iter() for name in each.attrib if re.search(r"^on|href$", name)]


@pytest.mark.parametrize("name", PAGES)
def test_no_parameter_of_a_page_is_more_than_words(poisoned_site: Site, name: str) -> None:
    path = "/" if name == "home" else f"/{name}"
    asked = [*PAGE_PARAMETERS.get(name, {}), "lang", "embed", "no-such-parameter"]
    with httpx.Client(base_url=poisoned_site.url, headers={"Accept": "text/html"}, timeout=30) as client:
        for parameter in asked:
            for text in (POISONS[3], POISONS[4], FIRST[0], POISONS[11]):
                answer = client.get(path, params={parameter: f"zzz{text}" if text in POISONS else text})
                assert answer.status_code < 500, (parameter, text)
                assert 'zzz"><svg' not in answer.text and "zzz'><body" not in answer.text
                assert not re.search(r"""(?:href|src|action)=["']?\s*javascript:""", answer.text), parameter


@pytest.mark.parametrize("path", ["/sparql", "/cypher"])
def test_a_query_in_an_address_is_words(poisoned_site: Site, tab: Tabs, path: str) -> None:
    page = tab("about:blank", ready=False, extra_http_headers={"Accept": "text/html"})
    for text in POISONS[:6]:
        page.goto(str(httpx.URL(poisoned_site.url + path, params={"lang": "en", "query": text, "q": text})))
        unharmed(page)
    tab.complaints[:] = [each for each in tab.complaints if "400" not in each]


@pytest.mark.parametrize("view", VIEWS)
def test_an_offline_file_of_a_poisoned_document_is_unharmed(
    poisoned_site: Site, tab: Tabs, tmp_path: Path, view: str
) -> None:
    project = poisoned_site.first("Project").id
    measure = poisoned_site.first("Measure").id
    path = tmp_path / "poisoned.html"
    query = {"focus": project} if view != "path" else {"path": f"{measure},{project}"}
    path.write_text(draw(poisoned_site.snapshot, view, query, "en"), encoding="utf-8")
    page = tab(path.as_uri())
    assert page.evaluate("window.__pwn") is None
    assert page.locator("iframe, base, img").count() == 0
