"""The near view as page, data, rows and picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.snapshot import Snapshot
from visualizations.lanes.chosen.state import AGGREGATE_FROM
from visualizations.lanes.data import view_json, view_rows
from visualizations.lanes.page import TEMPLATE, view_page
from visualizations.lanes.picture import view_svg
from visualizations.near.state import MOST_HOPS, near_state
from visualizations.near.view import near_view, scopes

Query = Mapping[str, str]


def near_page(snapshot: Snapshot, lang: str, query: Query, *, template: str = TEMPLATE, **more: Any) -> str:
    """The page as HTML."""
    view = near_view(snapshot, lang, query)
    aggregated = view.selection.aggregated
    return view_page(
        snapshot, lang, query, view, template=template, hops=near_state(query).hops,
        most_hops=MOST_HOPS, most_things=AGGREGATE_FROM, scopes=scopes(view, lang) if aggregated else [], **more,
    )  # fmt: skip


def near_json(snapshot: Snapshot, lang: str, query: Query) -> dict[str, Any]:
    """The view as data."""
    return view_json(snapshot, lang, near_view(snapshot, lang, query))


def near_rows(snapshot: Snapshot, query: Query) -> list[dict[str, Any]]:
    """The table twin in long form."""
    return view_rows(near_view(snapshot, "ja", query))


def near_svg(snapshot: Snapshot, lang: str, query: Query) -> str:
    """The drawing as SVG."""
    return view_svg(snapshot, lang, near_view(snapshot, lang, query))
