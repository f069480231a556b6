"""What is a body, and of which kind: by the kind word before a name, else by its end; general nouns are none."""

from __future__ import annotations

import pytest

from loaders.names.kinds import kind_of_name
from ontology.vocabulary import vocabulary
from tests.comparison_ties import is_body
from tests.loaders.small_plan import read

BY_WORD = {
    "技術交流プラットフォーム": "Platform", "人材バンク": "TalentBank", "異業種ネットワーク": "Network",
    "研究コンソーシアム": "Network", "産業クラスター": "Cluster", "研究会": "StudyGroup", "支援チーム": "Team",
    "研究センター": "ResearchCenter", "支援機関": "SupportOrganization", "推進会議": "Council", "実証ラボ": "Lab",
    "寄附講座": "UniversityUnit", "交流拠点": "Site",
}  # fmt: skip
BY_END = {
    "潮見協議会": "Council", "潮見推進会議": "Council", "潮見戦略本部": "Council", "金型研究会": "StudyGroup",
    "伴走支援チーム": "Team", "波島大学海洋センター": "UniversityUnit", "波島大学水産学部": "UniversityUnit",
    "溶接部会": "NetworkDivision", "潮見精密加工研究センター": "ResearchCenter", "潮見開発ラボ": "Lab",
    "潮見産業振興財団": "SupportOrganization", "波島起業推進機構": "SupportOrganization",
    "波島創業支援センター": "SupportOrganization", "波島銀行": "FinancialInstitution",
    "波島信用金庫": "FinancialInstitution", "潮見農業試験場": "ResearchCenter", "潮見水産研究所": "ResearchCenter",
    "波島発電所": "Site", "波島工業高等専門学校": "School", "波島農業大学校": "School",
    "波島高等技術専門校": "School", "波島漁業協同組合": "Association", "波島金属連合会": "Association",
    "潮見観光協会": "Association", "波島商工会議所": "Association", "潮見人材バンク": "TalentBank",
    "潮見金属クラスター": "Cluster", "波島ロボットネットワーク": "Network", "潮見試作プラットフォーム": "Platform",
    "経済産業省": "GovernmentBody", "水産庁": "GovernmentBody", "九州経済産業局": "GovernmentBody",
    "JICA": "GovernmentBody", "波島市": "GovernmentBody", "波島大学": "University", "株式会社波島鉄工": "Company",
    "藻場製薬": "Company",
}  # fmt: skip


@pytest.mark.parametrize(("word", "kind"), BY_WORD.items())
def test_the_kind_word_before_a_quoted_name_decides_its_kind(word: str, kind: str) -> None:
    told = read(f"{word}「潮の結び」は3年目を迎えた")
    assert told.bodies == {"潮の結び": kind}


@pytest.mark.parametrize(("name", "kind"), BY_END.items())
def test_the_end_of_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert read(measures=[f"{name}による講習の開催"]).bodies[name] == kind


def test_every_kind_of_body_is_recognised_by_one_or_the_other() -> None:
    bodies = {name for name, type_ in vocabulary().node_types.items() if _is_kind(type_.ancestors)}
    assert bodies - {"OrganizationGroup"} <= {*BY_WORD.values(), *BY_END.values()}


def _is_kind(ancestors: tuple[str, ...]) -> bool:
    return any(each.endswith("org#Organization") for each in ancestors)


def test_the_kind_word_wins_over_the_end_of_the_name_wherever_it_stands() -> None:
    told = read("波島データセンターの会員が集う", "技術交流プラットフォーム「波島データセンター」は3年目を迎えた")
    assert told.bodies == {"波島データセンター": "Platform"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("波島化学株式会社潮見工場", "Site"), ("株式会社波島銀行", "FinancialInstitution"),
        ("公益財団法人潮の結び", "SupportOrganization"), ("波島大学海洋研究所", "UniversityUnit"),
        ("波島農業大学校", "School"), ("波島大学校", "School"), ("波島起業支援機構", "SupportOrganization"),
        ("波島（潮見）協議会", "Council"), ("波島の輪", None),
    ],
)  # fmt: skip
def test_of_several_endings_the_narrower_one_decides(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "データセンターの立地が進む", "物流センターの不足が目立つ", "県庁で説明会を開いた", "県庁前の広場が賑わう",
        "「海洋先進県」を掲げる", "「止まらない港」を掲げる", "「挑戦する町」を目指す", "首都圏の見本市に出展した",
        "専門部会の数が増えた", "支援機関の数が増えた", "波島大学生が集う", "大学発の技術が育つ", "県産品が売れた",
        "波島市長が訪れた", "波島市内の商店街が賑わう", "新工場の建設が進む", "コールセンターの離職が多い",
        "漁村の人口が減っている", "寄附講座のような学びの場が望まれる", "「海藻の基礎講座」を開いた",
    ],
)  # fmt: skip
def test_a_general_noun_a_slogan_and_a_place_are_no_bodies(sentence: str) -> None:
    assert read(sentence).bodies == {}


@pytest.mark.parametrize("sentence", ["県の人口が減っている", "本県は海に囲まれている", "青海県の海岸は長い"])
def test_the_publisher_as_a_place_is_not_mentioned(sentence: str) -> None:
    told = read(sentence)
    assert (told.mentions, told.roles) == (set(), set())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("波島市、潮見町及び宮浦村が加わった", {"波島市", "潮見町", "宮浦村"}),
        ("経済産業省、国土交通省及び観光庁の支援を受ける", {"経済産業省", "国土交通省", "観光庁"}),
        ("藻場製薬、JAXA及び波島大学との連携を進める", {"藻場製薬", "JAXA", "波島大学"}),
    ],
)
def test_every_body_of_an_enumeration_is_named(sentence: str, expected: set[str]) -> None:
    assert set(read(sentence).bodies) == expected


def test_names_of_unknown_kind_in_a_counted_enumeration_are_companies() -> None:
    told = read("アクアテック、ブルーマリン及び波島大学の3者は、「3者協定」を締結した")
    assert told.bodies == {"アクアテック": "Company", "ブルーマリン": "Company", "波島大学": "University"}


def test_the_first_of_a_class_of_companies_is_a_company() -> None:
    assert read("カゼロボをはじめとする県内企業が集積する").bodies["カゼロボ"] == "Company"


# Classes of bodies --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "group", "role"),
    [
        ("県内企業に対する試作費の助成", "県内企業", "beneficiary"),
        ("成長分野の企業の誘致の促進", "成長分野の企業", "beneficiary"),
        ("地域金融機関と連携した相談会の開催", "地域金融機関", "collaborator"),
        ("瀬戸内基幹企業群との共同研究の推進", "瀬戸内基幹企業群", "collaborator"),
    ],
)
def test_a_class_of_bodies_that_has_a_part_is_a_group(measure: str, group: str, role: str) -> None:
    told = read(measures=[measure])
    assert told.bodies == {group: "OrganizationGroup"}
    assert told.roles == {(group, role)}


@pytest.mark.parametrize(
    "sentence", ["県内企業は減っている", "市町の人口が減っている", "県内の企業が減っている", "中小企業の経営は厳しい"]
)
def test_a_class_of_bodies_that_has_no_part_is_no_node(sentence: str) -> None:
    assert read(sentence).bodies == {}


@pytest.mark.parametrize(
    "measure",
    [
        "県内企業、地域金融機関及び波島大学との連携による試作の推進", "市町と連携した相談会の開催",
        "県内の高校と連携した見学会の開催", "商工団体による相談の支援", "地元企業への技術支援",
    ],
)  # fmt: skip
def test_a_class_of_bodies_is_never_stated_as_a_body(measure: str) -> None:
    told = read(measures=[measure])
    bodies = {label for label, kind in told.bodies.items() if kind != "OrganizationGroup"}
    assert bodies <= {"波島大学"}


def test_all_that_a_small_plan_names_without_a_sentence_is_its_publisher() -> None:
    told = read()
    assert [node.label for node in told.facts.nodes.values() if is_body(node)] == ["青海県"]
