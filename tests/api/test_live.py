"""A running server shows what is loaded meanwhile; one over an endpoint tells in a status what is wrong with it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import ENDLESS, load, problem, serving
from tests.cli.conftest import PLAN
from tests.conftest import DOCUMENTS

NAMES = {"query": "SELECT ?n { ?p a pol:Project ; rdfs:label ?n }"}
OTHER = DOCUMENTS / "minatogawa-growth-vision.txt"


def ask(url: str, **parameters: str) -> httpx.Response:
    return httpx.get(url + "/sparql", params=parameters, timeout=60, trust_env=False)


def test_a_load_shows_without_a_restart_and_old_tags_no_longer_match(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(PLAN, store)
    with serving(store) as running:
        page = httpx.get(running.url + "/matrix", trust_env=False)
        before = len(ask(running.url, **NAMES).json()["results"]["bindings"])
        version = httpx.get(running.url + "/health", trust_env=False).json()["version"]
        load(OTHER, store)
        after = ask(running.url, **NAMES).json()["results"]["bindings"]
        assert len(after) > before
        assert httpx.get(running.url + "/health", trust_env=False).json()["version"] != version
        again = httpx.get(running.url + "/matrix", headers={"If-None-Match": page.headers["etag"]}, trust_env=False)
        assert again.status_code == 200
        for graph in (store / "current.json").read_text("utf-8").split('"'):
            if graph.startswith("https://example.org/id/document-"):
                assert graph in httpx.get(running.url + "/sparql", trust_env=False).text


def test_queries_are_answered_all_through_a_row_of_loads(tmp_path: Path) -> None:
    """Each answer is one whole state: the counts of the old edition or of the new one."""
    store, changed = tmp_path / "store", tmp_path / PLAN.name
    load(PLAN, store)
    text = PLAN.read_text("utf-8")
    seen: set[str] = set()
    done = threading.Event()
    with serving(store) as running:

        def reader() -> None:
            while not done.is_set():
                answer = ask(running.url, query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
                seen.add(f"{answer.status_code} {answer.text}")

        threads = [threading.Thread(target=reader) for _ in range(3)]
        for each in threads:
            each.start()
        for turn in range(4):
            changed.write_text(text.replace("見本市", "展示会") if turn % 2 else text, "utf-8")
            load(changed, store)
        done.set()
        for each in threads:
            each.join()
    assert all(each.startswith("200 ") for each in seen), seen
    assert 1 <= len(seen) <= 2


def test_a_store_that_was_made_anew_in_the_same_place_is_read_anew(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(PLAN, store)
    with serving(store) as running:
        before = ask(running.url, **NAMES).json()
        shutil.rmtree(store)
        problem(ask(running.url, **NAMES), 503)
        load(OTHER, store)
        after = ask(running.url, **NAMES).json()
    assert after["results"]["bindings"] and after != before


def test_a_store_that_cannot_be_read_is_503_without_its_path(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(PLAN, store)
    with serving(store) as running:
        state = (store / "current.json").read_text("utf-8")
        for content in ("{", '{"format": 99}', '{"format": 1}', "[]", '"\\ud800'):
            (store / "current.json").write_text(content, "utf-8")
            for path in ("/sparql?query=ASK%7B%7D", "/health", "/", "/id/x", "/ontology"):
                problem(httpx.get(running.url + path, trust_env=False), 503)
        (store / "current.json").write_text(state, "utf-8")
        assert ask(running.url, **NAMES).status_code == 200


@contextmanager
def endpoint(kind: str) -> Iterator[str]:
    """Another server in the endpoint's place, which behaves badly in one way."""

    class Bad(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            match kind:
                case "nonsense":
                    self.body(200, b"<html>Welcome</html>")
                case "wrong-results":
                    self.body(200, b'{"head": {"vars": ["x"]}, "results": 7}')
                case "broken-off":
                    self.send_response(200)
                    self.send_header("Content-Length", "1000")
                    self.end_headers()
                    self.wfile.write(b'{"head"')
                case "silent" | "drops":
                    done.wait(0 if kind == "drops" else 20)
                    self.send_response(200)
                    self.end_headers()
                    while kind == "drops" and not done.wait(0.3):
                        self.wfile.write(b" ")
                case status:
                    self.body(int(status), b"secret words of the endpoint at 10.0.0.1")

        def body(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    done = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bad)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        done.set()
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("kind", "status"),
    [("nonsense", 502), ("wrong-results", 502), ("broken-off", 502), ("500", 502), ("404", 502), ("401", 502),
     ("400", 502), ("503", 503), ("silent", 503), ("drops", 503)],
)  # fmt: skip
def test_an_endpoint_that_fails_is_told_by_status_and_in_our_words(tmp_path: Path, kind: str, status: int) -> None:
    settings = {"POLICYLINKS_QUERY_TIMEOUT": "2"}
    with endpoint(kind) as url, serving(tmp_path / "none", POLICYLINKS_SPARQL_URL=url, **settings) as running:
        answer = ask(running.url, **NAMES) if running.url else None
    assert answer is not None, "the server starts all the same"
    content = problem(answer, status)
    assert "secret" not in answer.text and "10.0.0.1" not in answer.text
    assert len(str(content["detail"]).split(". ")) == 1


def test_an_endpoint_that_is_not_there_is_502_and_comes_back_by_itself(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{door.getsockname()[1]}/sparql"
    with serving(tmp_path / "none", POLICYLINKS_SPARQL_URL=url) as running:
        problem(ask(running.url, **NAMES), 502)


def test_one_of_our_own_servers_may_stand_behind_another(tmp_path: Path) -> None:
    """Limits, refusals and answers of the one behind come through as the same statuses."""
    load(PLAN, tmp_path / "store")
    with serving(tmp_path / "store", POLICYLINKS_QUERY_TIMEOUT="2") as behind:
        settings = {"POLICYLINKS_SPARQL_URL": behind.url + "/sparql", "POLICYLINKS_QUERY_TIMEOUT": "30"}
        with serving(tmp_path / "none", **settings) as before:
            for query in (NAMES["query"], "ASK { ?s ?p 'nowhere' }", "SELECT * { GRAPH ?g { ?s a pol:Project } }"):
                assert ask(before.url, query=query).json() == ask(behind.url, query=query).json()
            problem(ask(before.url, query="INSERT DATA { <urn:a> <urn:b> 1 }"), 403)
            problem(ask(before.url, query="ASK { SERVICE <urn:x> { } }"), 400)
            assert problem(ask(before.url, query="ASK { ?s ?p }"), 400)["column"] == 13
            problem(ask(before.url, query=ENDLESS), 503)
            assert httpx.get(before.url + "/matrix.csv", trust_env=False).text.count("\n") > 5
            empty = ask(before.url, query="SELECT ?b { ?p schema:funding ?b }")
            assert empty.headers["policylinks-not-stated"] == "schema:funding"
