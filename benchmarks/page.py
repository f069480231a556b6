"""How long until the network page can be read, beside pyvis's stock page with the same data in the same run?

    python benchmarks/page.py [--repeats 5] [--chromium /usr/bin/chromium]

Prints Markdown: at 150 and 1,000 nodes the time until the drawing and its labels are painted (the page's own mark
``network-drawn``; of the stock page the end of its stabilization, capped), the longest block of the main thread, the
time of a selection, and the weight of the page. Medians of the repeats, each in a new browser context.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.rdf import quads
from graph.stores.embedded import EmbeddedStore
from tests.pages.made import BASE, DOCUMENT, plan
from visualizations.rendering import static_files

SIZES = (150, 1000)
CAP = 60.0
WORDS = (
    "水素",
    "環境",
    "企業",
    "研究",
    "開発",
    "人材",
    "育成",
    "支援",
    "地域",
    "連携",
    "促進",
    "技術",
    "市場",
    "基盤",
    "活用",
    "展開",
)
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


def ours(browser: Browser, url: str) -> tuple[float, float, float]:
    """Time to read, longest block, and time of a selection in ms."""
    done = "performance.getEntriesByName('network-drawn')[0]?.startTime"
    read, block, page = measure(browser, url, BLOCKS, done, CAP)
    page.locator("#canvas").focus()
    taken = page.evaluate(SELECT)
    page.context.close()
    return read, block, statistics.median(taken)


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
        data = httpx.get(f"{url}/graph", params={"focus": "project-0", "limit": 1000}).json()
        httpx.get(address, headers={"Accept": "text/html"})
        found = [ours(browser, address) for _ in range(repeats + 1)][1:]  # the first warms the browser
        page = httpx.get(address, headers={"Accept": "text/html"})
        weight = len(gzip.compress(page.content, 6))
    finally:
        server.terminate()
        server.wait(20)
    read, block, select = (statistics.median(column) for column in zip(*found, strict=True))
    peer, peer_block, tab = measure(browser, stock(data, folder).as_uri(), STOCK, "window.__read", CAP)
    tab.context.close()
    capped = "≥ " if peer >= CAP else ""
    budget = BUDGETS[size]
    return [
        f"| {len(data['nodes'])} nodes, {len(data['links'])} links: readable | {read:.2f} s | ≤ {budget['readable']} s "
        f"| {capped}{peer:.1f} s | {capped}{peer / read:.0f} × |",
        f"| longest block of the main thread | {block:.0f} ms | ≤ 300 ms | {peer_block:.0f} ms | |",
        f"| selection | {select:.0f} ms | ≤ {budget['select']} ms | | |",
        f"| page with data, gzip | {weight / 1000:.1f} kB | {'≤ 60 kB' if size == 1000 else ''} | | |",
    ]


def main() -> None:
    """Runs everything and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    given = options.parse_args()
    print("| what | ours | budget | pyvis, stock page | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        for size in SIZES:
            print("\n".join(run(browser, size, given.repeats, Path(folder))), flush=True)
        browser.close()
    scripts = sum(len(gzip.compress(each.body, 6)) for name, each in static_files().items() if name.endswith(".js"))
    print(f"| scripts, gzip | {scripts / 1000:.1f} kB | ≤ 220 kB | | |")


if __name__ == "__main__":
    main()
