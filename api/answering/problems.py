"""From error to answer: one table, one body form (RFC 9457, ``application/problem+json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import (
    CallError,
    DataError,
    EndpointError,
    LimitError,
    OutsideError,
    PolicyLinksError,
    QueryError,
    QueryRefused,
    StoreError,
    UpdateRefused,
)

MEDIA_TYPE = "application/problem+json"

# The first class that an error is an instance of decides; subclasses stand before their parents.
STATUS: Mapping[type[PolicyLinksError], tuple[int, str]] = {
    QueryError: (400, "The query does not parse"),
    QueryRefused: (400, "The query is refused"),
    UpdateRefused: (403, "Updates are not taken here"),
    LimitError: (503, "A limit was reached"),
    EndpointError: (502, "The endpoint behind this one does not answer"),
    StoreError: (503, "The store cannot be read"),
    OutsideError: (503, "Something outside failed"),
    CallError: (400, "The call is wrong"),
    DataError: (500, "The data is at fault"),
}
TITLES = {
    400: "The call is wrong",
    403: "Updates are not taken here",
    404: "There is no such thing",
    405: "This method is not taken here",
    406: "Nothing acceptable",
    413: "The body is too large",
    415: "The body's type is not taken here",
    502: "The server behind this one does not answer",
    503: "A limit was reached, or the store cannot be read",
}


class NotAcceptable(HTTPException):
    """None of the formats there are is acceptable to the caller."""

    def __init__(self, offered: tuple[str, ...]) -> None:
        super().__init__(406, f"Offered: {', '.join(offered)}.")


def problem(status: int, title: str, detail: str, **members: object) -> Response:
    """A problem answer. Members whose value is empty are left out."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content |= {name: value for name, value in members.items() if value not in ("", None)}
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    return Response(body, status, headers, MEDIA_TYPE)


def status_of(error: PolicyLinksError) -> tuple[int, str]:
    """The status of an error of ours, and its title."""
    return next(found for kind, found in STATUS.items() if isinstance(error, kind))


def problem_of_error(_request: Request, error: Exception) -> Response:
    """The answer to an error of ours."""
    assert isinstance(error, PolicyLinksError)
    status, title = status_of(error)
    place = {"line": error.line, "column": error.column} if isinstance(error, QueryError) else {}
    detail = "The store cannot be read at present." if isinstance(error, StoreError) else error.message
    answer = problem(status, title, detail, remedy=error.remedy, **place)
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer


def problem_of_http(request: Request, error: Exception) -> Response:
    """The answer to what the framework refuses: unknown paths, methods, body types."""
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if error.status_code == 404 and detail == "Not Found":
        detail = f"Nothing is at {request.url.path}."
    answer = problem(error.status_code, TITLES.get(error.status_code, "The call cannot be answered"), detail)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def problem_of_anything(_request: Request, _error: Exception) -> Response:
    """The answer to a fault of the program: it says nothing of the inside."""
    return problem(500, "The program failed", "This is a fault of the program, not of the call.")
