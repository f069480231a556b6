"""``/lines`` by HTTP: the forms by Accept and suffix, its parameters, and a cache that notices a new account."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from api.openapi import PAGE_PARAMETERS
from graph.facts import Facts
from graph.stores.embedded import EmbeddedStore
from tests.api.conftest import load, problem, serving
from tests.cli.conftest import PLAN


def test_lines_come_as_page_json_and_csv_by_accept_and_by_suffix(client: httpx.Client) -> None:
    for suffix, media_type in (("html", "text/html"), ("json", "application/json"), ("csv", "text/csv")):
        by_suffix = client.get(f"/lines.{suffix}")
        by_accept = client.get("/lines", headers={"Accept": media_type})
        assert by_suffix.headers["content-type"].startswith(media_type)
        assert by_suffix.content == by_accept.content
    problem(client.get("/lines", headers={"Accept": "image/png"}), 406)
    problem(client.get("/lines.xml"), 404)


def test_data_holds_every_line_and_tells_states_notes_and_facts(client: httpx.Client, facts: Facts) -> None:
    content = client.get("/lines.json").json()
    assert [each["line"] for each in content["lines"]] == list(range(1, len(content["lines"]) + 1))
    assert sum(content["states"].values()) == len(content["lines"])
    assert content["words"] == "account"
    beside = {fact["id"]: fact for each in content["lines"] for fact in each["facts"]}
    link = facts.links_by_type["Contribution"][0]
    assert beside[link.id]["type"] == "Contribution"
    assert beside[link.id]["status"] == (link.status.value if link.status else "stated")
    assert beside[link.id]["role"]
    assert {each["state"] for each in content["lines"] if each["rule"]} <= {"structure", "leftover", "facts"}


@pytest.mark.parametrize("state", ["unread", "leftover", "structure", "facts", "blank"])
def test_each_state_is_a_filter_with_its_count(client: httpx.Client, state: str) -> None:
    content = client.get("/lines.json", params={"state": state}).json()
    assert len(content["lines"]) == content["states"][state]
    assert {each["state"] for each in content["lines"]} <= {state}


def test_parameters_narrow_the_data_and_what_is_unknown_counts_as_not_given(client: httpx.Client) -> None:
    whole = client.get("/lines.json").json()["lines"]
    for query in ({"type": "Nothing"}, {"state": "lost"}, {"line": "-1"}, {"page": "x"}, {"by": "x"}, {"doc": "x"}):
        assert client.get("/lines.json", params=query).json()["lines"] == whole, query
    some = client.get("/lines.json", params={"type": "Project", "status": "stated"}).json()["lines"]
    assert some
    assert {(fact["type"], fact["status"]) for each in some for fact in each["facts"]} == {("Project", "stated")}
    assert client.get("/lines.json", params={"q": "zzzz"}).json()["lines"] == []


def test_every_parameter_is_described(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()["paths"]["/lines"]["get"]["parameters"]
    assert {each["name"] for each in described} == {*PAGE_PARAMETERS["lines"], "lang"}


def test_a_new_account_of_the_same_facts_changes_what_is_cached(tmp_path: Path) -> None:
    load(PLAN, tmp_path)
    state = tmp_path / "current.json"
    content = json.loads(state.read_bytes())
    for each in content["graphs"].values():
        each.pop("lines", None)
    state.write_text(json.dumps(content), "utf-8")
    with serving(tmp_path) as served:
        before = httpx.get(f"{served.url}/lines.json")
        assert (before.json()["states"], before.json()["words"]) == (None, "passages")
        load(PLAN, tmp_path)
        after = httpx.get(f"{served.url}/lines.json", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["words"] == "account"
        again = httpx.get(f"{served.url}/lines.json", headers={"If-None-Match": after.headers["etag"]})
        assert again.status_code == 304


def test_a_damaged_account_is_told_and_leaves_the_other_pages(tmp_path: Path) -> None:
    load(PLAN, tmp_path)
    for path in (tmp_path / "lines").iterdir():
        path.write_bytes(b"{")
    with serving(tmp_path) as served:
        problem(httpx.get(f"{served.url}/lines.json"), 503)
        assert httpx.get(f"{served.url}/matrix.json").status_code == 200


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path).replace({}, "https://example.org/id/")
    with serving(tmp_path) as served:
        page = httpx.get(f"{served.url}/lines", params={"lang": "en"}, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "policylinks load" in page.text
        assert httpx.get(f"{served.url}/lines.json").json()["lines"] == []
