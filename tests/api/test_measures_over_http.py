"""Measures and ways over HTTP."""

from __future__ import annotations

import csv
import io

import httpx
import pytest

from graph.facts import Facts
from graph.measures.table import MEASURES
from tests.api.conftest import problem


def test_measures_are_a_page_data_or_a_table_by_accept(client: httpx.Client) -> None:
    told = client.get("/measures", headers={"Accept": "application/json", "Accept-Language": "en"}).json()["measures"]
    assert list(told) == list(MEASURES)
    page = client.get("/measures", params={"lang": "en"}, headers={"Accept": "text/html"}).text
    for each in told.values():
        assert each["meaning"].split(",")[0].replace("'", "&#39;") in page
    assert client.get("/measures", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("name", MEASURES)
def test_the_table_of_a_measure_has_the_rows_of_its_data(client: httpx.Client, name: str) -> None:
    told = client.get("/measures.json", params={"measure": name}).json()["measures"][name]
    answer = client.get("/measures", params={"measure": name}, headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    names = [column["name"] for column in told["columns"]]
    assert bool(rows) == (name != "bridges")  # in this plan nobody joins two others
    assert [list(row) for row in rows] == [names] * len(told["rows"])
    assert [row[names[0]] for row in rows] == [str(row[names[0]]) for row in told["rows"]]


def test_coverage_counts_what_the_graph_says(client: httpx.Client, facts: Facts) -> None:
    rows = client.get("/measures.json", params={"measure": "coverage"}).json()["measures"]["coverage"]["rows"]
    served = {(link.target, link.text("role"), link.source) for link in facts.links_by_type["Contribution"]}
    for row in rows:
        primary = {project for area, role, project in served if (area, role) == (row["id"], "primary")}
        assert row["primary"] == len(primary)
    assert {row["id"] for row in rows} == {
        node.id for name in ("GrowthField", "CrossCuttingArea") for node in facts.by_type.get(name, ())
    }


def test_a_way_is_told_link_by_link_with_its_lines(client: httpx.Client, facts: Facts) -> None:
    link = next(link for link in facts.links_by_type["Contribution"] if link.sources)
    told = client.get("/paths", params={"from": link.source, "to": link.target}).json()
    assert (told["from"]["id"], told["to"]["id"], told["steps"]) == (link.source, link.target, 1)
    ((step,),) = told["paths"]
    assert (step["type"], step["forward"], step["name"]) == ("Contribution", True, facts.nodes[link.target].label)
    assert step["lines"].startswith(str(min(each.first_line for each in link.sources)))


def test_no_way_is_an_empty_answer_and_not_a_mistake(client: httpx.Client, facts: Facts) -> None:
    plan, project = facts.by_type["Plan"][0].id, facts.by_type["Project"][0].id
    told = client.get("/paths", params={"from": plan, "to": project}).json()
    assert (told["steps"], told["paths"]) == (None, [])


def test_ends_that_are_missing_or_unknown_are_told(client: httpx.Client, facts: Facts) -> None:
    project = facts.by_type["Project"][0].id
    assert "'to'" in str(problem(client.get("/paths", params={"from": project}), 400)["detail"])
    unknown = client.get("/paths", params={"from": project, "to": "no-such-thing"})
    assert "'no-such-thing'" in str(problem(unknown, 404)["detail"])
    assert "no-such-thing" not in client.get("/measures.json", params={"from": "no-such-thing"}).text
