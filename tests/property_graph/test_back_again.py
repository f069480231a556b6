"""Nodes and relationships tell the same claims as the RDF graph: none is missing, none is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import NamedNode, Store

from graph.facts import Facts
from graph.property_graph.derive import property_nodes, property_relationships
from graph.property_graph.grouping import by_subject
from graph.rdf import quads
from tests.conftest import DOCUMENTS
from tests.markdown.made import facts_of_made_plans
from tests.property_graph.forms import BASE, BUNDLED, TYPE, form, quad, quads_of, told

MADE = sorted(DOCUMENTS.glob("*.txt"))
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=40, deadline=None, suppress_health_check=_SLOW)
@given(facts_of_made_plans())
def test_whatever_a_plan_says_comes_back(facts: Facts) -> None:
    found = list(quads(facts, BASE, "document-any"))
    assert form(found).triples() == told(found)


@pytest.mark.parametrize("path", [*MADE, BUNDLED], ids=lambda path: path.stem)
def test_each_plan_of_ours_comes_back(path: Path) -> None:
    found = quads_of(path)
    assert form(found).triples() == told(found)


def test_the_official_plan_comes_back(official_text: Path) -> None:
    found = quads_of(official_text)
    assert len(found) > 5000
    assert form(found).triples() == told(found)


def test_many_plans_in_one_graph_come_back_together() -> None:
    """Bodies and instruments that several plans name are said in several graphs."""
    found = [quad for path in MADE for quad in quads_of(path)]
    assert len({each.graph_name for each in found}) >= len(MADE)
    assert form(found).triples() == told(found)


@settings(max_examples=10, deadline=None, suppress_health_check=_SLOW)
@given(facts_of_made_plans())
def test_it_makes_no_difference_in_which_order_a_store_gives_them(facts: Facts) -> None:
    found = list(quads(facts, BASE, "document-any"))
    store = Store()
    store.extend(found)
    read = by_subject(store, {each.graph_name.value for each in found})
    wanted = form(reversed(found))
    assert sorted(property_nodes(read), key=repr) == sorted(wanted.nodes, key=repr)
    assert sorted(property_relationships(read), key=repr) == sorted(wanted.relationships, key=repr)


def test_what_another_graph_says_of_the_same_thing_is_left_alone() -> None:
    other = NamedNode(BASE + "document-b")
    store = Store()
    store.extend([quad("body", TYPE, "pol:Plan"), quad("body", "firstFiscalYear", 2020, other)])
    (alone,) = property_nodes(by_subject(store, [BASE + "document-a"]))
    assert alone.properties == {"id": BASE + "body"}
    (both,) = property_nodes(by_subject(store, [BASE + "document-a", other.value]))
    assert both.properties["firstFiscalYear"] == 2020


def test_a_store_gives_only_the_graphs_that_were_asked_for() -> None:
    store = Store()
    found = [quads_of(path) for path in MADE[:2]]
    for each in found:
        store.extend(each)
    names = {each.graph_name.value for each in found[0]}
    alone = form(found[0])
    assert sorted(property_nodes(by_subject(store, names)), key=repr) == sorted(alone.nodes, key=repr)
    assert list(property_nodes(by_subject(store, []))) == []
