"""Dates in running Japanese text: every calendar, precision and range, each with where it stands.

Figures and cells that hold a year and nothing else are read by ``loaders.text.japanese``; here a date
stands in a sentence.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace

from graph.facts import Moment
from loaders.text.japanese import ERAS

_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CENTURY = r"(?:(?<![\d.,])(?:18|19|20|21)\d\d(?!\d)|[一二][〇一二三四五六七八九]{3})"
_KIND = r"(?:年度(?!・)|年(?![度代間来ぶ輪齢余]))"
_NAMED = rf"(?:(?P<era>{_ERA})\s*(?P<number>元|{_SMALL})|(?:西暦\s*)?(?P<western>{_CENTURY}))"
_OTHER = _NAMED.replace("(?P<", "(?P<other_")
_YEAR = (
    rf"{_NAMED}\s*(?P<kind>{_KIND})?"
    rf"(?:\s*\(\s*{_OTHER}\s*(?P<other_kind>{_KIND})?\s*\))?\s*(?P<late_kind>{_KIND})?"
)
_LATER = rf"(?P<later>同|翌|翌々)\s*(?P<later_kind>{_KIND}|月)"
_IN_WORDS = rf"\s*(?P<month>{_SMALL})\s*月(?!間)(?:\s*(?P<day>{_SMALL})\s*日(?!間))?"
_DOTTED = r"\s*[./]\s*(?P<dotted_month>\d{1,2})(?!\d)(?:\s*[./]\s*(?P<dotted_day>\d{1,2})(?!\d))?(?:\s*[月日])?"
_ISO = r"-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?(?![\d年-])"
_POINT = re.compile(rf"(?:{_YEAR}|{_LATER})(?:{_IN_WORDS}|{_DOTTED}|{_ISO})?")
# What follows a date within its own year: "8月～10月", "9月及び12月", "令和3～5年度".
_WITHIN = re.compile(
    rf"(?:(?P<number>{_SMALL})\s*(?P<kind>{_KIND}))?(?:{_IN_WORDS})?(?:(?P<only_day>{_SMALL})\s*日(?!間))?"
)
_PERIOD = re.compile(r"\s*(?:[~〜]|から|より|(?<=[年度月日)])\s*[-‐–—―ー－])\s*")
_PERIOD_BEFORE = re.compile(r"[~〜]\s*$")
_ALSO = re.compile(r"\s*(?:及び|並びに|および|[、・,と])\s*(?=\d{1,2}\s*月)")
_BEGINS = re.compile(r"\s*(?:末|頃)?\s*(?:[~〜]|以降|以来|から(?!の?\s*\d))")
_ENDS = re.compile(r"\s*(?:末|頃)?\s*まで")
_AS_OF = re.compile(r"[\s)]*(?:末|初め?|当初)?\s*(?:時点|現在)|\s*[((][^()]{0,12}(?:時点|現在)[))]")
_FORESEEN = re.compile(r"\s*(?:末|頃|中)?\s*(?:に)?\s*(?:予定|見込)")
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, or a range of dates, at ``start``–``end`` of a text.

    A day, month or year is a ``moment``, as precise as stated; a 年度 is a ``fiscal_year``. A range has an end of the
    same two sorts; where only its end is told (～R3, 令和5年度まで), ``open_start`` is True and the beginning None;
    where it goes on (令和3年度以降), ``open_end``. ``as_of`` marks the date of a state of affairs (時点, 現在),
    ``foreseen`` one with 予定 or 見込 right behind it. ``notes`` tell of calendars that disagree and of past eras.
    """

    start: int
    end: int
    moment: Moment | None = None
    end_moment: Moment | None = None
    fiscal_year: int | None = None
    end_fiscal_year: int | None = None
    open_start: bool = False
    open_end: bool = False
    as_of: bool = False
    foreseen: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a mention. ``fiscal`` is None where neither 年 nor 年度 stands there."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None
    fiscal: bool | None = None
    era: str = ""
    sure: bool = True  # False where nothing but a letter or a number says that this is a year
    notes: tuple[str, ...] = ()


def dates_in(text: str) -> tuple[DateMention, ...]:
    """The dates of a text in their order; ``text`` may be raw or normalised, positions are those of ``text``.

    What rests on the year of the date before it (同年4月, 9月及び12月) is dated too; a text without a year has no date.
    """
    words = aligned(text)
    found: list[DateMention] = []
    last: _Point | None = None
    place = 0
    while match := _POINT.search(words, place):
        point = _point(match, last)
        place = match.end()
        if point is None:
            continue
        end = _range_end(words, point)
        mention = _mention(words, point, end)
        if mention is None:
            continue
        found.append(mention)
        last = end or point
        place = last.end
        while (also := _ALSO.match(words, place)) and (within := _within(words, also.end(), last)):
            found.append(_qualified(words, _dated(within)))
            last, place = within, within.end
    return tuple(found)


def aligned(text: str) -> str:
    """The text after NFKC, character by character, so that positions stay those of ``text``."""
    folded = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(folded, text, strict=True))


def _point(match: re.Match[str], last: _Point | None) -> _Point | None:
    """A date as one match prints it, or None where it is none."""
    if match["later"]:
        return _later(match, last)
    year, notes = _year(match["era"], match["number"], match["western"])
    kinds = [kind for kind in (match["kind"], match["other_kind"], match["late_kind"]) if kind]
    bracketed = bool(match["other_era"] or match["other_western"])
    if bracketed:
        other, more = _year(match["other_era"], match["other_number"], match["other_western"])
        notes += more if other == year else (*more, f"two calendars disagree: {year} and {other}")
    fiscal = any(kind == "年度" for kind in kinds) if kinds else None
    point = _Point(
        match.start(),
        match.end(),
        year,
        fiscal=fiscal,
        era=match["era"] or "",
        sure=bool(kinds or bracketed),
        notes=notes,
    )
    return _with_day(point, match) if not fiscal else replace(point, end=_end_of_year(match))


def _end_of_year(match: re.Match[str]) -> int:
    return (
        max(match.end(name) for name in ("kind", "other_kind", "late_kind"))
        if not match["other_kind"]
        else (match.end("late_kind") if match["late_kind"] else match.string.index(")", match.end("other_kind")) + 1)
    )


def _later(match: re.Match[str], last: _Point | None) -> _Point | None:
    """同年4月, 翌年度, 同月: a date told by the one before it."""
    if last is None:
        return None
    year = last.year + {"同": 0, "翌": 1, "翌々": 2}[match["later"]]
    point = _Point(match.start(), match.end(), year, fiscal=match["later_kind"] == "年度")
    if match["later_kind"] == "月":
        return replace(point, year=last.year, month=last.month) if match["later"] == "同" and last.month else None
    return point if point.fiscal else _with_day(point, match)


def _with_day(point: _Point, match: re.Match[str]) -> _Point:
    """The point with its month and day, where they are a month and a day of the calendar."""
    for prefix in ("", "dotted_", "iso_"):
        month, day = (_number(match[f"{prefix}{name}"]) for name in ("month", "day"))
        if month is None:
            continue
        if not 1 <= month <= 12:
            return replace(point, end=match.start(f"{prefix}month"))
        if day is not None and not 1 <= day <= calendar.monthrange(point.year, month)[1]:
            return replace(point, month=month, notes=(*point.notes, f"no day of a month: {month}/{day}"))
        return replace(point, month=month, day=day, sure=True)
    return point


def _range_end(text: str, start: _Point) -> _Point | None:
    """The second date of a range, or None where no range is told."""
    period = _PERIOD.match(text, start.end)
    if not period:
        return None
    match = _POINT.match(text, period.end())
    end = _point(match, start) if match else _within(text, period.end(), start)
    return end if end and (end.year, end.month or 12) >= (start.year, start.month or 1) else None


def _within(text: str, place: int, last: _Point) -> _Point | None:
    """A date that lacks what the date before it has told: its year, its era."""
    match = _WITHIN.match(text, place)
    if not match or match.end() == place:
        return None
    point = replace(last, start=place, end=match.end(), month=None, day=None, notes=())
    if match["number"]:
        number = _number(match["number"]) or 0
        year = ERAS[last.era][0] + number if last.era else last.year // 100 * 100 + number
        point = replace(point, year=year, fiscal=match["kind"] == "年度", sure=True)
    elif match["only_day"] and last.month:
        return replace(point, month=last.month, day=_number(match["only_day"]))
    elif not match["month"] or last.fiscal:
        return None
    return replace(point, month=_number(match["month"]), day=_number(match["day"]))


def _mention(text: str, start: _Point, end: _Point | None) -> DateMention | None:
    if end is not None:
        fiscal = start.fiscal if start.fiscal is not None else end.fiscal
        if not start.sure and not end.sure and not (start.era and end.era):
            return None
        first = _dated(replace(start, fiscal=fiscal if fiscal is not None or start.month else True))
        second = _dated(
            replace(end, fiscal=end.fiscal if end.fiscal is not None or end.month else fiscal in (True, None))
        )
        whole = replace(
            first, end=second.end, end_moment=second.moment, end_fiscal_year=second.fiscal_year,
            notes=first.notes + second.notes,
        )  # fmt: skip
        return _qualified(text, whole)
    before = _PERIOD_BEFORE.search(text, 0, start.start)
    begins, ends = _BEGINS.match(text, start.end), _ENDS.match(text, start.end)
    if not start.sure and not (start.era and (before or begins or ends or _FORESEEN.match(text, start.end))):
        return None
    # a year of which only the letter of its era is told, at the end of a period, is a fiscal year, as the plan's are
    mention = _dated(start if start.sure or start.month else replace(start, fiscal=True))
    if before or ends:
        mention = replace(
            mention, start=before.start() if before else mention.start, end=ends.end() if ends else mention.end,
            moment=None, fiscal_year=None, end_moment=mention.moment, end_fiscal_year=mention.fiscal_year,
            open_start=True,
        )  # fmt: skip
    elif begins:
        mention = replace(mention, end=begins.end(), open_end=True)
    return _qualified(text, mention)


def _dated(point: _Point) -> DateMention:
    mention = DateMention(point.start, point.end, notes=point.notes)
    if point.fiscal and point.month is None:
        return replace(mention, fiscal_year=point.year)
    parts = [f"{point.year:04}", *(f"{part:02}" for part in (point.month, point.day) if part is not None)]
    return replace(mention, moment=Moment("-".join(parts)))


def _qualified(text: str, mention: DateMention) -> DateMention:
    return replace(
        mention, as_of=bool(_AS_OF.match(text, mention.end)), foreseen=bool(_FORESEEN.match(text, mention.end))
    )


def _year(era: str | None, number: str | None, western: str | None) -> tuple[int, tuple[str, ...]]:
    if not era:
        digits = (western or "").translate({ord(sign): str(value) for sign, value in _KANJI.items()})
        return int(digits), ()
    base, last = ERAS[era]
    year = base + (1 if number == "元" else _number(number) or 0)
    return year, (f"{era}{number} is past the end of its era",) if year > last else ()


def _number(digits: str | None) -> int | None:
    """A number under a hundred in digits or in Japanese signs (二十三), None for none."""
    if not digits or digits.isdecimal():
        return int(digits) if digits else None
    tens, ten, ones = digits.rpartition("十")
    return (_KANJI.get(tens, 1) * 10 if ten else 0) + _KANJI.get(ones, 0)
