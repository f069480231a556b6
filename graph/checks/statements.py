"""Quads in the form in which the checks on the ontology read them: types by subject, and all other statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.rdf import RDF_TYPE


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement other than of type: ``target`` is the IRI it leads to, ``literal`` its literal, and one is None."""

    subject: str
    predicate: str
    target: str | None
    literal: Literal | None


@dataclass(frozen=True, slots=True)
class Statements:
    """The classes (IRIs) of each subject, and the other statements."""

    types: Mapping[str, set[str]]
    rest: tuple[Statement, ...]


def statements(quads: Iterable[Quad]) -> Statements:
    """The statements of quads; graph names play no part."""
    types: dict[str, set[str]] = defaultdict(set)
    rest: dict[Statement, None] = {}
    for each in quads:
        subject = str(each.subject.value)  # type: ignore[union-attr]
        if each.predicate == RDF_TYPE and isinstance(each.object, NamedNode):
            types[subject].add(each.object.value)
        else:
            target = each.object.value if isinstance(each.object, NamedNode) else None
            literal = each.object if isinstance(each.object, Literal) else None
            rest[Statement(subject, each.predicate.value, target, literal)] = None
    return Statements(dict(types), tuple(rest))
