"""Dates and fiscal years in both calendars: 平成24年（2012年）, 令和3年度（2021年度）; 2012 (Heisei 24)."""

from __future__ import annotations

import re

# The first day of each era, with its names. What lies before the first stands in one calendar only.
_ERAS = (
    ((1868, 10, 23), "明治", "Meiji"),
    ((1912, 7, 30), "大正", "Taisho"),
    ((1926, 12, 25), "昭和", "Showa"),
    ((1989, 1, 8), "平成", "Heisei"),
    ((2019, 5, 1), "令和", "Reiwa"),
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def date_in_words(moment: str, lang: str) -> str:
    """A date as precise as ``2012``, ``2012-04`` or ``2012-04-01`` in both calendars; other words stay as they are.

    A year in which an era began, without a month, carries both eras.
    """
    found = _MOMENT.fullmatch(moment)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return moment
    year, month, day = (int(part) if part else 0 for part in found.groups())
    eras = _eras(year, month, day)
    if lang == "ja":
        rest = (f"{month}月" if month else "") + (f"{day}日" if day else "")
        old = "・".join(f"{name}{_count(year - first)}" for first, name, _ in eras)
        return f"{old}年（{year}年）{rest}" if old else f"{year}年{rest}"
    before = (f"{day} " if day else "") + (f"{_MONTHS[month - 1]} " if month else "")
    old = "/".join(f"{name} {year - first + 1}" for first, _, name in eras)
    return f"{before}{year} ({old})" if old else f"{before}{year}"


def fiscal_year_in_words(year: int, lang: str) -> str:
    """A fiscal year, from April on, in both calendars. That of 2019 is 令和元年度, as the state's budget calls it."""
    eras = _eras(year, 5, 1)
    if lang == "ja":
        return f"{eras[-1][1]}{_count(year - eras[-1][0])}年度（{year}年度）" if eras else f"{year}年度"
    return f"FY{year} ({eras[-1][2]} {year - eras[-1][0] + 1})" if eras else f"FY{year}"


def fiscal_year_parts(year: int, lang: str) -> tuple[str, str]:
    """A fiscal year as the head of a column, and the same in the other calendar: 令和3年度, 2021; FY2021, Reiwa 3."""
    eras = _eras(year, 5, 1)
    if not eras:
        return (f"{year}年度" if lang == "ja" else f"FY{year}"), ""
    first, ja, en = eras[-1]
    return (f"{ja}{_count(year - first)}年度", str(year)) if lang == "ja" else (f"FY{year}", f"{en} {year - first + 1}")


def _count(after: int) -> str:
    return str(after + 1) if after else "元"


def _eras(year: int, month: int, day: int) -> list[tuple[int, str, str]]:
    """The eras that a date may lie in, each with its first year: one, or two where the date is not precise enough."""
    earliest, latest = (year, month or 1, day or 1), (year, month or 12, day or 31)
    found = []
    for at, (begin, ja, en) in enumerate(_ERAS):
        end = _ERAS[at + 1][0] if at + 1 < len(_ERAS) else (9999, 1, 1)
        if begin <= latest and earliest < end:
            found.append((begin[0], ja, en))
    return found
