"""``/sparql``: the SPARQL 1.1 Protocol, query operations only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import negotiation
from api.context import Context, context
from api.service_description import service_description
from graph.errors import CallError, UpdateRefused
from graph.stores.guard import query_form
from graph.stores.sparql import SparqlAnswer, SparqlRequest
from visualizations.editor import editor_page

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


@router.get("/sparql", summary="SPARQL query; the service description or the editor without one")
def get_sparql(request: Request) -> Response:
    """Answers ``?query=``; without it, describes the service, or shows the query editor to a browser."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if not any(name in ("query", "update") for name, _ in pairs):
        return _describe(request)
    return _answer(request, pairs, None)


@router.post("/sparql", summary="SPARQL query by form or by body")
async def post_sparql(request: Request) -> Response:
    """Answers a query in a form field or as the body itself."""
    type_ = request.headers.get("content-type", "").split(";")[0].strip().lower()
    limit = context(request).settings.max_query_length * 12 + 100_000  # a character is at most 12 bytes when encoded
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, "The body is larger than any query that is taken.")
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if type_ == _UPDATE:
        raise UpdateRefused("An update was sent.", "Only queries are taken here.")
    if type_ == _QUERY:
        return await run_in_threadpool(_answer, request, pairs, _text(body))
    if type_ == _FORM:
        found = parse_qsl(_text(body), keep_blank_values=True)
        return await run_in_threadpool(_answer, request, [*pairs, *found], None)
    raise HTTPException(415, f"A body is {_QUERY} or {_FORM}, not {type_ or 'without a type'}.")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise CallError("The body is not UTF-8.", "Send the query as UTF-8.") from None


def _answer(request: Request, pairs: Sequence[tuple[str, str]], body: str | None) -> Response:
    if any(name == "update" for name, _ in pairs):
        raise UpdateRefused("An update was sent.", "Only queries are taken here.")
    queries = [value for name, value in pairs if name == "query"] + ([body] if body is not None else [])
    if len(queries) != 1:
        raise CallError(f"{len(queries)} queries were sent.", "Send one, as `query` or as the body.")

    def graphs(name: str) -> tuple[str, ...] | None:
        return tuple(value for key, value in pairs if key == name) or None

    wants_graph = query_form(queries[0]) in ("CONSTRUCT", "DESCRIBE")
    offered = GRAPHS if wants_graph else SOLUTIONS
    chosen = negotiation.media_type(request, tuple(offered))
    known = context(request)
    found = known.store.query(
        SparqlRequest(
            queries[0],
            SOLUTIONS.get(chosen, "json"),
            GRAPHS.get(chosen, "turtle"),
            graphs("default-graph-uri"),
            graphs("named-graph-uri"),
        )  # fmt: skip
    )
    return negotiation.answer(request, found.body, chosen, known.store.version(), headers=_headers(found))


def _headers(found: SparqlAnswer) -> dict[str, str]:
    headers = {}
    if found.truncated:
        headers["Policylinks-Truncated"] = f"rows={found.rows}"
    if found.unused:
        headers["Policylinks-Not-Stated"] = ", ".join(found.unused).encode("ascii", "replace").decode()
    return headers


def _describe(request: Request) -> Response:
    known: Context = context(request)
    chosen = negotiation.media_type(request, (*GRAPHS, _HTML))
    version = known.store.version()
    if chosen == _HTML:
        lang = negotiation.language(request, known.settings.language)
        body = editor_page(known.snapshot(), lang, "sparql")
        return negotiation.answer(request, body.encode(), _HTML, version, lang=lang, vary=("Accept", "Accept-Language"))
    address = f"{known.public_url(request)}/sparql"
    body_ = service_description(address, known.store.graphs(), GRAPHS[chosen])
    return negotiation.answer(request, body_, chosen, version)
