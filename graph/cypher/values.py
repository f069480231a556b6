"""Values of the driver as JSON has them, and parameters the other way."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import CallError, LimitError

MAX_BYTES = 32 * 1024**2
MAX_RECORD = 4 * 1024**2
MAX_DEPTH = 100
_LARGEST = 2**63
_MEGA = 1024**2


class Budget:
    """How large an answer may still grow, in characters or so: the whole of it, and the row that is read."""

    def __init__(self, most: int = MAX_BYTES, record: int = MAX_RECORD) -> None:
        self._most = self._left = most
        self._record = self._row = record

    def next_row(self) -> None:
        """Begins another row."""
        self._row = self._record

    def take(self, size: int) -> None:
        """Raises LimitError where the answer, or a row of it, is larger than one that is given."""
        self._left -= size
        self._row -= size
        if self._row < 0:
            raise LimitError(
                f"A row of the answer is over the limit of {self._record / _MEGA:g} MB.",
                "Ask for names instead of whole nodes, and for rows instead of lists.",
            )
        if self._left < 0:
            raise LimitError(
                f"The answer is over the limit of {self._most / _MEGA:g} MB.",
                "Ask for less: fewer rows (LIMIT), names instead of whole nodes.",
            )


def as_json(value: object, budget: Budget) -> Any:
    """A value of an answer: nodes, relationships and paths as objects, times as ISO 8601, infinite numbers as text.

    Objects have the member names of Neo4j's own HTTP interface.
    """
    match value:
        case None | bool():
            budget.take(5)
            return value
        case int():
            budget.take(20)
            return value
        case float():
            budget.take(20)
            return value if math.isfinite(value) else str(value)
        case str():
            budget.take(len(value) + 2)
            return value
        case Node():
            budget.take(60)
            return {
                "elementId": value.element_id,
                "labels": sorted(value.labels),
                "properties": _properties(value, budget),
            }
        case Relationship():
            budget.take(90)
            return {
                "elementId": value.element_id,
                "type": value.type,
                "startNodeElementId": value.start_node.element_id if value.start_node else None,
                "endNodeElementId": value.end_node.element_id if value.end_node else None,
                "properties": _properties(value, budget),
            }
        case Path():
            budget.take(30)
            return {
                "nodes": [as_json(each, budget) for each in value.nodes],
                "relationships": [as_json(each, budget) for each in value.relationships],
            }
        case Date() | DateTime() | Time() | Duration():
            budget.take(30)
            return value.iso_format()
        case Point():
            budget.take(40)
            return {"srid": value.srid, "coordinates": list(value)}
        case bytes() | bytearray():
            budget.take(len(value) * 4 // 3)
            return base64.b64encode(bytes(value)).decode()
        case Mapping():
            budget.take(2 + sum(len(str(key)) + 3 for key in value))
            return {str(key): as_json(each, budget) for key, each in value.items()}
        case list() | tuple():
            budget.take(2)
            return [as_json(each, budget) for each in value]
    return str(value)


def _properties(entity: Node | Relationship, budget: Budget) -> dict[str, Any]:
    budget.take(sum(len(key) + 3 for key in entity))
    return {key: as_json(entity[key], budget) for key in sorted(entity.keys())}


def checked_parameters(parameters: object) -> dict[str, Any]:
    """Parameters as an engine takes them. Raises CallError for what no engine can hold."""
    if not isinstance(parameters, Mapping):
        raise CallError("The parameters are no object.", 'Send {"query": …, "parameters": {"name": value}}.')
    for name, value in parameters.items():
        _check(str(name), value, 0)
    return dict(parameters)


def _check(name: str, value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise CallError(f"The parameter {name} is nested too deep.", f"At most {MAX_DEPTH} levels are taken.")
    match value:
        case bool() | None | float():
            return
        case int() if -_LARGEST <= value < _LARGEST:
            return
        case str() if not any("\ud800" <= char <= "\udfff" for char in value):
            return
        case Mapping():
            for key, each in value.items():
                _check(name, str(key), depth + 1)
                _check(name, each, depth + 1)
            return
        case list() | tuple():
            for each in value:
                _check(name, each, depth + 1)
            return
    raise CallError(
        f"The parameter {name} holds a value that Cypher has no type for.",
        "Whole numbers have 64 bits; texts are Unicode.",
    )
