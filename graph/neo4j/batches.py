"""Rows gathered by the statement that writes them, and sent in whole transactions of some thousand rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from graph.neo4j.connection import Database

ROWS = 5_000
WIDEST = 2
Names = Mapping[str, Sequence[str]]
Rows = list[Any]


@dataclass(frozen=True)
class Before:
    """What is asked in the same transaction before rows are written: a statement that gives, for each row's thing that
    is there, its key and the names of its properties, and a function that completes the rows by them."""

    statement: str
    complete: Callable[[Rows, Names], Rows]


class Lane:
    """Transactions under way, in threads of their own: while the server works, the next one is made ready. What became
    of one is told in the thread of whoever sends the next or waits. To be used as a context.

    ``width`` is how many may be under way at once: one, unless what they write cannot stand in each other's way.
    """

    def __init__(self, database: Database) -> None:
        self.width = 1
        self._database = database
        self._threads = ThreadPoolExecutor(WIDEST, "policylinks-push")
        self._under_way: deque[tuple[Future[Rows], Callable[[Rows], None]]] = deque()

    def __enter__(self) -> Lane:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown()

    def send(self, work: Callable[[ManagedTransaction], Rows], done: Callable[[Rows], None]) -> None:
        """Begins a transaction, once there is room for it; raises what an earlier one raised. ``done`` is given the
        result of the new one; it may send more."""
        self._wait(self.width - 1)
        self._under_way.append((self._threads.submit(self._database.write, work), done))

    def wait(self) -> None:
        """Waits for the transactions under way, and for those that their ends have begun."""
        self._wait(0)

    def _wait(self, most: int) -> None:
        while len(self._under_way) > most:
            future, done = self._under_way.popleft()
            done(future.result())


class Batches:
    """Writes rows group by group, where a group is a statement; a transaction takes up to ``rows`` of several groups.

    Nothing is written before ``rows`` have come together or ``flush`` is called. What a statement returns goes to
    ``take`` row by row once the transaction is through.
    """

    def __init__(
        self, lane: Lane, base: str, told: Callable[[int], None], rows: int = ROWS,
        take: Callable[[Rows], None] | None = None,
    ) -> None:  # fmt: skip
        self._lane, self._base, self._told, self._most, self._take = lane, base, told, rows, take
        self._waiting: dict[str, Rows] = {}
        self._before: dict[str, Before] = {}
        self._count = 0

    def add(self, statement: str, row: Any, before: Before | None = None) -> None:
        """One row for a statement."""
        self._waiting.setdefault(statement, []).append(row)
        if before:
            self._before[statement] = before
        self._count += 1
        if self._count >= self._most:
            self.flush()

    def flush(self) -> None:
        """Sends what waits, in one transaction; ``Lane.wait`` waits for its end."""
        if self._count:
            waiting, before, count = self._waiting, self._before, self._count
            self._waiting, self._before, self._count = {}, {}, 0

            def done(given: Rows) -> None:
                for row in given if self._take else ():
                    self._take(row)  # type: ignore[misc]
                self._told(count)

            self._lane.send(lambda transaction: self._write(transaction, waiting, before), done)

    def _write(
        self, transaction: ManagedTransaction, waiting: Mapping[str, Rows], before: Mapping[str, Before]
    ) -> Rows:
        given: Rows = []
        for statement, rows in waiting.items():
            written, first = rows, before.get(statement)
            if first:
                names = dict(each.values() for each in transaction.run(first.statement, rows=rows))
                written = first.complete(rows, names)
            given += [each.values() for each in transaction.run(statement, rows=written, base=self._base)]
        return given
