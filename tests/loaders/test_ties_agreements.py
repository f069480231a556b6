"""Agreements with their parties and dates, and who sits on a body, in all the forms in which a sentence says it."""

from __future__ import annotations

import pytest

from tests.loaders.small_plan import PUBLISHER, read

SIX = ("青海県", "波島市", "波島大学", "波島漁業協同組合", "波島商工会議所", "波島銀行")
TITLE = "海藻包括連携協定"


def parties(*findings: str) -> set[str]:
    """Who is stated to be party to an agreement."""
    return {subject for subject, kind, _ in read(*findings).relations if kind == "partyTo"}


# Agreements of n parties --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "finding",
    [
        "青海県、波島市、波島大学、波島漁業協同組合、波島商工会議所及び波島銀行の6者は、「6者合意」を締結した",
        "県、波島市、波島大学、波島漁業協同組合、波島商工会議所、波島銀行の６者による「6者合意」を締結した",
        "青海県、波島市、波島大学、波島漁業協同組合、波島商工会議所、波島銀行の六者は、6者合意を締結した",
    ],
)
def test_an_enumeration_whose_count_adds_up_names_the_parties(finding: str) -> None:
    told = read(finding)
    assert told.relations == {(body, "partyTo", "6者合意") for body in SIX}
    assert {role for body, role in told.roles if body in SIX} == {"party"}


@pytest.mark.parametrize("count", ["5", "7"])
def test_an_enumeration_whose_count_does_not_add_up_names_no_parties(count: str) -> None:
    listed = "波島市、波島大学、波島漁業協同組合、波島商工会議所、波島銀行及び青海県"
    if count == "5":
        listed = "波島市、波島大学及び波島銀行"
    assert parties(f"{listed}の{count}者は、「{count}者合意」を締結した") == set()


def test_a_body_named_twice_counts_once_so_that_the_count_does_not_add_up() -> None:
    assert parties("波島市、波島大学及び国立大学法人波島大学の3者は、「3者合意」を締結した") == set()


def test_the_agreement_is_named_in_another_sentence_than_its_parties() -> None:
    told = read(
        "6者合意が実を結んだ", "県、波島市、波島大学、波島漁業協同組合、波島商工会議所、波島銀行の6者が集まった"
    )
    assert {subject for subject, kind, object_ in told.relations if object_ == "6者合意"} == set(SIX)


# Agreements of two --------------------------------------------------------------------------------------------------

BETWEEN = {
    f"県は、波島大学と「{TITLE}」を締結した": {PUBLISHER, "波島大学"},
    f"波島大学と波島市は、「{TITLE}」を締結した": {"波島大学", "波島市"},
    f"波島銀行は、波島大学及び波島市との間で「{TITLE}」を締結した": {"波島銀行", "波島大学", "波島市"},
    f"波島大学及び波島市が「{TITLE}」を結んだ": {"波島大学", "波島市"},
}


@pytest.mark.parametrize(("finding", "expected"), BETWEEN.items(), ids=BETWEEN)
def test_those_who_sign_are_the_parties(finding: str, expected: set[str]) -> None:
    told = read(finding)
    assert told.relations == {(body, "partyTo", TITLE) for body in expected}
    assert told.roles == {(body, "party") for body in expected}


def test_an_agreement_that_nobody_is_said_to_sign_is_the_publishers_as_inferred() -> None:
    told = read(f"「{TITLE}」を締結した")
    assert told.relations == set()
    assert told.inferred_relations == {(PUBLISHER, "partyTo", TITLE)}


def test_an_agreement_that_is_only_named_has_no_parties() -> None:
    told = read(f"「{TITLE}」が波島大学の研究を支えている")
    assert (told.relations, told.inferred_relations) == (set(), set())


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "date"),
    [
        (f"令和５年（2023年）７月20日に、県は、波島大学と「{TITLE}」を締結した", "2023-07-20"),
        (f"令和５年（2023年）７月、県は、波島大学と「{TITLE}」を締結した", "2023-07"),
        (f"令和５年７月に締結した「{TITLE}」が県と波島大学の試作を支えている", "2023-07"),
    ],
)
def test_an_agreement_has_its_date_and_its_signing_is_one_event(finding: str, date: str) -> None:
    told = read(finding)
    assert told.said_of(TITLE, "date") == date
    assert list(told.events) == [date]
    assert TITLE in told.events[date]


def test_a_signing_told_twice_is_one_event() -> None:
    told = read(
        f"令和５年（2023年）７月、県は、波島大学と「{TITLE}」を締結した",
        f"「{TITLE}」を令和５年（2023年）７月に締結した",
    )
    assert len(told.facts.by_type["Event"]) == 1


def test_the_signing_concerns_the_agreement_and_its_parties() -> None:
    told = read(f"令和５年（2023年）７月、県は、波島大学と「{TITLE}」を締結した")
    assert told.events["2023-07"] == {TITLE, PUBLISHER, "波島大学"}


def test_a_plan_has_the_date_of_its_making() -> None:
    told = read("令和５年（2023年）７月に「海藻産業振興計画」を策定した")
    assert told.said_of("海藻産業振興計画", "date") == "2023-07"


# Members ------------------------------------------------------------------------------------------------------------

MEMBERS = (
    "波島大学、波島銀行で構成する「波島海藻協議会」が集う", "波島大学、波島銀行で構成される波島海藻協議会が集う",
    "波島大学及び波島銀行から成る波島海藻協議会が集う", "波島海藻協議会は、波島大学及び波島銀行を構成員とする",
    "波島海藻協議会には、波島大学、波島銀行が参加している", "波島大学、波島銀行が参加する「波島海藻協議会」が集う",
    "波島海藻協議会は、波島大学及び波島銀行の参加により続いている",
    "波島大学、波島銀行の連携による波島海藻協議会が集う", "波島大学、波島銀行を構成員とする「波島海藻協議会」が集う",
)  # fmt: skip


@pytest.mark.parametrize("finding", MEMBERS)
def test_those_who_make_up_a_body_are_its_members(finding: str) -> None:
    told = read(finding)
    assert told.memberships == {("波島大学", "波島海藻協議会"), ("波島銀行", "波島海藻協議会")}


def test_those_who_form_a_body_together_are_its_founders_and_members() -> None:
    told = read("波島大学と波島銀行が結成した「波島海藻研究会」が集う")
    assert told.memberships == {("波島大学", "波島海藻研究会"), ("波島銀行", "波島海藻研究会")}


def test_classes_of_bodies_can_make_up_a_team() -> None:
    told = read("地域金融機関及び商工団体で構成する「伴走支援チーム」が集う")
    assert told.memberships == {("地域金融機関", "伴走支援チーム"), ("商工団体", "伴走支援チーム")}
    assert told.bodies["地域金融機関"] == told.bodies["商工団体"] == "OrganizationGroup"


@pytest.mark.parametrize(
    "finding",
    [
        "波島大学と波島海藻協議会の職員が集う", "波島海藻協議会が波島大学で講習を開いた",
        "波島大学で波島海藻協議会が集う",
        "波島海藻協議会は、波島大学の研究を踏まえて試作を進める", "波島大学、波島銀行及び波島海藻協議会との連携が進む",
    ],
)  # fmt: skip
def test_a_body_that_stands_beside_another_is_not_its_member(finding: str) -> None:
    assert read(finding).memberships == set()
