"""People's own tools, with the login that ``serve --bolt`` prints: nothing of ours stands before the engine there.

The official driver asks as any such tool would. What it can do no harm with is tried with that login alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher.embedded import EmbeddedEngine
from graph.stores.embedded import EmbeddedStore
from tests.canary import MARK, Canary
from tests.cypher.attacks import DEAF, DISGUISES, ENDLESS, REFUSED, WRITES
from tests.cypher.conftest import BASE, SECONDS, ask, ends_in_time, need_engine
from tests.cypher.test_embedded import COUNT, projects

# Of the engine's own administration.
ADMINISTRATION = (
    "SHOW USERS",
    "CREATE USER x SET PASSWORD 'xxxxxxxx'",
    "DROP USER root",
    "ALTER USER root SET PASSWORD 'xxxxxxxx'",
    "ALTER USER reader SET PASSWORD 'xxxxxxxx'",
    "CREATE DATABASE x",
    "DROP DATABASE policy1",
    "CREATE INDEX FOR (n:Project) ON (n.name)",
    "DROP INDEX `Project[id]`",
    "CALL dbms.listConfig()",
    "CALL dbms.setConfigValue('arcadedb.command.timeout', '0')",
    "CALL dbms.security.createUser('x', 'xxxxxxxx')",
    "CALL apoc.export.csv.all('/tmp/x', {})",
    "CALL apoc.cypher.doIt('CREATE (n:Intruder)', {})",
    "USE system MATCH (n) RETURN n",
)


@pytest.fixture(scope="module")
def tool(engine: EmbeddedEngine) -> Iterator[Driver]:
    """A tool with the printed login."""
    login = engine.login()
    with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as found:
        yield found


def told(tool: Driver, query: str) -> str:
    """What the tool is told, answer or error."""
    try:
        with tool.session() as session:
            return repr(session.run(query).values())
    except (Neo4jError, DriverError) as error:
        return f"error: {error}"


@pytest.mark.parametrize("query", [*WRITES, *DISGUISES])
def test_nothing_is_written(engine: EmbeddedEngine, tool: Driver, query: str) -> None:
    before = ask(engine, COUNT).rows
    told(tool, query)
    assert ask(engine, COUNT).rows == before
    assert ask(engine, "MATCH (n:Intruder) RETURN n").rows == ()


def test_nothing_outside_is_read(tool: Driver, outside: Canary) -> None:
    for query in REFUSED:
        if "{url}" in query or "{file}" in query:
            assert MARK not in told(tool, query.format(url=outside.url, file=outside.file))
    assert outside.calls == []


@pytest.mark.parametrize("query", ADMINISTRATION)
def test_the_engines_administration_is_refused(engine: EmbeddedEngine, tool: Driver, query: str) -> None:
    assert told(tool, query).startswith("error: ")
    assert ask(engine, "MATCH (p:Project) RETURN count(p) AS n").rows[0][0] > 0
    assert engine.login().password and told(tool, "RETURN 1 AS one") == "[[1]]"


def test_no_other_database_is_told_anything_of(engine: EmbeddedEngine, tool: Driver) -> None:
    """Whatever name is given, an error or the present data is the answer."""
    for name in ("system", "neo4j", "../../etc"):
        with tool.session(database=name) as session:
            try:
                found = session.run("MATCH (n) RETURN count(n) AS n").values()
            except Neo4jError:
                continue
            assert found == [list(ask(engine, "MATCH (n) RETURN count(n) AS n").rows[0])]


@pytest.mark.parametrize("query", ENDLESS)
def test_a_runaway_ends_at_the_limit_of_the_engine(tool: Driver, query: str) -> None:
    def asked() -> None:
        with pytest.raises((Neo4jError, DriverError)), tool.session() as session:
            session.run(query).consume()

    ends_in_time(asked)


@pytest.mark.skipif(sys.platform != "linux", reason="missing: /proc")
def test_the_engine_listens_by_bolt_and_on_this_machine_alone(engine: EmbeddedEngine) -> None:
    """It has other protocols, by which the same login could be tried."""
    host, port = engine.login().url.removeprefix("bolt://").split(":")
    assert listening(engine.pid or 0) == {int(port)} and host == "127.0.0.1"


def listening(pid: int) -> set[int]:
    """The ports on which a process listens."""
    held = set()
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            held.add(str(each.readlink()))
    lines = "".join(Path(f"/proc/{pid}/net/{name}").read_text() for name in ("tcp", "tcp6")).split("\n")
    fields = [line.split() for line in lines if " 0A " in line]  # those that listen
    return {int(each[1].rpartition(":")[2], 16) for each in fields if f"socket:[{each[9]}]" in held}


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[tuple[EmbeddedStore, EmbeddedEngine, Driver]]:
    """An engine that follows its store, the store with one project, and a tool that asks past us."""
    need_engine()
    store = EmbeddedStore(tmp_path / "store")
    store.replace({BASE + "document-a": projects(1)}, BASE)
    engine = EmbeddedEngine(store, SECONDS)
    try:
        login = engine.login()
        engine.follow(0.1)
        with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as driver:
            yield store, engine, driver
    finally:
        engine.close()
        store.close()


def comes(driver: Driver, query: str, wanted: list[list[object]], seconds: float = 60) -> bool:
    """Whether an answer comes in time, asked again and again by the same tool."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with driver.session() as session:
                if session.run(query).values() == wanted:
                    return True
        except (Neo4jError, DriverError):
            pass
        time.sleep(0.1)
    return False


def test_new_data_comes_without_a_query_through_the_program(
    followed: tuple[EmbeddedStore, EmbeddedEngine, Driver],
) -> None:
    store, _, driver = followed
    for count in (1, 2, 3):
        store.replace({BASE + "document-a": projects(count)}, BASE)
        assert comes(driver, "MATCH (n:Project) RETURN count(n) AS n", [[count]])


def test_what_never_looks_at_a_clock_ends_though_nobody_of_ours_asked_it(
    followed: tuple[EmbeddedStore, EmbeddedEngine, Driver],
) -> None:
    """The engine is started anew where it was, and the tool goes on with its login."""
    _, engine, driver = followed
    before = engine.pid
    with pytest.raises((Neo4jError, DriverError)), driver.session() as session:
        session.run(DEAF.replace("y > 0", "all(z IN range(1, 10000) WHERE z > 0)")).consume()
    assert comes(driver, "MATCH (n:Project) RETURN count(n) AS n", [[1]])
    assert engine.pid != before
