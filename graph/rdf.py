"""Facts as RDF quads, and back again. Names, types and datatypes come from the ontology file alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.facts import Fact, Facts, Link, Moment, Node, Properties, Ref, Source, Status, Term, Text, Value, Web
from ontology.identifiers import passage
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL, LinkType, vocabulary

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
DERIVED_FROM = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_STATUS, _RULE, _KIND = NamedNode(POL + "status"), NamedNode(POL + "rule"), NamedNode(POL + "kind")
_PART_OF = NamedNode(PREFIXES["dcterms"] + "isPartOf")
_FIRST, _LAST, _EXACT = (NamedNode(POL + name) for name in ("firstLine", "lastLine", "exact"))
_XSD = PREFIXES["xsd"]
_INTEGER, _DECIMAL, _BOOLEAN = (NamedNode(_XSD + name) for name in ("integer", "decimal", "boolean"))
_MOMENTS = {4: "gYear", 7: "gYearMonth", 10: "date"}

# Claims that a document does not state by itself stand in graphs of their own beside the document's.
BESIDE = {Status.DERIVED: "-derived", Status.CURATED: "-curated"}


@lru_cache(maxsize=100_000)
def _iri(text: str) -> NamedNode:
    return NamedNode(text)


def literal(value: Value, base: str) -> NamedNode | Literal:
    """The RDF term of a value; references become IRIs under ``base``. Raises ValueError for a date of no precision."""
    match value:
        case bool():
            return Literal("true" if value else "false", datatype=_BOOLEAN)
        case int():
            return Literal(str(value), datatype=_INTEGER)
        case Decimal():
            return Literal(_decimal(value), datatype=_DECIMAL)
        case Text(text, lang):
            return Literal(text, language=lang)
        case Term(name):
            return _iri(vocabulary().terms[name].iri)
        case Ref(id_):
            return _iri(base + id_)
        case Web(iri):
            return _iri(iri)
        case Moment(lexical):
            if len(lexical) not in _MOMENTS:
                raise ValueError(f"a date is YYYY, YYYY-MM or YYYY-MM-DD, not {lexical!r}")
            return Literal(lexical, datatype=NamedNode(_XSD + _MOMENTS[len(lexical)]))
        case _:
            return Literal(value)


def quads(facts: Facts, base: str, document: str) -> Iterator[Quad]:
    """The quads of one document's facts. They stand in the graph named by the document's IRI; derived and curated facts
    stand in two graphs beside it (``BESIDE``), so that a changed document replaces its own graphs and no other's.
    ``base`` ends in ``/id/``; ``document`` is the id of the SourceDocument node."""
    passages: dict[Source, str] = {}
    for fact in (*facts.nodes.values(), *facts.links.values()):
        graph = _iri(base + document + BESIDE.get(fact.status or Status.STATED, ""))
        for subject, predicate, value in _statements(fact, base):
            yield Quad(subject, predicate, value, graph)
        for source in fact.sources:
            place = passages.setdefault(source, passage(source.document, source.first_line, source.last_line))
            yield Quad(_iri(base + fact.id), DERIVED_FROM, _iri(base + place), graph)
    for source, id_ in sorted(
        passages.items(), key=lambda item: (item[0].document, item[0].first_line, item[0].last_line)
    ):
        yield from _passage(source, _iri(base + id_), base, _iri(base + document))


def _statements(fact: Fact, base: str) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    subject = _iri(base + fact.id)
    known = vocabulary()
    if isinstance(fact, Link):
        link_type = known.link_types[fact.type]
        yield subject, RDF_TYPE, _iri(link_type.iri)
        yield subject, _iri(link_type.source_property), _iri(base + fact.source)
        yield subject, _iri(link_type.target_property), _iri(base + fact.target)
        yield _iri(base + fact.source), _shortcut(fact, link_type), _iri(base + fact.target)
    else:
        node_type = known.node_types[fact.type]
        for type_ in (node_type.iri, *node_type.ancestors):
            yield subject, RDF_TYPE, _iri(type_)
    for name, values in fact.properties.items():
        predicate = _iri(known.properties[name].iri)
        for value in values:
            yield subject, predicate, literal(value, base)
    if fact.status:
        yield subject, _STATUS, _iri(known.terms[fact.status.value].iri)
    for rule in fact.rules:
        yield subject, _RULE, Literal(rule)
    for id_ in fact.inputs:
        yield subject, DERIVED_FROM, _iri(base + id_)


def _shortcut(link: Link, link_type: LinkType) -> NamedNode:
    """The plain property of a link; that of a Relationship is the property its kind names."""
    if link_type.shortcut:
        return _iri(link_type.shortcut)
    kind = link.value("kind")
    if not isinstance(kind, Term):
        raise ValueError(f"the relationship {link.id} has no kind")
    return _iri(vocabulary().terms[kind.name].iri)


def _passage(source: Source, subject: NamedNode, base: str, graph: NamedNode) -> Iterator[Quad]:
    node_type = vocabulary().node_types["Passage"]
    for type_ in (node_type.iri, *node_type.ancestors):
        yield Quad(subject, RDF_TYPE, _iri(type_), graph)
    yield Quad(subject, _PART_OF, _iri(base + source.document), graph)
    yield Quad(subject, _FIRST, Literal(str(source.first_line), datatype=_INTEGER), graph)
    yield Quad(subject, _LAST, Literal(str(source.last_line), datatype=_INTEGER), graph)
    if source.exact is not None:
        yield Quad(subject, _EXACT, Literal(source.exact), graph)


def facts_of(triples: Iterable[Triple | Quad], base: str) -> Facts:
    """The facts that triples under ``base`` tell; what the ontology does not name is left out (shortcuts, say).

    The order is that of the documents: first line, last line, id. Values are sorted, since RDF keeps no order.
    """
    by_subject: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for each in triples:
        if not isinstance(each.subject, BlankNode) and not isinstance(each.object, BlankNode | Triple):
            subject = str(each.subject.value)  # type: ignore[union-attr]
            if subject.startswith(base):
                values = by_subject[subject[len(base) :]][each.predicate.value]
                if each.object not in values:  # two documents may say the same, each in its own graph
                    values.append(each.object)
    passages = {id_: source for id_, found in by_subject.items() if (source := _source_of(found, base))}
    nodes: list[Node] = []
    links: list[Link] = []
    known = vocabulary()
    for id_, found in by_subject.items():
        types = {each.value for each in found.get(RDF_TYPE.value, ())}
        link_type = next(
            (known.link_types[name] for name in known.link_types if known.link_types[name].iri in types), None
        )
        if link_type:
            links.append(_link(id_, link_type, found, passages, base))
        elif id_ not in passages and (name := _node_type(types)):
            nodes.append(Node(id_, name, *_common(found, passages, base)))
    order = sorted(nodes, key=_document_order), sorted(links, key=_document_order)
    return Facts({node.id: node for node in order[0]}, {link.id: link for link in order[1]})


def _document_order(fact: Fact) -> tuple[object, ...]:
    first = min(fact.sources, default=None)
    return (first.document, first.first_line, first.last_line, fact.id) if first else ("", 0, 0, fact.id)


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, tuple[str, int]]:
    """By IRI: the name of the class and how many classes it specialises; the most special one names a node."""
    return {each.iri: (name, len(each.ancestors)) for name, each in vocabulary().node_types.items()}


def _node_type(types: set[str]) -> str | None:
    found = sorted(((_classes()[each][1], _classes()[each][0]) for each in types if each in _classes()), reverse=True)
    return found[0][1] if found else None


def _link(
    id_: str,
    link_type: LinkType,
    found: Mapping[str, list[NamedNode | Literal]],
    passages: Mapping[str, Source],
    base: str,
) -> Link:
    source, target = (found.get(end, [NamedNode(base)])[0].value[len(base) :]
                      for end in (link_type.source_property, link_type.target_property))  # fmt: skip
    rest = {
        name: values
        for name, values in found.items()
        if name not in (link_type.source_property, link_type.target_property)
    }
    return Link(id_, link_type.name, *_common(rest, passages, base), source=source, target=target)


def _common(
    found: Mapping[str, list[NamedNode | Literal]], passages: Mapping[str, Source], base: str
) -> tuple[Properties, tuple[Source, ...], Status | None, tuple[str, ...], tuple[str, ...]]:
    """What nodes and links have in common, in the order of ``Fact``'s fields."""
    known = vocabulary()
    properties: dict[str, tuple[Value, ...]] = {}
    for iri, values in found.items():
        property_ = known.property_of(iri)
        if property_ is None or iri in (_STATUS.value, _RULE.value, DERIVED_FROM.value):
            continue
        properties[property_.name] = tuple(sorted((_value(each, base) for each in values), key=_value_order))
    origins = [each.value[len(base) :] for each in found.get(DERIVED_FROM.value, ())]
    status = found.get(_STATUS.value)
    return (
        properties,
        tuple(sorted(passages[id_] for id_ in origins if id_ in passages)),
        Status(status[0].value[len(POL) :]) if status else None,
        tuple(sorted(each.value for each in found.get(_RULE.value, ()))),
        tuple(sorted(id_ for id_ in origins if id_ not in passages)),
    )


def _source_of(found: Mapping[str, list[NamedNode | Literal]], base: str) -> Source | None:
    if _FIRST.value not in found or _PART_OF.value not in found:
        return None
    exact = found.get(_EXACT.value)
    return Source(
        found[_PART_OF.value][0].value[len(base) :],
        int(found[_FIRST.value][0].value), int(found[_LAST.value][0].value),
        exact[0].value if exact else None,
    )  # fmt: skip


def _value(term: NamedNode | Literal, base: str) -> Value:
    if isinstance(term, NamedNode):
        if term.value.startswith(base):
            return Ref(term.value[len(base) :])
        name = term.value.removeprefix(POL)
        return Term(name) if name in vocabulary().terms else Web(term.value)
    if term.language:
        return Text(term.value, term.language)
    match term.datatype.value.removeprefix(_XSD):
        case "integer":
            return int(term.value)
        case "decimal":
            return Decimal(term.value)
        case "boolean":
            return term.value == "true"
        case "date" | "gYearMonth" | "gYear":
            return Moment(term.value)
        case _:
            return term.value


def _value_order(value: Value) -> tuple[str, object]:
    if isinstance(value, bool | int | Decimal):
        return ("", Decimal(value))
    return (type(value).__name__, str(value))


def _decimal(value: Decimal) -> str:
    """The canonical form of xsd:decimal without exponent: no trailing zeros, no point where there is no fraction."""
    text = format(value, "f")
    return re.sub(r"\.?0+$", "", text) if "." in text else text
