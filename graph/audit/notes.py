"""What the load noted of a document, and the lines that it did not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.audit.finding import Finding
from graph.facts import Source
from graph.lines.account import LineNote
from graph.snapshot import Snapshot

# By rule: the kind of what a load notes; of any other rule it is "notes".
KINDS: Mapping[str, str] = {
    "tables-disagree": "disagreements",
    "links-disagree": "disagreements",
    "calendars": "disagreements",
    "unknown-area": "disagreements",
    "roster-count": "disagreements",
    "doubtful-identity": "identities",
    "one-body-two-names": "identities",
    "reposted-measure": "relistings",
    "publisher-unnamed": "missing",
}
_STATES = ("unread", "leftover")


def notes(snapshot: Snapshot) -> Iterator[Finding]:
    """One finding for each problem of the load; a document without an account has none."""
    for document, account in snapshot.accounts.items():
        for note in account.problems:
            kind = KINDS.get(note.rule, "notes")
            yield Finding(kind, note.rule, lines_of(document, note), note=note.text)


def lines(snapshot: Snapshot) -> Iterator[Finding]:
    """One finding for each line that was not read, the unread ones first."""
    for document, account in snapshot.accounts.items():
        for state in _STATES:
            for line in account.lines:
                if line.state == state:
                    source = Source(document, line.number, line.number, line.words)
                    yield Finding("lines", line.rule or state, (source,), saying=state)


def lines_of(document: str, note: LineNote) -> tuple[Source, ...]:
    """The lines of a note, those that follow each other as one place."""
    found: list[Source] = []
    for line in sorted(set(note.lines)):
        if found and found[-1].last_line == line - 1:
            found[-1] = Source(document, found[-1].first_line, line)
        else:
            found.append(Source(document, line, line))
    return tuple(found)
