"""What in a database is ours: decided by the vocabulary and the base of the ids, with no mark on anything.

A node is ours where it has a label of the ontology and an ``id`` under the base; a relationship where it has a type of
the ontology and joins two nodes of ours; a property of these where the ontology names it. All else is somebody's own.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from graph.property_graph.model import PropertyValue
from graph.property_graph.names import ID, LINES, Names, names, read_name


@dataclass(frozen=True)
class Ours:
    """The labels, relationship types and property names of the ontology. A root is the first label of a node, the one
    that its key is unique under; a type is shared where links give it and structure too."""

    labels: frozenset[str]
    roots: tuple[str, ...]
    types: frozenset[str]
    shared: frozenset[str]
    names: Names
    _asked: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def own_labels(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Those of a node's labels that are ours, its root first."""
        found = sorted(each for each in labels if each in self.labels)
        return tuple(sorted(found, key=lambda each: each not in self.roots))

    def is_name(self, name: str) -> bool:
        """Whether a property of this name is ours."""
        if name not in self._asked:
            self._asked[name] = name in (ID, LINES) or read_name(name, self.names) is not None
        return self._asked[name]

    def own_properties(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        """Those properties that are ours."""
        return {name: value for name, value in properties.items() if self.is_name(name)}


@lru_cache(maxsize=1)
def ours() -> Ours:
    """What is ours by the project's own ontology."""
    known = names()
    labels = list(known.labels.values())
    roots = tuple(dict.fromkeys(each[0] for each in labels))
    structure, of_links = frozenset(known.structure), frozenset([*known.link_of, *known.kinds.values()])
    every = frozenset(label for each in labels for label in each)
    return Ours(every, roots, structure | of_links, structure & of_links, known)


def storable(properties: Mapping[str, PropertyValue]) -> Mapping[str, PropertyValue]:
    """Properties as Neo4j can keep them: a list holds values of one type there. Numbers of two kinds become floats,
    anything else of two kinds becomes text."""
    for value in properties.values():
        if isinstance(value, list) and len(value) > 1 and len(set(map(type, value))) > 1:
            return {name: _uniform(each) if isinstance(each, list) else each for name, each in properties.items()}
    return properties


def _uniform(values: list[Any]) -> PropertyValue:
    kinds = {type(each) for each in values}
    if len(kinds) < 2:
        return values
    return [float(each) for each in values] if kinds == {int, float} else [str(each) for each in values]


def digest(names_: Iterable[str], properties: Mapping[str, Any]) -> bytes:
    """What a node (by its labels) or a relationship (by its type) says, in 16 bytes; equal where both say the same."""
    return _hash((sorted(names_), sorted(properties.items())))


def relationship_key(type_: str, source: str, target: str, id_: object) -> bytes:
    """What tells a relationship from others: its type, its ends, and the id of its link where it was made from one."""
    return _hash((type_, source, target, id_ if isinstance(id_, str) else repr(id_)))


def _hash(said: Any) -> bytes:
    # This form of marshal tells whole numbers, floats and booleans apart, and writes equal values alike.
    try:
        written = marshal.dumps(said, 0)
    except ValueError:  # a value that no graph of ours has: a date, a point
        written = repr(said).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=16).digest()
