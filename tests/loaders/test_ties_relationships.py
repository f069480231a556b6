"""How bodies stand to each other: founded, run, housed, succeeded, part of, working together; and when founded."""

from __future__ import annotations

import pytest

from tests.loaders.small_plan import PUBLISHER, Tie, read

STATED: dict[str, set[Tie]] = {
    # founders
    "波島大学は、「波島海藻研究会」を設立した": {("波島海藻研究会", "establishedBy", "波島大学")},
    "波島大学が設置した「波島海藻ラボ」を開放する": {("波島海藻ラボ", "establishedBy", "波島大学")},
    "「波島海藻ラボ」は、波島大学が設置した試作の場である": {("波島海藻ラボ", "establishedBy", "波島大学")},
    "県は、「波島海藻協議会」を設立した": {("波島海藻協議会", "establishedBy", PUBLISHER)},
    "波島大学と波島銀行が結成した「波島海藻研究会」が集う": {
        ("波島海藻研究会", "establishedBy", "波島大学"), ("波島海藻研究会", "establishedBy", "波島銀行"),
    },
    # who runs it
    "波島産業振興財団が運営する「波島海藻ラボ」を開放する": {("波島産業振興財団", "operates", "波島海藻ラボ")},
    "「波島海藻ラボ」を運営する波島産業振興財団の職員が集う": {("波島産業振興財団", "operates", "波島海藻ラボ")},
    "波島産業振興財団による「波島海藻研究会」の運営が続く": {("波島産業振興財団", "operates", "波島海藻研究会")},
    "JICA「草の根技術協力事業」が終わった": {("JICA", "operates", "草の根技術協力事業")},
    "波島大学が実施する「海藻学びプログラム」の修了者が増えた": {("波島大学", "operates", "海藻学びプログラム")},
    # where it is
    "波島大学は、波島商工会議所に「波島創業支援センター」を開設した": {
        ("波島創業支援センター", "establishedBy", "波島大学"), ("波島創業支援センター", "hostedAt", "波島商工会議所"),
    },
    "県は、波島技術ラボの中に「海藻試作ラボ」を設置した": {
        ("海藻試作ラボ", "establishedBy", PUBLISHER), ("海藻試作ラボ", "hostedAt", "波島技術ラボ"),
    },
    # what went before
    "「波島藻場ネットワーク」は、波島海藻協議会を前身とする": {
        ("波島藻場ネットワーク", "succeeds", "波島海藻協議会"),
    },
    # working together
    "波島大学と波島銀行は、共同で海藻の試作を進めた": {("波島大学", "collaboratesWith", "波島銀行")},
    "波島大学は、波島銀行と共同で装置を開発した": {("波島大学", "collaboratesWith", "波島銀行")},
    "波島大学と波島銀行との連携が進む": {("波島大学", "collaboratesWith", "波島銀行")},
    "県は、波島銀行と連携し、相談を受ける": {(PUBLISHER, "collaboratesWith", "波島銀行")},
    "波島大学、波島銀行及び波島市の連携が進む": {
        ("波島大学", "collaboratesWith", "波島銀行"), ("波島大学", "collaboratesWith", "波島市"),
    },
}  # fmt: skip


@pytest.mark.parametrize(("finding", "expected"), STATED.items(), ids=STATED)
def test_a_sentence_states_how_two_bodies_stand_to_each_other(finding: str, expected: set[Tie]) -> None:
    told = read(finding)
    assert told.relations == expected
    assert told.inferred_relations == set()


INFERRED: dict[str, set[Tie]] = {
    "「波島海藻協議会」を設立した": {("波島海藻協議会", "establishedBy", PUBLISHER)},
    "「波島海藻協議会」の設置が進む": {("波島海藻協議会", "establishedBy", PUBLISHER)},
    "波島海藻研究会の運営に取り組む": {(PUBLISHER, "operates", "波島海藻研究会")},
    "波島大学と連携した試作が進む": {(PUBLISHER, "collaboratesWith", "波島大学")},
    "波島大学との共同研究が進む": {(PUBLISHER, "collaboratesWith", "波島大学")},
}


@pytest.mark.parametrize(("finding", "expected"), INFERRED.items(), ids=INFERRED)
def test_where_nobody_is_named_it_is_the_publisher_as_inferred(finding: str, expected: set[Tie]) -> None:
    told = read(finding)
    assert told.inferred_relations == expected
    assert told.relations == set()
    links = told.facts.links_by_type["Relationship"]
    assert {rule for link in links for rule in link.rules} == {"publisher-as-actor"}


def test_two_bodies_that_were_united_are_followed_by_the_new_one() -> None:
    told = read("波島海藻協議会と波島藻類研究会を統合し、「波島藻場ネットワーク」を設立した")
    assert told.relations == {
        ("波島藻場ネットワーク", "succeeds", "波島海藻協議会"),
        ("波島藻場ネットワーク", "succeeds", "波島藻類研究会"),
    }


def test_what_is_set_up_in_a_university_is_part_of_it() -> None:
    told = read("波島大学に「海藻未来研究センター」を設置した")
    assert told.relations == {("海藻未来研究センター", "partOf", "波島大学")}


@pytest.mark.parametrize(
    "finding",
    [
        "波島大学と波島銀行の職員が集う", "波島大学とする案が出た", "波島大学と異なる見方がある",
        "波島海藻協議会の会員が増えた", "波島市の海岸に波島大学が立地する", "波島大学工業化学の講義が人を集める",
    ],
)  # fmt: skip
def test_bodies_that_only_stand_beside_each_other_have_no_tie(finding: str) -> None:
    told = read(finding)
    assert (told.relations, told.inferred_relations, told.memberships) == (set(), set(), set())


def test_a_cooperation_is_stated_once_however_many_sentences_tell_it() -> None:
    told = read("波島大学と波島銀行との連携が進む", measures=["波島大学と波島銀行との連携による試作の推進"])
    (link,) = told.facts.links_by_type["Relationship"]
    assert (told.name(link.source), told.name(link.target)) == ("波島大学", "波島銀行")
    assert len(link.sources) == 2


# Foundings ----------------------------------------------------------------------------------------------------------

FOUNDED = {
    "平成31年（2019年）4月に「波島海藻協議会」を設立した": ("established", "2019-04"),
    "令和２年（2020年）10月１日に「波島海藻協議会」を設立した": ("established", "2020-10-01"),
    "波島海藻協議会は2018年に設立された": ("established", "2018"),
    "波島海藻協議会は、令和２年度に発足した": ("establishedFiscalYear", "2020"),
    "令和２年（2020年）10月に設立された「波島海藻協議会」が集う": ("established", "2020-10"),
}


@pytest.mark.parametrize(("finding", "expected"), FOUNDED.items(), ids=FOUNDED)
def test_a_founding_is_as_precise_as_stated_and_is_an_event(finding: str, expected: tuple[str, str]) -> None:
    told = read(finding)
    name, date = expected
    value = told.thing("波島海藻協議会").value(name)
    assert str(getattr(value, "lexical", value)) == date
    (event,) = told.events.items()
    assert event[0] == (f"FY{date}" if name == "establishedFiscalYear" else date)
    assert "波島海藻協議会" in event[1]


PLANNED = {
    "県は、令和７年（2025年）４月に「波島共創センター」を開設する": "2025-04",
    "令和６年度（2024年度）に「波島共創センター」を設置予定である": "FY2024",
}


@pytest.mark.parametrize(("finding", "date"), PLANNED.items(), ids=PLANNED)
def test_a_planned_founding_is_a_planned_event_and_no_founding_date(finding: str, date: str) -> None:
    told = read(finding)
    body = told.thing("波島共創センター")
    assert (body.value("established"), body.value("establishedFiscalYear")) == (None, None)
    assert set(told.events) == {date}
    assert [event.value("planned") for event in told.facts.by_type["Event"]] == [True]


@pytest.mark.parametrize(
    "finding",
    ["過去２年の間に「波島海藻協議会」を設立した", "近年「波島海藻協議会」が発足した", "波島海藻協議会が集う"],
)
def test_what_has_no_date_has_no_founding_date_and_is_no_event(finding: str) -> None:
    told = read(finding)
    assert told.said_of("波島海藻協議会", "established") == ""
    assert told.events == {}


def test_two_foundings_of_one_sentence_have_each_their_own_date() -> None:
    told = read("令和２年度に「波島海藻協議会」を設立し、令和４年（2022年）５月に「潮見港湾研究会」を発足させた")
    assert told.said_of("波島海藻協議会", "establishedFiscalYear") == "2020"
    assert told.said_of("潮見港湾研究会", "established") == "2022-05"
    assert set(told.events) == {"FY2020", "2022-05"}
