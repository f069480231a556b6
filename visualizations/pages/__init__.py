"""The table of pages. A new page is one builder and one line here; routes, data forms and tests follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.snapshot import Snapshot
from visualizations.indicators.data import indicators_json, indicators_rows
from visualizations.indicators.page import indicators_page
from visualizations.lines.data import lines_json, lines_rows
from visualizations.lines.page import lines_page
from visualizations.matrix.data import matrix_json, matrix_rows
from visualizations.matrix.page import matrix_page
from visualizations.pages.help import help_page
from visualizations.pages.home import home_json, home_page
from visualizations.pages.measures import measures_json, measures_page, measures_rows
from visualizations.quality.data import quality_json, quality_rows
from visualizations.quality.page import quality_page
from visualizations.search.page import search_json, search_page
from visualizations.timeline.data import timeline_json, timeline_rows
from visualizations.timeline.page import timeline_page
from visualizations.views import view_of

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its HTML, and its data as JSON and as rows of CSV where it has them.

    Its name in the table is its path and the key of its title in ``interface/``.
    """

    html: Callable[[Snapshot, str, Query], str]
    json: Callable[[Snapshot, str, Query], Any] | None = None
    rows: Callable[[Snapshot, Query], list[dict[str, Any]]] | None = None


PAGES: Mapping[str, Page] = {
    "home": Page(home_page, home_json),
    "network": Page(
        lambda snapshot, lang, query: view_of(query).page(snapshot, lang, query),
        lambda snapshot, lang, query: view_of(query).json(snapshot, lang, query),
        lambda snapshot, query: view_of(query).rows(snapshot, query),
    ),
    "matrix": Page(matrix_page, matrix_json, matrix_rows),
    "timeline": Page(timeline_page, timeline_json, timeline_rows),
    "indicators": Page(indicators_page, indicators_json, indicators_rows),
    "measures": Page(measures_page, measures_json, measures_rows),
    "lines": Page(lines_page, lines_json, lines_rows),
    "quality": Page(quality_page, quality_json, quality_rows),
    "help": Page(help_page),
    "search": Page(search_page, search_json),
}

# The pages that the header leads to, by their path and the key of their title, in the order of the header.
TABS: tuple[str, ...] = (
    "network",
    "matrix",
    "timeline",
    "indicators",
    "questions",
    "quality",
)
