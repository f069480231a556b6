"""How fast is a push to a real Neo4j, beside rdflib-neo4j with the same graph?

    python benchmarks/neo4j_push.py --url bolt://… [--peer PYTHON] [--repeats 5] [--plans 1 20] [--alone 100]

The password is read from POLICYLINKS_NEO4J_PASSWORD. THE DATABASE IS EMPTIED BEFORE EACH RUN: name one that is for this
alone (`.ci/neo4j.sh start`). ``--peer`` is a Python that has rdflib-neo4j; without it the peer is left out.

A graph of several plans is the bundled plan, loaded that often under other ids. Both read the graph from disk (ours the
store, the peer N-Triples), take turns, and find the same empty database with their keys in place. One run of each
before them warms the server. Printed is Markdown: medians, with minimum and maximum.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from neo4j import GraphDatabase
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from graph.neo4j.connection import Target
from graph.neo4j.push import push
from graph.rdf import quads
from graph.stores.embedded import EmbeddedStore
from loaders.load import bundled_plan, facts_of_document
from loaders.text.readers import read_file

BASE = "https://example.org/id/"
PEER = """
import os, sys, time
from rdflib import Graph
from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig
url, user, path = sys.argv[1:]
password = os.environ["POLICYLINKS_NEO4J_PASSWORD"]
config = Neo4jStoreConfig(
    auth_data={"uri": url, "database": "neo4j", "user": user, "pwd": password}, batching=True,
    handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE, handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
)
begun = time.perf_counter()
graph = Graph(store=Neo4jStore(config=config))
graph.parse(path, format="nt")
graph.close(True)
print("seconds", time.perf_counter() - begun)
"""


def plans(count: int) -> Iterator[tuple[str, list[Quad]]]:
    """The quads of the bundled plan, that often under other ids, each in a graph of its own."""
    loaded = facts_of_document(read_file(bundled_plan()))
    found = list(quads(loaded.facts, BASE, loaded.id))
    for number in range(count):
        base = f"{BASE}p{number}-"

        def other(term: object, base: str = base) -> object:
            return NamedNode(base + term.value[len(BASE) :]) if _is_own(term) else term

        yield (
            f"{base}{loaded.id}",
            [Quad(other(q.subject), q.predicate, other(q.object), NamedNode(base + loaded.id)) for q in found],
        )


def _is_own(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(BASE)


class Bench:
    """The database, and what was loaded to be pushed into it."""

    def __init__(self, target: Target, peer: Path | None, folder: Path) -> None:
        self.target, self.peer, self.folder = target, peer, folder

    def empty(self) -> None:
        """Takes all nodes out, and leaves the keys."""
        auth = (self.target.user, self.target.password)
        with GraphDatabase.driver(self.target.url, auth=auth) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def load(self, count: int) -> tuple[EmbeddedStore, Path]:
        """A store of that many plans, and the same as N-Triples, subject by subject."""
        store = EmbeddedStore(self.folder / f"store-{count}")
        store.replace(dict(plans(count)), BASE)
        path = self.folder / f"{count}.nt"
        with path.open("wb") as file:
            for each in store.by_subject():
                file.write(serialize([each.triple], format=RdfFormat.N_TRIPLES))
        return store, path

    def ours(self, store: EmbeddedStore) -> float:
        """Seconds of a push into the empty database."""
        self.empty()
        begun = time.perf_counter()
        push(store.by_subject(), BASE, self.target)
        return time.perf_counter() - begun

    def again(self, store: EmbeddedStore) -> float:
        """Seconds of a push that finds nothing to change."""
        begun = time.perf_counter()
        assert push(store.by_subject(), BASE, self.target).changes == 0
        return time.perf_counter() - begun

    def theirs(self, path: Path) -> float:
        """Seconds of rdflib-neo4j with the same triples into the empty database."""
        self.empty()
        done = subprocess.run(
            [self.peer, "-c", PEER, self.target.url, self.target.user, path], check=True, capture_output=True, text=True
        )
        return float(done.stdout.rsplit("seconds", 1)[1])


def row(what: str, runs: list[float], peer: list[float] | None = None) -> str:
    """A line of the table."""

    def told(found: list[float]) -> str:
        return f"{statistics.median(found):.2f} s ({min(found):.2f}–{max(found):.2f})"

    if not peer:
        return f"| {what} | {told(runs)} | | |"
    ratio = statistics.median(peer) / statistics.median(runs)
    return f"| {what} | {told(runs)} | {told(peer)} | {ratio:.1f} × |"


def turns(repeats: int, *measured: Callable[[], float]) -> list[list[float]]:
    """Runs of each, taking turns, after one of each that does not count."""
    runs: list[list[float]] = [[] for _ in measured]
    for turn in range(repeats + 1):
        for each, measure in zip(runs, measured, strict=True):
            seconds = measure()
            if turn:
                each.append(seconds)
    return runs


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--user", default="neo4j")
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--plans", type=int, nargs="*", default=[1, 20])
    parser.add_argument("--alone", type=int, nargs="*", default=[100])
    given = parser.parse_args()
    target = Target(given.url, given.user, os.environ.get("POLICYLINKS_NEO4J_PASSWORD", ""))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(target, given.peer, Path(folder))
        print("| graph | push | rdflib-neo4j | ratio |\n|---|---:|---:|---:|", flush=True)
        for count in given.plans:
            store, path = bench.load(count)
            what = f"{count} plan{'s' * (count > 1)}, {sum(store.graphs().values())} triples"
            if given.peer:
                ours, theirs = turns(given.repeats, lambda s=store: bench.ours(s), lambda p=path: bench.theirs(p))
                print(row(what, ours, theirs), flush=True)
            else:
                (ours,) = turns(given.repeats, lambda s=store: bench.ours(s))
                print(row(what, ours), flush=True)
            bench.ours(store)
            print(row(f"{count}, again: 0 changes", [bench.again(store) for _ in range(given.repeats)]), flush=True)
        for count in given.alone:
            store, _ = bench.load(count)
            print(row(f"{count} plans, {sum(store.graphs().values())} triples", [bench.ours(store)]), flush=True)
            print(row(f"{count}, again: 0 changes", [bench.again(store)]), flush=True)
        bench.empty()


if __name__ == "__main__":
    main()
