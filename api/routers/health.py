"""``/health``: whether the server answers, and which version of the data it has."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import negotiation
from api.context import context
from api.openapi import answers
from api.routers.pages import JSON, dump

router = APIRouter(tags=["Service"])


@router.get(
    "/health", summary="Liveness and the version of the data", openapi_extra={"responses": answers((JSON,), 503)}
)
def health(request: Request) -> Response:
    """``status`` is ``ok`` where the store can be read; ``version`` is that of the data."""
    version = context(request).store.version()
    return negotiation.answer(request, dump({"status": "ok", "version": version}), JSON, version, vary=())
