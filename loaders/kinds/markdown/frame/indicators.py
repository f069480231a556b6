"""Tables of indicators: a row for each, a cell for each phase; a row without a name goes on with the one above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.exports.markdown.language.figures import with_unit
from graph.exports.markdown.language.terms import NOTHING
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import COLUMNS, NAMES
from graph.facts import Status, Term, Text
from loaders import keys
from loaders.draft import Key
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.figures.cells import Figure, basis_of, figure_of, year_behind
from loaders.kinds.markdown.outline.items import add_name, plain_text
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Table
from loaders.text.japanese import quantity_in
from loaders.text.lines import normal

_PHASES = ("baseline", "target", "actual")
_VALUE_MARKS = ("value", "comparator", "basis", "label", "labelEn")


@dataclass
class _Indicator:
    """An indicator under way: its cells by column, from its own row and those below it without a name."""

    label: Piece
    mark: Mark
    cells: list[dict[str, Piece]] = field(default_factory=list)


def read_indicators(context: Context, table: Table, owner: Key) -> None:
    """Adds the indicators of a table, which measure ``owner``.

    Raises DocumentError for an unknown column, a figure or year that is none, and an indicator without a unit.
    """
    columns = [_column(context, cell) for cell in table.head]
    names = [name for name, _ in columns]
    if "label" not in names:
        raise context.wrong(table.head[0], f"a table of indicators has a column {COLUMNS['label']}.", _columns())
    if twice := next((index for index, name in enumerate(names) if name in names[:index]), None):
        raise context.wrong(table.head[twice], f"{COLUMNS[names[twice]]} has two columns.", "Keep one of the two.")
    years = {name: year for name, year in columns if year}
    indicators: list[_Indicator] = []
    for row in table.rows:
        cells = {name: cell for name, cell in zip(names, row, strict=False) if cell}
        if name := cells.get("label"):
            label, mark = marked(context, name, "itself")
            if not label:
                raise context.wrong(name, "this indicator has no name.", "Write it before the mark.")
            indicators.append(_Indicator(label, mark))
        elif not indicators:
            raise context.wrong(row[0], "this row has no indicator.", "Its name stands in this row or in one above.")
        indicators[-1].cells.append(cells)
        if not cells:
            context.draft.structure([row[0].line], "empty-row")
    for indicator in indicators:
        _add(context, indicator, owner, years)


def _columns() -> str:
    return f"Columns: {COLUMNS.listed()}."


def _column(context: Context, cell: Piece) -> tuple[str, Piece | None]:
    """What a column holds, and the year in its head (目標 (2026年度)), which holds for its cells."""
    text, year = year_behind(cell)
    name = COLUMNS.meaning(text.mask)
    if name is None or (year and name not in _PHASES):
        remedy = nearest(text.text, COLUMNS.all_words())
        raise context.wrong(cell, f"{cell.text!r} is no column of a table of indicators.", f"{remedy}{_columns()}")
    return name, year


def _add(context: Context, indicator: _Indicator, owner: Key, years: Mapping[str, Piece]) -> None:
    label, mark = indicator.label, indicator.mark
    own = mark.itself.below(Mark(mark.cited)) if mark.itself else mark
    tag = _one(context, indicator, "tag")
    key = keys.indicator(owner, tag.text if tag else "", label.text)
    context.new(key, label, "indicator")
    unit = _unit(context, indicator)
    basis_cell = _one(context, indicator, "basis")
    definitions = [
        Text(cell.text, lang)
        for column, lang in (("definition", "ja"), ("definitionEn", "en"))
        if (cell := _one(context, indicator, column))
    ]
    basis, period = basis_of(context, basis_cell) if basis_cell else ("basisNotStated", None)
    status = mark.state(Status.STATED)
    if status is None:
        raise context.wrong(
            label, "an indicator's measurement says how it is known.", "状態なし can be said of 自体 only."
        )
    context.draft.node(
        key, context.places(own.cited, label.line), label=keys.ja(label.text), tag=tag.text if tag else None,
        basis=Term(basis), periodYears=period, unit=unit, status=own.state(None), rules=own.rules,
        definition=definitions,
    )  # fmt: skip
    context.draft.link(
        "Measurement", key, owner, context.places(mark.cited, label.line), status=status, rules=mark.rules
    )
    for cells in indicator.cells:
        for meaning in NAMES:
            if name := cells.get(meaning):
                add_name(context, key, meaning, plain_text(context, name), context.places(own.cited, name.line))
    figures = [
        figure
        for cells in indicator.cells
        for phase in _PHASES
        if phase in cells and (figure := figure_of(context, phase, cells[phase], unit, years.get(phase), basis, period))
    ]
    _add_values(context, indicator, key, unit, figures)


def _add_values(context: Context, indicator: _Indicator, key: Key, unit: str, figures: Sequence[Figure]) -> None:
    """Adds the values; where one phase has several (places that disagree), each is told by its number too."""
    phases = Counter(figure.phase for figure in figures)
    times = Counter((figure.phase, figure.year) for figure in figures)
    for figure in figures:
        several = phases[figure.phase] > 1 if figure.phase != "actual" else times[figure.phase, figure.year] > 1
        value_key = keys.indicator_value(key, figure.phase, figure.year, str(figure.value) if several else "")
        context.new(value_key, figure.text, "value")
        mark = figure.mark.below(indicator.mark)
        label = figure.label or f"{indicator.label.text} {with_unit(figure.text.text, unit)}"
        labels = [keys.ja(label), *([Text(figure.label_en, "en")] if figure.label_en else [])]
        context.draft.node(
            value_key, context.places(mark.cited, figure.text.line), label=labels, observationOf=keys.ref(key),
            phase=Term(figure.phase), value=figure.value, valueText=figure.text.text,
            comparator=Term(figure.comparator), year=figure.year,
            yearKind=Term(figure.year_kind) if figure.year_kind else None,
            basis=Term(figure.basis) if figure.basis else None, periodYears=figure.period_years,
            status=mark.state(None), rules=mark.rules,
        )  # fmt: skip


def _one(context: Context, indicator: _Indicator, column: str) -> Piece | None:
    """The one text of a column, without marks. Raises DocumentError where a row below has another."""
    found = [cells[column] for cells in indicator.cells if column in cells]
    if len(found) > 1:
        raise context.wrong(found[1], f"{indicator.label.text!r} has one {COLUMNS[column]}.", "Leave this cell empty.")
    return plain_text(context, found[0]) if found else None


def _unit(context: Context, indicator: _Indicator) -> str:
    """The unit as the table says, else as the target or another figure prints it."""
    said = _one(context, indicator, "unit")
    if said:
        return "" if NOTHING.meaning(said.mask) else said.text
    for phase in ("target", "baseline", "actual"):
        for cells in indicator.cells:
            text = year_behind(marked(context, cells[phase], *_VALUE_MARKS)[0])[0] if phase in cells else None
            quantity = quantity_in(normal(text.text)) if text else None
            if quantity and quantity.unit:
                return quantity.unit
    raise context.wrong(
        indicator.label, f"nothing tells the unit of {indicator.label.text!r}.",
        f"Write it behind a figure (30件) or into a column {COLUMNS['unit']}, there なし if there is none.",
    )  # fmt: skip
