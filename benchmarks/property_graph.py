"""How fast is the property graph derived, and does memory stay small, beside rdflib's own way to a graph of things?

    python benchmarks/property_graph.py [DOCUMENT] [--copies 22] [--repeats 5]

Without a document, the official text in the folder `shared` beside the checkout (or POLICYLINKS_SHARED) is read, else
the bundled plan. It is measured as it is, and as many copies of it under names of their own (about 200,000 quads). The
peer is `rdflib.extras.external_graph_libs.rdflib_to_networkx_multidigraph` on the same triples, parsed beforehand; it
makes an edge of every triple, literals included, and no properties, so it has less to do. Printed is Markdown; seconds
are of the processor (so that other work on the machine does not count), medians. Memory is the most that Python held
at once while the items were counted and let go, without the store's own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

from graph.facts import Facts
from graph.measures.paths import Ways
from graph.measures.table import MEASURES
from graph.network import network
from graph.property_graph.claims import triples
from graph.property_graph.derive import property_graph, property_nodes, property_relationships
from graph.property_graph.grouping import SubjectQuads, by_subject, grouped
from graph.rdf import facts_of, quads
from graph.stores.embedded import EmbeddedStore
from loaders.load import facts_of_document
from loaders.text.readers import read_file

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://example.org/plans/id/"


def document() -> Path:
    """The official text where it is at hand, else the bundled plan."""
    shared = Path(os.environ.get("POLICYLINKS_SHARED") or ROOT.parent / "shared")
    official = shared / "documents" / "yamaguchi-industrial-strategy.txt"
    return official if official.is_file() else ROOT / "data" / "yamaguchi-industrial-strategy.md"


def copied(found: list[Quad], copies: int) -> list[Quad]:
    """The same plan under so many names."""

    def renamed(term: object, number: int) -> object:
        if isinstance(term, NamedNode) and term.value.startswith(BASE):
            return NamedNode(f"{BASE}{number}-{term.value[len(BASE) :]}")
        return term

    return [
        Quad(*(renamed(term, number) for term in (each.subject, each.predicate, each.object, each.graph_name)))  # type: ignore[arg-type]
        for number in range(copies)
        for each in found
    ]


def count(items: Iterable[object]) -> int:
    """How many items there are; none is kept."""
    return sum(1 for _ in items)


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The median of the processor's seconds."""
    found = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def most_memory(work: Callable[[], object]) -> float:
    """The most MiB that Python held at once."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def derived(read: Iterable[Quad]) -> int:
    """All nodes and relationships, one by one."""
    return count(property_graph(read))


def again(read: SubjectQuads) -> int:
    """All triples out of all nodes and relationships."""
    return count(triples(property_nodes(read), property_relationships(read)))


def _graph(quad: Quad) -> str:
    return str(quad.graph_name.value)  # type: ignore[union-attr]


def measured(found: list[Quad], repeats: int) -> list[tuple[str, str, str]]:
    """Rows of the table: what, seconds, memory."""
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder))
        store.replace({graph: list(some) for graph, some in groupby(sorted(found, key=_graph), _graph)}, BASE)
        read = store.by_subject()
        assert isinstance(read, SubjectQuads)
        without = by_subject(read.store, read.graphs)
        nodes, relationships = count(property_nodes(read)), count(property_relationships(read))
        rows = [(f"**{len(found):,} quads: {nodes:,} nodes, {relationships:,} relationships**", "", "")]
        works: dict[str, Callable[[], object]] = {
            "reading the store on disk alone, as quads": lambda: count(read),
            "nodes and relationships from the store": lambda: derived(read),
            "the same from Oxigraph alone, without the triples kept beside it": lambda: derived(without),
            "and back to triples": lambda: again(read),
        }
        for name, work in works.items():
            rows.append((name, f"{seconds(work, repeats):.2f}", f"{most_memory(work):.1f}"))
    ordered = grouped(found)
    taken = seconds(lambda: derived(ordered), repeats)
    rows.append(("nodes and relationships from quads in memory", f"{taken:.2f}", ""))
    graph = rdflib.Graph()
    graph.parse(data=serialize({each.triple for each in found}, format=RdfFormat.N_TRIPLES) or b"", format="nt")

    def peer() -> object:
        return rdflib_to_networkx_multidigraph(graph)

    rows.append(
        (
            "peer, from triples in memory: rdflib to networkx",
            f"{seconds(peer, repeats):.2f}",
            f"{most_memory(peer):.1f}",
        )
    )
    facts: Facts = facts_of(found, BASE)
    rows.append(("networkx graph of the facts", f"{seconds(lambda: network(facts), repeats):.2f}", ""))
    ways = Ways(network(facts))
    for name, measure in MEASURES.items():
        taken = seconds(lambda measure=measure: measure.rows(ways, {}), repeats)  # type: ignore[misc]
        rows.append((f"measure: {name}", f"{taken:.2f}", ""))
    return rows


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document", nargs="?", type=Path)
    parser.add_argument("--copies", type=int, default=22)
    parser.add_argument("--repeats", type=int, default=5)
    arguments = parser.parse_args()
    path = arguments.document or document()
    loaded = facts_of_document(read_file(path))
    one = list(quads(loaded.facts, BASE, loaded.id))
    print(f"`{path.name}`, {arguments.repeats} runs each:\n")
    print("| what | seconds | most memory, MiB |\n|---|---:|---:|")
    for copies in (1, arguments.copies):
        for row in measured(copied(one, copies), arguments.repeats):
            print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
