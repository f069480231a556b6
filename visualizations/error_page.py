"""The page of an error: what was wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.snapshot import Snapshot
from visualizations.rendering import render

# By status: the key of what is told; of any other, whose fault it is decides.
_TOLD = {404: "missing", 405: "call", 406: "call", 400: "call", 403: "call", 502: "later", 503: "later"}


def error_page(snapshot: Snapshot, lang: str, path: str, problem: Mapping[str, Any]) -> str:
    """The page of a problem (its members as in the JSON), asked for at a path."""
    status = int(problem["status"])
    told = _TOLD.get(status, "call" if status < 500 else "program")
    return render("error.html.jinja", snapshot, lang, tab="error", told=told, path=path, problem=problem)
