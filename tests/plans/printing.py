"""How made plans print numbers, years and dates: the form on the page, and what it means."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ERAS = (("令和", "R", 2019), ("平成", "H", 1989), ("昭和", "S", 1926))


def wide(text: str) -> str:
    """The text with full-width digits."""
    return text.translate(_WIDE)


def era_year(year: int, month: int = 12, letter: bool = False) -> str:
    """A year of an era, such as 令和５ or R5; the era that the year began with before its own months."""
    for name, initial, first in _ERAS:
        if year > first or (year == first and (first != 2019 or month >= 5) and (first != 1989 or month >= 1)):
            number = year - first + 1
            return f"{initial}{number}" if letter else f"{name}{'元' if number == 1 else number}"
    raise ValueError(f"no era for {year}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: the text, its meaning (ISO, as precise as said) and whether it is a fiscal year."""

    text: str
    iso: str
    fiscal: bool = False
    end: str | None = None

    def said(self) -> dict[str, object]:
        """The keys of a truth file that tell this date."""
        told: dict[str, object] = {"fiscal_year": int(self.iso)} if self.fiscal else {"date": self.iso}
        return told | ({"end": self.end} if self.end else {})


def month_text(year: int, month: int, day: int | None = None) -> str:
    """A month, or a day of it, with both calendars side by side: 令和５年（2023年）４月."""
    return f"{era_year(year, month)}年（{year}年）{month}月" + (f"{day}日" if day else "")


def some_date(order: random.Random, first: int, last: int, precision: str = "") -> Printed:
    """A date between two years. ``precision`` is day, month, year, fiscal or span; none: any but a span."""
    precision = precision or order.choice(["day", "month", "month", "year", "fiscal"])
    year, month = order.randint(first, last), order.randint(1, 12)
    if precision == "fiscal":
        return Printed(f"{era_year(year)}年度（{year}年度）", str(year), fiscal=True)
    if precision == "year":
        return Printed(f"{era_year(year)}年（{year}年）", str(year))
    if precision == "span":
        until = min(month + order.randint(1, 5), 12)
        month = month if until > month else month - 1
        return Printed(
            f"{month_text(year, month)}～{month_text(year, until)}", f"{year}-{month:02}", end=f"{year}-{until:02}"
        )
    if precision == "day":
        day = order.randint(1, 28)
        return Printed(month_text(year, month, day), f"{year}-{month:02}-{day:02}")
    return Printed(month_text(year, month), f"{year}-{month:02}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated figure: the text on the page, its value and unit, and how it compares."""

    text: str
    value: Decimal
    unit: str
    comparator: str = "equal"

    def said(self) -> dict[str, object]:
        """The keys of a truth file that tell this figure."""
        return {"value": str(self.value), "unit": self.unit, "comparator": self.comparator}


def number_text(value: Decimal | int) -> str:
    """A number with commas between the thousands."""
    return f"{value:,}"


def some_money(order: random.Random) -> Figure:
    """A sum of money, now and then told with two multipliers (2兆3千億円)."""
    kind = order.randrange(5)
    if kind == 0:
        trillions, rest = order.randint(1, 9), order.randint(1, 9)
        return Figure(f"{trillions}兆{rest}千億円", Decimal(trillions * 10 + rest) / 10, "兆円")
    if kind == 1:
        trillions, rest = order.randint(1, 4), order.randrange(1100, 9900, 100)
        return Figure(f"{trillions}兆{rest:,}億円", Decimal(trillions) + Decimal(rest) / 10000, "兆円")
    if kind == 2:
        hundreds = order.randrange(12, 980)
        return Figure(f"{hundreds}億円", Decimal(hundreds), "億円")
    if kind == 3:
        return Figure(f"{(value := order.randrange(1010, 9990, 10)):,}万円", Decimal(value), "万円")
    tenths = order.randrange(11, 99)
    return Figure(f"{Decimal(tenths) / 10}億円", Decimal(tenths) / 10, "億円")


def some_count(order: random.Random, unit: str) -> Figure:
    """A count of things."""
    value = order.choice([order.randint(3, 95), order.randint(100, 999), order.randrange(1100, 9900, 100)])
    return Figure(f"{value:,}{unit}", Decimal(value), unit)


def some_rate(order: random.Random) -> Figure:
    """A share or a growth."""
    kind = order.randrange(4)
    if kind == 0:
        return Figure(f"{(tenths := order.randint(2, 9))}割", Decimal(tenths), "割")
    if kind == 1:
        return Figure(f"{(times := order.randint(2, 6))}倍", Decimal(times), "倍")
    value = Decimal(order.randint(31, 890)) / 10
    return Figure(f"{value}％" if kind == 2 else f"{value}%", value, "%")


def compared(figure: Figure, order: random.Random) -> Figure:
    """The figure, now and then as an approximate or a bounded one."""
    kind = order.randrange(6)
    if kind == 0:
        return Figure(f"{figure.text}以上", figure.value, figure.unit, "atLeast")
    if kind in (1, 2):
        return Figure(f"約{figure.text}", figure.value, figure.unit, "approximately")
    return figure


def folded(text: str) -> str:
    """The text as texts are compared: NFKC, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())
