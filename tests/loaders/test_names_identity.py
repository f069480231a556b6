"""One identity for each body whatever form of its name is printed, and doubts listed rather than merged."""

from __future__ import annotations

import pytest

from loaders.text.lines import folded
from tests.loaders.small_plan import read

ONE_BODY = {
    "legal form before, behind, in brackets": (
        "株式会社波島鉄工は溶接を担う", "（株）波島鉄工の炉が新しくなった", "波島鉄工株式会社の炉が新しくなった",
    ),
    "legal form in one sign": ("㈱波島鉄工の炉が新しくなった", "株式会社波島鉄工は溶接を担う"),
    "without its legal form": ("波島水産（株）の売上が伸びた", "波島水産の商品が売れた"),
    "legal form of a university": ("国立大学法人波島大学の研究が進む", "波島大学の学生が集う"),
    "legal form of a foundation": (
        "公益財団法人波島産業振興財団による助成", "（公財）波島産業振興財団の職員が集う", "波島産業振興財団による助成",
    ),
    "long vowel at the end of a word": ("波島コーディネーター協議会が集う", "波島コーディネータ協議会が集う"),
    "slip of one kana": ("波島エレクトロニクス研究会が集う", "波島エレクトロニックス研究会が集う"),
    "slip of one kana, another one": ("波島マリンバイオラボが集う", "波島マリンパイオラボが集う"),
    "width of the letters": ("波島Ｒ＆Ｄラボの機器が増えた", "波島R&Dラボの機器が増えた"),
    "spaces inside": ("波島　海藻　協議会が集う", "波島海藻協議会が集う"),
    "漁協": ("波島漁協の直売所が賑わう", "波島漁業協同組合の直売所が賑わう"),
    "人財": ("人材バンク「波島匠人材バンク」が開いた", "波島匠人財バンクの登録者が増えた"),
    "高専": ("波島工業高等専門学校の学生が集う", "波島高専の学生が集う"),
    "publisher's level before it": ("青海県海藻技術センターの炉が新しくなった", "県海藻技術センターの炉が新しくなった"),
    "publisher's name left out": ("青海県海藻技術センターの炉が新しくなった", "海藻技術センターの炉が新しくなった"),
    "publisher in hiragana": ("「あおうみ海藻産業協議会」が集う", "海藻産業協議会が集う"),
    "short tail that one name has": ("波島先端海藻研究会が集う", "先端海藻研究会が集う"),
    "abbreviation in brackets": ("日本貿易振興機構（ジェトロ）の職員が集う", "ジェトロの職員が集う"),
    "abbreviation that is explained": ("波島先端素材研究会（以下「先端研」という。）が集う", "先端研の会員が集う"),
    "quoted and not": ("「波島海藻協議会」が集う", "波島海藻協議会が集う", "『波島海藻協議会』が集う"),
    "body abroad with and without its country": ("ベトナム国キエンザン省への訪問を重ねた", "キエンザン省の職員が集う"),
    "body abroad and its government": ("ドイツのハイダ州との交流を進める", "ハイダ州政府との交流を進める"),
}  # fmt: skip


@pytest.mark.parametrize("findings", ONE_BODY.values(), ids=ONE_BODY)
def test_forms_of_one_name_are_one_body(findings: tuple[str, ...]) -> None:
    told = read(*findings)
    assert len(told.bodies) == 1
    assert {text for text, _ in told.mentions} == {node.label for node in told.facts.by_type["Finding"]} - {
        "納期の短さが求められている"
    }
    assert told.doubts() == []


DOUBTS = {
    "a kanji differs": ("海洋精密加工協議会", "海洋精蜜加工協議会"),
    "a number differs": ("第１波島港湾協議会", "第２波島港湾協議会"),
    "a kanji is left out": ("波島海藻養殖協議会", "波島海養殖協議会"),
}


@pytest.mark.parametrize(("one", "other"), DOUBTS.values(), ids=DOUBTS)
def test_names_that_differ_by_a_kanji_or_a_number_stay_two_and_are_listed_with_both_places(
    one: str, other: str
) -> None:
    told = read(f"{one}が集う", f"{other}が集う")
    assert len(told.bodies) == 2
    (problem,) = (each for each in told.problems if each.rule == "doubtful-identity")
    assert len(problem.lines) == 2
    assert all(folded(name) in problem.message for name in told.bodies)


def test_a_short_form_that_two_names_end_in_is_nobody_of_them_and_is_listed() -> None:
    told = read("波島海藻養殖研究会が集う", "潮見海藻養殖研究会が集う", "海藻養殖研究会が集う")
    assert set(told.bodies) == {"波島海藻養殖研究会", "潮見海藻養殖研究会", "海藻養殖研究会"}
    (doubt,) = told.doubts()
    assert all(name in doubt for name in told.bodies)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("波島海藻協議会", "潮見海藻協議会"), ("波島海藻協議会", "波島海藻研究会"), ("波島大学", "潮見大学"),
        ("波島銀行", "北波島銀行"), ("株式会社波島鉄工", "株式会社潮見鉄工"), ("波島市", "波島町"),
        ("波島大学", "波島大学工学部"), ("波島短期大学", "波島大学"),
    ],
)  # fmt: skip
def test_other_names_are_other_bodies(one: str, other: str) -> None:
    assert {one, other} <= set(read(f"{one}の職員が集う", f"{other}の職員が集う").bodies)


# Labels -------------------------------------------------------------------------------------------------------------


def test_the_label_is_the_form_printed_most_often_and_the_others_are_other_names() -> None:
    told = read("波島漁協の直売所が賑わう", "波島漁協の商品が売れた", "波島漁業協同組合の会員が増えた")
    assert set(told.bodies) == {"波島漁協"}
    assert told.other_names("波島漁協") == {"波島漁業協同組合"}


def test_of_forms_printed_equally_often_the_fuller_one_is_the_label() -> None:
    told = read("波島漁協の直売所が賑わう", "波島漁業協同組合の会員が増えた")
    assert set(told.bodies) == {"波島漁業協同組合"}


def test_a_legal_form_in_brackets_is_written_out_in_the_label() -> None:
    assert set(read("（株）波島鉄工の炉が新しくなった").bodies) == {"株式会社波島鉄工"}


def test_a_label_has_no_quotation_marks_no_spaces_and_no_final_nado() -> None:
    told = read("「波島 海藻協議会」等の会員が集う")
    assert set(told.bodies) == {"波島海藻協議会"}


def test_ken_and_honken_are_the_publisher_and_not_its_label() -> None:
    told = read("県は、波島大学と連携し、試作を始めた", "本県は、波島銀行と連携し、融資を始めた")
    assert told.publisher == "青海県"
    assert told.relations == {("青海県", "collaboratesWith", "波島大学"), ("青海県", "collaboratesWith", "波島銀行")}


# Provisional names, bodies abroad -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed",
    ["「潮見共創ラボ（仮称）」", "「潮見共創ラボ」（仮称）", "潮見共創ラボ（仮称）"],
    ids=["inside", "outside", "unquoted"],
)
def test_a_provisional_name_is_marked_and_its_label_does_not_say_so(printed: str) -> None:
    told = read(f"海岸に{printed}を設ける", "潮見共創ラボの設計が進む")
    assert set(told.bodies) == {"潮見共創ラボ"}
    assert told.said_of("潮見共創ラボ", "provisionalName") == "True"


def test_a_name_that_is_not_provisional_is_not_marked() -> None:
    told = read("海岸に潮見共創ラボを設ける", "「波島技術ラボ（仮称）」を設ける")
    assert told.said_of("潮見共創ラボ", "provisionalName") == ""


@pytest.mark.parametrize(
    ("sentence", "label", "country"),
    [
        ("ベトナム国キエンザン省への訪問を重ねた", "キエンザン省", "VN"),
        ("オーストラリア国タスマニア州との交流を進める", "タスマニア州", "AU"),
        ("ドイツ政府の支援を得る", "ドイツ政府", "DE"),
        ("シンガポール企業庁との連携を進める", "シンガポール企業庁", "SG"),
    ],
)  # fmt: skip
def test_a_body_abroad_has_its_country(sentence: str, label: str, country: str) -> None:
    told = read(sentence)
    assert told.said_of(next(iter(told.bodies)), "country") == country
    assert label in {*told.bodies, *told.other_names(next(iter(told.bodies)))}


def test_a_country_that_is_not_said_is_not_stated() -> None:
    assert read("ハイダ州政府との交流を進める").said_of("ハイダ州政府", "country") == ""


def test_a_state_and_a_province_of_it_are_two_bodies() -> None:
    told = read("ベトナム政府の支援を得る", "ベトナム国キエンザン省との交流を進める")
    assert len(told.bodies) == 2


# Units and sites ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("findings", "part", "whole", "kind"),
    [
        (["波島化学株式会社潮見工場が増設された"], "波島化学株式会社潮見工場", "波島化学株式会社", "Site"),
        (
            ["波島化学株式会社の売上が伸びた", "波島化学潮見工場が増設された"],
            "波島化学潮見工場", "波島化学株式会社", "Site",
        ),
        (["波島大学工学部の学生が集う"], "波島大学工学部", "波島大学", "UniversityUnit"),
        (["波島大学に「海藻未来研究センター」を設置した"], "海藻未来研究センター", "波島大学", "ResearchCenter"),
        (
            ["波島大学医学部「海藻機能学講座」の講義が人を集める"],
            "波島大学医学部海藻機能学講座", "波島大学医学部", "UniversityUnit",
        ),
        (
            ["波島海藻ネットワークでは、藻場部会が調査を受け持つ"],
            "藻場部会", "波島海藻ネットワーク", "NetworkDivision",
        ),
    ],
    ids=["plant", "plant without legal form", "faculty", "unit set up in it", "chair", "division"],
)  # fmt: skip
def test_a_unit_is_part_of_the_body_that_its_name_or_sentence_tells(
    findings: list[str], part: str, whole: str, kind: str
) -> None:
    told = read(*findings)
    assert told.bodies[part] == kind
    assert (part, "partOf", whole) in told.relations


def test_the_university_inside_the_name_of_its_unit_is_not_mentioned_for_it() -> None:
    told = read("波島大学工学部の学生が集う")
    assert {name for _, name in told.mentions} == {"波島大学工学部"}
    assert ("波島大学", "mentioned") not in told.roles
