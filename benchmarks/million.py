"""How do load, fill, push and queries grow with the graph, from ten thousand relationships to a million?

    python benchmarks/million.py --url bolt://… [--sizes 10000 100000 1000000] [--repeats 20] [--megabytes 512]

The graph is made, from a seed: the bundled plan again and again under other ids, where each plan keeps every fifth of
its bodies, drawn by lot, in common with all others. The password is read from POLICYLINKS_NEO4J_PASSWORD. THE DATABASE
IS EMPTIED: name one that is for this alone (`.ci/neo4j.sh start`). ``--megabytes`` is the most that the embedded Cypher
engine may take; without ``--url`` Neo4j is left out, with ``--megabytes 0`` the embedded engine.

Printed is Markdown; in a cell stand the seconds of the clock and (in brackets) those of this process's processor.
Queries are asked of the three in turns, each once before it counts; embedded SPARQL is asked within this process, the
two others over Bolt. SPARQL has no shortest path: it is asked whether there is one at all.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase
from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph.cypher import running
from graph.cypher.embedded import EmbeddedEngine
from graph.errors import PolicyLinksError
from graph.exports.folder import export
from graph.exports.given import ExportInput
from graph.neo4j.connection import Target
from graph.neo4j.push import push
from graph.property_graph.derive import property_graph, property_relationships
from graph.property_graph.grouping import SubjectQuads, grouped
from graph.rdf import quads
from graph.stores.embedded import EmbeddedStore
from graph.stores.sparql import Limits
from loaders.load import bundled_plan, facts_of_document
from loaders.text.readers import read_file

BASE = "https://example.org/id/"
BODIES = re.compile(
    rb"<" + BASE.encode() + rb"((?:company|council|government|university|organization|group|person)-[^>]+)>"
)
POL = "PREFIX pol: <https://w3id.org/policylinks/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "
QUERIES = {
    "one hop: a project's fields": (
        POL + "SELECT ?f { <{project}> pol:serves ?f }",
        "MATCH (p:Project {id: '{project}'})-[:SERVES]->(f) RETURN f.id",
    ),
    "two hops: projects by a body": (
        POL + "SELECT DISTINCT ?q { <{project}> ^pol:engagedIn ?b . ?b pol:engagedIn ?q }",
        "MATCH (p:Project {id: '{project}'})<-[:ENGAGED_IN]-(b)-[:ENGAGED_IN]->(q) RETURN DISTINCT q.id",
    ),
    "aggregate: projects a kind of role": (
        POL + "SELECT ?r (COUNT(?c) AS ?n) { ?c a pol:Engagement ; pol:role ?r } GROUP BY ?r",
        "MATCH ()-[e:ENGAGED_IN]->() RETURN e.role AS r, count(*) AS n",
    ),
    "shortest path: project to project": (
        POL + "ASK { <{project}> (pol:engagedIn|^pol:engagedIn)+ <{other}> }",
        "MATCH (a:Project {id: '{project}'}), (b:Project {id: '{other}'}) "
        "MATCH p = shortestPath((a)-[:ENGAGED_IN*..8]-(b)) RETURN length(p)",
    ),
}


def plan() -> tuple[bytes, str]:
    """The bundled plan as N-Quads, and the id of its graph."""
    loaded = facts_of_document(read_file(bundled_plan()))
    return serialize(quads(loaded.facts, BASE, loaded.id), format=RdfFormat.N_QUADS), loaded.id  # type: ignore[return-value]


def made(count: int, seed: int = 5) -> Iterator[tuple[str, list[Quad]]]:
    """That many plans: the IRI of the graph of each, and its quads."""
    text, document = plan()
    bodies = sorted(set(BODIES.findall(text)))
    lots = random.Random(seed)
    for number in range(count):
        mine = text.replace(b"<" + BASE.encode(), f"<{BASE}p{number}-".encode())
        for body in lots.sample(bodies, len(bodies) // 5):
            mine = mine.replace(f"<{BASE}p{number}-".encode() + body + b">", f"<{BASE}".encode() + body + b">")
        yield f"{BASE}p{number}-{document}", list(parse(mine, format=RdfFormat.N_QUADS))


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the clock and of this process's processor, and what came out."""
    gc.collect()
    begun, worked = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - begun, time.process_time() - worked, found


def told(clock: float, processor: float) -> str:
    """Both in a cell."""
    return f"{clock:.1f} s ({processor:.1f} s)"


def quantiles(times: list[float]) -> str:
    """The median and the 95th percentile in milliseconds."""
    ordered = sorted(times)
    return f"{statistics.median(ordered) * 1000:.1f} / {ordered[int(len(ordered) * 0.95)] * 1000:.1f}"


class Bench:
    """One size."""

    def __init__(self, count: int, given: argparse.Namespace, folder: Path) -> None:
        self.count, self.given, self.folder = count, given, folder
        self.cells: dict[str, str] = {}

    def run(self) -> dict[str, str]:
        """Fills the cells."""
        store = EmbeddedStore(self.folder / "store")
        clock, processor, _ = timed(lambda: self.load(store))
        self.note("load into the store", told(clock, processor))
        read = store.by_subject()
        assert isinstance(read, SubjectQuads)
        clock, processor, found = timed(lambda: self.sizes(property_graph(read)))
        self.note("graph", f"{self.count} plans: {found[0]:,} nodes, {found[1]:,} relationships")
        self.note("derivation alone", told(clock, processor))
        asked: dict[str, Callable[[int, str, str], Any]] = {"SPARQL": lambda _, sparql, __: self.sparql(read, sparql)}
        if self.given.url:
            asked["Neo4j"] = self.neo4j(read)
        engine = None
        if self.given.megabytes:
            engine = self.engine(store)
            if engine:
                limits = Limits(seconds=120)
                asked["Cypher"] = lambda _, __, cypher: engine.run(cypher, {}, limits)
        if not self.given.no_export:
            state = ExportInput(read, BASE, "made")
            clock, processor, _ = timed(lambda: export(state, self.folder / "out", ["neo4j-admin"]))
            self.note("export for neo4j-admin", told(clock, processor))
        self.queries(asked)
        if engine:
            engine.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.note("most memory of this process so far", f"{peak:,.0f} MiB")
        return self.cells

    def load(self, store: EmbeddedStore) -> None:
        """Writes the store, a few plans at a time."""
        plans = made(self.count)
        while some := dict(islice(plans, 20)):
            store.replace(some, BASE)

    def note(self, what: str, cell: str) -> None:
        """One cell, told at once."""
        self.cells[what] = cell
        print(f"<!-- {self.count} plans: {what}: {cell}; load {os.getloadavg()[0]:.1f} -->", flush=True)

    @staticmethod
    def sizes(graph: Iterable[object]) -> tuple[int, int]:
        """The numbers of nodes and of relationships."""
        every = links = 0
        for each in graph:
            every += 1
            links += hasattr(each, "target")
        return every - links, links

    def neo4j(self, read: SubjectQuads) -> Callable[[int, str, str], Any]:
        """Pushes twice; gives a way to ask."""
        target = Target(self.given.url, "neo4j", os.environ.get("POLICYLINKS_NEO4J_PASSWORD", ""))
        driver = GraphDatabase.driver(target.url, auth=(target.user, target.password))
        with driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        clock, processor, done = timed(lambda: push(read, BASE, target))
        self.note("push to Neo4j", told(clock, processor))
        clock, processor, done = timed(lambda: push(read, BASE, target))
        assert done.changes == 0
        self.note("push again: 0 changes", told(clock, processor))
        return lambda _, __, cypher: driver.execute_query(cypher)

    def engine(self, store: EmbeddedStore) -> EmbeddedEngine | None:
        """Starts and fills the embedded engine; None where its memory did not do."""
        running.MEGABYTES = self.given.megabytes
        engine = EmbeddedEngine(store, 120.0)
        name = "first answer of embedded Cypher (start and fill)"
        try:
            clock, processor, _ = timed(lambda: engine.run("MATCH (n:Plan) RETURN count(n)", {}, Limits(seconds=3600)))
        except PolicyLinksError as error:
            self.note(name, f"{self.given.megabytes} MB: {error}")
            with suppress(PolicyLinksError):
                engine.close()
            return None
        self.note(name, told(clock, processor))
        return engine

    @staticmethod
    def sparql(read: SubjectQuads, query: str) -> Any:
        """All rows of embedded SPARQL."""
        found: Any = read.store.query(query)
        return list(found) if not query.startswith(POL + "ASK") else bool(found)

    def queries(self, asked: Mapping[str, Callable[[int, str, str], Any]]) -> None:
        """The queries, of each in turns."""
        text, _ = plan()
        projects = sorted(set(re.findall(rb"<" + BASE.encode() + rb"(project-[a-z0-9]+)>", text)))
        for name, (sparql, cypher) in QUERIES.items():
            lots, times = random.Random(7), {each: list[float]() for each in asked}
            refused: dict[str, str] = {}
            for turn in range(self.given.repeats + 1):
                ends = [f"{BASE}p{lots.randrange(self.count)}-{lots.choice(projects).decode()}" for _ in "ab"]
                given = [each.replace("{project}", ends[0]).replace("{other}", ends[1]) for each in (sparql, cypher)]
                for each, ask in asked.items():
                    begun = time.perf_counter()
                    try:
                        ask(turn, *given)
                    except PolicyLinksError as error:
                        refused[each] = str(error)
                    if turn:
                        times[each].append(time.perf_counter() - begun)
            for each, found in times.items():
                self.note(f"{name}, {each}, p50 / p95 ms", refused.get(each) or quantiles(found))


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--no-export", action="store_true")
    given = parser.parse_args()
    loaded = facts_of_document(read_file(bundled_plan()))
    one = sum(1 for _ in property_relationships(grouped(quads(loaded.facts, BASE, loaded.id))))
    columns = []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            columns.append(Bench(max(round(size / one), 1), given, Path(folder)).run())
    names = list(dict.fromkeys(name for each in columns for name in each))
    print("| what | " + " | ".join(f"{size:,}" for size in given.sizes) + " |\n|---|" + "---:|" * len(columns))
    for name in names:
        print(f"| {name} | " + " | ".join(each.get(name, "") for each in columns) + " |")


if __name__ == "__main__":
    main()
