"""Solutions of SPARQL as plain values: what JSON and CSV of pages hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = tuple(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float"))
# Fifteen digits: what a spreadsheet and a double of JSON's readers hold without a change.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_POINT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def columns_of(body: bytes) -> list[str]:
    """The variables of SPARQL 1.1 JSON results."""
    return list(json.loads(body)["head"]["vars"])


def rows_of(body: bytes, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of SPARQL 1.1 JSON results, unbound columns left out.

    A number is one where it is written again as it stands in the data; all else is text: other spellings (``007``,
    ``1.50``), more digits than a double holds, INF and NaN, text that does not fit its datatype.
    """
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: _value(each[name]) for name in columns if name in each} for each in bindings]


def _value(term: dict[str, Any]) -> str | int | float:
    if term["type"] == "triple":
        return _written(term)
    text = str(term["value"])
    return _number(text) if term.get("datatype") in _NUMBERS else text


def _number(text: str) -> str | int | float:
    if _WHOLE.fullmatch(text):
        return int(text)
    if _POINT.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text


def _written(term: dict[str, Any]) -> str:
    """A term as N-Triples 1.2 writes it."""
    value = term["value"]
    match term["type"]:
        case "triple":
            return f"<<( {' '.join(_written(value[part]) for part in ('subject', 'predicate', 'object'))} )>>"
        case "uri":
            return f"<{value}>"
        case "bnode":
            return f"_:{value}"
    text = f'"{str(value).translate(_ESCAPES)}"'
    if "xml:lang" in term:
        return f"{text}@{term['xml:lang']}"
    return f"{text}^^<{term['datatype']}>" if "datatype" in term else text
