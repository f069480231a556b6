"""The child process of the embedded engine, from the parent's side: started, ordered about, watched, ended."""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from typing import Any

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import OutsideError

MEGABYTES = 512
READER, ROOT = "reader", "root"
_START_SECONDS = 60.0
_PACKAGE = "arcadedb_embedded"
# What a driver would print of connections that end is told by our own errors.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


def missing_engine() -> OutsideError:
    """What to say where there is no engine, whoever asks."""
    return OutsideError(
        "Cypher needs an engine, and none is installed.",
        "Install the extra: pip install 'policylinks[cypher]', or set POLICYLINKS_NEO4J_URL to a Bolt server. "
        "Everything else works without it.",
    )


def engine_failed() -> OutsideError:
    """What to say where the engine is there and does not do its work."""
    return OutsideError("The embedded Cypher engine failed.", "Ask again; if it stays so, start the program anew.")


def not_filled(nodes: int, relationships: int) -> OutsideError:
    """What to say where the engine ends or fails while it takes in the graph; it may be too small for it."""
    return OutsideError(
        f"The embedded Cypher engine failed as it took in {nodes:,} nodes and {relationships:,} relationships; it has "
        f"{MEGABYTES} MB of memory.",
        "Ask again; for a graph that is too large for it, set POLICYLINKS_NEO4J_URL to a Bolt server.",
    )


def is_installed() -> bool:
    """Whether the extra ``cypher`` is there."""
    return find_spec(_PACKAGE) is not None


class EngineProcess:
    """An engine's process: once ``start`` is done, its address, its logins and a driver for each."""

    def __init__(self) -> None:
        if not is_installed():
            raise missing_engine()
        self._folder = tempfile.mkdtemp(prefix="policylinks-cypher-")
        self._lock = threading.Lock()
        self._root_password = secrets.token_urlsafe(24)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "graph.cypher.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, cwd="/", text=True, start_new_session=True,
        )  # fmt: skip

    def start(self, seconds: float, port: int = 0, reader_password: str = "") -> None:
        """Starts the engine with this limit of time; port and reader's password are new ones unless they are given.

        Raises OutsideError where it does not start; ``kill`` from another thread ends the waiting.
        """
        self.reader_password = reader_password or secrets.token_urlsafe(24)
        try:
            started = self.order(
                folder=self._folder, root_password=self._root_password, reader=READER,
                reader_password=self.reader_password, milliseconds=round(seconds * 1000), megabytes=MEGABYTES,
                port=port,
            )  # fmt: skip
        except BaseException:
            self.end()
            raise
        self.port = int(started["port"])
        self.url = f"bolt://127.0.0.1:{self.port}"
        self.root = self._driver(ROOT, self._root_password)
        self.reader = self._driver(READER, self.reader_password)

    def _driver(self, user: str, password: str) -> Driver:
        return GraphDatabase.driver(
            self.url, auth=(user, password), connection_timeout=5, max_connection_pool_size=32,
            notifications_min_severity="OFF", max_transaction_retry_time=0, telemetry_disabled=True,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def ended_within(self, seconds: float) -> bool:
        """Whether it ends within a moment: who loses a connection cannot tell yet what became of the process."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def order(self, **order: Any) -> dict[str, Any]:
        """Gives an order and waits for its answer. Raises OutsideError where it is not obeyed in time."""
        assert self._process.stdin and self._process.stdout
        timer = threading.Timer(_START_SECONDS, self.kill)
        timer.start()
        try:
            with self._lock:
                self._process.stdin.write(json.dumps(order) + "\n")
                self._process.stdin.flush()
                line = self._process.stdout.readline()
            answer: dict[str, Any] = json.loads(line) if line else {"error": "it ended"}
        except (OSError, ValueError):
            answer = {"error": "it ended"}
        finally:
            timer.cancel()
        if "error" in answer:
            raise engine_failed()
        return answer

    def kill(self) -> None:
        """Kills the process, whatever it does; who asked it hears of it."""
        self._process.kill()

    def end(self) -> None:
        """Kills the process, waits for it, and removes what it left."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        for name in ("root", "reader"):
            driver = getattr(self, name, None)
            if driver is not None:
                with contextlib.suppress(DriverError, Neo4jError, OSError):
                    driver.close()
        shutil.rmtree(self._folder, ignore_errors=True)
