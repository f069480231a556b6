"""The audit as data: JSON for programs, one row of CSV for each row of the page's table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.audit.finding import finding_json, kinds
from graph.facts import Facts
from graph.snapshot import Snapshot
from visualizations.lines.telling import fact_name
from visualizations.quality.choice import choice_of
from visualizations.quality.view import Row, quality


def quality_json(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> dict[str, Any]:
    """Counts by kind, the kinds with what they mean, the lines of each document by state, all chosen findings."""
    view = quality(snapshot, choice_of(query))
    return {
        "counts": dict(view.counts),
        "kinds": {
            name: {"title": kind.title[lang], "meaning": kind.meaning[lang], "action": kind.action[lang]}
            for name, kind in kinds().items()
        },
        "lines": [{"document": each.id, "name": each.name, **each.states} for each in view.readings],
        "findings": [
            {**finding_json(row.finding, lang), "names": [fact_name(each, snapshot.facts) for each in row.things]}
            for row in view.rows
        ],
    }


def quality_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row a finding, in the order of the table; its words in the language of ``lang``, else Japanese."""
    lang = "en" if query.get("lang") == "en" else "ja"
    view = quality(snapshot, choice_of(query))
    return [_cells(row, snapshot.facts, view.documents, lang) for row in view.rows]


def _cells(row: Row, facts: Facts, documents: Mapping[str, str], lang: str) -> dict[str, Any]:
    finding = row.finding
    used = dict.fromkeys(source.document for source in finding.sources)
    return {
        "kind": finding.kind, "rule": finding.rule, "text": _cell(finding.told(lang)), "note": _cell(finding.note),
        "names": _cell("; ".join(fact_name(each, facts) for each in row.things)),
        "things": " ".join(each.id for each in row.things),
        "document": "; ".join(documents.get(id_, id_) for id_ in used),
        "lines": " ".join(f"{each.first_line}-{each.last_line}" for each in finding.sources),
        "words": _cell(" / ".join("".join(place.quote.pieces) for place in row.places if place.quote)),
    }  # fmt: skip


def _cell(text: str) -> str:
    """A text in one line of a cell, as spreadsheets keep it."""
    return re.sub(r"[\s\0]+", " ", text).strip()
