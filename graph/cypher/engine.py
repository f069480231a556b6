"""The small interface through which Cypher is asked, whatever answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graph.stores.sparql import Limits

__all__ = ["CypherEngine", "CypherResult", "Limits", "Login"]


@dataclass(frozen=True, slots=True)
class CypherResult:
    """Columns and rows of an answer, its values as JSON has them, and whether a row limit cut it.

    ``unused`` are labels, relationship types and properties on which an empty answer rests and which the graph nowhere
    uses: there the plan is silent ("not stated").
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """Where people's own tools reach an engine by Bolt, and as whom; empty is what need not or must not be told."""

    url: str
    user: str
    password: str
    database: str


class CypherEngine(Protocol):
    """An engine that answers Cypher."""

    def run(self, query: str, parameters: Mapping[str, Any], limits: Limits) -> CypherResult:
        """Answers a guarded, limited query.

        Raises QueryError, QueryRefused, UpdateRefused, CallError for wrong parameters, LimitError, EndpointError, and
        StoreError where there is no data or no engine.
        """

    def login(self) -> Login:
        """The address and a reader's login for people's own tools."""

    def close(self) -> None:
        """Ends what the engine runs."""
