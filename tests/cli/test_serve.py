"""``policylinks serve``: prints its address, finds a free port, and leaves no process behind however it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, PROGRAM, call

# No query of this size ends by itself within the limits.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
Stop = Callable[[subprocess.Popen[str]], None]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def server(store: Path, *arguments: object, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and the address that it printed."""
    process = subprocess.Popen(
        [str(PROGRAM), "serve", "--store", str(store), "--lang-ui", "en", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
    )  # fmt: skip
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def get(address: str, query: str = "ASK { ?p a pol:Project }") -> dict[str, object]:
    """The answer of the server to a query."""
    url = f"{address}sparql?{urllib.parse.urlencode({'query': query})}"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "application/json"}), timeout=30) as got:
        found: dict[str, object] = json.load(got)
    return found


def children(of: int) -> set[int]:
    """The child processes of a process."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == of:
                found.add(int(entry.name))
    return found


def alive(pid: int) -> bool:
    """Whether a process runs (a dead one that nobody has waited for does not)."""
    try:
        state = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def gone(pids: set[int]) -> bool:
    """Whether all processes end within a few seconds."""
    for _ in range(100):
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_the_address_is_the_result_and_everything_else_a_message(store: Path) -> None:
    port = free_port()
    with server(store, "--port", port) as (process, address):
        assert address == f"http://127.0.0.1:{port}/"
        assert get(address)["boolean"] is True
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert err == "Ctrl-C stops it.\nStopped.\n"


def test_where_no_port_is_set_the_next_free_one_is_taken(store: Path) -> None:
    with server(store) as (_, first), server(store) as (second_process, second):
        ports = [int(re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", each)[1]) for each in (first, second)]  # type: ignore[index]
        # other tests' servers come and go at the same time, so the order says nothing
        assert min(ports) >= 8000 and ports[0] != ports[1]
        assert get(second)["boolean"] is True
        second_process.send_signal(signal.SIGINT)
        assert f"Port 8000 is taken; {ports[1]} is used instead." in second_process.communicate(timeout=20)[1]


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_port_that_is_set_and_taken_ends_with_3(store: Path, how: str) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = str(door.getsockname()[1])
        done = (
            call("serve", "--store", store, "--port", port)
            if how == "option"
            else call("serve", "--store", store, POLICYLINKS_PORT=port)
        )
    assert done.refused(3)
    assert port in done.err


def test_a_host_that_is_none_is_a_wrong_call(store: Path) -> None:
    done = call("serve", "--store", store, "--host", "no.such.host.invalid")
    assert done.refused(2)
    assert "no.such.host.invalid" in done.err


def test_another_base_than_the_stores_refuses_to_start(store: Path) -> None:
    done = call("serve", "--store", store, POLICYLINKS_BASE_IRI="https://example.org/other/id/")
    assert done.refused(2)
    assert "https://w3id.org/policylinks/id/" in done.err


STOPS: dict[str, Stop] = {
    "Ctrl-C": lambda process: process.send_signal(signal.SIGINT),
    "SIGTERM": lambda process: process.send_signal(signal.SIGTERM),
    "kill -9": lambda process: process.send_signal(signal.SIGKILL),
}


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
@pytest.mark.parametrize("how", STOPS)
def test_no_process_is_left_however_it_ends(store: Path, how: str, busy: bool) -> None:
    """Nor does it wait for a query that has a minute yet."""
    with server(store, "--port", free_port(), POLICYLINKS_QUERY_TIMEOUT="60") as (process, address):
        get(address)
        workers = children(process.pid)
        assert workers
        asking = None
        if busy:
            url = f"{address}sparql?{urllib.parse.urlencode({'query': ENDLESS})}"
            asking = subprocess.Popen(
                [sys.executable, "-c", "import sys, urllib.request as u; u.urlopen(sys.argv[1])", url],
                stderr=subprocess.DEVNULL,
            )
            time.sleep(1)
        STOPS[how](process)
        _, err = process.communicate(timeout=30)
        assert gone({*workers, *children(process.pid)})
        assert "Traceback" not in err
        if asking:
            asking.wait(timeout=30)


def test_a_query_that_was_ended_at_its_limit_leaves_the_server_answering(store: Path) -> None:
    with server(store, "--port", free_port(), POLICYLINKS_QUERY_TIMEOUT="1") as (process, address):
        first = children(process.pid)
        for _ in first:
            with pytest.raises(urllib.error.HTTPError, match="503"):
                get(address, ENDLESS)
        assert not first & children(process.pid), "whoever ran into the limit is gone"
        for _ in range(4):
            assert get(address)["boolean"] is True


def test_an_empty_store_is_served_with_a_word_and_shows_what_is_loaded_later(tmp_path: Path) -> None:
    with server(tmp_path / "new", "--port", free_port()) as (process, address):
        assert call("load", PLAN, "--store", tmp_path / "new").code == 0
        assert get(address)["boolean"] is True
        process.send_signal(signal.SIGTERM)
        assert "policylinks load" in process.communicate(timeout=20)[1]
