"""The query editor: a form that works without script, with the answer below it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graph.snapshot import Snapshot
from graph.stores.sparql import SparqlAnswer
from ontology.prefixes import PREFIXES
from visualizations.rendering import render

EXAMPLE = """SELECT ?project ?role WHERE {
  ?link a pol:Contribution ; pol:project/rdfs:label ?project ; pol:role ?role ;
        pol:area/rdfs:label "FIELD"@ja .
}
ORDER BY ?role ?project"""
ROWS_SHOWN = 1000
_WORDS = {
    "answer": {"ja": "答え", "en": "Answer"},
    "rows": {"ja": "{n}件", "en": "{n} rows"},
    "first": {"ja": "はじめの{shown}件を示す（全{n}件）", "en": "The first {shown} of {n} rows"},
    "cut": {"ja": "上限の{n}件で打ち切った", "en": "Cut at the limit of {n} rows"},
    "none": {"ja": "当たるものはない。", "en": "Nothing matches."},
    "not_stated": {"ja": "計画に記載なし（どこにも使われない語）：", "en": "Not stated (nowhere used in the graph): "},
    "yes": {"ja": "はい", "en": "yes"},
    "no": {"ja": "いいえ", "en": "no"},
    "questions": {"ja": "よくある問い（SPARQLとCypher）", "en": "Questions that planners ask, in SPARQL and Cypher"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: its text, its language, and the id of the thing that it names."""

    text: str
    lang: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer for people: columns and rows, or one text."""

    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    text: str = ""
    not_stated: tuple[str, ...] = ()


def editor_page(snapshot: Snapshot, lang: str, query: str = "", answer: SparqlAnswer | None = None) -> str:
    """The SPARQL editor as HTML; the example asks about the plan's last growth field. An ``answer`` (its body in JSON
    or Turtle) stands below the query that it answers."""
    fields = snapshot.facts.by_type.get("GrowthField", ())
    name = fields[-1].label if fields else "…"
    example = EXAMPLE.replace("FIELD", name.replace("\\", "\\\\").replace('"', '\\"'))
    result = result_of(answer, snapshot.base, lang) if answer else None
    state = {"query": query} if query else {}
    return render(
        "editor.html.jinja",
        snapshot,
        lang,
        tab="sparql",
        query=state,
        text=query or example,
        result=result,
        say=answer_words(lang),
    )


def answer_words(lang: str) -> dict[str, str]:
    """What a page says about an answer."""
    return {key: texts[lang] for key, texts in _WORDS.items()}


def result_of(answer: SparqlAnswer, base: str, lang: str) -> Result:
    """An answer (its body in JSON or Turtle) for people."""
    if answer.form == "graph":
        return Result(_note(answer, answer.rows, lang), text=answer.body.decode(), not_stated=answer.unused)
    content = json.loads(answer.body)
    if "boolean" in content:
        return Result(_WORDS["yes" if content["boolean"] else "no"][lang], not_stated=answer.unused)
    columns = tuple(content["head"]["vars"])
    bindings = content["results"]["bindings"][:ROWS_SHOWN]
    rows = tuple(tuple(_cell(each.get(name), base) for name in columns) for each in bindings)
    return Result(_note(answer, len(rows), lang), columns, rows, not_stated=answer.unused)


def _note(answer: SparqlAnswer, shown: int, lang: str) -> str:
    key = "cut" if answer.truncated else "none" if not answer.rows else "first" if shown < answer.rows else "rows"
    return _WORDS[key][lang].format(n=f"{answer.rows:,}", shown=f"{shown:,}")


def _cell(term: dict[str, Any] | None, base: str) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] == "uri":
        if base and value.startswith(base):
            return Cell(value[len(base) :], thing=value[len(base) :])
        prefix = next((name for name, start in PREFIXES.items() if value.startswith(start)), "")
        return Cell(f"{prefix}:{value[len(PREFIXES[prefix]) :]}" if prefix else value)
    if term["type"] == "triple":
        return Cell(
            "<< " + " ".join(_cell(value[part], base).text for part in ("subject", "predicate", "object")) + " >>"
        )
    return Cell(str(value), term.get("xml:lang", ""))
