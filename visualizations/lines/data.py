"""The lines of a document as data: JSON for programs, rows of CSV in long form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.facts import Fact, Facts, Source, Status
from graph.snapshot import Snapshot
from visualizations.lines.documents import document_name
from visualizations.lines.telling import fact_name, role_of
from visualizations.lines.view import FactRow, LineRow, lines_view
from visualizations.words import Words

Row = dict[str, Any]


def lines_json(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> dict[str, Any]:
    """All chosen lines with their facts, or facts with their lines. What is not at hand is null."""
    words, facts = Words(lang), snapshot.facts
    view = lines_view(snapshot, query, words)
    if not view.document:
        return {"document": None, "documents": [], "lines": []}
    content: dict[str, Any] = {
        "document": {"id": view.document.id, "name": view.document.name},
        "documents": [{"id": id_, "name": document_name(facts, id_)} for id_ in view.documents],
        "words": view.document.held,
        "states": dict(view.states) or None,
        "types": dict(view.types),
        "notes": [{"rule": note.rule, "text": note.text} for note in view.document.whole_notes],
    }
    if view.choice.by == "facts":
        return content | {"facts": [_fact_row_json(row, facts, words) for row in view.facts]}
    return content | {"lines": [_line_row_json(row, facts, words) for row in view.lines]}


def _line_row_json(row: LineRow, facts: Facts, words: Words) -> Row:
    return {
        "line": row.number, "text": row.words, "state": row.state, "rule": row.rule or None,
        "notes": [{"kind": kind, "rule": note.rule, "text": note.text} for kind, note in row.notes],
        "facts": [
            {**_fact_json(fact, facts, words), "first_line": source.first_line, "last_line": source.last_line}
            for fact, source in row.cited
        ],
    }  # fmt: skip


def _fact_row_json(row: FactRow, facts: Facts, words: Words) -> Row:
    places = [
        {"first_line": source.first_line, "last_line": source.last_line, "text": exact} for source, exact in row.places
    ]
    return {**_fact_json(row.fact, facts, words), "places": places}


def _fact_json(fact: Fact, facts: Facts, words: Words) -> Row:
    return {
        "id": fact.id, "type": fact.type, "name": fact_name(fact, facts), "role": role_of(fact, words) or None,
        "status": (fact.status or Status.STATED).value, "rules": list(fact.rules),
    }  # fmt: skip


def lines_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[Row]:
    """Rows of CSV: one for each line and fact (or repair, or problem) of it, or one for each passage of a fact.

    A line that has nothing beside it is a row of its own. ``entry`` tells what stands beside the line.
    """
    words = Words("ja")
    view = lines_view(snapshot, query, words)
    if not view.document:
        return []
    document: Row = {"document_id": view.document.id, "document": view.document.name}
    if view.choice.by == "facts":
        return [
            {**document, **_fact_cells(row.fact, snapshot.facts, words), **_place_cells(source), "text": _cell(exact)}
            for row in view.facts for source, exact in row.places
        ]  # fmt: skip
    return [{**document, **cells} for row in view.lines for cells in _line_cells(row, snapshot.facts, words)]


_NO_FACT: Row = dict.fromkeys(
    ("entry", "entry_id", "entry_type", "entry_name", "role", "status", "rules", "first_line", "last_line"), ""
)


def _line_cells(row: LineRow, facts: Facts, words: Words) -> list[Row]:
    line: Row = {"line": row.number, "text": _cell(row.words), "state": row.state, "state_rule": row.rule}
    noted = [
        {**line, **_NO_FACT, "entry": kind, "entry_name": _cell(note.text), "rules": note.rule,
         "first_line": min(note.lines), "last_line": max(note.lines)}
        for kind, note in row.notes
    ]  # fmt: skip
    read = [{**line, **_fact_cells(fact, facts, words), **_place_cells(source)} for fact, source in row.cited]
    return [*noted, *read] or [{**line, **_NO_FACT}]


def _fact_cells(fact: Fact, facts: Facts, words: Words) -> Row:
    return {
        "entry": "fact", "entry_id": fact.id, "entry_type": fact.type, "entry_name": _cell(fact_name(fact, facts)),
        "role": _cell(role_of(fact, words)), "status": (fact.status or Status.STATED).value,
        "rules": " ".join(fact.rules),
    }  # fmt: skip


def _place_cells(source: Source) -> Row:
    return {"first_line": source.first_line, "last_line": source.last_line}


def _cell(text: str | None) -> str:
    """A text in one line of a cell, as spreadsheets keep it."""
    return re.sub(r"[\s\0]+", " ", text or "").strip()
