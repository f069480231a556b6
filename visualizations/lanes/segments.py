"""The views of the network page as links from one to another: the state of the address goes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from visualizations.lanes.chosen.state import RELATIONS

KINDS = ("lanes", "near", "path", "overview")
# What every view understands, or leaves alone; what is not here (a page of the table, an order) ends with its view.
_KEPT = (
    "focus", "hops", "types", "rels", "status", "y", "projects", "kinds", "hide", "pin", "q", "path", "by", "embed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A view to go to: its name, its address, and whether it is the one that is shown."""

    kind: str
    url: str
    current: bool


def segments(query: Mapping[str, str], kind: str, lang: str) -> tuple[Segment, ...]:
    """The views with their addresses. A focus becomes the first end of ways, and the first end the focus."""
    state = {name: query[name] for name in _KEPT if query.get(name)}
    if not set(state.get("rels", "").split(",")) & set(RELATIONS):
        state.pop("rels", None)  # a filter by what only one view tells apart would leave nothing elsewhere
    first = state.get("path", "").split(",")[0]
    return tuple(Segment(each, _url(each, state, first, lang), each == kind) for each in KINDS)


def focus_url(kind: str, lang: str, id_: str) -> str:
    """The address of a view around a thing, with nothing else chosen; of ways, from there."""
    view = {} if kind == "lanes" else {"view": kind}
    around = {"path": f"{id_},"} if kind == "path" else {"focus": id_}
    return f"/network?{urlencode({**view, **around, 'lang': lang})}"


def _url(kind: str, state: Mapping[str, str], first: str, lang: str) -> str:
    found = dict(state)
    if kind == "path" and not first and "focus" in state:
        found["path"] = f"{state['focus']},"
    if kind != "path" and first and "focus" not in state:
        found["focus"] = first
    return f"/network?{urlencode({**({} if kind == 'lanes' else {'view': kind}), **found, 'lang': lang})}"
