"""``/things/{id}`` and ``/id/{path}``: one thing as a page and as data."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode, Quad, Triple, serialize
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api import negotiation
from api.context import Context, context
from api.routers.pages import HTML, JSON, dump
from api.routers.sparql import GRAPHS
from graph.stores.worker import GRAPH_FORMATS
from ontology.prefixes import PREFIXES
from visualizations.thing import missing_page, thing_json, thing_page

router = APIRouter(tags=["Things"])
SUFFIXES: Mapping[str, str] = {
    "ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples", "rdf": "application/rdf+xml",
    "html": HTML,
}  # fmt: skip
_VARY = ("Accept", "Accept-Language")


@router.get("/things/{id_:path}", summary="One thing: page, or JSON by Accept or suffix")
def thing(request: Request, id_: str) -> Response:
    """The page of a node, link or passage; 404 with the nearest names where there is none."""
    known = context(request)
    snapshot, lang = known.snapshot(), negotiation.language(request, known.settings.language)
    as_json = id_.endswith(".json")
    plain = id_.removesuffix(".json")
    if as_json or negotiation.media_type(request, (HTML, JSON)) == JSON:
        node = snapshot.facts.nodes.get(plain)
        if node is None:
            raise HTTPException(404, f"There is no thing {plain!r}.")
        return negotiation.answer(request, dump(thing_json(snapshot, node)), JSON, snapshot.version, vary=_VARY)
    body = thing_page(snapshot, plain, lang)
    if body is None:
        page = missing_page(snapshot, plain, lang).encode()
        return negotiation.answer(request, page, HTML, snapshot.version, status=404, lang=lang, vary=_VARY)
    return negotiation.answer(request, body.encode(), HTML, snapshot.version, lang=lang, vary=_VARY)


@router.get("/id/{path:path}", summary="303 to the page or the data of a thing; data itself by suffix")
def identifier(request: Request, path: str) -> Response:
    """Redirects by Accept; a known suffix answers with that format."""
    known = context(request)
    stem, _, suffix = path.rpartition(".")
    if stem and suffix in SUFFIXES:
        if suffix == "html":
            return RedirectResponse(f"/things/{quote(stem)}", 303, {"Vary": "Accept"})
        return _data(request, known, stem, SUFFIXES[suffix])
    _require(known, path)
    chosen = negotiation.media_type(request, (HTML, *GRAPHS, JSON))
    if chosen == HTML:
        return RedirectResponse(f"/things/{quote(path)}", 303, {"Vary": "Accept"})
    if chosen == JSON:
        return RedirectResponse(f"/things/{quote(path)}.json", 303, {"Vary": "Accept"})
    by_type = {media: name for name, media in SUFFIXES.items()}
    if chosen in by_type:
        return RedirectResponse(f"/id/{quote(path)}.{by_type[chosen]}", 303, {"Vary": "Accept"})
    return _data(request, known, path, chosen)


def _triples(known: Context, path: str) -> list[Triple]:
    """The triples about a thing in both directions, with those of the passages it was read from."""
    subject = NamedNode(known.snapshot().base + path)
    quads: list[Quad] = list(known.store.dump())
    about = [quad for quad in quads if subject in (quad.subject, quad.object)]
    origins = {
        quad.object for quad in about if quad.subject == subject and quad.predicate.value.endswith("wasDerivedFrom")
    }
    about += [quad for quad in quads if quad.subject in origins]
    return sorted({Triple(quad.subject, quad.predicate, quad.object) for quad in about}, key=str)


def _require(known: Context, path: str) -> None:
    snapshot = known.snapshot()
    facts = snapshot.facts
    if path in facts.nodes or path in facts.links or path.startswith("passage-"):
        return
    raise HTTPException(404, f"There is no thing {path!r}.")


def _data(request: Request, known: Context, path: str, media_type: str) -> Response:
    triples = _triples(known, path)
    if not triples:
        raise HTTPException(404, f"There is no thing {path!r}.")
    format_ = GRAPH_FORMATS[GRAPHS[media_type]]
    prefixes = dict(PREFIXES) if media_type in ("text/turtle", "application/trig") else None
    body = serialize(triples, format=format_, prefixes=prefixes) or b""
    return negotiation.answer(request, body, media_type, known.store.version())
