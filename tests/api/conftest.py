"""Routes are tested as callers meet them: a process of `policylinks serve` over a made plan, and plain HTTP.

- ``served`` is one server for all tests: short limits, so that they can be reached.
- ``client`` asks it, without following redirects and without headers of its own that would change the answer.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph.facts import Facts
from graph.snapshot import SnapshotCache
from graph.stores.embedded import EmbeddedStore
from tests.canary import Canary, canary
from tests.cli.conftest import PLAN, PROGRAM, call

BASE = "https://example.org/id/"
MAX_ROWS, MAX_LENGTH = 200, 5000
LIMITS = {
    "POLICYLINKS_QUERY_TIMEOUT": "2",
    "POLICYLINKS_MAX_ROWS": str(MAX_ROWS),
    "POLICYLINKS_MAX_QUERY_LENGTH": str(MAX_LENGTH),
}
# No query of this size ends by itself within the limits.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True)
class Served:
    """A running server: its address without a slash at the end, its store, its process."""

    url: str
    store: Path
    process: subprocess.Popen[str]


@contextmanager
def serving(store: Path, **environment: str) -> Iterator[Served]:
    """A server over a store, on a free port of its own choice."""
    settings = {"POLICYLINKS_STORE": str(store), "POLICYLINKS_BASE_IRI": BASE, **environment}
    process = subprocess.Popen(
        [str(PROGRAM), "serve", "--lang-ui", "en"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, **settings},
    )  # fmt: skip
    try:
        assert process.stdout
        yield Served(process.stdout.readline().strip().rstrip("/"), store, process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def load(document: Path, store: Path) -> None:
    """Loads a document as another process."""
    done = call("load", document, "--store", store, POLICYLINKS_BASE_IRI=BASE)
    assert done.code == 0, done.err


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server of all tests that change nothing."""
    store = tmp_path_factory.mktemp("served") / "store"
    load(PLAN, store)
    with serving(store, **LIMITS) as found:
        yield found


@pytest.fixture(scope="session")
def facts(served: Served) -> Facts:
    """What the store of the server says."""
    store = EmbeddedStore(served.store)
    try:
        return SnapshotCache(store).get().facts
    finally:
        store.close()


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    """Asks the server."""
    with httpx.Client(base_url=served.url, timeout=60, trust_env=False) as found:
        found.headers = httpx.Headers({"Accept": "*/*"})
        yield found


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Canary]:
    """A server and a file that nobody may touch."""
    with canary(tmp_path) as found:
        yield found


def problem(answer: httpx.Response, status: int) -> dict[str, object]:
    """The problem that an answer tells: its media type, its members, nothing of the inside."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, object] = answer.json()
    assert content["status"] == status
    assert content["title"] and content["detail"]
    assert "Traceback" not in answer.text and "/tmp/" not in answer.text
    return content
