"""Dates in running text are found in every form that plans print, as precise as stated."""

from __future__ import annotations

import pytest

from loaders.text.dates import DateMention, dates_in
from loaders.text.lines import normal


def told(mention: DateMention) -> str:
    """A mention as ``beginning/end``, fiscal years with FY before them, an end that is not told as ``..``."""
    first, last = (
        moment.lexical if moment else f"FY{year}" if year else ""
        for moment, year in (
            (mention.moment, mention.fiscal_year),
            (mention.end_moment, mention.end_fiscal_year),
        )
    )
    if mention.open_start or mention.open_end:
        return f"{first or '..'}/{last or '..'}"
    return f"{first}/{last}" if last else first


FORMS = {
    "平成 24 年（2012 年）10 月 18 日に発足": ["2012-10-18"],
    "平成29年(2017年)3月に発足": ["2017-03"],
    "発足（H28.4.1）": ["2016-04-01"],
    "締結(R2(2020).8)": ["2020-08"],
    "締結(R2(2020). 8)": ["2020-08"],
    "令和４（２０２２）年６月に開所": ["2022-06"],
    "2019（令和元）年5月1日に改元": ["2019-05-01"],
    "2016年（平成28年）12月20日": ["2016-12-20"],
    "2019-10-01": ["2019-10-01"],
    "2019年10月の調べ": ["2019-10"],
    "令和元年10月の調べ": ["2019-10"],
    "二〇一九年四月": ["2019-04"],
    "令和三年十二月": ["2021-12"],
    "平成25年（2013年）に開業": ["2013"],
    "令和２年度（2020年度）に開始": ["FY2020"],
    "令和元（2019）年度に開始": ["FY2019"],
    "令和4年度（2022年度）末で終了": ["FY2022"],
    "調査（平成 28 年（2016 年）6 月～平成 31 年（2019 年）1 月）": ["2016-06/2019-01"],
    "2019年4月〜9月": ["2019-04/2019-09"],
    "令和2年8月3日～7日": ["2020-08-03/2020-08-07"],
    "令和元年9月から令和2年（2020年）3月まで": ["2019-09/2020-03"],
    "令和2年度から令和4年度にかけて": ["FY2020/FY2022"],
    "令和3～5年度": ["FY2021/FY2023"],
    "2019～2021年度": ["FY2019/FY2021"],
    "R3～R5": ["FY2021/FY2023"],
    "実証事業（～R3予定）": ["../FY2021"],
    "令和5年度までに整備": ["../FY2023"],
    "2021年度以降": ["FY2021/.."],
    "令和3年4月から提供": ["2021-04/.."],
    "派遣（平成 28 年（2016 年）7 月及び令和２年（2020 年）11 月）": ["2016-07", "2020-11"],
    "平成30年9月及び12月": ["2018-09", "2018-12"],
    "平成30年9月に着工、同年12月に竣工、翌年3月に開所": ["2018-09", "2018-12", "2019-03"],
    "1990年代から": [],
    "過去10年間で": [],
    "2019工業統計": [],
    "H2ロケットとR1棟": [],
    "R元年度・年": [],
}


@pytest.mark.parametrize("text", FORMS)
def test_each_form_gives_its_date_raw_and_normalised(text: str) -> None:
    assert [told(each) for each in dates_in(text)] == FORMS[text]
    assert [told(each) for each in dates_in(normal(text))] == FORMS[text]


def test_a_mention_stands_where_it_says() -> None:
    text = "平成 24 年（2012 年）10 月に設置し、令和３年４月に改組"
    assert [text[each.start : each.end] for each in dates_in(text)] == ["平成 24 年（2012 年）10 月", "令和３年４月"]


@pytest.mark.parametrize(
    ("text", "word"),
    [("令和3年(2020年)4月", "disagree"), ("平成32年4月", "past the end"), ("令和2年2月30日", "no day")],
)
def test_what_no_calendar_allows_is_read_and_noted(text: str, word: str) -> None:
    (mention,) = dates_in(text)
    assert mention.moment is not None
    assert word in " ".join(mention.notes)


def test_states_and_plans_are_told_from_what_happened() -> None:
    assert [each.as_of for each in dates_in("令和元年度末時点、令和2年10月現在、令和2年10月に設置")] == [
        True,
        True,
        False,
    ]
    assert [each.foreseen for each in dates_in("令和3年4月予定、令和3年度に予定、令和3年に設置")] == [True, True, False]
