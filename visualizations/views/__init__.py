"""Views: a chosen subgraph with a title. A new view is one function pair and one line in ``VIEWS``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.snapshot import Snapshot
from visualizations.network_page import network_json, network_page, network_rows

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """A view: its titles, its page, its data, its rows."""

    title: Mapping[str, str]
    page: Callable[..., str]
    json: Callable[[Snapshot, str, Query], dict[str, Any]]
    rows: Callable[[Snapshot, Query], list[dict[str, Any]]]


VIEWS: Mapping[str, View] = {
    "lanes": View({"ja": "対応図", "en": "Lanes"}, network_page, network_json, network_rows),
}
