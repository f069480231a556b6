"""The two engines of Cypher, each started once a run and shown one plan after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.cypher.bolt import BoltEngine
from tests.cypher.conftest import need_engine
from tests.neo4j.server import emptied
from tests.questions.asking import InCypher, embedded


@pytest.fixture(scope="session")
def embedded_cypher() -> Iterator[InCypher]:
    """The embedded engine."""
    need_engine()
    ask, engine = embedded()
    yield ask
    engine.close()


@pytest.fixture(scope="module")
def neo4j_cypher() -> Iterator[InCypher]:
    """A real Neo4j with nothing in it but what is pushed there."""
    with emptied() as target:
        engine = BoltEngine(target.url, target.user, target.password, target.database)
        yield InCypher(engine, target=target)
        engine.close()
