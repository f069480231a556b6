"""Findings, events and figures under a project, a part of it, or the plan: bullets, with what they concern below."""

from __future__ import annotations

import re
from decimal import Decimal

from graph.exports.markdown.language.figures import decimal_text, stated_figure
from graph.exports.markdown.language.terms import NOTHING, PLANNED
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import FINDINGS, HEADINGS
from graph.facts import Term
from loaders import keys
from loaders.draft import Given, Key
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.figures.cells import comparator_in, number_in
from loaders.kinds.markdown.figures.dates import When, when
from loaders.kinds.markdown.figures.years import year_of
from loaders.kinds.markdown.outline.items import no_tables
from loaders.kinds.markdown.outline.marks import marked
from loaders.kinds.markdown.outline.scan import Item, Section
from loaders.kinds.markdown.statements.below import add_statement, read_below
from loaders.text.japanese import quantity_in
from loaders.text.lines import normal

_BEHIND = re.compile(r"[(（]([^()（）]*)[)）]\Z")
_DATE = re.compile(r"\s*[~～〜]?\s*(?:[0-9０-９]{4}|明治|大正|昭和|平成|令和|[MTSHRmtshr]\s*(?:元|[0-9]))")
_EVENT = "Write - 2019-02: 〇〇の設置."
_FIGURE = "Write - 240万台 (2019年度): 〇〇の生産台数."


def read_statements(context: Context, section: Section, owner: Key) -> None:
    """Adds the findings, events and figures of a project, part or plan.

    Raises DocumentError for an event without a date and for a figure without a number or unit.
    """
    for below in section.sections:
        if below.kind in (*FINDINGS, "events", "facts"):
            context.draft.structure([below.line], "statements-heading")
            no_tables(context, below, HEADINGS[below.kind])
            for item in below.items:
                read = {"events": _read_event, "facts": _read_figure}.get(below.kind)
                if read:
                    read(context, item, owner)
                else:
                    _read_finding(context, item, owner, below.kind)


def _read_finding(context: Context, item: Item, owner: Key, kind: str) -> None:
    text, mark = marked(context, item.text)
    if not text:
        raise context.wrong(item.text, "this bullet has no words.", "Write them before the mark.")
    below = read_below(context, item, kind, "concerns", "mentions")
    key = keys.finding(owner, kind, text.text)
    add_statement(context, item, key, text, mark, owner, below, {"findingKind": Term(kind)})


def _read_event(context: Context, item: Item, owner: Key) -> None:
    before, behind = _parted(context, item, "an event begins with its date and a colon.", _EVENT)
    text, mark = marked(context, behind)
    if not text:
        raise context.wrong(item.text, "this event has no words.", _EVENT)
    planned = None
    if (match := _BEHIND.search(before.mask)) and (answer := PLANNED.meaning(match[1])):
        planned, before = answer == "true", before.cut(0, match.start())
    told = when(context, before)
    below = read_below(context, item, "events", "concerns")
    key = keys.event(owner, text.text, told.key)
    add_statement(context, item, key, text, mark, owner, below, {**told.properties(), "planned": planned})


def _read_figure(context: Context, item: Item, owner: Key) -> None:
    figure, behind = _parted(context, item, "a figure is told with its unit, and then a colon and words.", _FIGURE)
    text, mark = marked(context, behind, "value", "unit", "comparator", "year")
    if not text:
        raise context.wrong(item.text, "this figure has no words.", _FIGURE)
    told = When()
    if (match := _BEHIND.search(figure.mask)) and _DATE.match(match[1]):
        told = when(context, figure.cut(match.start(1), match.end(1)))
        figure = figure.cut(0, match.start())
    if told.end:
        raise context.wrong(figure, "a figure has one date, and this one a span.", _FIGURE)
    plain = _figure(figure)
    if "value" in mark.more:
        value, comparator = number_in(context, mark.more["value"]), comparator_in(context, mark)
        unit = plain[1] if plain else ""
    elif plain:
        value, unit, comparator = plain
        comparator = comparator_in(context, mark) if "comparator" in mark.more else comparator
    else:
        raise context.wrong(
            figure, f"{figure.text!r} is no figure with a unit.", f"{_FIGURE} What it means: {{値: 2.4; 単位: 百万台}}."
        )
    if said := mark.more.get("unit"):
        unit = "" if NOTHING.meaning(said.mask) else said.text
    properties: dict[str, Given] = {
        **told.properties(), "value": value, "unit": unit, "valueText": figure.text, "comparator": Term(comparator),
    }  # fmt: skip
    if "year" in mark.more:
        year, kind = year_of(context, mark.more["year"])
        properties |= {"year": year, "yearKind": Term(kind) if kind else None}
    below = read_below(context, item, "facts", "concerns", "about")
    key = keys.fact(owner, text.text, decimal_text(value), unit)
    add_statement(context, item, key, text, mark, owner, below, properties)


def _figure(text: Piece) -> tuple[Decimal, str, str] | None:
    """Value, unit and comparator of a figure as it is printed; None where it does not explain itself."""
    plain = stated_figure(text.text)
    if plain:
        return plain
    found = quantity_in(normal(text.text))
    return (found.value, found.unit, found.comparator) if found and found.value is not None and found.unit else None


def _parted(context: Context, item: Item, wrong: str, form: str) -> tuple[Piece, Piece]:
    """What stands before and behind the first colon of a bullet."""
    at = next((index for index, char in enumerate(item.text.mask) if char in ":："), None)
    if not at:
        raise context.wrong(item.text, wrong, form)
    return item.text.cut(0, at), item.text.cut(at + 1)
