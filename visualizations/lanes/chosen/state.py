"""The state of the lanes view: what an address says, and the address that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visualizations.tables import number_of

LANES = ("organization", "project", "field", "measure", "indicator")
RELATIONS = ("primary", "related", "engaged", "listed", "measures", "bodies")
STATUSES = ("stated", "repaired", "inferred", "derived", "curated")
SORTS = ("source", "relation", "target", "status", "line")
DEFAULT_LIMIT, HARD_LIMIT, AGGREGATE_FROM = 150, 1000, 2000
MOST_NAMED = 20  # things that an address hides, holds or expands: it stays below 2,000 characters
_LONGEST, _LONGEST_LIST = 300, 4000  # characters of an id and of a list of ids that are looked at
_SLUG = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Picked:
    """A filter by names: these, or with ``excluding`` all but these."""

    names: frozenset[str]
    excluding: bool = False

    def keeps(self, name: str) -> bool:
        """Whether the filter lets a name through."""
        return (name in self.names) is not self.excluding

    def __str__(self) -> str:
        return ("-" if self.excluding else "") + ",".join(sorted(self.names))


@dataclass(frozen=True, slots=True)
class State:
    """What is shown and how. Filters of None let everything through; ``sort`` may begin with ``-``.

    ``kinds`` are classes of bodies; ``hidden`` and ``pinned`` ids in the order of the address; ``expanded`` ids with
    the relation by which their links are drawn as well, empty for every relation.
    """

    focus: str = ""
    types: frozenset[str] = frozenset(LANES)
    relations: frozenset[str] = frozenset(RELATIONS)
    statuses: frozenset[str] = frozenset(STATUSES)
    years: frozenset[int] | None = None
    projects: Picked | None = None
    kinds: Picked | None = None
    hidden: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    expanded: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    limit: int = DEFAULT_LIMIT
    text: str = ""

    @property
    def filtered(self) -> bool:
        """True where some filter is not as by default."""
        return bool(self.query().keys() & {"types", "rels", "status", "y", "projects", "kinds", "hide"})

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
        for name, picked in (("projects", self.projects), ("kinds", self.kinds)):
            if picked is not None:
                found[name] = str(picked)
        expanded = tuple(f"{id_}.{relation}" if relation else id_ for id_, relation in self.expanded)
        for name, ids in (("hide", self.hidden), ("pin", self.pinned), ("expand", expanded)):
            if ids:
                found[name] = ",".join(ids)
        if self.sort:
            found["sort"] = self.sort
        if self.limit != DEFAULT_LIMIT:
            found["limit"] = str(self.limit)
        if self.text and not self.focus:
            found["q"] = self.text
        return found

    def keeps_project(self, id_: str) -> bool:
        """Whether the filter of projects lets one through."""
        return self.projects is None or self.projects.keeps(id_)

    def keeps_kind(self, type_: str) -> bool:
        """Whether the filter of kinds of bodies lets a class through."""
        return self.kinds is None or self.kinds.keeps(type_)

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
    sort = query.get("sort", "")
    return State(
        focus=query.get("focus", "")[:_LONGEST],
        types=chosen("types", LANES),
        relations=chosen("rels", RELATIONS),
        statuses=chosen("status", STATUSES),
        years=years if "y" in query else None,
        projects=_picked(query.get("projects")),
        kinds=_picked(query.get("kinds")),
        hidden=_ids(query.get("hide", "")),
        pinned=_ids(query.get("pin", "")),
        expanded=tuple(_expansion(each) for each in _ids(query.get("expand", ""), r"[A-Za-z0-9_-]+(?:\.[a-z]+)?")),
        sort=sort if sort.removeprefix("-") in SORTS else "",
        limit=min(number_of(query.get("limit", "")) or DEFAULT_LIMIT, HARD_LIMIT),
        text=query.get("q", "")[:200],
    )


def _picked(text: str | None) -> Picked | None:
    if text is None:
        return None
    named = text[:_LONGEST_LIST].removeprefix("-").split(",")
    return Picked(frozenset(each for each in named if _SLUG.fullmatch(each)), text.startswith("-"))


def _ids(text: str, form: str = _SLUG.pattern) -> tuple[str, ...]:
    return tuple(each for each in dict.fromkeys(text.split(",")) if re.fullmatch(form, each))[:MOST_NAMED]


def _expansion(text: str) -> tuple[str, str]:
    id_, _, relation = text.partition(".")
    return (id_, relation)
