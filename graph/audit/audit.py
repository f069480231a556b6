"""The audit of one state of the graph: all findings, those of the load and those of the graph, each once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Lock

from graph.audit.disagreements import links_differ
from graph.audit.finding import PARTED, Finding, kinds
from graph.audit.indicators import of_indicators
from graph.audit.missing import missing
from graph.audit.names import relistings, spellings
from graph.audit.notes import lines, notes
from graph.audit.repairs import repairs
from graph.facts import Source
from graph.snapshot import Snapshot


def audit(snapshot: Snapshot) -> tuple[Finding, ...]:
    """The findings by kind, within a kind by rule and line. Broken shapes are not among them: those are the matter of
    ``graph.checks``, which reads the store itself."""
    facts = snapshot.facts
    own = (
        *links_differ(facts), *of_indicators(facts), *missing(facts), *relistings(facts), *spellings(snapshot)
    )  # fmt: skip
    found = (*_merged(own, tuple(notes(snapshot))), *repairs(snapshot), *lines(snapshot))
    order = {name: at for at, name in enumerate(kinds())}
    return tuple(sorted(found, key=lambda each: (order[each.kind], _place(each))))


def counts(findings: tuple[Finding, ...]) -> Mapping[str, int]:
    """How many findings there are of each kind, all kinds, in the order of a reader."""
    found = Counter(each.kind for each in findings)
    return {name: found[name] for name in kinds()}


def _merged(own: Sequence[Finding], noted: Sequence[Finding]) -> Iterator[Finding]:
    """What the graph says and what the load noted, each once. Where both tell the same, the graph's sentence stays: it
    leads to things and is there in both languages; the words of the load go with it."""
    said: dict[int, list[str]] = defaultdict(list)
    for note in noted:
        at = next((at for at, each in enumerate(own) if _covers(each, note)), None)
        if at is None:
            yield note
        else:
            said[at].append(note.note)
    for at, each in enumerate(own):
        yield replace(each, note=PARTED.join(said[at])) if at in said else each


def _covers(own: Finding, note: Finding) -> bool:
    """Whether a finding of the graph is about all lines of a note of its kind."""
    if own.kind != note.kind:
        return False
    if not note.sources:
        return own.rule == note.rule
    return _lines(note) <= _lines(own)


def _lines(finding: Finding) -> set[tuple[str, int]]:
    return {
        (source.document, line) for source in finding.sources for line in range(source.first_line, source.last_line + 1)
    }


def _place(finding: Finding) -> tuple[str, int, str]:
    first = min(finding.sources, key=_order, default=None)
    return (first.document, first.first_line, finding.rule) if first else ("", 0, finding.rule)


def _order(source: Source) -> tuple[str, int]:
    return source.document, source.first_line


class KeptAudit:
    """The audit of the snapshot that was asked for last. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: Snapshot | None = None
        self._found: tuple[Finding, ...] = ()

    def get(self, snapshot: Snapshot) -> tuple[Finding, ...]:
        """The findings. Raises StoreError where an account of lines cannot be read."""
        with self._lock:
            if self._of is not snapshot:
                self._found = audit(snapshot)
                self._of = snapshot
            return self._found


KEPT = KeptAudit()
