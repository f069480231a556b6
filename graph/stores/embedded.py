"""The default store: Oxigraph on disk, written in generations, read by killable workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from graph.errors import QueryError, StoreError
from graph.stores.generations import Generations, State
from graph.stores.guard import guard
from graph.stores.pool import WorkerPool
from graph.stores.position import offending_token
from graph.stores.results import RdfTerm
from graph.stores.sparql import Limits, SparqlAnswer, SparqlRequest
from graph.stores.unused import unused_terms
from ontology.prefixes import PREFIXES
from ontology.vocabulary import ONTOLOGY

WORKERS = 2


class EmbeddedStore:
    """A store folder; see ``graph.stores.sparql.SparqlStore`` for what each method promises."""

    def __init__(
        self,
        folder: Path,
        limits: Limits | None = None,
        *,
        waiting: Callable[[], None] | None = None,
        workers: int = WORKERS,
    ) -> None:
        self._generations = Generations(folder)
        self._limits = limits or Limits()
        self._waiting = waiting
        self._pool = WorkerPool(workers, self._limits.memory)

    def version(self) -> str:
        """The version of the data."""
        return self._generations.state().version

    def base(self) -> str:
        """The base IRI of the data."""
        return self._generations.state().base

    def graphs(self) -> Mapping[str, int]:
        """The data graphs with their numbers of triples."""
        return {iri: each.triples for iri, each in self._generations.state().graphs.items()}

    def warm(self) -> None:
        """Starts the workers ahead of the first query."""
        self._pool.warm()

    def query(self, request: SparqlRequest) -> SparqlAnswer:
        """Answers a query in a worker."""
        state = self._state()
        graphs = sorted(state.graphs)
        guarded = guard(request.query, {*graphs, ONTOLOGY}, PREFIXES, self._limits.length)
        header, body = self._pool.ask(self._request(request, state, graphs, guarded.has_dataset), self._limits.seconds)
        if header.get("error") == "syntax":
            line, column, found = offending_token(request.query, (header["line"], header["column"]))
            raise QueryError(
                f"The query does not parse at line {line}, column {column}: {found}.",
                "SPARQL 1.1 is read here.", line=line, column=column,
            )  # fmt: skip
        if header.get("error"):
            raise QueryError("The query cannot be answered as it stands.", "Check functions, aggregates and casts.")
        empty = header["rows"] == 0 or body in (b'{"head": {}, "boolean": false}', b"false\n")
        unused = unused_terms(guarded.iris, _used(self._generations.path(state))) if empty else ()
        return SparqlAnswer(header["form"], body, header["rows"], header["truncated"], unused)

    def select(self, query: str) -> list[dict[str, RdfTerm]]:
        """The solutions of a trusted query, run here."""
        state = self._state()
        store = Store.read_only(str(self._generations.path(state)))
        graphs = [NamedNode(iri) for iri in sorted(state.graphs)]
        found = store.query(query, prefixes=dict(PREFIXES), default_graph=graphs)
        if not isinstance(found, QuerySolutions):
            raise QueryError("A SELECT was expected.")
        names = [variable.value for variable in found.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found]

    def dump(self) -> Iterator[Quad]:
        """All quads of the data graphs."""
        state = self._generations.state()
        if not state.generation:
            return
        store = Store.read_only(str(self._generations.path(state)))
        for iri in sorted(state.graphs):
            yield from store.quads_for_pattern(None, None, None, NamedNode(iri))

    def replace(self, graphs: Mapping[str, Sequence[Quad]], base: str) -> bool:
        """Replaces whole graphs."""
        return self._generations.replace(graphs, base, self._waiting)

    def close(self) -> None:
        """Ends the workers."""
        self._pool.close()

    def _state(self) -> State:
        state = self._generations.state()
        if not state.generation:
            raise StoreError(f"The store {self._generations.folder} is empty.", "Load a plan first: policylinks load.")
        return state

    def _request(
        self, request: SparqlRequest, state: State, graphs: Sequence[str], has_dataset: bool
    ) -> dict[str, Any]:
        """What the worker is told. The protocol's graphs win over FROM; without either, the default graph is the union
        of the data graphs. A graph that is not in the store is an empty one."""
        default: list[str] | None = list(graphs)
        named: list[str] | None = None
        if request.default_graphs is not None or request.named_graphs is not None:
            default, named = list(request.default_graphs or ()), list(request.named_graphs or ())
        elif has_dataset:
            default = None
        return {
            "query": request.query, "path": str(self._generations.path(state)), "prefixes": dict(PREFIXES),
            "default_graphs": default, "named_graphs": named, "format": request.format,
            "graph_format": request.graph_format, "max_rows": self._limits.rows,
        }  # fmt: skip


@lru_cache(maxsize=4)
def _used(path: Path) -> frozenset[str]:
    """The IRIs that a generation uses as property, class or value: what "not stated" is decided by."""
    store = Store.read_only(str(path))
    ontology = NamedNode(ONTOLOGY)
    found: set[str] = set()
    for quad in store:
        if quad.graph_name != ontology:
            found.update(
                each.value for each in (quad.subject, quad.predicate, quad.object) if isinstance(each, NamedNode)
            )
    return frozenset(found)
