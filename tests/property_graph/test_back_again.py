"""Nodes and relationships tell the same claims as the RDF graph: none is missing, none is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.facts import Facts
from graph.rdf import quads
from tests.conftest import DOCUMENTS
from tests.markdown.made import facts_of_made_plans
from tests.property_graph.forms import BASE, BUNDLED, form, quads_of, told

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
