"""Dates as a Markdown plan writes them: ``2019-02-01``, ``2019年2月``, ``2019``, ``2019年度``, ``2019-02～2019-05``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.exports.markdown.language.text import Piece
from graph.facts import Moment
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.figures.years import year_of
from loaders.text.lines import normal

_ISO = re.compile(r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?|年)?")
_WORDS = re.compile(r"(?P<year>.+?年)\s*(?:(?P<month>[0-9]{1,2})月\s*(?:(?P<day>[0-9]{1,2})日)?)?")
_RANGE = re.compile(r"[~～〜→]")
_FORM = "A date is written 2019-02-01, 2019-02, 2019 or 2019年度; a time that lasts 2019-02～2019-05."


@dataclass(frozen=True)
class When:
    """When something happened: a date, its end, fiscal years; what is not told is None or empty."""

    date: Moment | None = None
    end: Moment | None = None
    fiscal_years: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The date as it tells an event apart: the date, else the first fiscal year."""
        return self.date.lexical if self.date else str(min(self.fiscal_years, default=""))

    def properties(self) -> Mapping[str, Moment | list[int] | None]:
        """What is told, by the names of the ontology."""
        return {"date": self.date, "endDate": self.end, "fiscalYear": list(self.fiscal_years) or None}


def when(context: Context, text: Piece) -> When:
    """The dates and fiscal years of a text. Raises DocumentError where it is neither, or tells two dates."""
    found, end = None, None  # type: Moment | None, Moment | None
    years: list[int] = []
    for part in text.split(",、"):
        sides = _sides(part)
        if len(sides) > 2 or not sides[-1]:
            raise context.wrong(part, f"{part.text!r} is no date.", _FORM)
        points = [moment_or_year(context, side) if side else None for side in sides]
        first, last = points[0], points[-1]
        if isinstance(last, int):
            if not isinstance(first, int) or first > last:
                raise context.wrong(part, f"{part.text!r} is no span of fiscal years.", "Write 2019年度～2021年度.")
            years += [year for year in range(first, last + 1) if year not in years]
            continue
        if isinstance(first, int):
            raise context.wrong(part, f"{part.text!r} begins with a fiscal year and ends with a date.", _FORM)
        if found or end:
            raise context.wrong(part, f"{part.text!r} is a second date.", "Each date is an event of its own.")
        found, end = first, last if len(sides) == 2 else None
    return When(found, end, tuple(years))


def moment_or_year(context: Context, text: Piece) -> Moment | int:
    """A date as precise as it is told, or the number of a fiscal year (年度)."""
    plain = normal(text.mask)
    if plain.endswith("年度"):
        return year_of(context, text)[0]
    return moment(context, text)


def moment(context: Context, text: Piece) -> Moment:
    """A date as precise as it is told. Raises DocumentError where the text is none."""
    plain = normal(text.mask)
    iso = _ISO.fullmatch(plain)
    words = None if iso else _WORDS.fullmatch(plain)
    match = iso or words
    if not match:
        raise context.wrong(text, f"{text.text!r} is no date.", _FORM)
    year = match["year"] if iso else f"{year_of(context, _year(text))[0]:04}"
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    try:
        date(int(year), month or 1, day or 1)
    except ValueError:
        raise context.wrong(text, f"there is no date {text.text!r}.", _FORM) from None
    return Moment("-".join([year, *(f"{each:02}" for each in (month, day) if each is not None)]))


def _year(text: Piece) -> Piece:
    return text.cut(0, text.mask.index("年") + 1)


def _sides(part: Piece) -> list[Piece]:
    found, start = [], 0
    for match in _RANGE.finditer(part.mask):
        found.append(part.cut(start, match.start()))
        start = match.end()
    return [*found, part.cut(start)]
