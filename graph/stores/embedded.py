"""The default store: Oxigraph on disk, written in generations, read by killable workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from graph.errors import QueryError, StoreError
from graph.lines.account import NO_ACCOUNTS, LineAccount
from graph.property_graph.grouping import by_subject
from graph.stores.disk.generations import Generations, State
from graph.stores.language.guard import GuardedQuery, guard
from graph.stores.language.position import syntax_error
from graph.stores.pool import WorkerPool
from graph.stores.results import RdfTerm
from graph.stores.sparql import Limits, SparqlAnswer, SparqlRequest
from graph.stores.unused import unused_terms
from ontology.prefixes import PREFIXES
from ontology.vocabulary import ONTOLOGY

WORKERS = 4


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
        self._lock = Lock()
        self._terms: tuple[str, frozenset[str]] = ("", frozenset())

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
        """Answers a query in a worker. Where a load replaced the data meanwhile, it is asked once more of the new."""
        try:
            return self._answer(self._state(), request)
        except _Replaced:
            return self._answer(self._state(), request, again=True)

    def _answer(self, state: State, request: SparqlRequest, *, again: bool = False) -> SparqlAnswer:
        graphs = sorted(state.graphs)
        guarded = guard(request.query, {*graphs, ONTOLOGY}, PREFIXES, self._limits.length)
        try:
            header, body = self._pool.ask(self._request(request, guarded, state), self._limits.seconds)
        except StoreError:
            if again or self._generations.path(state).is_dir():
                raise
            raise _Replaced from None
        match header.get("error"):
            case "syntax":
                raise syntax_error(guarded.text, (header["line"], header["column"]))
            case "evaluation":
                if not again and not self._generations.path(state).is_dir():
                    raise _Replaced
                raise QueryError("The query cannot be answered as it stands.", "Check functions, aggregates and casts.")
        unused = unused_terms(guarded.iris, self._used(state)) if not header["rows"] else ()
        return SparqlAnswer(header["form"], body, header["rows"], header["truncated"], unused)

    def select(self, query: str) -> list[dict[str, RdfTerm]]:
        """The solutions of a trusted query, run here."""
        state = self._state()
        store = self._open(state)
        graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in sorted(state.graphs)]
        default = DefaultGraph() if state.merged else graphs
        found = store.query(query, prefixes=dict(PREFIXES), default_graph=default)
        if not isinstance(found, QuerySolutions):
            raise QueryError("A SELECT was expected.")
        names = [variable.value for variable in found.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found]

    def dump(self) -> Iterator[Quad]:
        """All quads of the data graphs."""
        state = self._generations.state()
        if state.generation:
            yield from self._quads(state)

    def by_subject(self) -> Iterable[Quad]:
        """All quads of the data graphs, those of a subject together; can be read again, and none is kept."""
        state = self._state()
        return by_subject(self._open(state), state.graphs, self._generations.triples(state), merged=state.merged)

    def accounts(self) -> Mapping[str, LineAccount]:
        """The accounts of lines that were kept with the documents."""
        return self._generations.accounts(self._generations.state())

    def replace(
        self,
        graphs: Mapping[str, Sequence[Quad]],
        base: str,
        accounts: Mapping[str, LineAccount] = NO_ACCOUNTS,
    ) -> bool:
        """Replaces whole graphs, and the accounts of lines with them."""
        return self._generations.replace(graphs, base, accounts, self._waiting)

    def close(self) -> None:
        """Ends the workers."""
        self._pool.close()

    def _used(self, state: State) -> frozenset[str]:
        """The IRIs that the data uses as property, class or value: what "not stated" is decided by."""
        with self._lock:
            if self._terms[0] != state.version:
                found = {
                    each.value
                    for quad in self._quads(state)
                    for each in (quad.subject, quad.predicate, quad.object)
                    if isinstance(each, NamedNode)
                }
                self._terms = (state.version, frozenset(found))
            return self._terms[1]

    def _quads(self, state: State) -> Iterator[Quad]:
        store = self._open(state)
        for iri in sorted(state.graphs):
            yield from store.quads_for_pattern(None, None, None, NamedNode(iri))

    def _open(self, state: State) -> Store:
        try:
            return Store.read_only(str(self._generations.path(state)))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"The store {self._generations.folder} cannot be opened: its data is missing or damaged.",
                "Load anew into another folder with --store.",
            ) from error

    def _state(self) -> State:
        state = self._generations.state()
        if not state.generation:
            raise StoreError(f"The store {self._generations.folder} is empty.", "Load a plan first: policylinks load.")
        return state

    def _request(self, request: SparqlRequest, guarded: GuardedQuery, state: State) -> dict[str, Any]:
        """What the worker is told. The protocol's graphs win over FROM; without either, the default graph is the merge
        of the data graphs. A graph that is not in the store is an empty one, so only those that are get on."""
        default: list[str] | None = sorted(state.graphs)
        named = default  # the ontology's graph is apart: a query names it (FROM NAMED) to see it
        merged = state.merged
        if request.default_graphs is not None or request.named_graphs is not None:
            known = {*state.graphs, ONTOLOGY}
            default = [iri for iri in request.default_graphs or () if iri in known]
            named = [iri for iri in request.named_graphs or () if iri in known]
            merged = merged and set(default) == set(state.graphs)
        elif guarded.has_dataset:
            default = named = None
            merged = False
        return {
            "query": guarded.text, "path": str(self._generations.path(state).absolute()), "prefixes": dict(PREFIXES),
            "merged": merged, "default_graphs": None if merged else default, "named_graphs": named,
            "format": request.format, "graph_format": request.graph_format, "max_rows": self._limits.rows,
        }  # fmt: skip


class _Replaced(Exception):  # noqa: N818  # no error: a sign that a generation is gone
    """The generation that was asked is no longer there."""
