"""``/health``: whether the server answers, and which version of the data it has."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.context import context

router = APIRouter(tags=["Service"])


@router.get("/health", summary="Liveness and the version of the data")
def health(request: Request) -> dict[str, str]:
    """``status`` is ``ok`` where the store can be read; ``version`` is that of the data."""
    return {"status": "ok", "version": context(request).store.version()}
