"""What the address of ``/quality`` asks for: a kind, a rule, a document, a section of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from graph.audit.finding import kinds

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of the page. Empty texts are "not chosen"."""

    kind: str = ""
    rule: str = ""
    document: str = ""
    page: int = 1

    def query(self) -> dict[str, str]:
        """The state as parameters of an address, those that are chosen."""
        page = str(self.page) if self.page > 1 else ""
        found = {"kind": self.kind, "rule": self.rule, "doc": self.document, "page": page}
        return {name: value for name, value in found.items() if value}

    def address(self, lang: str, suffix: str = "", **changes: str | int) -> str:
        """The address of the page with another choice, from its first section; data has no sections."""
        query = replace(self, **({"page": 1} | changes)).query()  # type: ignore[arg-type]
        if suffix:
            query.pop("page", None)
        return f"/quality{suffix}?" + urlencode({**query, "lang": lang})


def choice_of(query: Mapping[str, str]) -> Choice:
    """The choice of an address; a kind that is none counts as not chosen."""
    kind, page = query.get("kind", ""), query.get("page", "")
    return Choice(
        kind if kind in kinds() else "", query.get("rule", "")[:_LONGEST], query.get("doc", "")[:_LONGEST],
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 and int(page) else 1,
    )  # fmt: skip
