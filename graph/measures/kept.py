"""Measures of one state of the graph, computed once: a page that is asked again does not measure again."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from graph.facts import Facts
from graph.measures.paths import Ways
from graph.measures.rows import Query, Row
from graph.measures.table import MEASURES
from graph.network import network

# The one measure that depends on what is asked.
WITH_ENDS = "paths"


class KeptMeasures:
    """The network and the rows of the facts that were asked for last. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._facts: Facts | None = None
        self._ways: Ways | None = None
        self._rows: dict[str, Sequence[Row]] = {}

    def ways(self, facts: Facts) -> Ways:
        """The networkx graph of facts as ways between things."""
        with self._lock:
            return self._of(facts)

    def rows(self, facts: Facts, name: str, query: Query) -> Sequence[Row]:
        """The rows of a measure; ``query`` holds the ends of ways."""
        with self._lock:
            ways = self._of(facts)
            asked = (query.get("from", ""), query.get("to", "")) if name == WITH_ENDS else ("", "")
            if any(asked):
                return MEASURES[name].rows(ways, query)
            if name not in self._rows:
                self._rows[name] = MEASURES[name].rows(ways, {})
            return self._rows[name]

    def _of(self, facts: Facts) -> Ways:
        if self._ways is None or self._facts is not facts:
            self._facts, self._ways, self._rows = facts, Ways(network(facts)), {}
        return self._ways


KEPT = KeptMeasures()
