"""What every export is written from: one state of the graph, in an order that does not depend on the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Quad, Triple

from graph.facts import Facts
from graph.rdf import facts_of


class ExportableStore(Protocol):
    """What an export needs of a store."""

    def version(self) -> str:
        """The version of the data."""

    def base(self) -> str:
        """The base IRI of the data."""

    def dump(self) -> Iterable[Quad]:
        """All quads of the data graphs."""


@dataclass(frozen=True)
class ExportInput:
    """One state of the graph: its quads in order, the facts they tell, the base IRI of the ids, the data's version."""

    quads: tuple[Quad, ...]
    facts: Facts
    base: str
    version: str

    @property
    def triples(self) -> list[Triple]:
        """The union of all graphs, each triple once, in order."""
        return sorted({Triple(each.subject, each.predicate, each.object) for each in self.quads}, key=_triple_order)


def export_input(quads: Iterable[Quad], base: str, version: str) -> ExportInput:
    """The input of exports out of quads in any order."""
    ordered = tuple(sorted(set(quads), key=lambda each: (str(each.graph_name), *_triple_order(each))))
    return ExportInput(ordered, facts_of(ordered, base), base, version)


def input_of(store: ExportableStore) -> ExportInput:
    """The input of exports out of a store. Raises StoreError or EndpointError where it cannot be read."""
    return export_input(store.dump(), store.base(), store.version())


def _triple_order(each: Quad | Triple) -> tuple[str, str, str]:
    return str(each.subject), str(each.predicate), str(each.object)
