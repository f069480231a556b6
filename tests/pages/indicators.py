"""Made indicators for the page /indicators, and its rows and data as tests read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Locator, Page

from tests.checks.measured import Values, plan, value
from tests.checks.test_unsafe_comparisons import CASES
from tests.pages.conftest import Site, keep, served
from tests.pages.made import BASE

AIM = value("target", "40")
# Beside one case of each reason: what a plot has to draw.
FIGURES: dict[str, tuple[Values, list[Values]]] = {
    "plain": ({}, [value("baseline", "10"), AIM]),
    "at least": ({"unit": "%"}, [value("baseline", "0"), value("target", "98", comparator="atLeast")]),
    "at most": ({"basis": "pointInTime"}, [value("baseline", "14"), value("target", "7", comparator="atMost")]),
    "below zero": ({"unit": "人"}, [value("baseline", "-1204", text="△1,204"), value("target", "-300")]),
    "actual": ({}, [value("baseline", "10"), AIM, value("actual", "25", year=2022)]),
    "about": ({"unit": "億円"}, [value("baseline", "12.5", text="12億5,000万円"),
                               value("target", "1500", comparator="approximately")]),
}  # fmt: skip


@contextmanager
def served_cases(folder: Path) -> Iterator[Site]:
    """A plan with an indicator for each reason and each thing that a plot has to draw, named by it."""
    told = [({**own, "label": name}, list(values)) for name, (own, values) in CASES.items()]
    drawn = [({**own, "label": name}, values) for name, (own, values) in FIGURES.items()]
    with served(keep(folder, plan(*told, *drawn)), POLICYLINKS_BASE_IRI=BASE) as found:
        yield found


def asked(site: Site, **query: object) -> dict[str, Any]:
    """The data of the page."""
    answer = httpx.get(f"{site.url}/indicators.json", params={k: str(v) for k, v in query.items()})
    found: dict[str, Any] = answer.json()
    return found


def indicators(site: Site, **query: object) -> dict[str, dict[str, Any]]:
    """The indicators of the page's data by name."""
    return {each["name"]: each for each in asked(site, **query)["indicators"]}


def rows(page: Page) -> list[Locator]:
    """The rows of indicators, once all of the page is there."""
    page.wait_for_load_state()
    return page.locator("table.measured tbody tr:not(.section)").all()


def row(page: Page, name: str) -> Locator:
    """The row of an indicator."""
    return page.locator("table.measured tr", has=page.get_by_role("link", name=name, exact=True))


def csv_of(site: Site, query: str = "") -> list[dict[str, str]]:
    """The CSV of the page."""
    text = httpx.get(f"{site.url}/indicators.csv?{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
