"""The HTML of ``/sparql`` and ``/cypher``, their answers as files, and what the editors offer to complete."""

from __future__ import annotations

import json
from collections.abc import Mapping

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.answering.notes import cypher_notes, sparql_notes
from api.answering.problems import NotAcceptable, problem_of_error
from api.context import Context, context
from api.openapi import LANG, answers, parameters
from api.routers.pages import CSV, HTML, JSON, dump
from graph.cypher.running import is_installed
from graph.errors import CallError, PolicyLinksError, StoreError, UpdateRefused
from graph.stores.sparql import SparqlAnswer, SparqlRequest
from visualizations.answers.result import Result, cypher_result_of, result_of
from visualizations.answers.values import columns_of, rows_of
from visualizations.editor.completion import completions
from visualizations.editor.page import editor_page
from visualizations.tables import csv_table

router = APIRouter(tags=["Query editors"])
_VARY = ("Accept", "Accept-Language")
_TURTLE = "text/turtle"
_OF_ERRORS = ("Cache-Control", "Retry-After")  # headers that a page of an error has from the problem
_QUERY = {"query": "The query."}
_GRAPHS = {
    "default-graph-uri": "A graph of the default graph; may repeat. Wins over FROM.",
    "named-graph-uri": "A named graph; may repeat. Wins over FROM NAMED.",
}
_EDITOR = {
    "example": "Id of a curated question that the editor begins with.",
    "page": "Number of the page of the answer, from 1.",
    **LANG,
}


def has_engine(known: Context) -> bool:
    """Whether anything can answer Cypher here."""
    return bool(known.settings.neo4j_url) or is_installed()


def page_number(request: Request) -> int:
    """The page of the rows that an address asks for; the first where it asks for none."""
    asked = request.query_params.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


def sparql_page(request: Request, query: str = "", found: SparqlAnswer | None = None) -> Response:
    """The SPARQL editor, with an answer (its body in JSON or Turtle) where one was asked for."""
    known = context(request)
    lang = negotiation.language(request, known.settings.language)
    result = result_of(found, known.snapshot().base, lang, page_number(request)) if found else None
    return _page(request, "sparql", query, result)


def refused(request: Request, language: str, query: str, error: PolicyLinksError) -> Response:
    """The editor with the query as it was sent and what was wrong with it; its status is that of the error."""
    if isinstance(error, StoreError):
        raise error  # no page without a store
    return _page(request, language, query, error=error)


def _page(
    request: Request, language: str, query: str, result: Result | None = None, error: PolicyLinksError | None = None
) -> Response:
    known = context(request)
    lang = negotiation.language(request, known.settings.language)
    snapshot = known.snapshot()
    graphs = {name: found for name in _GRAPHS if (found := request.query_params.getlist(name))}
    page = editor_page(
        snapshot, lang, language, query=query, graphs=graphs if language == "sparql" else {},
        example=request.query_params.get("example", ""), result=result, error=error, engine=has_engine(known),
    )  # fmt: skip
    if not error:
        return negotiation.answer(request, page.encode(), HTML, snapshot.version, lang=lang, vary=_VARY)
    told = problem_of_error(request, error)
    answer = negotiation.answer(
        request, page.encode(), HTML, snapshot.version, status=told.status_code, lang=lang, vary=_VARY
    )
    del answer.headers["ETag"]  # an error is kept nowhere
    answer.headers.update({name: told.headers[name] for name in _OF_ERRORS if name in told.headers})
    return answer


@router.get(
    "/cypher", summary="The Cypher editor, for browsers",
    openapi_extra={**parameters({**_QUERY, **_EDITOR}), "responses": answers((HTML,), 400, 403, 405, 503)},
)  # fmt: skip
async def get_cypher(request: Request) -> Response:
    """A page where Accept prefers HTML; programs ask by POST, so that all else is a wrong method."""
    try:
        chosen = negotiation.media_type(request, (JSON, HTML))
    except NotAcceptable:
        chosen = JSON
    if chosen != HTML:
        raise HTTPException(405, "Cypher is asked by POST; GET shows its editor to browsers (Accept: text/html).")
    return await to_thread.run_sync(_cypher_page, request, limiter=context(request).cypher_queries)


def _cypher_page(request: Request) -> Response:
    query = request.query_params.get("query", "")
    if not query:
        return _page(request, "cypher", "")
    known = context(request)
    try:
        found = known.cypher.run(query, {}, known.settings.limits)
    except PolicyLinksError as error:
        return refused(request, "cypher", query, error)
    lang = negotiation.language(request, known.settings.language)
    page = _page(request, "cypher", query, cypher_result_of(found, known.snapshot().base, lang, page_number(request)))
    page.headers.update(cypher_notes(found))
    return page


@router.get(
    "/sparql.{suffix}", summary="The answer to a query as a file: csv, json (SPARQL results) or ttl",
    openapi_extra={
        **parameters({**_QUERY, **_GRAPHS}, required=("query",)),
        "responses": answers((CSV, JSON, _TURTLE), 400, 403, 404, 503),
    },
)  # fmt: skip
async def sparql_file(request: Request, suffix: str) -> Response:
    """What a link of the editor's page downloads."""
    return await to_thread.run_sync(_sparql_file, request, suffix, limiter=context(request).queries)


@router.get(
    "/cypher.{suffix}", summary="The answer to a query as a file: csv or json",
    openapi_extra={**parameters(_QUERY, required=("query",)), "responses": answers((CSV, JSON), 400, 403, 404, 503)},
)  # fmt: skip
async def cypher_file(request: Request, suffix: str) -> Response:
    """What a link of the editor's page downloads."""
    return await to_thread.run_sync(_cypher_file, request, suffix, limiter=context(request).cypher_queries)


def _sparql_file(request: Request, suffix: str) -> Response:
    known, type_ = context(request), _type(request, suffix, {"csv": CSV, "json": JSON, "ttl": _TURTLE})
    if "update" in request.query_params:
        raise UpdateRefused("An update was sent.", "Only queries are taken here.")
    default, named = (tuple(request.query_params.getlist(name)) or None for name in _GRAPHS)
    found = known.store.query(SparqlRequest(_query(request), default_graphs=default, named_graphs=named))
    body = found.body
    if type_ == CSV and found.form == "bindings":
        columns = columns_of(body)
        body = csv_table(rows_of(body, columns), columns)
    elif (type_ == _TURTLE) != (found.form == "graph") or type_ == CSV:
        raise HTTPException(404, f"The answer is a {found.form}; it is no {suffix}.")
    return _file(request, "sparql", suffix, body, type_, sparql_notes(found))


def _cypher_file(request: Request, suffix: str) -> Response:
    known, type_ = context(request), _type(request, suffix, {"csv": CSV, "json": JSON})
    found = known.cypher.run(_query(request), {}, known.settings.limits)
    notes = cypher_notes(found)
    if type_ == JSON:
        return _file(request, "cypher", suffix, dump({"columns": found.columns, "rows": found.rows}), type_, notes)
    rows = [dict(zip(found.columns, (_flat(value) for value in row), strict=True)) for row in found.rows]
    return _file(request, "cypher", suffix, csv_table(rows, found.columns), type_, notes)


def _query(request: Request) -> str:
    """The one query of an address. Raises CallError where there is none or several."""
    queries = request.query_params.getlist("query")
    if len(queries) != 1:
        raise CallError(f"{len(queries)} queries were sent.", "Send one, as `query`.")
    return queries[0]


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | tuple) else value


def _type(request: Request, suffix: str, known: dict[str, str]) -> str:
    if suffix not in known:
        raise HTTPException(404, f"Nothing is at {request.url.path}.")
    return known[suffix]


def _file(request: Request, name: str, suffix: str, body: bytes, type_: str, notes: Mapping[str, str]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"', **notes}
    return negotiation.answer(request, body, type_, context(request).store.version(), vary=(), headers=headers)


@router.get(
    "/completions.json",
    summary="What the query editors offer to complete",
    openapi_extra={"responses": answers((JSON,))},
)
def all_completions(request: Request) -> Response:
    """Classes, links, properties and values of the ontology with their labels, for SPARQL and for Cypher."""
    return negotiation.answer(request, dump(completions()), JSON, context(request).store.version(), vary=())
