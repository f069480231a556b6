"""How the RDF graph appears in Cypher, as the page of fixed terms says it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from graph.property_graph.derive import property_nodes
from graph.property_graph.grouping import grouped
from graph.property_graph.names import names, read_name
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL, vocabulary
from tests.property_graph.forms import BASE, DERIVED, LABEL, TYPE, form, quad

ORG, SKOS, DCTERMS, XSD = (PREFIXES[name] for name in ("org", "skos", "dcterms", "xsd"))


def passage(name: str, first: int, last: int) -> list[Quad]:
    """A passage of a document."""
    return [
        quad(name, TYPE, "pol:Passage"),
        quad(name, "firstLine", first),
        quad(name, "lastLine", last),
        quad(name, DCTERMS + "isPartOf", ":document-a"),
    ]


DOCUMENT = [quad("document-a", TYPE, "pol:SourceDocument"), *passage("p1", 3, 5), *passage("p2", 5, 6)]
FIELD = [
    quad("field", TYPE, "pol:GrowthField"),
    quad("field", TYPE, "pol:PolicyArea"),
    quad("field", TYPE, NamedNode(SKOS + "Concept")),
    quad("field", LABEL, Literal("水素", language="ja")),
    quad("field", LABEL, Literal("Hydrogen", language="en")),
    quad("field", SKOS + "altLabel", Literal("水素産業", language="ja")),
    quad("field", SKOS + "altLabel", Literal("H2", language="en")),
    quad("field", "number", 4),
    quad("field", DERIVED, ":p1"),
]
PROJECT = [quad("project", TYPE, "pol:Project"), quad("project", LABEL, Literal("港の再生", language="ja"))]
LINK = [
    quad("contribution", TYPE, "pol:Contribution"),
    quad("contribution", "project", ":project"),
    quad("contribution", "area", ":field"),
    quad("contribution", "role", "pol:primary"),
    quad("contribution", "status", "pol:repaired"),
    quad("contribution", "rule", "label-position"),
    quad("contribution", DERIVED, ":p1"),
    quad("contribution", DERIVED, ":p2"),
    quad("project", "serves", ":field"),
]
EVERYTHING = [*DOCUMENT, *FIELD, *PROJECT, *LINK]


def test_a_node_has_all_labels_its_iri_its_names_and_its_lines() -> None:
    node = form(EVERYTHING).node("field")
    assert node.labels == ("PolicyArea", "GrowthField")
    assert node.properties == {
        "id": BASE + "field", "name": "水素", "nameEn": "Hydrogen", "aliases": ["H2", "水素産業"], "aliasesEn": ["H2"],
        "number": 4, "lines": [3, 4, 5],
    }  # fmt: skip


def test_forms_of_a_name_come_back_in_their_languages() -> None:
    """``aliases`` has them all, in one list; two languages may have the same one."""
    both = [*FIELD, quad("field", SKOS + "altLabel", Literal("H2", language="ja"))]
    both += [quad("field", SKOS + "altLabel", Literal("수소", language="ko"))]
    found = form([*DOCUMENT, *both])
    assert found.node("field").properties["aliases"] == ["H2", "H2", "水素産業", "수소"]
    assert found.node("field").properties["aliases_ko"] == ["수소"]
    assert {each for each in found.triples() if "altLabel" in str(each.predicate)} == {
        each.triple for each in both if "altLabel" in str(each.predicate)
    }


def test_what_is_a_link_too_is_no_node() -> None:
    both = [*EVERYTHING, quad("contribution", TYPE, "pol:Fact")]
    assert BASE + "contribution" not in {each.id for each in form(both).nodes}
    assert form(both).link("contribution").type == "SERVES"


def test_a_term_where_no_list_of_terms_is_asked_for_stays_an_iri() -> None:
    licensed = [quad("plan", TYPE, "pol:Plan"), quad("plan", DCTERMS + "license", "pol:primary")]
    assert form(licensed).node("plan").properties["license"] == POL + "primary"


def test_a_body_is_an_organization_of_its_kind() -> None:
    body = [quad("body", TYPE, "pol:Council"), quad("body", TYPE, NamedNode(ORG + "Organization"))]
    assert form(body).node("body").labels == ("Organization", "Council")
    assert form(body[1:]).node("body").labels == ("Organization",)


def test_a_link_is_one_relationship_with_its_own_data_and_no_node() -> None:
    found = form(EVERYTHING)
    link = found.link("contribution")
    assert (link.type, link.source, link.target) == ("SERVES", BASE + "project", BASE + "field")
    assert link.properties == {
        "id": BASE + "contribution", "role": "primary", "status": "repaired", "rule": ["label-position"],
        "lines": [3, 4, 5, 6], "wasDerivedFrom": [BASE + "p1", BASE + "p2"],
    }  # fmt: skip
    assert [each.type for each in found.relationships].count("SERVES") == 1
    assert BASE + "contribution" not in {each.id for each in found.nodes}


def test_a_link_without_rule_has_an_empty_list_of_rules() -> None:
    plain = [each for each in EVERYTHING if each.predicate.value != POL + "rule"]
    assert form(plain).link("contribution").properties["rule"] == []


def test_structure_is_a_relationship_without_an_id() -> None:
    assert form(EVERYTHING).structure() == {
        ("p1", "PART_OF", "document-a"), ("p2", "PART_OF", "document-a"), ("field", "DERIVED_FROM", "p1"),
    }  # fmt: skip


def test_a_relation_of_bodies_is_called_as_its_kind() -> None:
    found = form(
        [
            *(quad(name, TYPE, NamedNode(ORG + "Organization")) for name in ("a", "b")),
            quad("tie", TYPE, "pol:Relationship"),
            quad("tie", "subject", ":a"),
            quad("tie", "object", ":b"),
            quad("tie", "kind", "pol:collaboratesWith"),
            quad("a", "collaboratesWith", ":b"),
        ]
    )
    (tie,) = found.relationships
    assert (tie.type, tie.properties["kind"]) == ("COLLABORATES_WITH", "collaboratesWith")


def test_values_are_those_that_cypher_computes_with() -> None:
    found = form(
        [
            quad("value", TYPE, "pol:IndicatorValue"),
            quad("value", "value", Literal("12.50", datatype=NamedNode(XSD + "decimal"))),
            quad("value", "year", 2025),
            quad("value", "phase", "pol:target"),
            quad("activity", TYPE, "pol:ScheduledActivity"),
            quad("activity", "fiscalYear", 2021),
            quad("other", TYPE, "pol:ScheduledActivity"),
            *(quad("other", "fiscalYear", year) for year in (2023, 2021, 2022)),
            quad("event", TYPE, "pol:Event"),
            quad("event", "date", Literal("2019-02", datatype=NamedNode(XSD + "gYearMonth"))),
            quad("event", "planned", True),
        ]
    )
    value = found.node("value").properties
    assert (value["value"], value["year"], value["phase"]) == (12.5, 2025, "target")
    assert isinstance(value["value"], float)
    assert found.node("activity").properties["fiscalYear"] == [2021]
    assert found.node("other").properties["fiscalYear"] == [2021, 2022, 2023]
    assert found.node("event").properties == {"id": BASE + "event", "date": "2019-02", "planned": True}


def test_a_number_that_64_bits_cannot_hold_is_the_text_of_its_digits() -> None:
    huge = str(2**63)
    long = "9" * 5000
    found = form(
        [
            quad("field", TYPE, "pol:GrowthField"),
            quad("field", TYPE, "pol:PolicyArea"),
            quad("field", TYPE, NamedNode(SKOS + "Concept")),
            quad("field", "number", Literal(huge, datatype=NamedNode(XSD + "integer"))),
            quad("field", "value", Literal(long, datatype=NamedNode(XSD + "decimal"))),
        ]
    )
    assert found.node("field").properties["number"] == huge
    assert found.node("field").properties["value"] == long
    assert len(found.triples()) == 5


def test_a_second_value_of_what_has_one_keeps_the_kind_of_value() -> None:
    """Two documents that print a body's name differently do not make a list of its name."""
    two = [*FIELD, quad("field", LABEL, Literal("水素・アンモニア", language="ja"))]
    properties = form(two).node("field").properties
    assert (properties["name"], properties["nameOthers"]) == ("水素", ["水素・アンモニア"])
    assert properties["nameEn"] == "Hydrogen"


def test_a_claim_that_was_computed_from_claims_names_them() -> None:
    derived = [
        *EVERYTHING,
        quad("sum", TYPE, "pol:Fact"),
        quad("sum", DERIVED, ":contribution"),
        quad("sum", DERIVED, ":p2"),
    ]
    found = form(derived)
    assert found.node("sum").properties == {
        "id": BASE + "sum", "wasDerivedFrom": [BASE + "contribution"], "lines": [5, 6],
    }  # fmt: skip
    assert ("sum", "DERIVED_FROM", "p2") in found.structure()


def test_a_reference_to_what_is_no_node_is_kept_as_its_iri() -> None:
    lonely = [quad("part", TYPE, "pol:ProjectPart"), quad("part", DCTERMS + "isPartOf", ":elsewhere")]
    found = form(lonely)
    assert found.relationships == ()
    assert found.node("part").properties["isPartOf"] == [BASE + "elsewhere"]


def test_an_iterator_is_read_as_well_as_a_list() -> None:
    ordered = grouped(EVERYTHING)
    assert list(property_nodes(iter(ordered))) == list(property_nodes(ordered))


def test_no_name_of_the_ontology_can_be_taken_for_another() -> None:
    """``nameEn``, ``nameOthers`` and ``name_ko`` are told from the properties' own names; so are id and lines."""
    for property_ in vocabulary().properties.values():
        found = read_name(property_.graph_name, names())
        assert found
        assert found[0] is property_
        assert property_.graph_name not in ("id", "lines")
    assert len(names().by_name) == len(vocabulary().properties)
    for name, language in (("nameEn", "en"), ("name_zh_hant", "zh-hant"), ("nameEnOthers", "en"), ("name", "ja")):
        found = read_name(name, names())
        assert found
        assert (found[0].name, found[1]) == ("label", language)


def test_labels_and_relationship_types_share_no_name() -> None:
    """Some engines keep both in one namespace."""
    labels = {label for each in vocabulary().node_types.values() for label in each.graph_labels}
    assert not labels & {*names().structure, *names().link_of, *names().kinds.values()}
