"""A real Neo4j by its address: the same answers, and locks 2 and 3 alone against what they claim to stop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j import GraphDatabase

from graph.cypher.asking import ask as ask_unguarded
from graph.cypher.bolt import BoltEngine
from graph.cypher.failures import translated
from graph.errors import EndpointError, LimitError, PolicyLinksError, QueryError, UpdateRefused
from graph.neo4j.connection import Target
from graph.neo4j.push import push
from graph.stores.embedded import EmbeddedStore
from tests.canary import MARK, Canary
from tests.cypher.attacks import DISGUISES, ENDLESS, EXPLODING, HARMLESS, REFUSED, WRITES
from tests.cypher.conftest import BASE, LIMITS, SECONDS, ends_in_time
from tests.neo4j.server import emptied

COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships"


@pytest.fixture(scope="module")
def target(plan: EmbeddedStore) -> Iterator[Target]:
    """A real Neo4j with the made plan in it."""
    with emptied() as found:
        push(plan.by_subject(), BASE, found)
        yield found


@pytest.fixture(scope="module")
def server(target: Target) -> Iterator[BoltEngine]:
    """Our engine over it."""
    found = BoltEngine(target.url, target.user, target.password, target.database)
    yield found
    found.close()


def rows(engine: BoltEngine, query: str) -> tuple[tuple[object, ...], ...]:
    """The rows of an answer."""
    return engine.run(query, {}, LIMITS).rows


def test_it_answers_with_what_was_pushed(server: BoltEngine) -> None:
    name = rows(server, "MATCH (n:GrowthField) RETURN n.name ORDER BY n.number")[0][0]
    found = server.run("MATCH (n:GrowthField {name: $`名`}) RETURN n", {"名": name}, LIMITS)
    assert found.rows[0][0]["properties"]["name"] == name
    assert server.run("MATCH (n:Budget) RETURN count(n)", {}, LIMITS).unused == ("Budget",)


@pytest.mark.parametrize("query", HARMLESS)
def test_what_only_reads_is_answered(server: BoltEngine, query: str) -> None:
    assert server.run(query, {}, LIMITS).columns


@pytest.mark.parametrize("explain", [True, False], ids=["second lock", "third lock"])
def test_each_of_its_locks_alone_stops_whatever_writes(server: BoltEngine, target: Target, explain: bool) -> None:
    """Without the first lock. The second one is tried where it stands first: what it lets through would be run."""
    before = rows(server, COUNT)
    with GraphDatabase.driver(target.url, auth=(target.user, target.password)) as driver:
        for query in (*WRITES, *DISGUISES):
            try:
                ask_unguarded(driver, None, query, {}, LIMITS, explain=explain)
            except Exception as error:
                assert isinstance(translated(error, query, SECONDS), PolicyLinksError)
                if explain and query in WRITES:
                    assert isinstance(error, UpdateRefused), query
            else:
                assert rows(server, COUNT) == before, query
    assert rows(server, COUNT) == before
    assert rows(server, "MATCH (n:Intruder) RETURN n") == ()


@pytest.mark.parametrize("query", [*WRITES, *DISGUISES, *REFUSED])
def test_nothing_gets_past_all_of_them(server: BoltEngine, outside: Canary, query: str) -> None:
    with pytest.raises(PolicyLinksError) as told:
        server.run(query.format(url=outside.url, file=outside.file) if query in REFUSED else query, {}, LIMITS)
    assert MARK not in str(told.value)
    assert outside.calls == []


@pytest.mark.parametrize("query", [*ENDLESS, *EXPLODING])
def test_what_takes_too_long_ends_within_the_limit_and_a_second(server: BoltEngine, query: str) -> None:
    def asked() -> None:
        with pytest.raises(LimitError):
            server.run(query, {}, LIMITS)

    ends_in_time(asked)
    assert rows(server, "RETURN 1 AS one") == ((1,),)


@pytest.mark.parametrize(
    ("query", "line", "column"), [("MATCH (n)\nRETURN m", 2, 8), ("MATCH (n RETURN n", 1, 10), ("RETURN $there", 1, 8)]
)
def test_mistakes_are_told_with_their_place(server: BoltEngine, query: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as told:
        server.run(query, {}, LIMITS)
    assert (told.value.line, told.value.column) == (line, column)


def test_a_wrong_password_and_a_wrong_database_are_told(target: Target) -> None:
    for user, password, database in ((target.user, "wrong password", ""), (target.user, target.password, "nowhere")):
        engine = BoltEngine(target.url, user, password, database)
        with pytest.raises(EndpointError) as told:
            engine.run("RETURN 1 AS one", {}, LIMITS)
        engine.close()
        assert "POLICYLINKS_NEO4J" in told.value.remedy
