"""What planners measure, each with what it means: a page, JSON, and CSV of one measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.measures.kept import KEPT
from graph.measures.table import MEASURES
from graph.snapshot import Snapshot
from visualizations.rendering import render

_SHOWN = 25


def asked(query: Mapping[str, str]) -> tuple[str, ...]:
    """The measures that ``measure`` names; all where it names none of the table."""
    name = query.get("measure", "")
    return (name,) if name in MEASURES else tuple(MEASURES)


def measures_json(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> dict[str, Any]:
    """By measure: title, meaning, summary, titles of columns, rows."""
    found = {}
    for name in asked(query):
        measure, rows = MEASURES[name], KEPT.rows(snapshot.facts, name, query)
        found[name] = {
            "title": measure.title[lang], "meaning": measure.meaning[lang], "summary": measure.told(rows, lang),
            "columns": [{"name": key, "title": words[lang]} for key, words in measure.columns().items()],
            "rows": rows,
        }  # fmt: skip
    return {"measures": found}


def measures_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of one measure, the first of the table where none is named."""
    return [dict(row) for row in KEPT.rows(snapshot.facts, asked(query)[0], query)]


def measures_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The measures as HTML, the first rows of each."""
    facts = snapshot.facts
    state = {name: query[name][:200] for name in ("measure", "from", "to") if query.get(name)}
    found = [(name, MEASURES[name], KEPT.rows(facts, name, query)) for name in asked(query)]
    projects = facts.by_type.get("Project", ())
    start = query.get("from") or (projects[0].id if projects else "")
    titles = {name: measure.title[lang] for name, measure in MEASURES.items()}
    return render(
        "measures.html.jinja", snapshot, lang, tab="measures", query=state, found=found, shown=_SHOWN,
        nodes=facts.nodes, projects=projects, start=start, titles=titles, chosen=state.get("measure", ""),
    )  # fmt: skip
