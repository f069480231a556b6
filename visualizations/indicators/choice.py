"""What the address of ``/indicators`` asks for: filters, grouping and order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from graph.comparisons import Basis
from visualizations.tables import number_of

GROUPS = ("", "basis", "safety", "none")  # the first: by project
SORTS = ("", "name", "basis", "years", "warnings")  # the first: as in the plan
OVERALL = "plan"  # as a project: the indicators of the plan as a whole
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of the page. Empty texts are "not chosen"; ``unknown`` holds ids that are not there."""

    plan: str = ""
    project: str = ""
    field: str = ""
    basis: str = ""
    unsafe: bool = False
    group: str = ""
    sort: str = ""
    page: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the rows down."""
        return bool(self.plan or self.project or self.field or self.basis or self.unsafe)

    def query(self) -> dict[str, str]:
        """The state as parameters of an address, those that are chosen."""
        found = {
            "plan": self.plan, "project": self.project, "field": self.field, "basis": self.basis,
            "unsafe": "1" if self.unsafe else "", "group": self.group, "sort": self.sort,
            "page": str(self.page if self.page > 1 else ""),
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def address(self, lang: str, suffix: str = "", **changes: Any) -> str:
        """The address of the page with another choice; a change of what is shown starts from the first row."""
        whole: dict[str, Any] = {"page": 0}
        query = replace(self, **(whole | changes)).query()
        if not suffix:
            return "/indicators?" + urlencode({**query, "lang": lang})
        return f"/indicators.{suffix}" + (f"?{urlencode(query)}" if query else "")


def basis_key(basis: Basis) -> str:
    """A basis in an address: its name, with the years of a period behind a dot."""
    return f"{basis.name}.{basis.years}" if basis.years else basis.name


def choice_of(query: Mapping[str, str], known: Mapping[str, Collection[str]]) -> Choice:
    """The choice of an address; ``known`` are the plans, projects, fields and bases that there are. What an address
    names and is not there counts as not chosen."""
    asked = {name: query.get(name, "")[:_LONGEST] for name in known}
    taken = {name: value if value in known[name] else "" for name, value in asked.items()}
    group, sort = query.get("group", ""), query.get("sort", "")
    return Choice(
        **taken, unsafe=query.get("unsafe") == "1", group=group if group in GROUPS else "",
        sort=sort if sort in SORTS else "", page=number_of(query.get("page", "")),
        unknown=tuple(value for name, value in asked.items() if value and value not in known[name]),
    )  # fmt: skip
