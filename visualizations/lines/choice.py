"""What the address of ``/lines`` asks for: a document, which way round, filters, a place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from graph.facts import Status
from graph.lines.account import STATES
from ontology.vocabulary import vocabulary

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of the page. Empty texts and 0 are "not chosen"; ``unknown`` is a document that is not there."""

    document: str = ""
    by: str = "lines"
    state: str = ""
    type: str = ""
    status: str = ""
    q: str = ""
    line: int = 0
    page: int = 0
    unknown: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the rows down."""
        return bool(self.state or self.type or self.status or self.q)

    def query(self) -> dict[str, str]:
        """The state as parameters of an address, those that are chosen."""
        found = {
            "doc": self.document, "by": "" if self.by == "lines" else self.by, "state": self.state, "type": self.type,
            "status": self.status, "q": self.q, "line": str(self.line or ""), "page": str(self.page or ""),
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def address(self, lang: str, suffix: str = "", **changes: Any) -> str:
        """The address of the page with another choice; a change of what is shown starts from the first row."""
        place = {"line": 0, "page": 0} if changes.keys() - {"page", "line"} or suffix else {}
        query = replace(self, **(place | changes)).query()
        if not suffix:
            return "/lines?" + urlencode({**query, "lang": lang})
        return f"/lines.{suffix}" + (f"?{urlencode(query)}" if query else "")


def choice_of(query: Mapping[str, str], documents: Sequence[str]) -> Choice:
    """The choice of an address; what it names and is not there counts as not chosen."""
    known = vocabulary()
    wanted = query.get("doc", "")[:_LONGEST]
    return Choice(
        document=wanted if wanted in documents else (documents[0] if documents else ""),
        by="facts" if query.get("by") == "facts" else "lines",
        state=_among(query.get("state", ""), STATES),
        type=_among(query.get("type", ""), (*known.node_types, *known.link_types)),
        status=_among(query.get("status", ""), [status.value for status in Status]),
        q=query.get("q", "").strip()[:_LONGEST],
        line=_number(query.get("line", "")),
        page=_number(query.get("page", "")),
        unknown=wanted if wanted and wanted not in documents else "",
    )


def _among(value: str, known: Collection[str]) -> str:
    return value if value in known else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
