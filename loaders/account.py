"""The account of a document's lines, out of what its kind read: for the load report, and to be kept with the graph."""

from __future__ import annotations

from graph.lines.account import AccountLine, LineAccount, LineNote
from loaders.draft import Draft, LineState
from loaders.lines import Document, Line


def line_account(document: Document, kind: str, draft: Draft) -> LineAccount:
    """The account of every line. A line counts as facts only where some node or link cites it, or was made from it and
    cites the lines of another document that it names.
    """
    cited = {
        number
        for fact in draft.facts.values()
        for place in fact.places
        if not place.document
        for number in range(place.first, place.last + 1)
    }
    notes = tuple(LineNote((), "encoding", note) for note in document.notes)
    repairs = sorted(draft.repairs, key=lambda repair: (repair.line, repair.rule))
    return LineAccount(
        document.name,
        kind,
        tuple(AccountLine(line.number, line.raw, *_state(line, cited, draft)) for line in document.lines),
        tuple(LineNote((repair.line,), repair.rule, repair.what) for repair in repairs),
        (*notes, *(LineNote(problem.lines, problem.rule, problem.message) for problem in draft.problems)),
    )


def _state(line: Line, cited: set[int], draft: Draft) -> tuple[str, str]:
    """The state of a line, and the rule that gave it where it was not some fact that cites it."""
    if line.blank:
        return "blank", ""
    if line.number in cited:
        return LineState.FACTS.value, ""
    state, rule = draft.lines.get(line.number, (None, ""))
    return (state.value, rule) if state else ("unread", "")
