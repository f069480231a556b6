"""A question asked of a document: the document loaded whole, the rows of the answer as equality sees them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, Store

from graph.questions.catalogue import Question
from graph.rdf import quads
from loaders.documents import facts_of_document
from loaders.text.readers import read_file

BASE = "https://example.org/id/"
Rows = list[tuple[Any, ...]]


@lru_cache
def store_of(path: Path) -> Store:
    """A store with what a document says."""
    loaded = facts_of_document(read_file(path), None, None)
    store = Store()
    store.extend(quads(loaded.facts, BASE, loaded.id))
    return store


def answer(asked: Question, store: Store, parameters: Mapping[str, str] | None = None) -> Rows:
    """The rows of an answer in the asked columns."""
    solutions = store.query(asked.text(parameters), use_default_graph_as_union=True)
    assert [each.value for each in solutions.variables] == list(asked.columns)
    return [tuple(plain(solution[column]) for column in asked.columns) for solution in solutions]


def plain(value: Any) -> Any:
    """A value as equality sees it: numbers as numbers, texts after NFKC without spaces."""
    if isinstance(value, Literal):
        datatype = value.datatype.value.rsplit("#", 1)[1]
        value = Decimal(value.value) if datatype in ("integer", "decimal") else value.value
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


def expected(rows: Iterable[Sequence[Any]]) -> Rows:
    """Rows that a truth file tells, as equality sees them."""
    return [tuple(plain(cell) for cell in row) for row in rows]


def same(asked: Question, found: Rows, wanted: Rows) -> bool:
    """Whether two answers are the same; the order of rows counts where the question says so."""
    return found == wanted if asked.ordered else Counter(found) == Counter(wanted)
