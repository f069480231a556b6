"""Any SPARQL 1.1 endpoint in the place of the embedded store: the same guard, the same limits, the same answers."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from graph.errors import EndpointError, OutsideError
from graph.lines.account import NO_ACCOUNTS, LineAccount
from graph.property_graph.grouping import grouped
from graph.stores.endpoint import Refused, ask, check_address, send
from graph.stores.language.guard import GuardedQuery, guard
from graph.stores.language.position import syntax_error
from graph.stores.ontology_graph import ontology_quads
from graph.stores.results import WRITERS, RdfTerm, boolean
from graph.stores.sparql import Limits, SparqlAnswer, SparqlRequest
from graph.stores.unused import unused_terms
from graph.stores.worker import GRAPH_FORMATS
from ontology.prefixes import PREFIXES
from ontology.vocabulary import ONTOLOGY

_ALL = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
_ALL_DEFAULT = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_COUNT = (
    "SELECT ?g (COUNT(*) AS ?n) (SUM(STRLEN(STR(?o))) AS ?l) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
)
_COUNT_DEFAULT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_USED = "SELECT DISTINCT ?t WHERE { VALUES ?t { %s } { ?s ?p ?t } UNION { ?s ?t ?o } UNION { ?t ?p ?o } }"
_JSON, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_NOTHING = "urn:x-policylinks:nothing"
_FRESH_SECONDS, _FAILED_SECONDS, _LOAD_SECONDS = 5.0, 1.0, 300.0


class RemoteStore:
    """An endpoint by its query address; see ``graph.stores.sparql.SparqlStore`` for what each method promises.

    The version is a hash of the graphs with their sizes, asked at most every five seconds.
    """

    def __init__(self, url: str, update_url: str, base: str, limits: Limits) -> None:
        for each in filter(None, (url, update_url)):
            check_address(each)
        self._lock = Lock()
        self._failed: tuple[float, OutsideError] | None = None
        self._url, self._update_url, self._base, self._limits = url, update_url, base, limits
        self._state: tuple[float, str, dict[str, int]] = (0.0, "", {})

    def version(self) -> str:
        """The version of the data."""
        return self._fresh()[1]

    def base(self) -> str:
        """The base IRI that the settings name."""
        return self._base

    def graphs(self) -> Mapping[str, int]:
        """The named graphs with their numbers of triples."""
        return self._fresh()[2]

    def query(self, request: SparqlRequest) -> SparqlAnswer:
        """Answers a query by asking the endpoint for all rows up to the limit."""
        graphs = self.graphs()
        guarded = guard(request.query, {*graphs, ONTOLOGY}, PREFIXES, self._limits.length)
        default, named = request.default_graphs, request.named_graphs
        if default is None and named is None and not guarded.has_dataset and graphs:
            default, named = tuple(graphs), (*graphs, ONTOLOGY)
        elif default is not None or named is not None:
            # An unknown graph is an empty one, and an endpoint that does not know it must not go and fetch it.
            default = _known(default, graphs) or (_NOTHING,)
            named = _known(named, graphs)
        fields = [("query", _prefixes(guarded) + guarded.text), *(("default-graph-uri", iri) for iri in default or ()),
                  *(("named-graph-uri", iri) for iri in named or ())]  # fmt: skip
        is_graph = guarded.form in ("CONSTRUCT", "DESCRIBE")
        try:
            body = ask(self._url, fields, _TRIPLES if is_graph else _JSON, self._limits.seconds)
        except Refused:
            raise syntax_error(guarded.text) from None
        answer = self._graph(body, request.graph_format) if is_graph else self._rows(body, request.format)
        if answer.rows:
            return answer
        return SparqlAnswer(answer.form, answer.body, 0, False, self._unused(guarded))

    def _unused(self, guarded: GuardedQuery) -> tuple[str, ...]:
        asked = sorted({iri for iri in guarded.iris if unused_terms((iri,), ())})
        if not asked:
            return ()
        rows = self.select(_USED % " ".join(str(NamedNode(iri)) for iri in asked))
        return unused_terms(guarded.iris, {each.value for row in rows if isinstance(each := row.get("t"), NamedNode)})

    def select(self, query: str) -> list[dict[str, RdfTerm]]:
        """The solutions of a trusted query."""
        graphs = [("default-graph-uri", iri) for iri in self._state[2]]
        named = [("named-graph-uri", iri) for iri in (*self._state[2], ONTOLOGY)] if graphs else []
        return self._select([("query", query), *graphs, *named])

    def _select(self, fields: Sequence[tuple[str, str]]) -> list[dict[str, RdfTerm]]:
        try:
            names, rows = _solutions(ask(self._url, fields, _JSON, self._limits.seconds))
        except Refused:
            raise EndpointError("The endpoint does not take SPARQL 1.1 queries.", "Check its address.") from None
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in rows]

    def dump(self) -> Iterator[Quad]:
        """All quads; triples of the endpoint's default graph that no named graph holds come without a graph."""
        for query in (_ALL, _ALL_DEFAULT):
            for row in self._select([("query", query)]):
                graph = row.get("g")
                if isinstance(graph, NamedNode) and graph.value == ONTOLOGY:
                    continue
                subject, predicate = row["s"], row["p"]
                if isinstance(subject, Literal | Triple) or not isinstance(predicate, NamedNode):
                    continue
                if isinstance(graph, NamedNode):
                    yield Quad(subject, predicate, row["o"], graph)
                else:
                    yield Quad(subject, predicate, row["o"])

    def by_subject(self) -> Sequence[Quad]:
        """All quads of the data graphs, those of a subject together, in memory."""
        return grouped(self.dump())

    def accounts(self) -> Mapping[str, LineAccount]:
        """None: an endpoint holds triples alone, and the words of a plan are not sent to it."""
        return NO_ACCOUNTS

    def replace(
        self,
        graphs: Mapping[str, Sequence[Quad]],
        base: str,  # noqa: ARG002  # the IRIs hold it
        accounts: Mapping[str, LineAccount] = NO_ACCOUNTS,  # noqa: ARG002  # they stay here
    ) -> bool:
        """Replaces whole graphs in one update request, which SPARQL 1.1 makes atomic where the server can."""
        if not self._update_url:
            raise EndpointError(
                "The endpoint has no update address.", "Set POLICYLINKS_SPARQL_UPDATE_URL to load into it."
            )
        parts = []
        for iri, quads in sorted({ONTOLOGY: ontology_quads(), **graphs}.items()):
            lines = sorted({f"{each.subject} {each.predicate} {each.object} ." for each in quads})
            parts.append(f"DROP SILENT GRAPH <{iri}>")
            if lines:
                parts.append("INSERT DATA { GRAPH <" + iri + "> {\n" + "\n".join(lines) + "\n} }")
        before = self._fresh(0.0)[1]
        try:
            send(self._update_url, " ;\n".join(parts).encode(), "application/sparql-update", "*/*", _LOAD_SECONDS)
        except Refused:
            raise EndpointError(
                "The endpoint does not take the update.", "Check POLICYLINKS_SPARQL_UPDATE_URL."
            ) from None
        return self._fresh(0.0)[1] != before

    def close(self) -> None:
        """Nothing runs here."""

    def _fresh(self, within: float = _FRESH_SECONDS) -> tuple[float, str, dict[str, int]]:
        """The state, asked anew where it is older than ``within`` seconds."""
        with self._lock:
            if self._failed and time.monotonic() - self._failed[0] < _FAILED_SECONDS:
                raise self._failed[1]  # those who waited for the same failure need not wait for their own
            if time.monotonic() - self._state[0] > within or not self._state[1]:
                self._state = self._asked()
            return self._state

    def _asked(self) -> tuple[float, str, dict[str, int]]:
        try:
            rows = self._select([("query", _COUNT)])
            rest = [_text(row, "n") for row in self._select([("query", _COUNT_DEFAULT)])]
        except OutsideError as error:
            self._failed = (time.monotonic(), error)
            raise
        self._failed = None
        sizes = {_text(row, "g"): int(_text(row, "n") or 0) for row in rows if _text(row, "g")}
        sizes.pop(ONTOLOGY, None)
        text = repr([sorted((name, str(term)) for name, term in row.items()) for row in rows]) + repr(rest)
        return time.monotonic(), hashlib.sha256(text.encode()).hexdigest()[:16], sizes

    def _rows(self, body: bytes, format_: str) -> SparqlAnswer:
        value = _truth(body)
        if value is not None:
            return SparqlAnswer("boolean", boolean(value, format_), int(value), False)
        names, rows = _solutions(body)
        kept = rows[: self._limits.rows]
        return SparqlAnswer("bindings", WRITERS[format_](names, kept), len(kept), len(rows) > len(kept))

    def _graph(self, body: bytes, format_: str) -> SparqlAnswer:
        try:
            triples = [
                Triple(each.subject, each.predicate, each.object) for each in parse(body, format=RdfFormat.N_TRIPLES)
            ]
        except (ValueError, SyntaxError) as error:
            raise EndpointError("The endpoint's answer is no graph.", "Check its address.") from error
        kept = triples[: self._limits.rows]
        out = serialize(kept, format=GRAPH_FORMATS[format_]) or b""
        return SparqlAnswer("graph", out, len(kept), len(triples) > len(kept))


def _known(asked: Sequence[str] | None, graphs: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(iri for iri in asked or () if iri in graphs or iri == ONTOLOGY)


def _prefixes(guarded: GuardedQuery) -> str:
    """The declarations of the predeclared prefixes that a query uses, on one line so that its own lines count on."""
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name in guarded.prefixes)


def _text(row: Mapping[str, RdfTerm], name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""


def _truth(body: bytes) -> bool | None:
    """The answer of an ASK, None where it is another. Raises EndpointError where it is no JSON object."""
    try:
        content = json.loads(body)
        value = content.get("boolean")
    except (ValueError, AttributeError) as error:
        raise EndpointError("The endpoint's answer is no SPARQL result.", "Check its address.") from error
    return value if isinstance(value, bool) else None


def _solutions(body: bytes) -> tuple[list[str], list[tuple[RdfTerm | None, ...]]]:
    try:
        found = parse_query_results(body, QueryResultsFormat.JSON)
        if not isinstance(found, QuerySolutions):
            raise EndpointError("The endpoint answered yes or no where rows were asked for.", "Check its address.")
        return [variable.value for variable in found.variables], [tuple(row) for row in found]
    except (ValueError, SyntaxError) as error:
        raise EndpointError("The endpoint's answer is no SPARQL result.", "Check its address.") from error
