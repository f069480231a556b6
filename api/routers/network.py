"""The data routes of drawings, the drawing as a picture, and the shortest ways between two things."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.context import context
from api.openapi import LANG, PAGE_PARAMETERS, answers, parameters
from api.routers.pages import HTML, JSON, dump, query_of
from graph.facts import Facts
from graph.measures.kept import KEPT
from graph.snapshot import Snapshot
from visualizations.drawing import draw
from visualizations.lanes.graphml import network_graphml
from visualizations.views import VIEWS, view_of

router = APIRouter(tags=["Network"])
GRAPHML = "application/graphml+xml"
_OF_THE_PAGE = frozenset({"embed", "page", "lang"})  # what an address says of the page around the drawing
_VARY = ("Accept", "Accept-Language")
_ENDS = {"from": "Id of the thing where the ways start.", "to": "Id of the thing where they end."}
_PARAMETERS = parameters({**PAGE_PARAMETERS["network"], **LANG})


@router.get(
    "/network.svg", summary="The drawing as SVG, from the same positions",
    openapi_extra={**_PARAMETERS, "responses": answers(("image/svg+xml",))},
)  # fmt: skip
def picture(request: Request) -> Response:
    """The picture that readers without scripts see."""
    snapshot, lang, query = _asked(request)
    body = view_of(query).svg(snapshot, lang, query).encode()
    return negotiation.answer(request, body, "image/svg+xml", snapshot.version, lang=lang, vary=_VARY)


@router.get(
    "/network.graphml", summary="The drawn nodes and links as GraphML",
    openapi_extra={**_PARAMETERS, "responses": answers((GRAPHML,))},
)  # fmt: skip
def graphml(request: Request) -> Response:
    """The same selection as the drawing, for graph tools."""
    snapshot, lang, query = _asked(request)
    body = network_graphml(view_of(query).json(snapshot, lang, query))
    return negotiation.answer(
        request, body, GRAPHML, snapshot.version, vary=("Accept-Language",), headers=_attached("network.graphml")
    )


@router.get(
    "/network/file", summary="The view as one HTML file that works offline",
    openapi_extra={**_PARAMETERS, "responses": answers((HTML,))},
)  # fmt: skip
def offline(request: Request) -> Response:
    """The file that ``policylinks draw`` writes, of the same view, focus and filters."""
    snapshot, lang, query = _asked(request)
    known_focus = query.get("focus") in snapshot.facts.nodes
    told = {
        name: value for name, value in query.items() if name not in _OF_THE_PAGE and (name != "focus" or known_focus)
    }
    body = draw(snapshot, next(name for name, view in VIEWS.items() if view is view_of(query)), told, lang).encode()
    name = f"policylinks-{query['focus'] if known_focus else 'network'}.html"
    return negotiation.answer(
        request, body, HTML, snapshot.version, lang=lang, vary=("Accept-Language",), headers=_attached(name)
    )


def _asked(request: Request) -> tuple[Snapshot, str, dict[str, str]]:
    """The graph as it stands, the language and the state that an address asks for."""
    known = context(request)
    return known.snapshot(), negotiation.language(request, known.settings.language), query_of(request)


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@router.get(
    "/graph", summary="Nodes, links and positions of a view",
    openapi_extra={**_PARAMETERS, "responses": answers((JSON,))},
)  # fmt: skip
def graph(request: Request) -> Response:
    """The data of a drawing."""
    snapshot, lang, query = _asked(request)
    content = view_of(query).json(snapshot, lang, query)
    return negotiation.answer(request, dump(content), JSON, snapshot.version, vary=_VARY)


@router.get(
    "/neighbors/{id:path}", summary="The links of one thing in both directions",
    openapi_extra={"responses": answers((JSON,), 404)},
)  # fmt: skip
def neighbors(request: Request, id_: Annotated[str, Path(alias="id")]) -> Response:
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
                "id": link.id, "type": link.type, "source": link.source, "target": link.target,
                "role": link.text("role"), "status": link.status.value if link.status else "",
                "other": {"id": other.id, "name": other.label, "type": other.type},
                "lines": [[source.first_line, source.last_line] for source in link.sources],
            })  # fmt: skip
    content = {"id": id_, "name": facts.nodes[id_].label, "links": links}
    return negotiation.answer(request, dump(content), JSON, snapshot.version, vary=())


@router.get(
    "/paths", summary="The shortest ways between two things, link by link",
    openapi_extra={**parameters(_ENDS, required=_ENDS), "responses": answers((JSON,), 400, 404)},
)  # fmt: skip
def paths(request: Request) -> Response:
    """All shortest ways, at most 20; an empty list where no way leads there."""
    snapshot = context(request).snapshot()
    facts = snapshot.facts
    ends = [request.query_params.get(name, "") for name in _ENDS]
    for name, id_ in zip(_ENDS, ends, strict=True):
        if not id_:
            raise HTTPException(400, f"The parameter {name!r} is missing: the id of a thing.")
        if id_ not in facts.nodes:
            raise HTTPException(404, f"There is no thing {id_!r}.")
    found = KEPT.ways(facts).between(ends[0], ends[1])
    content = {
        "from": _thing(facts, ends[0]),
        "to": _thing(facts, ends[1]),
        "steps": len(found[0]) if found else None,
        "paths": [[{**asdict(step), "name": facts.nodes[step.target].label} for step in way] for way in found],
    }
    return negotiation.answer(request, dump(content), JSON, snapshot.version, vary=())


def _thing(facts: Facts, id_: str) -> dict[str, Any]:
    node = facts.nodes[id_]
    return {"id": id_, "name": node.label, "type": node.type}
