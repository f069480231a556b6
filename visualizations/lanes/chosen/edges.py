"""A link as drawn."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Link


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as drawn: between things of the lanes, which may stand for the list or part that the link itself names."""

    link: Link
    source: str
    target: str
    relation: str

    @property
    def id(self) -> str:
        """The id of the drawn link: one link may be drawn between two pairs."""
        return f"{self.link.id}_{self.source}_{self.target}"
