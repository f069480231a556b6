"""What the address of ``/matrix`` asks for: a table, a cell, the order of its rows and columns, a section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

TABLES = ("fields", "organizations", "indicators")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of the page. ``sort`` is a column's id or the name of a total, ``across`` a row's id by which the
    columns are sorted; ``order`` is ``like`` where what is alike stands together; ``group`` is ``none`` without
    headings; ``plan`` the id of one plan of several."""

    of: str = TABLES[0]
    cell: str = ""
    sort: str = ""
    across: str = ""
    order: str = ""
    group: str = ""
    plan: str = ""
    page: int = 1

    def query(self) -> dict[str, str]:
        """The state as parameters of an address, those that are chosen."""
        found = {
            "of": "" if self.of == TABLES[0] else self.of, "plan": self.plan, "sort": self.sort,
            "across": self.across, "order": self.order, "group": self.group, "cell": self.cell,
            "page": str(self.page) if self.page > 1 else "",
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def address(self, lang: str, suffix: str = "", **changes: str | int) -> str:
        """The address of the page with another choice; another table or order starts from the first section."""
        place = {} if changes.keys() <= {"cell", "page"} else {"page": 1}
        query = replace(self, **(place | changes)).query()  # type: ignore[arg-type]
        if suffix:
            query.pop("page", None)
            query.pop("cell", None)
            return f"/matrix{suffix}" + (f"?{urlencode(query)}" if query else "")
        return "/matrix?" + urlencode({**query, "lang": lang})


def choice_of(query: Mapping[str, str]) -> Choice:
    """The choice of an address; what it names and is none counts as not chosen. Ids are looked up later."""
    page = query.get("page", "")
    text = {name: query.get(name, "")[:_LONGEST] for name in ("cell", "sort", "across", "plan")}
    return Choice(
        of=query["of"] if query.get("of") in TABLES else TABLES[0],
        order="like" if query.get("order") == "like" else "",
        group="none" if query.get("group") == "none" else "",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 and int(page) else 1,
        **text,
    )  # fmt: skip
