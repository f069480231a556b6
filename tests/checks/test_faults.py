"""One planted fault of each kind is found by the shapes or by the consistency check, and a sound graph passes both."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from graph.checks.consistency import inconsistencies
from graph.checks.problems import CheckProblem
from graph.checks.shapes import broken_shapes
from graph.rdf import RDF_TYPE, quads
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from ontology.vocabulary import vocabulary
from tests.checks.sound import BASE, Fault, Quads, first, iri, literal, replaced, sound, with_, without
from tests.conftest import DOCUMENTS

KNOWN = vocabulary()
LINKS = {name: ("org:" if "ns/org" in each.iri else "pol:") + name for name, each in KNOWN.link_types.items()}
ENDS = {
    "Contribution": ("pol:project", "pol:area"),
    "Engagement": ("pol:organization", "pol:project"),
    "Listing": ("pol:measure", "pol:listedIn"),
    "Measurement": ("pol:indicator", "pol:measured"),
    "Membership": ("org:member", "org:organization"),
    "Relationship": ("pol:subject", "pol:object"),
}
ENTITIES = (
    "GrowthField", "CrossCuttingArea", "FieldGroup", "Project", "ProjectPart", "Component", "MeasureGroup", "Measure",
    "ScheduledActivity", "Indicator", "IndicatorValue", "Council", "Person", "Finding", "Fact", "Event", "Instrument",
)  # fmt: skip
NEEDED = {
    "Indicator": "unit basis",
    "IndicatorValue": "observationOf phase value valueText comparator",
    "Contribution": "role",
    "Engagement": "role",
    "Listing": "reposted",
    "Relationship": "kind",
    "Fact": "value valueText unit comparator",
    "Finding": "findingKind",
    "Instrument": "instrumentKind",
    "Event": "date",
    "ScheduledActivity": "fiscalYear",
    "Passage": "firstLine lastLine",
}
WHOLES = ("Project", "ProjectPart", "Component", "MeasureGroup", "ScheduledActivity", "Passage")


def nowhere(property_: str) -> Fault:
    """A property leads to a thing that is described nowhere."""
    return replaced("pol:Contribution", property_, iri("base:nothing"))


def without_shortcut(given: Quads) -> Quads:
    """A contribution has lost its plain triple."""
    victim = next(each for each in given if each.predicate == iri("pol:serves"))
    return [each for each in given if each != victim]


def without_link(given: Quads) -> Quads:
    """A plain triple that no contribution claims."""
    project = first(given, "pol:Project")
    served = {each.object for each in given if each.predicate == iri("pol:serves") and each.subject == project}
    areas = [each.subject for each in given if each.predicate == RDF_TYPE and each.object == iri("pol:PolicyArea")]
    other = next(each for each in areas if each not in served)
    return [*given, Quad(project, iri("pol:serves"), other, given[0].graph_name)]


def repeated(given: Quads) -> Quads:
    """A second contribution says what the first says."""
    of_one = [each for each in given if each.subject == first(given, "pol:Contribution")]
    return [*given, *(Quad(iri("base:contribution-again"), q.predicate, q.object, q.graph_name) for q in of_one)]


def renamed_property(given: Quads) -> Quads:
    """A property of ours in a spelling that the ontology does not know."""
    return [
        *given,
        Quad(first(given, "pol:Project"), iri("pol:fiscalyear"), literal("2023", "xsd:integer"), given[0].graph_name),
    ]


def status_of(name: str) -> Fault:
    """A link is said to be known in a way for which something is missing."""
    return replaced("pol:Engagement", "pol:status", iri(f"pol:{name}"))


def to_first(class_: str, property_: str, other: str) -> Fault:
    """A property leads to a thing of another class than its own."""
    return lambda given: replaced(class_, property_, first(given, other))(given)


def years_without_a_period(given: Quads) -> Quads:
    """An indicator that counts up from the start says over how many years."""
    victim = next(each for each in given if (each.predicate, each.object) == (iri("pol:basis"), iri("pol:cumulative")))
    return [*given, Quad(victim.subject, iri("pol:periodYears"), literal("4", "xsd:integer"), victim.graph_name)]


FAULTS: dict[str, Fault] = {
    **{f"{name} without {end}": without(LINKS[name], end) for name, ends in ENDS.items() for end in ends},
    **{f"{name} without status": without(LINKS[name], "pol:status") for name in LINKS},
    **{f"{name} without passage": without(LINKS[name], "prov:wasDerivedFrom") for name in LINKS},
    **{f"{name} with an unknown status": replaced(LINKS[name], "pol:status", iri("pol:guessed")) for name in LINKS},
    **{f"{name} without passage": without(f"pol:{name}", "prov:wasDerivedFrom") for name in ENTITIES},
    **{f"{name} without label": without(f"pol:{name}", "rdfs:label") for name in [*ENTITIES, "Plan", "SourceDocument"]},
    **{f"{name} without its whole": without(f"pol:{name}", "dcterms:isPartOf") for name in WHOLES},
    **{
        f"{name} without {each}": without(LINKS.get(name, f"pol:{name}"), f"pol:{each}")
        for name, needed in NEEDED.items() for each in needed.split()
    },
    "label without language": replaced("pol:Project", "rdfs:label", Literal("計画")),
    "label of blanks": replaced("pol:Project", "rdfs:label", Literal(" ", language="ja")),
    "two labels in one language": with_("pol:Project", "rdfs:label", Literal("別の名", language="ja")),
    "two phases": with_("pol:IndicatorValue", "pol:phase", iri("pol:actual")),
    "two values": with_("pol:IndicatorValue", "pol:value", literal("99999", "xsd:decimal")),
    "two bases": with_("pol:Indicator", "pol:basis", iri("pol:basisNotStated")),
    "two roles": with_("pol:Contribution", "pol:role", iri("pol:mentioned")),
    "two units": with_("pol:Indicator", "pol:unit", Literal("トン")),
    "a role of another link": replaced("pol:Contribution", "pol:role", iri("pol:operator")),
    "a role that nobody knows": replaced("pol:Engagement", "pol:role", iri("pol:boss")),
    "a basis that nobody knows": replaced("pol:Indicator", "pol:basis", iri("pol:monthly")),
    "a basis said to be not stated, of a value": with_("pol:IndicatorValue", "pol:basis", iri("pol:basisNotStated")),
    "a period total without its years": without("pol:Indicator", "pol:periodYears"),
    "a period of no years": replaced("pol:Indicator", "pol:periodYears", literal("0", "xsd:integer")),
    "years of what is no period total": years_without_a_period,
    "a year as text": replaced("pol:IndicatorValue", "pol:year", Literal("R3")),
    "a year of an era": replaced("pol:IndicatorValue", "pol:year", literal("3", "xsd:integer")),
    "a kind of year without a year": without("pol:IndicatorValue", "pol:year"),
    "an unknown kind of year": replaced("pol:IndicatorValue", "pol:yearKind", iri("pol:academicYear")),
    "a value as text": replaced("pol:IndicatorValue", "pol:value", Literal("約8割")),
    "a comparator as text": replaced("pol:IndicatorValue", "pol:comparator", Literal("以上")),
    "reposted as text": replaced("pol:Listing", "pol:reposted", Literal("再掲")),
    "an empty unit": replaced("pol:Indicator", "pol:unit", Literal("")),
    "a tag in brackets": replaced("pol:Indicator", "pol:tag", Literal("【港湾】")),
    "a fiscal year as text": replaced("pol:ScheduledActivity", "pol:fiscalYear", Literal("R5年度")),
    "a passage that ends before it begins": replaced("pol:Passage", "pol:lastLine", literal("0", "xsd:integer")),
    "a passage at line 0": replaced("pol:Passage", "pol:firstLine", literal("0", "xsd:integer")),
    "a plan that ends before it begins": replaced("pol:Plan", "pol:lastFiscalYear", literal("1999", "xsd:integer")),
    "a hash that is none": replaced("pol:SourceDocument", "pol:sha256", Literal("abc")),
    "a date as text": replaced("pol:Event", "pol:date", Literal("令和2年4月")),
    "an as-of as text": replaced("org:Membership", "pol:asOf", Literal("R5.3")),
    "a country by name": replaced("pol:Company", "pol:country", Literal("ドイツ")),
    "a repaired link without its rule": status_of("repaired"),
    "an inferred link without its rule": status_of("inferred"),
    "a link read from a thing, not from lines": to_first("pol:Engagement", "prov:wasDerivedFrom", "pol:Project"),
    "a measure that is listed nowhere": without("pol:Measure", "pol:listedUnder"),
    "an indicator that measures nothing": without("pol:Indicator", "pol:measures"),
    "an area that is no policy area": replaced("pol:Contribution", "pol:area", iri("base:council-1")),
    "a project that is none": replaced("pol:Contribution", "pol:project", iri("base:council-1")),
    "a measure listed in a project": to_first("pol:Listing", "pol:listedIn", "pol:Project"),
    "a part of what is no instrument": replaced("pol:Relationship", "pol:object", iri("base:person-1")),
    "a body that is part of an instrument": replaced("pol:Relationship", "pol:object", iri("base:instrument-1")),
    "a member that is an instrument": replaced("org:Membership", "org:member", iri("base:instrument-1")),
    "an end that is described nowhere": nowhere("pol:area"),
    "a passage that is described nowhere": nowhere("prov:wasDerivedFrom"),
    "a whole that is described nowhere": replaced("pol:Component", "dcterms:isPartOf", iri("base:nothing")),
    "a mention of what is described nowhere": replaced("pol:Finding", "pol:mentions", iri("base:nothing")),
    "a concern as text": replaced("pol:Event", "pol:concerns", Literal("水素")),
    "a project that is a plan too": with_("pol:Project", "rdf:type", iri("pol:Plan")),
    "a field that is a cross-cutting area too": with_("pol:GrowthField", "rdf:type", iri("pol:CrossCuttingArea")),
    "a council that is a company too": with_("pol:Council", "rdf:type", iri("pol:Company")),
    "a class of bodies that is a company too": with_("pol:OrganizationGroup", "rdf:type", iri("pol:Company")),
    "a link that is a thing too": with_("pol:Contribution", "rdf:type", iri("pol:Project")),
    "a council that is no organization": lambda given: [
        each for each in given
        if (each.subject, each.object) != (iri("base:council-1"), iri("org:Organization"))
    ],
    "a class that the ontology does not have": with_("pol:Project", "rdf:type", iri("pol:Initiative")),
    "a property that the ontology does not have": renamed_property,
    "a property of another class": with_("pol:Project", "pol:unit", Literal("件")),
    "a broader group that is a project": to_first("pol:GrowthField", "skos:broader", "pol:Project"),
    "a link without its shortcut": without_shortcut,
    "a shortcut without its link": without_link,
    "a claim made twice": repeated,
}  # fmt: skip


def problems(given: Quads) -> list[CheckProblem]:
    """All that the checks of the graph find."""
    return [*broken_shapes(given), *inconsistencies(given)]


def test_the_sound_graph_has_every_class_that_the_faults_need_and_no_fault() -> None:
    given = list(sound())
    classes = {each.object for each in given if each.predicate == RDF_TYPE}
    assert classes >= {iri(name) for name in LINKS.values()} | {iri(f"pol:{name}") for name in ENTITIES}
    assert problems(given) == []


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_made_plans_have_no_fault(path: Path) -> None:
    loaded = facts_of_document(read_file(path))
    assert problems(list(quads(loaded.facts, BASE, loaded.id))) == []


def test_the_official_plan_has_no_fault(official_text: Path) -> None:
    loaded = facts_of_document(read_file(official_text))
    assert problems(list(quads(loaded.facts, BASE, loaded.id))) == []


@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_found_where_it_was_planted(kind: str) -> None:
    planted = FAULTS[kind](list(sound()))
    changed = set(planted) ^ set(sound())
    assert changed, "the fault is really there"
    places = {each.subject.value for each in changed}
    # A lost shortcut is a fault of the link that ought to have it.
    places |= {
        each.subject.value for each in sound() if each.predicate == iri("pol:project") and each.object.value in places
    }
    assert places & {each.subject for each in problems(planted)}
