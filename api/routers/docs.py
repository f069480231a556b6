"""``/docs``: the routes as a page of our own, since the framework's loads from outside hosts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import negotiation
from api.context import context
from visualizations.rendering import render

router = APIRouter(tags=["Service"])


@router.get("/docs", summary="Every route, as a page")
def docs(request: Request) -> Response:
    """The table of routes."""
    known = context(request)
    schema = request.app.openapi()
    routes = [
        (path, method.upper(), each.get("summary", ""))
        for path, methods in schema["paths"].items() for method, each in methods.items()
    ]  # fmt: skip
    lang = negotiation.language(request, known.settings.language)
    body = render("docs.html.jinja", known.snapshot(), lang, tab="docs", routes=routes).encode()
    return negotiation.answer(request, body, "text/html", known.store.version(), lang=lang, vary=("Accept-Language",))
