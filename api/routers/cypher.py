"""``/cypher``: read-only Cypher, as JSON both ways."""

from __future__ import annotations

import json
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.answering.notes import cypher_notes
from api.answering.problems import NotAcceptable
from api.context import context
from api.openapi import answers
from graph.cypher.guard import guard
from graph.errors import CallError

router = APIRouter(tags=["Cypher"])

_JSON = "application/json"
_PARAMETER_BYTES = 1_000_000
_FORM = 'Send {"query": "MATCH …", "parameters": {…}}.'
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            _JSON: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {
                        "query": {"type": "string", "description": "A query in openCypher that reads."},
                        "parameters": {"type": "object", "description": "Values of the query's parameters ($name)."},
                    },
                },
                "example": {
                    "query": "MATCH (p:Project)-[:SERVES]->(a:PolicyArea {name: $area}) RETURN p.name",
                    "parameters": {"area": "水素エネルギー関連産業"},
                },
            }
        },
    }
}
_TABLE = {
    "200": {
        "description": "Columns and rows",
        "content": {
            _JSON: {
                "schema": {
                    "type": "object",
                    "required": ["columns", "rows"],
                    "properties": {
                        "columns": {"type": "array", "items": {"type": "string"}},
                        "rows": {"type": "array", "items": {"type": "array", "items": {}}},
                    },
                }
            }
        },
    }
}


@router.post(
    "/cypher", summary="Cypher query, read-only",
    openapi_extra={**_BODY, "responses": _TABLE | answers((), 400, 403, 406, 413, 415, 502, 503)},
)  # fmt: skip
async def post_cypher(request: Request) -> Response:
    """Answers a query with its columns and rows."""
    type_ = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if type_ != _JSON:
        raise HTTPException(415, f"A body is {_JSON}, not {type_ or 'without a type'}.")
    limit = context(request).settings.max_query_length * 12 + _PARAMETER_BYTES
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, "The body is larger than any query that is taken.")
    return await to_thread.run_sync(_answer, request, bytes(body), limiter=context(request).cypher_queries)


def _answer(request: Request, body: bytes) -> Response:
    query, parameters = _asked(body)
    known = context(request)
    try:
        negotiation.media_type(request, (_JSON,))
    except NotAcceptable:
        # A refused query is told as such, whatever answer would have been acceptable.
        guard(query, known.settings.max_query_length)
        raise
    found = known.cypher.run(query, parameters, known.settings.limits)
    content = {"columns": found.columns, "rows": found.rows}
    told = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")
    return negotiation.answer(request, told, _JSON, known.store.version(), headers=cypher_notes(found))


def _asked(body: bytes) -> tuple[str, dict[str, Any]]:
    """Query and parameters of a body. Raises CallError where it is none."""
    try:
        content = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise CallError("The body is not JSON in UTF-8.", _FORM) from None
    if not isinstance(content, dict) or not isinstance(content.get("query"), str):
        raise CallError("The body has no query.", _FORM)
    parameters = content.get("parameters")
    if parameters is None:
        parameters = {}
    if not isinstance(parameters, dict):
        raise CallError("The parameters are no object.", _FORM)
    return content["query"], parameters


def _no_constant(name: str) -> float:
    raise ValueError(name)
