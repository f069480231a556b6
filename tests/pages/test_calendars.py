"""Dates and fiscal years stand in both calendars, whatever their precision."""

from __future__ import annotations

import pytest

from visualizations.calendars import date_in_words, fiscal_year_in_words


@pytest.mark.parametrize(
    ("moment", "ja", "en"),
    [
        ("2012", "平成24年（2012年）", "2012 (Heisei 24)"),
        ("2019", "平成31・令和元年（2019年）", "2019 (Heisei 31/Reiwa 1)"),
        ("2019-04", "平成31年（2019年）4月", "April 2019 (Heisei 31)"),
        ("2019-04-30", "平成31年（2019年）4月30日", "30 April 2019 (Heisei 31)"),
        ("2019-05-01", "令和元年（2019年）5月1日", "1 May 2019 (Reiwa 1)"),
        ("1989-01-07", "昭和64年（1989年）1月7日", "7 January 1989 (Showa 64)"),
        ("1850", "1850年", "1850"),
        ("九月", "九月", "九月"),
    ],
)
def test_a_date_stands_in_both_calendars(moment: str, ja: str, en: str) -> None:
    assert (date_in_words(moment, "ja"), date_in_words(moment, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [
        (2021, "令和3年度（2021年度）", "FY2021 (Reiwa 3)"),
        (2019, "令和元年度（2019年度）", "FY2019 (Reiwa 1)"),
        (2018, "平成30年度（2018年度）", "FY2018 (Heisei 30)"),
        (1988, "昭和63年度（1988年度）", "FY1988 (Showa 63)"),
    ],
)
def test_a_fiscal_year_stands_in_both_calendars(year: int, ja: str, en: str) -> None:
    assert (fiscal_year_in_words(year, "ja"), fiscal_year_in_words(year, "en")) == (ja, en)
