"""The whole graph in memory for one version of the data: what pages, views and exports are pure functions of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Protocol

from pyoxigraph import Quad

from graph.facts import Facts, Node
from graph.lines.account import NO_ACCOUNTS, LineAccount
from graph.rdf import facts_of


class DumpedStore(Protocol):
    """What a snapshot needs of a store."""

    def version(self) -> str:
        """The version of the data."""

    def base(self) -> str:
        """The base IRI of the data."""

    def dump(self) -> Iterable[Quad]:
        """All quads of the data graphs."""

    def accounts(self) -> Mapping[str, LineAccount]:
        """The accounts of lines by the id of their document."""


@dataclass(frozen=True)
class Snapshot:
    """The facts of a store at one version. ``base`` is the base IRI of their ids, ``accounts`` tell what became of the
    lines of those documents of which the store knows it."""

    version: str
    base: str
    facts: Facts
    accounts: Mapping[str, LineAccount] = field(default_factory=lambda: NO_ACCOUNTS)

    @property
    def plan(self) -> Node | None:
        """The first plan of the graph, None where it is empty."""
        return next(iter(self.facts.by_type.get("Plan", ())), None)


class SnapshotCache:
    """Keeps the snapshot of a store until the version of its data changes. Safe to call from several threads."""

    def __init__(self, store: DumpedStore) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: Snapshot | None = None

    def get(self) -> Snapshot:
        """The snapshot of the present version. Raises StoreError or EndpointError where the store cannot be read."""
        version = self._store.version()
        accounts = self._store.accounts()
        kept = self._kept
        if kept is None or kept.version != version or kept.accounts != accounts:
            with self._lock:
                if self._kept is None or self._kept.version != version:
                    base = self._store.base()
                    self._kept = Snapshot(version, base, facts_of(self._store.dump(), base), accounts)
                elif self._kept.accounts != accounts:  # the same facts, loaded again by a program that keeps them
                    self._kept = replace(self._kept, accounts=accounts)
                kept = self._kept
        return kept
