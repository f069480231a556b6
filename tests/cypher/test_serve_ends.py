"""However `policylinks serve` ends, and whenever, no engine is left."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import store
from tests.cli.test_serve import STOPS, children, free_port, gone, server
from tests.cypher.attacks import ENDLESS
from tests.cypher.conftest import need_engine

__all__ = ["store"]
Stop = Callable[["subprocess.Popen[str]"], None]


def engines(of: int) -> set[int]:
    """The engines that a program started."""
    found = set()
    for pid in children(of):
        try:
            if "graph.cypher.child" in Path(f"/proc/{pid}/cmdline").read_text():
                found.add(pid)
        except OSError:
            continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="missing: /proc")
@pytest.mark.parametrize("when", ["starting", "busy"])
@pytest.mark.parametrize("how", STOPS)
def test_no_engine_is_left_however_it_ends(store: Path, how: str, when: str) -> None:
    need_engine()
    arguments = ["--port", free_port(), *(["--bolt"] if when == "busy" else [])]
    with server(store, *arguments, POLICYLINKS_QUERY_TIMEOUT="60") as (process, address):
        query = ENDLESS[2] if when == "busy" else "RETURN 1"

        def ask() -> None:
            with contextlib.suppress(httpx.HTTPError):
                httpx.post(f"{address}cypher", json={"query": query}, timeout=90, trust_env=False)

        asking = threading.Thread(target=ask)
        asking.start()
        end = time.monotonic() + 30
        while not (found := engines(process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        assert found
        time.sleep(1.0 if when == "busy" else 0.2)
        begun = time.monotonic()
        STOPS[how](process)
        process.communicate(timeout=60)
        assert time.monotonic() - begun < 15, "it waits for no query and no start"
        assert gone(found)
        asking.join()


def test_what_is_not_installed_ends_serve_bolt_with_a_sentence(store: Path, tmp_path: Path) -> None:
    """The login is asked for at once, so its absence is told at once."""
    (tmp_path / "without.py").write_text(
        "import graph.cypher.running as running\n"
        "running._PACKAGE = 'no_such_package'\n"
        "from api.cli import run\n"
        f"raise SystemExit(run(['serve', '--bolt', '--store', {str(store)!r}, '--port', '{free_port()}']))\n"
    )
    done = subprocess.run([sys.executable, tmp_path / "without.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 3 and done.stdout == ""
    assert "pip install 'policylinks[cypher]'" in done.stderr and "Traceback" not in done.stderr
