"""The state of the overview: by what bodies and fields are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from visualizations.lanes.chosen.state import State, state_of

# ``group``: fields by their group; of the other two one at most: bodies by kind, or by prefecture.
GROUPINGS = ("group", "kind", "prefecture")
DEFAULT = ("group", "kind")


@dataclass(frozen=True, slots=True)
class OverviewState(State):
    """As of the lanes, without filters; ``by`` says what is put together, in the order of ``GROUPINGS``."""

    by: tuple[str, ...] = DEFAULT

    @property
    def filtered(self) -> bool:
        """The overview shows everything."""
        return False

    def query(self) -> dict[str, str]:
        """The state as parameters; what is as by default is left out."""
        kept = {name: value for name, value in State.query(self).items() if name in ("focus", "sort", "limit", "pin")}
        return {"view": "overview", **kept, **({"by": ",".join(self.by)} if self.by != DEFAULT else {})}


def overview_state(query: Mapping[str, str]) -> OverviewState:
    """The state that an address says. Bodies are always put together, by kind unless by prefecture."""
    base = state_of({name: query[name] for name in ("focus", "sort", "limit", "pin", "q") if name in query})
    given = {each.name: getattr(base, each.name) for each in fields(State)}
    asked = set(query.get("by", ",".join(DEFAULT)).split(","))
    bodies = "prefecture" if "prefecture" in asked else "kind"
    return OverviewState(**given, by=("group", bodies) if "group" in asked else (bodies,))
