"""Measures on a small plan whose answers are known, and against the plain definition of each on drawn plans."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.facts import Facts, Link, Node, Ref, Term, Text, facts
from graph.measures.cooperation import bridges, components, cooperation
from graph.measures.coverage import coverage
from graph.measures.degrees import degrees
from graph.measures.kept import KeptMeasures
from graph.measures.paths import Ways
from graph.measures.table import MEASURES
from graph.network import network
from graph.snapshot import Snapshot
from visualizations.pages.measures import measures_json, measures_page, measures_rows

if TYPE_CHECKING:
    from graph.network import Network


def node(id_: str, type_: str, **references: str) -> Node:
    """A node that is called as its id."""
    return Node(id_, type_, {"label": (Text(id_),), **{name: (Ref(to),) for name, to in references.items()}})


def link(type_: str, source: str, target: str, **terms: str) -> Link:
    """A link of two nodes."""
    properties = {name: (Term(value),) for name, value in terms.items()}
    return Link(
        f"{source}-{type_}-{target}-{'-'.join(terms.values())}", type_, properties, source=source, target=target
    )


def small_plan() -> Facts:
    """Two projects joined by a university; a third with nobody; a council of two firms; a publisher that is in all."""
    nodes = [
        node("plan", "Plan", publisher="prefecture"), node("prefecture", "GovernmentBody"),
        *(node(name, "Project", isPartOf="plan") for name in ("hydrogen", "health", "lonely")),
        node("part", "ProjectPart", isPartOf="health"),
        *(node(name, "GrowthField", isPartOf="plan") for name in ("energy", "care", "empty")),
        *(node(name, "Indicator") for name in ("stations", "visits", "sales")),
        node("university", "University"), node("firms", "OrganizationGroup"), node("maker", "Company"),
        node("council", "Council"), node("member", "Company"), node("bystander", "Company"),
    ]  # fmt: skip
    links = [
        link("Contribution", "hydrogen", "energy", role="primary"),
        link("Contribution", "health", "care", role="primary"),
        link("Contribution", "health", "energy", role="related"),
        link("Contribution", "lonely", "care", role="related"),
        link("Contribution", "hydrogen", "energy", role="related"),
        link("Measurement", "stations", "hydrogen"), link("Measurement", "visits", "part"),
        link("Measurement", "sales", "health"),
        link("Engagement", "university", "hydrogen", role="collaborator"),
        link("Engagement", "university", "health", role="operator"),
        link("Engagement", "maker", "hydrogen", role="party"),
        link("Engagement", "firms", "health", role="beneficiary"),
        link("Engagement", "bystander", "lonely", role="mentioned"),
        *(link("Engagement", "prefecture", name, role="operator") for name in ("hydrogen", "health", "lonely")),
        link("Membership", "member", "council"), link("Relationship", "council", "university", kind="partOf"),
    ]  # fmt: skip
    return facts(nodes, links)


@pytest.fixture(scope="module")
def plan() -> Network:
    """The small plan as a networkx graph."""
    return network(small_plan())


def test_coverage_counts_projects_indicators_of_parts_too_and_bodies_that_do_something(plan: Network) -> None:
    found = {each.id: each for each in coverage(plan)}
    energy, care, empty = found["energy"], found["care"], found["empty"]
    assert (energy.primary, energy.related) == (("hydrogen",), ("health",))
    assert (energy.indicators, energy.indicators_of_all) == (1, 3)
    assert (energy.bodies, energy.bodies_of_all) == (3, 3)
    assert (care.primary, care.related, care.indicators, care.bodies) == (("health",), ("lonely",), 2, 2)
    assert energy.gaps == care.gaps == ()
    assert empty.gaps == ("primary", "indicators", "bodies")


def test_the_body_that_alone_joins_two_projects_is_the_first_bridge(plan: Network) -> None:
    first, second = bridges(plan)[:2]
    assert (first.id, first.parts, first.projects, first.bodies) == ("university", 3, 2, 1)
    assert (second.id, second.parts) == ("council", 2)
    assert first.betweenness > second.betweenness


def test_neither_the_publisher_nor_a_class_of_bodies_nor_a_mention_joins_anything(plan: Network) -> None:
    assert not {each.id for each in bridges(plan)} & {"prefecture", "firms", "bystander", "maker"}
    assert not {"prefecture", "firms"} & set(cooperation(plan))
    assert ("lonely",) in components(plan)


def test_parts_are_all_that_share_somebody(plan: Network) -> None:
    assert components(plan) == (("council", "health", "hydrogen", "maker", "member", "university"), ("lonely",))


def test_degrees_are_counted_by_role_and_what_has_none_is_told(plan: Network) -> None:
    found = degrees(plan)
    assert found["university"] == {"collaborator": 1, "operator": 1, "relations": 1}
    assert found["energy"] == {"primary": 1, "related": 2}
    assert found["member"] == {"memberships": 1}
    assert found["empty"] == {}
    assert next(iter(found)) in {"hydrogen", "health"}


def test_a_way_tells_each_link_and_its_direction(plan: Network) -> None:
    (way,) = Ways(plan).between("maker", "health")[:1]
    assert [(step.source, step.target, step.forward) for step in way] == [
        ("maker", "hydrogen", True), ("hydrogen", "energy", True), ("energy", "health", False),
    ]  # fmt: skip
    assert [(step.type, step.role) for step in way] == [
        ("Engagement", "party"), ("Contribution", "primary"), ("Contribution", "related"),
    ]  # fmt: skip


def test_no_way_leads_over_the_plan_or_to_what_is_not_there(plan: Network) -> None:
    ways = Ways(plan)
    assert all("plan" not in (step.source, step.target) for way in ways.between("empty", "care") for step in way)
    assert (
        ways.between("empty", "care") == ways.between("maker", "no-such-thing") == ways.between("maker", "maker") == ()
    )
    assert "lonely" in ways.distances("maker", ["lonely", "empty", "no-such-thing"])
    assert ways.distances("no-such-thing", ["lonely"]) == {}


def test_a_way_leads_over_the_publisher_only_where_it_is_an_end(plan: Network) -> None:
    ways = Ways(plan)
    assert not [way for way in ways.between("hydrogen", "health") if "prefecture" in {step.target for step in way}]
    (way,) = ways.between("prefecture", "lonely")
    assert [step.target for step in way] == ["lonely"]


IDS = [f"body-{n}" for n in range(6)] + [f"project-{n}" for n in range(3)]
PAIRS = st.sets(st.sampled_from([pair for pair in combinations(IDS, 2) if pair[0].startswith("body")]), max_size=14)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAIRS)
def test_bridges_and_parts_are_those_of_the_definition(pairs: set[tuple[str, str]]) -> None:
    """A body breaks the graph where taking it away leaves more parts; betweenness is the share of shortest ways."""
    nodes = [node(each, "Company" if each.startswith("body") else "Project") for each in IDS]
    links = [
        link("Engagement", a, b, role="operator")
        if b.startswith("project")
        else link("Relationship", a, b, kind="partOf")
        for a, b in sorted(pairs)
    ]
    drawn = network(facts(nodes, links))
    graph = networkx.Graph(pairs)
    graph.add_nodes_from(IDS)
    found = {each.id: each for each in bridges(drawn)}
    whole = networkx.number_connected_components(graph)
    for body in IDS[:6]:
        rest = graph.subgraph(each for each in IDS if each != body)
        breaks = networkx.number_connected_components(rest) > whole - (0 if graph[body] else 1)
        assert (body in found and found[body].parts > 1) == (breaks and bool(graph[body]))
        if body in found:
            assert found[body].betweenness == pytest.approx(share(graph, body), abs=1e-6)
        else:
            assert share(graph, body) == 0
    parts = {frozenset(each) for each in networkx.connected_components(graph)}
    told = {frozenset(each) for each in components(drawn)}
    assert told == {each for each in parts if len(each) > 1 or next(iter(each)).startswith("project")}


def share(graph: networkx.Graph[str], body: str) -> float:
    """The share of shortest ways between two others that lead over a body, summed and divided by the pairs."""
    total = 0.0
    others = [each for each in graph if each != body]
    for a, b in combinations(others, 2):
        if networkx.has_path(graph, a, b):
            ways = list(networkx.all_shortest_paths(graph, a, b))
            total += sum(body in way for way in ways) / len(ways)
    return total / (len(others) * (len(others) - 1) / 2)


SNAPSHOT = Snapshot("1", "https://example.org/id/", small_plan())
EMPTY = Snapshot("0", "", facts([], []))


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_measure_says_what_it_means_for_a_planner(name: str, lang: str) -> None:
    told = measures_json(SNAPSHOT, lang, {"measure": name})["measures"]
    assert list(told) == [name]
    assert len(told[name]["meaning"]) > 30
    assert told[name]["meaning"] in measures_page(SNAPSHOT, lang, {"measure": name}).replace("&#39;", "'")
    assert "{" not in told[name]["summary"]
    assert told[name]["rows"]
    names = [column["name"] for column in told[name]["columns"]]
    assert all(list(row) == names for row in told[name]["rows"])
    assert all(column["title"] for column in told[name]["columns"])
    assert measures_rows(SNAPSHOT, {"measure": name}) == told[name]["rows"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_empty_graph_has_every_measure_without_rows(lang: str) -> None:
    told = measures_json(EMPTY, lang, {})["measures"]
    assert list(told) == list(MEASURES)
    assert not [name for name, each in told.items() if each["rows"]]
    assert measures_page(EMPTY, lang, {"from": "no-such-thing"}).count("<section") == len(MEASURES)


def test_ways_are_asked_by_their_ends_and_an_unknown_end_has_none() -> None:
    asked = {"measure": "paths", "from": "maker", "to": "health"}
    rows = measures_rows(SNAPSHOT, asked)
    assert {row["steps"] for row in rows} == {3}
    assert {row["way"] for row in rows} == {
        "maker → hydrogen → energy → health",
        "maker → hydrogen → university → health",
    }
    assert measures_rows(SNAPSHOT, asked | {"from": "no-such-thing"}) == []
    assert measures_rows(SNAPSHOT, asked | {"to": "no-such-thing"}) == []


def test_other_facts_are_measured_anew() -> None:
    kept = KeptMeasures()
    before = kept.rows(SNAPSHOT.facts, "coverage", {})
    assert kept.rows(SNAPSHOT.facts, "coverage", {}) is before
    assert kept.rows(EMPTY.facts, "coverage", {}) == []
    assert kept.rows(SNAPSHOT.facts, "coverage", {}) == before
