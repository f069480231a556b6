"""Stated figures: each figure of a text is a fact, with the clause that holds it, its date, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from graph.facts import Term, Text
from loaders import keys
from loaders.draft import Draft, Key, KeyRef
from loaders.kinds.strategy.situation.clauses import Clause, bracket_at, clause_at, clauses, outermost, topic
from loaders.kinds.strategy.situation.happenings import told_of
from loaders.statements import Statement
from loaders.text.dates import DateMention, aligned, dates_in
from loaders.text.figures import FigureMention, figures_in
from loaders.text.lines import Line, folded
from loaders.text.passages import narrowed

Named = Callable[[Statement], tuple[tuple[int, int, Key], ...]]
"""The spans of a statement's text that name a body or an instrument, each with the key of its node."""

_NAME_BEFORE = re.compile(r"(?P<name>[一-龥々ァ-ヶーA-Za-z&]{2,30})$")
_SUBJECT = re.compile(r"(?:^|、)(?P<name>[^、。]{2,60}?)(?<![でにとへを])(?:は|が|も)[、\s]*$")
_OF = re.compile(r"(?P<name>[^、。はがを]{2,40})(?:の|を)$")
_COUNTED = re.compile(r"^の(?P<name>[^、。はがをにへとでの()「]{2,24})")
_RATHER = re.compile(
    r"(?:約|およそ|概ね|ほぼ|延べ|のべ|計|合計|全国の?|世界の?|年間|平均|毎回|前年比で?|過去\d+年間[でに]?)\s*$"
)


def read_facts(
    statements: Iterable[Statement], named: Named, draft: Draft, lines: Sequence[Line] = ()
) -> tuple[Key, ...]:
    """Adds a fact for each figure of the statements and returns their keys, in the order of the document.

    The fact concerns the project or part in whose section it stands, the bodies and instruments in its clause, and the
    indicator that the clause names; ``about`` is its subject in words. ``lines`` are those of the document: a statement
    that spans several gives facts only the lines that hold their clause.
    """
    found: dict[Key, None] = {}
    indicators = _indicators(draft)
    for statement in statements:
        figures = figures_in(statement.text)
        if not figures:
            continue
        parts = clauses(statement.text)
        dates = dates_in(statement.text)
        spans = outermost(statement.text, named(statement))
        for figure in figures:
            if any(first <= figure.start and figure.end <= last for first, last, _ in spans):
                continue  # part of a name
            clause = clause_at(parts, figure.start)
            found[_fact(statement, figure, parts, clause, dates, spans, indicators, draft, lines)] = None
    return tuple(found)


def _fact(
    statement: Statement,
    figure: FigureMention,
    parts: Sequence[Clause],
    clause: Clause,
    dates: Sequence[DateMention],
    spans: Sequence[tuple[int, int, Key]],
    indicators: Sequence[tuple[Key, str, Key]],
    draft: Draft,
    lines: Sequence[Line],
) -> Key:
    text = statement.text
    label = clause.label(text)
    owner = statement.owner or keys.PLAN
    date = _date(figure, clause, parts, dates, text)
    bodies = [key for first, last, key in spans if clause.start <= first and last <= clause.end]
    subject = about(text, figure, clause)
    measured = [key for of, name, key in indicators if of == statement.owner and _names(subject, name)]
    counted = any(
        figure.end <= first <= figure.end + 1 for first, _, _ in spans
    )  # 50件の計画: what is counted is a node
    if counted or measured or any(subject in text[first:last] for first, last, _ in spans):
        subject = ""  # a node, which the fact concerns
    concerns = dict.fromkeys([*([statement.owner] if statement.owner else []), *measured, *bodies])
    return draft.node(
        keys.fact(owner, label, f"{figure.value:f}", figure.unit), [narrowed(label, statement.place, lines)],
        label=keys.ja(label), value=Decimal(figure.value), unit=figure.unit, valueText=figure.text,
        comparator=Term(figure.comparator), date=date.moment or date.end_moment if date else None,
        fiscalYear=date.fiscal_year or date.end_fiscal_year if date else None,
        concerns=[KeyRef(key) for key in concerns], about=subject or None,
    )  # fmt: skip


def _names(subject: str, indicator: str) -> bool:
    """Whether a subject is an indicator (folded), alone or of something: 会員数, 協議会の会員数."""
    return bool(re.search(rf"(?:^|の){re.escape(indicator)}$", folded(subject)))


def _indicators(draft: Draft) -> list[tuple[Key, str, Key]]:
    """The indicators with their owners and folded names."""
    return [
        (owner.key, folded(name.value), fact.key)
        for fact in draft.facts.values()
        if fact.type == "Indicator"
        for owner in fact.properties.get("isPartOf", ())
        for name in fact.properties.get("label", ())
        if isinstance(owner, KeyRef) and isinstance(name, Text)
    ]


def _date(
    figure: FigureMention, clause: Clause, parts: Sequence[Clause], dates: Sequence[DateMention], text: str
) -> DateMention | None:
    """The date of a figure: the one in a bracket behind it, else the nearest before it in its clause, else the nearest
    behind; else the one at which a figure of the clause before is told (…に10社となり、15社に増えた)."""
    inside = [
        each
        for each in dates
        if clause.start <= each.start < clause.end and not _is_range(each) and not _of_thing(text, each, figure, clause)
    ]
    behind = [each for each in inside if each.start >= figure.end]
    for each in behind:
        bracket = bracket_at(text, each.start)
        if bracket and bracket[0] >= figure.end:
            return each
    before = [each for each in inside if each.end <= figure.start]
    if before or behind:
        return before[-1] if before else behind[0]
    dated = any(clause.start <= each.start < clause.end for each in dates)
    return None if dated else _inherited(clause, parts, dates, text)


def _of_thing(text: str, date: DateMention, figure: FigureMention, clause: Clause) -> bool:
    """Whether a date belongs to a thing named before the figure (昭和38年に設置した施設は、年間200件…)."""
    end = told_of(aligned(text)[date.end : clause.end])
    return end is not None and date.end + end <= figure.start


def _inherited(clause: Clause, parts: Sequence[Clause], dates: Sequence[DateMention], text: str) -> DateMention | None:
    earlier = [part for part in parts if part.sentence == clause.sentence and part.end <= clause.start]
    if not earlier:
        return None
    last = earlier[-1]
    told = [each for each in dates if last.start <= each.start < last.end and not _is_range(each)]
    counted = any(last.start <= each.start < last.end for each in figures_in(text))
    return told[-1] if told and counted and not bracket_at(text, told[-1].start) else None


def _is_range(date: DateMention) -> bool:
    """A span of time dates no figure; an end alone (令和7年度までに) does."""
    return not date.open_start and (date.end_moment is not None or date.end_fiscal_year is not None)


def about(text: str, figure: FigureMention, clause: Clause) -> str:
    """What a figure is about in the words of its clause, or of its sentence's topic; empty where nothing says it."""
    before = _without_dates(text[clause.start : figure.start])
    behind = aligned(text[figure.end : clause.end])
    while cut := _RATHER.search(before):
        before = before[: cut.start()].rstrip()
    if before.endswith(("(", "（")) and (match := _NAME_BEFORE.search(before[:-1])):
        return match["name"]
    if match := _SUBJECT.search(before):
        return _trimmed(match["name"])
    if match := _OF.search(before):
        return _trimmed(match["name"])
    if match := re.search(r"(?:^|、)(?P<name>[^、。]{2,60}?)(?<![でにとへを])(?:は|が)、?", before):
        return _trimmed(match["name"])
    if match := _NAME_BEFORE.search(before):
        return match["name"]
    if match := _COUNTED.match(behind):
        return match["name"]
    return _trimmed(_without_dates(topic(text, clause)))


def _trimmed(name: str) -> str:
    return re.sub(r"^(?:また|さらに|なお|うち|このうち)、?", "", name.strip(" 　、"))


def _without_dates(text: str) -> str:
    """A text without its dates and the particles behind them, which stand between a subject and its figure."""
    for date in reversed(dates_in(text)):
        rest = re.sub(r"^(?:末|頃)?(?:時点|現在)?(?:で|に)?(?:は|の)?、?", "", text[date.end :])
        text = text[: date.start] + rest
    return text.rstrip()
