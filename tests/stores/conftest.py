"""Stores for tests: small ones made of a few quads, and one with a made plan that is loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.embedded import EmbeddedStore
from graph.stores.sparql import Limits, SparqlRequest
from loaders.load import load_documents
from tests.canary import Canary, canary
from tests.conftest import DOCUMENTS

BASE = "https://example.org/id/"
GRAPH, OTHER = BASE + "document-a", BASE + "document-b"


def quads(graph: str, count: int, text: str = "x") -> list[Quad]:
    """Quads of one graph."""
    name = NamedNode(graph)
    return [Quad(NamedNode(f"{graph}/{n}"), NamedNode("urn:says"), Literal(f"{text} {n}"), name) for n in range(count)]


def rows(store: EmbeddedStore, query: str, **graphs: tuple[str, ...]) -> list[str]:
    """The lines of an answer as CSV, without the head."""
    body = store.query(SparqlRequest(query, "csv", **graphs)).body
    return body.decode().split("\r\n")[1:-1]


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Canary]:
    """A server and a file that nobody may touch."""
    with canary(tmp_path) as found:
        yield found


@pytest.fixture
def small(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store of two graphs, with short limits."""
    store = EmbeddedStore(tmp_path / "small", Limits(seconds=2, rows=50, length=5000))
    store.replace({GRAPH: quads(GRAPH, 3), OTHER: quads(OTHER, 4, "y")}, BASE)
    yield store
    store.close()


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with a made plan."""
    store = EmbeddedStore(tmp_path_factory.mktemp("planned") / "store")
    load_documents([DOCUMENTS / "asagiri-industry-plan.txt"], store, base=BASE)
    yield store
    store.close()
