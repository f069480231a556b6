"""Figures of running text are found with value, unit, comparator and words; what only looks like one is none."""

from __future__ import annotations

import pytest

from loaders.text.figures import figures_in
from loaders.text.japanese import quantity_in
from loaders.text.lines import normal

FIGURES = {
    "工場の出荷額は7兆3千億円となった": ["7.3 兆円 equal 7兆3千億円"],
    "出荷額は13兆2,500億円で1.6倍になる見込み": ["13.25 兆円 equal 13兆2,500億円", "1.6 倍 equal 1.6倍"],
    "年間約2万5千人が訪れる": ["2.5 万人 approximately 約2万5千人"],
    "付加価値額の約８割を占める": ["8 割 approximately 約８割"],
    "分譲率が90%を超える中": ["90 % atLeast 90%"],
    "空室の割合は5％を下回る": ["5 % atMost 5％"],
    "目標（20件）を上回る30件を達成": ["20 件 equal 20件", "30 件 equal 30件"],
    "全国3位の34.3%": ["3 位 equal 3位", "34.3 % equal 34.3%"],
    "300人以上が参加し、5社未満が欠席": ["300 人 atLeast 300人以上", "5 社 atMost 5社未満"],
    "40名程度の受講者": ["40 名 approximately 40名程度"],
    "造船所が十二社並び、溶接工の三割が去った": ["12 社 equal 十二社", "3 割 equal 三割"],
    "百社余りの工場と約九千人の学生": ["100 社 approximately 百社余り", "9000 人 approximately 約九千人"],
    "10～20人の講座": ["10 人 atLeast 10～20人", "20 人 atMost 10～20人"],
    "平均寿命は84.2歳": ["84.2 歳 equal 84.2歳"],
    "待ち時間を平均30分短縮": ["30 分 equal 30分"],
    "前年比△3.2％": ["-3.2 % equal △3.2％"],
    "1人当たり450万円": ["450 万円 equal 450万円"],
    "海藻を年間1,200トン出荷": ["1200 トン equal 1,200トン"],
}

NO_FIGURES = [
    "100年に一度の変革期",
    "3分野の連携と3Rの推進、5Gの整備",
    "A社、B大学、C市の3者による6者合意の実施",
    "D製作所、E化学及びF大学の3社の連携",
    "「施設整備10か年計画」と「100社応援事業」の推進",
    "過去3年間で増加し、令和2年度（2020年度）に減少",
    "第2回の会議と3年目の見直し、2次募集",
    "65歳以上の人口、従業員300人以下の企業、40代",
    "24時間の受付、365日の運用",
    "一部の企業、一人ひとり、九州、四国、二つの大学、三人に一人",
    "人口10万人当たりの医師",
    "2050年の脱炭素、平成30年4月1日の施行",
]


@pytest.mark.parametrize("text", FIGURES)
def test_each_figure_is_told_as_printed(text: str) -> None:
    found = figures_in(text)
    assert [f"{each.value:f} {each.unit} {each.comparator} {each.text}" for each in found] == FIGURES[text]
    assert [each.value for each in figures_in(normal(text))] == [each.value for each in found]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_states_no_quantity_is_no_figure(text: str) -> None:
    assert figures_in(text) == ()


def test_a_figure_stands_where_it_says() -> None:
    text = "会員は 約120社、うち３割が製造業"
    assert [text[each.start : each.end].strip() for each in figures_in(text)] == ["約120社", "３割"]


def test_two_numbers_beside_each_other_are_never_added_up() -> None:
    assert quantity_in("12 34件") is None
    assert [each.text for each in figures_in("12 34件")] == ["34件"]
