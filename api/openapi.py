"""What OpenAPI cannot see in our routes: parameters, bodies and media types that are negotiated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from api.answering.problems import MEDIA_TYPE, TITLES

_STRING = {"type": "string"}
LANG = {"lang": "Language of the page: ja or en."}
# By page: the parameters of its address, besides the language.
PAGE_PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "search": {
        "q": "What to look for in names, aliases and texts.",
        "type": "Class whose results are shown on the page (Organization: all kinds of bodies); without it, all.",
        "page": "Number of the page of one type's results, from 1.",
    },
    "network": {
        "view": "The view; without it, the first.",
        "focus": "Id of the thing in the middle; in the overview, of a group too.",
        "hops": "How many links away a thing may stand in the view near: 1, 2 or 3.",
        "path": "Ids of the two ends of ways, separated by a comma, for the view path.",
        "by": "What the overview puts together, separated by commas: group (fields), kind or prefecture (bodies).",
        "types": "Kinds of things that are shown, separated by commas.",
        "rels": "Kinds of links that are shown, separated by commas.",
        "status": "How a link may be known, separated by commas.",
        "y": "Fiscal years, separated by commas.",
        "projects": "Ids of projects, separated by commas; with - before them, all but these.",
        "kinds": "Classes of bodies, separated by commas; with - before them, all but these.",
        "hide": "Ids of things that are left out, separated by commas.",
        "pin": "Ids of things that stay lit whatever is selected, separated by commas.",
        "expand": "Ids of things whose other links are drawn too, separated by commas; id.relation for one relation.",
        "limit": "How many things are drawn at most.",
        "sort": "Column by which the table is sorted; - before it turns the order.",
        "q": "What to look for among the projects.",
    },
    "timeline": {
        "plan": "Id of the plan; without it, all.",
        "project": "Id of the project; without it, all.",
        "body": "Id of a body: activities that name it, and those of projects in which it is engaged.",
        "y": "A fiscal year in which the activity runs.",
        "show": "changes (begins, ends or changes midway), repaired, or named (the body's name stands in it).",
        "details": "1: the page shows what stands below each activity; data always does.",
        "page": "Number of the section of the page, from 1; data has all rows.",
    },
    "indicators": {
        "plan": "Id of the plan; without it, all.",
        "project": "Id of the project; plan: the indicators of the plan as a whole.",
        "field": "Id of a field or area: the indicators of the projects that mainly serve it.",
        "basis": "How they count: cumulative, periodTotal.3 (a total of three years), singleYear and so on.",
        "unsafe": "1: only those whose baseline and target must not be compared.",
        "group": "basis, safety or none; without it, by project.",
        "sort": "name, basis, years or warnings; without it, as in the plan.",
        "page": "Number of the section of the page, from 1; data has all rows.",
    },
    "lines": {
        "doc": "Id of the document; without it, the first that facts cite.",
        "by": "lines (the facts beside each line) or facts (the lines beside each fact).",
        "state": "What became of a line: unread, leftover, structure, facts or blank.",
        "type": "Class of the facts that are shown.",
        "status": "How the facts that are shown are known: stated, repaired, inferred, derived or curated.",
        "q": "What to look for in lines, rules and names.",
        "line": "A line that the section of the page has to hold.",
        "page": "Number of the section of the page, from 1; data has all rows.",
    },
    "measures": {
        "measure": "The measure: coverage, bridges, components, degrees or paths; without it, all (CSV: the first).",
        "from": "Id of the thing from which shortest ways are shown; without it, the first project.",
        "to": "Id of the thing to which they lead; without it, every project.",
    },
    "quality": {
        "kind": "Kind of findings: disagreements, missing, comparisons and so on; shapes are checked where it says so.",
        "rule": "Name of the rule.",
        "doc": "Id of the document.",
        "page": "Number of the section of the page, from 1; data has all rows.",
    },
    "matrix": {
        "of": "The table: fields (× projects), organizations (× projects) or indicators (× fields).",
        "cell": "The cell whose evidence is shown: the ids of its row and column, joined by a point.",
        "sort": "Column by which the rows are sorted: its id, a total (primary, related, operator, all), or name.",
        "across": "Id of the row by which the columns are sorted.",
        "order": "like: what is alike stands together.",
        "group": "none: rows without headings.",
        "plan": "Id of one plan of several.",
        "page": "Number of the section of the page, from 1; data has all rows.",
    },
}


def parameters(query: Mapping[str, str], *, required: Collection[str] = ()) -> dict[str, Any]:
    """Query parameters by name and purpose."""
    return {
        "parameters": [
            {"name": name, "in": "query", "required": name in required, "description": text, "schema": _schema(name)}
            for name, text in query.items()
        ]
    }


def form_body(fields: Mapping[str, str], direct: str) -> dict[str, Any]:
    """A body that is a form with these fields, or the query itself as the media type ``direct``."""
    properties = {name: {**_schema(name), "description": text} for name, text in fields.items()}
    form = {"schema": {"type": "object", "required": ["query"], "properties": properties}}
    content = {"application/x-www-form-urlencoded": form, direct: {"schema": _STRING}}
    return {"requestBody": {"required": True, "content": content}}


def answers(media_types: Sequence[str], *problems: int) -> dict[str, Any]:
    """The good answer in these media types, and the problems by their status."""
    found: dict[str, Any] = {}
    if media_types:
        content = {each: {"schema": _STRING} for each in media_types}
        found["200"] = {"description": "The answer, in the format of Accept", "content": content}
    for status in problems:
        content = {MEDIA_TYPE: {"schema": {"type": "object"}}}
        found[str(status)] = {"description": TITLES.get(status, "A problem"), "content": content}
    return found


def _schema(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _STRING} if name.endswith("-graph-uri") else dict(_STRING)
