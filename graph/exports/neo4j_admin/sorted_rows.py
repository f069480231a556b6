"""Rows of many groups, given back sorted by key, whatever their number: some are in memory, the rest is in a file.

An external merge sort: what fits into memory is sorted and goes to the file as a run, and the runs are merged while
they are read, a few rows of each at a time.
"""

from __future__ import annotations

import heapq
import marshal
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

MOST = 24 * 1024 * 1024
_BLOCK = 50  # rows of a run that are in memory while it is merged
_ROW = 300  # bytes that a row takes in memory beside its content
_LENGTH = 8
Key = tuple[str, ...]
Row = tuple[Key, bytes]


class SortedRows:
    """A heap of rows, of which about ``most`` bytes are in memory. To be used as a context, whose end forgets all.

    The file has no name in ``folder`` (None: the system's folder for temporary files), so that nothing is left of it
    whatever becomes of the process. Raises OSError where it cannot be written.
    """

    def __init__(self, folder: Path | None, most: int) -> None:
        self._folder, self._most = folder, most
        self._near: dict[str, list[Row]] = {}
        self._size = 0
        self._far: IO[bytes] | None = None
        self._runs: dict[str, list[tuple[int, int]]] = {}

    def __enter__(self) -> SortedRows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._near, self._runs = {}, {}
        if self._far:
            self._far.close()

    def add(self, group: str, key: Key, content: bytes) -> None:
        """One more row of a group."""
        self._near.setdefault(group, []).append((key, content))
        self._size += len(content) + _ROW
        if self._size >= self._most:
            self._put_away()

    def rows(self, group: str) -> Iterator[Row]:
        """The rows of a group by key; of several with one key, one. Can be read again."""
        near = self._near.get(group, [])
        near.sort()
        last: Key | None = None
        for row in heapq.merge(near, *(self._run(start, end) for start, end in self._runs.get(group, ()))):
            if row[0] != last:
                last = row[0]
                yield row

    def _put_away(self) -> None:
        """Writes what is in memory to the file, a run for each group."""
        if self._far is None:
            self._far = TemporaryFile(dir=self._folder)  # noqa: SIM115  # closed at the end of the context
        for group, rows in self._near.items():
            rows.sort()
            start = self._far.tell()
            for at in range(0, len(rows), _BLOCK):
                block = marshal.dumps(rows[at : at + _BLOCK])
                self._far.write(len(block).to_bytes(_LENGTH, "big"))
                self._far.write(block)
            self._runs.setdefault(group, []).append((start, self._far.tell()))
        self._far.flush()
        self._near, self._size = {}, 0

    def _run(self, at: int, end: int) -> Iterator[Row]:
        assert self._far is not None
        file = self._far.fileno()
        while at < end:
            length = int.from_bytes(os.pread(file, _LENGTH, at), "big")
            yield from marshal.loads(os.pread(file, length, at + _LENGTH))
            at += _LENGTH + length
