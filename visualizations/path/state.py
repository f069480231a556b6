"""The state of the path view: the two ends, as an address or a form says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from visualizations.lanes.chosen.state import State, state_of


@dataclass(frozen=True, slots=True)
class PathState(State):
    """As of the lanes, without filters; ``ends`` are ids, or names where a form without scripts was sent."""

    ends: tuple[str, str] = ("", "")

    @property
    def filtered(self) -> bool:
        """Ways are not filtered."""
        return False

    def query(self) -> dict[str, str]:
        """The state as parameters; what is as by default is left out."""
        found = {"view": "path"}
        if any(self.ends):
            found["path"] = ",".join(self.ends)
        if self.sort:
            found["sort"] = self.sort
        if self.pinned:
            found["pin"] = ",".join(self.pinned)
        return found


def path_state(query: Mapping[str, str]) -> PathState:
    """The state that an address says; without ends the focus of another view is the first."""
    base = state_of({name: query[name] for name in ("sort", "pin") if name in query})
    source, _, target = (query.get("path") or query.get("focus", "")).partition(",")
    given = {each.name: getattr(base, each.name) for each in fields(State)}
    return PathState(**given, ends=(source.strip()[:200], target.strip()[:200]))
