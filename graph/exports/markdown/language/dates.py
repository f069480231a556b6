"""Dates and fiscal years as the Markdown plan format writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_MOMENT = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_moment(lexical: str) -> bool:
    """True for a date of the calendar, as precise as ``2019``, ``2019-02`` or ``2019-02-01``."""
    if not _MOMENT.fullmatch(lexical):
        return False
    try:
        date.fromisoformat(f"{lexical}-01-01"[:10] if len(lexical) < 7 else f"{lexical}-01"[:10])
    except ValueError:
        return False
    return True


def fiscal_text(year: int) -> str:
    """A fiscal year: ``2019年度``."""
    return f"{year}年度"


def when_text(moment: str, end: str, fiscal_years: Iterable[int]) -> str:
    """When something happened: ``2019-02～2019-05``, ``2019年度``, or both with a comma."""
    parts = [f"{moment}～{end}"] if end else [f"{moment}年" if len(moment) == 4 else moment] if moment else []
    return ", ".join([*parts, *map(fiscal_text, sorted(fiscal_years))])


def event_key(moment: str, fiscal_years: Iterable[int]) -> str:
    """The date that tells an event apart: its date, else its first fiscal year."""
    return moment or str(min(fiscal_years, default=""))
