"""How well the fields of a plan are covered: projects, indicators and bodies of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.measures.cooperation import body_types

if TYPE_CHECKING:
    from graph.network import Network

_AREAS = ("GrowthField", "CrossCuttingArea", "PolicyArea")
_MENTIONED = "mentioned"
# What may be missing, by the column that then is 0.
GAPS = ("primary", "indicators", "bodies")


@dataclass(frozen=True, slots=True)
class Coverage:
    """An area: ids of the projects that serve it as primary and as related, how many indicators and bodies its primary
    projects have, and how many they and the related ones have together."""

    id: str
    primary: tuple[str, ...]
    related: tuple[str, ...]
    indicators: int
    bodies: int
    indicators_of_all: int
    bodies_of_all: int

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the area has none of."""
        counts = (len(self.primary), self.indicators, self.bodies)
        return tuple(name for name, count in zip(GAPS, counts, strict=True) if not count)


def coverage(network: Network) -> tuple[Coverage, ...]:
    """All areas, in the order of the graph. A related project that is primary too counts as primary; bodies that are
    only mentioned do not count, classes of bodies neither."""
    serving: dict[tuple[str, str], set[str]] = defaultdict(set)
    indicators: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    of: dict[str, str] = {}
    single = body_types()
    for a, b, data in network.edges(data=True):
        match data["type"]:
            case "Contribution":
                serving[b, data["role"]].add(a)
            case "Measurement":
                indicators[b].add(a)
            case "Engagement" if data["role"] != _MENTIONED and network.nodes[a]["type"] in single:
                bodies[b].add(a)
            case "isPartOf" if network.nodes[a]["type"] == "ProjectPart":
                of[a] = b
    for part, project in of.items():
        indicators[project] |= indicators.get(part, set())

    def count(found: dict[str, set[str]], projects: Iterable[str]) -> int:
        return len(set().union(*(found.get(each, set()) for each in projects)))

    rows = []
    for id_, data in network.nodes(data=True):
        if data["type"] in _AREAS:
            primary = serving[id_, "primary"]
            related = serving[id_, "related"] - primary
            rows.append(
                Coverage(
                    id_, tuple(sorted(primary)), tuple(sorted(related)),
                    count(indicators, primary), count(bodies, primary),
                    count(indicators, primary | related), count(bodies, primary | related),
                )
            )  # fmt: skip
    return tuple(rows)
