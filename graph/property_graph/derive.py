"""From quads to the property graph, by the rules of the ontology file alone.

All functions are pure and stream: they take quads that come grouped by subject (``grouping``) and keep in memory only
which IRIs are nodes and which lines a passage has; an iterator of quads is kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from pyoxigraph import Quad

from graph.property_graph.grouping import HeldQuads, Source, SubjectQuads
from graph.property_graph.model import PropertyNode, PropertyRelationship, PropertyValue, Scalar
from graph.property_graph.names import (
    ID,
    LINES,
    ORIGINS,
    OTHERS,
    PLAIN_LANGUAGE,
    RULE,
    TEXT_TYPE,
    Names,
    in_language,
    names,
)  # fmt: skip
from graph.property_graph.things import Said, Stated, Term
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL, LinkType, Property

_TYPE, _FIRST, _LAST = PREFIXES["rdf"] + "type", POL + "firstLine", POL + "lastLine"
_DERIVED_FROM, _KIND = PREFIXES["prov"] + ORIGINS, POL + "kind"
_XSD = PREFIXES["xsd"]
_INTEGER, _DECIMAL, _BOOLEAN = _XSD + "integer", _XSD + "decimal", _XSD + "boolean"
_LARGEST, _DIGITS = 2**63, 25


@dataclass(frozen=True)
class _Known:
    """What one thing has to know of the others: which are nodes and which are links, and the lines of passages."""

    nodes: set[str]
    links: set[str]
    lines: Mapping[str, tuple[int, int]]


def property_graph(quads: Iterable[Quad]) -> Iterator[PropertyNode | PropertyRelationship]:
    """All nodes and relationships of quads that are grouped by subject, in one sweep over them: each node, what is of a
    class of nodes and no link, is followed by the relationships of structure that start at it; a link becomes a
    relationship where it stands. Raises ValueError where they are not grouped by subject."""
    names_ = names()
    source = _source(quads)
    with ThreadPoolExecutor() as beside:  # a store is read without a turn of Python's, by several at once
        things = beside.submit(source.things)
        known = _known(source, names_, beside)
    ahead = known.nodes | known.links
    for iri, said in things.result():
        if iri not in ahead:
            if iri in known.nodes or iri in known.links:
                raise ValueError(f"the quads of {iri} do not stand together")
            continue
        ahead.discard(iri)
        link = _link_type(said, names_)
        if link:
            found = _relationship(iri, link, said, known, names_)
            if found:
                yield found
        else:
            yield _node(iri, said, known, names_)
            yield from _structure(iri, said, known, names_)


def property_nodes(quads: Iterable[Quad]) -> Iterator[PropertyNode]:
    """The nodes of quads that are grouped by subject, in their order: what is of a class of nodes and no link."""
    for each in property_graph(quads):
        if isinstance(each, PropertyNode):
            yield each


def property_relationships(quads: Iterable[Quad]) -> Iterator[PropertyRelationship]:
    """The relationships of quads that are grouped by subject: one of each link, and those of structure.

    Each leads from a node to a node. A link that lacks an end or a kind yields none (``omissions`` names these).
    """
    for each in property_graph(quads):
        if isinstance(each, PropertyRelationship):
            yield each


def _source(quads: Iterable[Quad]) -> Source:
    return quads if isinstance(quads, SubjectQuads) else HeldQuads(quads)


def _known(source: Source, names_: Names, beside: Executor) -> _Known:
    nodes, links = beside.map(source.of_classes, (names_.labels, names_.links))
    first, last = beside.map(partial(_numbers, source), (_FIRST, _LAST))
    lines = {iri: (number, last.get(iri, number)) for iri, number in first.items()}
    return _Known(nodes - links, links, lines)


def _numbers(source: Source, predicate: str) -> Mapping[str, int]:
    return {iri: int(text) for iri, text in source.values(predicate) if text.isdecimal() and len(text) < _DIGITS}


def _iris(terms: Iterable[Term]) -> list[str]:
    return [each for each in terms if isinstance(each, str)]


def _link_type(said: Said, names_: Names) -> LinkType | None:
    found = [each for each in _iris(said.get(_TYPE, ())) if each in names_.links]
    return names_.links[min(found)] if found else None


def _node(iri: str, said: Said, known: _Known, names_: Names) -> PropertyNode:
    labels = [names_.labels[each] for each in _iris(said[_TYPE]) if each in names_.labels]
    if len(labels) == 1:
        return PropertyNode(iri, labels[0], _properties(iri, said, known, names_, is_link=False))
    plain = tuple(dict.fromkeys(label for each in sorted(labels, key=_width) for label in each))
    return PropertyNode(iri, plain, _properties(iri, said, known, names_, is_link=False))


def _width(labels: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(labels), labels


def _relationship(iri: str, link: LinkType, said: Said, known: _Known, names_: Names) -> PropertyRelationship | None:
    ends = [said.get(end, ()) for end in (link.source_property, link.target_property)]
    source, target = (sorted(each for each in _iris(end) if each in known.nodes) for end in ends)
    kinds = sorted(each for each in _iris(said.get(_KIND, ())) if each in names_.kinds)
    type_ = link.relationship or next((names_.kinds[each] for each in kinds), None)
    if not source or not target or not type_:
        return None
    return PropertyRelationship(type_, source[0], target[0], _properties(iri, said, known, names_, is_link=True))


def _structure(iri: str, said: Said, known: _Known, names_: Names) -> Iterator[PropertyRelationship]:
    told: set[tuple[str, str]] = set()  # two properties that have one relationship type say it once
    for predicate in sorted(said.keys() & names_.structural):
        type_ = names_.structural[predicate]
        for each in sorted(_iris(said[predicate])):
            if each in known.nodes and (type_, each) not in told:
                told.add((type_, each))
                yield PropertyRelationship(type_, iri, each, {})


def _properties(iri: str, said: Said, known: _Known, names_: Names, *, is_link: bool) -> Mapping[str, PropertyValue]:
    found: dict[str, PropertyValue] = {ID: iri}
    for predicate, values in said.items():
        property_ = names_.properties.get(predicate)
        if property_ is None:
            continue
        if property_.relationship:
            # A reference that is no relationship: those of links, and to what is no node (a claim, another's thing).
            rest = sorted(_plain(each) for each in values if is_link or each not in known.nodes)
            if rest:
                found[property_.graph_name] = rest
        elif property_.datatype == TEXT_TYPE:
            found.update(_texts(property_, values))
        elif len(values) == 1:  # most are
            value = _scalar(values[0], property_, names_)
            found[property_.graph_name] = [value] if property_.repeats else value
        else:
            scalars = [_scalar(each, property_, names_) for each in values]
            found.update(_stated(property_.graph_name, property_, scalars))
    lines = [known.lines[each] for each in _iris(said.get(_DERIVED_FROM, ())) if each in known.lines]
    if lines or is_link:
        found[LINES] = sorted({number for first, last in lines for number in range(first, last + 1)})
    if is_link:
        found.setdefault(RULE, [])
    return dict(sorted(found.items()))


def _plain(term: Term) -> str:
    return term if isinstance(term, str) else term.value


def _texts(property_: Property, values: Sequence[Term]) -> Iterable[tuple[str, PropertyValue]]:
    by_language: dict[str, list[Scalar]] = {}
    for each in values:
        language = (each.language if isinstance(each, Stated) else None) or PLAIN_LANGUAGE
        by_language.setdefault(language, []).append(_plain(each))
    found: list[tuple[str, PropertyValue]] = []
    if property_.repeats:
        # All forms in one list, whatever their language; those that are not Japanese once more under its own name.
        every = [text for texts in by_language.values() for text in texts]
        found += _stated(property_.graph_name, property_, every)
    for language, texts in by_language.items():
        if language != PLAIN_LANGUAGE or not property_.repeats:
            found += _stated(in_language(property_.graph_name, language), property_, texts)
    return found


def _stated(name: str, property_: Property, values: list[Scalar]) -> Iterable[tuple[str, PropertyValue]]:
    ordered = sorted(values, key=_order) if len(values) > 1 else values
    if property_.repeats:
        return ((name, ordered),)
    if len(ordered) > 1:
        return ((name, ordered[0]), (name + OTHERS, ordered[1:]))
    return ((name, ordered[0]),)


def _scalar(term: Term, property_: Property, names_: Names) -> Scalar:
    """A value as Cypher has it; a number that its 64 bits cannot hold is the text of its digits."""
    if isinstance(term, str):
        return names_.terms.get(term, term) if property_.scheme else term
    value = term.value
    if term.datatype == _INTEGER:
        whole = int(value) if len(value) < _DIGITS else _LARGEST
        return whole if -_LARGEST <= whole < _LARGEST else value
    if term.datatype == _DECIMAL:
        number = float(value)
        return number if abs(number) != float("inf") else value
    return value in ("true", "1") if term.datatype == _BOOLEAN else value


def _order(value: Scalar) -> tuple[bool, float, str]:
    return (True, 0, value) if isinstance(value, str) else (False, value, "")
