"""Static files under hashed names that never change, and the colours of the ontology."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from visualizations.rendering import colour_rules, static_files

router = APIRouter(include_in_schema=False)
_YEAR = 31_536_000


@router.get("/static/colours.css")
def colours(request: Request) -> Response:
    """The glyph colours, as style rules from the ontology file."""
    return negotiation.answer(request, str(colour_rules()).encode(), "text/css", "colours", vary=())


@router.get("/static/{name:path}")
def static(request: Request, name: str) -> Response:
    """A static file by its hashed name."""
    for found in static_files().values():
        if found.hashed == name:
            answer = negotiation.answer(request, found.body, found.media_type, "static", vary=(), max_age=_YEAR)
            answer.headers["Cache-Control"] += ", immutable"
            return answer
    raise HTTPException(404, f"Nothing is at {request.url.path}.")


@router.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """The mark, for browsers that ask for it by this name."""
    found = static_files()["mark.svg"]
    return negotiation.answer(request, found.body, found.media_type, "static", vary=(), max_age=86_400)
