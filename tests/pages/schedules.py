"""The schedules that a text prints, cell by cell, split anew by a few plain patterns, not by the loader; and the same
cells from the data of the page ``/timeline``.

Words are compared after NFKC without spaces, marks of lists and markup. Rows that the data says were mended (their rule
is in it) are compared as whole blocks, since their cells stand elsewhere by right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from playwright.sync_api import Locator

from tests.pages.conftest import Site

MENDED = {"shifted-cells", "continued-line", "side-by-side-blocks", "joined-bullets", "lost-tabs", "target-groups"}
_TAGS = re.compile(r"</?(?:p|ul|li|br)(?: style=\"[^\"]*\")?>")
_YEAR = re.compile(r"(?:令和(\d+)年度|R(\d+)年度|FY(\d{4})|(\d{4})年度)(?:\([^)]*\))?")
_ROW = re.compile(r"[<＜●]")

Cells = dict[tuple[int, int], str]  # by line and year; the first column is the year 0


def plain(text: str) -> str:
    """The words of a cell."""
    return re.sub(r"[\s<>・●→]", "", unicodedata.normalize("NFKC", _TAGS.sub("", text)))


def _year(cell: str) -> int:
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    if not match:
        return 0
    return int(match[3] or match[4] or 2018 + int(match[1] or match[2]))


def printed(lines: list[str]) -> Cells:
    """The cells of all schedules that hold words."""
    found: Cells = {}
    years: list[int] = []
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        heads = [year for cell in cells if (year := _year(cell))]
        if len(heads) > 1 and heads == list(range(heads[0], heads[0] + len(heads))):
            years = [0, *heads]
        elif years and ("\t" in line or _ROW.match(line)):
            found |= {
                (number, years[at] if at < len(years) else 9999): plain(cell)
                for at, cell in enumerate(cells) if plain(cell)
            }  # fmt: skip
        else:
            years = []
    return found


def activities(data: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(component, activity) of the page's data, in order."""
    for table in data["plans"]:
        for section in table["sections"]:
            for component in section["components"]:
                for activity in component["activities"]:
                    yield component, activity


def numbers(entry: Mapping[str, Any]) -> list[int]:
    """The lines of an entry of the page's data."""
    return sorted({line for each in entry["lines"] for line in range(each["first"], each["last"] + 1)})


def rebuilt(data: Mapping[str, Any], rows: set[int]) -> tuple[Cells, list[set[int]]]:
    """The cells of all schedules from the page's data, and the blocks of lines that it says were mended."""
    words: dict[tuple[int, int], list[str]] = defaultdict(list)
    groups: dict[tuple[int, int], str] = {}
    mended: list[set[int]] = []
    components = {}
    for component, activity in activities(data):
        components[component["id"]] = component
        own = [line for line in numbers(activity) if line in rows]
        stated = [each["year"] for each in activity["cells"] if each["state"] in ("stated", "repaired")]
        cell = (own[0], (stated or [each["year"] for each in activity["cells"]])[0])
        group = activity["target_group"]
        if group not in (None, groups.get(cell)):
            groups[cell] = group
            words[cell].append(group)
        words[cell] += [activity["name"], *activity["details"]]
        if MENDED & set(activity["rules"]) or len(own) > 1 or group:
            mended.append(set(own))
    for component in components.values():
        for line in rows.intersection(numbers(component)):
            words[(line, 0)].append(component["name"])
            if MENDED & set(component["rules"]):
                mended.append({line})
    return {cell: plain("".join(found)) for cell, found in words.items()}, mended


def differing(data: Mapping[str, Any], lines: list[str]) -> list[str]:
    """What the cells of the page's data and those of the text do not have in common, in words."""
    text = printed(lines)
    page, mended = rebuilt(data, {line for line, _ in text})
    aside = {line for block in mended for line in block}
    found = [
        f"{cell}: text {text.get(cell, '')!r}, page {page.get(cell, '')!r}"
        for cell in sorted(text.keys() | page.keys())
        if cell[0] not in aside and text.get(cell) != page.get(cell)
    ]
    for line in sorted(aside):
        block = set().union(*(block for block in mended if line in block))
        said, shown = _row(text, block), _row(page, block)
        if Counter(said) != Counter(shown):
            found.append(f"block {sorted(block)}: text {said!r}, page {shown!r}")
    return found


def _row(cells: Cells, block: set[int]) -> str:
    return "".join(words for (line, _), words in sorted(cells.items()) if line in block)


def asked(site: Site, **query: object) -> dict[str, Any]:
    """The data of a served page."""
    found: dict[str, Any] = httpx.get(f"{site.url}/timeline.json", params={k: str(v) for k, v in query.items()}).json()
    return found


def table_rows(page: Any) -> list[Locator]:
    """The rows of activities, once all of the page is there."""
    page.wait_for_load_state()
    found: list[Locator] = page.locator("table.timeline tbody tr:not(.section)").all()
    return found
