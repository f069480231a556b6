"""``/sparql``: the SPARQL 1.1 Protocol, query operations only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.answering.notes import sparql_notes
from api.answering.problems import NotAcceptable
from api.answering.service_description import service_description
from api.context import context
from api.openapi import answers, form_body, parameters
from api.routers.editors import refused, sparql_page
from graph.errors import CallError, PolicyLinksError, UpdateRefused
from graph.stores.language.guard import guard, query_form
from graph.stores.sparql import SparqlRequest
from ontology.prefixes import PREFIXES
from ontology.vocabulary import ONTOLOGY

router = APIRouter(tags=["SPARQL"])

# Media type → format of graph.stores. Where several names mean one format, the first is the one that is sent.
SOLUTIONS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_HTML = "text/html"
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_PARAMETERS = {
    "query": "A query in SPARQL 1.1; the prefixes of the ontology are declared.",
    "default-graph-uri": "A graph of the default graph; may repeat. Wins over FROM.",
    "named-graph-uri": "A named graph; may repeat. Wins over FROM NAMED.",
}

_ANSWERS = answers((*SOLUTIONS, *GRAPHS, _HTML), 400, 403, 406, 503)
Pairs = Sequence[tuple[str, str]]


@router.get(
    "/sparql", summary="SPARQL query; the service description or the editor without one",
    openapi_extra={**parameters(_PARAMETERS), "responses": _ANSWERS},
)  # fmt: skip
async def get_sparql(request: Request) -> Response:
    """Answers ``?query=``; without it, describes the service, or shows the query editor to a browser."""
    pairs = _pairs(request.scope["query_string"])
    if not any(name in ("query", "update") for name, _ in pairs):
        return await to_thread.run_sync(_describe, request)
    return await to_thread.run_sync(_answer, request, pairs, None, limiter=context(request).queries)


@router.post(
    "/sparql", summary="SPARQL query by form or by body",
    openapi_extra={**form_body(_PARAMETERS, _QUERY), "responses": _ANSWERS | answers((), 413, 415)},
)  # fmt: skip
async def post_sparql(request: Request) -> Response:
    """Answers a query in a form field or as the body itself."""
    type_ = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if type_ == _UPDATE:
        raise UpdateRefused("An update was sent.", "Only queries are taken here.")
    if type_ not in (_FORM, _QUERY):
        raise HTTPException(415, f"A body is {_QUERY} or {_FORM}, not {type_ or 'without a type'}.")
    limit = context(request).settings.max_query_length * 12 + 100_000  # a character is at most 12 bytes when encoded
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, "The body is larger than any query that is taken.")
    pairs = _pairs(request.scope["query_string"])
    if type_ == _QUERY:
        return await to_thread.run_sync(_answer, request, pairs, _text(bytes(body)), limiter=context(request).queries)
    found = [*pairs, *_pairs(bytes(body))]
    return await to_thread.run_sync(_answer, request, found, None, limiter=context(request).queries)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CallError("The body is not UTF-8.", "Send the query as UTF-8.") from None


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a form, decoded once."""
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise CallError("The fields are not UTF-8.", "Percent-encode them as UTF-8.") from None


def _answer(request: Request, pairs: Pairs, body: str | None) -> Response:
    if any(name == "update" for name, _ in pairs):
        raise UpdateRefused("An update was sent.", "Only queries are taken here.")
    queries = [value for name, value in pairs if name == "query"] + ([body] if body is not None else [])
    if len(queries) != 1:
        raise CallError(f"{len(queries)} queries were sent.", "Send one, as `query` or as the body.")
    query, known = queries[0], context(request)
    offered = GRAPHS if query_form(query) in _GRAPH_FORMS else SOLUTIONS
    try:
        chosen = negotiation.media_type(request, (*offered, _HTML))
    except NotAcceptable:
        # A refused query is told as such, whatever answer would have been acceptable.
        guard(query, {*known.store.graphs(), ONTOLOGY}, PREFIXES, known.settings.max_query_length)
        raise

    def graphs(name: str) -> tuple[str, ...] | None:
        return tuple(value for key, value in pairs if key == name) or None

    asked = SparqlRequest(
        query, SOLUTIONS.get(chosen, "json"), GRAPHS.get(chosen, "turtle"),
        graphs("default-graph-uri"), graphs("named-graph-uri"),
    )  # fmt: skip
    if chosen != _HTML:
        found = known.store.query(asked)
        return negotiation.answer(request, found.body, chosen, known.store.version(), headers=sparql_notes(found))
    try:
        found = known.store.query(asked)
    except PolicyLinksError as error:
        return refused(request, "sparql", query, error)
    page = sparql_page(request, query, found)
    page.headers.update(sparql_notes(found))
    return page


def _describe(request: Request) -> Response:
    known = context(request)
    chosen = negotiation.media_type(request, (*GRAPHS, _HTML))
    if chosen == _HTML:
        return sparql_page(request)
    address = f"{known.public_url(request)}/sparql"
    described = service_description(address, known.store.graphs(), GRAPHS[chosen])
    return negotiation.answer(request, described, chosen, known.store.version())
