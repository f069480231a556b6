"""Answers of the editors as files: what a download holds, and what its page and its headers say of it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph.facts import facts
from graph.snapshot import Snapshot
from tests.api.conftest import ENDLESS, MAX_ROWS, problem
from visualizations.answers.result import Cell, Result
from visualizations.editor.page import editor_page

XSD = "http://www.w3.org/2001/XMLSchema#"
MANY = "SELECT ?s ?p { ?s ?p ?o . ?s ?q ?r }"
SILENT = "SELECT ?b { ?p a pol:Project ; schema:funding ?b }"
PAGE = {"Accept": "text/html"}
GRAPHS = {"default-graph-uri": ["urn:one", "urn:two&three"], "named-graph-uri": ["urn:four"]}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def file(client: httpx.Client, path: str, query: str, **more: str | list[str]) -> httpx.Response:
    """A download."""
    return client.get(path, params={"query": query, **more})


def values(client: httpx.Client, terms: str) -> list[str]:
    """The cells of a column of terms."""
    answer = file(client, "/sparql.csv", f"SELECT ?v {{ VALUES ?v {{ {terms} }} }}")
    assert answer.status_code == 200, answer.text
    return [row[0] for row in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))][1:]


def stored(client: httpx.Client, terms: str) -> list[str]:
    """The same as the store writes them: it turns a number that it can read into its canonical form."""
    answer = file(client, "/sparql.json", f"SELECT ?v {{ VALUES ?v {{ {terms} }} }}").json()
    return [each["v"]["value"] for each in answer["results"]["bindings"]]


@pytest.mark.parametrize("type_", ["integer", "decimal", "double", "float"])
def test_text_that_does_not_fit_its_datatype_is_told_as_it_stands(client: httpx.Client, type_: str) -> None:
    assert values(client, f'"abc"^^<{XSD}{type_}> ""^^<{XSD}{type_}> "1_0"^^<{XSD}{type_}>') == ["abc", "", "1_0"]
    nines = "9" * 4400  # over the digits that Python turns into a number, within the length of a query here
    terms = f'"{nines}"^^<{XSD}{type_}>'
    assert values(client, terms) == stored(client, terms) == [nines if type_ in ("integer", "decimal") else "INF"]


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("integer", "0"), ("integer", "12"), ("integer", "007"), ("integer", "12345678901234567890"),
        ("decimal", "0.5"), ("decimal", "1.50"), ("decimal", "3"), ("decimal", "0.1234567890123456789"),
        ("decimal", "100000000000000000000.0"), ("double", "1E400"), ("double", "1.0E6"), ("double", "INF"),
        ("float", "NaN"), ("double", "0.00001"),
    ],
)  # fmt: skip
def test_csv_repeats_a_number_digit_by_digit(client: httpx.Client, type_: str, text: str) -> None:
    terms = f'"{text}"^^<{XSD}{type_}>'
    assert values(client, terms) == stored(client, terms)


def test_a_negative_number_is_a_number_to_a_spreadsheet(client: httpx.Client) -> None:
    assert values(client, "-2 -2.5") == ["-2", "-2.5"]


def test_a_triple_term_is_written_as_in_sparql(client: httpx.Client) -> None:
    cells = values(client, '<<( <a:a> <b:b> <c:c> )>> <<( <a:a> <b:b> <<( <a:a> <b:b> "x\\"y"@en )>> )>>')
    assert cells == ["<<( <a:a> <b:b> <c:c> )>>", '<<( <a:a> <b:b> <<( <a:a> <b:b> "x\\"y"@en )>> )>>']
    assert values(client, "<<( <a:a> <b:b> 1 )>>") == [f'<<( <a:a> <b:b> "1"^^<{XSD}integer> )>>']


@pytest.mark.parametrize("path", ["/sparql.csv", "/sparql.json"])
def test_a_file_that_was_cut_says_so(client: httpx.Client, path: str) -> None:
    assert file(client, path, MANY).headers["policylinks-truncated"] == f"rows={MAX_ROWS}"
    assert "policylinks-truncated" not in file(client, path, COUNT).headers
    assert file(client, path, SILENT).headers["policylinks-not-stated"] == "schema:funding"
    assert "policylinks-not-stated" not in file(client, path, COUNT).headers


def test_a_graph_that_was_cut_says_so(client: httpx.Client) -> None:
    answer = file(client, "/sparql.ttl", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert answer.headers["policylinks-truncated"] == f"rows={MAX_ROWS}"


def test_answers_in_cypher_say_what_they_lack_as_those_to_a_post(client: httpx.Client) -> None:
    for query in ("UNWIND range(1, 1000) AS n RETURN n", "MATCH (p:Project) WHERE p.nothing = 1 RETURN p.nothing AS n"):
        posted = client.post("/cypher", json={"query": query}, timeout=120)
        told = {name: text for name, text in posted.headers.items() if name in ("policylinks-truncated",
                                                                               "policylinks-not-stated")}  # fmt: skip
        assert told, posted.text
        page = client.get("/cypher", params={"query": query}, headers=PAGE)
        for answer in (page, file(client, "/cypher.csv", query), file(client, "/cypher.json", query)):
            assert answer.status_code == 200
            assert {name: answer.headers.get(name) for name in told} == told


def test_a_download_answers_for_the_graphs_of_its_page(client: httpx.Client) -> None:
    page = client.get("/sparql", params={"query": COUNT, "lang": "en", **GRAPHS}, headers=PAGE)
    links = [html.unescape(each) for each in re.findall(r'href="([^"]*\?query=[^"]*|\?[^"]*lang=ja[^"]*)"', page.text)]
    assert {urlsplit(each).path for each in links} == {"", "/sparql.csv", "/sparql.json"}
    for link in links:
        asked = parse_qs(urlsplit(link).query)
        assert {name: asked.get(name) for name in ("query", *GRAPHS)} == {"query": [COUNT], **GRAPHS}
    answers = [client.get(each) for each in links if each.startswith("/sparql.json")]
    assert [each.json()["results"]["bindings"][0]["n"]["value"] for each in answers] == ["0"]
    rest = {name: text for name, text in GRAPHS.items() if name == "default-graph-uri"}
    assert file(client, "/sparql.csv", COUNT, **rest).text == "\ufeffn\r\n0\r\n"
    assert file(client, "/sparql.csv", COUNT).text != "\ufeffn\r\n0\r\n"


def test_turtle_of_a_page_is_of_its_graphs(client: httpx.Client) -> None:
    graph = json.loads(file(client, "/sparql.json", "SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1").content)
    name = graph["results"]["bindings"][0]["g"]["value"]
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"
    page = client.get("/sparql", params={"query": construct, "default-graph-uri": name}, headers=PAGE)
    link = html.unescape(re.findall(r'href="(/sparql\.ttl\?[^"]*)"', page.text)[0])
    assert parse_qs(urlsplit(link).query)["default-graph-uri"] == [name]
    assert client.get(link).status_code == 200


def test_pages_of_many_rows_keep_the_graphs() -> None:
    cells = tuple((Cell(str(n)),) for n in range(500))
    page = editor_page(
        Snapshot("", "", facts([], [])), "en", query=COUNT, graphs=GRAPHS, result=Result("", ("n",), cells, total=1200)
    )
    links = [html.unescape(each) for each in re.findall(r'href="(/sparql\?[^"]*page=[^"]*)"', page)]
    assert [parse_qs(urlsplit(each).query)["page"] for each in links] == [["1"], ["2"], ["3"]]
    for each in links:
        assert {name: parse_qs(urlsplit(each).query).get(name) for name in GRAPHS} == GRAPHS


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/sparql", ENDLESS, 503),
        ("/sparql", "INSERT DATA { <a:a> <b:b> <c:c> }", 403),
        ("/sparql", "SELECT", 400),
        ("/cypher", "CREATE (n)", 403),
    ],
)
def test_an_editor_with_an_error_is_kept_nowhere(client: httpx.Client, path: str, query: str, status: int) -> None:
    answer = client.get(path, params={"query": query}, headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "<textarea" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert ("retry-after" in answer.headers) == (status == 503)


@pytest.mark.parametrize("path", ["/sparql.csv", "/sparql.json", "/cypher.csv"])
@pytest.mark.parametrize("query", [[], ["ASK {}", "SELECT * {}"]])
def test_a_file_takes_one_query(client: httpx.Client, path: str, query: list[str]) -> None:
    problem(client.get(path, params={"query": query}), 400)


def test_a_file_takes_no_update(client: httpx.Client) -> None:
    problem(client.get("/sparql.csv", params={"update": "CLEAR ALL"}), 403)
    problem(client.get("/sparql.csv", params={"query": "ASK {}", "update": "CLEAR ALL"}), 403)
