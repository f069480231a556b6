"""The fact model: what a plan says, as nodes and links, each with the lines it was read from.

A *fact* is a node or a link as read. Everything else (RDF, property graph, pictures, tables) is a form of these facts,
derived by pure functions. Property names are the local names of the ontology (``label``, ``tag``, ``isPartOf``); what
each means, and which IRI it has, stands in ``ontology/policy.ttl`` alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType


class Status(StrEnum):
    """How a claim is known (``pol:status``); the values are the local names of the controlled terms."""

    STATED = "stated"
    REPAIRED = "repaired"
    INFERRED = "inferred"
    DERIVED = "derived"
    CURATED = "curated"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text in a language (BCP 47 tag)."""

    value: str
    lang: str = "ja"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A controlled value of the ontology by its local name, such as ``primary`` for ``pol:primary``."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A reference to another node by its id (the part of its IRI after the base)."""

    id: str


@dataclass(frozen=True, slots=True, order=True)
class Web:
    """A reference to something outside the graph by its absolute IRI, such as a licence."""

    iri: str


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A date as precise as stated: ``2019``, ``2019-02`` or ``2019-02-01`` (xsd:gYear, xsd:gYearMonth, xsd:date)."""

    lexical: str


Value = Text | str | bool | int | Decimal | Term | Ref | Web | Moment
Properties = Mapping[str, tuple[Value, ...]]
NOTHING: Properties = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a fact was read: lines of a document, counted from 1 by line feeds, both ends included.

    ``document`` is the id of a ``SourceDocument`` node; ``exact`` the words of those lines where they are at hand.
    """

    document: str
    first_line: int
    last_line: int
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What nodes and links have in common.

    ``type`` is the local name of a class of the ontology (``Project``, ``Council``, ``Contribution``). ``sources`` is
    empty only for derived facts (which name their ``inputs``, ids of facts) and for plans and documents themselves.
    """

    id: str
    type: str
    properties: Properties = field(default_factory=lambda: NOTHING)
    sources: tuple[Source, ...] = ()
    status: Status | None = None
    rules: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()

    def values(self, name: str) -> tuple[Value, ...]:
        """All values of a property, in the order of the document; empty where nothing is stated."""
        return self.properties.get(name, ())

    def value(self, name: str) -> Value | None:
        """The first value of a property, or None where nothing is stated."""
        values = self.properties.get(name, ())
        return values[0] if values else None

    def text(self, name: str) -> str:
        """The first value of a property as plain text; the empty string where nothing is stated."""
        value = self.value(name)
        match value:
            case None:
                return ""
            case Text(text, _):
                return text
            case Term(name_) | Ref(name_) | Web(name_) | Moment(name_):
                return name_
            case _:
                return str(value)

    def refs(self, name: str) -> tuple[str, ...]:
        """The ids of the nodes that a property refers to."""
        return tuple(value.id for value in self.values(name) if isinstance(value, Ref))


@dataclass(frozen=True, slots=True)
class Node(Fact):
    """A thing: a project, a field, a measure, an organization."""

    @property
    def label(self) -> str:
        """The one name of the node, in the language of the plan (Japanese) where it has a name in others too."""
        names = self.properties.get("label", ())
        if len(names) > 1:
            return next(
                (name.value for name in names if isinstance(name, Text) and name.lang == "ja"), self.text("label")
            )
        return self.text("label")


@dataclass(frozen=True, slots=True)
class Link(Fact):
    """A claim that joins two nodes: ``source`` and ``target`` are their ids."""

    source: str = ""
    target: str = ""


@dataclass(frozen=True)
class Facts:
    """A set of facts with the look-ups that every form of the graph needs. Ids are unique; order is kept."""

    nodes: Mapping[str, Node]
    links: Mapping[str, Link]

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Node, ...]]:
        """Nodes by the local name of their class."""
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            found[node.type].append(node)
        return {name: tuple(nodes) for name, nodes in found.items()}

    @cached_property
    def links_by_type(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by the local name of their class."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links.values():
            found[link.type].append(link)
        return {name: tuple(links) for name, links in found.items()}

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by the id of their source end."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links.values():
            found[link.source].append(link)
        return {name: tuple(links) for name, links in found.items()}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Link, ...]]:
        """Links by the id of their target end."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links.values():
            found[link.target].append(link)
        return {name: tuple(links) for name, links in found.items()}

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Fact, ...]]:
        """Nodes and links by the id of the document whose lines they were read from."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in (*self.nodes.values(), *self.links.values()):
            for document in dict.fromkeys(source.document for source in fact.sources):
                found[document].append(fact)
        return {id_: tuple(cited) for id_, cited in found.items()}

    @cached_property
    def referring(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For a node's id: (property name, id of the node that refers to it by that property)."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for node in self.nodes.values():
            for name, values in node.properties.items():
                for value in values:
                    if isinstance(value, Ref):
                        found[value.id].append((name, node.id))
        return {name: tuple(pairs) for name, pairs in found.items()}

    @cached_property
    def tables(self) -> Mapping[str, str]:
        """The titles of documents that are tables beside a plan, such as a list of identifiers, by their id."""
        documents = self.by_type.get("SourceDocument", ())
        return {node.id: node.text("title") or node.label for node in documents if node.text("format") == "text/csv"}

    def places(self, fact: Fact) -> tuple[Source, ...]:
        """Where a fact stands in its plan: not in a table beside it, unless it stands nowhere else."""
        return tuple(source for source in fact.sources if source.document not in self.tables) or fact.sources

    def parts(self, whole: str, type_: str | None = None) -> tuple[Node, ...]:
        """Nodes that are ``isPartOf`` the given one, in order; of one class where ``type_`` names it."""
        found = (self.nodes[id_] for name, id_ in self.referring.get(whole, ()) if name == "isPartOf")
        return tuple(node for node in found if type_ is None or node.type == type_)


def facts(nodes: list[Node], links: list[Link]) -> Facts:
    """Facts out of lists. Raises ValueError where two facts share an id."""
    by_id = {node.id: node for node in nodes}
    links_by_id = {link.id: link for link in links}
    if len(by_id) != len(nodes) or len(links_by_id) != len(links):
        ids = [fact.id for fact in [*nodes, *links]]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        raise ValueError(f"two facts share an id: {', '.join(twice[:5])}")
    return Facts(by_id, links_by_id)
