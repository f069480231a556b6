"""Nothing is written, fetched or read elsewhere through ``/sparql``, and no query takes the server from others."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import ENDLESS, MAX_LENGTH, MAX_ROWS, Served, problem, serving
from tests.canary import MARK, Canary
from tests.disguises import FROM, HARMLESS, LOAD, SERVICE, UPDATES

DIRECT = {"Content-Type": "application/sparql-query"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def workers_of(process: int) -> list[int]:
    """The query workers that a server started, those that are dead but not yet seen to be left out."""
    tasks = Path(f"/proc/{process}/task")
    found = [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]
    return [pid for pid in found if b"graph.stores.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.parametrize("query", [*SERVICE, *FROM, *LOAD])
def test_nothing_outside_is_asked_or_read(client: httpx.Client, outside: Canary, query: str) -> None:
    text = query.format(url=outside.url, file=outside.file)
    for answer in (
        client.get("/sparql", params={"query": text}),
        client.post("/sparql", data={"query": text}),
        client.post("/sparql", content=text.encode(), headers=DIRECT),
    ):
        problem(answer, 400)
        assert MARK not in answer.text
    assert outside.calls == []


def test_graphs_of_the_protocol_are_never_fetched(client: httpx.Client, outside: Canary) -> None:
    for iri in (outside.url, f"file://{outside.file}", str(outside.file)):
        for name in ("default-graph-uri", "named-graph-uri"):
            query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
            answer = client.get("/sparql", params={"query": query, name: iri})
            assert answer.json()["results"]["bindings"] == []
    assert outside.calls == []


@pytest.mark.parametrize("update", UPDATES)
def test_updates_in_any_form_are_403(client: httpx.Client, update: str) -> None:
    for answer in (
        client.get("/sparql", params={"query": update}),
        client.get("/sparql", params={"query": update}, headers={"Accept": "text/turtle"}),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", data={"query": "ASK { }", "update": update}),
        client.post("/sparql", content=update.encode(), headers=DIRECT),
        client.post("/sparql", content=update.encode(), headers={"Content-Type": "application/sparql-update"}),
    ):
        problem(answer, 403)


def test_the_data_is_as_it_was_after_all_of_that(client: httpx.Client) -> None:
    before = client.get("/health").json()["version"], client.get("/sparql", params={"query": COUNT}).text
    for update in UPDATES:
        client.post("/sparql", data={"update": update})
    assert (client.get("/health").json()["version"], client.get("/sparql", params={"query": COUNT}).text) == before


@pytest.mark.parametrize("query", HARMLESS)
def test_words_in_strings_comments_and_names_harm_nobody(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text


def test_a_query_without_end_is_503_before_the_first_byte(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ENDLESS})
    assert "limit" in str(problem(answer, 503)["detail"])
    assert answer.headers["retry-after"]


def test_rows_beyond_the_limit_are_cut_and_the_header_says_so(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.status_code == 200
    assert answer.headers["policylinks-truncated"] == f"rows={MAX_ROWS}"
    assert len(answer.json()["results"]["bindings"]) == MAX_ROWS
    graph = client.get(
        "/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"}, headers={"Accept": "application/n-triples"}
    )
    assert graph.headers["policylinks-truncated"] == f"rows={MAX_ROWS}"
    assert graph.text.count("\n") == MAX_ROWS
    whole = client.get("/sparql", params={"query": f"SELECT * {{ ?s ?p ?o }} LIMIT {MAX_ROWS}"})
    assert "policylinks-truncated" not in whole.headers


@pytest.mark.parametrize(
    "query",
    ["ASK { } #" + "x" * MAX_LENGTH, "ASK " + "{" * 2000, "ASK { FILTER(" + "!" * 2000 + "1) }",
     "ASK { FILTER(" + "(" * 2000 + "1" + ")" * 2000 + ") }"],
    ids=["long", "groups", "signs", "brackets"],
)  # fmt: skip
def test_long_and_deep_queries_are_refused(client: httpx.Client, query: str) -> None:
    problem(client.post("/sparql", data={"query": query}), 400)


def test_a_body_of_megabytes_is_413(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b"ASK { } #" + b"x" * 2_000_000, headers=DIRECT)
    problem(answer, 413)


@pytest.mark.parametrize("piece", ["?s ?p ?o OPTIONAL { } ", "{ } UNION { } ", "FILTER(1||1) ", "?s ?p/?q ?o . "])
def test_a_chain_of_thousands_ends_in_an_answer_or_a_limit(client: httpx.Client, piece: str) -> None:
    """Such a chain may bring a worker down; the server stays."""
    query = "ASK { " + piece * ((MAX_LENGTH - 20) // len(piece)) + "}"
    assert client.post("/sparql", data={"query": query}).status_code in (200, 400, 503)
    assert client.get("/sparql", params={"query": "ASK { }"}).json()["boolean"] is True


def test_others_are_answered_while_queries_run_wild(client: httpx.Client, served: Served) -> None:
    """Two runaways hold two workers; pages, health and other queries do not wait for them."""
    ended: list[str] = []

    def run() -> None:
        httpx.get(served.url + "/sparql", params={"query": ENDLESS}, timeout=60, trust_env=False)
        ended.append("runaway")

    runaways = [threading.Thread(target=run) for _ in range(2)]
    for each in runaways:
        each.start()
    for _ in range(3):
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
        assert client.get("/health").status_code == 200
        ended.append("other")
    for each in runaways:
        each.join()
    assert ended[:1] == ["other"]


def test_more_runaways_than_threads_leave_the_other_routes_alone(served: Served, client: httpx.Client) -> None:
    with ThreadPoolExecutor(60) as pool:
        asked = [
            pool.submit(httpx.get, served.url + "/sparql", params={"query": ENDLESS}, timeout=120, trust_env=False)
            for _ in range(60)
        ]
        time.sleep(0.5)
        assert client.get("/health").status_code == 200
        assert client.get("/search", params={"q": "x"}).status_code == 200
        assert not all(each.done() for each in asked)
        assert {each.result().status_code for each in asked} == {503}
    assert client.get("/sparql", params={"query": "ASK { }"}).json()["boolean"] is True


def test_a_cold_server_answers_sixteen_queries_at_once(served: Served) -> None:
    with serving(served.store) as cold, ThreadPoolExecutor(16) as pool:
        query = "SELECT (COUNT(*) AS ?n) { ?p a pol:Project }"
        asked = [
            pool.submit(httpx.get, cold.url + "/sparql", params={"query": query}, timeout=60, trust_env=False)
            for _ in range(48)
        ]
        answers = [each.result() for each in asked]
    assert {each.status_code for each in answers} == {200}
    assert len({each.text for each in answers}) == 1


def test_a_worker_that_dies_is_replaced_without_a_word(client: httpx.Client, served: Served) -> None:
    workers = workers_of(served.process.pid)
    assert workers
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    for _ in range(8):
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
    assert not set(workers) & set(workers_of(served.process.pid))


def test_workers_outlive_the_threads_that_started_them(served: Served) -> None:
    """Threads of the server end after ten idle seconds; a worker that was started in one must not end with it."""
    with serving(served.store, POLICYLINKS_QUERY_TIMEOUT="1") as other:

        def ask(query: str) -> int:
            return httpx.get(other.url + "/sparql", params={"query": query}, timeout=60, trust_env=False).status_code

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(ask, [ENDLESS] * 4)) == {503}  # every first worker is killed
            assert set(pool.map(ask, ["ASK { ?s ?p ?o }"] * 8)) == {200}
        replaced = set(workers_of(other.process.pid))
        time.sleep(13)
        assert [ask("ASK { ?s ?p ?o }") for _ in range(6)] == [200] * 6
        assert replaced & set(workers_of(other.process.pid))
