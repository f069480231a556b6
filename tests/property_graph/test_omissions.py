"""The table of what each form leaves out is complete and true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.property_graph.names import names
from graph.property_graph.omissions import PROPERTY_GRAPH
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL, vocabulary
from tests.conftest import ROOT
from tests.property_graph.forms import BASE, BUNDLED, DERIVED, GRAPH, LABEL, TYPE, Form, form, quad, quads_of, told

DECISION = ROOT / "docs" / "decisions" / "property-graph.md"
ORG, XSD, SKOS = PREFIXES["org"], PREFIXES["xsd"], PREFIXES["skos"]
BY_NAME = {each.name: each for each in PROPERTY_GRAPH}
RESTORED = [each.name for each in PROPERTY_GRAPH if each.restored]
LOST = [each.name for each in PROPERTY_GRAPH if not each.restored]

PROJECT = [quad("project", TYPE, "pol:Project"), quad("project", TYPE, NamedNode(PREFIXES["schema"] + "Project"))]
AREA = [
    quad("area", TYPE, "pol:PolicyArea"),
    quad("area", TYPE, NamedNode(SKOS + "Concept")),
    quad("area", LABEL, Literal("水素", language="ja")),
]
PASSAGE = [
    quad("passage", TYPE, "pol:Passage"),
    quad("passage", TYPE, NamedNode(PREFIXES["prov"] + "Entity")),
    quad("passage", "firstLine", 3),
    quad("passage", "lastLine", 4),
]
LINK = [
    quad("link", TYPE, "pol:Contribution"),
    quad("link", "project", ":project"),
    quad("link", "area", ":area"),
    quad("link", DERIVED, ":passage"),
    quad("project", "serves", ":area"),
]
SUM = [quad("area", DERIVED, ":link"), quad("area", DERIVED, ":passage")]
SOUND = [*PROJECT, *AREA, *PASSAGE, *LINK, *SUM]

# By omission that is restored: how to see that the form does not hold it as such.
NOT_HELD: Mapping[str, Callable[[Form], bool]] = {
    "shortcuts": lambda found: len(found.relationships) == 2,
    "link-nodes": lambda found: BASE + "link" not in {each.id for each in found.nodes},
    "wider-classes": lambda found: (
        {label for each in found.nodes for label in each.labels} == {"Project", "PolicyArea", "Passage"}
    ),
    "sources-of-links": lambda found: not {each.source for each in found.relationships} & {BASE + "link"},
    "references-to-claims": lambda found: not {each.target for each in found.relationships} & {BASE + "link"},
}

# By omission that is lost: a quad beside sound ones that cannot come back, and which lost triples it explains.
DAMAGES: Mapping[str, Sequence[Quad]] = {
    "last-digits": [quad("area", "value", Literal("0.12345678901234567891", datatype=NamedNode(XSD + "decimal")))],
    "spelling-of-values": [
        quad("area", "number", Literal("007", datatype=NamedNode(XSD + "integer"))),
        quad("area", LABEL, Literal("untagged")),
        quad("area", "unit", Literal("件", language="ja")),
    ],
    "unknown-terms": [quad("area", "https://example.org/rank", 3), quad("area", TYPE, NamedNode(POL + "Rank"))],
    "loose-links": [
        quad("half", TYPE, "pol:Contribution"),
        quad("half", "project", ":project"),
        quad("half", "role", "pol:primary"),
        quad("far", TYPE, "pol:Contribution"),
        quad("far", "project", ":project"),
        quad("far", "area", ":elsewhere"),
        quad("kindless", TYPE, "pol:Relationship"),
        quad("kindless", "subject", ":area"),
        quad("kindless", "object", ":area"),
    ],
    "nameless-things": [
        Quad(BlankNode("x"), NamedNode(TYPE), NamedNode(POL + "Project"), GRAPH),
        Quad(NamedNode(BASE + "area"), NamedNode(DERIVED), BlankNode("x"), GRAPH),
        quad("thing", LABEL, Literal("x", language="ja")),
    ],
}


def test_the_table_names_each_omission_once_and_gives_its_reason() -> None:
    assert len(BY_NAME) == len(PROPERTY_GRAPH)
    assert all(each.what.endswith(".") and each.why.endswith(".") for each in PROPERTY_GRAPH)
    assert set(NOT_HELD) == set(RESTORED)
    assert {*DAMAGES, "graphs"} == set(LOST)


def test_the_decision_page_has_the_same_table() -> None:
    page = DECISION.read_text("utf-8")
    for each in PROPERTY_GRAPH:
        back = "comes back" if each.restored else "lost"
        assert f"| {each.name} | {each.what} | {each.why} | {back} |" in page


@pytest.mark.parametrize("name", RESTORED)
def test_what_is_left_out_but_follows_comes_back(name: str) -> None:
    found = form(SOUND)
    assert NOT_HELD[name](found)
    assert found.triples() == told(SOUND)


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_lost_is_lost_alone(name: str) -> None:
    """Each example goes, all of it, and takes nothing sound with it."""
    found = [*SOUND, *DAMAGES[name]]
    lost = told(found) - form(found).triples()
    assert lost == told(DAMAGES[name])


def test_the_graph_of_a_statement_is_lost() -> None:
    elsewhere = [Quad(*each.triple, NamedNode(BASE + "document-a-derived")) for each in SOUND]
    assert form(elsewhere) == form(SOUND)


def test_a_plan_that_was_loaded_loses_nothing_but_its_graphs() -> None:
    """And there is something of each restored omission in it that could be lost."""
    found = quads_of(BUNDLED)
    known = names()
    held = form(found)
    assert told(found) == held.triples()
    predicates = {each.predicate.value for each in found}
    assert {iri for iri in known.joining if iri in predicates}
    assert len({each.graph_name for each in found}) > 1


THINGS = st.sampled_from(["project", "area", "passage", "link", "half", "tie", "thing"])
PROPERTIES = [each.iri for each in (*vocabulary().properties.values(), *vocabulary().joining.values())]
CLASSES = [each.iri for each in (*vocabulary().node_types.values(), *vocabulary().link_types.values())]
VALUES = st.one_of(
    THINGS.map(lambda name: NamedNode(BASE + name)),
    st.sampled_from([NamedNode(each.iri) for each in vocabulary().terms.values()]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=4).map(Literal),
    st.text("あa", max_size=2).map(lambda text: Literal(text, language="ja")),
    st.text("あa", max_size=2).map(lambda text: Literal(text, language="zh-hant")),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.just(BlankNode("b")),
)
ANY = st.lists(
    st.builds(
        lambda subject, predicate, value: Quad(NamedNode(BASE + subject), NamedNode(predicate), value, GRAPH),
        THINGS, st.sampled_from([*PROPERTIES, "https://example.org/rank"]), VALUES,
    )
    | st.builds(lambda subject, iri: quad(subject, TYPE, NamedNode(iri)), THINGS, st.sampled_from(CLASSES)),
    max_size=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_whatever_else_a_graph_holds_nothing_is_lost_but_what_the_table_names(found: list[Quad]) -> None:
    """And what comes back beside it follows from the ontology: wider classes and shortcuts, or another spelling."""
    given_ = told([*SOUND, *found])
    held = form([*SOUND, *found])
    nodes = {each.id for each in held.nodes}
    links = {str(each.properties["id"]) for each in held.relationships if "id" in each.properties}
    for triple in given_ - held.triples():
        assert explained(triple, nodes, links, given_), triple


def explained(triple: Triple, nodes: set[str], links: set[str], given_: set[Triple]) -> str:
    """The name of the omission that a lost triple is of, empty where there is none."""
    known = names()
    subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object  # type: ignore[union-attr]
    property_ = known.properties.get(predicate)
    if isinstance(triple.subject, BlankNode) or isinstance(value, BlankNode):
        return "nameless-things"
    types = {each.object.value for each in given_ if each.subject == triple.subject and each.predicate.value == TYPE}
    if types & set(known.links):
        # The link is no relationship, or this is a second end, class or kind of one that is.
        if subject not in links or predicate in known.joining or predicate in (TYPE, POL + "kind"):
            return "loose-links"
    elif subject not in nodes:
        return "nameless-things"
    if predicate in known.joining:
        return "loose-links"  # an end or a shortcut without its link
    if property_ is None:
        return "unknown-terms" if predicate != TYPE else ""
    if isinstance(value, Literal):
        told_types = {property_.datatype, None} if property_.datatype else {None}
        return "" if value.datatype.value in told_types else "spelling-of-values"
    return "spelling-of-values" if property_.datatype else ""
