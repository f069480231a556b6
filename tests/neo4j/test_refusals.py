"""A database that cannot be used is told in one clear sentence, with exit code 3 (1 where its data stands against
ours), and nothing is half-written."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph.neo4j.connection import Target, opened
from tests.cli.conftest import PLAN, Outcome, call
from tests.neo4j.contents import contents
from tests.neo4j.server import ask, empty, free_port

HANDSHAKES = Path(__file__).parent / "handshakes.txt"


def recorded() -> dict[str, list[bytes]]:
    """What real servers answered, turn by turn, by their version (the head of the file says how it was recorded)."""
    found: dict[str, list[bytes]] = {}
    answers: list[bytes] = []
    for line in HANDSHAKES.read_text(encoding="utf-8").splitlines():
        if line.startswith("Neo4j "):
            answers = found.setdefault(line.split()[1], [])
        elif line and not line.startswith("#"):
            answers.append(bytes.fromhex(line))
    return found


RECORDED = recorded()
NEWEST = "2026.08.1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the made plan in it."""
    folder = tmp_path_factory.mktemp("store")
    assert call("load", PLAN, "--store", folder).code == 0
    return folder


def pushed(store: Path, target: Target, *arguments: str, lang: str = "C.UTF-8") -> Outcome:
    """A push by the command line."""
    url = () if "--url" in arguments else ("--url", target.url)
    return call(
        "neo4j", "push", *url, "--user", target.user, "--store", store, *arguments, lang=lang,
        POLICYLINKS_NEO4J_PASSWORD=target.password,
    )  # fmt: skip


def is_one_sentence(done: Outcome) -> bool:
    """One line: what was wrong, and what would be right."""
    return done.err.count("\n") == 1 and done.err.startswith("Error: ") and done.err.count(". ") <= 2


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:7687", "is no Bolt address"),
        ("127.0.0.1:7687", "is no Bolt address"),
        ("bolt://", "is no Bolt address"),
        ("bolt://127.0.0.1:{free}", "does not answer"),
        ("bolt://no-such-host.invalid:7687", "does not answer"),
        ("bolt://someone:secret@127.0.0.1:{free}", "127.0.0.1"),
    ],
)
def test_an_address_where_no_server_is(store: Path, url: str, said: str) -> None:
    done = pushed(store, Target(url.format(free=free_port()), password="secret"))
    assert done.refused(3)
    assert said in done.err
    assert is_one_sentence(done)
    assert "secret" not in done.err


def test_no_address_at_all_is_a_wrong_call(store: Path) -> None:
    done = call("neo4j", "push", "--store", store)
    assert done.refused(2)
    assert "--url" in done.err


def test_an_empty_store_is_never_pushed(tmp_path: Path) -> None:
    assert pushed(tmp_path, Target("bolt://127.0.0.1:1")).refused(3)


@pytest.fixture
def server_that_says() -> Iterator[Callable[..., Target]]:
    """Starts a server that answers a client's messages with recorded ones, in order, and then hangs up."""
    doors: list[socket.socket] = []

    def start(*answers: bytes) -> Target:
        door = socket.create_server(("127.0.0.1", 0))
        doors.append(door)

        def serve() -> None:
            while True:
                try:
                    client, _ = door.accept()
                except OSError:
                    return
                with client, suppress(OSError):
                    client.settimeout(5)
                    for answer in answers:
                        if not client.recv(65536):
                            break
                        client.sendall(answer)
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(65536):  # what is left unheard would take back what was said
                        pass

        threading.Thread(target=serve, daemon=True).start()
        return Target(f"bolt://127.0.0.1:{door.getsockname()[1]}", password="p")

    yield start
    for door in doors:
        door.close()


@pytest.mark.parametrize("version", [each for each in RECORDED if each != NEWEST])
def test_a_server_that_is_too_old(store: Path, server_that_says: Callable[..., Target], version: str) -> None:
    answers = RECORDED[version]
    done = pushed(store, server_that_says(*answers))
    assert done.refused(3)
    told = f" ({version.rpartition('.')[0]})" if len(answers) > 1 else ""  # without a protocol no name is said
    assert f"is older than this program can talk to{told}. Neo4j 5 or newer is needed." in done.err
    assert is_one_sentence(done)


def test_a_server_of_the_calendar_years_is_new_enough(server_that_says: Callable[..., Target]) -> None:
    with opened(server_that_says(*RECORDED[NEWEST])) as database:
        assert database.dynamic


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", b"SSH-2.0-OpenSSH_9.2\r\n"])
def test_a_server_of_another_kind(store: Path, server_that_says: Callable[..., Target], answer: bytes) -> None:
    done = pushed(store, server_that_says(answer))
    assert done.refused(3)
    assert is_one_sentence(done)


def test_a_wrong_password_and_none(store: Path, database: Target) -> None:
    if not database.password:
        pytest.skip("missing: a Neo4j with a login (POLICYLINKS_TEST_NEO4J_PASSWORD)")
    for password, said in (("not-" + database.password, "does not let 'neo4j' in"), ("", "asks for a password")):
        done = pushed(store, Target(database.url, password=password))
        assert done.refused(3)
        assert said in done.err
        assert "POLICYLINKS_NEO4J_PASSWORD" in done.err
        assert is_one_sentence(done)
        assert "not-" not in done.err
    assert contents(database).nodes.total() == 0


def test_a_database_that_is_not_there(store: Path, database: Target) -> None:
    done = pushed(store, database, "--database", "nowhere")
    assert done.refused(3)
    assert "no database 'nowhere'" in done.err
    assert is_one_sentence(done)


def test_other_data_under_our_labels(store: Path, database: Target) -> None:
    empty(database)
    ask(database, "CREATE (:Project {title: 'other'}), (:Team {id: 't'})")
    before = contents(database)
    done = pushed(store, database)
    assert done.refused(1)
    assert "1 Project, 1 Team" in done.err
    assert contents(database) == before
    empty(database)


def test_rules_of_somebody_that_stand_against_ours(store: Path, database: Target) -> None:
    empty(database)
    ask(database, "CREATE INDEX theirs FOR (n:Plan) ON (n.id)")
    done = pushed(store, database)
    assert done.refused(1)
    assert "stand against ours" in done.err
    assert contents(database).nodes.total() == 0
    assert ask(database, "SHOW CONSTRAINTS YIELD name RETURN name") == []
    empty(database)


def test_the_command_says_what_it_did_in_both_languages(store: Path, database: Target) -> None:
    empty(database)
    would = pushed(store, database, "--dry-run")
    assert would.code == 0, would.err
    assert "changes would be made; nothing was written" in would.out
    assert contents(database).nodes.total() == 0
    first = pushed(store, database)
    assert first.code == 0
    assert f"nodes: {contents(database).nodes.total()} created, 0 changed, 0 removed" in first.out
    assert pushed(store, database).out.startswith("0 changes in ")
    assert "変更は 0 件" in pushed(store, database, lang="ja_JP.UTF-8").out
    named = call(
        "neo4j", "push", "--store", store, POLICYLINKS_NEO4J_URL=database.url, POLICYLINKS_NEO4J_USER=database.user,
        POLICYLINKS_NEO4J_PASSWORD=database.password, POLICYLINKS_NEO4J_DATABASE="neo4j",
    )  # fmt: skip
    assert named.out.startswith("0 changes in ")
    assert named.err == ""
