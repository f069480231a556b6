"""Values of addresses and answers that no reader would write: each is answered as the nearest that makes sense."""

from __future__ import annotations

import httpx
import pytest

from visualizations.tables import csv_table, safe_cell

NINES = "9" * 5000
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    "path",
    [
        f"/network?limit={NINES}",
        f"/network?view=near&limit={NINES}",
        f"/graph?limit={NINES}",
        f"/network.svg?limit={NINES}",
        f"/search?page={NINES}",
        f"/search?q=a&page={NINES}",
        f"/timeline?page={NINES}",
        f"/lines?page={NINES}",
    ],
    ids=lambda path: path[:24],
)
def test_a_number_of_any_length_is_no_fault_of_the_program(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers=HTML).status_code in (200, 404)


@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "-0", "sNaN", NINES[:1000], "abc"])
def test_a_number_that_would_fill_the_memory_is_told_as_it_is_written(client: httpx.Client, number: str) -> None:
    query = f'SELECT ?x {{ VALUES ?x {{ "{number}"^^<http://www.w3.org/2001/XMLSchema#decimal> }} }}'
    answer = client.get("/sparql", params={"query": query}, headers=HTML)
    assert answer.status_code == 200
    assert len(answer.content) < 200_000


def test_long_values_are_not_repeated_all_over_a_page(client: httpx.Client) -> None:
    long = "あ" * 3000
    for path in (f"/network?focus={long}", f"/network?projects={long}&kinds={long}", f"/search?q={long}"):
        assert len(client.get(path, headers=HTML).content) < 500_000, path[:20]


def test_an_address_with_a_slash_behind_it_does_not_lead_to_the_host_that_a_request_names(client: httpx.Client) -> None:
    answer = client.get("/matrix/", headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert "location" not in answer.headers


def test_both_queries_of_a_question_ask_for_the_given_value(client: httpx.Client) -> None:
    told = client.get("/questions/hydrogen-projects.json", params={"fieldName": "朝霧の木"}).json()
    assert "朝霧の木" in told["sparql"]
    assert "朝霧の木" in told["cypher"]
    assert client.get("/questions/hydrogen-projects.").status_code == 404


@pytest.mark.parametrize("cell", ["=1", "\n=1", " =2", "＝1", "+1", "@x", "\t1", "-1"])
def test_nothing_in_a_table_runs_as_a_formula(cell: str) -> None:
    assert str(safe_cell(cell)).startswith("'")
    assert csv_table([{cell: 1}]).decode("utf-8-sig").strip('"').startswith("'")


def test_plain_cells_stay_as_they_are() -> None:
    assert [safe_cell(each) for each in ("a=1", "1-2", 3, -4, "")] == ["a=1", "1-2", 3, -4, ""]
