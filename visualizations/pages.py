"""The table of pages. A new page is one builder and one line here; routes, data forms and tests follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.snapshot import Snapshot
from visualizations.home import home_json, home_page
from visualizations.matrix import matrix_page, matrix_rows
from visualizations.search_page import search_json, search_page

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its HTML, and its data as JSON and as rows of CSV where it has them."""

    html: Callable[[Snapshot, str, Query], str]
    json: Callable[[Snapshot, str, Query], Any] | None = None
    rows: Callable[[Snapshot, Query], list[dict[str, Any]]] | None = None


PAGES: Mapping[str, Page] = {
    "home": Page(lambda snapshot, lang, _: home_page(snapshot, lang), lambda snapshot, _, __: home_json(snapshot)),
    "matrix": Page(
        matrix_page, lambda snapshot, _, __: matrix_rows(snapshot), lambda snapshot, _: matrix_rows(snapshot)
    ),
    "search": Page(
        lambda snapshot, lang, query: search_page(snapshot, query.get("q", ""), lang),
        lambda snapshot, lang, query: search_json(snapshot, query.get("q", ""), lang),
    ),
}
