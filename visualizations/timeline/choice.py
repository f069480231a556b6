"""What the address of ``/timeline`` asks for: a plan, project, body, year, which rows, how much of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from visualizations.tables import number_of

SHOWS = ("", "changes", "repaired", "named")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of the page. Empty texts and 0 are "not chosen"; ``unknown`` holds ids that are not there.

    ``show`` narrows the rows down: to those that change between years, that were repaired, or that name the body.
    """

    plan: str = ""
    project: str = ""
    body: str = ""
    year: int = 0
    show: str = ""
    details: bool = False
    page: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the rows down."""
        return bool(self.plan or self.project or self.body or self.year or self.show)

    def query(self) -> dict[str, str]:
        """The state as parameters of an address, those that are chosen."""
        found = {
            "plan": self.plan, "project": self.project, "body": self.body, "y": str(self.year or ""),
            "show": self.show, "details": "1" if self.details else "", "page": str(self.page if self.page > 1 else ""),
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def address(self, lang: str, suffix: str = "", **changes: Any) -> str:
        """The address of the page with another choice; a change of what is shown starts from the first row."""
        whole: dict[str, Any] = {} if changes.keys() & {"page", "details"} else {"page": 0}
        query = replace(self, **(whole | changes)).query()
        if not suffix:
            return "/timeline?" + urlencode({**query, "lang": lang})
        for name in ("details", "page"):  # data always holds all
            query.pop(name, None)
        return f"/timeline.{suffix}" + (f"?{urlencode(query)}" if query else "")


def choice_of(
    query: Mapping[str, str], plans: Collection[str], projects: Collection[str], bodies: Collection[str]
) -> Choice:
    """The choice of an address; what it names and is not there counts as not chosen."""
    asked = {name: query.get(name, "")[:_LONGEST] for name in ("plan", "project", "body", "y", "show")}
    known = {"plan": plans, "project": projects, "body": bodies}
    taken = {name: asked[name] if asked[name] in there else "" for name, there in known.items()}
    year = asked["y"]
    show = asked["show"] if asked["show"] in SHOWS else ""
    return Choice(
        **taken, year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0,
        show="" if show == "named" and not taken["body"] else show, details=query.get("details") == "1",
        page=number_of(query.get("page", "")),
        unknown=tuple(asked[name] for name, there in known.items() if asked[name] and asked[name] not in there),
    )  # fmt: skip
