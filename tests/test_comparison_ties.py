"""The comparison itself: other names count, other things do not, and what is wrong is found wrong."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from graph.facts import Facts, Link, Node, Ref, Source, Status, Term, Text, facts
from tests.comparison_ties import compare_ties

TRUTH: dict[str, Any] = {
    "organizations": [
        {"name": "あおばR&Dラボ", "kind": "Lab", "also": ["R&Dラボ"]},
        {"name": "青葉県", "kind": "GovernmentBody", "also": ["県", "本県"]},
    ],
    "relations": [["青葉県", "collaboratesWith", "R&Dラボ", "stated"]],
    "engagements": [["あおばR&Dラボ", "試作プロジェクト", "operator", "stated"]],
    "facts": [{"line": 7, "value": 3.50, "unit": "億円", "comparator": "equal"}],
    "mentions": [["県の支援", "本県"]],
}


def body(id_: str, type_: str, label: str, *aliases: str) -> Node:
    """A body with other names."""
    return Node(id_, type_, {"label": (Text(label),), "altLabel": tuple(map(Text, aliases))})


def graph(*bodies: Node, subject: str = "lab", lines: tuple[int, int] = (6, 7), value: str = "3.5") -> Facts:
    """A graph that says what TRUTH does, of the bodies ``lab`` and ``ken``."""
    figure = {"label": (Text("売上"),), "value": (Decimal(value),), "unit": ("億円",), "comparator": (Term("equal"),)}
    nodes = [
        *bodies,
        Node("project", "Project", {"label": (Text("試作プロジェクト"),)}),
        Node("fact", "Fact", figure, (Source("document", *lines),)),
        Node("measure", "Measure", {"label": (Text("県の支援"),), "mentions": (Ref("ken"),)}),
    ]
    object_ = "ken" if subject == "lab" else "lab"
    works = {"kind": (Term("collaboratesWith"),)}
    role = {"role": (Term("operator"),)}
    links = [
        Link("1", "Relationship", works, status=Status.STATED, source=subject, target=object_),
        Link("2", "Engagement", role, status=Status.STATED, source="lab", target="project"),
    ]
    return facts(nodes, links)


LAB, KEN = body("lab", "Lab", "R&D ラボ"), body("ken", "GovernmentBody", "県", "青葉県")


def wrong(found: Facts) -> set[str]:
    """The kinds that are not equal."""
    return {each.kind for each in compare_ties(TRUTH, found) if each.missing or each.surplus}


@pytest.mark.parametrize("subject", ["lab", "ken"])
def test_a_thing_is_equal_under_any_of_its_names_and_works_together_either_way(subject: str) -> None:
    assert wrong(graph(LAB, KEN, subject=subject)) == set()


@pytest.mark.parametrize(
    ("bodies", "kinds"),
    [
        ([body("lab", "Site", "R&Dラボ"), KEN], {"organization kinds"}),
        ([LAB, body("ken", "GovernmentBody", "県")], set()),
        ([LAB, body("ken", "GovernmentBody", "青葉市")],
         {"Organization", "organization kinds", "Relationship", "relationship status", "mentions"}),
        ([LAB, KEN, body("twin", "Lab", "あおばR&Dラボ")], {"Organization", "organization kinds"}),
    ],
)  # fmt: skip
def test_another_kind_another_name_and_a_twin_are_found_wrong(bodies: Sequence[Node], kinds: set[str]) -> None:
    assert wrong(graph(*bodies)) == kinds


def test_a_figure_is_equal_by_value_unit_and_a_line_within_its_passage() -> None:
    assert wrong(graph(LAB, KEN, lines=(7, 7), value="3.500")) == set()
    assert wrong(graph(LAB, KEN, lines=(8, 9))) == {"Fact", "fact data"}
    assert wrong(graph(LAB, KEN, value="35")) == {"Fact", "fact data"}


def test_a_kind_that_the_truth_does_not_have_is_not_compared() -> None:
    assert {each.kind for each in compare_ties({"facts": []}, graph(LAB, KEN))} == {"Fact", "fact data"}
