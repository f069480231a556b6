"""What the lanes show: links between bodies, kinds of bodies, what is hidden, and what is opened."""

from __future__ import annotations

from graph.facts import Facts, Link, Node, Source, Status, Term, Text, facts
from tests.pages.made import plan
from visualizations.lanes.chosen.selection import select
from visualizations.lanes.chosen.state import state_of
from visualizations.lanes.placed.layout import positions

NAMES = ["水素ステーションの更なる整備促進", "研究開発", "新事業・新技術の創出支援"]


def source(line: int) -> tuple[Source, ...]:
    """A line of the made document."""
    return (Source("document-made", line, line),)


def with_bodies(*, engaged: tuple[int, ...], joined: tuple[tuple[str, str], ...], bodies: int = 6) -> Facts:
    """A made plan with bodies ``body-0``…, those engaged in its first project, and the links between them."""
    made = plan(NAMES, projects=2, measures=2)
    types = ("Council", "OrganizationGroup", "University")
    own = [Node(f"body-{n}", types[n % 3], {"label": (Text(f"組織{n}"),)}, source(20 + n)) for n in range(bodies)]
    links = [
        *(Link(f"engagement-{n}", "Engagement", {"role": (Term("operator"),)}, source(30 + n), Status.STATED, (), (),
               f"body-{n}", "project-0") for n in engaged),
        *(Link(f"relationship-{n}", "Relationship", {"kind": (Term("partOf"),)}, source(40 + n), Status.INFERRED, (),
               (), a, b) for n, (a, b) in enumerate(joined)),
        Link("membership-0", "Membership", {}, source(60), Status.STATED, (), (), "body-1", "body-0"),
    ]  # fmt: skip
    return facts([*made.nodes.values(), *own], [*made.links.values(), *links])


def test_links_between_bodies_are_drawn_where_both_are_shown() -> None:
    made = with_bodies(engaged=(0, 1, 2), joined=(("body-0", "body-2"), ("body-0", "body-4"), ("body-1", "body-1")))
    shown = select(made, state_of({"focus": "project-0"}))
    within = [(edge.source, edge.target, edge.link.id) for edge in shown.edges if edge.relation == "bodies"]
    assert within == [("body-0", "body-2", "relationship-0"), ("body-1", "body-0", "membership-0")]
    assert shown.counts["bodies"] == 2
    without = select(made, state_of({"focus": "project-0", "rels": "primary,engaged"}))
    assert not [edge for edge in without.edges if edge.relation == "bodies"]


def test_a_body_stands_with_the_bodies_it_is_linked_to() -> None:
    made = with_bodies(engaged=(0,), joined=(("body-0", "body-2"), ("body-4", "body-0"), ("body-4", "body-5")))
    shown = {node.id for node in select(made, state_of({"focus": "body-0"})).nodes}
    assert {"body-0", "body-1", "body-2", "body-4", "project-0"} <= shown
    assert "body-5" not in shown


def test_linked_bodies_stand_side_by_side_where_no_link_crosses_for_it() -> None:
    made = with_bodies(engaged=tuple(range(6)), joined=(("body-0", "body-5"), ("body-2", "body-4")))
    row = {each.node.id: each.row for each in positions(select(made, state_of({"focus": "project-0"}))).placed}
    assert abs(row["body-0"] - row["body-5"]) == 1
    assert abs(row["body-2"] - row["body-4"]) == 1


def test_kinds_of_bodies_can_be_left_out() -> None:
    made = with_bodies(engaged=(0, 1, 2, 3), joined=())
    whole = select(made, state_of({"focus": "project-0"}))
    assert whole.kinds == (("OrganizationGroup", 1), ("Council", 2), ("University", 1))
    for query, kept in (("Council", {"body-0", "body-3"}), ("-OrganizationGroup", {"body-0", "body-2", "body-3"})):
        found = select(made, state_of({"focus": "project-0", "kinds": query}))
        assert {node.id for node in found.nodes if node.id.startswith("body-")} - {"body-made"} == kept
        assert found.kinds == whole.kinds


def test_what_is_hidden_is_not_drawn_and_the_focus_cannot_be_hidden() -> None:
    made = with_bodies(engaged=(0, 1), joined=())
    found = select(made, state_of({"focus": "project-0", "hide": "body-0,project-0,no-such"}))
    ids = {node.id for node in found.nodes}
    assert "body-0" not in ids
    assert {"project-0", "body-1"} <= ids
    assert [node.id for node in found.hidden] == ["body-0"]


def test_a_node_tells_which_of_its_links_are_not_drawn_and_they_can_be_opened() -> None:
    made = plan(NAMES, projects=3, measures=5, indicators=2)
    shut = select(made, state_of({"focus": "field-1"}))
    assert shut.more["field-0" if "field-0" in shut.more else "project-1"]
    assert shut.more["project-1"] == {"related": 1}
    opened = select(made, state_of({"focus": "field-1", "expand": "project-1"}))
    assert len(opened.edges) == len(shut.edges) + 1
    assert "project-1" not in opened.more
    assert {"field-0"} <= {node.id for node in opened.nodes}
    by_relation = select(made, state_of({"focus": "project-1", "expand": "field-0.primary"}))
    assert ("project-0", "primary") in {(edge.source, edge.relation) for edge in by_relation.edges}
    assert "related" in by_relation.more["field-0"]


def test_what_the_filters_leave_out_is_not_counted_as_more() -> None:
    made = plan(NAMES, projects=3, measures=5)
    found = select(made, state_of({"focus": "field-1", "rels": "primary,listed"}))
    assert all(not counts.keys() & {"related", "measures"} for counts in found.more.values())


def test_what_is_opened_counts_for_the_limit() -> None:
    made = plan(NAMES, projects=3, measures=300)
    found = select(made, state_of({"focus": "field-1", "expand": "field-0,project-0"}))
    assert len(found.nodes) == 150
    assert found.total > 300
