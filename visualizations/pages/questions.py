"""The curated questions: a list by theme, and for each its answer with its query in SPARQL and in Cypher."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.questions.catalogue import Question
from graph.snapshot import Snapshot
from graph.stores.sparql import SparqlAnswer
from visualizations.answers.naming import column_label, is_year, named
from visualizations.answers.plot import plot_of, total_of
from visualizations.answers.result import number_text, result_of, sorted_down
from visualizations.editor.page import by_theme, script_data
from visualizations.editor.text import shown_cypher, shown_sparql
from visualizations.rendering import render


def questions_page(snapshot: Snapshot, lang: str) -> str:
    """The list as HTML."""
    themes = by_theme()
    return render(
        "questions.html.jinja", snapshot, lang, tab="questions", themes=themes, total=sum(map(len, themes.values())),
        first_sentence=first_sentence,
    )  # fmt: skip


def first_sentence(text: str) -> str:
    """The first sentence of a text in Japanese or English."""
    return re.split(r"(?<=。)|(?<=[.!?])\s", text, maxsplit=1)[0]


def question_page(
    snapshot: Snapshot,
    lang: str,
    asked: Question,
    given: Mapping[str, str],
    answer: SparqlAnswer,
    *,
    page: int = 1,
    engine: bool = True,
) -> str:
    """One question as HTML: what may be varied, the answer (its body in JSON), both queries.

    Where the order of rows does not count and there is a plot, the largest amount comes first. ``engine`` is false
    where nothing can answer Cypher.
    """
    themes = by_theme()
    number = [each.id for found in themes.values() for each in found].index(asked.id) + 1
    result = result_of(answer, snapshot.base, lang, page)
    plot = plot_of(result)
    down = plot is not None and not asked.ordered
    if plot and down:
        result = sorted_down(result, plot.column)
    return render(
        "question.html.jinja", snapshot, lang, tab="questions", query=given, asked=asked, given=given, themes=themes,
        place=number, total=sum(map(len, themes.values())), result=named(result, snapshot.facts, lang), plot=plot,
        down=down, sum=total_of(result, asked.sparql), sparql=shown_sparql(asked.text(given)), is_year=is_year,
        cypher=shown_cypher(asked.cypher_text(given)), column_label=column_label, engine=engine, number=number_text,
        data={**script_data(snapshot, lang), "question": asked.id, "given": dict(given), "ordered": asked.ordered},
    )  # fmt: skip
