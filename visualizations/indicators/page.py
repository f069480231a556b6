"""The page of the indicators as HTML."""

from __future__ import annotations

from collections.abc import Mapping

from graph.comparisons import Comparison, Reason, basis_of
from graph.facts import Node
from graph.snapshot import Snapshot
from visualizations.calendars import fiscal_year_parts
from visualizations.indicators import plot, telling
from visualizations.indicators.choice import OVERALL, basis_key
from visualizations.indicators.view import PlanRows, indicators_view, year_and_kind
from visualizations.rendering import render
from visualizations.words import Words

# The keys of the words for ways of grouping and sorting.
GROUP_WORDS = {
    "": "indicators_by_project", "basis": "indicators_by_basis", "safety": "indicators_by_safety",
    "none": "indicators_by_none",
}  # fmt: skip
SORT_WORDS = {
    "": "indicators_as_planned", "name": "indicators_name", "basis": "indicators_basis", "years": "indicators_years",
    "warnings": "indicators_warnings",
}  # fmt: skip
COMPARATOR_WORDS = {
    "atLeast": "indicators_lower_bound", "atMost": "indicators_upper_bound", "approximately": "indicators_approximate",
}  # fmt: skip


def indicators_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The indicators as HTML: filters as a form that works without scripts, then one table a plan with its plots."""
    facts, words = snapshot.facts, Words(lang)
    view = indicators_view(facts, query, paged=True)

    def reason(each: Reason, comparison: Comparison) -> str:
        return telling.told_reason(each, comparison, facts, words)

    def other_year(value: Node, table: PlanRows) -> str:
        """The year of a value, where it is not the one in the head of its column."""
        usual = table.usual.get(value.text("phase"))
        return "" if usual and year_and_kind(value) == usual else telling.year_of(value, words)

    def head_year(table: PlanRows, phase: str) -> str:
        usual = table.usual[phase]
        first = next((value for group in table.groups for row in group.rows for value in row.comparison.values[phase]
                      if usual and year_and_kind(value) == usual), None)  # fmt: skip
        if first and first.text("yearKind") == "fiscalYearKind" and usual:
            return " ".join(fiscal_year_parts(usual[0], lang))
        return telling.year_of(first, words) if first else ""

    return render(
        "indicators.html.jinja", snapshot, lang, tab="indicators", query=view.choice.query(), view=view,
        choice=view.choice, telling=telling, words=words, reason=reason, other_year=other_year, head_year=head_year,
        basis_key=basis_key, own_basis=lambda value, row: basis_of(value, row.indicator),
        overall=OVERALL, edge=plot.EDGE, width=plot.WIDTH, group_words=GROUP_WORDS,
        sort_words=SORT_WORDS, comparator_words=COMPARATOR_WORDS,
        unsafe_shown=sum(not row.comparison.safe for row in view.kept),
        actuals=sum(bool(row.comparison.values["actual"]) for row in view.kept),
        bounds=any(row.plot and row.plot.towards for row in view.rows),
        open_years=any(value.text("year") and not value.text("yearKind")
                       for row in view.rows for values in row.comparison.values.values() for value in values),
    )  # fmt: skip
