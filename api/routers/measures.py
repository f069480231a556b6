"""``/paths``: the shortest ways between two things. The measures themselves are a page of the table of pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import negotiation
from api.context import context
from api.openapi import answers, parameters
from api.routers.pages import JSON, dump
from graph.facts import Facts
from graph.measures.kept import KEPT

router = APIRouter(tags=["Network"])
_ENDS = {"from": "Id of the thing where the ways start.", "to": "Id of the thing where they end."}


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
