"""Where the extra ``cypher`` is not installed: Cypher says what to install, everything else works.

The command line is the real one, in an interpreter in which the package cannot be imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import call, store
from tests.cli.test_serve import free_port, server

__all__ = ["store"]
INSTALL = "pip install 'policylinks[cypher]'"
BLOCK = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("arcadedb_embedded", "jpype"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, Absent())
sys.modules["arcadedb_embedded"] = None
"""


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the package is not there."""
    folder = tmp_path_factory.mktemp("without")
    (folder / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])}


@pytest.fixture(scope="module")
def served(store: Path, without: dict[str, str]) -> Iterator[httpx.Client]:
    """`policylinks serve` there."""
    with (
        server(store, "--port", free_port(), **without) as (_, address),
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


def test_a_query_in_cypher_ends_with_3_and_what_to_install(store: Path, without: dict[str, str]) -> None:
    done = call("query", "--lang", "cypher", "--store", store, given="RETURN 1 AS one", **without)
    assert done.refused(3) and INSTALL in done.err


def test_serve_with_bolt_ends_with_3_and_what_to_install(store: Path, without: dict[str, str]) -> None:
    done = call("serve", "--bolt", "--port", free_port(), "--store", store, **without)
    assert done.refused(3) and INSTALL in done.err


def test_a_wrong_query_is_told_as_such_all_the_same(store: Path, without: dict[str, str]) -> None:
    assert call("query", "--lang", "cypher", "--store", store, given="CREATE (n)", **without).refused(2)


def test_all_else_of_the_command_line_works(store: Path, without: dict[str, str], tmp_path: Path) -> None:
    assert call("query", "--store", store, given="ASK { ?s ?p ?o }", **without).out == "true\n"
    assert call("load", "--store", tmp_path / "new", **without).code == 0
    assert call("check", "--store", store, **without).code in (0, 1)
    assert call("export", "--to", tmp_path / "out", "--store", store, **without).code == 0


def test_over_http_cypher_is_503_with_what_to_install(served: httpx.Client) -> None:
    answer = served.post("/cypher", json={"query": "RETURN 1 AS one"})
    assert answer.status_code == 503 and answer.headers["content-type"] == "application/problem+json"
    assert INSTALL in answer.text
    assert served.post("/cypher", json={"query": "CREATE (n)"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["health", "", "network", "questions", "sparql", "openapi.json", "search?q=a", "measures"]
)
def test_all_else_over_http_works(served: httpx.Client, path: str) -> None:
    assert served.get(path).status_code == 200
