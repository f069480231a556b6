"""Cells of a table of indicators: figures with their years, and how an indicator counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from graph.exports.markdown.language.figures import plain_figure
from graph.exports.markdown.language.terms import BASES, COMPARATORS
from graph.exports.markdown.language.text import Piece
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.figures.years import year_of
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.text.japanese import Quantity, basis_in, is_null, quantity_in
from loaders.text.lines import folded, normal

_BEHIND = re.compile(r"[(（]([^()（）]*)[)）]\Z")
_LOOKS_LIKE_YEAR = re.compile(
    r"(?:[0-9]{4}|(?:明治|大正|昭和|平成|令和|[MTSHR])\s*(?:元|[0-9]{1,2}))\s*(?:年度・年|年度|年)?|[0-9]{1,3}年度|[0-9]{5,}年度?"
)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MARKS = ("value", "comparator", "basis", "label", "labelEn")


@dataclass(frozen=True)
class Figure:
    """A value as a cell tells it. ``text`` is as printed; ``label`` is set where the cell gives the value a name."""

    phase: str
    text: Piece
    value: Decimal
    comparator: str
    year: int | None
    year_kind: str | None
    basis: str | None
    period_years: int | None
    label: str | None
    label_en: str | None
    mark: Mark


def year_behind(text: Piece) -> tuple[Piece, Piece | None]:
    """A text without the year in brackets behind it, and that year."""
    match = _BEHIND.search(text.mask)
    if not match or not _LOOKS_LIKE_YEAR.fullmatch(normal(match[1])):
        return text, None
    return text.cut(0, match.start()), text.cut(match.start(1), match.end(1))


def basis_of(context: Context, cell: Piece) -> tuple[str, int | None]:
    """How an indicator counts, and over how many years. Raises DocumentError where the cell says nothing of that."""
    name = BASES.meaning(cell.mask)
    if name:
        return name, None
    basis = basis_in(normal(cell.text))
    if basis is None:
        raise context.wrong(
            cell, f"{cell.text!r} is no way to count.",
            f"{nearest(cell.text, BASES.all_words())}Write {BASES.listed()}, 4年計, or leave the cell empty.",
        )  # fmt: skip
    return basis.kind, basis.years


def figure_of(
    context: Context, phase: str, cell: Piece, unit: str, usual: Piece | None, basis: str, period: int | None
) -> Figure | None:
    """The value in a cell, or None where it holds a dash. ``usual`` is the year in the head of the column.

    Raises DocumentError where the cell is no figure, or one in another unit than the indicator's.
    """
    whole, mark = marked(context, cell, *_MARKS)
    text, when = year_behind(whole)
    if not text:
        raise context.wrong(
            cell, "there is no figure in this cell.", "Write it before the rest, such as 30件 (2026年度)."
        )
    year, kind = year_of(context, when or usual) if when or usual else (None, None)  # type: ignore[arg-type]
    label, label_en = (mark.more[name].text if name in mark.more else None for name in ("label", "labelEn"))
    if "value" in mark.more:
        value, comparator = number_in(context, mark.more["value"]), comparator_in(context, mark)
        own, years = basis_of(context, mark.more["basis"]) if "basis" in mark.more else (None, None)
        return Figure(phase, text, value, comparator, year, kind, own, years, label, label_en, mark)
    if is_null(normal(text.mask)):
        return None
    plain = plain_figure(text.text, unit)
    quantity = None if plain else _quantity(context, text, unit)
    value, comparator = plain or (quantity.value, quantity.comparator)  # type: ignore[union-attr,assignment]
    own, years = None, None
    if "basis" in mark.more:
        own, years = basis_of(context, mark.more["basis"])
    elif quantity and quantity.basis and (quantity.basis.kind, quantity.basis.years) != (basis, period):
        own, years = quantity.basis.kind, quantity.basis.years
    if "comparator" in mark.more:
        comparator = comparator_in(context, mark)
    return Figure(phase, text, value, comparator, year, kind, own, years, label, label_en, mark)


def _quantity(context: Context, text: Piece, unit: str) -> Quantity:
    found = quantity_in(normal(text.text))
    if found is None or found.value is None:
        raise context.wrong(
            text, f"{text.text!r} is no figure.",
            "A figure is a number with its unit and year, such as 30件以上 (2026年度); a dash or nothing is no value.",
        )  # fmt: skip
    if folded(found.unit) not in ("", folded(unit)):
        raise context.wrong(
            text, f"this figure is in {found.unit}, and its indicator in {unit or 'no unit'}.",
            f"Give both the same unit, or say the number: {{値: …}} in {unit or 'no unit'}.",
        )  # fmt: skip
    return found


def number_in(context: Context, text: Piece) -> Decimal:
    """A plain number. Raises DocumentError where the text is none."""
    try:
        if _NUMBER.fullmatch(text.mask):
            return Decimal(text.mask)
    except InvalidOperation:
        pass
    raise context.wrong(text, f"{text.text!r} is no number.", "Write digits and a point: {値: 1.35}.")


def comparator_in(context: Context, mark: Mark) -> str:
    """How a mark says that a value is meant; ``equal`` where it says nothing of that."""
    text = mark.more.get("comparator")
    if text is None:
        return "equal"
    name = COMPARATORS.meaning(text.mask)
    if name is None:
        raise context.wrong(text, f"{text.text!r} compares nothing.", f"Write one of {COMPARATORS.listed()}.")
    return name
