"""Two documents that state the same things: each question has the same rows in SPARQL over the store and in Cypher, and
a thing that both state is one thing, counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from graph.cypher.embedded import EmbeddedEngine
from graph.questions.catalogue import question, questions
from graph.stores.embedded import EmbeddedStore
from graph.stores.sparql import SparqlRequest
from loaders.load import bundled_plan, load_documents
from tests.cypher.conftest import need_engine
from tests.questions.answers import BASE, Rows, plain
from tests.questions.asking import LIMITS
from tests.questions.told import parameters_on

COUNTED = "committee-size"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with the bundled plan and a second document that says the same."""
    folder = tmp_path_factory.mktemp("twice")
    again = folder / "again.md"
    again.write_text(bundled_plan().read_text("utf-8") + "\n", "utf-8")
    store = EmbeddedStore(folder / "store")
    load_documents([bundled_plan(), again], store, base=BASE)
    yield store
    store.close()


@pytest.fixture(scope="module")
def engine(twice: EmbeddedStore) -> Iterator[EmbeddedEngine]:
    """The embedded engine over that store."""
    need_engine()
    found = EmbeddedEngine(twice, LIMITS.seconds)
    yield found
    found.close()


def in_sparql(store: EmbeddedStore, id_: str) -> Rows:
    """The rows of SPARQL."""
    asked = question(id_)
    body = store.query(SparqlRequest(asked.text(parameters_on("bundled", id_)), "json")).body
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return [tuple(plain(_found(row, column)) for column in asked.columns) for row in found]


def _found(row: Any, column: str) -> Any:
    return row[column]


def test_the_documents_state_the_same_in_two_graphs(twice: EmbeddedStore) -> None:
    sizes = [count for count in twice.graphs().values() if count > 1000]
    assert len(sizes) == 2
    (row,) = twice.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row["n"].value) < sum(sizes), "what both state is there once"


def test_what_is_counted_is_counted_once(twice: EmbeddedStore, tmp_path: Path) -> None:
    alone = EmbeddedStore(tmp_path)
    load_documents([bundled_plan()], alone, base=BASE)
    assert in_sparql(alone, COUNTED)
    assert in_sparql(twice, COUNTED) == in_sparql(alone, COUNTED)
    alone.close()


@pytest.mark.parametrize("id_", [each.id for each in questions()])
def test_both_languages_give_the_same_rows(id_: str, twice: EmbeddedStore, engine: EmbeddedEngine) -> None:
    text, given = question(id_).cypher_call(parameters_on("bundled", id_))
    found = [tuple(plain(cell) for cell in row) for row in engine.run(text, given, LIMITS).rows]
    assert Counter(found) == Counter(in_sparql(twice, id_))
