"""The state of the near view: that of the lanes, with more relations and the number of links to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from graph.neighbours import REFERENCES
from visualizations.lanes.chosen.state import RELATIONS, State, state_of

NEAR_RELATIONS = (*RELATIONS, *REFERENCES.values())
MOST_HOPS = 3


@dataclass(frozen=True, slots=True)
class NearState(State):
    """As of the lanes; ``hops`` is how many links away a thing may stand, 1 to 3."""

    relations: frozenset[str] = frozenset(NEAR_RELATIONS)
    hops: int = 1

    @property
    def filtered(self) -> bool:
        """True where some filter is not as by default."""
        return bool(self.query().keys() & {"types", "rels", "status", "kinds", "hide"})

    def query(self) -> dict[str, str]:
        """The state as parameters; what is as by default is left out."""
        found = {"view": "near", **State.query(self)}
        found.pop("rels", None)
        if self.relations != frozenset(NEAR_RELATIONS):
            found["rels"] = ",".join(each for each in NEAR_RELATIONS if each in self.relations)
        if self.hops != 1:
            found["hops"] = str(self.hops)
        return found

    def keeps_relation(self, relation: str) -> bool:
        """Whether the filter of relations lets one through; one that the legend does not know always passes."""
        return relation in self.relations or relation not in NEAR_RELATIONS


def near_state(query: Mapping[str, str]) -> NearState:
    """The state that an address says; what it does not know stays at its default."""
    base = state_of(query)
    given = {each.name: getattr(base, each.name) for each in fields(State) if each.name != "relations"}
    chosen = frozenset(query["rels"].split(",")) if "rels" in query else frozenset(NEAR_RELATIONS)
    hops = query.get("hops", "")
    return NearState(
        **given,
        relations=chosen & frozenset(NEAR_RELATIONS),
        hops=int(hops) if hops in ("1", "2", "3") else 1,
    )
