"""The plain query editor: a form that works without script. The rich one takes its place in a later version."""

from __future__ import annotations

from graph.snapshot import Snapshot
from visualizations.rendering import render

EXAMPLE = """SELECT ?project ?role WHERE {
  ?link a pol:Contribution ; pol:project/rdfs:label ?project ; pol:role ?role ;
        pol:area/rdfs:label "水素エネルギー関連産業"@ja .
}
ORDER BY ?role ?project"""


def editor_page(snapshot: Snapshot, lang: str, language: str) -> str:
    """The editor of a query language as HTML; the example asks about the plan's last growth field."""
    fields = snapshot.facts.by_type.get("GrowthField", ())
    example = EXAMPLE.replace("水素エネルギー関連産業", fields[-1].label.replace('"', "") if fields else "…")
    return render("editor.html.jinja", snapshot, lang, tab=language, example=example)
