"""Limits hold: time, rows, length, nesting, memory; a runaway query harms nobody else."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.errors import CallError, LimitError
from graph.stores.embedded import EmbeddedStore
from graph.stores.sparql import Limits, SparqlRequest
from tests.stores.conftest import BASE, GRAPH, quads, rows

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s . ?t ?u ?v }"


@pytest.fixture
def large(tmp_path: Path) -> EmbeddedStore:
    """A store in which a product of patterns never ends."""
    store = EmbeddedStore(tmp_path / "large", Limits(seconds=1.5, rows=100, length=2000))
    store.replace({GRAPH: quads(GRAPH, 400)}, BASE)
    return store


def test_a_query_ends_at_its_limit_and_the_next_one_is_answered(large: EmbeddedStore) -> None:
    began = time.monotonic()
    with pytest.raises(LimitError):
        large.query(SparqlRequest(ENDLESS))
    assert time.monotonic() - began < 1.5 + 5  # that it ends at all is the claim; the machine may be busy
    assert rows(large, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ["400"]
    large.close()


def test_others_are_answered_while_a_runaway_runs(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "busy", Limits(seconds=6), workers=2)
    store.replace({GRAPH: quads(GRAPH, 400)}, BASE)
    store.warm()
    ended: list[str] = []

    def run() -> None:
        with pytest.raises(LimitError):
            store.query(SparqlRequest(ENDLESS))
        ended.append("runaway")

    runaway = threading.Thread(target=run)
    runaway.start()
    for _ in range(5):
        assert rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ["400"]
        ended.append("other")
    runaway.join()
    store.close()
    assert ended.index("other") < ended.index("runaway")


def test_rows_beyond_the_limit_are_cut_and_the_cut_is_told(large: EmbeddedStore) -> None:
    found = large.query(SparqlRequest("SELECT ?s { ?s ?p ?o }", "csv"))
    assert (found.rows, found.truncated) == (100, True)
    whole = large.query(SparqlRequest("SELECT ?s { ?s ?p ?o } LIMIT 100", "csv"))
    assert (whole.rows, whole.truncated) == (100, False)
    large.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } #" + "x" * 2000,
        "SELECT * " + "{" * 900 + "?s ?p ?o" + "}" * 900,
        "SELECT * { FILTER(" + "(" * 900 + "1" + ")" * 900 + ") }",
    ],
    ids=["long", "braces", "brackets"],
)
def test_long_and_deep_queries_are_refused_before_they_are_parsed(large: EmbeddedStore, query: str) -> None:
    with pytest.raises((CallError, LimitError)):
        large.query(SparqlRequest(query))
    assert rows(large, "SELECT (1 AS ?n) {}") == ["1"]
    large.close()


def test_a_query_that_eats_memory_is_ended(tmp_path: Path) -> None:
    large = EmbeddedStore(tmp_path / "hungry", Limits(seconds=60, memory=640 * 1024**2))
    large.replace({GRAPH: quads(GRAPH, 400)}, BASE)
    query = "SELECT (COUNT(DISTINCT CONCAT(?c, ?f, ?i)) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(LimitError, match="memory"):
        large.query(SparqlRequest(query))
    assert rows(large, "SELECT (1 AS ?n) {}") == ["1"]
    large.close()


def test_sixteen_threads_of_a_cold_process_all_get_their_answer(large: EmbeddedStore) -> None:
    large.close()
    program = f"""
import threading
from pathlib import Path
from graph.stores.embedded import EmbeddedStore
from graph.stores.sparql import SparqlRequest
store = EmbeddedStore(Path({str(large._generations.folder)!r}))
got = []
def ask(): got.append(store.query(SparqlRequest("SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }}", "csv")).body)
threads = [threading.Thread(target=ask) for _ in range(16)]
for each in threads: each.start()
for each in threads: each.join()
store.close()
print(len(got), {{body.decode().split()[1] for body in got}})
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "16 {'400'}"
