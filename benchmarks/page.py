"""How long until the network page can be read, beside pyvis's stock page with the same data in the same run?

    python benchmarks/page.py [--repeats 5] [--chromium /usr/bin/chromium]

Prints Markdown: at 150 and 1,000 nodes the time until the drawing and its labels are painted (the page's own mark
``network-drawn``; of the stock page the end of its stabilization, capped), the longest block of the main thread, the
time of a selection, frames while the drawing is dragged, and the weight of the page; then how many links cross in the
bundled plan's lanes beside a recorded number, and of every other page the first paint and what it weighs. Medians of
the repeats, each in a new browser context.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.rdf import quads
from graph.snapshot import SnapshotCache
from graph.stores.embedded import EmbeddedStore
from tests.pages.made import BASE, DOCUMENT, plan
from visualizations.lanes.chosen.selection import select
from visualizations.lanes.chosen.state import State
from visualizations.lanes.page import SCRIPTS
from visualizations.lanes.placed.layout import positions
from visualizations.lanes.placed.order import crossings
from visualizations.pages import PAGES
from visualizations.rendering import static_files

SIZES = (150, 1000)
CAP = 60.0
PATIENCE = 60.0  # seconds that a busy machine may take to answer
WORDS = "水素 環境 企業 研究 開発 人材 育成 支援 地域 連携 促進 技術 市場 基盤 活用 展開".split()  # noqa: SIM905
BUDGETS = {150: {"readable": 0.8, "select": 50}, 1000: {"readable": 1.2, "select": 150}}
BLOCKS = """
new PerformanceObserver(list => {
  window.__blocks = (window.__blocks ?? []).concat(list.getEntries().map(entry => entry.duration));
}).observe({type: 'longtask', buffered: true});
"""
STOCK = (
    BLOCKS
    + """
setInterval(() => {
  if (!window.network || window.__seen) return;
  window.__seen = 1;
  network.once('stabilizationIterationsDone', () => { window.__read = performance.now(); });
}, 2);
"""
)
SELECT = """async () => {
  const stage = document.getElementById('canvas'), times = [];
  const press = key => stage.dispatchEvent(new KeyboardEvent('keydown', {key}));
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowRight']) {
    press(key);
    const start = performance.now();
    press(' ');
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}"""


FRAMES = """() => {
  window.__frames = [];
  let last = performance.now();
  const tick = now => { window.__frames.push(now - last); last = now; window.__going = requestAnimationFrame(tick); };
  window.__going = requestAnimationFrame(tick);
}"""
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
  const found = list.getEntriesByName('first-contentful-paint')[0];
  if (found) done(found.startTime);
}).observe({type: 'paint', buffered: true}))"""
# Crossing links over all projects and fields of the bundled plan, as recorded: more than 1.1 times as many is a fault.
CROSSINGS = 12


def names() -> list[str]:
    """Names of different lengths, as those of measures are."""
    return [
        "".join(WORDS[(n * k + k * k + n // 7) % len(WORDS)] for k in range(1, 4 + n % 6))
        + ("の推進" if n % 3 else "事業")
        for n in range(997)
    ]


def made(size: int) -> Any:
    """A plan whose first project has about ``size`` things around it."""
    return plan(names(), projects=12, measures=size - 2 - size // 10, indicators=size // 10, fields=9)


def measure(browser: Browser, address: str, script: str, done: str, cap: float) -> tuple[float, float, Any]:
    """Seconds until a page can be read (the cap where it never can), its longest block in ms, and the page."""
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.add_init_script(script)
    page.goto(address)
    try:
        read = page.wait_for_function(done, timeout=cap * 1000).json_value() / 1000
    except Exception:
        read = cap
    page.wait_for_timeout(200)
    return read, max(page.evaluate("window.__blocks ?? []") or [0]), page


def frames(page: Any, selector: str) -> float:
    """The 95th percentile of the time between frames in ms, while the drawing is dragged about for two seconds."""
    box = page.locator(selector).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 600) / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(60):
        page.mouse.move(x + 120 * math.sin(step / 5), y + 4 * (step % 30))
        page.wait_for_timeout(25)
    page.mouse.up()
    found = sorted(page.evaluate("(cancelAnimationFrame(window.__going), window.__frames)")[2:])
    return float(found[int(len(found) * 0.95)])


def ours(browser: Browser, url: str) -> tuple[float, float, float, float]:
    """Time to read, longest block, time of a selection in ms, and frames."""
    done = "performance.getEntriesByName('network-drawn')[0]?.startTime"
    read, block, page = measure(browser, url, BLOCKS, done, CAP)
    page.locator("#canvas").focus()
    taken = page.evaluate(SELECT)
    page.keyboard.press("Escape")
    moved = frames(page, "#canvas")
    page.context.close()
    return read, block, statistics.median(taken), moved


def stock(data: dict[str, Any], folder: Path) -> Path:
    """pyvis's own page of the same nodes and links, its script inside, as its documentation shows it."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="700px", width="100%")
    for node in data["nodes"]:
        network.add_node(node["id"], label=node["name"])
    for link in data["links"]:
        network.add_edge(link["source"], link["target"])
    path = folder / f"stock-{len(data['nodes'])}.html"
    text = re.sub(r'<(script|link)[^>]+(src|href)="https?://[^>]+>', "", network.generate_html())
    path.write_text(text, encoding="utf-8")
    return path


def serve(folder: Path, facts: Any) -> tuple[subprocess.Popen[str], str]:
    """A server over made facts, and its address."""
    graphs: dict[str, list[Any]] = {}
    for quad in quads(facts, BASE, DOCUMENT):
        graphs.setdefault(quad.graph_name.value, []).append(quad)
    store = EmbeddedStore(folder)
    store.replace(graphs, BASE)
    store.close()
    program = Path(sys.executable).parent / "policylinks"
    server = subprocess.Popen(
        [program, "serve", "--store", folder, "--port", str(18000 + os.getpid() % 4000)],
        stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL, env={**os.environ, "POLICYLINKS_BASE_IRI": BASE},
    )  # fmt: skip
    assert server.stdout
    address = next((found[0] for line in server.stdout if (found := re.search(r"http://[\w.:]+", line))), "")
    return server, address.rstrip("/.")


def run(browser: Browser, size: int, repeats: int, folder: Path) -> list[str]:
    """The rows of one size."""
    server, url = serve(folder / str(size), made(size))
    try:
        address = f"{url}/network?focus=project-0&limit=1000&lang=ja"
        data = httpx.get(f"{url}/graph", params={"focus": "project-0", "limit": 1000}, timeout=PATIENCE).json()
        httpx.get(address, headers={"Accept": "text/html"}, timeout=PATIENCE)
        found = [ours(browser, address) for _ in range(repeats + 1)][1:]  # the first warms the browser
        page = httpx.get(address, headers={"Accept": "text/html"}, timeout=PATIENCE)
        weight = len(gzip.compress(page.content, 6))
    finally:
        server.terminate()
        server.wait(20)
    read, block, chosen, moved = (statistics.median(column) for column in zip(*found, strict=True))
    peer_file = stock(data, folder)
    peer, peer_block, tab = measure(browser, peer_file.as_uri(), STOCK, "window.__read", CAP)
    try:
        peer_moved = f"{frames(tab, 'canvas'):.0f} ms"
    except Exception:
        peer_moved = "does not answer in 30 s"
    tab.context.close()
    peer_weight = len(gzip.compress(peer_file.read_bytes(), 6))
    capped = "≥ " if peer >= CAP else ""
    budget = BUDGETS[size]
    return [
        f"| {len(data['nodes'])} nodes, {len(data['links'])} links: readable | {read:.2f} s | ≤ {budget['readable']} s "
        f"| {capped}{peer:.1f} s | {capped}{peer / read:.0f} × |",
        f"| longest block of the main thread | {block:.0f} ms | ≤ 300 ms | {peer_block:.0f} ms "
        f"| {peer_block / max(block, 1):.0f} × |",
        f"| selection | {chosen:.0f} ms | ≤ {budget['select']} ms | | |",
        f"| frames while dragging, 95th percentile | {moved:.0f} ms | {'≤ 34 ms' if size == 1000 else ''} "
        f"| {peer_moved} | |",
        f"| page with data, gzip (stock: its script inside) | {weight / 1000:.1f} kB "
        f"| {'≤ 60 kB' if size == 1000 else ''} | {peer_weight / 1000:.1f} kB | |",
    ]


def lanes() -> str:
    """The row of crossing links over all projects and fields of the bundled plan, and of labels that overlap."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).parent / "policylinks"
        subprocess.run([program, "load", "--store", folder], check=True, capture_output=True)
        store = EmbeddedStore(Path(folder))
        facts = SnapshotCache(store).get().facts
        store.close()
    crossed = overlaps = 0
    for node in (*facts.by_type["Project"], *facts.by_type["GrowthField"]):
        selection = select(facts, State(focus=node.id))
        layout = positions(selection)
        crossed += crossings(layout.order, selection.edges)
        boxes = [each.box for each in layout.placed]
        overlaps += sum(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in combinations(boxes, 2))
    return (
        f"| bundled plan: links that cross; labels that overlap | {crossed}; {overlaps} "
        f"| ≤ {math.floor(CROSSINGS * 1.1)}; 0 | | |"
    )


def others(browser: Browser, repeats: int, folder: Path) -> list[str]:
    """Of every page but the network: the median first paint, and what it weighs with styles and scripts, gzip."""
    server, url = serve(folder / "others", made(150))
    found = []
    try:
        for name in (each for each in PAGES if each != "network"):
            address = f"{url}/{'' if name == 'home' else name}?lang=ja"
            paints = []
            for _ in range(repeats + 1):
                page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
                page.goto(address, wait_until="load")
                paints.append(page.evaluate(FIRST_PAINT))
                loaded = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
                page.context.close()
            weight = 0
            for each in (address, *(each for each in loaded if each.startswith(url))):
                weight += len(
                    gzip.compress(httpx.get(each, headers={"Accept": "text/html"}, timeout=PATIENCE).content, 6)
                )
            first = statistics.median(paints[1:]) / 1000
            found.append(f"| `/{'' if name == 'home' else name}` | {first:.2f} s | {weight / 1000:.1f} kB |")
    finally:
        server.terminate()
        server.wait(20)
    return found


def main() -> None:
    """Runs everything and prints the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    given = options.parse_args()
    print("| what | ours | budget | pyvis, stock page | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        for size in SIZES:
            print("\n".join(run(browser, size, given.repeats, Path(folder))), flush=True)
        scripts = sum(len(gzip.compress(static_files()[name].body, 6)) for name in ("page.js", *SCRIPTS))
        print(f"| scripts of the network page, gzip | {scripts / 1000:.1f} kB | ≤ 220 kB | | |")
        print(lanes(), flush=True)
        print("\n| page | first paint (≤ 0.3 s) | weight, gzip (≤ 60 kB) |\n|---|---:|---:|")
        print("\n".join(others(browser, given.repeats, Path(folder))))
        browser.close()


if __name__ == "__main__":
    main()
