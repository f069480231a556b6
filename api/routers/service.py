"""``/health``, and the routes as data and as a page; the framework's page loads from outside hosts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import negotiation
from api.context import context
from api.openapi import LANG, answers, parameters
from api.routers.pages import HTML, JSON, dump
from visualizations.rendering import render

router = APIRouter(tags=["Service"])


@router.get(
    "/health", summary="Liveness and the version of the data", openapi_extra={"responses": answers((JSON,), 503)}
)
def health(request: Request) -> Response:
    """``status`` is ``ok`` where the store can be read; ``version`` is that of the data."""
    version = context(request).store.version()
    return negotiation.answer(request, dump({"status": "ok", "version": version}), JSON, version, vary=())


@router.get("/openapi.json", summary="Every route as OpenAPI", openapi_extra={"responses": answers((JSON,))})
def openapi(request: Request) -> Response:
    """The description of this service."""
    return negotiation.answer(request, dump(request.app.openapi()), JSON, context(request).store.version(), vary=())


@router.get(
    "/docs", summary="Every route, as a page", openapi_extra={**parameters(LANG), "responses": answers((HTML,))}
)
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
    return negotiation.answer(request, body, HTML, known.store.version(), lang=lang, vary=("Accept-Language",))
