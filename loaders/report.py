"""The load report: what was read, what was mended, and what became of every line (``interfaces.md``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.facts import Facts
from loaders.draft import Draft, Problem, Repair
from loaders.lines import Document


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


def document_report(document: Document, kind: str, draft: Draft) -> DocumentReport:
    """The account of a document. A line counts as facts only where some node or link cites it, or was made from it and
    cites the lines of another document that it names.
    """
    cited = {
        number
        for fact in draft.facts.values()
        for place in fact.places
        if not place.document
        for number in range(place.first, place.last + 1)
    }
    states: Counter[str] = Counter()
    unread: list[UnreadLine] = []
    for line in document.lines:
        state = _state(line.number, line.blank, cited, draft)
        states[state] += 1
        if state == "unread":
            unread.append(UnreadLine(line.number, line.raw.strip()))
    notes = tuple(Problem((), "encoding", note) for note in document.notes)
    counts = LineCounts(
        len(document.lines), *(states[name] for name in ("blank", "facts", "structure", "leftover", "unread"))
    )
    repairs = tuple(sorted(draft.repairs, key=lambda repair: (repair.line, repair.rule)))
    return DocumentReport(document.name, kind, counts, tuple(unread), repairs, (*notes, *draft.problems))


def _state(number: int, blank: bool, cited: set[int], draft: Draft) -> str:
    if blank:
        return "blank"
    if number in cited:
        return "facts"
    state, _ = draft.lines.get(number, (None, ""))
    return state.value if state else "unread"


def counts(parts: tuple[Facts, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Nodes and links of several documents by class."""
    nodes = Counter(node.type for facts in parts for node in facts.nodes.values())
    links = Counter(link.type for facts in parts for link in facts.links.values())
    return dict(sorted(nodes.items())), dict(sorted(links.items()))
