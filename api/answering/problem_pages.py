"""Problems for people: where a browser asks for a page, the problem comes as one that says what to do next.

Programs get ``application/problem+json`` as ever: HTML is only for GET and HEAD whose Accept puts ``text/html`` before
JSON, which no program does that does not want pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from api.answering import negotiation
from api.answering.problems import MEDIA_TYPE, NotAcceptable
from api.context import context
from graph.facts import facts
from graph.snapshot import Snapshot
from visualizations.error_page import error_page

HTML = "text/html"
Handler = Callable[[Request, Exception], Response]


def for_people(handler: Handler) -> Handler:
    """A handler of errors whose answer is a page where the request prefers one. Status and headers stay."""

    def answered(request: Request, error: Exception) -> Response:
        answer = handler(request, error)
        answer.headers["Vary"] = "Accept, Accept-Language"
        return _page(request, answer) if wants_page(request) else answer

    return answered


def wants_page(request: Request) -> bool:
    """Whether the caller prefers a page to a problem as JSON."""
    if request.method not in ("GET", "HEAD"):
        return False
    try:
        return negotiation.media_type(request, (MEDIA_TYPE, "application/json", HTML)) == HTML
    except NotAcceptable:
        return False


def _page(request: Request, answer: Response) -> Response:
    known = context(request)
    lang = negotiation.language(request, known.settings.language)
    problem = json.loads(bytes(answer.body))
    body = error_page(_snapshot(request), lang, request.url.path, problem).encode()
    kept = {name: value for name, value in answer.headers.items() if name not in ("content-type", "content-length")}
    headers = {**kept, "Content-Language": lang}
    return Response(body, answer.status_code, headers, f"{HTML}; charset=utf-8")


def _snapshot(request: Request) -> Snapshot:
    """What is at hand for the frame of the page: nothing, where that is what fails, whatever the fault."""
    try:
        return context(request).snapshot()
    except Exception:
        return Snapshot("", "", facts([], []))
