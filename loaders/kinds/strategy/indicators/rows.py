"""Rows of indicator tables: the project's own table, the summary of all projects, the overall indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.draft import Draft
from loaders.text.japanese import Basis, Quantity, YearMention, basis_in, is_null, quantity_in, year_in, years_in
from loaders.text.lines import PAGE_BREAK, Line, folded, normal
from loaders.text.tables import (
    CellType,
    FigureColumns,
    Row,
    cell_type,
    figure_columns,
    has_figures,
    is_row,
    row_offset,
    rows,
    with_units,
)

_TAG = re.compile(r"^[\[［【〔]\s*([^\]］】〕]+?)\s*[\]］】〕]\s*")
_LAST_BRACKET = re.compile(
    r"^(?P<name>.+?)\s*[((（](?P<inside>[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]$", re.DOTALL
)
_SURVEY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_BRACKET = re.compile(r"\(([^()]*)\)$")
_PROVISIONAL = "仮称"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure cell: what it holds, as printed, with its year; ``status_rules`` name what had to be mended."""

    quantity: Quantity
    text: str
    year: YearMention | None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator as one table prints it."""

    line: Line
    name: str
    tag: str | None
    basis: Basis | None
    definition: str | None
    baseline: Cell | None
    target: Cell | None
    rules: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()  # cells left of the name: fields and project in the summary

    @property
    def unit(self) -> str:
        """The unit as printed with the target, else with the baseline."""
        cells = (self.target, self.baseline)
        return next((cell.quantity.unit for cell in cells if cell and cell.quantity.unit), "")


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table of indicators: its rows, and the lines of its head."""

    rows: tuple[IndicatorRow, ...]
    head: tuple[int, ...]
    overall: bool = False  # its head says 全体指標, and nothing stands left of the names
    torn: tuple[Line, ...] = ()  # lines among the rows that lost their tabs


def indicator_name(printed: str) -> tuple[str, str | None, Basis | None, str | None]:
    """Name, tag, basis and bracketed definition of an indicator's cell.

    A bracket at the end is a basis where it says only that, else a definition; (仮称) belongs to the name, and so does
    a short qualifier of up to four characters.
    """
    text = " ".join(printed.split())
    tag_match = _TAG.match(text)
    tag = tag_match[1] if tag_match else None
    text = text[tag_match.end() :] if tag_match else text
    basis: Basis | None = None
    definition: str | None = None
    while match := _LAST_BRACKET.match(text):
        inside = normal(match["inside"])
        if found := basis_in(inside):
            basis = found
        elif inside == _PROVISIONAL or (len(inside) <= 4 and "/" not in inside):
            break
        else:
            definition = match["inside"].strip()
        text = match["name"].strip()
    return text, tag, basis, definition


def indicator_tables(lines: Sequence[Line], draft: Draft) -> tuple[IndicatorTable, ...]:
    """The tables of indicators among lines (of one chapter), each with its head; overall tables are not among them."""
    tables: list[IndicatorTable] = []
    above: Sequence[Row] = ()
    for block in map(with_units, _blocks(lines)):
        body = [row for row in block if has_figures(row)]
        columns = figure_columns(body)
        if not columns:
            continue
        first = next(index for index, row in enumerate(block) if row is body[0])
        head = block[:first]
        above = head or above  # what a line without tabs cuts off goes on under the head above
        found = _rows(block[first:], above, columns, draft)
        told = any("全体" in folded(cell) for row in above for cell in row.cells)
        overall = told and not any(any(row.lead) for row in found)
        torn = tuple(row.line for row in block if not is_row(row.line))
        tables.append(IndicatorTable(found, tuple(row.line.number for row in head), overall, torn))
    return tuple(tables)


def overall_rows(lines: Sequence[Line]) -> tuple[tuple[tuple[IndicatorRow, ...], tuple[int, ...]], ...]:
    """Tables of overall indicators (name | number | unit): rows, and the lines of the head.

    The survey's year stands in the head (2019工業統計値); number and unit are split by a tab.
    """
    found = []
    for block in _blocks(lines):
        body = [row for row in block if len(row.cells) >= 3 and _is_overall(row)]
        if not body or figure_columns([row for row in block if has_figures(row)]):
            continue
        head = [row for row in block if row not in body and row.line.number < body[0].line.number]
        years = [
            int(match[1])
            for row in head
            for cell in row.cells
            for match in [_SURVEY_YEAR.search(normal(cell))]
            if match
        ]
        era = [mention for row in head for cell in row.cells for mention in years_in(normal(cell))]
        year = era[0] if era else YearMention(years[0], None) if years else None
        found.append((tuple(_overall(row, year) for row in body), tuple(row.line.number for row in head)))
    return tuple(found)


def _blocks(lines: Sequence[Line]) -> list[list[Row]]:
    """The tables among lines: rows without another line between them, but for the break of a page or a row among rows
    that lost its tabs, which is a row of one cell.
    """
    blocks: list[list[Row]] = []
    whole = {row.line.number: row for row in rows(lines)}
    between: list[Line] = []
    for line in lines:
        if line.number not in whole:
            between.append(line)
            continue
        row = whole[line.number]
        turned = all(each.blank for each in between) and any(each.raw == PAGE_BREAK for each in between)
        if len(between) == 1 and blocks and not between[0].blank and has_figures(row) and has_figures(blocks[-1][-1]):
            blocks[-1].append(Row(between[0], (between[0].raw.strip(),)))
        elif not blocks or (between and not turned):
            blocks.append([])
        blocks[-1].append(row)
        between = []
    return blocks


def _rows(body: Sequence[Row], head: Sequence[Row], columns: FigureColumns, draft: Draft) -> tuple[IndicatorRow, ...]:
    target_year = _head_year(head, "目標")
    baseline_year = _head_year(head, "現状", "基準", "実績", "現況")
    found: list[IndicatorRow] = []
    above: YearMention | None = None
    for row in body:
        if not has_figures(row):
            continue
        offset = row_offset(row, columns)
        rules = (
            ()
            if offset == 0
            else (draft.repaired(row.line.number, "shifted-cells", f"a row stands {offset:+d} columns aside"),)
        )
        moved = Row(row.line, tuple(row.cell(index + offset) for index in range(columns.width)))
        entry = _row(moved, columns, baseline_year, target_year, above, draft)
        entry = replace(entry, rules=rules, lead=_lead(row, columns.name, offset))
        found.append(entry)
        if entry.baseline and entry.baseline.year:
            above = entry.baseline.year
    return tuple(found)


def _lead(row: Row, name_column: int, offset: int) -> tuple[str, ...]:
    return tuple(row.cell(index + offset) for index in range(name_column))


def _row(
    row: Row,
    columns: FigureColumns,
    baseline_year: YearMention | None,
    target_year: YearMention | None,
    above: YearMention | None,
    draft: Draft,
) -> IndicatorRow:
    name, tag, basis, definition = indicator_name(row.cell(columns.name))
    if columns.basis is not None:
        basis = basis_in(normal(row.cell(columns.basis))) or basis
    year = baseline_year
    rules: tuple[str, ...] = ()
    if columns.year is not None:
        printed = row.cell(columns.year)
        year = year_in(normal(printed))
        if cell_type(printed) is CellType.EMPTY:  # a merged cell prints its text in its first row only
            year, rules = above or baseline_year, ("merged-cells",)
    if columns.target_year is not None:
        target_year = year_in(normal(row.cell(columns.target_year))) or target_year
    unit = normal(row.cell(columns.unit)) if columns.unit is not None else ""
    baseline = _cell(row.cell(columns.baseline), year, rules, unit)
    if baseline and rules and year:
        draft.repaired(row.line.number, rules[0], f"the year {year.year} is the one of the merged cell above")
    target = _cell(row.cell(columns.target), target_year, (), unit)
    for cell in (baseline, target):
        if basis is None and cell and cell.quantity.basis and cell.quantity.basis.kind == "periodTotal":
            basis = cell.quantity.basis
    for mention in (year, target_year):
        for note in mention.notes if mention else ():
            draft.problem([row.line.number], "calendars", note)
    return IndicatorRow(row.line, name, tag, basis, definition, baseline, target)


def _cell(printed: str, year: YearMention | None, rules: tuple[str, ...], unit: str) -> Cell | None:
    """A figure cell; ``unit`` is that of the unit column, for cells that print none of their own."""
    text = normal(printed)
    quantity = quantity_in(text) if text else None
    if quantity is None:
        return None
    quantity = quantity if quantity.unit or not unit else replace(quantity, unit=unit)
    if bracket := _YEAR_BRACKET.search(text):
        year = year_in(bracket[1]) or year
    return Cell(quantity, " ".join(printed.split()), None if is_null(text) else year, rules)


def _head_year(head: Sequence[Row], *words: str) -> YearMention | None:
    """The year that the head prints with one of the words, in the same cell or the same column."""
    columns = {
        index for row in head for index, cell in enumerate(row.cells) if any(word in folded(cell) for word in words)
    }
    for row in head:
        for index, cell in enumerate(row.cells):
            mention = year_in(normal(cell))
            if mention and index in columns:
                return mention
    return None


def _is_overall(row: Row) -> bool:
    types = row.types
    return (
        types[0] is CellType.TEXT
        and types[1] is CellType.QUANTITY
        and (quantity_in(normal(row.cell(1))) or Quantity(None, "?", "", None)).unit == ""
        and types[2] is CellType.TEXT
    )


def _overall(row: Row, year: YearMention | None) -> IndicatorRow:
    name, tag, basis, definition = indicator_name(row.cell(0))
    quantity = quantity_in(normal(row.cell(1)))
    assert quantity is not None
    baseline = Cell(replace(quantity, unit=row.cell(2)), row.cell(1), year)
    return IndicatorRow(row.line, name, tag, basis, definition, baseline, None)
