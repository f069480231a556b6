"""Back again: nodes and relationships become the triples they came from, shortcuts and all classes included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from graph.facts import Moment
from graph.property_graph.model import PropertyNode, PropertyRelationship, PropertyValue, Scalar
from graph.property_graph.names import ID, LINES, OTHERS, TEXT_TYPE, Names, in_language, names, read_name
from graph.rdf import RDF_TYPE, literal
from ontology.vocabulary import Property, vocabulary

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def triples(nodes: Iterable[PropertyNode], relationships: Iterable[PropertyRelationship]) -> Iterator[Triple]:
    """The triples that nodes and relationships tell, as they come. Labels, types and properties that are not of the
    ontology (somebody else's, in a database that holds more) are passed over."""
    known = names()
    for node in nodes:
        subject = NamedNode(node.id)
        for label in node.labels:
            class_ = known.classes.get(label)
            for iri in (class_.iri, *class_.ancestors) if class_ else ():
                yield Triple(subject, RDF_TYPE, NamedNode(iri))
        yield from _properties(subject, node.properties, known)
    for each in relationships:
        yield from _link(each, known) if ID in each.properties else _structure(each, known)


def _structure(found: PropertyRelationship, known: Names) -> Iterator[Triple]:
    property_ = known.structure.get(found.type)
    if property_:
        yield Triple(NamedNode(found.source), NamedNode(property_.iri), NamedNode(found.target))


def _link(found: PropertyRelationship, known: Names) -> Iterator[Triple]:
    type_ = known.link_of.get(found.type, known.relation)
    shortcut = type_.shortcut or known.kind_of.get(found.type)
    if shortcut is None:
        return
    subject = NamedNode(str(found.properties[ID]))
    source, target = NamedNode(found.source), NamedNode(found.target)
    yield Triple(subject, RDF_TYPE, NamedNode(type_.iri))
    yield Triple(subject, NamedNode(type_.source_property), source)
    yield Triple(subject, NamedNode(type_.target_property), target)
    yield Triple(source, NamedNode(shortcut), target)
    yield from _properties(subject, found.properties, known)


def _properties(subject: NamedNode, properties: Mapping[str, PropertyValue], known: Names) -> Iterator[Triple]:
    for name, value in properties.items():
        read = read_name(name, known) if name not in (ID, LINES) else None
        if read is None:
            continue
        property_, language = read
        values = value if isinstance(value, list) else [value]
        if property_.datatype == TEXT_TYPE and property_.repeats and name == property_.graph_name:
            values = _plain(name, values, properties)
        for each in values:
            yield Triple(subject, NamedNode(property_.iri), _term(property_, each, language))


def _plain(name: str, every: Iterable[Scalar], properties: Mapping[str, PropertyValue]) -> list[Scalar]:
    """The Japanese ones of texts in all languages: those that stand under no other language's name."""
    rest = Counter(every)
    for other, texts in properties.items():
        tagged = other == in_language(name, "en") or other.startswith(f"{name}_")
        if tagged and not other.endswith(OTHERS) and isinstance(texts, list):
            rest -= Counter(texts)
    return list(rest.elements())


def _term(property_: Property, value: Scalar, language: str) -> NamedNode | Literal:
    if property_.datatype == TEXT_TYPE:
        return Literal(str(value), language=language)
    if property_.datatype:
        if isinstance(value, float):
            return literal(Decimal(repr(value)), "")
        return Literal(str(value), datatype=NamedNode(property_.datatype)) if isinstance(value, str) else _number(value)
    text = str(value)
    if property_.scheme and text in vocabulary().terms:
        return NamedNode(vocabulary().terms[text].iri)
    if not property_.relationship and not property_.scheme and _DATE.fullmatch(text):
        return literal(Moment(text), "")
    try:
        return NamedNode(text)
    except ValueError:
        return Literal(text)


def _number(value: bool | int) -> Literal:
    found = literal(value, "")
    assert isinstance(found, Literal)
    return found
