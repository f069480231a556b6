"""From quads to the property graph, by the rules of the ontology file alone.

Both functions are pure and stream: they take quads that come grouped by subject (``grouping``) and keep in memory only
which IRIs are nodes and which lines a passage has. They read the quads twice, so these are a sequence or anything else
that can be read again; an iterator is kept in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Quad

from graph.property_graph.grouping import SubjectQuads
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
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL, LinkType, Property

Term = NamedNode | Literal
Said = Mapping[str, Collection[Term]]

_TYPE, _FIRST, _LAST = PREFIXES["rdf"] + "type", POL + "firstLine", POL + "lastLine"
_DERIVED_FROM, _KIND = PREFIXES["prov"] + ORIGINS, POL + "kind"
_XSD = PREFIXES["xsd"]
_LARGEST, _DIGITS = 2**63, 25


@dataclass(frozen=True)
class _Known:
    """What one thing has to know of the others: which are nodes, and the lines of passages."""

    nodes: frozenset[str]
    lines: Mapping[str, tuple[int, int]]


def property_nodes(quads: Iterable[Quad]) -> Iterator[PropertyNode]:
    """The nodes of quads that are grouped by subject, in their order: what is of a class of nodes and no link."""
    again, names_ = _repeatable(quads), names()
    known = _known(again, names_)
    for iri, said in _things(again):
        if iri in known.nodes:
            yield _node(iri, said, known, names_)


def property_relationships(quads: Iterable[Quad]) -> Iterator[PropertyRelationship]:
    """The relationships of quads that are grouped by subject: one of each link, and those of structure.

    Each leads from a node to a node. A link that lacks an end or a kind yields none (``omissions`` names these).
    """
    again, names_ = _repeatable(quads), names()
    known = _known(again, names_)
    for iri, said in _things(again):
        link = _link_type(said, names_)
        if link:
            found = _relationship(iri, link, said, known, names_)
            if found:
                yield found
        elif iri in known.nodes:
            yield from _structure(iri, said, known, names_)


def _repeatable(quads: Iterable[Quad]) -> Iterable[Quad]:
    return tuple(quads) if isinstance(quads, Iterator) else quads


def _known(quads: Iterable[Quad], names_: Names) -> _Known:
    nodes: set[str] = set()
    links: set[str] = set()
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    telling = (_TYPE, _FIRST, _LAST)
    for quad in quads.saying(telling) if isinstance(quads, SubjectQuads) else quads:
        predicate, subject = quad.predicate.value, quad.subject
        if predicate == _TYPE and isinstance(subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.object.value in names_.labels:
                nodes.add(subject.value)
            elif quad.object.value in names_.links:
                links.add(subject.value)
        elif predicate in (_FIRST, _LAST) and isinstance(subject, NamedNode):
            number = quad.object.value if isinstance(quad.object, Literal) else ""
            if number.isdecimal() and len(number) < _DIGITS:
                (first if predicate == _FIRST else last)[subject.value] = int(number)
    return _Known(frozenset(nodes - links), {iri: (first[iri], last.get(iri, first[iri])) for iri in first})


def _things(quads: Iterable[Quad]) -> Iterator[tuple[str, Said]]:
    """Each subject with what is said of it: terms by predicate, each once whatever the number of graphs that say it."""
    for subject, group in groupby(quads, key=attrgetter("subject")):
        if not isinstance(subject, NamedNode):
            continue
        said: dict[str, dict[Term, None]] = {}
        for quad in group:
            value = quad.object
            if isinstance(value, NamedNode | Literal):
                said.setdefault(quad.predicate.value, {})[value] = None
        yield subject.value, said


def _link_type(said: Said, names_: Names) -> LinkType | None:
    found = [each.value for each in said.get(_TYPE, ()) if each.value in names_.links]
    return names_.links[min(found)] if found else None


def _node(iri: str, said: Said, known: _Known, names_: Names) -> PropertyNode:
    labels = sorted((names_.labels[each.value] for each in said[_TYPE] if each.value in names_.labels), key=_width)
    plain = tuple(dict.fromkeys(label for each in labels for label in each))
    return PropertyNode(iri, plain, _properties(iri, said, known, names_, is_link=False))


def _width(labels: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(labels), labels


def _relationship(iri: str, link: LinkType, said: Said, known: _Known, names_: Names) -> PropertyRelationship | None:
    ends = [said.get(end, ()) for end in (link.source_property, link.target_property)]
    source, target = (sorted(each.value for each in end if each.value in known.nodes) for end in ends)
    kinds = sorted(each.value for each in said.get(_KIND, ()) if each.value in names_.kinds)
    type_ = link.relationship or next((names_.kinds[each] for each in kinds), None)
    if not source or not target or not type_:
        return None
    return PropertyRelationship(type_, source[0], target[0], _properties(iri, said, known, names_, is_link=True))


def _structure(iri: str, said: Said, known: _Known, names_: Names) -> Iterator[PropertyRelationship]:
    for predicate in sorted(said):
        property_ = names_.properties.get(predicate)
        if property_ and property_.relationship:
            for each in sorted(value.value for value in said[predicate]):
                if each in known.nodes:
                    yield PropertyRelationship(property_.relationship, iri, each, {})


def _properties(iri: str, said: Said, known: _Known, names_: Names, *, is_link: bool) -> Mapping[str, PropertyValue]:
    found: dict[str, PropertyValue] = {ID: iri}
    for predicate, values in said.items():
        property_ = names_.properties.get(predicate)
        if property_ is None:
            continue
        if property_.relationship:
            # A reference that is no relationship: those of links, and to what is no node (a claim, another's thing).
            rest = sorted(each.value for each in values if is_link or each.value not in known.nodes)
            if rest:
                found[property_.graph_name] = rest
        elif property_.datatype == TEXT_TYPE:
            found.update(_texts(property_, values))
        else:
            found.update(
                _stated(property_.graph_name, property_, [_scalar(each, property_, names_) for each in values])
            )
    lines = {
        line
        for each in said.get(_DERIVED_FROM, ())
        if each.value in known.lines
        for line in range(known.lines[each.value][0], known.lines[each.value][1] + 1)
    }
    if lines or is_link:
        found[LINES] = sorted(lines)
    if is_link:
        found.setdefault(RULE, [])
    return dict(sorted(found.items()))


def _texts(property_: Property, values: Collection[Term]) -> Iterator[tuple[str, PropertyValue]]:
    by_language: dict[str, list[Scalar]] = {}
    for each in values:
        language = (each.language if isinstance(each, Literal) else None) or PLAIN_LANGUAGE
        by_language.setdefault(language, []).append(each.value)
    if property_.repeats:
        # All forms in one list, whatever their language; those that are not Japanese once more under its own name.
        every = [text for texts in by_language.values() for text in texts]
        yield from _stated(property_.graph_name, property_, every)
    for language, texts in by_language.items():
        if language != PLAIN_LANGUAGE or not property_.repeats:
            yield from _stated(in_language(property_.graph_name, language), property_, texts)


def _stated(name: str, property_: Property, values: Sequence[Scalar]) -> Iterator[tuple[str, PropertyValue]]:
    ordered = sorted(values, key=_order)
    if property_.repeats:
        yield name, ordered
        return
    yield name, ordered[0]
    if len(ordered) > 1:
        yield name + OTHERS, ordered[1:]


def _scalar(term: Term, property_: Property, names_: Names) -> Scalar:
    """A value as Cypher has it; a number that its 64 bits cannot hold is the text of its digits."""
    if isinstance(term, NamedNode):
        return names_.terms.get(term.value, term.value) if property_.scheme else term.value
    match term.datatype.value.removeprefix(_XSD):
        case "integer":
            whole = int(term.value) if len(term.value) < _DIGITS else _LARGEST
            return whole if -_LARGEST <= whole < _LARGEST else term.value
        case "decimal":
            number = float(term.value)
            return number if abs(number) != float("inf") else term.value
        case "boolean":
            return term.value in ("true", "1")
        case _:
            return term.value


def _order(value: Scalar) -> tuple[bool, float, str]:
    return (True, 0, value) if isinstance(value, str) else (False, value, "")
