"""The curated questions: a list, and for each its answer with its query in SPARQL and in Cypher."""

from __future__ import annotations

from collections.abc import Mapping

from graph.questions.catalogue import Question, questions
from graph.snapshot import Snapshot
from graph.stores.sparql import SparqlAnswer
from visualizations.editor import answer_words, result_of
from visualizations.rendering import render

_WORDS = {
    "title": {"ja": "よくある問い", "en": "Questions"},
    "lead": {
        "ja": "計画を立てる人がよく尋ねる{n}の問い。どの問いも、SPARQLとCypherの両方で同じ答えを返す。",
        "en": "{n} questions that planners ask. Each gives the same answer in SPARQL and in Cypher.",
    },
    "ask": {"ja": "尋ねる", "en": "Ask"},
    "open": {"ja": "SPARQLエディターで開く", "en": "Open in the SPARQL editor"},
    "same": {"ja": "同じ問いの二つの書き方", "en": "The same question in two languages"},
}


def questions_page(snapshot: Snapshot, lang: str) -> str:
    """The list as HTML."""
    found = questions()
    return render(
        "questions.html.jinja", snapshot, lang, tab="questions", found=found, say=_words(lang, len(found)), asked=None
    )


def question_page(
    snapshot: Snapshot, lang: str, asked: Question, given: Mapping[str, str], answer: SparqlAnswer
) -> str:
    """One question as HTML: what may be varied, the answer (its body in JSON), both queries."""
    return render(
        "questions.html.jinja", snapshot, lang, tab="questions", query=given, asked=asked, given=given,
        sparql=asked.text(given), result=result_of(answer, snapshot.base, lang), say=_words(lang, len(questions())),
    )  # fmt: skip


def _words(lang: str, count: int) -> dict[str, str]:
    return answer_words(lang) | {key: texts[lang].format(n=count) for key, texts in _WORDS.items()}
