"""Solutions of SPARQL as plain values: what JSON and CSV of pages hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def columns_of(body: bytes) -> list[str]:
    """The variables of SPARQL 1.1 JSON results."""
    return list(json.loads(body)["head"]["vars"])


def rows_of(body: bytes, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of SPARQL 1.1 JSON results: numbers as numbers, all else as text, unbound columns left out."""
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: _value(each[name]) for name in columns if name in each} for each in bindings]


def _value(term: dict[str, Any]) -> str | int | float:
    text = str(term["value"])
    match term.get("datatype", "").rpartition("#")[2]:
        case "integer":
            return int(text)
        case "decimal" | "double" | "float":
            return float(text)
    return text
