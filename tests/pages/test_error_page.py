"""An error is a page for people and problem+json for programs: the same status, the same facts."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.api.conftest import serving
from tests.pages.conftest import PLAN, Site, Tabs, load, served
from tests.pages.made import INJECTIONS
from tests.pages.test_access import violations
from tests.pages.test_hostile import unharmed

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("path", ["/nothing", "/questions/no-such-question", "/matrix.xyz", "/static/none.css"])
def test_a_browser_gets_a_page_and_a_program_the_problem(site: Site, path: str) -> None:
    page = httpx.get(site.url + path, params={"lang": "en"}, headers={"Accept": BROWSER})
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-language"] == "en"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "What to do next" in page.text
    for accept in (
        "*/*",
        "application/json",
        "application/problem+json",
        "text/turtle",
        "application/json, text/html;q=0.5",
    ):
        problem = httpx.get(site.url + path, headers={"Accept": accept})
        assert problem.headers["content-type"] == "application/problem+json", accept
        assert problem.json()["status"] == 404
        assert problem.json()["detail"] in page.text.replace("&#39;", "'")
        assert "Accept" in problem.headers["vary"]


def test_a_post_gets_the_problem_whatever_it_accepts(site: Site) -> None:
    answer = httpx.post(f"{site.url}/nothing", headers={"Accept": BROWSER})
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_page_says_what_to_do_and_leads_there(site: Site, tab: Tabs, axe: Path) -> None:
    for width, scheme, lang in ((1440, "light", "ja"), (390, "dark", "en")):
        page = tab(f"{site.url}/nothing/here?lang={lang}", width=width, scheme=scheme, bypass_csp=True)
        assert violations(page, axe) == []
        unharmed(page)
        assert page.evaluate("document.documentElement.lang") == lang
    page.get_by_role("link", name="Search by name").click()
    expect(page.get_by_role("combobox").first).to_be_visible()
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def test_data_that_cannot_be_reached_is_a_page_that_offers_to_try_again(tmp_path: Path) -> None:
    store = load(tmp_path / "store", PLAN)
    with ExitStack() as kept:
        with served(store) as site:
            endpoint = {"POLICYLINKS_SPARQL_URL": f"{site.url}/sparql", "POLICYLINKS_BASE_IRI": site.snapshot.base}
            behind = kept.enter_context(serving(store, **endpoint))
            asked = {"params": {"lang": "en"}, "headers": {"Accept": BROWSER}}
            assert httpx.get(f"{behind.url}/matrix", **asked).status_code == 200  # type: ignore[arg-type]
        for _ in range(120):  # the state of an endpoint is asked anew after some seconds
            answer = httpx.get(f"{behind.url}/matrix", **asked)  # type: ignore[arg-type]
            if answer.status_code != 200:
                break
            time.sleep(0.25)
        assert answer.status_code in (502, 503)
        assert "Open the same address again" in answer.text
        problem = httpx.get(f"{behind.url}/matrix", headers={"Accept": "application/json"})
        assert (problem.status_code, problem.json()["status"]) == (answer.status_code, answer.status_code)


def test_an_address_that_tries_to_run_something_is_words(hostile: Site, tab: Tabs) -> None:
    page = tab(hostile.url)
    for text in INJECTIONS[:8]:
        answer = page.goto(str(httpx.URL(hostile.url).copy_with(path="/x" + text.replace("/", ""))))
        assert answer and answer.status == 404
        unharmed(page)
    tab.complaints[:] = [each for each in tab.complaints if "404" not in each]


def test_what_is_told_is_the_same_in_both_forms(site: Site) -> None:
    path = f"{site.url}/questions/no-such-question"
    problem = json.loads(httpx.get(path).content)
    page = httpx.get(path, headers={"Accept": BROWSER}).text
    assert str(problem["status"]) in page
