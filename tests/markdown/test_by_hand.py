"""A person writes a plan without ids, in few lines, in Japanese or English words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.checks.consistency import inconsistencies
from graph.checks.shapes import broken_shapes
from graph.exports.markdown.language import references, terms, words
from graph.facts import Fact, Facts, Status, Term
from graph.rdf import quads
from loaders.report import document_report
from tests.conftest import ROOT
from tests.markdown.plans import BASE, again, differences, loaded

SHORT = """\
# みなと市産業計画
- 発行者: みなと市
- 期間: 2024-2028
## 分野: 港湾物流
## プロジェクト: スマート港湾
- 対応: 港湾物流
### 取組: 荷役のデジタル化
- データ連携システムの導入
- 自動化設備の導入への助成
### 指標
| 指標 | 現状 | 目標 |
|---|---|---|
| 荷役の所要時間 | 42分 (2022年度) | 30分以下 (2028年度) |
"""
ENGLISH = """\
# みなと市産業計画
- Publisher: みなと市
- Years: 2024-2028
## Field: 港湾物流
## Project: スマート港湾
- Primary: 港湾物流
### Component: 荷役のデジタル化
- データ連携システムの導入
- 自動化設備の導入への助成
### Indicators
| Indicator | Baseline | Target |
|---|---|---|
| 荷役の所要時間 | 42分 (2022年度) | 30分以下 (2028年度) |
"""


def facts_of_text(text: str) -> Facts:
    """The facts of a plan, after the shapes and the consistency check were held against them."""
    found = loaded(text)
    statements = list(quads(found.facts, BASE, found.id))
    assert broken_shapes(statements) == ()
    assert inconsistencies(statements) == ()
    return found.facts


def only(facts: Facts, type_: str) -> Fact:
    """The one node or link of a class."""
    (found,) = (*facts.by_type.get(type_, ()), *facts.links_by_type.get(type_, ()))
    return found


def test_a_project_with_two_measures_and_an_indicator_takes_at_most_15_lines() -> None:
    assert SHORT.count("\n") <= 15
    assert "id" not in SHORT
    facts = facts_of_text(SHORT)
    counts = {name: len(nodes) for name, nodes in (facts.by_type | facts.links_by_type).items()}
    assert {name: counts[name] for name in ("Project", "Measure", "Indicator", "IndicatorValue", "GrowthField")} == {
        "Project": 1, "Measure": 2, "Indicator": 1, "IndicatorValue": 2, "GrowthField": 1,
    }  # fmt: skip
    assert {name: counts[name] for name in ("Contribution", "Listing", "Measurement")} == {
        "Contribution": 1, "Listing": 2, "Measurement": 1,
    }  # fmt: skip
    target = next(node for node in facts.by_type["IndicatorValue"] if node.value("phase") == Term("target"))
    assert [target.value(name) for name in ("value", "valueText", "comparator", "year", "yearKind")] == [
        Decimal(30), "30分以下", Term("atMost"), 2028, Term("fiscalYearKind"),
    ]  # fmt: skip
    assert only(facts, "Indicator").value("unit") == "分"
    assert only(facts, "Contribution").value("role") == Term("primary")


def test_english_words_say_the_same() -> None:
    assert {fact.id for fact in facts_of_text(ENGLISH).nodes.values()} == {
        fact.id for fact in facts_of_text(SHORT).nodes.values()
    }


def test_the_example_of_the_documentation_loads_and_comes_back_the_same() -> None:
    text = (ROOT / "docs" / "plan-format.md").read_text(encoding="utf-8")
    examples = [part.split("```", 1)[0] for part in text.split("```markdown\n")[1:]]
    assert len(examples) >= 2
    for example in examples:
        facts = facts_of_text(example)
        assert facts.by_type["Project"]
        assert differences(facts, again(facts).facts) == []


def test_every_word_of_the_format_is_documented() -> None:
    text = (ROOT / "docs" / "plan-format.md").read_text(encoding="utf-8").casefold()
    modules = (references, terms, words)
    tables = [each for module in modules for each in vars(module).values() if isinstance(each, words.Words)]
    assert len(tables) >= 16
    assert [
        word for table in tables for row in table.table.values() for word in row[:2] if word.casefold() not in text
    ] == []


def test_lines_of_a_plan_add_up_and_none_is_lost() -> None:
    report = document_report(loaded(f"{SHORT}\n> 覚え書き\n<!-- 一\n二 -->\n---\n").account)
    counts = report.lines
    assert (counts.total, counts.blank, counts.leftover, counts.unread) == (18, 1, 3, 0)
    assert counts.facts == 8  # publisher, field, project, link, component, two measures, indicator
    assert counts.structure == 6  # title, years, heading of indicators, two lines of table head, rule
    assert counts.total == counts.blank + counts.facts + counts.structure + counts.leftover + counts.unread


PROJECT = "# 計画\n- 発行者: 県\n## プロジェクト: 川\n"
COMPONENT = f"{PROJECT}### 取組: 岸\n- 守る\n"


@pytest.mark.parametrize(
    ("years", "fiscal", "stated"),
    [
        ("2022", [2022], [2022]),
        ("2022-2024", [2022, 2023, 2024], [2022, 2023, 2024]),
        ("2022→2024", [2022, 2023, 2024], [2022]),
        ("2022->2023, 2024→2025", [2022, 2023, 2024, 2025], [2022, 2024]),
        ("令和4年度～令和6年度", [2022, 2023, 2024], [2022, 2023, 2024]),
        ("R4年度、2026", [2022, 2026], [2022, 2026]),
    ],
)
def test_years_of_an_activity_and_those_that_have_words(years: str, fiscal: list[int], stated: list[int]) -> None:
    facts = facts_of_text(f"{COMPONENT}#### 工程\n- {years}: 石を積む\n")
    activity = only(facts, "ScheduledActivity")
    assert [list(activity.values(name)) for name in ("fiscalYear", "statedYear")] == [fiscal, stated]
    assert activity.status is Status.STATED


def test_an_activity_has_details_addressees_and_one_before_it() -> None:
    facts = facts_of_text(
        f"{COMPONENT}#### 工程\n- 2022: 設計\n  - 対象: 企業\n  - 調査\n  - 図面\n- 2023→2024: 工事\n"
        "  - 前段: 2022 設計 {対象: 企業}\n"
    )
    first, second = facts.by_type["ScheduledActivity"]
    assert (first.value("targetGroup"), first.values("detail")) == ("企業", ("調査", "図面"))
    assert second.refs("follows") == (first.id,)
    assert [source.last_line - source.first_line for source in (*first.sources, *second.sources)] == [3, 1]


def test_a_relisted_measure_is_the_one_of_the_same_text_wherever_it_stands() -> None:
    facts = facts_of_text(
        "# 計画\n- 発行者: 県\n## 分野: 水\n### 施策群: 甲\n- 川 を守る［再掲］\n### 施策群: 乙\n- 川を守る\n"
    )
    measure = only(facts, "Measure")
    assert {facts.nodes[link.target].label: link.value("reposted") for link in facts.outgoing[measure.id]} == {
        "甲": True, "乙": False,
    }  # fmt: skip
    assert [source.first_line for source in measure.sources] == [5, 7]


def test_what_is_relisted_without_a_first_listing_is_kept_and_reported() -> None:
    found = loaded(f"{PROJECT}### 取組: 岸\n- 守る〔再掲〕\n")
    assert [node.label for node in found.facts.by_type["Measure"]] == ["守る"]
    assert [(problem.lines, problem.rule) for problem in document_report(found.account).problems] == [
        ((5,), "reposted-measure")
    ]


def test_measures_below_measures_are_parts_of_them_to_any_depth() -> None:
    facts = facts_of_text(f"{PROJECT}### 取組: 岸\n- 甲\n  - 乙\n    - 丙\n  - 丁\n- 戊\n")
    parents = {
        node.label: [facts.nodes[id_].label for id_ in node.refs("isPartOf")] for node in facts.by_type["Measure"]
    }
    assert parents == {"甲": [], "乙": ["甲"], "丙": ["乙"], "丁": ["甲"], "戊": []}


def test_the_publisher_may_come_from_the_call_and_the_plan_has_the_last_word() -> None:
    silent = loaded("# 計画\n## 分野: 水\n", publisher="県")
    (body,) = silent.facts.by_type["GovernmentBody"]
    assert (body.label, body.status) == ("県", Status.CURATED)
    spoken = loaded("# 計画\n- 発行者: 市\n", publisher="県")
    assert [body.label for body in spoken.facts.by_type["GovernmentBody"]] == ["市"]
    assert [problem.rule for problem in document_report(spoken.account).problems] == ["publisher-by-call"]
    unnamed = loaded("# 計画\n")
    assert [problem.rule for problem in document_report(unnamed.account).problems] == ["publisher-unnamed"]


def test_marks_say_lines_status_and_rules() -> None:
    facts = facts_of_text(
        "# 計画 {推定: title-from-headings}\n- 発行者: 県\n- 原文書: 計画.txt\n## 分野: 水 {9}\n"
        "## プロジェクト: 川 {3, 12-14行}\n"
        "- 関連: 水 {20行; 修復: label-position, 二つ目}\n"
    )
    assert only(facts, "Plan").rules == ("title-from-headings",)
    link = only(facts, "Contribution")
    assert (link.status, link.rules) == (Status.REPAIRED, ("label-position", "二つ目"))
    assert [(source.first_line, source.last_line) for source in only(facts, "Project").sources] == [(3, 3), (12, 14)]


TABLE = f"{PROJECT}### 指標\n"


@pytest.mark.parametrize(
    ("cell", "value", "comparator", "year", "kind"),
    [
        ("1,240億円 (2021年)", "1240", "equal", 2021, "calendarYearKind"),
        ("約１５億円（令和３年度）", "15", "approximately", 2021, "fiscalYearKind"),
        ("12億5,000万円 (2021年度・年)", "12.5", "equal", 2021, None),
        ("△3.50億円", "-3.5", "equal", None, None),
        ("0億円", "0", "equal", None, None),
        ("300億円以上", "300", "atLeast", None, None),
        ("多数 {値: 7; 比較: 約}", "7", "approximately", None, None),
    ],
)
def test_figures_are_read_as_a_person_writes_them(
    cell: str, value: str, comparator: str, year: int | None, kind: str | None
) -> None:
    facts = facts_of_text(f"{TABLE}| 指標 | 単位 | 目標 |\n|---|---|---|\n| 出荷額 | 億円 | {cell} |\n")
    found = only(facts, "IndicatorValue")
    assert found.value("value") == Decimal(value)
    assert [found.value(name) for name in ("comparator", "year", "yearKind")] == [
        Term(comparator), year, Term(kind) if kind else None,
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["", "－", "-", "― 件"])
def test_a_dash_and_an_empty_cell_are_no_value(cell: str) -> None:
    facts = facts_of_text(f"{TABLE}| 指標 | 単位 | 目標 |\n|---|---|---|\n| 件数 | 件 | {cell} |\n")
    assert "IndicatorValue" not in facts.by_type


def test_a_year_in_the_head_of_a_column_holds_for_its_cells() -> None:
    facts = facts_of_text(f"{TABLE}| 指標 | 目標 (2026年度) |\n|---|---|\n| 甲 | 5件 |\n| 乙 | 6件 (2030年) |\n")
    assert [node.value("year") for node in facts.by_type["IndicatorValue"]] == [2026, 2030]


@pytest.mark.parametrize(
    ("cell", "basis", "years"),
    [
        ("累計", "cumulative", None),
        ("4年計", "periodTotal", 4),
        ("単年", "singleYear", None),
        ("", "basisNotStated", None),
    ],
)
def test_how_an_indicator_counts(cell: str, basis: str, years: int | None) -> None:
    facts = facts_of_text(f"{TABLE}| 指標 | 集計 | 目標 |\n|---|---|---|\n| 甲 | {cell} | 5件 |\n")
    indicator = only(facts, "Indicator")
    assert (indicator.value("basis"), indicator.value("periodYears")) == (Term(basis), years)


def test_places_that_disagree_are_two_values_of_one_indicator() -> None:
    facts = facts_of_text(f"{TABLE}| 指標 | 目標 |\n|---|---|\n| 甲 | 5件 (2026年度) |\n|  | 6件 (2026年度) |\n")
    assert {node.value("value") for node in facts.by_type["IndicatorValue"]} == {Decimal(5), Decimal(6)}
    assert len({node.refs("observationOf") for node in facts.by_type["IndicatorValue"]}) == 1
