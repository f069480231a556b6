"""The page: a section of the findings at a time, by kind and rule, with what each kind means and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.audit.finding import Kind, kinds
from graph.facts import Facts
from graph.snapshot import Snapshot
from visualizations.quality.choice import choice_of
from visualizations.quality.telling import ToldRow, tell
from visualizations.quality.view import Quality, Row, quality, rule_meaning
from visualizations.rendering import render
from visualizations.tables import present, section, sections
from visualizations.words import Words


@dataclass(frozen=True, slots=True)
class RuleRows:
    """The rows of one rule, with what it means."""

    rule: str
    meaning: str
    count: int
    rows: tuple[ToldRow, ...]


@dataclass(frozen=True, slots=True)
class KindRows:
    """A kind with its rules."""

    name: str
    kind: Kind
    count: int
    rules: tuple[RuleRows, ...]


def quality_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The page as HTML. Raises StoreError where an account of lines cannot be read."""
    view = quality(snapshot, choice_of(query))
    page, shown = present(len(view.rows), view.choice.page), section(view.rows, view.choice.page)
    return render(
        "quality.html.jinja", snapshot, lang, tab="quality", query=view.choice.query(), view=view, choice=view.choice,
        sections=_sections(view, shown, snapshot.facts, Words(lang)), page=page,
        last=max(len(sections(len(view.rows))), 1), kinds=kinds(), total=sum(view.counts.values()),
    )  # fmt: skip


def _sections(view: Quality, shown: Sequence[Row], facts: Facts, words: Words) -> list[KindRows]:
    found = []
    for name, rows in groupby(shown, key=lambda row: row.finding.kind):
        by_rule = [(rule, tuple(own)) for rule, own in groupby(rows, key=lambda row: row.finding.rule)]
        whole = [row.finding.rule for row in view.rows if row.finding.kind == name]
        told = tuple(
            RuleRows(
                rule, rule_meaning(rule, words.lang), whole.count(rule), tuple(tell(row, facts, words) for row in own)
            )
            for rule, own in by_rule
        )
        found.append(KindRows(name, kinds()[name], len(whole), told))
    return found
