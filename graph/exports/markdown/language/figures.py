"""Figures and years of the Markdown plan format: what writer and reader have to agree on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from ontology.paths import folded

_FIGURE = re.compile(
    r"^(?P<about>約)?(?P<minus>[-−△▲])?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<fraction>\.[0-9]+)?"
    r"(?P<unit>.*?)(?:/[0-9]+年間?)?(?P<bound>以上|以下)?$"
)
_BOUNDS = {"以上": "atLeast", "以下": "atMost"}


def plain_figure(text: str, unit: str) -> tuple[Decimal, str] | None:
    """Value and comparator of a figure that needs no more explanation: a number, alone or with ``unit`` behind it.

    None for everything else, such as other multipliers (``3億5,000万円``).
    """
    match = _FIGURE.match(folded(text))
    if not match or match["unit"] not in ("", folded(unit)) or (match["about"] and match["bound"]):
        return None
    value = Decimal(match["number"].replace(",", "") + (match["fraction"] or ""))
    comparator = "approximately" if match["about"] else _BOUNDS.get(match["bound"] or "", "equal")
    return (-value if match["minus"] else value), comparator


def stated_figure(text: str) -> tuple[Decimal, str, str] | None:
    """Value, unit and comparator of a figure in running text that explains itself: a number with its unit.

    None for everything else, such as several multipliers (``3億5,000万円``) or no unit.
    """
    match = _FIGURE.match(folded(text))
    plain = plain_figure(text, match["unit"]) if match else None
    if not match or not plain or not match["unit"] or re.search(r"[0-9]", match["unit"]):
        return None
    return plain[0], match["unit"], plain[1]


def with_unit(text: str, unit: str) -> str:
    """A figure as a label shows it: with its unit, where the text does not hold it."""
    return text if folded(unit) in folded(text) else f"{text}{unit}"


def decimal_text(value: Decimal) -> str:
    """A number without exponent and needless zeros."""
    text = format(value, "f")
    return re.sub(r"\.?0+$", "", text) if "." in text else text


def year_text(year: int, kind: str) -> str:
    """A value's year: ``2025年度``, ``2025年``, or ``2025`` where the kind is left open."""
    return f"{year}{ {'fiscalYearKind': '年度', 'calendarYearKind': '年'}.get(kind, '') }"


def years_text(years: Iterable[int], stated: Iterable[int]) -> tuple[str, Sequence[int] | None]:
    """The years of an activity, and the years printed with words where the first does not tell them.

    ``2022-2024`` tells years with words in each of them, ``2022→2024`` words in 2022 that go on until 2024.
    """
    covered, printed = sorted(set(years)), set(stated)
    runs = _runs(covered)
    if printed <= set(covered) and all(run[0] in printed for run in runs):
        return ", ".join(text for run in runs for text in _pieces(run, printed)), None
    return ", ".join(_span(run, "-") for run in runs), sorted(printed)


def _runs(years: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = [[years[0]]] if years else []
    for before, year in pairwise(years):
        if year == before + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _pieces(run: Sequence[int], printed: set[int]) -> list[str]:
    """A run of years in pieces: each begins with a year that has words; years with words side by side are one piece."""
    starts = [index for index, year in enumerate(run) if year in printed]
    chunks = [run[start:end] for start, end in zip(starts, [*starts[1:], len(run)], strict=True)]
    found: list[str] = []
    single: list[int] = []
    for chunk in chunks:
        if len(chunk) == 1:
            single += chunk
            continue
        found += [_span(single, "-")] if single else []
        single = []
        found.append(_span(chunk, "→"))
    return found + ([_span(single, "-")] if single else [])


def _span(run: Sequence[int], sign: str) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}{sign}{run[-1]}"
