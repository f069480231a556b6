"""Identifiers: what the list holds is well formed, and only the very body gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.checks.consistency import inconsistencies
from graph.checks.shapes import broken_shapes
from graph.facts import Facts, Node, Status
from graph.rdf import quads
from loaders import keys
from loaders.authorities import Body, attach, authority_list, read_list
from loaders.draft import Draft, Key, Place
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.conftest import ROOT
from tests.loaders.test_made_plans import reading

HEAD = (
    "name,printed_names,corporate_number,corporate_number_certainty,local_government_code,"
    "local_government_code_certainty,other_identifiers,source,seen,note\n"
)
LISTED = read_list(
    HEAD + "青柳県,県|本県,2000020350001,B,350001,A,wikidata:Q1,code list,2026-11,\n"
    "株式会社ハマナス工機,ハマナス工機|ハマナス,1250001009080,A,,,edinet:E00001,register,2026-11,\n"
    "ハマナス株式会社,ハマナス,3240001036223,A,,,,register,2026-11,\n"
)


def corporate_check_digit(number: str) -> int:
    """The first digit of a 法人番号, from the twelve after it."""
    digits = [int(digit) for digit in reversed(number[1:])]
    return 9 - sum(digit * (1 + place % 2) for place, digit in enumerate(digits)) % 9


def code_check_digit(code: str) -> int:
    """The sixth digit of a local-government code, from the five before it."""
    total = sum(int(digit) * weight for digit, weight in zip(code[:5], (6, 5, 4, 3, 2), strict=True))
    return (11 - total % 11) % 10


@pytest.mark.parametrize("body", authority_list(), ids=lambda body: body.name)
def test_each_number_of_the_list_has_the_check_digit_that_its_rule_gives(body: Body) -> None:
    by_register = {each.register: each.notation for each in body.identifiers}
    number, code = by_register["corporateNumber"], by_register.get("localGovernmentCode", "")
    assert len(number) == 13
    assert int(number[0]) == corporate_check_digit(number)
    if code:
        assert len(code) == 6
        assert int(code[5]) == code_check_digit(code)


def test_a_computed_number_is_the_code_behind_its_check_digit() -> None:
    bodies = [{each.register: each for each in body.identifiers} for body in authority_list()]
    computed = [found for found in bodies if found["corporateNumber"].certainty == "computed"]
    assert computed
    for found in computed:
        assert found["corporateNumber"].notation[1:] == "000020" + found["localGovernmentCode"].notation


def test_the_list_is_the_one_that_was_handed_over(shared: Path) -> None:
    assert (ROOT / "data" / "organizations.csv").read_bytes() == (shared / "data" / "organizations.csv").read_bytes()


def test_a_word_that_the_program_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match="'C'"):
        read_list(HEAD + "青柳市,,2000020350001,C,,,,register,2026-11,\n")


def draft_of(*names: str, kind: str = "Company", publisher: str | None = None) -> tuple[Draft, list[Key]]:
    """A draft of a plan with bodies of these names after ``attach``."""
    draft = Draft()
    bodies = [draft.node(keys.organization(each), [Place(1, 1)], type_=kind, label=keys.ja(each)) for each in names]
    own = keys.organization(publisher) if publisher else None
    draft.node(keys.PLAN, label=keys.ja("計画"), publisher=keys.ref(own))
    attach(draft, LISTED)
    return draft, bodies


@pytest.mark.parametrize("name", ["株式会社ハマナス工機", "ハマナス工機", "（株）ハマナス工機", "ハマナス 工機"])
def test_a_body_is_known_by_the_lists_name_or_a_printed_one_and_by_nothing_else(name: str) -> None:
    draft, (key,) = draft_of(name)
    known = name != "（株）ハマナス工機"  # a legal form is written out before; the list is not searched by likeness
    assert bool(draft.facts[key].properties.get("identifiedBy")) is known


@pytest.mark.parametrize("name", ["ハマナス工機株式会社", "ハマナス工機川浦工場", "ハマナス", "県", "本県"])
def test_a_like_name_an_ambiguous_one_and_a_word_for_oneself_identify_nobody(name: str) -> None:
    draft, _ = draft_of(name)
    assert not [key for key in draft.facts if key[0] == "Identifier"]
    assert not draft.originals


def test_a_class_of_bodies_has_no_identifier() -> None:
    draft, _ = draft_of("ハマナス工機", kind="OrganizationGroup")
    assert not [key for key in draft.facts if key[0] == "Identifier"]


def test_words_for_oneself_are_names_of_the_publisher_only() -> None:
    own, (key,) = draft_of("青柳県", kind="GovernmentBody", publisher="青柳県")
    assert [each.value for each in own.facts[key].properties["altLabel"]] == ["県", "本県"]  # type: ignore[union-attr]
    other, (key,) = draft_of("青柳県", kind="GovernmentBody")
    assert other.facts[key].properties["altLabel"] == []
    assert other.facts[key].properties["identifiedBy"]


def test_two_bodies_that_the_list_knows_as_one_are_a_problem() -> None:
    draft, _ = draft_of("株式会社ハマナス工機", "ハマナス工機")
    assert [problem.rule for problem in draft.problems] == ["one-body-two-names"]


def test_attaching_twice_adds_nothing() -> None:
    draft, (_key,) = draft_of("ハマナス工機")
    before = repr(draft.facts)
    attach(draft, LISTED)
    assert repr(draft.facts) == before


def identifiers(facts: Facts, name: str) -> dict[str, Node]:
    """The identifiers of a body by register; the body is told by any of its names."""
    (body,) = [
        node
        for node in facts.nodes.values()
        if node.refs("identifiedBy")
        and name in (node.label, *(getattr(each, "value", "") for each in node.values("altLabel")))
    ]
    return {facts.nodes[id_].text("register"): facts.nodes[id_] for id_ in body.refs("identifiedBy")}


def test_bodies_of_the_official_plan_get_what_the_list_knows_with_how_sure_it_is(official_text: Path) -> None:
    facts, _ = reading(official_text)
    number = identifiers(facts, "マツダ株式会社")["corporateNumber"]
    assert (number.text("notation"), number.text("certainty"), number.status) == (
        "3240001036223", "confirmed", Status.CURATED,
    )  # fmt: skip
    assert number.text("seen") == "2026-11"
    assert "EDINET" in number.text("seenIn")
    own = identifiers(facts, "山口県")
    assert own["localGovernmentCode"].text("notation") == "350001"
    assert (own["corporateNumber"].text("certainty"), own["corporateNumber"].status) == ("computed", Status.INFERRED)
    assert own["wikidataItem"].value("certainty") is None


def test_no_body_of_a_made_plan_gets_the_identifier_of_a_real_one() -> None:
    facts, _ = reading(ROOT / "tests" / "documents" / "asagiri-industry-plan.txt")
    assert "Identifier" not in facts.by_type


def test_identifiers_fit_the_ontology_and_cite_the_lines_of_the_list(official_text: Path) -> None:
    loaded = facts_of_document(read_file(official_text))
    every = list(quads(loaded.facts, "https://example.org/id/", loaded.id))
    assert not [*broken_shapes(every), *inconsistencies(every)]
    lines = (ROOT / "data" / "organizations.csv").read_text("utf-8").split("\n")
    for node in loaded.facts.by_type["Identifier"]:
        (source,) = node.sources
        assert node.text("notation") in lines[source.first_line - 1]
        assert loaded.facts.nodes[source.document].label == "organizations.csv"
