"""Everything that the fixed page of terms names is in the ontology file, with what it says of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.documentation import documentation, short
from ontology.prefixes import PREFIXES
from ontology.vocabulary import disjoint_classes, turtle, vocabulary
from tests.conftest import ROOT

KNOWN = vocabulary()
# The fixed names by heart, so that no file has to be beside the checkout; the test after next reads them from the page.
CLASSES = {
    "Plan": "prov:Entity schema:CreativeWork", "SourceDocument": "foaf:Document", "Passage": "prov:Entity",
    "PolicyArea": "skos:Concept", "GrowthField": "pol:PolicyArea", "CrossCuttingArea": "pol:PolicyArea",
    "FieldGroup": "skos:Concept", "Project": "schema:Project", "ProjectPart": "", "Component": "", "MeasureGroup": "",
    "Measure": "", "ScheduledActivity": "prov:Plan", "Indicator": "schema:StatisticalVariable",
    "IndicatorValue": "qb:Observation", "Person": "foaf:Person", "Finding": "", "Fact": "qb:Observation",
    "Event": "schema:Event", "Instrument": "", "Identifier": "adms:Identifier",
}  # fmt: skip
KINDS = (
    "GovernmentBody", "Company", "University", "UniversityUnit", "ResearchCenter", "Lab", "Platform", "Council",
    "Cluster", "Network", "NetworkDivision", "StudyGroup", "Team", "SupportOrganization", "TalentBank",
    "FinancialInstitution", "School", "Association", "Site", "OrganizationGroup",
)  # fmt: skip
LINKS = {
    "pol:Contribution": ("pol:project", "pol:area", "pol:serves", "SERVES"),
    "pol:Engagement": ("pol:organization", "pol:project", "pol:engagedIn", "ENGAGED_IN"),
    "pol:Listing": ("pol:measure", "pol:listedIn", "pol:listedUnder", "LISTED_UNDER"),
    "pol:Measurement": ("pol:indicator", "pol:measured", "pol:measures", "MEASURES"),
    "org:Membership": ("org:member", "org:organization", "org:memberOf", "MEMBER_OF"),
    "pol:Relationship": ("pol:subject", "pol:object", None, None),
}
STRUCTURE = {
    "dcterms:isPartOf": "PART_OF", "skos:broader": "BROADER", "pol:observationOf": "OBSERVATION_OF",
    "prov:wasDerivedFrom": "DERIVED_FROM", "pol:concerns": "CONCERNS", "pol:mentions": "MENTIONS",
    "pol:follows": "FOLLOWS",
}  # fmt: skip
VALUES = {
    "status": "stated repaired inferred derived curated",
    "role": "primary related operator collaborator supporter beneficiary party mentioned",
    "phase": "baseline target actual",
    "basis": "cumulative periodTotal singleYear pointInTime basisNotStated",
    "yearKind": "fiscalYearKind calendarYearKind",
    "comparator": "equal atLeast atMost approximately",
    "findingKind": "currentState issue direction",
    "instrumentKind": "agreement scheme law plan programme facility product",
    "register": "corporateNumber localGovernmentCode edinetCode securitiesCode wikidataItem subdivisionCode",
    "certainty": "confirmed computed",
    "kind": "partOf collaboratesWith operates establishedBy hostedAt succeeds partyTo",
}
DATA = {
    "firstFiscalYear": "integer", "lastFiscalYear": "integer", "firstLine": "integer", "lastLine": "integer",
    "exact": "string", "number": "integer", "theme": "string", "fiscalYear": "integer", "statedYear": "integer",
    "detail": "string", "targetGroup": "string", "tag": "string", "unit": "string", "periodYears": "integer",
    "value": "decimal", "valueText": "string", "year": "integer", "reposted": "boolean", "rule": "string",
    "provisionalName": "boolean", "kana": "string", "country": "string", "established": None,
    "establishedFiscalYear": "integer", "planned": "boolean", "date": None, "endDate": None, "end": None,
    "endFiscalYear": "integer", "post": "string", "asOf": None, "about": "string", "sha256": "string",
    "seen": None, "seenIn": "string",
}  # fmt: skip
WITHOUT_WIDER_TERM = {"reposted", "provisionalName", "planned"}
SIGNS = {
    "field": ("#0072B2", "circle"), "project": ("#E69F00", "square"), "organization": ("#009E73", "hexagon"),
    "measure": ("#CC79A7", "triangle"), "indicator": ("#56B4E9", "diamond"), "plan": ("#D55E00", "star"),
}  # fmt: skip


def of_ours(iri: str) -> bool:
    """Whether a term is of our own namespace."""
    return iri.startswith(PREFIXES["pol"])


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_is_there_and_says_what_it_specialises(name: str) -> None:
    type_ = KNOWN.node_types[name]
    assert short(type_.iri) == f"pol:{name}"
    assert {short(each) for each in type_.specialises} >= set(CLASSES[name].split())
    assert type_.specialises
    area = ("PolicyArea",) if name in ("GrowthField", "CrossCuttingArea") else ()
    assert type_.graph_labels == (*area, name)


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_organization_is_a_class_under_it(name: str) -> None:
    type_ = KNOWN.node_types[name]
    assert [short(each) for each in type_.ancestors] == ["org:Organization"]
    assert type_.graph_labels == ("Organization", name)


@pytest.mark.parametrize("name", LINKS)
def test_each_link_says_its_ends_its_shortcut_and_its_relationship(name: str) -> None:
    link = KNOWN.link_types[name.split(":")[1]]
    source, target, shortcut, relationship = LINKS[name]
    assert (short(link.iri), short(link.source_property), short(link.target_property)) == (name, source, target)
    assert (link.shortcut and short(link.shortcut), link.relationship) == (shortcut, relationship)
    for end, types in ((link.source_property, link.source_types), (link.target_property, link.target_types)):
        assert link.iri in KNOWN.joining[end].domain
        assert set(KNOWN.joining[end].range) == set(types)
    if link.shortcut:
        assert KNOWN.joining[link.shortcut].domain == link.source_types
        assert KNOWN.joining[link.shortcut].range == link.target_types


@pytest.mark.parametrize("name", VALUES["kind"].split())
def test_a_relation_is_named_by_its_words_in_capitals(name: str) -> None:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()
    assert KNOWN.terms[name].relationship == words


@pytest.mark.parametrize("name", STRUCTURE)
def test_each_relation_of_structure_has_its_relationship(name: str) -> None:
    property_ = KNOWN.properties[name.split(":")[1]]
    assert (short(property_.iri), property_.relationship) == (name, STRUCTURE[name])


@pytest.mark.parametrize("name", VALUES)
def test_each_property_of_controlled_values_has_all_of_them(name: str) -> None:
    assert [each.name for each in KNOWN.terms.values() if each.scheme == name] == VALUES[name].split()
    assert KNOWN.properties[name].scheme == PREFIXES["pol"] + f"{name}Scheme"


@pytest.mark.parametrize("name", DATA)
def test_each_property_of_data_has_its_datatype(name: str) -> None:
    property_ = KNOWN.properties[name]
    assert of_ours(property_.iri)
    wanted = DATA[name]
    assert property_.datatype == (PREFIXES["xsd"] + wanted if wanted else None)


def everything() -> list[tuple[str, object]]:
    """All terms by name."""
    groups = (KNOWN.node_types, KNOWN.link_types, KNOWN.properties, KNOWN.terms, KNOWN.joining)
    return [(short(each.iri), each) for group in groups for each in group.values()]


@pytest.mark.parametrize(("name", "term"), everything(), ids=[name for name, _ in everything()])
def test_each_term_has_a_label_and_a_definition_in_both_languages(name: str, term: object) -> None:
    for words in (term.label, term.definition):  # type: ignore[attr-defined]
        assert set(words) == {"ja", "en"}, name
        assert all(text.strip() for text in words.values())
        assert re.search(r"[ぁ-んァ-ヶ一-龠]|SHA", words["ja"])
        assert not re.search(r"[ぁ-んァ-ヶ一-龠]", words["en"])


def test_each_of_our_properties_says_what_it_is_said_of_holds_and_specialises() -> None:
    of_anything = {"status", "rule"}
    for each in (*KNOWN.properties.values(), *KNOWN.joining.values()):
        if of_ours(each.iri):
            assert each.domain or each.name in of_anything, each.name
            assert each.range or each.datatype or each.name == "concerns" or DATA[each.name] is None, each.name
            assert bool(each.specialises) != (each.name in WITHOUT_WIDER_TERM), each.name


def test_each_link_class_of_ours_specialises_a_standard_class() -> None:
    for each in KNOWN.link_types.values():
        assert each.specialises or not of_ours(each.iri)


def test_sibling_classes_are_disjoint() -> None:
    sets = [{short(each) for each in members} for members in disjoint_classes()]
    areas = {"pol:GrowthField", "pol:CrossCuttingArea"}
    kinds = {f"pol:{name}" for name in KINDS}
    tops = {f"pol:{name}" for name in CLASSES} - areas | {"org:Organization", "pol:ClaimGraph"} | set(LINKS)
    assert areas in sets
    assert kinds in sets
    assert tops in sets


def test_each_class_has_a_sign_for_the_pages_and_an_id_of_its_own() -> None:
    for each in KNOWN.node_types.values():
        assert (each.fill, each.shape) == SIGNS[each.family]
    slugs = [each.slug for each in (*KNOWN.node_types.values(), *KNOWN.link_types.values())]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) for each in slugs)
    # An area of the plan is a field or a cross-cutting one; the class of both mints no ids.
    assert sorted(slugs) == sorted([*set(slugs), KNOWN.node_types["PolicyArea"].slug])


def page(shared: Path) -> str:
    """The fixed page of terms."""
    return (shared / "design" / "ontology.md").read_text(encoding="utf-8")


def test_every_term_that_the_page_names_is_in_the_file(shared: Path) -> None:
    file = turtle()
    named = set(re.findall(r"`((?:pol|org):[A-Za-z]+)", page(shared)))
    assert len(named) > 100
    assert not {each for each in named if not re.search(rf"^{each} a ", file, re.MULTILINE)}


def test_the_rows_of_the_page_are_those_of_the_file(shared: Path) -> None:
    """Each row of its two tables: name, superclass, labels; ends, shortcut, relationship."""
    rows = [line.split("|")[1:-1] for line in page(shared).splitlines() if re.match(r"\| `(pol|org):", line)]
    classes, links = [row for row in rows if len(row) == 4], [row for row in rows if len(row) == 6]
    assert (len(classes), len(links)) == (21, 6)
    for name, specialises, labels, _ in classes:
        if "one kind" not in name:
            type_ = KNOWN.node_types[codes(name)[0].split(":")[1]]
            wanted = [] if "or similar" in specialises else codes(specialises)
            assert {short(each) for each in type_.specialises} >= set(wanted)
            assert ":".join(type_.graph_labels) == codes(labels)[0]
    for name, source, target, shortcut, relationship, _ in links:
        link = KNOWN.link_types[codes(name)[0].split(":")[1]]
        ends = (short(link.source_property), short(link.target_property))
        assert ends == (codes(source)[0], codes(target)[0])
        if link.shortcut:
            assert (short(link.shortcut), link.relationship) == (codes(shortcut)[0], codes(relationship)[0])


def codes(cell: str) -> list[str]:
    """What a cell says in code letters."""
    return re.findall(r"`([^`]+)`", cell)


def test_the_documentation_is_that_of_the_file() -> None:
    """A new term is in docs/ontology.md too: python -m ontology.documentation docs/ontology.md."""
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == documentation(KNOWN)
