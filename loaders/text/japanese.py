"""Years, numbers and units as Japanese plans print them. All functions take text after ``lines.normal``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# First year of each era minus one; the last year in which it was used. Source: Japanese era law and its predecessors.
ERAS = {
    "明治": (1867, 1912), "M": (1867, 1912),
    "大正": (1911, 1926), "T": (1911, 1926),
    "昭和": (1925, 1989), "S": (1925, 1989),
    "平成": (1988, 2019), "H": (1988, 2019),
    "令和": (2018, 9999), "R": (2018, 9999),
}  # fmt: skip
_ERA_YEAR = r"(?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])\s*(?P<era_number>元|\d{1,2})"
_KIND = r"(?P<kind>年度・年|年・年度|年度|年)"
_YEAR = re.compile(rf"(?:{_ERA_YEAR}|(?<!\d)(?P<western>(?:18|19|20|21)\d\d))\s*{_KIND}?")

_NULL_MARKS = frozenset("-－‐‑–—―ー")
_WORTH = {"兆": Decimal(10**12), "億": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(10**3), "百": Decimal(100)}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_COMPOUND = re.compile(rf"(?P<number>(?:{_NUMBER}\s*[兆億万千百]+\s*)+(?:{_NUMBER}\s*)?|{_NUMBER}\s*)")
_UNIT_DIGITS = re.compile(r"(?<=m)[23](?!\d)|CO2")  # m3 (also out of ㎥) and CO2 are units, not figures
_PER_HEAD = re.compile(r"^\S{1,4}?[当あ]たりの?\S")  # "1人当たり付加価値額" is a name
_WESTERN_YEAR = re.compile(r"(?:18|19|20|21)\d\d\s*年")
_PIECE = re.compile(rf"({_NUMBER})\s*([兆億万千百]*)")
_BASIS = re.compile(
    r"^(?:(?P<cumulative>累計|累積)|(?P<years>\d{1,2})\s*(?:か年|カ年|ヵ年|年)(?:間|計|間計|累計|間累計|合計)*|(?P<single>単年度?|年間|各年度?|毎年度?))$"
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year as printed: ``fiscal`` is True for 年度, False for 年, None where the words leave it open."""

    year: int
    fiscal: bool | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """How an indicator counts: ``kind`` is ``cumulative``, ``periodTotal`` (with ``years``) or ``singleYear``."""

    kind: str
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: ``value`` is None for a null mark (which is no value; 0 is one). ``unit`` as printed."""

    value: Decimal | None
    unit: str
    comparator: str
    basis: Basis | None


def years_in(text: str) -> tuple[YearMention, ...]:
    """Every year of a text, two calendars for the same year taken together.

    ``令和3年度(2021年度)`` is one mention; calendars that disagree, and era years past the era's end, are noted.
    """
    found: list[YearMention] = []
    pending: tuple[int, int] | None = None  # (year by era, end of its match)
    for match in _YEAR.finditer(text):
        kind = match["kind"]
        fiscal = {"年度": True, "年": False}.get(kind or "")
        if match["era"]:
            base, last = ERAS[match["era"]]
            number = 1 if match["era_number"] == "元" else int(match["era_number"])
            year = base + number
            notes = (f"{match.group().strip()} is past the end of its era",) if year > last else ()
            found.append(YearMention(year, fiscal, notes))
            pending = (year, match.end())
            continue
        year = int(match["western"])
        if (
            pending
            and re.fullmatch(r"[\s((]*", text[pending[1] : match.start()])
            and text[pending[1] : match.start()].strip()
        ):
            previous = found.pop()
            clash = () if previous.year == year else (f"two calendars disagree: {previous.year} and {year}",)
            found.append(
                YearMention(
                    previous.year, previous.fiscal if previous.fiscal is not None else fiscal, previous.notes + clash
                )
            )
        elif kind:
            found.append(YearMention(year, fiscal))
        pending = None
    return tuple(found)


def year_in(text: str) -> YearMention | None:
    """The first year of a text, or None."""
    years = years_in(text)
    return years[0] if years else None


def is_null(text: str) -> bool:
    """True for the marks that say "no value" (a dash of any width), alone or before a unit; not for an empty text."""
    return bool(text) and text[0] in _NULL_MARKS and not re.search(r"\d", text)


def basis_in(text: str) -> Basis | None:
    """The counting basis that a cell or a bracket says and nothing else, or None."""
    match = _BASIS.match(re.sub(r"^[\s()\[\]]+|[\s()\[\]]+$", "", text))
    if not match:
        return None
    if match["cumulative"]:
        return Basis("cumulative")
    if match["years"]:
        return Basis("periodTotal", int(match["years"]))
    return Basis("singleYear")


def quantity_in(text: str) -> Quantity | None:
    """The figure that a cell holds, or None where the cell is no figure.

    Multipliers stay with the unit, the greatest first (``9兆1千億円`` is 9.1 兆円; ``約8割`` is 8 割, approximately).
    """
    text = text.strip()
    if is_null(text):
        return Quantity(None, text[1:].strip(), "equal", None)
    rest, comparator = _comparator(text)
    negative = rest[:1] in "△▲−-" and len(rest) > 1
    rest = rest[1:].strip() if negative else rest
    match = _COMPOUND.match(rest)
    if not match or _WESTERN_YEAR.match(rest):
        return None
    unit = rest[match.end() :].strip()
    basis = None
    bracket = re.search(r"\s*[((]([^()()]*)[))]$", unit)
    if bracket and ((basis := basis_in(bracket[1])) or years_in(bracket[1])):
        unit = unit[: bracket.start()].strip()
    period = re.search(r"/\s*(\d+)\s*[か|カ|ヵ]?年間?$", unit)
    if period:
        basis, unit = Basis("periodTotal", int(period[1])), unit[: period.start()].strip()
    elif re.search(r"/\s*年度?$", unit):
        basis, unit = Basis("singleYear"), re.sub(r"\s*/\s*年度?$", "", unit)
    if re.search(r"[\d、。<>]", _UNIT_DIGITS.sub("", unit)) or _PER_HEAD.match(unit) or len(unit) > 12:
        return None
    value, scale = compound_value(match["number"])
    return Quantity(-value if negative else value, scale + unit, comparator, basis)


def _comparator(text: str) -> tuple[str, str]:
    for mark, comparator in (("以上", "atLeast"), ("以下", "atMost"), ("以内", "atMost")):
        if mark in text:
            return text.replace(mark, "").strip(), comparator
    for mark in ("約", "およそ", "概ね"):
        if text.startswith(mark):
            return text[len(mark) :].strip(), "approximately"
    if text.endswith(("程度", "前後")):
        return text[:-2].strip(), "approximately"
    return text, "equal"


def compound_value(number: str) -> tuple[Decimal, str]:
    """Value in the greatest printed multiplier, and that multiplier: ``12兆4,800億`` is (12.48, 兆)."""
    pieces = [(Decimal(digits.replace(",", "")), marks) for digits, marks in _PIECE.findall(number)]
    if len(pieces) == 1 and not pieces[0][1]:
        return pieces[0][0], ""
    worth = [value * _product(marks) for value, marks in pieces]
    scale = max((mark for _, marks in pieces for mark in marks), key=lambda mark: _WORTH[mark], default="")
    if len(pieces) == 1:
        return pieces[0][0], pieces[0][1]
    total = sum(worth, Decimal(0)) / _WORTH[scale]
    return total.normalize() if total != total.to_integral() else total.quantize(Decimal(1)), scale


def _product(marks: str) -> Decimal:
    worth = Decimal(1)
    for mark in marks:
        worth *= _WORTH[mark]
    return worth
