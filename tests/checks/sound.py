"""A sound graph that has every class of links and nodes: a made plan, and by hand what the loader does not read yet.

Faults are planted into copies of it; each returns a new list of quads and never touches what it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from graph.facts import Facts, Link, Moment, Node, Ref, Source, Status, Term, Text, Value
from graph.rdf import RDF_TYPE, quads
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from ontology.prefixes import PREFIXES
from tests.conftest import DOCUMENTS

BASE = "https://example.org/plans/id/"
Quads = list[Quad]
Fault = Callable[[Quads], Quads]


def iri(name: str) -> NamedNode:
    """``pol:Project`` or ``base:project-1`` as an IRI."""
    prefix, _, rest = name.partition(":")
    return NamedNode((BASE if prefix == "base" else PREFIXES[prefix]) + rest)


@cache
def sound() -> tuple[Quad, ...]:
    """All quads of the sound graph."""
    loaded = facts_of_document(read_file(DOCUMENTS / "asagiri-industry-plan.txt"))
    source = (Source(loaded.id, 2, 3, "原文"),)
    project = loaded.facts.by_type["Project"][0].id
    added = _by_hand(project, source)
    facts = Facts(
        {**loaded.facts.nodes, **{each.id: each for each in added if isinstance(each, Node)}},
        {**loaded.facts.links, **{each.id: each for each in added if isinstance(each, Link)}},
    )
    return tuple(quads(facts, BASE, loaded.id))


def _by_hand(project: str, source: tuple[Source, ...]) -> list[Node | Link]:
    def node(id_: str, type_: str, **properties: Value) -> Node:
        values = {name: (value,) for name, value in {"label": Text(id_), **properties}.items()}
        return Node(id_, type_, values, source)

    def link(id_: str, type_: str, ends: tuple[str, str], **properties: Value) -> Link:
        values = {name: (value,) for name, value in properties.items()}
        return Link(id_, type_, values, source, Status.STATED, (), (), *ends)

    figure = {"value": Decimal(8), "valueText": "約8割", "unit": "割", "comparator": Term("approximately")}
    return [
        node("council-1", "Council", established=Moment("2019-02")),
        node("company-1", "Company", country="DE"),
        node("bodies-1", "OrganizationGroup"),
        node("person-1", "Person", kana="やま"),
        node("finding-1", "Finding", findingKind=Term("issue"), concerns=Ref(project), mentions=Ref("company-1")),
        node("fact-1", "Fact", concerns=Ref(project), **figure),
        node("event-1", "Event", date=Moment("2020-04-01"), concerns=Ref(project)),
        node("instrument-1", "Instrument", instrumentKind=Term("agreement"), date=Moment("2020-04")),
        link("engagement-1", "Engagement", ("company-1", project), role=Term("operator")),
        link("membership-1", "Membership", ("person-1", "council-1"), post="会長", asOf=Moment("2023-03")),
        link("relationship-1", "Relationship", ("company-1", "council-1"), kind=Term("partOf")),
        link("relationship-2", "Relationship", ("company-1", "instrument-1"), kind=Term("partyTo")),
        Link(
            "relationship-3", "Relationship", {"kind": (Term("collaboratesWith"),)}, (), Status.DERIVED, (),
            ("relationship-1",), "company-1", "council-1",
        ),
    ]  # fmt: skip


def first(given: Iterable[Quad], class_: str) -> NamedNode:
    """The first thing of a class, by id, that has no class of its own beside it."""
    found = sorted(each.subject.value for each in given if each.predicate == RDF_TYPE and each.object == iri(class_))
    return NamedNode(found[0])


def without(class_: str, property_: str) -> Fault:
    """The first thing of a class loses a property."""

    def plant(given: Quads) -> Quads:
        subject = _having(given, class_, property_)
        return [each for each in given if (each.subject, each.predicate) != (subject, iri(property_))]

    return plant


def with_(class_: str, property_: str, value: NamedNode | Literal) -> Fault:
    """The first thing of a class gets another value of a property besides its own."""

    def plant(given: Quads) -> Quads:
        return [*given, Quad(first(given, class_), iri(property_), value, given[0].graph_name)]

    return plant


def replaced(class_: str, property_: str, value: NamedNode | Literal) -> Fault:
    """The first thing of a class has another value of a property instead of its own."""

    def plant(given: Quads) -> Quads:
        subject = _having(given, class_, property_)
        kept = [each for each in given if (each.subject, each.predicate) != (subject, iri(property_))]
        assert len(kept) < len(given)
        return [*kept, Quad(subject, iri(property_), value, given[0].graph_name)]

    return plant


def _having(given: Quads, class_: str, property_: str) -> NamedNode:
    things = {each.subject.value for each in given if each.predicate == RDF_TYPE and each.object == iri(class_)}
    having = sorted(each.subject.value for each in given if each.predicate == iri(property_))
    return NamedNode(next(each for each in having if each in things))


def literal(text: str, datatype: str) -> Literal:
    """A typed literal."""
    return Literal(text, datatype=iri(datatype))
