"""The default engine: a child process started on the first query, filled from the store, watched and renewed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher.asking import ask, longest, named, rests_on_nothing, unused_names
from graph.cypher.engine import CypherResult, Limits, Login
from graph.cypher.failures import out_of_memory, timed_out, translated
from graph.cypher.filling import Counts, counted, fill, property_graph
from graph.cypher.guard import guard
from graph.cypher.language.columns import EVERYTHING
from graph.cypher.running import READER, EngineProcess, engine_failed, not_filled
from graph.cypher.values import checked_parameters
from graph.errors import LimitError, OutsideError, PolicyLinksError, QueryRefused, StoreError
from graph.stores.sparql import SparqlStore

AT_ONCE = 8
_GRACE = 0.5  # seconds beyond the engine's own limit after which it is killed
_CHECK_SECONDS = 30.0
_FOLLOW_SECONDS = 2.0
_LATE = 1.0  # seconds beyond the engine's own limit after which nobody else will end a query
_DATABASE = "policy"
_NOTHING = "empty"  # the version of a store into which nothing was loaded


class EmbeddedEngine:
    """The engine over a store; see ``graph.cypher.engine.CypherEngine`` for what each method promises.

    ``starting`` is called as the engine begins to start, ``ready`` when its data is there.
    """

    def __init__(
        self,
        store: SparqlStore,
        seconds: float,
        *,
        starting: Callable[[], None] | None = None,
        ready: Callable[[], None] | None = None,
    ) -> None:
        self._store, self._seconds = store, seconds
        self._starting, self._ready = starting, ready
        self._lock = threading.RLock()
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._process: EngineProcess | None = None
        self._ended = threading.Event()
        self._number = 0
        self._version, self._counts = "", Counts(0, 0)
        self._checked = 0.0
        self._old: list[tuple[float, str]] = []
        self._reached: tuple[int, str] | None = None

    def run(self, query: str, parameters: Mapping[str, Any], limits: Limits) -> CypherResult:
        """Answers a query. One that was lost because the engine ended is asked once more of the next one."""
        guarded = guard(query, limits.length)
        if EVERYTHING in guarded.columns and len(guarded.columns) > 1:
            raise QueryRefused("RETURN * stands alone here.", "Name each column instead.")
        given = checked_parameters(parameters)
        with self._place(limits.seconds):
            for again in (False, True):
                process, database = self._current()
                killed = threading.Event()
                try:
                    with _killing(process, limits.seconds + _GRACE, killed):
                        result = ask(process.reader, database, guarded.text, given, limits, explain=False)
                except (Neo4jError, DriverError, OSError, ValueError, TypeError, OverflowError) as error:
                    if isinstance(error, Neo4jError) or not isinstance(error, DriverError | OSError):
                        raise translated(error, guarded.text, limits.seconds) from None
                    if killed.is_set():
                        raise timed_out(limits.seconds) from None
                    if self._ended.is_set():
                        raise StoreError("The engine was closed before the query was answered.", "Ask again.") from None
                    if again or not process.ended_within(_GRACE):
                        # Its own connection alone was dropped: the engine had no memory left for it.
                        raise out_of_memory() from None
                    continue
                names = unused_names(guarded.names, self._counts.names) if rests_on_nothing(result) else ()
                return replace(named(result, guarded.columns), unused=names)
        raise AssertionError

    def login(self) -> Login:
        """The address of the running engine (started where it is not) and the reader's login."""
        process, _ = self._current()
        return Login(process.url, READER, process.reader_password, "")

    def follow(self, seconds: float = _FOLLOW_SECONDS) -> None:
        """Keeps the engine in order without waiting for a query, since people's own tools ask past us: takes the
        store's new data as it comes, renews an engine that died, and one with a query that its own limit did not end.
        """

        def look() -> None:
            while not self._ended.wait(seconds):
                with suppress(PolicyLinksError):
                    with self._lock:
                        process, _ = self._current()
                        self._drop_old(process)  # a tool's open connection holds on to a database until it is dropped
                    if longest(process.root) > self._seconds + _LATE:
                        process.kill()
                        process.ended_within(_GRACE)
                        self._current()

        threading.Thread(target=look, daemon=True).start()

    @property
    def pid(self) -> int | None:
        """The process of the engine, None where it does not run."""
        process = self._process
        return process.pid if process and process.alive else None

    def close(self) -> None:
        """Ends the engine, queries at work unanswered."""
        self._ended.set()
        process = self._process
        if process:
            process.kill()  # at once: whoever holds the lock waits for it
        with self._lock:
            self._end()

    @contextmanager
    def _place(self, seconds: float) -> Iterator[None]:
        """Holds one of the few places."""
        if not self._places.acquire(timeout=seconds):
            raise LimitError(f"No place was free within {seconds:g} s.", "Ask again later; other queries are running.")
        try:
            yield
        finally:
            self._places.release()

    def _current(self) -> tuple[EngineProcess, str]:
        """The running engine and the database of the present data, started and filled where that is needed."""
        with self._lock:
            if self._ended.is_set():
                raise StoreError("The engine is closed.", "Start the program anew.")
            version = self._store.version()
            if self._process and self._process.alive and version == self._version and self._sound(self._process):
                return self._process, self._name()
            if not self._store.graphs() and version == _NOTHING:
                raise StoreError("The store is empty.", "Load a plan first: policylinks load.")
            if self._starting:
                self._starting()
            try:
                return self._renewed(version)
            except (Neo4jError, DriverError) as error:
                self._end()
                raise engine_failed() from error
            except BaseException:
                self._end()  # what is half made is no answer to anything
                raise
            finally:
                if self._ready:
                    self._ready()

    def _renewed(self, version: str) -> tuple[EngineProcess, str]:
        with ThreadPoolExecutor(1) as beside:  # the graph is derived while the engine starts
            derived = beside.submit(lambda: property_graph(self._store.by_subject()))
            if not self._process or not self._process.alive:
                self._end()
                self._start()
            process, content = self._process, derived.result()
        if self._ended.is_set() or process is None:
            raise StoreError("The engine is closed.", "Start the program anew.")
        before = self._name() if self._version else ""
        self._number += 1
        process.order(do="create", database=self._name())
        try:
            expected = fill(process.root, self._name(), content)
        except (Neo4jError, DriverError) as error:
            raise not_filled(len(content.nodes), len(content.relationships)) from error
        if not expected.same_size(counted(process.root, self._name())):
            raise engine_failed()
        process.order(do="default", database=self._name())
        self._drop_old(process, before)
        self._version, self._counts, self._checked = version, expected, time.monotonic()
        return process, self._name()

    def _start(self) -> None:
        """A new engine where the last one was reached, so that other programs that know its login go on with it."""
        self._process = process = EngineProcess()  # known at once, so that whoever closes can end it while it starts
        try:
            process.start(self._seconds, *(self._reached or ()))
        except OutsideError:
            if not self._reached or self._ended.is_set():
                raise
            self._process = process = EngineProcess()  # somebody has taken the port meanwhile
            process.start(self._seconds)
        self._reached = (process.port, process.reader_password)

    def _drop_old(self, process: EngineProcess, before: str = "") -> None:
        """Databases of older data go when no query can be reading them any more."""
        now = time.monotonic()
        for since, name in list(self._old):
            if now - since > self._seconds + _GRACE:
                process.order(do="drop", database=name)
                self._old.remove((since, name))
        if before:
            self._old.append((now, before))

    def _sound(self, process: EngineProcess) -> bool:
        """Whether the data is as it was filled in: asked by its counts, now and then."""
        if time.monotonic() - self._checked < _CHECK_SECONDS:
            return True
        try:
            found = counted(process.root, self._name())
        except (Neo4jError, DriverError):
            process.kill()
            return False
        self._checked = time.monotonic()
        return self._counts.same_size(found)

    def _name(self) -> str:
        return f"{_DATABASE}{self._number}"

    def _end(self) -> None:
        if self._process:
            self._process.end()
        self._process, self._version, self._old = None, "", []


@contextmanager
def _killing(process: EngineProcess, seconds: float, killed: threading.Event) -> Iterator[None]:
    """Kills the engine where the block takes longer: some expressions never look at its own clock."""

    def kill() -> None:
        killed.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
