"""How fast is a push to a real Neo4j, beside rdflib-neo4j with the same graph?

    python benchmarks/neo4j_push.py --url bolt://… [--peer PYTHON] [--server PID] [--repeats 5] [--plans 1 20]
        [--alone 1000]

The password is read from POLICYLINKS_NEO4J_PASSWORD. THE DATABASE IS EMPTIED BEFORE EACH RUN: name one that is for this
alone (`.ci/neo4j.sh start`). ``--peer`` is a Python that has rdflib-neo4j; without it the peer is left out.

A graph of several plans is the bundled plan, loaded that often under other ids. Both read the graph from disk (ours the
store, the peer N-Triples), take turns, and find the same empty database with their keys in place. One run of each
before them warms the server. Printed is Markdown: medians, with minimum and maximum; the ratio is the median of those
of runs that followed each other. ``processors`` are the seconds that the client's processor worked and, with
``--server`` (its process id), the server's too: what other work on the machine does not change much.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

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
begun, worked = time.perf_counter(), time.process_time()
graph = Graph(store=Neo4jStore(config=config))
graph.parse(path, format="nt")
graph.close(True)
print("seconds", time.perf_counter() - begun, time.process_time() - worked)
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


class Run(NamedTuple):
    """Seconds of one push: of the clock, of the client's processor, and of the server's."""

    clock: float
    client: float
    server: float

    @property
    def processors(self) -> float:
        """What both processors worked."""
        return self.client + self.server


class Bench:
    """The database, and what was loaded to be pushed into it."""

    def __init__(self, target: Target, peer: Path | None, folder: Path, server: int = 0) -> None:
        self.target, self.peer, self.folder, self.server = target, peer, folder, server

    def empty(self) -> None:
        """Takes all nodes out, and leaves the keys."""
        auth = (self.target.user, self.target.password)
        with GraphDatabase.driver(self.target.url, auth=auth) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def load(self, count: int) -> EmbeddedStore:
        """A store of that many plans, a few at a time."""
        store, made = EmbeddedStore(self.folder / f"store-{count}"), plans(count)
        while some := dict(islice(made, 20)):
            store.replace(some, BASE)
        return store

    def written(self, store: EmbeddedStore) -> Path:
        """The same as N-Triples, subject by subject."""
        path = self.folder / "written.nt"
        with path.open("wb") as file:
            for each in store.by_subject():
                file.write(serialize([each.triple], format=RdfFormat.N_TRIPLES))
        return path

    def measured(self, work: Callable[[], None]) -> Run:
        """What a work of this process takes."""
        server = self.server_worked()
        begun, worked = time.perf_counter(), time.process_time()
        work()
        return Run(time.perf_counter() - begun, time.process_time() - worked, self.server_worked() - server)

    def server_worked(self) -> float:
        """Seconds that the server's processor has worked so far; 0 where the server is not known."""
        if not self.server:
            return 0.0
        fields = Path(f"/proc/{self.server}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def ours(self, store: EmbeddedStore) -> Run:
        """A push into the empty database."""
        self.empty()
        return self.measured(lambda: push(store.by_subject(), BASE, self.target))

    def again(self, store: EmbeddedStore) -> Run:
        """A push that finds nothing to change."""

        def work() -> None:
            assert push(store.by_subject(), BASE, self.target).changes == 0

        return self.measured(work)

    def theirs(self, path: Path) -> Run:
        """rdflib-neo4j with the same triples into the empty database."""
        self.empty()
        server = self.server_worked()
        done = subprocess.run(
            [self.peer, "-c", PEER, self.target.url, self.target.user, path], check=True, capture_output=True, text=True
        )
        clock, worked = map(float, done.stdout.rsplit("seconds", 1)[1].split())
        return Run(clock, worked, self.server_worked() - server)


def row(what: str, runs: list[Run], peer: list[Run] | None = None) -> str:
    """A line of the table. The ratio is the median of those of the pairs of runs that followed each other."""

    def told(found: list[Run]) -> str:
        clock = [each.clock for each in found]
        processors = statistics.median(each.processors for each in found)
        return f"{statistics.median(clock):.2f} s ({min(clock):.2f}–{max(clock):.2f}) | {processors:.2f} s"

    if not peer:
        return f"| {what} | {told(runs)} | | | | |"
    pairs = list(zip(runs, peer, strict=True))
    clock = statistics.median(theirs.clock / ours.clock for ours, theirs in pairs)
    work = statistics.median(theirs.processors / ours.processors for ours, theirs in pairs)
    return f"| {what} | {told(runs)} | {told(peer)} | {clock:.1f} × | {work:.1f} × |"


def turns(repeats: int, *measured: Callable[[], Run]) -> list[list[Run]]:
    """Runs of each, taking turns, after one of each that does not count."""
    runs: list[list[Run]] = [[] for _ in measured]
    for turn in range(repeats + 1):
        for each, measure in zip(runs, measured, strict=True):
            found = measure()
            if turn:
                each.append(found)
    return runs


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--user", default="neo4j")
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--server", type=int, default=0)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--plans", type=int, nargs="*", default=[1, 20])
    parser.add_argument("--alone", type=int, nargs="*", default=[1000])
    given = parser.parse_args()
    target = Target(given.url, given.user, os.environ.get("POLICYLINKS_NEO4J_PASSWORD", ""))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(target, given.peer, Path(folder), given.server)
        heads = ["graph", "push", "processors", "rdflib-neo4j", "processors", "ratio", "of processors"]
        print("| " + " | ".join(heads) + " |\n|---|" + "---:|" * 6, flush=True)
        for count in given.plans:
            store = bench.load(count)
            path = bench.written(store)
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
            store = bench.load(count)
            print(row(f"{count} plans, {sum(store.graphs().values())} triples", [bench.ours(store)]), flush=True)
            print(row(f"{count}, again: 0 changes", [bench.again(store)]), flush=True)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"<!-- most memory of this process so far: {peak:,.0f} MiB -->", flush=True)
        bench.empty()


if __name__ == "__main__":
    main()
