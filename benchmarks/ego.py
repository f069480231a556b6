"""How long does what is near a thing take, out of a graph of 20,000 things, over HTTP?

    python benchmarks/ego.py [--things 20000] [--asked 300]

Makes a store of made plans of about 300 things each, which share bodies (so that there are hubs), starts `policylinks
serve`, and asks one after the other for `/graph?view=near` with 1, 2 and 3 links and for `/neighbors/{id}`, around
things of every kind picked evenly; after one request that makes the index. Prints Markdown: over HTTP the median and
the 95th percentile; and what the processor takes, in this process, for the same answer made, written as JSON and
compressed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.page import names, serve
from graph.facts import Facts, Link, Node, Source, Status, Term, Text, facts
from graph.snapshot import Snapshot
from tests.pages.made import BASE, DOCUMENT, plan
from visualizations.near.page import near_json

PLANS_OF, BODIES, WANTED = 300, 400, 50.0


def made(things: int) -> Facts:
    """Several plans side by side, whose projects are carried by bodies out of one pool: the first ones by far the most
    often."""
    nodes: dict[str, Node] = {}
    links: dict[str, Link] = {}
    source = (Source(DOCUMENT, 7, 8, "水素の利活用を進める"),)
    texts = names()
    for n in range(BODIES):
        nodes[f"body-{n}"] = Node(f"body-{n}", "Company", {"label": (Text(f"{texts[n % len(texts)]}会社{n}"),)}, source)
    at = 0
    while len(nodes) < things:
        one = plan(texts[at % 900 :] + texts[: at % 900], projects=9, measures=PLANS_OF - 60, indicators=20, fields=9)
        renamed = _renamed(one, f"p{at}-")
        nodes |= {node.id: node for node in renamed.nodes.values()}
        links |= {link.id: link for link in renamed.links.values()}
        for project in range(9):
            for k in range(8):
                body = (at * 7 + project * 13 + k * k) % BODIES if k > 1 else (at + project) % 12
                id_ = f"engagement-{at}-{project}-{k}"
                links[id_] = Link(id_, "Engagement", {"role": (Term("operator"),)}, source, Status.STATED, (), (),
                                  f"body-{body}", f"p{at}-project-{project}")  # fmt: skip
        at += 1
    return facts(list(nodes.values()), list(links.values()))


def _renamed(one: Facts, prefix: str) -> Facts:
    """A copy of a plan with other ids. All plans stand in the same document."""
    from dataclasses import replace

    from graph.facts import Ref

    def new(id_: str) -> str:
        return id_ if id_ == DOCUMENT else prefix + id_

    nodes = [
        replace(node, id=new(node.id), properties={
            name: tuple(Ref(new(value.id)) if isinstance(value, Ref) else value for value in values)
            for name, values in node.properties.items()
        })
        for node in one.nodes.values() if node.id != DOCUMENT
    ]  # fmt: skip
    links = [
        replace(link, id=new(link.id), source=new(link.source), target=new(link.target)) for link in one.links.values()
    ]
    document = Node(DOCUMENT, "SourceDocument", {"label": (Text("文書"),)})
    return facts([*nodes, *([document] if prefix == "p0-" else [])], links)


def taken(url: str, asked: list[tuple[str, dict[str, str]]]) -> tuple[list[float], list[int]]:
    """Milliseconds of each request, and how many things each answer holds."""
    found, sizes = [], []
    with httpx.Client(base_url=url) as client:
        for path, query in asked:
            start = time.perf_counter()
            answer = client.get(path, params=query, headers={"Accept": "*/*"})
            found.append((time.perf_counter() - start) * 1000)
            answer.raise_for_status()
            if answer.headers["content-type"].startswith("application/json"):
                told = answer.json()
                sizes.append(len(told.get("nodes", told.get("links", ()))))
    return found, sizes


def main() -> None:
    """Runs everything and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--things", type=int, default=20_000)
    options.add_argument("--asked", type=int, default=300)
    given = options.parse_args()
    graph = made(given.things)
    kinds = (
        "Project",
        "GrowthField",
        "Company",
        "Measure",
        "Indicator",
        "Component",
        "FieldGroup",
        "ScheduledActivity",
    )
    ids = [node.id for n in range(given.asked // len(kinds) + 1) for kind in kinds
           if (nodes := graph.by_type[kind]) for node in (nodes[n * 97 % len(nodes)],)][: given.asked]  # fmt: skip
    print(f"{len(graph.nodes):,} things, {len(graph.links):,} links, {len(ids)} asked for each row\n")
    print("| what | things, median | median | p95 | of the processor, median | p95 | wanted |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        server, url = serve(Path(folder) / "store", graph)
        try:
            start = time.perf_counter()
            httpx.get(f"{url}/graph", params={"view": "near", "focus": ids[0]}, timeout=120).raise_for_status()
            first = time.perf_counter() - start
            for hops in ("1", "2", "3"):
                query = {"view": "near", "hops": hops}
                times, sizes = taken(url, [("/graph", {**query, "focus": id_}) for id_ in ids])
                print(_row(f"`/graph?view=near&hops={hops}`", times, sizes, worked(graph, ids, hops)), flush=True)
            print(_row("`/neighbors/{id}`", *taken(url, [(f"/neighbors/{id_}", {}) for id_ in ids]), []), flush=True)
        finally:
            server.terminate()
            server.wait(20)
    print(f"\nThe first request, which reads the store and makes the index: {first:.1f} s")


def worked(graph: Facts, ids: list[str], hops: str) -> list[float]:
    """Milliseconds of the processor for each answer, made here."""
    snapshot = Snapshot("v1", BASE, graph)
    near_json(snapshot, "ja", {"focus": ids[0]})
    found = []
    for id_ in ids:
        start = time.process_time()
        content = near_json(snapshot, "ja", {"focus": id_, "hops": hops})
        gzip.compress(json.dumps(content, ensure_ascii=False).encode(), 6)
        found.append((time.process_time() - start) * 1000)
    return found


def _row(title: str, times: list[float], sizes: list[int], own: list[float]) -> str:
    def told(found: list[float]) -> str:
        if not found:
            return " | "
        return f"{statistics.median(found):.1f} ms | {statistics.quantiles(found, n=20)[-1]:.1f} ms"

    return f"| {title} | {statistics.median(sizes):.0f} | {told(times)} | {told(own)} | p95 ≤ {WANTED:.0f} ms |"


if __name__ == "__main__":
    main()
