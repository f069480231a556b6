"""The same question asked in every way that is offered: SPARQL of the store and of rdflib, Cypher of both engines.

Each way is shown a plan and then asked; it keeps what it was shown last, so tests of one plan follow each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import Quad, RdfFormat, serialize

from graph.cypher.embedded import EmbeddedEngine
from graph.cypher.engine import CypherEngine, CypherResult, Limits
from graph.neo4j.connection import Target
from graph.neo4j.push import push
from graph.property_graph.grouping import grouped
from graph.questions.catalogue import Question
from tests.questions.answers import BASE, Rows, plain, store_of

LIMITS = Limits(seconds=60)


@lru_cache(maxsize=2)
def rdflib_of(path: Path) -> rdflib.Graph:
    """What a document says as one graph of rdflib."""
    triples = serialize((each.triple for each in store_of(path)), format=RdfFormat.N_TRIPLES)
    assert triples
    return rdflib.Graph().parse(data=triples.decode(), format="nt")


def asked_of_rdflib(asked: Question, path: Path, parameters: Mapping[str, str]) -> Rows:
    """The rows that rdflib gives."""
    result = rdflib_of(path).query(asked.text(parameters))
    assert [str(each) for each in result.vars or ()] == list(asked.columns)
    return [tuple(plain(_value(cell)) for cell in row) for row in result if isinstance(row, Sequence)]


def _value(cell: Any) -> Any:
    if not isinstance(cell, rdflib.Literal):
        return cell
    return cell.value if cell.datatype in (rdflib.XSD.integer, rdflib.XSD.decimal) else str(cell)


class Shown:
    """The store that an embedded engine is filled from, as far as the engine knows one: the plan that is shown."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def version(self) -> str:
        """Another one for each plan."""
        return str(self.path)

    def graphs(self) -> Sequence[str]:
        """There is always something."""
        return [self.version()]

    def by_subject(self) -> Sequence[Quad]:
        """The quads of the plan."""
        assert self.path
        return grouped(store_of(self.path))


class InCypher:
    """One of the two engines, and how it is shown a plan."""

    def __init__(self, engine: CypherEngine, target: Target | None = None, store: Shown | None = None) -> None:
        self._engine, self._target, self._store = engine, target, store
        self._path: Path | None = None

    def result(self, asked: Question, path: Path, parameters: Mapping[str, str]) -> CypherResult:
        """What the engine answers."""
        if path != self._path:
            if self._target:
                push(grouped(store_of(path)), BASE, self._target)
            if self._store:
                self._store.path = path
            self._path = path
        text, given = asked.cypher_call(parameters)
        return self._engine.run(text, given, LIMITS)

    def __call__(self, asked: Question, path: Path, parameters: Mapping[str, str]) -> Rows:
        """The rows of an answer as equality sees them."""
        result = self.result(asked, path, parameters)
        assert list(result.columns) == list(asked.columns)
        return [tuple(plain(cell) for cell in row) for row in result.rows]


def embedded() -> tuple[InCypher, EmbeddedEngine]:
    """The embedded engine, with nothing shown yet."""
    store = Shown()
    engine = EmbeddedEngine(store, LIMITS.seconds)  # type: ignore[arg-type]  # all that it asks of a store
    return InCypher(engine, store=store), engine
