"""Views: a chosen subgraph with a title. A new view is one set of functions and one line in ``VIEWS``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.snapshot import Snapshot
from visualizations.lanes.data import network_json, network_rows
from visualizations.lanes.page import network_page
from visualizations.lanes.picture import network_svg
from visualizations.near.page import near_json, near_page, near_rows, near_svg
from visualizations.overview.page import overview_json, overview_page, overview_rows, overview_svg
from visualizations.path.page import path_json, path_page, path_rows, path_svg

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """A view: its titles, its page (which takes what the offline file needs besides), its data, rows and picture."""

    title: Mapping[str, str]
    page: Callable[..., str]
    json: Callable[[Snapshot, str, Query], dict[str, Any]]
    rows: Callable[[Snapshot, Query], list[dict[str, Any]]]
    svg: Callable[[Snapshot, str, Query], str]


VIEWS: Mapping[str, View] = {
    "lanes": View({"ja": "対応図", "en": "Lanes"}, network_page, network_json, network_rows, network_svg),
    "near": View({"ja": "近傍", "en": "Near"}, near_page, near_json, near_rows, near_svg),
    "path": View({"ja": "経路", "en": "Path"}, path_page, path_json, path_rows, path_svg),
    "overview": View({"ja": "俯瞰", "en": "Overview"}, overview_page, overview_json, overview_rows, overview_svg),
}


def view_of(query: Query) -> View:
    """The view that an address names; the first where it names none that there is."""
    return VIEWS.get(query.get("view", ""), next(iter(VIEWS.values())))
