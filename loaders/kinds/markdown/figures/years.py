"""Years as a Markdown plan writes them: 2022, 2022年度, 令和4年度, 2022-2026, 2022→2026, 2022, 2024."""

from __future__ import annotations

import re

from graph.exports.markdown.language.text import Piece
from loaders.kinds.markdown.context import Context
from loaders.text.japanese import year_in
from loaders.text.lines import normal

_YEAR = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|[MTSHRmtshr])\s*(?:元|[0-9]{1,2})|(?P<western>[0-9]{4}))\s*(?P<kind>年度・年|年度|年)?"
)
_GOES_ON = re.compile(r"(?:→|⇒|->|=>)")
_RANGE = re.compile(r"[-‐–—―~～〜]")
_FORM = "A year is written 2022, 2022年度 or 令和4年度; several of them 2022-2026 or 2022, 2024."


def year_of(context: Context, text: Piece) -> tuple[int, str | None]:
    """A year and its kind (None where its words leave that open). Raises DocumentError where the text is no year."""
    plain = normal(text.mask)
    match = _YEAR.fullmatch(plain)
    if match and match["western"]:
        year = int(match["western"])
    else:
        mention = year_in(plain.upper()) if match else None
        year = mention.year if mention and not mention.notes else 0
    if not match or not 1800 <= year <= 2199:
        raise context.wrong(text, f"{text.text!r} is no year.", _FORM)
    kind = {"年度": "fiscalYearKind", "年": "calendarYearKind"}.get(match["kind"] or "")
    return year, kind


def year_range(context: Context, text: Piece) -> tuple[int | None, int | None]:
    """The first and the last year of a period; a side that is left empty is None."""
    ends = _split(text, _RANGE)
    if len(ends) > 2 or not any(ends):
        raise context.wrong(text, f"{text.text!r} is no period.", "A period is written 2022-2026.")
    first, last = (year_of(context, end)[0] if end else None for end in (ends[0], ends[-1]))
    if first is not None and last is not None and last < first:
        raise context.wrong(text, f"the period {text.text!r} ends before it begins.", "A period is written 2022-2026.")
    return first, last


def fiscal_years(context: Context, text: Piece) -> tuple[list[int], list[int]]:
    """The years of an activity, and those of them that have words of their own (``2022→2026``: the first only)."""
    covered: list[int] = []
    stated: list[int] = []
    for part in text.split(",、"):
        goes_on = _split(part, _GOES_ON)
        ends = goes_on if len(goes_on) > 1 else _split(part, _RANGE)
        if len(ends) > 2:
            raise context.wrong(part, f"{part.text!r} has more than two ends.", _FORM)
        first, last = (year_of(context, end)[0] for end in (ends[0], ends[-1]))
        if last < first:
            raise context.wrong(part, f"{part.text!r} ends before it begins.", _FORM)
        years = list(range(first, last + 1))
        covered += [year for year in years if year not in covered]
        stated += [year for year in (years[:1] if len(goes_on) > 1 else years) if year not in stated]
    return covered, stated


def _split(text: Piece, sign: re.Pattern[str]) -> list[Piece]:
    found: list[Piece] = []
    start = 0
    for match in sign.finditer(text.mask):
        found.append(text.cut(start, match.start()))
        start = match.end()
    return [*found, text.cut(start)]
