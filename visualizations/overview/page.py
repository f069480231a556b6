"""The overview as page, data, rows and picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from graph.snapshot import Snapshot
from visualizations.lanes.data import view_json, view_rows
from visualizations.lanes.page import TEMPLATE, view_page
from visualizations.lanes.picture import view_svg
from visualizations.overview.state import DEFAULT, overview_state
from visualizations.overview.view import overview_view

Query = Mapping[str, str]


def overview_page(snapshot: Snapshot, lang: str, query: Query, *, template: str = TEMPLATE, **more: Any) -> str:
    """The page as HTML."""
    found, state = overview_view(snapshot, lang, query), overview_state(query)

    def by_url(choice: str) -> str:
        """The address with one of two groupings changed: that of the fields (``group`` or ``field``), or of bodies."""
        fields = "group" in state.by if choice in ("kind", "prefecture") else choice == "group"
        bodies = choice if choice in ("kind", "prefecture") else state.by[-1]
        by = ("group", bodies) if fields else (bodies,)
        kept = {name: value for name, value in state.query().items() if name not in ("by", "focus")}
        return f"/network?{urlencode({**kept, **({'by': ','.join(by)} if by != DEFAULT else {}), 'lang': lang})}"

    chosen = {*state.by, *(() if "group" in state.by else ("field",))}
    return view_page(
        snapshot, lang, query, found.view, template=template, overview=found, by_url=by_url, by=chosen, **more
    )  # fmt: skip


def overview_json(snapshot: Snapshot, lang: str, query: Query) -> dict[str, Any]:
    """The view as data; ``parts`` tell of each link what it sums up."""
    found = overview_view(snapshot, lang, query)
    return {**view_json(snapshot, lang, found.view), "parts": dict(found.parts)}


def overview_rows(snapshot: Snapshot, query: Query) -> list[dict[str, Any]]:
    """The table twin: two groups a row, with the number of links between them and their roles."""
    found = overview_view(snapshot, "ja", query)
    rows = zip(view_rows(found.view), found.view.rows, strict=True)
    return [{**row, "count": each.count, "parts": found.parts[each.id]} for row, each in rows]


def overview_svg(snapshot: Snapshot, lang: str, query: Query) -> str:
    """The drawing as SVG."""
    return view_svg(snapshot, lang, overview_view(snapshot, lang, query).view)
