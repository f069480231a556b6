"""How long until Cypher answers over HTTP: the first query after the start, one hop, the curated questions?

    python benchmarks/cypher.py [--repeats 50] [--starts 3] [--neo4j bolt://localhost:7687]

Prints Markdown. A server over the bundled plan is started anew for each first answer; its first query pays for the
start of the engine and for the whole graph. What others wait beside a query that does not end is told with its
control: the same user alone, in turns with it. The peers ask the same questions in the same run: SPARQL over HTTP in
the same server, and with ``--neo4j`` (POLICYLINKS_NEO4J_PASSWORD, the plan pushed before) ours before a real Neo4j.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PROGRAM = Path(sys.executable).parent / "policylinks"
QUESTIONS = Path(__file__).resolve().parent.parent / "graph" / "questions"
ONE_HOP = "MATCH (p:Project)-[:SERVES]->(f:GrowthField) RETURN p.name, f.name"
ONE_HOP_SPARQL = (
    "SELECT ?p ?f { ?x a pol:Project ; rdfs:label ?p ; pol:serves ?y . ?y a pol:GrowthField ; rdfs:label ?f }"
)
# None of these ends by itself.
RUNAWAYS = (
    "MATCH (a), (b), (c), (d) WHERE a.name < b.name AND b.name < c.name AND c.name < d.name RETURN count(*)",
    "MATCH p = (a)-[*1..30]-(b) RETURN count(p)",
    "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y UNWIND range(1, 10000) AS z RETURN count(*)",
)
RUNAWAY_SECONDS = 5


@contextmanager
def serving(store: Path, **environment: str) -> Iterator[httpx.Client]:
    """A server over a store, and a client that asks it."""
    process = subprocess.Popen(
        [PROGRAM, "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "POLICYLINKS_STORE": str(store), "POLICYLINKS_QUERY_TIMEOUT": "60", **environment},
    )  # fmt: skip
    try:
        assert process.stdout
        with httpx.Client(base_url=process.stdout.readline().strip(), timeout=120, trust_env=False) as client:
            yield client
    finally:
        process.terminate()
        process.wait(30)


def cypher(client: httpx.Client, query: str) -> float:
    """Seconds of one answer."""
    begun = time.perf_counter()
    client.post("/cypher", json={"query": query}).raise_for_status()
    return time.perf_counter() - begun


def sparql(client: httpx.Client, query: str) -> float:
    """Seconds of one answer."""
    begun = time.perf_counter()
    client.get("/sparql", params={"query": query}, headers={"Accept": "application/json"}).raise_for_status()
    return time.perf_counter() - begun


def median(times: list[float]) -> str:
    """A median in milliseconds."""
    return f"{statistics.median(times) * 1000:.1f} ms"


def percentile(times: list[float], share: float) -> float:
    """A percentile in milliseconds."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


def beside_runaways(client: httpx.Client, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of a user's answers alone, and beside a query that runs into the limit, in turns."""
    alone: list[float] = []
    beside: list[float] = []

    def run(query: str) -> None:
        httpx.post(f"{client.base_url}cypher", json={"query": query}, timeout=60, trust_env=False)

    for _ in range(rounds):
        for query in RUNAWAYS:
            alone += [cypher(client, ONE_HOP) for _ in range(100)]
            runaway = threading.Thread(target=run, args=(query,))
            runaway.start()
            time.sleep(0.3)
            while runaway.is_alive():
                beside.append(cypher(client, ONE_HOP))
    return alone, beside


def main() -> None:
    """Runs everything and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=50)
    options.add_argument("--starts", type=int, default=3)
    options.add_argument("--neo4j")
    given = options.parse_args()
    questions = [path.read_text("utf-8") for path in sorted(QUESTIONS.glob("*.cypher"))]
    twins = [path.with_suffix(".rq").read_text("utf-8") for path in sorted(QUESTIONS.glob("*.cypher"))]
    rounds = max(given.repeats // 10, 1)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        subprocess.run([PROGRAM, "load", "--store", store], check=True, capture_output=True)
        first = []
        for _ in range(given.starts - 1):
            with serving(store) as client:
                first.append(cypher(client, ONE_HOP))
        with serving(store) as client:
            first.append(cypher(client, ONE_HOP))
            for query, twin in zip(questions, twins, strict=True):  # warms both
                cypher(client, query)
                sparql(client, twin)
            one = [cypher(client, ONE_HOP) for _ in range(given.repeats)]
            many = [cypher(client, query) for _ in range(rounds) for query in questions]
            peer_one = [sparql(client, ONE_HOP_SPARQL) for _ in range(given.repeats)]
            peer_many = [sparql(client, query) for _ in range(rounds) for query in twins]
        rows = [
            ["first answer after the start (median)", f"{statistics.median(first):.1f} s", "≤ 4 s", ""],
            ["one hop, p50", median(one), "≤ 15 ms", median(peer_one)],
            [f"{len(questions)} curated questions, p50", median(many), "≤ 50 ms", median(peer_many)],
            ["the slowest of them", f"{max(many) * 1000:.0f} ms", "", f"{max(peer_many) * 1000:.0f} ms"],
        ]
        with serving(store, POLICYLINKS_QUERY_TIMEOUT=str(RUNAWAY_SECONDS)) as client:
            for query in (ONE_HOP, *questions):
                cypher(client, query)
            for name, times in zip(("alone", "beside a runaway"), beside_runaways(client, rounds), strict=True):
                half, most = percentile(times, 0.5), percentile(times, 0.99)
                wanted = "≤ 3 × p50" if name != "alone" else ""
                rows.append(
                    [f"one hop, {name}: p99 / p50", f"{most:.1f} / {half:.1f} ms = {most / half:.1f} ×", wanted, ""]
                )
        if given.neo4j:
            with serving(store, POLICYLINKS_NEO4J_URL=given.neo4j) as client:
                for query in (ONE_HOP, *questions):
                    cypher(client, query)
                real_one = [cypher(client, ONE_HOP) for _ in range(given.repeats)]
                real_many = [cypher(client, query) for _ in range(rounds) for query in questions]
            rows[1].append(median(real_one))
            rows[2].append(median(real_many))
            rows[3].append(f"{max(real_many) * 1000:.0f} ms")
    heads = ["what", "embedded", "wanted", "SPARQL"] + (["Neo4j"] if given.neo4j else [])
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join([*row, *[""] * (len(heads) - len(row))]) + " |")


if __name__ == "__main__":
    main()
