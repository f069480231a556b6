"""The page of a query editor: a form that works without script, with the answer or what was wrong below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from graph.errors import PolicyLinksError, QueryError
from graph.questions.catalogue import THEMES, Question, questions
from graph.snapshot import Snapshot
from ontology.prefixes import PREFIXES
from visualizations.answers.naming import named
from visualizations.answers.result import Result, number_text
from visualizations.editor.text import shown_cypher, shown_sparql
from visualizations.rendering import environment, page_context, static_url
from visualizations.words import Words, interface

_SPARQL = """SELECT ?project ?role WHERE {
  ?link a pol:Contribution ; pol:project/rdfs:label ?project ; pol:role ?role ;
        pol:area/rdfs:label "FIELD"@ja .
}
ORDER BY ?role ?project"""
_CYPHER = """MATCH (p:Project)-[c:SERVES]->(a:PolicyArea {name: 'FIELD'})
RETURN p.name AS project, c.role AS role
ORDER BY role, project"""
LANGUAGES = ("sparql", "cypher")
_SCRIPTS = ("query-box.js", "query-completion.js", "query-run.js", "query-session.js", "query-table.js",
            "vendor/yasqe.min.js", "vendor/codemirror-cypher.js")  # fmt: skip


def editor_page(
    snapshot: Snapshot,
    lang: str,
    language: str = "sparql",
    *,
    query: str = "",
    graphs: Mapping[str, Sequence[str]] | None = None,
    example: str = "",
    result: Result | None = None,
    error: PolicyLinksError | None = None,
    engine: bool = True,
) -> str:
    """The editor of a query language as HTML. Without a query or the id of a question as its ``example``, the text asks
    about the plan's last growth field. ``graphs`` are those of the protocol by the names of their parameters: the links
    of the page keep them, so that they lead to the same answer. ``engine`` is false where nothing can answer Cypher."""
    chosen = next((each for each in questions() if each.id == example), None)
    text = query or (_text(chosen, language) if chosen else _first(snapshot, language))
    asked: dict[str, str | Sequence[str]] = {"query": query, **(graphs or {})} if query else {}
    common = page_context(snapshot, lang, language, {})
    common["other_url"] = "?" + urlencode({**asked, "lang": common["other_lang"]}, doseq=True)  # a graph may repeat
    return environment().get_template("editor.html.jinja").render(
        **common, text=text,
        language=language, languages=LANGUAGES, themes=by_theme(), example=chosen.id if chosen else "", error=error,
        result=named(result, snapshot.facts, lang) if result else None, engine=engine, asked=asked,
        place=(error.line, error.column) if isinstance(error, QueryError) else None,
        data=script_data(snapshot, lang), number=number_text,
    )  # fmt: skip


def by_theme() -> Mapping[str, tuple[Question, ...]]:
    """The curated questions by theme, in the order of the themes."""
    return {theme: tuple(each for each in questions() if each.theme == theme) for theme in THEMES}


def script_data(snapshot: Snapshot, lang: str) -> dict[str, Any]:
    """What the scripts of an editor need: addresses of each other, the base of the data's IRIs, words."""
    words = Words(lang)
    return {
        "lang": lang, "base": snapshot.base, "prefixes": dict(PREFIXES),
        "scripts": {name: static_url(name) for name in _SCRIPTS},
        "words": {key: words.raw(key) for key in interface() if key.startswith("run_")},
    }  # fmt: skip


def _text(asked: Question, language: str) -> str:
    return shown_sparql(asked.sparql) if language == "sparql" else shown_cypher(asked.cypher)


def _first(snapshot: Snapshot, language: str) -> str:
    fields = snapshot.facts.by_type.get("GrowthField", ())
    name = (fields[-1].label if fields else "…").replace("\\", "\\\\")
    if language == "sparql":
        return _SPARQL.replace("FIELD", name.replace('"', '\\"'))
    return _CYPHER.replace("FIELD", name.replace("'", "\\'"))
