"""Any Bolt server in the place of the embedded engine: Neo4j, or a cluster, by its address and the official driver."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, Driver, GraphDatabase, Session
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from graph.cypher.asking import ask, rests_on_nothing, unused_names
from graph.cypher.engine import CypherResult, Limits, Login
from graph.cypher.failures import timed_out, translated
from graph.cypher.guard import guard
from graph.cypher.values import checked_parameters
from graph.errors import CallError, LimitError

AT_ONCE = 8
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_GRACE = 0.5
_CONNECT_SECONDS = 5.0
_NAMES_SECONDS = 60.0
_NAMES = (
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
)
logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what happens to connections is told by our own errors


class BoltEngine:
    """A server by its address; see ``graph.cypher.engine.CypherEngine`` for what each method promises.

    Raises CallError for an address that is none.
    """

    def __init__(self, url: str, user: str, password: str, database: str) -> None:
        self._login = Login(url, user, password, database)
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._used: tuple[float, frozenset[str]] = (0.0, frozenset())
        self._second_lock: bool | None = None
        if urlsplit(url).scheme not in SCHEMES:
            raise _wrong_address()
        try:
            self._driver: Driver = GraphDatabase.driver(
                url, auth=(user, password) if password else None, connection_timeout=_CONNECT_SECONDS,
                connection_acquisition_timeout=2 * _CONNECT_SECONDS, max_transaction_retry_time=0, keep_alive=True,
                notifications_min_severity="OFF", telemetry_disabled=True,
            )  # fmt: skip
        except (ConfigurationError, ValueError, OSError) as error:
            raise _wrong_address() from error

    def run(self, query: str, parameters: Mapping[str, Any], limits: Limits) -> CypherResult:
        """Answers a query that the server itself takes for reading (second lock), in a READ session (third lock)."""
        guarded = guard(query, limits.length)
        given = checked_parameters(parameters)
        database = self._login.database or None

        def answer() -> CypherResult:
            result = ask(self._driver, database, guarded.text, given, limits, explain=self._explains())
            if not guarded.names or not rests_on_nothing(result):
                return result
            return CypherResult(
                result.columns, result.rows, result.truncated, unused_names(guarded.names, self._names())
            )

        try:
            return self._within(limits.seconds, answer)
        except (Neo4jError, DriverError, OSError, ValueError, TypeError, OverflowError) as error:
            raise translated(error, guarded.text, limits.seconds) from None

    def _within(self, seconds: float, answer: Callable[[], CypherResult]) -> CypherResult:
        """Runs in a thread of its own, which is left alone where the server does not end in time; it keeps its place
        until the server answers, so that a server that hangs is not asked more and more."""
        if not self._places.acquire(timeout=seconds):
            raise LimitError(f"No place was free within {seconds:g} s.", "Ask again later; other queries are running.")
        future: Future[CypherResult] = Future()

        def work() -> None:
            try:
                future.set_result(answer())
            except BaseException as error:
                future.set_exception(error)
            finally:
                self._places.release()

        threading.Thread(target=work, daemon=True).start()
        try:
            return future.result(seconds + _GRACE)
        except TimeoutError:
            raise timed_out(seconds) from None

    def _session(self) -> Session:
        return self._driver.session(database=self._login.database or None, default_access_mode=READ_ACCESS)

    def _explains(self) -> bool:
        """Whether the server tells reading from writing without running a query: Neo4j does, others call all of it
        writing. There the second lock cannot be had, and the others stand alone."""
        if self._second_lock is None:
            with self._driver.session(
                database=self._login.database or None, default_access_mode=READ_ACCESS
            ) as session:
                self._second_lock = session.run("EXPLAIN RETURN 1 AS one").consume().query_type == "r"
        return self._second_lock

    def _names(self) -> frozenset[str]:
        """Labels, types and properties that the database uses, asked at most once a minute."""
        if time.monotonic() - self._used[0] > _NAMES_SECONDS or not self._used[1]:
            found: set[str] = set()
            with self._driver.session(
                database=self._login.database or None, default_access_mode=READ_ACCESS
            ) as session:
                for text in _NAMES:
                    found.update(str(record[0]) for record in session.run(text))
            self._used = time.monotonic(), frozenset(found)
        return self._used[1]

    def login(self) -> Login:
        """The address of the server; the login is the caller's own, so none is told."""
        return Login(self._login.url, self._login.user, "", self._login.database)

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()


def _wrong_address() -> CallError:
    return CallError(
        "POLICYLINKS_NEO4J_URL is no address of a Bolt server.",
        "Such an address is bolt://localhost:7687 or neo4j+s://db.example.org.",
    )
