"""Indicators in words: figures, units, years, bases, averages, and the reasons for which they must not be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from graph.comparisons import Average, Basis, Comparison, Reason, number
from graph.facts import Facts, Node
from visualizations.calendars import date_in_words, fiscal_year_in_words
from visualizations.words import Words

# The words of each reason.
REASON_WORDS = {
    "baseline-missing": "unsafe_baseline_missing", "target-missing": "unsafe_target_missing",
    "not-a-number": "unsafe_not_a_number", "values-disagree": "unsafe_values_disagree",
    "years-differ": "unsafe_years_differ", "bases-differ": "unsafe_bases_differ",
    "year-against-total": "unsafe_year_against_total", "year-kinds-differ": "unsafe_year_kinds_differ",
    "year-missing": "unsafe_year_missing", "years-disorder": "unsafe_years_disorder",
    "basis-not-stated": "unsafe_basis_not_stated", "year-kind-not-stated": "unsafe_year_kind_not_stated",
    "year-unlike-others": "unsafe_year_unlike_others", "calendar-years": "unsafe_calendar_years",
    "value-not-plain": "unsafe_value_not_plain", "same-name": "unsafe_same_name",
}  # fmt: skip
_DIFFER = {"basis": "indicators_basis", "unit": "indicators_unit", "years": "indicators_years"}
_PLACES = Decimal("0.01")


def told_reason(reason: Reason, comparison: Comparison, facts: Facts, words: Words) -> str:
    """A reason in a sentence, in the language of ``words``."""
    key = REASON_WORDS[reason.name]
    if reason.name == "year-against-total" and reason.values["baseline"] is not None:
        key = REASON_WORDS["bases-differ"]
    return words(key, **dict(_values(reason, comparison, facts, words)))


def _values(reason: Reason, comparison: Comparison, facts: Facts, words: Words) -> Iterable[tuple[str, Any]]:
    """What the words of a reason have places for."""
    for name, value in reason.values.items():
        match name, value:
            case (("baseline" | "target"), Basis()):
                yield name, basis_in_words(value, words)
            case (("baseline" | "target"), str()):
                yield name, words(value)
            case ("phase", str()):
                yield "phase", words(value)
                yield "values", words("indicators_and").join(figure(each, words) for each in comparison.values[value])
            case ("phases", tuple()):
                yield "phases", words("indicators_and").join(map(words, value))
            case ("years", tuple()):
                yield "years", words("indicators_and").join(map(str, value))
            case ("others", tuple()):
                yield "others", words("indicators_and").join(_owners(value, facts))
            case ("differ", tuple()):
                names = words("indicators_and").join(words(_DIFFER[each]) for each in value)
                yield "differ", words("indicators_differ", what=names) if value else ""
            case _:
                yield name, value


def _owners(indicators: Iterable[str], facts: Facts) -> Iterable[str]:
    """The names of what indicators measure."""
    targets = [link.target for id_ in indicators for link in facts.outgoing.get(id_, ()) if link.type == "Measurement"]
    return dict.fromkeys(facts.nodes[id_].label for id_ in targets if id_ in facts.nodes)


def basis_in_words(basis: Basis, words: Words) -> str:
    """A basis as a badge says it: 累計, 3年, 単年."""
    if basis.name == "periodTotal" and basis.years:
        return words("indicators_period", n=basis.years)
    return words(basis.name)


def amount(value: Decimal) -> str:
    """A figure with its thousands apart, without zeros at its end: ``1,993``, ``0.475``."""
    return f"{value.normalize():,f}"


def figure(value: Node, words: Words) -> str:
    """The figure of a value with what is said of it, without its unit; what is no number as it is printed."""
    found = number(value)
    if found is None:
        return value.text("valueText")
    about = words("indicators_about") if value.text("comparator") == "approximately" else ""
    return about + amount(found)


def unit_of(value: Node, indicator: Node, words: Words) -> str:
    """The unit behind a figure, with the bound that it is: ``%以上``."""
    bound = {"atLeast": "indicators_at_least", "atMost": "indicators_at_most"}.get(value.text("comparator"))
    unit = indicator.text("unit") if number(value) is not None else ""
    return words(bound, unit=unit).strip() if bound else unit


def printed(value: Node, indicator: Node) -> str:
    """The cell as printed, where it says the figure in another way than number and unit do; else nothing."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", value.text("valueText")))
    found = number(value)
    if found is None or not text:
        return ""
    plain = re.sub(r"[,約]", "", text)
    begins = re.match(r"[△▲\-−]?\d+(?:\.\d+)?", plain)
    same = begins and Decimal(re.sub(r"[△▲−]", "-", begins[0])) == found
    rest = plain[begins.end() :] if begins else ""
    unit = re.sub(r"\s", "", unicodedata.normalize("NFKC", indicator.text("unit")))
    return "" if same and not re.search(r"\d", rest.removeprefix(unit).split("/")[0].split("(")[0]) else text


def year_of(value: Node, words: Words) -> str:
    """The year of a value in both calendars where its kind is stated, else the bare year; empty where there is none."""
    year = next((each for each in value.values("year") if isinstance(each, int)), 0)
    if not year:
        return ""
    match value.text("yearKind"):
        case "fiscalYearKind":
            return fiscal_year_in_words(year, words.lang)
        case "calendarYearKind":
            return date_in_words(str(year), words.lang)
        case _:
            return str(year)


def average_in_words(average: Average, unit: str, words: Words) -> str:
    """A yearly average with its formula: 年平均 5件（15 ÷ 3年）."""
    rounded = average.value.quantize(_PLACES, ROUND_HALF_UP)
    gained = average.subtrahend is not None
    about = (words("indicators_about") if rounded != average.value else "") + ("+" if gained and rounded >= 0 else "")
    before = average.subtrahend or Decimal(0)
    key = "indicators_average_growth" if gained else "indicators_average"
    values = {"value": about + amount(rounded), "unit": unit, "sum": amount(average.minuend), "n": average.years}
    return words(key, **values, before=amount(before)) if gained else words(key, **values)
