"""The checks on a snapshot, for pages: what ``policylinks check`` finds in the facts that were read from the store."""

from __future__ import annotations

from threading import Lock

from graph.checks.consistency import inconsistencies
from graph.checks.problems import CheckProblem
from graph.checks.shapes import broken_shapes
from graph.rdf import quads
from graph.snapshot import Snapshot

MOST = 6_000  # facts; more take longer than anybody waits for a page


class KeptProblems:
    """The problems of the snapshot that was asked for last. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: Snapshot | None = None
        self._found: tuple[CheckProblem, ...] = ()

    def get(self, snapshot: Snapshot) -> tuple[CheckProblem, ...] | None:
        """The broken shapes and inconsistencies; None where there are too many facts (``MOST``) to check for a page."""
        if len(snapshot.facts.nodes) + len(snapshot.facts.links) > MOST:
            return None
        with self._lock:
            if self._of is not snapshot:
                made = list(quads(snapshot.facts, snapshot.base, "document"))
                self._found = (*broken_shapes(made), *inconsistencies(made))
                self._of = snapshot
            return self._found


KEPT = KeptProblems()
