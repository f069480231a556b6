"""In which role a sentence has a body take part in its project, and where it only mentions it."""

from __future__ import annotations

import pytest

from tests.loaders.small_plan import PUBLISHER, read

ROLES = {
    # operator: acts, is acted through, is where it happens as a body of its own
    "波島大学による講習の開催": {("波島大学", "operator")},
    "波島技術センターにおける試作の実施": {("波島技術センター", "operator")},
    "波島技術センターを活用した試作の促進": {("波島技術センター", "operator")},
    "波島人材バンクを通じた技術者の紹介": {("波島人材バンク", "operator")},
    "波島海藻協議会を中心とした取組の推進": {("波島海藻協議会", "operator")},
    "波島海藻協議会が主催する見本市の開催": {("波島海藻協議会", "operator")},
    "波島海藻協議会の運営": {("波島海藻協議会", "operator")},
    # collaborator: works with somebody
    "波島大学との共同研究の推進": {("波島大学", "collaborator")},
    "波島大学と連携した試作の推進": {("波島大学", "collaborator")},
    "波島大学の協力を得た調査の実施": {("波島大学", "collaborator")},
    "波島大学の参画による試作の推進": {("波島大学", "collaborator")},
    "波島大学、波島銀行等との連携による試作の推進": {("波島大学", "collaborator"), ("波島銀行", "collaborator")},
    "県内企業と波島大学との交流の促進": {("県内企業", "collaborator"), ("波島大学", "collaborator")},
    # supporter: what it does last is to help
    "波島大学による技術支援": {("波島大学", "supporter")},
    "波島技術センターによる試作に関する助言": {("波島技術センター", "supporter")},
    "波島銀行から融資を受けた試作の促進": {("波島銀行", "supporter")},
    "経済産業省の補助を受けた設備の整備": {("経済産業省", "supporter")},
    "国の補助制度を活用した設備の整備": {("国", "supporter")},
    "波島大学の助言のもとでの調査の実施": {("波島大学", "supporter")},
    "県による試作費の助成": {(PUBLISHER, "supporter")},
    # beneficiary: a class of bodies that is helped
    "県内企業に対する試作費の助成": {("県内企業", "beneficiary")},
    "県内企業への技術指導の充実の支援": {("県内企業", "beneficiary")},
    "波島銀行による県内企業への融資": {("波島銀行", "supporter"), ("県内企業", "beneficiary")},
}


@pytest.mark.parametrize(("measure", "expected"), ROLES.items(), ids=ROLES)
def test_a_sentence_gives_a_body_its_role(measure: str, expected: set[tuple[str, str]]) -> None:
    assert read(measures=[measure]).roles == expected


MENTIONED = {
    "波島大学の学生が増えている": "波島大学",
    "経済産業省が指針を公表した": "経済産業省",
    "波島商工会議所の会員が集う": "波島商工会議所",
    "波島大学の調査を踏まえた検討が進む": "波島大学",
}


@pytest.mark.parametrize(("finding", "body"), MENTIONED.items(), ids=MENTIONED)
def test_a_body_that_is_only_named_is_mentioned(finding: str, body: str) -> None:
    assert read(finding).roles == {(body, "mentioned")}


def test_a_body_that_has_a_role_anywhere_in_the_project_is_not_mentioned_too() -> None:
    told = read("波島大学の学生が増えている", measures=["波島大学による講習の開催"])
    assert told.roles == {("波島大学", "operator")}


def test_a_body_has_an_engagement_for_each_of_its_roles_and_no_more() -> None:
    told = read(
        "波島大学との共同研究が進む", measures=["波島大学による講習の開催", "波島大学による技術支援"],
        activities=["波島大学による講習の開催"],
    )  # fmt: skip
    assert told.roles == {("波島大学", role) for role in ("operator", "collaborator", "supporter")}
    links = [each for each in told.facts.links_by_type["Engagement"] if told.name(each.source) == "波島大学"]
    assert len(links) == 3


def test_an_engagement_cites_every_line_that_says_so() -> None:
    told = read(measures=["波島大学による講習の開催", "波島大学による夜間講習の開催"])
    (link,) = (each for each in told.facts.links_by_type["Engagement"] if told.name(each.source) == "波島大学")
    assert len({source.first_line for source in link.sources}) == 2
    assert all("波島大学による" in (source.exact or "") for source in link.sources)


@pytest.mark.parametrize(
    "measure", ["波島市における試作の促進", "県内における試作の促進", "県の強みを生かした商品づくり"]
)
def test_a_place_has_no_role(measure: str) -> None:
    assert read(measures=[measure]).roles == set()


@pytest.mark.parametrize("measure", ["試作の場の整備", "海外展開の支援", "講習の実施", "「波島海藻協議会」の設置"])
def test_where_nobody_is_named_the_publisher_acts_and_this_is_inferred(measure: str) -> None:
    told = read(measures=[measure])
    assert told.inferred_roles == {(PUBLISHER, "operator")}
    (link,) = (each for each in told.facts.links_by_type["Engagement"] if str(each.status) == "inferred")
    assert link.rules == ("publisher-as-actor",)


def test_the_publisher_that_is_named_as_acting_is_stated_and_not_inferred_too() -> None:
    told = read("県は、講習を行い、試作を支援している", measures=["試作の場の整備"])
    assert (PUBLISHER, "operator") in told.roles
    assert told.inferred_roles == set()


def test_the_publisher_is_no_collaborator_of_its_own_plan() -> None:
    told = read("県と波島大学との連携が進む")
    assert told.roles == {(PUBLISHER, "operator"), ("波島大学", "collaborator")}


@pytest.mark.parametrize("finding", ["県の人口が減っている", "本県は海に囲まれている", "県内で受注が伸びている"])
def test_the_publisher_as_a_place_is_not_engaged(finding: str) -> None:
    told = read(finding)
    assert told.roles | told.inferred_roles == set()


def test_a_plan_of_a_city_has_its_city_act() -> None:
    told = read("市は、波島大学と連携し、試作を始めた", publisher="青海市")
    assert told.relations == {("青海市", "collaboratesWith", "波島大学")}
    assert told.roles == {("青海市", "operator"), ("波島大学", "collaborator")}


@pytest.mark.parametrize("measure", ["支援機関による相談の実施", "県内企業による試作の促進", "地域金融機関の充実"])
def test_a_class_of_bodies_operates_nothing(measure: str) -> None:
    assert "operator" not in {role for _, role in read(measures=[measure]).roles}
