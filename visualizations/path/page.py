"""The path view as page, data, rows and picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from graph.snapshot import Snapshot
from visualizations.lanes.data import view_json, view_rows
from visualizations.lanes.page import TEMPLATE, view_page
from visualizations.lanes.picture import view_svg
from visualizations.path.view import PathView, path_view

Query = Mapping[str, str]


def path_page(snapshot: Snapshot, lang: str, query: Query, *, template: str = TEMPLATE, **more: Any) -> str:
    """The page as HTML."""
    found = path_view(snapshot, lang, query)

    def ends_url(at: int, id_: str) -> str:
        """The address with one end replaced."""
        ids = list(found.view.selection.state.query().get("path", ",").split(","))
        ids[at] = id_
        return f"/network?{urlencode({'view': 'path', 'path': ','.join(ids), 'lang': lang})}"

    return view_page(
        snapshot, lang, query, found.view, template=template, ways=found, ends_url=ends_url, **more
    )  # fmt: skip


def path_json(snapshot: Snapshot, lang: str, query: Query) -> dict[str, Any]:
    """The view as data; ``ways`` are the ids of things and links of each way in turn."""
    found = path_view(snapshot, lang, query)
    ways = [
        {"nodes": [node.id for node in way.nodes], "links": [row.id for row in way.rows]} for way in found.told
    ]  # fmt: skip
    return {**view_json(snapshot, lang, found.view), "ways": ways, "ends": _ends(found)}


def path_rows(snapshot: Snapshot, query: Query) -> list[dict[str, Any]]:
    """The table twin in long form."""
    return view_rows(path_view(snapshot, "ja", query).view)


def path_svg(snapshot: Snapshot, lang: str, query: Query) -> str:
    """The drawing as SVG."""
    return view_svg(snapshot, lang, path_view(snapshot, lang, query).view)


def _ends(found: PathView) -> list[str | None]:
    return [end.node.id if end.node else None for end in found.ends]
