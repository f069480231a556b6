"""Statements: every text with the node that says it, its lines, and whose section it stands in."""

from __future__ import annotations

import pytest

from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.statements import Statement, statements
from ontology import paths

PROJECT = paths.project("試作の輪プロジェクト")


@pytest.fixture
def draft() -> Draft:
    """A project with a part, a component of each, measures, an activity with details, a finding, an indicator."""
    draft = Draft()
    draft.node(keys.PLAN, label=keys.ja("青海県地域計画"))
    draft.node(PROJECT, [Place(1, 1)], label=keys.ja("試作の輪プロジェクト"), isPartOf=keys.ref(keys.PLAN))
    part = draft.node(keys.part(PROJECT, "海藻"), [Place(2, 2)], label=keys.ja("海藻の部"), isPartOf=keys.ref(PROJECT))
    whole = node(draft, "Component", "受注の拡大", 3, PROJECT)
    under = node(draft, "Component", "藻場の拡大", 4, part)
    first = node(draft, "Measure", "窓口の案内", 5)
    draft.link("Listing", first, whole, [Place(5, 5)])
    second = node(draft, "Measure", "夜間の窓口の案内", 6, first)
    draft.link("Listing", second, whole, [Place(6, 6)])
    activity = node(draft, "ScheduledActivity", "調査", 7, under)
    draft.node(activity, detail=["潜水による調査", "船による調査"])
    draft.node(("Finding", "a"), [Place(8, 9)], label=keys.ja("受注は伸びている"), concerns=[keys.ref(part)])
    indicator = node(draft, "Indicator", "受注の件数", 10)
    draft.link("Measurement", indicator, keys.PLAN, [Place(10, 10)])
    return draft


def node(draft: Draft, type_: str, label: str, line: int, above: Key | None = None) -> Key:
    """A node on one line, part of another one."""
    upper = [keys.ref(above)] if above else []
    return draft.node((type_, label), [Place(line, line)], label=keys.ja(label), isPartOf=upper)


def texts(found: tuple[Statement, ...]) -> list[str]:
    """The texts of statements, in their order."""
    return [each.text for each in found]


def owner(draft: Draft, text: str) -> Key | None:
    """In whose section a text stands."""
    (found,) = {each.owner for each in statements(draft) if each.text == text}
    return found


def test_every_text_is_a_statement_in_the_order_of_its_lines(draft: Draft) -> None:
    assert texts(statements(draft)) == [
        "受注の拡大", "藻場の拡大", "窓口の案内", "夜間の窓口の案内", "調査", "潜水による調査", "船による調査",
        "受注は伸びている", "受注の件数",
    ]  # fmt: skip


def test_the_plan_and_its_projects_are_names_and_no_statements(draft: Draft) -> None:
    assert {each.type for each in statements(draft)} == {
        "Component", "Measure", "ScheduledActivity", "Finding", "Indicator",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受注の拡大", PROJECT), ("窓口の案内", PROJECT), ("夜間の窓口の案内", PROJECT),
        ("潜水による調査", keys.part(PROJECT, "海藻")), ("受注は伸びている", keys.part(PROJECT, "海藻")),
        ("受注の件数", None),
    ],
)  # fmt: skip
def test_a_statement_belongs_to_the_nearest_project_or_part_above_it(
    draft: Draft, text: str, expected: Key | None
) -> None:
    assert owner(draft, text) == expected


def test_a_detail_is_said_by_its_activity(draft: Draft) -> None:
    (detail,) = (each for each in statements(draft) if each.text == "船による調査")
    assert (detail.key, detail.type, detail.place) == (
        ("ScheduledActivity", "調査"), "ScheduledActivity", Place(7, 7),
    )  # fmt: skip


def test_a_text_that_stands_in_two_places_is_two_statements(draft: Draft) -> None:
    draft.node(("Measure", "窓口の案内"), [Place(20, 20)])
    assert [each.place for each in statements(draft) if each.text == "窓口の案内"] == [Place(5, 5), Place(20, 20)]


def test_what_no_line_tells_is_no_statement(draft: Draft) -> None:
    draft.node(("Measure", "加えられた"), label=keys.ja("加えられた"))
    assert "加えられた" not in texts(statements(draft))


def test_loose_statements_stand_among_the_others_by_line(draft: Draft) -> None:
    loose = Statement(None, "Figure", "図の残り", Place(4, 4), PROJECT)
    assert texts(statements(draft, [loose]))[:3] == ["受注の拡大", "図の残り", "藻場の拡大"]


def test_a_measure_listed_under_an_area_stands_outside_of_the_sections() -> None:
    draft = Draft()
    group = node(draft, "MeasureGroup", "窓口の充実", 1)
    draft.link("Listing", node(draft, "Measure", "窓口の案内", 2), group, [Place(2, 2)])
    assert {each.owner for each in statements(draft)} == {None}
