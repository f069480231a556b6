"""``/sparql`` keeps the SPARQL 1.1 Protocol: request forms, datasets, formats, the service description."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from graph.facts import Facts
from tests.api.conftest import BASE, problem
from tests.stores.queries import BROKEN

NAMES = "SELECT ?name { ?p a pol:Project ; rdfs:label ?name } ORDER BY ?name"
GRAPH = "CONSTRUCT { ?p rdfs:label ?name } WHERE { ?p a pol:Project ; rdfs:label ?name }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
SD = "http://www.w3.org/ns/sparql-service-description#"


def names(answer: httpx.Response) -> list[str]:
    """The one column of an answer in JSON."""
    assert answer.status_code == 200, answer.text
    content = answer.json()
    (column,) = content["head"]["vars"]
    return [each[column]["value"] for each in content["results"]["bindings"]]


def ask(client: httpx.Client, query: str, accept: str = "*/*", **fields: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **fields}, headers={"Accept": accept})


def graphs(client: httpx.Client) -> list[str]:
    """The named graphs that the service description lists."""
    described = parse(client.get("/sparql").content, format=RdfFormat.TURTLE)
    return sorted(each.object.value for each in described if each.predicate == NamedNode(SD + "name"))


def test_the_three_request_forms_give_the_same_answer(client: httpx.Client, facts: Facts) -> None:
    """A percent-encoded Japanese text is decoded once in each of them."""
    name = facts.by_type["Project"][0].label
    query = f'SELECT ?n {{ ?p a pol:Project ; rdfs:label ?n FILTER(STR(?n) = "{name}" && STR(?n) != "100%25") }}'
    by_get = client.get("/sparql", params={"query": query})
    by_form = client.post("/sparql", data={"query": query})
    by_body = client.post("/sparql", content=query.encode(), headers=DIRECT)
    assert names(by_get) == names(by_form) == names(by_body) == [name]
    assert by_get.headers["content-type"] == "application/sparql-results+json"


def test_all_projects_of_the_plan_are_in_the_default_graph(client: httpx.Client, facts: Facts) -> None:
    assert names(ask(client, NAMES)) == sorted(each.label for each in facts.by_type["Project"])


@pytest.mark.parametrize(
    ("accept", "sent", "format_"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/json", "application/json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", QueryResultsFormat.XML),
        ("application/xml", "application/xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV),
    ],
)
def test_solutions_come_in_every_format_of_the_standard(
    client: httpx.Client, facts: Facts, accept: str, sent: str, format_: QueryResultsFormat
) -> None:
    answer = ask(client, NAMES, accept)
    assert answer.headers["content-type"] == sent
    found = parse_query_results(answer.content, format_)
    assert isinstance(found, QuerySolutions)
    assert [row[0].value for row in found] == sorted(each.label for each in facts.by_type["Project"])
    if format_ != QueryResultsFormat.TSV:
        yes = parse_query_results(ask(client, "ASK { ?p a pol:Project }", accept).content, format_)
        assert isinstance(yes, QueryBoolean) and bool(yes)


def test_csv_is_plain_values_with_crlf(client: httpx.Client) -> None:
    answer = ask(client, 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("x,\\"y\\"\\nz"@ja <urn:i> UNDEF) } }', "text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == b'a,b,c\r\n"x,""y""\nz",urn:i,\r\n'
    assert list(csv.reader(io.StringIO(answer.text))) == [["a", "b", "c"], ['x,"y"\nz', "urn:i", ""]]


def test_an_ask_in_json_is_as_the_contract_says(client: httpx.Client) -> None:
    assert ask(client, "ASK { ?s ?p 'nowhere' }").json() == {"head": {}, "boolean": False}


def test_xml_stays_well_formed_whatever_the_text(client: httpx.Client) -> None:
    answer = ask(client, 'SELECT ("\\u0001 <&> \\r x" AS ?v) {}', "application/sparql-results+xml")
    found = ElementTree.fromstring(answer.content).findtext(".//{http://www.w3.org/2005/sparql-results#}literal")
    assert found == "\ufffd <&> \r x"


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/n-quads", RdfFormat.N_QUADS),
        ("application/trig", RdfFormat.TRIG),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_every_format(client: httpx.Client, facts: Facts, accept: str, format_: RdfFormat) -> None:
    answer = ask(client, GRAPH, accept)
    assert answer.headers["content-type"].startswith(accept)
    found = {(each.subject.value, each.object.value) for each in parse(answer.content, format=format_)}
    assert found == {(BASE + each.id, each.label) for each in facts.by_type["Project"]}


def test_qualities_decide_between_formats(client: httpx.Client) -> None:
    answer = ask(client, NAMES, "application/json;q=0.5, text/csv;q=0.6, */*;q=0.1")
    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(("query", "accept"), [(NAMES, "text/turtle"), (NAMES, "image/png"), (GRAPH, "text/csv")])
def test_nothing_acceptable_is_406_and_says_what_there_is(client: httpx.Client, query: str, accept: str) -> None:
    assert "application/" in str(problem(ask(client, query, accept), 406)["detail"])


def test_without_a_query_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle")
    triples = list(parse(answer.content, format=RdfFormat.TURTLE))
    endpoint = [each.object.value for each in triples if each.predicate == NamedNode(SD + "endpoint")]
    assert endpoint == [str(client.base_url).rstrip("/") + "/sparql"]
    assert {each.object.value for each in triples if each.predicate == NamedNode(SD + "supportedLanguage")} == {
        SD + "SPARQL11Query"
    }


def test_the_data_graphs_are_listed_and_the_ontologys_is_apart(client: httpx.Client) -> None:
    listed = graphs(client)
    assert len(listed) == 3  # the document's own, and those of derived and curated claims beside it
    assert all(each.startswith(BASE) for each in listed)
    filled = names(ask(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))
    assert set(filled) <= set(listed)
    assert not ask(client, "ASK { pol:Project a owl:Class }").json()["boolean"]
    ontology = "https://w3id.org/policylinks/ontology"
    assert ask(client, f"ASK FROM <{ontology}> {{ pol:Project a owl:Class }}").json()["boolean"]


def test_the_dataset_of_the_protocol_wins_over_that_of_the_query(client: httpx.Client) -> None:
    document = min(graphs(client), key=len)
    count = "SELECT (COUNT(*) AS ?n) {from} {{ ?s ?p ?o }}"
    everything = int(names(ask(client, count.format(**{"from": ""})))[0])
    alone = int(names(ask(client, count.format(**{"from": ""}), **{"default-graph-uri": document}))[0])
    assert 0 < alone <= everything
    named_only = ask(client, count.format(**{"from": ""}), **{"named-graph-uri": document})
    assert names(named_only) == ["0"]
    over = ask(client, count.format(**{"from": f"FROM <{document}>"}), **{"default-graph-uri": "urn:not-here"})
    assert names(over) == ["0"]
    in_graph = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert names(ask(client, in_graph, **{"named-graph-uri": document})) == [str(alone)]
    assert names(ask(client, in_graph, **{"default-graph-uri": document})) == ["0"]


@pytest.mark.parametrize("iri", ["urn:not-here", "no iri at all", "", "file:///etc/passwd", "http://[::1"])
def test_an_unknown_graph_of_the_protocol_is_an_empty_one(client: httpx.Client, iri: str) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        assert (
            ask(client, "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **{name: iri}).json()["boolean"]
            is False
        )


def test_the_graphs_of_a_form_and_of_an_address_count_together(client: httpx.Client) -> None:
    document = min(graphs(client), key=len)
    answer = client.post("/sparql", params={"default-graph-uri": document}, content=b"ASK { ?s ?p ?o }", headers=DIRECT)
    assert answer.json()["boolean"] is True


def test_a_querys_own_prefix_wins_over_the_predeclared_one(client: httpx.Client) -> None:
    assert ask(client, "ASK { ?p a pol:Project }").json()["boolean"] is True
    assert ask(client, "PREFIX pol: <urn:other:> ASK { ?p a pol:Project }").json()["boolean"] is False


def test_sparql_1_2_is_not_refused(client: httpx.Client) -> None:
    assert names(ask(client, "SELECT (STR(SUBJECT(<<( <urn:a> <urn:b> 1 )>>)) AS ?s) {}")) == ["urn:a"]


@pytest.mark.parametrize(("query", "line", "column"), BROKEN)
def test_a_query_that_does_not_parse_is_400_with_its_place(
    client: httpx.Client, query: str, line: int, column: int
) -> None:
    for answer in (ask(client, query), client.post("/sparql", content=query.encode(), headers=DIRECT)):
        content = problem(answer, 400)
        assert (content["line"], content["column"]) == (line, column)


@pytest.mark.parametrize(
    ("type_", "body", "status"),
    [
        ("text/plain", b"ASK { }", 415),
        ("application/json", b'{"query": "ASK { }"}', 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("application/sparql-query", b"\xff\xfe", 400),
        ("application/sparql-query", b"", 400),
        ("application/x-www-form-urlencoded", b"", 400),
        ("application/x-www-form-urlencoded", b"query=%FF", 400),
        ("application/x-www-form-urlencoded", b"query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("APPLICATION/SPARQL-QUERY; charset=utf-8", b"ASK { }", 200),
    ],
)
def test_a_body_is_taken_by_its_type(client: httpx.Client, type_: str, body: bytes, status: int) -> None:
    answer = client.post("/sparql", content=body, headers={"Content-Type": type_})
    if status == 200:
        assert answer.json() == {"head": {}, "boolean": True}
    else:
        problem(answer, status)


def test_a_body_without_a_type_is_415(client: httpx.Client) -> None:
    problem(client.post("/sparql", content=b"ASK { }"), 415)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize(
    ("path", "allow"), [("/sparql", "GET, HEAD, OPTIONS, POST"), ("/search", "GET, HEAD, OPTIONS")]
)
def test_a_wrong_method_is_405_with_what_is_allowed(client: httpx.Client, method: str, path: str, allow: str) -> None:
    answer = client.request(method, path)
    problem(answer, 405)
    assert answer.headers["allow"] == allow
    assert client.options(path).headers["allow"] == allow


def test_an_empty_answer_says_what_is_not_stated(client: httpx.Client) -> None:
    query = "SELECT ?b { ?p a pol:Project ; schema:funding ?b }"
    assert ask(client, query).headers["policylinks-not-stated"] == "schema:funding"
    page = ask(client, query, "text/html").text
    assert "schema:funding" in page
    assert "policylinks-not-stated" not in ask(client, NAMES).headers


def test_browsers_get_an_editor_and_the_answer_below_it(client: httpx.Client, facts: Facts) -> None:
    for lang in ("ja", "en"):
        editor = client.get("/sparql", params={"lang": lang}, headers={"Accept": "text/html,*/*;q=0.8"})
        assert editor.headers["content-type"] == "text/html; charset=utf-8"
        assert f'<html lang="{lang}">' in editor.text and "<textarea" in editor.text
    page = ask(client, NAMES, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", lang="en").text
    assert all(each.label in page for each in facts.by_type["Project"])


def test_hostile_text_is_inert_in_the_editor(client: httpx.Client) -> None:
    text = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
    query = f"SELECT ?v (<urn:%3Cscript%3E> AS ?i) {{ VALUES ?v {{ {json.dumps(text)} }} }}"
    answer = ask(client, query, "text/html")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
