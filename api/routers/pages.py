"""The pages of ``visualizations.pages``: HTML, and the same as JSON or CSV by Accept or suffix."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.context import context
from api.openapi import LANG, PAGE_PARAMETERS, answers, parameters
from visualizations.pages import PAGES, Page
from visualizations.tables import csv_table

router = APIRouter(tags=["Pages"])
HTML, JSON, CSV = "text/html", "application/json", "text/csv"


def dump(content: Any) -> bytes:
    """JSON as all data routes write it: UTF-8, no escapes."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def query_of(request: Request) -> dict[str, str]:
    """The parameters of an address; of a repeated one all values, joined by commas (forms without scripts)."""
    given = request.query_params
    return {name: ",".join(given.getlist(name)) for name in given}


def _page(request: Request, name: str, suffix: str = "") -> Response:
    page: Page = PAGES[name]
    offered = [HTML] + ([JSON] if page.json else []) + ([CSV] if page.rows else [])
    forced = {"": None, "json": JSON, "csv": CSV, "html": HTML}.get(suffix, "")
    if forced is not None and forced not in offered:
        raise HTTPException(404, f"Nothing is at {request.url.path}.")
    chosen = forced or negotiation.media_type(request, offered)
    known = context(request)
    lang = negotiation.language(request, known.settings.language)
    snapshot, query = known.snapshot(), query_of(request)
    vary = ("Accept", "Accept-Language")
    if chosen == HTML:
        body = page.html(snapshot, lang, query).encode()
        return negotiation.answer(request, body, HTML, snapshot.version, lang=lang, vary=vary)
    if chosen == JSON and page.json:
        return negotiation.answer(request, dump(page.json(snapshot, lang, query)), JSON, snapshot.version, vary=vary)
    assert page.rows
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return negotiation.answer(
        request, csv_table(page.rows(snapshot, query)), CSV, snapshot.version, vary=vary, headers=headers
    )


@router.get(
    "/", summary="What this is, the plan in figures, the ways in",
    openapi_extra={**parameters(LANG), "responses": answers((HTML, JSON), 406)},
)  # fmt: skip
def home(request: Request) -> Response:
    """The first page."""
    return _page(request, "home")


def _add(name: str) -> None:
    """The routes of a page of the table."""

    def plain(request: Request) -> Response:
        return _page(request, name)

    def suffixed(request: Request, suffix: str) -> Response:
        return _page(request, name, suffix)

    page = PAGES[name]
    offered = [HTML] + ([JSON] if page.json else []) + ([CSV] if page.rows else [])
    extra = {**parameters({**PAGE_PARAMETERS.get(name, {}), **LANG}), "responses": answers(offered, 404, 406)}
    about = f"The page {name}, as HTML, JSON or CSV by Accept"
    router.add_api_route(f"/{name}", plain, summary=about, name=name, openapi_extra=extra)
    about = f"The page {name} in a format"
    router.add_api_route(f"/{name}.{{suffix}}", suffixed, summary=about, name=f"{name}-as", openapi_extra=extra)


for _name in PAGES:
    _add(_name)
