"""Nodes and relationships as a property graph holds them. How they follow from the RDF graph: ``derive``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Scalar = str | bool | int | float
PropertyValue = Scalar | list[str] | list[bool] | list[int] | list[float] | list[Scalar]


@dataclass(frozen=True, slots=True)
class PropertyNode:
    """A node. ``id`` is its IRI, which stands among ``properties`` too; ``labels`` go from wide to narrow."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class PropertyRelationship:
    """A relationship from the node ``source`` to the node ``target`` (IRIs).

    One that was made from a link has the link's IRI as ``id`` among its ``properties``; one of structure has none.
    """

    type: str
    source: str
    target: str
    properties: Mapping[str, PropertyValue]
