"""Any SPARQL 1.1 endpoint may stand in the store's place: here one of another implementation, in another process."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.exports.given import input_of
from graph.exports.table import EXPORTS
from graph.questions.catalogue import questions
from graph.stores.embedded import EmbeddedStore
from graph.stores.sparql import SparqlRequest
from tests.canary import canary
from tests.cli.conftest import PLAN, call
from tests.stores.conftest import BASE

# An endpoint in few lines over rdflib: its parser, its engine, its serialisers.
ENDPOINT = """
import sys, urllib.parse, wsgiref.simple_server
import rdflib, rdflib.plugins.sparql
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="trig")
FORMATS = {"application/sparql-results+json": "json", "application/n-triples": "nt"}
def app(environ, start):
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode()
    query = urllib.parse.parse_qs(body)["query"][0]
    try:
        found = data.query(query)
    except Exception as error:
        start("400 Bad Request", []); return [str(error).encode()]
    type_ = "application/n-triples" if found.type in ("CONSTRUCT", "DESCRIBE") else "application/sparql-results+json"
    out = found.serialize(format=FORMATS[type_])
    start("200 OK", [("Content-Type", type_)])
    return [out]
class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *_): pass
server = wsgiref.simple_server.make_server("127.0.0.1", 0, app, handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""

# One that takes updates: rdflib's parser would need minutes for the data of a plan.
WRITABLE = """
import urllib.parse, wsgiref.simple_server
from pyoxigraph import NamedNode, QueryResultsFormat, Store
data = Store()
def app(environ, start):
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode()
    if environ["CONTENT_TYPE"] == "application/sparql-update":
        data.update(body)
        start("204 No Content", []); return [b""]
    fields = urllib.parse.parse_qs(body)
    graphs = {key: [NamedNode(iri) for iri in fields[name]] for key, name in
              (("default_graph", "default-graph-uri"), ("named_graphs", "named-graph-uri")) if name in fields}
    out = data.query(fields["query"][0], **graphs).serialize(format=QueryResultsFormat.JSON)
    start("200 OK", [("Content-Type", "application/sparql-results+json")])
    return [out]
class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *_): pass
server = wsgiref.simple_server.make_server("127.0.0.1", 0, app, handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""


@contextmanager
def running(program: str, *files: Path) -> Iterator[str]:
    """The address of an endpoint with what files hold."""
    process = subprocess.Popen([sys.executable, "-c", program, *map(str, files)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/sparql"
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def endpoint(planned: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an rdflib endpoint with the same plan."""
    file = tmp_path_factory.mktemp("endpoint") / "policy.trig"
    (content,) = EXPORTS["trig"].files(input_of(planned)).values()
    file.write_bytes(content)
    with running(ENDPOINT, file) as url:
        yield url


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_a_question_has_the_same_rows_there(planned: EmbeddedStore, endpoint: str, question: object) -> None:
    text = question.sparql  # type: ignore[attr-defined]
    done = call("query", "-", "--format", "csv", given=text, POLICYLINKS_SPARQL_URL=endpoint)
    assert done.code == 0, done.err
    here = planned.query(SparqlRequest(text, "csv")).body.decode()
    assert sorted(done.out.splitlines()) == sorted(here.splitlines())


def test_the_program_serves_data_that_it_did_not_load(endpoint: str) -> None:
    done = call("check", POLICYLINKS_SPARQL_URL=endpoint)
    assert done.code == 0, done.out + done.err


def test_an_unreachable_endpoint_is_told_in_one_sentence() -> None:
    done = call("query", given="ASK { ?s ?p ?o }", POLICYLINKS_SPARQL_URL="http://127.0.0.1:9/sparql")
    assert done.refused(3)
    assert len(done.err.splitlines()) == 1


def test_an_endpoint_that_answers_nonsense_is_told_in_one_sentence(tmp_path: Path) -> None:
    with canary(tmp_path) as found:
        done = call("query", given="ASK { ?s ?p ?o }", POLICYLINKS_SPARQL_URL=found.url)
        assert urllib.request.urlopen(found.url).status == 200
    assert done.refused(3)
    assert len(done.err.splitlines()) == 1


def test_what_the_guard_refuses_never_leaves_the_program(endpoint: str, tmp_path: Path) -> None:
    with canary(tmp_path) as found:
        query = f"ASK {{ SERVICE <{found.url}> {{ ?s ?p ?o }} }}"
        done = call("query", given=query, POLICYLINKS_SPARQL_URL=endpoint)
        assert done.refused(2)
        assert found.calls == []


def test_a_load_goes_into_an_endpoint_and_its_graphs_replace_the_ones_before(planned: EmbeddedStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a pol:Measure }"
    with running(WRITABLE) as url:
        settings = {
            "POLICYLINKS_SPARQL_URL": url, "POLICYLINKS_SPARQL_UPDATE_URL": url, "POLICYLINKS_BASE_IRI": BASE,
        }  # fmt: skip
        for _ in range(2):
            done = call("load", PLAN, **settings)
            assert done.code == 0, done.err
        there = call("query", "-", "--format", "csv", given=count, **settings).out
        assert there == planned.query(SparqlRequest(count, "csv")).body.decode()
        apart = call("query", given="ASK { pol:Project a owl:Class }", **settings)
        named = "ASK FROM <https://w3id.org/policylinks/ontology> { pol:Project a owl:Class }"
        ontology = call("query", given=named, **settings)
        refused = call("load", PLAN, **{**settings, "POLICYLINKS_SPARQL_UPDATE_URL": ""})
    assert "unchanged" in done.err.lower() or "nothing" in done.err.lower(), done.err
    assert refused.refused(3)
    assert "POLICYLINKS_SPARQL_UPDATE_URL" in refused.err
    assert (apart.out, ontology.out) == ("false\n", "true\n")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "nowhere", "http://"])
def test_an_address_that_is_no_http_is_told_and_never_opened(url: str) -> None:
    done = call("query", given="ASK { ?s ?p ?o }", POLICYLINKS_SPARQL_URL=url)
    assert done.refused(3) or done.refused(2)
    assert "root:" not in done.err
