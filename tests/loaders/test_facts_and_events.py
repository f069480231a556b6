"""Figures of texts become facts and dated happenings events, each once and with all that it concerns."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from graph.facts import Moment, Term, Text
from loaders.draft import Draft, DraftFact, Key, KeyRef, Place
from loaders.kinds.strategy.situation.clauses import clauses
from loaders.kinds.strategy.situation.events import read_events
from loaders.kinds.strategy.situation.facts import read_facts
from loaders.load import facts_of_document
from loaders.statements import Statement
from loaders.text.lines import Line, normal
from loaders.text.readers import read_file
from ontology import paths

PROJECT = paths.project("港のにぎわいプロジェクト")
BODIES = {name: paths.organization(name) for name in ("みなと協議会", "海星大学", "青波市", "汐路造船", "港町商店会")}
AGREEMENT = paths.instrument("3者協定")


def named(statement: Statement) -> tuple[tuple[int, int, Key], ...]:
    """The bodies above, and the agreement, wherever a text names them."""
    known = {**BODIES, "3者協定": AGREEMENT}
    return tuple(
        (match.start(), match.end(), key) for name, key in known.items() for match in re.finditer(name, statement.text)
    )


def statement(text: str, line: int = 1, type_: str = "Finding", owner: Key | None = PROJECT) -> Statement:
    return Statement(None, type_, text, Place(line, line), owner)


def events(*texts: str) -> list[DraftFact]:
    """The events of texts that stand on a line each."""
    draft = Draft()
    return [draft.facts[key] for key in read_events([statement(t, n) for n, t in enumerate(texts, 1)], named, draft)]


def facts(*texts: str) -> list[DraftFact]:
    """The facts of texts that stand on a line each."""
    draft = Draft()
    return [draft.facts[key] for key in read_facts([statement(t, n) for n, t in enumerate(texts, 1)], named, draft)]


def one(fact: DraftFact, name: str) -> object:
    """The one value of a property in plain form, None for none."""
    values = fact.properties.get(name, [])
    assert len(values) <= 1
    match values:
        case [Text(words, _)]:
            return words
        case [Term(word)] | [Moment(word)]:
            return word
        case [value]:
            return value
        case _:
            return None


def concerned(fact: DraftFact) -> set[str]:
    """The last words of the keys of what a fact or event concerns."""
    return {value.key[-1] for value in fact.properties["concerns"] if isinstance(value, KeyRef)}


def when(event: DraftFact) -> str:
    """An event's date, with its end behind a stroke."""
    start = one(event, "date") or "・".join(f"FY{year}" for year in event.properties.get("fiscalYear", ()))
    return f"{start}/{one(event, 'endDate')}" if one(event, "endDate") else str(start)


# Clauses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "船は、令和元年に10隻となり、翌年には12隻に増えたが、桟橋は足りない",
            ["船は、令和元年に10隻となり", "翌年には12隻に増えたが", "桟橋は足りない"],
        ),
        ("港、駅、市場の連携により、客が増加", ["港、駅、市場の連携により、客が増加"]),
        ("倉庫を新設、岸壁を改修", ["倉庫を新設", "岸壁を改修"]),
        ("市場規模は3億円で、全国2位", ["市場規模は3億円で", "全国2位"]),
        ("協議会を設置。（令和元年度）会合を開催", ["協議会を設置。（令和元年度）", "会合を開催"]),
    ],
)
def test_clauses_end_where_predicates_do(text: str, parts: list[str]) -> None:
    assert [text[each.start : each.end] for each in clauses(text)] == parts


# Facts --------------------------------------------------------------------------------------------------------------


def test_a_fact_says_value_unit_words_comparator_date_and_subject() -> None:
    (fact,) = facts("また、港の取扱量は、令和2年度（2020年度）に約1兆2,600億円に達し、過去最高")
    assert one(fact, "label") == "港の取扱量は、令和2年度（2020年度）に約1兆2,600億円に達し"
    assert (one(fact, "value"), one(fact, "unit"), one(fact, "comparator")) == (
        Decimal("1.26"),
        "兆円",
        "approximately",
    )
    assert (one(fact, "valueText"), one(fact, "fiscalYear"), one(fact, "date")) == ("約1兆2,600億円", 2020, None)
    assert one(fact, "about") == "港の取扱量"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("高齢化率は30%で全国3位（令和元年10月）", ["2019-10", "2019-10"]),
        ("客は令和元年に2万人となり、前の年の1.2倍", ["2019", "2019"]),
        ("令和元年の20社から令和3年には35社に増加", ["2019", "2021"]),
        ("令和3年4月に窓口を設置し、企業90社を訪問", [None]),
        ("昭和38年に設置した試験場は、年間200件の試験を実施", [None]),
        ("令和2年度から令和4年度までに50人が受講", [None]),
    ],
)
def test_a_figure_has_the_date_that_belongs_to_it(text: str, dates: list[str | None]) -> None:
    assert [one(each, "date") for each in facts(text)] == dates


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("誘致件数（29件）を達成", "誘致件数"),
        ("出荷額の約8割を創出", "出荷額"),
        ("94件の商品化が実現", "商品化"),
        ("漁船は200隻に減り、担い手も300人を切った", "漁船"),
    ],
)
def test_what_a_figure_is_about_is_told(text: str, subject: str) -> None:
    assert one(facts(text)[0], "about") == subject


def test_a_fact_concerns_its_section_the_bodies_of_its_clause_and_the_indicator_it_names() -> None:
    draft = Draft()
    indicator = draft.node(paths.indicator(PROJECT, "", "会員数"), label=Text("会員数"), isPartOf=KeyRef(PROJECT))
    found = [statement("海星大学が講座を開き、みなと協議会の会員数は120社となった")]
    (key,) = read_facts(found, named, draft)
    fact = draft.facts[key]
    assert {value.key for value in fact.properties["concerns"] if isinstance(value, KeyRef)} == {
        PROJECT, indicator, BODIES["みなと協議会"],
    }  # fmt: skip
    assert one(fact, "about") is None


def test_a_figure_printed_twice_is_one_fact_with_two_passages() -> None:
    (fact,) = facts("港に船会社35社が立地", "港に船会社35社が立地")
    assert fact.places == [Place(1, 1), Place(2, 2)]


def test_a_fact_of_a_torn_text_cites_only_its_lines() -> None:
    rows = ["- 港には倉庫が並び、", "船会社35社が立地し、", "客も多い"]
    lines = [Line(number, raw, normal(raw)) for number, raw in enumerate(rows, 1)]
    draft = Draft()
    torn = Statement(None, "Finding", "港には倉庫が並び、船会社35社が立地し、客も多い", Place(1, 3), PROJECT)
    (key,) = read_facts([torn], named, draft, lines)
    assert draft.facts[key].places == [Place(2, 2)]


# Events -------------------------------------------------------------------------------------------------------------


DATED = {
    "平成24年（2012年）10月18日に「みなと協議会」を設置し、市民の声を集約": ["2012-10-18"],
    "「みなと協議会」を設置。（令和２年度（2020年度））会合を重ねる": ["FY2020"],
    "平成25年（2013年）に発足した「みなと協議会」では、商談を支援": ["2013"],
    "測量の実施（平成 28 年（2016 年）6 月～平成 31 年（2019 年）1 月）": ["2016-06/2019-01"],
    "技師の派遣（平成 28 年（2016 年）7 月及び令和２年（2020 年）11 月）": ["2016-07", "2020-11"],
    "令和元年9月に工場の建設に着手し、令和3年3月に完成": ["2019-09", "2021-03"],
    "講座の運営（R2(2020).8設置）": ["2020-08"],
    "令和6年度に4億円を投じて倉庫を増設": ["FY2024"],
    "令和2年の豪雨では、橋が3か所で流され、通行が止まった": ["2020"],
    "令和2年から令和3年にかけて実証試験を実施": ["2020/2021"],
    # what has no date of its own, or dates something else
    "過去2年間で倉庫を2棟整備": [],
    "60件の申請を承認（令和元年度末時点）": [],
    "新しい雇用を創出（令和２年度実績）": [],
    "令和2年国勢調査によると、市の人口は減少": [],
    "取扱量は令和2年度に3億円となった": [],
    "令和3年度に企業120社を訪問": [],
    "計画期間が令和4年度末で終了": [],
    "委託事業「低炭素実証事業（～R3予定）」の成果の展開": [],
    "「育成プログラム」（～R8予定）の運営": [],
    "令和5年の観光消費額は増加": [],
    "高齢化率は全国3位（令和元年10月）": [],
}


@pytest.mark.parametrize("text", DATED)
def test_what_is_dated_and_happens_is_an_event(text: str) -> None:
    assert [when(each) for each in events(text)] == DATED[text]


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("令和3年4月、駅前に「港の研究室」が整備予定であり、期待は大きい", True),
        ("運営（令和7年4月開設予定）", True),
        ("市は、令和8年10月に研究所を開設する", True),
        ("令和8年10月に開設した研究所の運営", False),
        ("市が令和6年3月に策定した計画を踏まえ、供給網を築く", False),
    ],
)
def test_what_is_to_come_is_planned(text: str, planned: bool) -> None:
    (event,) = events(text)
    assert bool(one(event, "planned")) is planned


def test_what_a_plan_schedules_is_planned_without_the_word() -> None:
    draft = Draft()
    draft.node(paths.PLAN, firstFiscalYear=2021)
    texts = ["研究所の開設（令和5年4月）", "研究所の設立（令和2年4月）"]
    found = read_events([statement(t, n, "Measure") for n, t in enumerate(texts, 1)], named, draft)
    assert [one(draft.facts[key], "planned") for key in found] == [True, None]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("青波市は、令和3年4月にみなと協議会を設置し、汐路造船を訪問", {"青波市", "みなと協議会"}),
        (
            "青波市は、海星大学と港町商店会を結び、令和3年4月にみなと協議会を設置",
            {"青波市", "海星大学", "港町商店会", "みなと協議会"},
        ),
        ("海星大学が学生を集め、令和3年4月には青波市が講座を開設", {"青波市"}),
        ("令和3年4月に発足したみなと協議会では、汐路造船の船を公開", {"みなと協議会"}),
        ("青波市、海星大学、汐路造船の3者で研究を実施（R2.8締結）", {"青波市", "海星大学", "汐路造船"}),
    ],
)
def test_an_event_concerns_its_section_and_all_that_its_clause_names(text: str, bodies: set[str]) -> None:
    (event,) = events(text)
    assert concerned(event) == bodies | {PROJECT[-1]}


def test_two_dates_of_one_clause_each_concern_their_own() -> None:
    first, second = events("青波市は平成30年度にみなと協議会を設立、令和2年度に海星大学へ講座を設置")
    assert (when(first), concerned(first) - {PROJECT[-1]}) == ("FY2018", {"青波市", "みなと協議会"})
    assert when(second) == "FY2020"
    assert "みなと協議会" not in concerned(second)


def test_a_signing_that_a_caption_repeats_is_one_event_with_two_passages() -> None:
    (event,) = events(
        "青波市、海星大学、汐路造船の3者で研究を実施（R2(2020).8合意書締結）", "3者協定締結式（R2(2020). 8）"
    )
    assert event.places == [Place(1, 1), Place(2, 2)]
    assert concerned(event) == {PROJECT[-1], "青波市", "海星大学", "汐路造船", "3者協定"}


def test_a_word_that_stands_for_what_was_named_before_concerns_it() -> None:
    _, event = events("3者協定の締結（令和2年3月）", "協定に基づく調査の実施（令和3年5月）")
    assert "3者協定" in concerned(event)


def test_a_name_inside_a_name_is_not_concerned() -> None:
    text = "令和2年4月に海星大学水産学部が講座を開設"
    faculty = paths.organization("海星大学水産学部")

    def both(each: Statement) -> tuple[tuple[int, int, Key], ...]:
        at = each.text.index("海星大学")
        return (at, at + 4, BODIES["海星大学"]), (at, at + 8, faculty)

    draft = Draft()
    (key,) = read_events([statement(text)], both, draft)
    assert concerned(draft.facts[key]) == {PROJECT[-1], "海星大学水産学部"}


def test_two_foundings_of_one_day_are_two_events() -> None:
    assert len(events("平成30年4月に「港の会」を設置", "平成30年4月に「駅の会」を設置")) == 2


def test_an_event_outside_of_the_sections_concerns_what_it_names() -> None:
    draft = Draft()
    (key,) = read_events([statement("令和2年4月に海星大学が講座を開設", owner=None)], named, draft)
    assert concerned(draft.facts[key]) == {"海星大学"}


def test_the_official_text_has_its_events_and_facts(official_text: Path) -> None:
    """Two independent annotations count 15 events (two of one line) and 16 facts."""
    nodes = facts_of_document(read_file(official_text)).facts.by_type
    dates = [f"{each.text('date') or each.text('fiscalYear')}/{each.text('endDate')}" for each in nodes["Event"]]
    assert sorted(dates) == sorted([
        "2019/", "2019-02/", "2014-11-17/", "2015/", "2021-04/", "2020-08/", "2020-08/", "2018-04/", "2016-10/",
        "2017-05/", "2017-08/2018-02", "2018-09/", "2019-12/", "2019-01/", "2019/",
    ])  # fmt: skip
    assert sorted(each.text("valueText") for each in nodes["Fact"]) == sorted([
        "240万台", "約140件", "94件", "9兆1千億円", "12兆4,800億円", "1.4倍", "34.3%", "3位", "約8割", "約90社", "50件",
        "98億円", "20件", "29件", "90%", "12件",
    ])  # fmt: skip
    signing = next(each for each in nodes["Event"] if len(each.sources) > 1)
    assert signing.text("date") == "2020-08"
