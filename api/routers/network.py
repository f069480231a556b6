"""``/network`` with its data, and the data routes of drawings."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import negotiation
from api.context import context
from api.routers.pages import CSV, HTML, JSON, dump
from visualizations.tables import csv_table
from visualizations.views import VIEWS

router = APIRouter(tags=["Network"])
_VARY = ("Accept", "Accept-Language")


def _respond(request: Request, forced: str | None) -> Response:
    known = context(request)
    query = dict(request.query_params)
    view = VIEWS.get(query.get("view", "lanes"), VIEWS["lanes"])
    chosen = forced or negotiation.media_type(request, (HTML, JSON, CSV))
    lang, snapshot = negotiation.language(request, known.settings.language), known.snapshot()
    if chosen == HTML:
        body = view.page(snapshot, lang, query).encode()
        return negotiation.answer(request, body, HTML, snapshot.version, lang=lang, vary=_VARY)
    if chosen == JSON:
        return negotiation.answer(request, dump(view.json(snapshot, lang, query)), JSON, snapshot.version, vary=_VARY)
    headers = {"Content-Disposition": 'attachment; filename="network.csv"'}
    return negotiation.answer(
        request, csv_table(view.rows(snapshot, query)), CSV, snapshot.version, vary=_VARY, headers=headers
    )


@router.get("/network", summary="The network page, as HTML, JSON or CSV by Accept")
def network(request: Request) -> Response:
    """The network page."""
    return _respond(request, None)


@router.get("/network.{suffix}", summary="The network page in a format")
def network_as(request: Request, suffix: str) -> Response:
    """The rows or data of the network page."""
    forced = {"json": JSON, "csv": CSV, "html": HTML}.get(suffix)
    if forced is None:
        raise HTTPException(404, f"Nothing is at {request.url.path}.")
    return _respond(request, forced)


@router.get("/graph", summary="Nodes, links and positions of a view")
def graph(request: Request) -> Response:
    """The data of a drawing."""
    return _respond(request, JSON)


@router.get("/neighbors/{id_}", summary="The links of one thing in both directions")
def neighbors(request: Request, id_: str) -> Response:
    """What a thing is linked to, with roles and lines."""
    known = context(request)
    snapshot = known.snapshot()
    facts = snapshot.facts
    if id_ not in facts.nodes:
        raise HTTPException(404, f"There is no thing {id_!r}.")
    links: list[dict[str, Any]] = []
    for link in (*facts.outgoing.get(id_, ()), *facts.incoming.get(id_, ())):
        other = facts.nodes.get(link.target if link.source == id_ else link.source)
        if other:
            links.append({
                "id": link.id, "type": link.type, "source": link.source, "target": link.target, "role": link.text("role"),
                "status": link.status.value if link.status else "", "other": {"id": other.id, "name": other.label, "type": other.type},
                "lines": [[source.first_line, source.last_line] for source in link.sources],
            })  # fmt: skip
    content = {"id": id_, "name": facts.nodes[id_].label, "links": links}
    return negotiation.answer(request, dump(content), JSON, snapshot.version, vary=())
