"""The Markdown plan format, written from facts."""

from __future__ import annotations

from graph.facts import Facts


def markdown(facts: Facts) -> str:
    """A plan in the Markdown plan format."""
    raise NotImplementedError
