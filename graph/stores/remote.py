"""Any SPARQL 1.1 endpoint in the place of the embedded store: the same guard, the same limits, the same answers."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import (
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

from graph.errors import EndpointError, LimitError, QueryError
from graph.stores.guard import guard
from graph.stores.position import offending_token
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
_FRESH_SECONDS = 5.0
_LARGEST = 256 * 1024**2


class RemoteStore:
    """An endpoint by its query address; see ``graph.stores.sparql.SparqlStore`` for what each method promises.

    The version is a hash of the graphs with their sizes, asked at most every five seconds.
    """

    def __init__(self, url: str, update_url: str, base: str, limits: Limits) -> None:
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
            default = tuple(graphs)
        if guarded.form in ("CONSTRUCT", "DESCRIBE"):
            body = self._ask(request.query, "application/n-triples", default, named)
            return self._triples(body, request.graph_format)
        body = self._ask(request.query, "application/sparql-results+json", default, named)
        answer = self._rows(body, request.format)
        if answer.rows:
            return answer
        used = {each.value for quad in self.dump() for each in (quad.subject, quad.predicate, quad.object)
                if isinstance(each, NamedNode)}  # fmt: skip
        return SparqlAnswer(answer.form, answer.body, 0, False, unused_terms(guarded.iris, used))

    def select(self, query: str) -> list[dict[str, RdfTerm]]:
        """The solutions of a trusted query."""
        found = parse_query_results(
            self._ask(query, "application/sparql-results+json", None, None), QueryResultsFormat.JSON
        )
        if not isinstance(found, QuerySolutions):
            raise QueryError("A SELECT was expected.")
        names = [variable.value for variable in found.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found]

    def dump(self) -> Iterator[Quad]:
        """All quads; triples of the endpoint's default graph that no named graph holds come without a graph."""
        for query in (_ALL, _ALL_DEFAULT):
            for row in self.select(query):
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

    def replace(self, graphs: Mapping[str, Sequence[Quad]], base: str) -> bool:
        """Replaces whole graphs in one update request, which SPARQL 1.1 makes atomic where the server can."""
        if not self._update_url:
            raise EndpointError(
                "The endpoint has no update address.", "Set POLICYLINKS_SPARQL_UPDATE_URL to load into it."
            )
        parts = []
        for iri, quads in sorted(graphs.items()):
            lines = sorted({f"{each.subject} {each.predicate} {each.object} ." for each in quads})
            parts.append(f"DROP SILENT GRAPH <{iri}>")
            if lines:
                parts.append("INSERT DATA { GRAPH <" + iri + "> {\n" + "\n".join(lines) + "\n} }")
        before = self.version()
        self._send(self._update_url, " ;\n".join(parts).encode(), "application/sparql-update", "*/*")
        self._state = (0.0, "", {})
        return self.version() != before

    def close(self) -> None:
        """Nothing runs here."""

    def _fresh(self) -> tuple[float, str, dict[str, int]]:
        if time.monotonic() - self._state[0] > _FRESH_SECONDS or not self._state[1]:
            rows = self.select(_COUNT)
            sizes = {str(row["g"].value): int(row["n"].value) for row in rows if "g" in row}  # type: ignore[union-attr]
            sizes.pop(ONTOLOGY, None)
            rest = [row["n"].value for row in self.select(_COUNT_DEFAULT)]  # type: ignore[union-attr]
            text = repr([sorted((name, str(term)) for name, term in row.items()) for row in rows]) + repr(rest)
            version = hashlib.sha256(text.encode()).hexdigest()[:16]
            self._state = (time.monotonic(), version, sizes)
        return self._state

    def _ask(self, query: str, accept: str, default: Sequence[str] | None, named: Sequence[str] | None) -> bytes:
        head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        fields = [("query", head + query), *(("default-graph-uri", iri) for iri in default or ()),
                  *(("named-graph-uri", iri) for iri in named or ())]  # fmt: skip
        try:
            return self._send(
                self._url, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded", accept
            )
        except QueryError:
            line, column, found = offending_token(query, (1, 1))
            raise QueryError(
                f"The query does not parse at line {line}, column {column}: {found}.", "SPARQL 1.1 is read here.",
                line=line, column=column,
            ) from None  # fmt: skip

    def _send(self, url: str, body: bytes, type_: str, accept: str) -> bytes:
        request = urllib.request.Request(url, body, {"Content-Type": type_, "Accept": accept}, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=self._limits.seconds) as answer:
                found: bytes = answer.read(_LARGEST + 1)
        except urllib.error.HTTPError as error:
            if error.code == 400:
                raise QueryError("The endpoint does not take the query.") from None
            raise EndpointError(f"The endpoint answered {error.code}.", "Check its address and its log.") from None
        except TimeoutError:
            raise LimitError(
                f"The endpoint did not answer within {self._limits.seconds:g} s.", "Ask for less."
            ) from None
        except (OSError, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise LimitError(
                    f"The endpoint did not answer within {self._limits.seconds:g} s.", "Ask for less."
                ) from None
            raise EndpointError("The endpoint cannot be reached.", "Check POLICYLINKS_SPARQL_URL.") from None
        if len(found) > _LARGEST:
            raise LimitError("The endpoint's answer is too large.", "Ask for less.")
        return found

    def _rows(self, body: bytes, format_: str) -> SparqlAnswer:
        try:
            content = json.loads(body)
            if "boolean" in content:
                value = bool(content["boolean"])
                return SparqlAnswer("boolean", boolean(value, format_), int(value), False)
            found = parse_query_results(body, QueryResultsFormat.JSON)
            assert isinstance(found, QuerySolutions)
            rows = [tuple(row) for row in found]
        except (ValueError, SyntaxError, AssertionError) as error:
            raise EndpointError("The endpoint's answer is no SPARQL result.", "Check its address.") from error
        kept = rows[: self._limits.rows]
        names = [variable.value for variable in found.variables]
        return SparqlAnswer("bindings", WRITERS[format_](names, kept), len(kept), len(rows) > len(kept))

    def _triples(self, body: bytes, format_: str) -> SparqlAnswer:
        try:
            triples = [
                Triple(each.subject, each.predicate, each.object) for each in parse(body, format=RdfFormat.N_TRIPLES)
            ]
        except (ValueError, SyntaxError) as error:
            raise EndpointError("The endpoint's answer is no graph.", "Check its address.") from error
        kept = triples[: self._limits.rows]
        out = serialize(kept, format=GRAPH_FORMATS[format_]) or b""
        return SparqlAnswer("graph", out, len(kept), len(triples) > len(kept))
