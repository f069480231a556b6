"""The state of the lanes view: what an address says, and the address that says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LANES = ("organization", "project", "field", "measure", "indicator")
RELATIONS = ("primary", "related", "engaged", "listed", "measures")
STATUSES = ("stated", "repaired", "inferred", "derived", "curated")
SORTS = ("source", "relation", "target", "status", "line")
DEFAULT_LIMIT, HARD_LIMIT, AGGREGATE_FROM = 150, 1000, 2000


@dataclass(frozen=True, slots=True)
class State:
    """What is shown and how. ``years`` and ``projects`` of None mean no filter; ``sort`` may begin with ``-``."""

    focus: str = ""
    types: frozenset[str] = frozenset(LANES)
    relations: frozenset[str] = frozenset(RELATIONS)
    statuses: frozenset[str] = frozenset(STATUSES)
    years: frozenset[int] | None = None
    projects: frozenset[str] | None = None
    excluding: bool = False
    sort: str = ""
    limit: int = DEFAULT_LIMIT
    text: str = ""

    @property
    def filtered(self) -> bool:
        """True where some filter is not as by default."""
        return bool(self.query().keys() & {"types", "rels", "status", "y", "projects"})

    def query(self) -> dict[str, str]:
        """The state as parameters; what is as by default is left out."""
        found = {"focus": self.focus} if self.focus else {}
        lists = (
            ("types", self.types, LANES), ("rels", self.relations, RELATIONS), ("status", self.statuses, STATUSES),
        )  # fmt: skip
        for name, chosen, all_ in lists:
            if chosen != frozenset(all_):
                found[name] = ",".join(each for each in all_ if each in chosen)
        if self.years is not None:
            found["y"] = ",".join(str(year) for year in sorted(self.years))
        if self.projects is not None:
            found["projects"] = ("-" if self.excluding else "") + ",".join(sorted(self.projects))
        if self.sort:
            found["sort"] = self.sort
        if self.limit != DEFAULT_LIMIT:
            found["limit"] = str(self.limit)
        if self.text and not self.focus:
            found["q"] = self.text
        return found

    def keeps_project(self, id_: str) -> bool:
        """Whether the filter of projects lets one through."""
        return self.projects is None or (id_ in self.projects) is not self.excluding

    def keeps_years(self, years: Iterable[int]) -> bool:
        """Whether the filter of years lets something through; what has no year always passes."""
        own = set(years)
        return self.years is None or not own or bool(own & self.years)


def state_of(query: Mapping[str, str]) -> State:
    """The state that an address says; what it does not know stays at its default."""

    def chosen(name: str, known: Iterable[str]) -> frozenset[str]:
        all_ = frozenset(known)
        return frozenset(query[name].split(",")) & all_ if name in query else all_

    years = frozenset(int(part) for part in query.get("y", "").split(",") if part.isdecimal() and len(part) < 5)
    projects = query.get("projects", "")
    limit, sort = query.get("limit", ""), query.get("sort", "")
    return State(
        focus=query.get("focus", ""),
        types=chosen("types", LANES),
        relations=chosen("rels", RELATIONS),
        statuses=chosen("status", STATUSES),
        years=years if "y" in query else None,
        projects=frozenset(projects.removeprefix("-").split(",")) - {""} if "projects" in query else None,
        excluding=projects.startswith("-"),
        sort=sort if sort.removeprefix("-") in SORTS else "",
        limit=min(int(limit), HARD_LIMIT) if limit.isdecimal() and int(limit[:9]) > 0 else DEFAULT_LIMIT,
        text=query.get("q", "")[:200],
    )
