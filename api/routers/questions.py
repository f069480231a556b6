"""``/questions`` and ``/questions/{id}``: the curated questions, each with its answer and its queries."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import negotiation
from api.context import context
from api.openapi import LANG, answers, parameters
from api.routers.editors import has_engine, page_number
from api.routers.pages import CSV, HTML, JSON, dump
from graph.questions.catalogue import Question, questions
from graph.stores.sparql import SparqlRequest
from visualizations.answers.values import rows_of
from visualizations.pages.questions import question_page, questions_page
from visualizations.tables import csv_table

router = APIRouter(tags=["Questions"])
_VARY = ("Accept", "Accept-Language")
_FORMATS = {"json": JSON, "csv": CSV, "html": HTML}


@router.get(
    "/questions", summary="The curated questions, as a page or as JSON",
    openapi_extra={**parameters(LANG), "responses": answers((HTML, JSON), 406)},
)  # fmt: skip
def all_questions(request: Request) -> Response:
    """Titles, columns and parameters; the answers are one step further."""
    return _list(request, negotiation.media_type(request, (HTML, JSON)))


@router.get("/questions.json", summary="The curated questions as JSON", openapi_extra={"responses": answers((JSON,))})
def all_questions_as_json(request: Request) -> Response:
    """The same, whatever Accept says."""
    return _list(request, JSON)


@router.get(
    "/questions/{id}", summary="One question with its answer and its queries in SPARQL and Cypher",
    openapi_extra={**parameters({"page": "Number of the page of rows, from 1; data has all rows.", **LANG}),
                   "responses": answers((HTML, JSON, CSV), 400, 404, 406, 503)},
)  # fmt: skip
def one_question(request: Request, id_: Annotated[str, Path(alias="id")]) -> Response:
    """What may be varied is given by parameters of the question's own names; .json and .csv as suffix."""
    name, _, suffix = id_.partition(".")
    asked = next((each for each in questions() if each.id == name), None)
    if asked is None or ("." in id_ and suffix not in _FORMATS):
        raise HTTPException(404, f"There is no question {id_!r}.")
    chosen = _FORMATS[suffix] if suffix else negotiation.media_type(request, (HTML, JSON, CSV))
    known = context(request)
    lang = negotiation.language(request, known.settings.language)
    given = {key: value for key, value in request.query_params.items() if key not in ("lang", "page")}
    found = known.store.query(SparqlRequest(asked.text(given)))
    version = known.store.version()
    if chosen == HTML:
        number = page_number(request)
        page = question_page(
            known.snapshot(), lang, asked, given, found, page=number, engine=has_engine(known)
        )  # fmt: skip
        return negotiation.answer(request, page.encode(), HTML, version, lang=lang, vary=_VARY)
    rows = rows_of(found.body, asked.columns)
    if chosen == CSV:
        headers = {"Content-Disposition": f'attachment; filename="{asked.id}.csv"'}
        return negotiation.answer(request, csv_table(rows, asked.columns), CSV, version, vary=_VARY, headers=headers)
    content = {
        **_told(asked), "sparql": asked.text(given), "cypher": asked.cypher_text(given), "rows": rows,
        "truncated": found.truncated, "notStated": list(found.unused),
    }  # fmt: skip
    return negotiation.answer(request, dump(content), JSON, version, vary=_VARY)


def _list(request: Request, chosen: str) -> Response:
    known = context(request)
    snapshot = known.snapshot()
    if chosen == JSON:
        content = {"questions": [_told(each) for each in questions()]}
        return negotiation.answer(request, dump(content), JSON, snapshot.version, vary=_VARY)
    lang = negotiation.language(request, known.settings.language)
    body = questions_page(snapshot, lang).encode()
    return negotiation.answer(request, body, HTML, snapshot.version, lang=lang, vary=_VARY)


def _told(asked: Question) -> dict[str, Any]:
    return {
        "id": asked.id, "title": dict(asked.title), "about": dict(asked.about), "theme": asked.theme,
        "columns": list(asked.columns), "ordered": asked.ordered,
        "parameters": [
            {"name": each.name, "label": dict(each.label), "default": each.default} for each in asked.parameters
        ],
    }  # fmt: skip
