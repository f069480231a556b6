"""An answer for people: columns and rows of cells, or one text. SPARQL and Cypher come to the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from graph.cypher.engine import CypherResult
from graph.facts import Node
from graph.stores.sparql import SparqlAnswer
from ontology.prefixes import PREFIXES
from visualizations.words import Words

ROWS_A_PAGE = 500
_NUMBERS = ("integer", "decimal", "double", "float", "long", "int", "nonNegativeInteger")


_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: its text, its language, its number where it is one, and what it names.

    ``thing`` is the id of a thing that the value itself is, ``node`` the thing that it names, ``search`` that it names
    several; ``term`` the local name of a controlled value of the ontology.
    """

    text: str
    lang: str = ""
    number: Decimal | None = None
    thing: str = ""
    node: Node | None = None
    search: bool = False
    term: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and the rows of one page of an answer, or one text; ``total`` is the number of all rows."""

    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    text: str = ""
    not_stated: tuple[str, ...] = ()
    total: int = 0
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages of rows there are."""
        return max(1, -(-self.total // ROWS_A_PAGE))

    @property
    def first(self) -> int:
        """The number of the first row of this page, from 1."""
        return (self.page - 1) * ROWS_A_PAGE + 1

    def numeric(self, column: int) -> bool:
        """Whether a column holds numbers and nothing else."""
        cells = [row[column] for row in self.rows if row[column].text]
        return bool(cells) and all(cell.number is not None for cell in cells)


def result_of(answer: SparqlAnswer, base: str, lang: str, page: int = 1) -> Result:
    """An answer in SPARQL (its body in JSON or Turtle) for people."""
    words = Words(lang)
    if answer.form == "graph":
        note = _note(answer.rows, answer.truncated, words, "answer_triples")
        return Result(note, text=answer.body.decode(), not_stated=answer.unused)
    content = json.loads(answer.body)
    if "boolean" in content:
        return Result(words("answer_yes" if content["boolean"] else "answer_no"), not_stated=answer.unused)
    columns = tuple(content["head"]["vars"])
    rows = [tuple(_of_term(each.get(name), base) for name in columns) for each in content["results"]["bindings"]]
    note = _note(answer.rows, answer.truncated, words)
    return _paged(Result(note, columns, tuple(rows), not_stated=answer.unused, total=len(rows)), page)


def cypher_result_of(answer: CypherResult, base: str, lang: str, page: int = 1) -> Result:
    """An answer in Cypher for people: a node of the graph is told by its name, what else is no plain value as JSON."""
    rows = tuple(tuple(_of_value(value, base) for value in row) for row in answer.rows)
    note = _note(len(rows), answer.truncated, Words(lang))
    return _paged(Result(note, tuple(answer.columns), rows, not_stated=answer.unused, total=len(rows)), page)


def sorted_down(result: Result, column: int) -> Result:
    """The rows with the largest number of a column first; those of equal numbers keep their order."""
    rows = sorted(result.rows, key=lambda row: -(row[column].number or 0))
    return replace(result, rows=tuple(rows))


def _paged(whole: Result, page: int) -> Result:
    page = min(max(page, 1), whole.pages)
    first = (page - 1) * ROWS_A_PAGE
    return replace(whole, rows=whole.rows[first : first + ROWS_A_PAGE], page=page)


def _note(rows: int, truncated: bool, words: Words, key: str = "answer_rows") -> str:
    return words("answer_cut" if truncated else key if rows else "answer_none", n=f"{rows:,}")


def _of_term(term: Mapping[str, Any] | None, base: str) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] == "uri":
        if base and value.startswith(base):
            return Cell(value[len(base) :], thing=value[len(base) :])
        prefix = next((name for name, start in PREFIXES.items() if value.startswith(start)), "")
        return Cell(f"{prefix}:{value[len(PREFIXES[prefix]) :]}" if prefix else value)
    if term["type"] == "triple":
        parts = (_of_term(value[part], base).text for part in ("subject", "predicate", "object"))
        return Cell(f"<< {' '.join(parts)} >>")
    local = term.get("datatype", "").rpartition("#")[2]
    return Cell(str(value), term.get("xml:lang", ""), _number(str(value)) if local in _NUMBERS else None)


def _of_value(value: Any, base: str) -> Cell:
    match value:
        case None:
            return Cell("")
        case bool():
            return Cell("true" if value else "false")
        case int() | float():
            return Cell(str(value), number=_number(str(value)))
        case str():
            return Cell(value, thing=_thing(value, base))
        case {"labels": _, "properties": {"id": str(iri), **more}}:
            return Cell(str(more.get("name") or iri), thing=_thing(iri, base))
        case _:
            return Cell(json.dumps(value, ensure_ascii=False))


def _thing(iri: str, base: str) -> str:
    """The id of a thing by its IRI, empty where it is none of ours."""
    return iri[len(base) :] if base and iri.startswith(base) else ""


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    # One digit and nine of an exponent may stand for a thousand million digits: such a number is told as it is written.
    return found if found.is_finite() and abs(found.adjusted()) <= _MOST_DIGITS else None


def number_text(value: Decimal) -> str:
    """A number as pages print it: thousands apart, no trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
