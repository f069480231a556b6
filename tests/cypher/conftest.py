"""Engines for tests of Cypher: each started once, over a made plan.

- ``plan`` is the store of the made plan; ``engine`` the embedded engine over it, ``login`` an administrator's driver to
  the same process, to try single locks behind the first one.
- ``served`` is `policylinks serve --bolt` over it, with short limits; ``client`` asks it.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph.cypher.embedded import EmbeddedEngine
from graph.cypher.engine import CypherResult, Limits
from graph.cypher.running import is_installed
from graph.stores.embedded import EmbeddedStore
from loaders.load import load_documents
from tests.canary import Canary, canary
from tests.cli.conftest import PROGRAM
from tests.conftest import DOCUMENTS

BASE = "https://example.org/id/"
SECONDS, MAX_ROWS, MAX_LENGTH = 2.0, 200, 5000
LIMITS = Limits(seconds=SECONDS, rows=MAX_ROWS, length=MAX_LENGTH)


def need_engine() -> None:
    """Skips a test where the embedded engine is not installed."""
    if not is_installed():
        pytest.skip("missing: the embedded Cypher engine (pip install 'policylinks[cypher]')")


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with a made plan."""
    store = EmbeddedStore(tmp_path_factory.mktemp("cypher") / "store")
    load_documents([DOCUMENTS / "asagiri-industry-plan.txt"], store, base=BASE)
    yield store
    store.close()


@pytest.fixture(scope="session")
def engine(plan: EmbeddedStore) -> Iterator[EmbeddedEngine]:
    """The embedded engine over the made plan."""
    need_engine()
    found = EmbeddedEngine(plan, SECONDS)
    yield found
    found.close()


def ends_in_time(asked: Callable[[], object]) -> None:
    """That what is asked, which takes too much, ends within the limit and a second.

    A machine that does much else may be late once or twice; a limit that does not hold is late each time.
    """
    taken: list[float] = []
    while not taken or (taken[-1] >= SECONDS + 1 and len(taken) < 3):
        begun = time.monotonic()
        asked()
        taken.append(time.monotonic() - begun)
    assert taken[-1] < SECONDS + 1, taken


def ask(engine: EmbeddedEngine, query: str, **parameters: object) -> CypherResult:
    """The answer to a query."""
    return engine.run(query, parameters, LIMITS)


@dataclass(frozen=True)
class Served:
    """A running server: its address, what it printed for other tools, its process and its store."""

    url: str
    login: dict[str, str]
    process: subprocess.Popen[str]
    store: Path


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`policylinks serve --bolt` over the made plan."""
    need_engine()
    folder = tmp_path_factory.mktemp("cypher-served") / "store"
    store = EmbeddedStore(folder)
    load_documents([DOCUMENTS / "asagiri-industry-plan.txt"], store, base=BASE)
    store.close()
    process = subprocess.Popen(
        [str(PROGRAM), "serve", "--bolt", "--lang-ui", "en"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
        env={
            **os.environ, "POLICYLINKS_STORE": str(folder), "POLICYLINKS_BASE_IRI": BASE,
            "POLICYLINKS_QUERY_TIMEOUT": str(SECONDS), "POLICYLINKS_MAX_ROWS": str(MAX_ROWS),
            "POLICYLINKS_MAX_QUERY_LENGTH": str(MAX_LENGTH),
        },
    )  # fmt: skip
    try:
        assert process.stdout
        lines = [process.stdout.readline().strip() for _ in range(4)]
        yield Served(lines[0].rstrip("/"), dict(line.split("=", 1) for line in lines[1:]), process, folder)
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    """Asks the server."""
    with httpx.Client(base_url=served.url, timeout=120, trust_env=False) as found:
        yield found


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Canary]:
    """A server and a file that nobody may touch."""
    with canary(tmp_path) as found:
        yield found
