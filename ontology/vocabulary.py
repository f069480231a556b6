"""What Python knows of the ontology: read from ``policy.ttl`` on first use, never written twice.

Nothing here names a class, a colour or a label; a change in the file shows up everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ontology.prefixes import PREFIXES

POL = PREFIXES["pol"]
ONTOLOGY = POL.removesuffix("#")
_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
_CLASS, _LINK_CLASS, _LINK_END, _SHORTCUT, _TERM = (
    _OWL + "Class", POL + "LinkClass", POL + "LinkEnd", POL + "Shortcut", POL + "ControlledTerm",
)  # fmt: skip

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NodeType:
    """A class of nodes. ``ancestors`` are the IRIs that each resource of the class carries as types besides its own."""

    name: str
    iri: str
    ancestors: tuple[str, ...]
    graph_labels: tuple[str, ...]
    label: Words
    definition: Words
    family: str
    fill: str
    shape: str
    slug: str
    specialises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkType:
    """A class of links. ``shortcut`` and ``relationship`` are None where the link's kind decides."""

    name: str
    iri: str
    source_property: str
    target_property: str
    shortcut: str | None
    relationship: str | None
    source_types: tuple[str, ...]
    target_types: tuple[str, ...]
    label: Words
    definition: Words
    slug: str
    specialises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property. ``repeats``: the property graph always holds a list; ``scheme``: that of its controlled values."""

    name: str
    iri: str
    label: Words
    definition: Words
    datatype: str | None
    range: tuple[str, ...]
    domain: tuple[str, ...]
    repeats: bool
    relationship: str | None
    graph_name: str
    scheme: str | None
    specialises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlledTerm:
    """A controlled value; ``relationship`` is set where the value names a relation between bodies."""

    name: str
    iri: str
    scheme: str
    label: Words
    definition: Words
    relationship: str | None


@dataclass(frozen=True)
class Vocabulary:
    """All that the file defines, by local name; ``joining`` are the ends and shortcuts of links by IRI."""

    node_types: Mapping[str, NodeType]
    link_types: Mapping[str, LinkType]
    properties: Mapping[str, Property]
    terms: Mapping[str, ControlledTerm]
    joining: Mapping[str, Property]

    @cached_property
    def _properties_by_iri(self) -> Mapping[str, Property]:
        return {each.iri: each for each in self.properties.values()}

    @cached_property
    def _node_types_by_iri(self) -> Mapping[str, NodeType]:
        return {each.iri: each for each in self.node_types.values()}

    def property_of(self, iri: str) -> Property | None:
        """The property of an IRI, None where the file does not describe it as one of nodes or links."""
        return self._properties_by_iri.get(iri)

    def node_type(self, iri: str) -> NodeType | None:
        """The class of nodes of an IRI, or None."""
        return self._node_types_by_iri.get(iri)


class _File:
    """The file's triples by subject and predicate."""

    def __init__(self, turtle: str) -> None:
        self._found: dict[str, dict[str, list[NamedNode | Literal | BlankNode]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in parse(turtle.encode(), format=RdfFormat.TURTLE, base_iri=ONTOLOGY):
            self._found[_name(triple.subject)][triple.predicate.value].append(triple.object)

    def of_type(self, type_: str) -> Iterator[str]:
        for subject, found in list(self._found.items()):
            if any(_name(each) == type_ for each in found.get(_RDF + "type", ())):
                yield subject

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(_name(each) for each in self._found[subject].get(predicate, ()))

    def one(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.all(subject, predicate)), None)

    def words(self, subject: str, predicate: str) -> Words:
        found = self._found[subject].get(predicate, ())
        return {each.language: each.value for each in found if isinstance(each, Literal) and each.language}

    def classes(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Classes named by a predicate; a union's members one by one."""
        found: list[str] = []
        for each in self.all(subject, predicate):
            union = self.one(each, _OWL + "unionOf")
            found += self._list(union) if union else [each]
        return tuple(found)

    def ancestors(self, subject: str) -> tuple[str, ...]:
        found: list[str] = []
        for each in self.all(subject, _RDFS + "subClassOf"):
            found += [name for name in (each, *self.ancestors(each)) if name not in found]
        return tuple(found)

    def members(self, subject: str) -> list[str]:
        return self._list(self.one(subject, _OWL + "members"))

    def _list(self, node: str | None) -> list[str]:
        found: list[str] = []
        while node and node != _RDF + "nil":
            found += self.all(node, _RDF + "first")
            node = self.one(node, _RDF + "rest")
        return found


def _name(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term.value)  # type: ignore[attr-defined]


def local_name(iri: str) -> str:
    """The part of an IRI after its last ``#`` or ``/``."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def read_vocabulary(turtle: str) -> Vocabulary:
    """The vocabulary of an ontology file (Turtle, UTF-8)."""
    file = _File(turtle)
    links = set(file.of_type(_LINK_CLASS))
    node_types = (
        _node_type(file, iri) for iri in file.of_type(_CLASS) if iri not in links and file.all(iri, POL + "nodeLabel")
    )
    hidden = {*file.of_type(_LINK_END), *file.of_type(_SHORTCUT)}
    properties = [
        _property(file, iri) for type_ in ("ObjectProperty", "DatatypeProperty") for iri in file.of_type(_OWL + type_)
    ]
    return Vocabulary(
        {each.name: each for each in node_types},
        {local_name(iri): _link_type(file, iri) for iri in file.of_type(_LINK_CLASS)},
        {each.name: each for each in properties if each.iri not in hidden},
        {local_name(iri): _term(file, iri) for iri in file.of_type(_TERM)},
        {each.iri: each for each in properties if each.iri in hidden},
    )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the project's own file."""
    return read_vocabulary(turtle())


@lru_cache(maxsize=1)
def disjoint_classes() -> tuple[frozenset[str], ...]:
    """Sets of classes of which nothing is two at once (owl:AllDisjointClasses)."""
    file = _File(turtle())
    return tuple(frozenset(file.members(each)) for each in file.of_type(_OWL + "AllDisjointClasses"))


def turtle() -> str:
    """The text of the ontology file."""
    return files("ontology").joinpath("policy.ttl").read_text(encoding="utf-8")


def _node_type(file: _File, iri: str) -> NodeType:
    def one(name: str) -> str:
        return file.one(iri, POL + name) or ""

    return NodeType(
        local_name(iri), iri, file.ancestors(iri), file.all(iri, POL + "nodeLabel"), file.words(iri, _RDFS + "label"),
        file.words(iri, _SKOS + "definition"), one("family"), one("fill"), one("shape"), one("idSlug"),
        file.all(iri, _RDFS + "subClassOf"),
    )  # fmt: skip


def _link_type(file: _File, iri: str) -> LinkType:
    return LinkType(
        local_name(iri), iri, file.one(iri, POL + "sourceEnd") or "", file.one(iri, POL + "targetEnd") or "",
        file.one(iri, POL + "shortcut"), file.one(iri, POL + "relationshipType"), file.all(iri, POL + "sourceClass"),
        file.all(iri, POL + "targetClass"), file.words(iri, _RDFS + "label"), file.words(iri, _SKOS + "definition"),
        file.one(iri, POL + "idSlug") or "", file.all(iri, _RDFS + "subClassOf"),
    )  # fmt: skip


def _property(file: _File, iri: str) -> Property:
    range_ = file.classes(iri, _RDFS + "range")
    data = next((each for each in range_ if each.startswith(PREFIXES["xsd"]) or each == _RDF + "langString"), None)
    return Property(
        local_name(iri), iri, file.words(iri, _RDFS + "label"), file.words(iri, _SKOS + "definition"), data,
        () if data else range_, file.classes(iri, _RDFS + "domain"), file.one(iri, POL + "repeats") == "true",
        file.one(iri, POL + "relationshipType"), file.one(iri, POL + "graphName") or local_name(iri),
        file.one(iri, POL + "valuesOf"), file.all(iri, _RDFS + "subPropertyOf"),
    )  # fmt: skip


def _term(file: _File, iri: str) -> ControlledTerm:
    scheme = local_name(file.one(iri, _SKOS + "inScheme") or "").removesuffix("Scheme")
    return ControlledTerm(
        local_name(iri), iri, scheme, file.words(iri, _RDFS + "label"), file.words(iri, _SKOS + "definition"),
        file.one(iri, POL + "relationshipType"),
    )  # fmt: skip
