"""The page as HTML."""

from __future__ import annotations

from collections.abc import Mapping

from graph.snapshot import Snapshot
from visualizations.labels import common_ending
from visualizations.matrix.choice import TABLES, choice_of
from visualizations.matrix.view import matrix
from visualizations.rendering import render


def matrix_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The matrix: controls, the table, and the evidence of the selected cell below."""
    view = matrix(snapshot.facts, choice_of(query), lang)
    ending = common_ending(node.label for node in view.table.all_columns)
    return render(
        "matrix.html.jinja", snapshot, lang, tab="matrix", query=view.choice.query(), view=view, table=view.table,
        choice=view.choice, tables_of=TABLES, ending=ending,
    )  # fmt: skip
