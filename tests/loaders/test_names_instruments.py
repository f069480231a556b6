"""Schemes, laws, plans, programmes, agreements and products by name, with their ends; what short nouns stand for."""

from __future__ import annotations

import pytest

from tests.loaders.small_plan import read

KINDS = {
    "地域未来投資促進法に基づく承認が進む": ("地域未来投資促進法", "law"),
    "青海県海藻産業振興条例を制定した": ("青海県海藻産業振興条例", "law"),
    "「海藻産業振興計画」の改定が進む": ("海藻産業振興計画", "plan"),
    "青海県海藻産業振興計画の改定が進む": ("青海県海藻産業振興計画", "plan"),
    "「海洋産業ビジョン」の改定が進む": ("海洋産業ビジョン", "plan"),
    "「あおうみ創業補助金」の利用が増えた": ("あおうみ創業補助金", "scheme"),
    "青海県企業立地促進補助金の利用が増えた": ("青海県企業立地促進補助金", "scheme"),
    "「若手船員奨学金返還支援制度」の利用が増えた": ("若手船員奨学金返還支援制度", "scheme"),
    "「海藻学びプログラム」の修了者が増えた": ("海藻学びプログラム", "programme"),
    "GMPカレッジの修了者が増えた": ("GMPカレッジ", "programme"),
    "「海藻包括連携協定」が実を結んだ": ("海藻包括連携協定", "agreement"),
    "６者合意が実を結んだ": ("6者合意", "agreement"),
    "海藻の測定装置「モバミル」が売れた": ("モバミル", "product"),
    "海藻データ連携システム「もばねっと」が使われた": ("もばねっと", "product"),
}


@pytest.mark.parametrize(("sentence", "expected"), KINDS.items())
def test_an_instrument_is_recognised_with_its_kind(sentence: str, expected: tuple[str, str]) -> None:
    told = read(sentence)
    assert list(told.instruments.values()) == [expected[1]]
    (label,) = told.instruments
    assert label.replace("６", "6") == expected[0]
    assert {name for _, name in told.mentions} == {label}


@pytest.mark.parametrize(
    "sentence",
    [
        "支援制度を設ける", "次の計画を定める", "事業計画を作る企業が増えた", "補助制度の活用を促す",
        "国の基本方針が示された", "製造の方法を改めた", "新たな手法を試す", "「水素先進県」を目指す",
        "栽培技法を伝える", "成長戦略を描く企業が増えた", "「試作の輪プロジェクト」の会員が集う",
        "「青海県地域計画」の改定が進む",
    ],
)  # fmt: skip
def test_a_general_noun_and_the_plans_own_names_are_no_instruments(sentence: str) -> None:
    assert read(sentence).instruments == {}


@pytest.mark.parametrize(
    ("sentence", "label", "year"),
    [
        ("「海洋産業ビジョン（～令和５年度）」を改める", "海洋産業ビジョン", "2023"),
        ("「海藻利用実証事業」（～R7）を進める", "海藻利用実証事業", "2025"),
        ("「海藻利用実証事業（〜R7年度）」を進める", "海藻利用実証事業", "2025"),
        ("海藻産業振興計画の計画期間が令和７年度末で終了する", "海藻産業振興計画", "2025"),
    ],
)
def test_the_end_of_an_instrument_is_read_and_is_no_part_of_its_name(sentence: str, label: str, year: str) -> None:
    told = read(sentence)
    assert list(told.instruments) == [label]
    assert told.said_of(label, "endFiscalYear") == year


def test_where_no_end_is_told_none_is_stated() -> None:
    told = read("「海藻利用実証事業」は令和５年度に始まった")
    assert told.said_of("海藻利用実証事業", "endFiscalYear") == ""


def test_a_plan_with_what_it_is_of_before_it_is_the_same_plan() -> None:
    told = read("「海藻産業振興計画」の改定が進む", "県海藻産業振興計画の改定が進む", "海藻産業振興計画の改定が進む")
    assert list(told.instruments) == ["海藻産業振興計画"]


def test_an_instrument_that_stands_in_a_measure_or_an_activity_is_mentioned_there() -> None:
    told = read(measures=["「海藻学びプログラム」の周知"], activities=["「あおうみ創業補助金」の要綱の制定"])
    assert told.mentions == {
        ("「海藻学びプログラム」の周知", "海藻学びプログラム"),
        ("窓口の一本化", "あおうみ創業補助金"),
    }


# Short nouns --------------------------------------------------------------------------------------------------------

SHORT = {
    "同協議会": ("波島海藻協議会が集う", "同協議会は藻場の調査を担っている", "波島海藻協議会"),
    "同センター": ("波島海藻研究センターが開所した", "同センターは種苗の研究を進めている", "波島海藻研究センター"),
    "a general noun alone": (
        "波島起業支援センターが開所した",
        "支援センターによる相談が増えた",
        "波島起業支援センター",
    ),
    "実証事業": ("「海藻利用実証事業」を始めた", "実証事業終了後も調査を続ける", "海藻利用実証事業"),
    "構想": ("「海洋産業振興構想」の改定が進む", "構想に基づく整備が進む", "海洋産業振興構想"),
    "協定": ("「海藻包括連携協定」が実を結んだ", "協定の締結から３年が経つ", "海藻包括連携協定"),
    "同協定": ("「海藻包括連携協定」が実を結んだ", "同協定に基づき調査を行う", "海藻包括連携協定"),
    "合意書": ("6者合意が実を結んだ", "合意書に基づく調査を行う", "6者合意"),
}


@pytest.mark.parametrize(("first", "later", "thing"), SHORT.values(), ids=SHORT)
def test_a_short_noun_stands_for_the_one_thing_of_its_sort_named_before(first: str, later: str, thing: str) -> None:
    assert (later, thing) in read(first, later).mentions


@pytest.mark.parametrize("later", [later for _, later, _ in SHORT.values()], ids=SHORT)
def test_a_short_noun_alone_stands_for_nothing(later: str) -> None:
    assert read(later).mentions == set()


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("「海藻利用実証事業」を始めた", "「港湾電化実証事業」を始めた", "実証事業終了後も調査を続ける"),
        ("波島起業支援センターが開所した", "波島漁業支援センターが開所した", "支援センターによる相談が増えた"),
        ("「海洋産業振興構想」の改定が進む", "「港湾産業振興構想」の改定が進む", "構想に基づく整備が進む"),
    ],
)
def test_a_short_noun_that_may_be_two_things_stands_for_neither(one: str, other: str, later: str) -> None:
    assert [name for text, name in read(one, other, later).mentions if text == later] == []


def test_a_noun_with_dou_stands_for_the_last_body_of_its_sort() -> None:
    told = read("波島海藻協議会が集う", "潮見港湾協議会が集う", "同協議会は藻場の調査を担っている")
    assert [name for text, name in told.mentions if text.startswith("同")] == ["潮見港湾協議会"]


def test_a_noun_that_means_the_thing_as_often_as_the_body_stands_for_nothing() -> None:
    told = read("波島海藻ネットワークが集う", "ネットワークの運営に手間がかかる")
    assert {text for text, _ in told.mentions} == {"波島海藻ネットワークが集う"}
