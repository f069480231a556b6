"""Search results as a page and as data."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from graph.search import Found, nearest, search
from graph.snapshot import Snapshot
from visualizations.rendering import family, render, type_label
from visualizations.words import Words


def search_json(snapshot: Snapshot, lang: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """Results with type and the line where each stands."""
    query = asked.get("q", "")
    words = Words(lang)
    return {
        "query": query,
        "results": [
            {
                "id": found.node.id, "name": found.node.label, "text": found.text, "type": found.node.type,
                "type_label": type_label(found.node, lang), "family": family(found.node),
                "first_line": found.first_line, "last_line": found.last_line,
                "lines": words.lines(found.first_line, found.last_line) if found.first_line else "",
            }
            for found in search(snapshot.facts, query)
        ],
    }  # fmt: skip


def search_page(snapshot: Snapshot, lang: str, asked: Mapping[str, str]) -> str:
    """Results by type as HTML."""
    query = asked.get("q", "")
    results = search(snapshot.facts, query)
    by_type: list[tuple[str, tuple[Found, ...]]] = []
    order = list(dict.fromkeys(found.node.type for found in results))
    for _, group in groupby(
        sorted(results, key=lambda found: order.index(found.node.type)), key=lambda found: found.node.type
    ):
        found_group = tuple(group)
        by_type.append((type_label(found_group[0].node, lang), found_group))
    near = nearest(snapshot.facts, query) if query and not results else ()
    return render(
        "search.html.jinja",
        snapshot,
        lang,
        tab="search",
        query={"q": query},
        q=query,
        groups=by_type,
        total=len(results),
        near=near,
    )
