"""``/ontology``: the ontology by content negotiation, its documentation as HTML."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pyoxigraph import Triple, serialize
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.context import context
from api.openapi import LANG, answers, parameters
from api.routers.pages import HTML
from api.routers.sparql import GRAPHS
from api.routers.things import SUFFIXES
from graph.stores.ontology_graph import ontology_quads
from graph.stores.worker import GRAPH_FORMATS
from ontology.prefixes import PREFIXES
from ontology.vocabulary import turtle
from visualizations.ontology_page import ontology_page

router = APIRouter(tags=["Ontology"])
_TURTLE = "text/turtle"
_EXTRA = {**parameters(LANG), "responses": answers((HTML, *GRAPHS), 406)}


@router.get("/ontology", summary="The ontology: RDF, or its documentation as a page", openapi_extra=_EXTRA)
def ontology(request: Request) -> Response:
    """The file itself as Turtle, its triples in the other formats, the documentation for browsers."""
    return _ontology(request, negotiation.media_type(request, (*GRAPHS, HTML)))


@router.get("/ontology.{suffix}", summary="The ontology in a format", openapi_extra=_EXTRA)
def ontology_as(request: Request, suffix: str) -> Response:
    """The same by suffix."""
    if suffix not in SUFFIXES:
        raise HTTPException(404, f"Nothing is at {request.url.path}.")
    return _ontology(request, SUFFIXES[suffix])


def _ontology(request: Request, media_type: str) -> Response:
    known = context(request)
    version = known.store.version()
    if media_type == HTML:
        lang = negotiation.language(request, known.settings.language)
        body = ontology_page(known.snapshot(), lang).encode()
        return negotiation.answer(request, body, HTML, version, lang=lang, vary=("Accept", "Accept-Language"))
    if media_type == _TURTLE:
        return negotiation.answer(request, turtle().encode(), media_type, version)
    triples = sorted((Triple(each.subject, each.predicate, each.object) for each in ontology_quads()), key=str)
    prefixes = dict(PREFIXES) if media_type == "application/trig" else None
    found = serialize(triples, format=GRAPH_FORMATS[GRAPHS[media_type]], prefixes=prefixes) or b""
    return negotiation.answer(request, found, media_type, version)
