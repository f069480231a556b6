"""``database`` is a real Neo4j, empty at the start of each module (see ``server``); ``plan`` and ``other`` are quads of
two made plans under one base, grouped by subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.neo4j.connection import Target
from graph.property_graph.grouping import grouped
from graph.rdf import quads
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from tests.conftest import DOCUMENTS
from tests.neo4j.server import emptied

BASE = "https://example.org/plans/id/"


def quads_of(path: Path) -> Sequence[Quad]:
    """The quads of one document."""
    loaded = facts_of_document(read_file(path))
    return grouped(quads(loaded.facts, BASE, loaded.id))


@pytest.fixture(scope="session")
def plan() -> Sequence[Quad]:
    """The made plan of a made prefecture."""
    return quads_of(DOCUMENTS / "asagiri-industry-plan.txt")


@pytest.fixture(scope="session")
def other(plan: Sequence[Quad]) -> Sequence[Quad]:
    """The same plan changed in every way that a push has to follow, with a second plan beside it."""
    return grouped([*changed(plan), *quads_of(DOCUMENTS / "suzukake-town-livelihoods.txt")])


def changed(plan: Sequence[Quad]) -> Iterator[Quad]:
    """Every third measure is gone, projects have another name and no definition, related contributions are primary,
    companies and councils change places."""
    type_, label = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["rdfs"] + "label")

    def of(name: str) -> list[NamedNode]:
        return sorted(
            {each.subject for each in plan if each.predicate == type_ and each.object.value == POL + name}, key=str
        )

    gone, projects = set(of("Measure")[::3]), set(of("Project"))
    # A link without one of its ends is gone too.
    gone |= {each.subject for each in plan if each.object in gone and "listing" in each.subject.value}
    swapped = {POL + "Company": POL + "Council", POL + "Council": POL + "Company", POL + "related": POL + "primary"}
    for each in plan:
        value = each.object
        if each.subject in gone or value in gone:
            continue
        if each.subject in projects and each.predicate == label:
            value = Literal(value.value + "・改", language="ja")
        elif isinstance(value, NamedNode) and value.value in swapped:
            value = NamedNode(swapped[value.value])
        yield Quad(each.subject, each.predicate, value, each.graph_name)


@pytest.fixture(scope="module")
def database() -> Iterator[Target]:
    """A real Neo4j with nothing in it."""
    with emptied() as target:
        yield target
