"""The small interface through which SPARQL is asked, whatever answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Quad

from graph.lines.account import NO_ACCOUNTS, LineAccount
from graph.stores.results import RdfTerm


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use: wall-clock seconds, rows (or triples), characters of text, bytes of memory."""

    seconds: float = 10.0
    rows: int = 100_000
    length: int = 100_000
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query from outside. ``default_graphs`` and ``named_graphs`` are those of the protocol, None where not given.

    ``format`` is that of solutions and booleans (json, xml, csv, tsv), ``graph_format`` that of triples (turtle,
    ntriples, nquads, trig, jsonld, rdfxml).
    """

    query: str
    format: str = "json"
    graph_format: str = "turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    """The answer: its form (``bindings``, ``boolean``, ``graph``), the body in the asked format, how many rows, whether
    a row limit cut it, and terms of the vocabulary on which it rests but which the data nowhere uses."""

    form: str
    body: bytes
    rows: int
    truncated: bool
    unused: tuple[str, ...] = ()


class SparqlStore(Protocol):
    """A store that answers SPARQL."""

    def version(self) -> str:
        """The version of the data: the same for the same data, another after a change."""

    def base(self) -> str:
        """The base IRI of the data, empty where nothing was loaded."""

    def graphs(self) -> Mapping[str, int]:
        """The named graphs of the data with their numbers of triples, without the ontology's own."""

    def query(self, request: SparqlRequest) -> SparqlAnswer:
        """Answers a guarded, limited query. Raises QueryError, QueryRefused, UpdateRefused, LimitError, StoreError."""

    def select(self, query: str) -> list[dict[str, RdfTerm]]:
        """The solutions of a trusted query."""

    def dump(self) -> Iterable[Quad]:
        """All quads of the data graphs."""

    def by_subject(self) -> Iterable[Quad]:
        """All quads of the data graphs, those of a subject together; can be read again."""

    def accounts(self) -> Mapping[str, LineAccount]:
        """The accounts of lines by the id of their document; of a document that is not there, none is at hand."""

    def replace(
        self,
        graphs: Mapping[str, Sequence[Quad]],
        base: str,
        accounts: Mapping[str, LineAccount] = NO_ACCOUNTS,
    ) -> bool:
        """Replaces whole graphs, all of them or none; False where nothing changed.

        ``accounts`` are those of lines by the graph of their document; a store that can hold none drops them.
        """

    def close(self) -> None:
        """Ends what the store runs."""
