"""``/things/{id}`` and ``/id/{path}``: one thing as a page and as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from pyoxigraph import serialize
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.answering import negotiation
from api.context import Context, context
from api.openapi import LANG, answers, parameters
from api.routers.pages import CSV, HTML, JSON, dump
from api.routers.sparql import GRAPHS
from graph.stores.worker import GRAPH_FORMATS
from ontology.prefixes import PREFIXES
from visualizations.tables import csv_table
from visualizations.things.data import ROW_COLUMNS, thing_json, thing_rows
from visualizations.things.page import known_thing, missing_page, thing_page

router = APIRouter(tags=["Things"])
SUFFIXES: Mapping[str, str] = {
    "ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples", "rdf": "application/rdf+xml",
    "html": HTML,
}  # fmt: skip
_VARY = ("Accept", "Accept-Language")
_DATA = {"json": JSON, "csv": CSV}


@router.get(
    "/things/{id:path}", summary="One thing: page, or JSON, or its links as CSV, by Accept or suffix",
    openapi_extra={**parameters(LANG), "responses": answers((HTML, JSON, CSV), 404, 406)},
)  # fmt: skip
def thing(request: Request, id_: Annotated[str, Path(alias="id")]) -> Response:
    """The page of a node, link or passage; 404 with the nearest names where there is none."""
    known = context(request)
    snapshot, lang = known.snapshot(), negotiation.language(request, known.settings.language)
    stem, _, suffix = id_.rpartition(".")
    forced = _DATA.get(suffix) if stem and not known_thing(snapshot.facts, id_) else None
    plain = stem if forced else id_
    chosen = forced or negotiation.media_type(request, (HTML, JSON, CSV))
    if chosen != HTML:
        if not known_thing(snapshot.facts, plain):
            raise HTTPException(404, f"There is no thing {plain!r}.")
        csv = chosen == CSV
        body = csv_table(thing_rows(snapshot, plain), ROW_COLUMNS) if csv else dump(thing_json(snapshot, plain))
        headers = {"Content-Disposition": 'attachment; filename="thing.csv"'} if csv else {}
        return negotiation.answer(request, body, chosen, snapshot.version, vary=_VARY, headers=headers)
    page = thing_page(snapshot, plain, lang)
    status = 404 if page is None else 200
    page = page or missing_page(snapshot, plain, lang)
    return negotiation.answer(request, page.encode(), HTML, snapshot.version, status=status, lang=lang, vary=_VARY)


@router.get(
    "/id/{path:path}", summary="303 to the page or the data of a thing; data itself by suffix",
    openapi_extra={"responses": answers((HTML, JSON, *GRAPHS), 404, 406)},
)  # fmt: skip
def identifier(request: Request, path: str) -> Response:
    """Redirects by Accept; a known suffix answers with that format."""
    known = context(request)
    base = known.snapshot().base
    stem, _, suffix = path.rpartition(".")
    if not known.descriptions.names(base + path) and stem and suffix in SUFFIXES:
        _require(known, base + stem, stem)
        if suffix == "html":
            return _see(f"/things/{quote(stem, safe='')}")
        return _data(request, known, base + stem, SUFFIXES[suffix])
    _require(known, base + path, path)
    chosen = negotiation.media_type(request, (HTML, *GRAPHS, JSON))
    if chosen == HTML:
        return _see(f"/things/{quote(path, safe='')}")
    if chosen == JSON:
        return _see(f"/things/{quote(path, safe='')}.json")
    by_type = {media: name for name, media in SUFFIXES.items()}
    if chosen in by_type:
        return _see(f"/id/{quote(path, safe='')}.{by_type[chosen]}")
    return _data(request, known, base + path, chosen)


def _see(address: str) -> Response:
    return RedirectResponse(address, 303, {"Vary": "Accept"})


def _require(known: Context, iri: str, path: str) -> None:
    if not path or not known.descriptions.names(iri):
        raise HTTPException(404, f"There is no thing {path!r}.")


def _data(request: Request, known: Context, iri: str, media_type: str) -> Response:
    format_ = GRAPH_FORMATS[GRAPHS[media_type]]
    prefixes = dict(PREFIXES) if media_type in ("text/turtle", "application/trig") else None
    body = serialize(known.descriptions.triples(iri), format=format_, prefixes=prefixes) or b""
    return negotiation.answer(request, body, media_type, known.store.version())
