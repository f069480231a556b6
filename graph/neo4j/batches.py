"""Rows gathered by the statement that writes them, and sent in whole transactions of some thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from graph.neo4j.connection import Database

ROWS = 10_000
Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Before:
    """What is asked in the same transaction before rows are written: a statement that gives, for each row's thing that
    is there, its key and the names of its properties, and a function that completes the rows by them."""

    statement: str
    complete: Callable[[list[Any], Names], list[Any]]


class Batches:
    """Writes rows group by group, where a group is a statement; a transaction takes up to ``rows`` of several groups.

    Nothing is written before ``rows`` have come together or ``flush`` is called. What a statement returns for a row
    goes to ``take`` once the transaction is through.
    """

    def __init__(
        self, database: Database, base: str, told: Callable[[int], None], rows: int = ROWS,
        take: Callable[[list[Any]], None] | None = None,
    ) -> None:  # fmt: skip
        self._database, self._base, self._told, self._most, self._take = database, base, told, rows, take
        self._waiting: dict[str, list[Any]] = {}
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
        """Writes what waits, in one transaction."""
        if self._count:
            given = self._database.write(self._write)
            if self._take:
                for row in given:
                    self._take(row)
            self._told(self._count)
        self._waiting, self._before, self._count = {}, {}, 0

    def _write(self, transaction: ManagedTransaction) -> list[Any]:
        given: list[Any] = []
        for statement, waiting in self._waiting.items():
            rows, before = waiting, self._before.get(statement)
            if before:
                names = dict(each.values() for each in transaction.run(before.statement, rows=rows))
                rows = before.complete(rows, names)
            given += [each.values() for each in transaction.run(statement, rows=rows, base=self._base)]
        return given
