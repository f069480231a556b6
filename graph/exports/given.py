"""What every export is written from: one state of the graph, in an order that does not depend on the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad, Triple

from graph.facts import Facts
from graph.property_graph.grouping import grouped
from graph.rdf import facts_of


class ExportableStore(Protocol):
    """What an export needs of a store."""

    def version(self) -> str:
        """The version of the data."""

    def base(self) -> str:
        """The base IRI of the data."""

    def by_subject(self) -> Iterable[Quad]:
        """All quads of the data graphs, those of a subject together; can be read again."""


@dataclass(frozen=True)
class ExportInput:
    """One state of the graph: its quads grouped by subject, which can be read again and need not be in memory, the base
    IRI of the ids, the data's version.

    ``quads`` and ``facts`` hold all of it in memory once they are asked for. ``scratch`` is a folder for what an export
    that never holds all of it has to put aside; None is the system's folder for temporary files.
    """

    by_subject: Iterable[Quad]
    base: str
    version: str
    scratch: Path | None = None

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """All quads, in order."""
        return tuple(sorted(set(self.by_subject), key=lambda each: (str(each.graph_name), *_triple_order(each))))

    @cached_property
    def facts(self) -> Facts:
        """The facts that the quads tell."""
        return facts_of(self.quads, self.base)

    @property
    def triples(self) -> list[Triple]:
        """The union of all graphs, each triple once, in order."""
        return sorted({Triple(each.subject, each.predicate, each.object) for each in self.quads}, key=_triple_order)


def export_input(quads: Iterable[Quad], base: str, version: str) -> ExportInput:
    """The input of exports out of quads in any order, held in memory."""
    return ExportInput(grouped(quads), base, version)


def input_of(store: ExportableStore) -> ExportInput:
    """The input of exports out of a store. Raises StoreError or EndpointError where it cannot be read."""
    return ExportInput(store.by_subject(), store.base(), store.version())


def _triple_order(each: Quad | Triple) -> tuple[str, str, str]:
    return str(each.subject), str(each.predicate), str(each.object)
