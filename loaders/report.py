"""The load report: what was read, what was mended, and what became of every line (``interfaces.md``).

The account of lines is kept with the graph besides; the report is told out of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from graph.facts import Facts
from graph.lines.account import STATED_HERE, AccountLine, LineAccount, LineNote
from loaders.draft import Draft, Key, LineState, Problem, Repair
from loaders.text.lines import Document, Line


@dataclass(frozen=True, slots=True)
class LineCounts:
    """How many lines ended in which state; the states add up to the total."""

    total: int
    blank: int
    facts: int
    structure: int
    leftover: int
    unread: int


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that no rule read."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The account of one document."""

    document: str
    kind: str
    lines: LineCounts
    unread: tuple[UnreadLine, ...]
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The account of a load: documents, nodes and links by class, seconds, whether the store changed."""

    documents: tuple[DocumentReport, ...]
    nodes: Mapping[str, int]
    links: Mapping[str, int]
    seconds: float
    changed: bool = True

    def as_json(self) -> dict[str, Any]:
        """The report as ``interfaces.md`` fixes it."""
        return {
            "documents": [asdict(each) for each in self.documents],
            "nodes": dict(self.nodes),
            "links": dict(self.links),
            "seconds": round(self.seconds, 3),
        }


def line_account(document: Document, kind: str, draft: Draft, ids: Mapping[Key, str]) -> LineAccount:
    """The account of every line; ``ids`` are those of the drafted facts.

    A line counts as facts only where some node or link cites it, or was made from it and cites the lines of another
    document that it names.
    """
    said: dict[int, dict[str, None]] = defaultdict(dict)
    for key, fact in draft.facts.items():
        for first, last in (place.said for place in fact.places if place.said):
            for number in range(first, last + 1):
                said[number][ids[key]] = None
    _said_below(document.lines, draft, said)
    cited = draft.cited()
    notes = tuple(LineNote((), "encoding", note) for note in document.notes)
    repairs = sorted(draft.repairs, key=lambda repair: (repair.line, repair.rule))
    return LineAccount(
        document.name,
        kind,
        tuple(
            AccountLine(line.number, line.raw, *_state(line, cited, draft), tuple(said.get(line.number, ())))
            for line in document.lines
        ),
        tuple(LineNote((repair.line,), repair.rule, repair.what) for repair in repairs),
        (*notes, *(LineNote(problem.lines, problem.rule, problem.message) for problem in draft.problems)),
    )


def document_report(account: LineAccount) -> DocumentReport:
    """The report of a document out of the account of its lines."""
    unread = tuple(UnreadLine(line.number, line.words.strip()) for line in account.lines if line.state == "unread")
    repairs = tuple(Repair(note.lines[0], note.rule, note.text) for note in account.repairs)
    problems = tuple(Problem(note.lines, note.rule, note.text) for note in account.problems)
    counts = LineCounts(total=len(account.lines), **account.counts())
    return DocumentReport(account.document, account.kind, counts, unread, repairs, problems)


def counts(parts: tuple[Facts, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Nodes and links of several documents by class."""
    nodes = Counter(node.type for facts in parts for node in facts.nodes.values())
    links = Counter(link.type for facts in parts for link in facts.links.values())
    return dict(sorted(nodes.items())), dict(sorted(links.items()))


def _said_below(lines: Sequence[Line], draft: Draft, said: dict[int, dict[str, None]]) -> None:
    """Adds what lines say of the thing under which they stand (its kind, what it mentions), where they state no fact of
    their own: the nearest line above that stands further out, or the heading, says which thing that is."""
    above: list[tuple[int, int]] = []  # (indent, number) of the lines under which the next one may stand
    for line in lines:
        if line.blank:
            continue
        text = line.raw.lstrip(" ")
        indent = -1 if text.startswith("#") else len(line.raw) - len(text)
        above = [each for each in above if each[0] < indent]
        if draft.lines.get(line.number, (None, ""))[1] == STATED_HERE and not said.get(line.number):
            said[line.number] = dict(said.get(above[-1][1], {})) if above else {}
        above.append((indent, line.number))


def _state(line: Line, cited: set[int], draft: Draft) -> tuple[str, str]:
    """The state of a line, and the rule that gave it where it was not some fact that cites it."""
    if line.blank:
        return "blank", ""
    if line.number in cited:
        return LineState.FACTS.value, ""
    state, rule = draft.lines.get(line.number, (None, ""))
    return (state.value, rule) if state else ("unread", "")
