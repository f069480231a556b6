"""The page of the schedule as HTML."""

from __future__ import annotations

from collections.abc import Mapping

from graph.snapshot import Snapshot
from visualizations.calendars import fiscal_year_parts
from visualizations.rendering import render
from visualizations.timeline.rows import Cell, Row
from visualizations.timeline.view import TimelineView, timeline_view

# The keys of the words for the rows that are shown, and for the states of cells.
SHOW_WORDS = {
    "": "timeline_show_all", "changes": "timeline_show_changes", "repaired": "timeline_show_repaired",
    "named": "timeline_show_named",
}  # fmt: skip
STATE_WORDS = {"stated": "timeline_stated", "inferred": "timeline_inferred", "repaired": "timeline_repaired"}


def timeline_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The schedule as HTML: filters as a form that works without scripts, then one table a plan."""
    view = timeline_view(snapshot.facts, query, paged=True)
    return render(
        "timeline.html.jinja", snapshot, lang, tab="timeline", query=view.choice.query(), view=view,
        choice=view.choice, year_parts=lambda year: fiscal_year_parts(year, lang), run=run,
        joined=joined, rules=_rules(view), projects=len({row.project.id for row in view.rows if row.project}),
        components=len({row.component.id for row in view.rows}), show_words=SHOW_WORDS, state_words=STATE_WORDS,
    )  # fmt: skip


def run(row: Row, cell: Cell) -> str:
    """The classes that join the bar of a cell with those beside it in the same state: they are drawn as one."""
    at = row.cells.index(cell)
    before, after = row.cells[at - 1 : at], row.cells[at + 1 : at + 2]
    return "".join(
        name
        for name, beside in ((" from", before), (" into", after))
        if any(each.state == cell.state for each in beside)
    )


def joined(row: Row, before: Row | None) -> bool:
    """Whether a row takes the place of the one drawn above it: an arrow leads from its bar."""
    return bool(row.follows and before and row.follows.id == before.activity.id)


def _rules(view: TimelineView) -> Mapping[str, tuple[str, ...]]:
    """The rules at work in the rows that are shown, by the state of their cells."""
    found: dict[str, dict[str, None]] = {"inferred": {}, "repaired": {}}
    for row in view.rows:
        for cell in row.cells:
            if cell.state in found:
                found[cell.state].update(dict.fromkeys(cell.rules))
        if row.repaired:
            found["repaired"].update(dict.fromkeys(row.rules))
    return {state: tuple(rules) for state, rules in found.items()}
