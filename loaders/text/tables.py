"""Tables of extracted text: rows of tab-separated cells, typed by what the cells hold.

Headers of extracted tables are often shifted against their bodies (``documents.md``), so a column's meaning is taken
from its body, and a row that stands beside the others is moved back by the same evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from loaders.text.japanese import basis_in, is_null, quantity_in, years_in
from loaders.text.lines import Line, normal

# A closed list: <…> is also how plans print headings, so only known tags are markup.
_TAGS = "p|ul|ol|li|div|span|br|b|i|u|em|strong|sub|sup|a|img|table|thead|tbody|tr|td|th|font|center|hr"
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))*\s*/?>", re.IGNORECASE)


class CellType(Enum):
    """What a cell holds."""

    EMPTY = "empty"
    NULL = "null"
    QUANTITY = "quantity"
    YEAR = "year"
    BASIS = "basis"
    TEXT = "text"


_LONGEST_UNIT = 6
FIGURES = (CellType.QUANTITY, CellType.NULL)


@dataclass(frozen=True, slots=True)
class Row:
    """A line with tabs: its cells, trimmed and freed of markup, as printed."""

    line: Line
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The cell of a column, empty where the row is shorter."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def types(self) -> tuple[CellType, ...]:
        """The type of each cell."""
        return tuple(cell_type(cell) for cell in self.cells)


def without_markup(text: str) -> str:
    """The text with known tags turned into line breaks; ``<…>`` that is no tag stays."""
    return re.sub(r"\s*\n\s*", "\n", _MARKUP.sub("\n", text)).strip()


def is_row(line: Line) -> bool:
    """True where a line holds cells."""
    return "\t" in line.raw


def rows(lines: Sequence[Line]) -> tuple[Row, ...]:
    """The rows among lines; cells keep line breaks where markup stood."""
    return tuple(
        Row(line, tuple(without_markup(cell) for cell in line.raw.split("\t"))) for line in lines if is_row(line)
    )


def cell_type(cell: str) -> CellType:
    """The type of one cell."""
    text = normal(cell)
    if not text:
        return CellType.EMPTY
    if is_null(text):
        return CellType.NULL if len(text) <= 8 else CellType.TEXT
    if basis_in(text):
        return CellType.BASIS
    if years_in(text) and len(re.sub(r"[\d\s()年度・元令和平成昭和大正RHS./]", "", text)) == 0:
        return CellType.YEAR
    return CellType.QUANTITY if quantity_in(text) else CellType.TEXT


def has_figures(row: Row) -> bool:
    """True for a body row: a name and at least one figure or null mark."""
    return CellType.TEXT in row.types and any(type_ in FIGURES for type_ in row.types)


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """Where a table of indicators holds what: column numbers, None where the table has no such column.

    ``year`` is that of the baseline, ``target_year`` a column of its own right of the target.
    """

    name: int
    baseline: int
    target: int
    year: int | None
    basis: int | None
    unit: int | None = None
    target_year: int | None = None

    @property
    def width(self) -> int:
        """How many columns the table has, as far as they are known."""
        return max(self.target, self.target_year or 0) + 1


def figure_columns(body: Sequence[Row]) -> FigureColumns | None:
    """The columns of a table of indicators by what most of its rows hold; None where no row has two figures."""
    whole = [row for row in body if sum(type_ in FIGURES for type_ in row.types) >= 2]
    if not whole:
        return None
    figures = [[index for index, type_ in enumerate(row.types) if type_ in FIGURES] for row in whole]
    baseline = _most(places[0] for places in figures)
    target = _most(places[-1] for places in figures)
    texts = [[i for i, t in enumerate(row.types) if t is CellType.TEXT and i < target] for row in whole]
    names = [places[-1] for places in texts if places]
    if not names:
        return None
    unit = _unit_column(whole, _most(names), baseline)
    if unit is not None:
        beside = [places for places in texts if unit in places and places[0] < unit]
        names = [max(place for place in places if place < unit) for places in beside]
    years = [index for row in body for index, type_ in enumerate(row.types) if type_ is CellType.YEAR]
    bases = [index for row in body for index, type_ in enumerate(row.types) if type_ is CellType.BASIS]
    before, after = [place for place in years if place < target], [place for place in years if place > target]
    return FigureColumns(
        _most(names), baseline, target, _most(before) if before else None, _most(bases) if bases else None, unit,
        _most(after) if after else None,
    )  # fmt: skip


def _unit_column(whole: Sequence[Row], last_text: int, baseline: int) -> int | None:
    """The last text column where it holds units: short words without a figure, each row with a longer text to the left,
    and figures that print no unit of their own."""
    cells = [row.cell(last_text) for row in whole]
    left = [[cell for cell in row.cells[:last_text] if cell_type(cell) is CellType.TEXT] for row in whole]
    printed = [row.cell(baseline) for row in whole if cell_type(row.cell(baseline)) is CellType.QUANTITY]
    figures = [quantity_in(normal(cell)) for cell in printed]
    short = all(len(normal(cell)) <= _LONGEST_UNIT for cell in cells)
    bare = bool(figures) and all(figure and not figure.unit for figure in figures)
    return last_text if short and bare and all(left) and last_text < baseline else None


def with_units(block: Sequence[Row]) -> list[Row]:
    """The rows with each unit put back to its number where a tab parted them, in a column of units or all over."""
    parted = Counter(place for row in block for place in _parted_units(row))
    figures = Counter(place for row in block for place, type_ in enumerate(row.types) if type_ in FIGURES)
    columns = {place for place, count in parted.items() if count > 1 and 2 * count > figures[place]}
    if len(columns) < 2:  # one such column is that of a table of overall indicators, or of units for all figures
        return list(block)
    return [_put_together(row, columns & set(_parted_units(row))) for row in block]


def _parted_units(row: Row) -> list[int]:
    """The places of bare figures with a short word right of them."""
    found = []
    for place, (type_, right) in enumerate(zip(row.types, row.types[1:], strict=False)):
        quantity = quantity_in(normal(row.cell(place))) if type_ in FIGURES else None
        bare = quantity is not None and not quantity.unit
        if bare and right is CellType.TEXT and len(normal(row.cell(place + 1))) <= _LONGEST_UNIT:
            found.append(place)
    return found


def _put_together(row: Row, places: set[int]) -> Row:
    cells = [cell + row.cell(place + 1) if place in places else cell for place, cell in enumerate(row.cells)]
    return Row(row.line, tuple(cell for place, cell in enumerate(cells) if place - 1 not in places))


def row_offset(row: Row, columns: FigureColumns) -> int:
    """How many columns a row stands to the right of where the others have their cells (negative: to the left)."""

    def misfit(offset: int) -> tuple[int, int]:
        wrong = 0
        for column, right in (
            (columns.name, (CellType.TEXT,)),
            (columns.baseline, (*FIGURES, CellType.EMPTY)),
            (columns.target, FIGURES),
            (columns.year, (CellType.YEAR, CellType.NULL, CellType.EMPTY)),
            (columns.basis, (CellType.BASIS, CellType.EMPTY)),
            (columns.unit, (CellType.TEXT, CellType.EMPTY)),
        ):
            if column is not None:
                wrong += cell_type(row.cell(column + offset)) not in right
        return wrong, abs(offset)

    return min(range(-2, 3), key=misfit)


def _most(values: Iterable[int]) -> int:
    counts = Counter(values)
    best = max(counts.values())
    return min(value for value, count in counts.items() if count == best)
