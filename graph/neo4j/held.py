"""Relationships that wait until the server's ids of their ends are known: some in memory, the rest in a file."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO

from graph.property_graph.model import PropertyRelationship

MOST = 50_000


class Held:
    """A heap of relationships, of which at most ``most`` are in memory."""

    def __init__(self, most: int = MOST) -> None:
        self._near: list[PropertyRelationship] = []
        self._far: IO[bytes] | None = None
        self._most = most

    def add(self, each: PropertyRelationship) -> None:
        """One more; where there are too many, those in memory go to the file."""
        self._near.append(each)
        if len(self._near) > self._most:
            self._far = self._far or TemporaryFile()  # noqa: SIM115  # closed once it was read
            told = [(every.type, every.source, every.target, dict(every.properties)) for every in self._near]
            marshal.dump(told, self._far)
            self._near = []

    def release(self, ready: Callable[[PropertyRelationship], bool]) -> None:
        """Lets those in memory go which ``ready`` takes."""
        self._near = [each for each in self._near if not ready(each)]

    def rest(self) -> Iterator[PropertyRelationship]:
        """All that are left; the heap is empty then."""
        near, self._near = self._near, []
        yield from near
        if self._far:
            with self._far as file:
                end = file.tell()
                file.seek(0)
                while file.tell() < end:
                    for type_, source, target, properties in marshal.load(file):
                        yield PropertyRelationship(type_, source, target, properties)
            self._far = None
