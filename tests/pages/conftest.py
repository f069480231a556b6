"""Pages are tested as readers meet them: a server process of `policylinks serve`, and a real browser.

- ``site`` serves a made plan, ``hostile`` one in which every text is an attempt to run something, ``whole`` a thing of
  every class.
- ``tab`` opens pages in one browser that all tests share. It fails a test in which the page reports an error, or asks
  an outside host for anything.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from graph.facts import Facts, Node
from graph.rdf import quads
from graph.snapshot import Snapshot, SnapshotCache
from graph.stores.embedded import EmbeddedStore
from tests.conftest import DOCUMENTS
from tests.pages.made import BASE, DOCUMENT, hostile_facts
from tests.pages.made_everything import everything

PROGRAM = Path(sys.executable).parent / "policylinks"
PLAN = DOCUMENTS / "asagiri-industry-plan.txt"
WIDTHS = {1440: 1000, 390: 844}


@dataclass(frozen=True)
class Site:
    """A running server and what its store says."""

    url: str
    store: Path
    snapshot: Snapshot

    @property
    def facts(self) -> Facts:
        """The facts of the store."""
        return self.snapshot.facts

    def first(self, type_: str) -> Node:
        """The first node of a class."""
        return self.facts.by_type[type_][0]


def _snapshot(folder: Path) -> Snapshot:
    store = EmbeddedStore(folder)
    try:
        return SnapshotCache(store).get()
    finally:
        store.close()


def keep(folder: Path, facts: Facts) -> Path:
    """Writes facts into a store folder."""
    graphs: dict[str, list[Any]] = {}
    for quad in quads(facts, BASE, DOCUMENT):
        graphs.setdefault(quad.graph_name.value, []).append(quad)
    store = EmbeddedStore(folder)
    store.replace(graphs, BASE)
    store.close()
    return folder


def load(folder: Path, *plans: Path) -> Path:
    """Loads plans into a store folder by the command line."""
    done = subprocess.run([PROGRAM, "load", "--store", folder, *plans], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[Site]:
    """A server over a store folder, until the end of the block."""
    names = {name: value for name, value in os.environ.items() if not name.startswith("POLICYLINKS_")}
    server = subprocess.Popen(
        [PROGRAM, "serve", "--store", folder, "--port", str(_free_port())], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env={**names, "LANG": "C.UTF-8", **environment},
    )  # fmt: skip
    try:
        assert server.stdout
        found = next((each for line in server.stdout if (each := re.search(r"http://\S+", line))), None)
        assert found, "the server did not say its address"
        yield Site(found[0].rstrip("/."), folder, _snapshot(folder))
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A made plan of fields, projects, measures, schedules and indicators."""
    with served(load(tmp_path_factory.mktemp("site") / "store", PLAN)) as found:
        yield found


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A plan in which every text tries to run something."""
    with served(
        keep(tmp_path_factory.mktemp("hostile") / "store", hostile_facts()), POLICYLINKS_BASE_IRI=BASE
    ) as found:
        yield found


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One thing of every class that the ontology knows, linked in every way."""
    folder = keep(tmp_path_factory.mktemp("whole") / "store", everything())
    with served(folder, POLICYLINKS_BASE_IRI=BASE) as found:
        yield found


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory, official_text: Path) -> Iterator[Site]:
    """The official plan."""
    with served(load(tmp_path_factory.mktemp("official") / "store", official_text)) as found:
        yield found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield made
        made.close()


@dataclass
class Tabs:
    """Opens pages and remembers what they asked for and what they complained of."""

    browser: Browser
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, url: str, *, width: int = 1440, scheme: Any = "light", ready: bool = True, **options: Any
    ) -> Page:
        """A new tab at an address; waits until a drawing is painted, where there is one."""
        context = self.browser.new_context(
            viewport={"width": width, "height": WIDTHS.get(width, 900)}, color_scheme=scheme, **options
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.goto(url)
        if ready:
            drawn(page)
        return page

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)


def drawn(page: Page) -> None:
    """Waits for the drawing of a page, if it has one."""
    page.wait_for_function(
        "!document.querySelector('#canvas') || performance.getEntriesByName('network-drawn').length > 0"
    )


def outside(addresses: list[str]) -> list[str]:
    """The addresses that are neither ours nor inside the page itself."""
    return [each for each in addresses if not re.match(r"http://127\.0\.0\.1:|data:|blob:|file:", each)]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tabs]:
    """Opens pages; afterwards no page may have complained or asked an outside host."""
    tabs = Tabs(browser)
    yield tabs
    for context in tabs.contexts:
        context.close()
    assert not tabs.complaints
    assert not outside(tabs.asked)


Open = Callable[..., Page]
