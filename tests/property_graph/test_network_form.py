"""The networkx graph has the nodes and links of the property graph, but for what its table names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Quad

from graph.facts import Facts
from graph.network import network
from graph.property_graph.omissions import NETWORK
from graph.rdf import facts_of, quads
from tests.conftest import DOCUMENTS
from tests.markdown.made import facts_of_made_plans
from tests.property_graph.forms import BASE, DERIVED, TYPE, Form, form, quad, quads_of, told
from tests.property_graph.test_omissions import DECISION

if TYPE_CHECKING:
    from graph.network import Network

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
Ends = Counter[tuple[str, str, str]]


def drawn(found: Iterable[Quad]) -> Network:
    """The networkx graph of quads."""
    return network(facts_of(found, BASE))


def links_of(graph: Network) -> Ends:
    """(source, type in Cypher, target) of all links, with their number."""
    return Counter((BASE + a, data["relationship"], BASE + b) for a, b, data in graph.edges(data=True))


def links_without_passages(held: Form) -> Ends:
    """The same of the property graph, without what leads to or from a passage."""
    passages = {each.id for each in held.nodes if "Passage" in each.labels}
    ends = ((each.source, each.type, each.target) for each in held.relationships)
    return Counter(each for each in ends if not passages & {each[0], each[2]})


@settings(max_examples=20, deadline=None, suppress_health_check=_SLOW)
@given(facts_of_made_plans())
def test_nodes_and_links_are_those_of_the_property_graph(facts: Facts) -> None:
    found = list(quads(facts, BASE, "document-any"))
    graph, held = drawn(found), form(found)
    assert {BASE + each for each in graph} == {each.id for each in held.nodes if "Passage" not in each.labels}
    assert links_of(graph) == links_without_passages(held)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt"))[:3], ids=lambda path: path.stem)
def test_so_are_those_of_a_plan_that_was_read(path: Path) -> None:
    found = quads_of(path)
    graph = drawn(found)
    assert links_of(graph) == links_without_passages(form(found))
    assert not [data for _, _, data in graph.edges(data=True) if not data["relationship"]]


def test_what_was_computed_from_a_node_leads_to_it() -> None:
    found = [
        *(quad(name, TYPE, "pol:Fact") for name in ("sum", "part")),
        quad("sum", DERIVED, ":part"),
        quad("sum", DERIVED, ":no-node"),
    ]
    graph = drawn(found)
    assert links_of(graph) == links_without_passages(form(found)) == {(BASE + "sum", "DERIVED_FROM", BASE + "part"): 1}
    assert "references-to-claims" in {each.name for each in NETWORK}
    assert len(told(found)) == 4


def test_the_attributes_are_those_that_the_table_leaves() -> None:
    graph = drawn(quads_of(sorted(DOCUMENTS.glob("*.txt"))[0]))
    assert {name for _, data in graph.nodes(data=True) for name in data} == {"label", "type", "status", "lines"}
    assert {name for *_, data in graph.edges(data=True) for name in data} == {
        "type", "role", "relationship", "status", "lines",
    }  # fmt: skip


def test_the_decision_page_has_the_table() -> None:
    page = DECISION.read_text("utf-8")
    assert {each.name for each in NETWORK} == {"passages", "properties", "references-to-claims"}
    assert all(f"| {each.name} | {each.what} | {each.why} |" in page for each in NETWORK)
