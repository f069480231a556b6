"""The embedded engine: its data, its answers, its locks and limits, and that it comes and goes with the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ClientError, Neo4jError
from pyoxigraph import Literal, NamedNode, Quad

from graph.cypher.embedded import EmbeddedEngine
from graph.cypher.engine import Limits
from graph.cypher.filling import property_graph
from graph.errors import CallError, LimitError, QueryError, StoreError
from graph.stores.embedded import EmbeddedStore
from ontology.prefixes import PREFIXES
from tests.canary import MARK, Canary
from tests.cypher.attacks import BACKTRACKING, DEAF, ENDLESS, EXPLODING, GREEDY, HARMLESS, REFUSED, WRITES
from tests.cypher.conftest import BASE, LIMITS, MAX_ROWS, SECONDS, ask, ends_in_time, need_engine

COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships"


@pytest.fixture(scope="module")
def reader(engine: EmbeddedEngine) -> Iterator[Driver]:
    """A client with the reader's login and nothing of ours before it: the fourth lock alone."""
    login = engine.login()
    with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as found:
        yield found


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process ends in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_it_holds_all_nodes_and_relationships_of_the_store(engine: EmbeddedEngine, plan: EmbeddedStore) -> None:
    derived = property_graph(plan.by_subject())
    assert ask(engine, COUNT).rows == ((len(derived.nodes), len(derived.relationships)),)
    some = next(node for node in derived.nodes if "GrowthField" in node.labels)
    (row,) = ask(engine, "MATCH (n {id: $id}) RETURN n", id=some.id).rows
    assert set(row[0]["labels"]) == set(some.labels)
    assert row[0]["properties"] == dict(some.properties)


def test_values_come_as_json(engine: EmbeddedEngine) -> None:
    found = ask(
        engine,
        "MATCH p = (n:Project)-[r:SERVES]->(f) RETURN n, r, p, date('2021-04-01') AS day, "
        "datetime('2021-04-01T10:00:00Z') AS moment, duration('P1Y') AS time, "
        "[1, null, 1.5, true, {a: '水'}] AS list LIMIT 1",
    )
    node, relationship, path, *rest = found.rows[0]
    assert found.columns == ("n", "r", "p", "day", "moment", "time", "list")
    assert node["labels"] == ["Project"] and node["properties"]["id"].startswith(BASE)
    assert relationship["type"] == "SERVES" and relationship["properties"]["role"] in ("primary", "related")
    assert relationship["startNodeElementId"] == node["elementId"]
    assert path["nodes"][0]["labels"] == ["Project"] and len(path["relationships"]) == 1
    assert rest[0] == "2021-04-01" and rest[1].startswith("2021-04-01T10:00:00") and rest[2] == "P1Y"
    assert rest[3] == [1, None, 1.5, True, {"a": "水"}]


def test_japanese_names_and_parameters_work(engine: EmbeddedEngine) -> None:
    name = ask(engine, "MATCH (n:GrowthField) RETURN n.name ORDER BY n.number LIMIT 1").rows[0][0]
    found = ask(engine, "MATCH (分野:GrowthField {name: $`名前`}) RETURN 分野.name AS `分野の名`", 名前=name)
    assert (found.columns, found.rows) == (("分野の名",), ((name,),))
    assert ask(engine, "MATCH (n:`ない分野`) RETURN n.`属性`").unused == ("ない分野", "属性")


def test_silence_of_the_plan_is_told_by_name(engine: EmbeddedEngine) -> None:
    assert ask(engine, "MATCH (n:Budget) RETURN count(n)").unused == ("Budget",)
    assert ask(engine, "MATCH (n:Project) RETURN n.name, n.budget").unused == ("budget",)
    assert ask(engine, "MATCH (n:Project {name: 'none'}) RETURN n").unused == ()
    assert ask(engine, "MATCH (n:Project) RETURN n.name").unused == ()


@pytest.mark.parametrize("query", HARMLESS)
def test_what_only_reads_is_answered(engine: EmbeddedEngine, query: str) -> None:
    assert ask(engine, query).columns


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("MATCH (n RETURN n", 1, 10), ("MATCH (n)\nRETURN m", 2, 8), ("RETURN $there", 1, 8), ("RETURN 1 +", 1, 11)],
)
def test_mistakes_are_told_with_their_place_and_nothing_of_the_inside(
    engine: EmbeddedEngine, query: str, line: int, column: int
) -> None:
    with pytest.raises(QueryError) as told:
        ask(engine, query)
    assert (told.value.line, told.value.column) == (line, column)
    assert not any(word in str(told.value) for word in ("/tmp", "arcade", "127.0.0.1", "Exception", "java"))


@pytest.mark.parametrize("value", [2**63, "\ud800", {"a": [object()]}])
def test_parameters_that_cypher_cannot_hold_are_refused(engine: EmbeddedEngine, value: object) -> None:
    with pytest.raises(CallError):
        ask(engine, "RETURN $x", x=value)


def test_rows_beyond_the_limit_are_cut(engine: EmbeddedEngine) -> None:
    found = ask(engine, "UNWIND range(1, 1000) AS x RETURN x")
    assert found.truncated and len(found.rows) == MAX_ROWS
    assert not ask(engine, f"UNWIND range(1, {MAX_ROWS}) AS x RETURN x").truncated


@pytest.mark.parametrize("query", WRITES)
def test_the_reader_cannot_write_whatever_stands_before(engine: EmbeddedEngine, reader: Driver, query: str) -> None:
    """The fourth lock alone."""
    before = ask(engine, COUNT).rows
    with pytest.raises(Neo4jError), reader.session() as session:
        session.run(query).consume()
    assert ask(engine, COUNT).rows == before


def test_no_file_and_no_address_is_read_even_without_the_first_lock(
    engine: EmbeddedEngine, reader: Driver, outside: Canary
) -> None:
    for query in REFUSED:
        if "{url}" in query or "{file}" in query:
            try:
                with reader.session() as session:
                    told = repr(session.run(query.format(url=outside.url, file=outside.file)).values())
            except Neo4jError as error:
                told = str(error)
            assert MARK not in told
    assert outside.calls == []
    assert engine.pid


def test_the_administrators_login_is_nowhere_told(engine: EmbeddedEngine) -> None:
    login = engine.login()
    for password in ("", "root", login.password):
        with (
            pytest.raises(ClientError),
            GraphDatabase.driver(login.url, auth=("root", password)) as driver,
            driver.session() as session,
        ):
            session.run("RETURN 1").consume()


@pytest.mark.parametrize("query", [*ENDLESS, *EXPLODING, BACKTRACKING, *GREEDY])
def test_what_takes_too_much_ends_within_the_limit_and_a_second(engine: EmbeddedEngine, query: str) -> None:
    ask(engine, "RETURN 1 AS warm")
    pid = engine.pid

    def asked() -> None:
        with pytest.raises(LimitError):
            ask(engine, query)

    ends_in_time(asked)
    assert ask(engine, "RETURN 1 AS one").rows == ((1,),)
    assert query not in ENDLESS or engine.pid == pid, "its own limit held: nobody had to kill it"


def test_what_never_looks_at_a_clock_is_killed_and_others_get_their_answer(engine: EmbeddedEngine) -> None:
    """Some users ask one thing after the other all the while, so that queries of theirs are at work at the kill."""
    ask(engine, "RETURN 1 AS warm")
    login, killed, ended = engine.login(), engine.pid, threading.Event()
    answers: list[object] = []

    def user() -> None:
        while not ended.is_set():
            try:
                answers.append(ask(engine, "MATCH (n)--(m)--(o) RETURN count(o) AS n").rows[0][0])
            except Exception as error:
                answers.append(error)

    users = [threading.Thread(target=user) for _ in range(3)]
    for each in users:
        each.start()
    begun = time.monotonic()
    with pytest.raises(LimitError):
        ask(engine, DEAF)
    assert time.monotonic() - begun < SECONDS + 1
    while engine.pid in (None, killed):
        time.sleep(0.05)
    ended.set()
    for each in users:
        each.join()
    assert len(answers) > len(users) and len(set(map(str, answers))) == 1, "each is answered, and with the same number"
    assert ask(engine, "RETURN 1 AS one").rows == ((1,),)
    assert engine.login() == login, "other programs go on with the login that they know"


def test_one_that_dies_is_started_anew(engine: EmbeddedEngine) -> None:
    ask(engine, "RETURN 1 AS warm")
    dead = engine.pid
    assert dead
    os.kill(dead, signal.SIGKILL)
    assert ask(engine, "MATCH (n:Project) RETURN count(n) AS n").rows[0][0] > 0
    assert engine.pid and engine.pid != dead


def test_data_that_somebody_changed_in_it_is_made_anew(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the place of the second lock: the counts are asked, and the projection is made again."""
    before = ask(engine, COUNT).rows
    process = engine._process
    assert process
    with process.root.session(database=engine._name()) as session:
        session.run("CREATE (n:Intruder)").consume()
    assert ask(engine, COUNT).rows != before
    monkeypatch.setattr("graph.cypher.embedded._CHECK_SECONDS", 0.0)
    assert ask(engine, COUNT).rows == before


def test_new_data_of_the_store_is_there_with_the_next_query(tmp_path: Path) -> None:
    need_engine()
    store = EmbeddedStore(tmp_path / "store")
    engine = EmbeddedEngine(store, SECONDS)
    try:
        with pytest.raises(StoreError, match="empty"):
            ask(engine, "RETURN 1")
        assert engine.pid is None, "nothing is started for nothing"
        for count in (1, 2):
            store.replace({BASE + "document-a": projects(count)}, BASE)
            assert ask(engine, "MATCH (n:Project) RETURN count(n) AS n").rows == ((count,),)
            login = engine.login()
            with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as other:
                assert other.execute_query("MATCH (n:Project) RETURN count(n) AS n").records[0]["n"] == count
    finally:
        pid = engine.pid
        engine.close()
        store.close()
    assert pid and gone(pid)


def projects(count: int) -> list[Quad]:
    """Quads of some projects."""
    graph = NamedNode(BASE + "document-a")
    quads = []
    for number in range(count):
        project = NamedNode(f"{BASE}project-{number}")
        quads.append(Quad(project, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["pol"] + "Project"), graph))
        quads.append(
            Quad(project, NamedNode(PREFIXES["rdfs"] + "label"), Literal(f"事業{number}", language="ja"), graph)
        )
    return quads


def test_it_is_gone_when_the_program_is_killed(plan: EmbeddedStore) -> None:
    """By kill -9 of the program, which can do nothing about it any more; its folder goes too."""
    need_engine()
    program = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from graph.cypher.embedded import EmbeddedEngine
        from graph.cypher.engine import Limits
        from graph.stores.embedded import EmbeddedStore
        engine = EmbeddedEngine(EmbeddedStore(Path(sys.argv[1])), 5)
        engine.run("RETURN 1", {}, Limits())
        print(engine.pid, engine._process._folder, flush=True)
        time.sleep(600)
    """)
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(plan._generations.folder)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pid, folder = parent.stdout.readline().split()
    parent.kill()
    parent.communicate()
    assert gone(int(pid))
    assert not Path(folder).exists()


def test_a_program_without_the_engine_says_what_to_install(
    plan: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.cypher.running._PACKAGE", "no_such_package")
    with pytest.raises(Exception, match=r"pip install 'policylinks\[cypher\]'") as told:
        EmbeddedEngine(plan, SECONDS).run("RETURN 1", {}, LIMITS)
    assert getattr(told.value, "exit_code", 0) == 3


def test_the_settings_limit_the_engine_and_no_caller_can_raise_them(engine: EmbeddedEngine) -> None:
    """The engine's own limit holds even where a caller of ours asks for more."""

    def asked() -> None:
        with pytest.raises(LimitError):
            engine.run(ENDLESS[2], {"timeout": 60, "seconds": 60}, Limits(seconds=30))

    ends_in_time(asked)
