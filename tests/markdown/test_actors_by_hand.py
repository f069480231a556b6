"""A person writes who acts, what happened and what is known, in few words, in Japanese or English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.exports.markdown import markdown
from graph.facts import Facts, Moment, Status, Term, Text
from tests.markdown.plans import again, differences, loaded
from tests.markdown.test_by_hand import facts_of_text, only

PLAN = """\
# みなと市産業計画
- 発行者: みなと市
## 分野: 港湾物流
## プロジェクト: スマート港湾
- 対応: 港湾物流
"""
BODIES = """\
## 組織: みなと市
- 種類: 行政機関
## 組織: 港湾協議会
- 種類: 協議会
"""
JAPANESE = f"""\
{PLAN}### 現状
- 貨物は増えている
  - 言及: 港湾協議会
### できごと
- 2019-02: 協議会の設置
  - 関係: 港湾協議会
### 数値
- 約240万トン (2019年): 年間の貨物
{BODIES}- 参画: スマート港湾 (実施)
- 設置者: みなと市
- 参加先: 物流協定
## 制度: 物流協定
- 種類: 合意
## 人物: 青木 七海
- 所属: 港湾協議会 {{役職: 会長; 時点: 2020-10}}
"""
ENGLISH = """\
# みなと市産業計画
- Publisher: みなと市
## Field: 港湾物流
## Project: スマート港湾
- Primary: 港湾物流
### Current state
- 貨物は増えている
  - Mentions: 港湾協議会
### Events
- 2019-02: 協議会の設置
  - Concerns: 港湾協議会
### Figures
- 約240万トン (2019): 年間の貨物
## Organization: みなと市
- Kind: government body
## Organization: 港湾協議会
- Kind: council
- Engaged in: スマート港湾 (operator)
- Established by: みなと市
- Party to: 物流協定
## Instrument: 物流協定
- Kind: agreement
## Person: 青木 七海
- Member of: 港湾協議会 {Post: 会長; As of: 2020-10}
"""


def properties(facts: Facts, type_: str, *names: str) -> list[object]:
    """The first values of some properties of the one fact of a class."""
    fact = only(facts, type_)
    return [fact.value(name) for name in names]


def test_english_words_say_the_same() -> None:
    japanese, english = facts_of_text(JAPANESE), facts_of_text(ENGLISH)
    assert {*japanese.nodes, *japanese.links} == {*english.nodes, *english.links}
    assert differences(japanese, again(japanese).facts) == []


def test_what_stands_under_a_project_concerns_it_and_what_is_named_below() -> None:
    facts = facts_of_text(JAPANESE)
    project, council = only(facts, "Project").id, only(facts, "Council").id
    assert only(facts, "Finding").refs("concerns") == (project,)
    assert only(facts, "Finding").refs("mentions") == (council,)
    assert only(facts, "Event").refs("concerns") == (project, council)
    without = facts_of_text(JAPANESE.replace("  - 関係: 港湾協議会\n", "  - 関係: 港湾協議会\n  - 関係: なし\n"))
    assert only(without, "Event").refs("concerns") == (council,)


def test_links_of_a_body_are_stated_unless_a_mark_says_how_they_are_known() -> None:
    text = JAPANESE.replace("設置者: みなと市", "設置者: みなと市 {推定: publisher-as-actor}")
    facts = facts_of_text(text)
    found = {link.text("kind"): (link.status, link.rules) for link in facts.links_by_type["Relationship"]}
    assert found == {
        "establishedBy": (Status.INFERRED, ("publisher-as-actor",)), "partyTo": (Status.STATED, ()),
    }  # fmt: skip
    assert only(facts, "Engagement").value("role") == Term("operator")


@pytest.mark.parametrize(
    ("written", "date", "end", "years"),
    [
        ("2019-02-14", "2019-02-14", None, ()),
        ("2019/2", "2019-02", None, ()),
        ("2019", "2019", None, ()),
        ("2019年", "2019", None, ()),
        ("平成31年2月14日", "2019-02-14", None, ()),
        ("2019-02～2019-05", "2019-02", "2019-05", ()),
        ("令和3年度", None, None, (2021,)),
        ("2021年度～2023年度", None, None, (2021, 2022, 2023)),
        ("2021-04、2021年度", "2021-04", None, (2021,)),
    ],
)
def test_dates_are_as_precise_as_they_are_written(
    written: str, date: str | None, end: str | None, years: tuple[int, ...]
) -> None:
    facts = facts_of_text(f"{PLAN}### できごと\n- {written}: 拠点の開設\n")
    event = only(facts, "Event")
    told = [Moment(each) if each else None for each in (date, end)]
    assert [event.value("date"), event.value("endDate")] == told
    assert event.values("fiscalYear") == years
    assert differences(facts, again(facts).facts) == []


@pytest.mark.parametrize(("written", "planned"), [("", None), (" (予定)", True), (" (予定でない)", False)])
def test_an_event_may_be_planned(written: str, planned: bool | None) -> None:
    facts = facts_of_text(f"{PLAN}### できごと\n- 2030-04{written}: 拠点の開設\n")
    assert properties(facts, "Event", "planned") == [planned]


@pytest.mark.parametrize(
    ("written", "value", "unit", "comparator"),
    [
        ("約240万トン", "240", "万トン", "approximately"),
        ("3億5,000万円", "3.5", "億円", "equal"),
        ("8割以上", "8", "割", "atLeast"),
        ("半分 {値: 50; 単位: %; 比較: 約}", "50", "%", "approximately"),
    ],
)
def test_figures_explain_themselves_or_a_mark_does(written: str, value: str, unit: str, comparator: str) -> None:
    text, _, mark = written.partition(" {")
    facts = facts_of_text(f"{PLAN}### 数値\n- {text}: 貨物{' {' + mark if mark else ''}\n  - 主題: 荷\n")
    told = properties(facts, "Fact", "value", "unit", "comparator", "valueText", "about")
    assert told == [Decimal(value), unit, Term(comparator), text, "荷"]
    assert differences(facts, again(facts).facts) == []


def test_a_roster_tells_persons_their_posts_and_where_they_come_from() -> None:
    facts = facts_of_text(
        f"{PLAN}{BODIES}## 名簿: 港湾協議会 (2020-10現在)\n"
        "| 氏名 | かな | 役割 | 所属 | 役職 |\n|---|---|---|---|---|\n"
        "| 青木 七海 | あおき ななみ | 会長 | みなと市 | 部長 / 参事 |\n| 石井 蓮 |  |  |  |  |\n"
    )
    aoki, ishii = facts.by_type["Person"]
    assert (aoki.value("kana"), ishii.value("kana")) == ("あおき ななみ", None)
    told = {
        (facts.nodes[link.source].label, facts.nodes[link.target].label): link.values("post")
        for link in facts.links_by_type["Membership"]
    }
    assert told == {
        ("青木 七海", "港湾協議会"): ("会長",), ("青木 七海", "みなと市"): ("部長", "参事"),
        ("石井 蓮", "港湾協議会"): (),
    }  # fmt: skip
    assert {link.value("asOf") for link in facts.links_by_type["Membership"]} == {Moment("2020-10")}
    assert "## 人物" not in markdown(facts)
    assert differences(facts, again(facts).facts) == []


def test_a_publisher_of_any_kind_has_a_heading_and_is_named_by_the_title() -> None:
    facts = facts_of_text("# 計画\n- 発行者: 港湾協議会\n## 組織: 港湾協議会\n- 種類: 協議会\n")
    assert only(facts, "Plan").refs("publisher") == (only(facts, "Council").id,)
    assert differences(facts, again(facts).facts) == []


def test_english_names_stand_beside_japanese_ones() -> None:
    facts = facts_of_text(
        f"{PLAN}- 英語名: Smart Port\n### 取組: 荷役\n- 英語名: Cargo\n- 自動化\n  - 英語別名: Automation\n"
    )
    project, measure = only(facts, "Project"), only(facts, "Measure")
    assert project.values("label") == (Text("スマート港湾"), Text("Smart Port", "en"))
    assert measure.values("altLabel") == (Text("Automation", "en"),)
    assert differences(facts, again(facts).facts) == []


@pytest.mark.parametrize(
    ("reference", "type_"),
    [
        ("計画: みなと市産業計画", "Plan"), ("港湾物流", "GrowthField"), ("スマート港湾 > 荷役", "Component"),
        ("取組: 荷役", "Component"), ("施策: 荷役", "Measure"), ("荷役 > 工程: 設計", "ScheduledActivity"),
        ("指標: 時間", "Indicator"), ("供給", "ProjectPart"), ("人物: 荷役", "Person"), ("荷役組", "Council"),
    ],
)  # fmt: skip
def test_a_thing_of_any_class_is_named_by_its_name_its_class_or_what_it_stands_in(reference: str, type_: str) -> None:
    text = (
        f"{PLAN}### 現状\n- 貨物は増えている\n  - 関係: {reference}\n### 取組: 荷役\n- 荷役\n#### 工程\n- 2022: 設計\n"
        "### 指標\n| 指標 | 目標 |\n|---|---|\n| 時間 | 5分 |\n### 部分: 供給\n"
        "## 人物: 荷役\n## 組織: 荷役協議会\n- 種類: 協議会\n- 別名: 荷役組\n"
    )
    facts = loaded(text).facts
    assert {facts.nodes[id_].type for id_ in only(facts, "Finding").refs("concerns")} == {"Project", type_}
    assert differences(facts, again(facts).facts) == []


def test_marks_of_identifiers_say_how_sure_they_are() -> None:
    facts = loaded(
        f"{PLAN}{BODIES}- 識別子: 法人番号 1234567890123 {{推定: published-rule}}\n  - 確かさ: 算出\n  - 出典: 例規集\n"
        "  - 確認: 2026-11\n"
    ).facts
    number = only(facts, "Identifier")
    assert [number.value(name) for name in ("register", "notation", "certainty", "seenIn", "seen")] == [
        Term("corporateNumber"), "1234567890123", Term("computed"), "例規集", Moment("2026-11"),
    ]  # fmt: skip
    assert only(facts, "Council").refs("identifiedBy") == (number.id,)
    assert number.status is Status.INFERRED
    assert differences(facts, again(facts).facts) == []
