"""Headers that say what an answer lacks: the rows at which it was cut, and terms that the data nowhere uses."""

from __future__ import annotations

from urllib.parse import quote

from graph.cypher.engine import CypherResult
from graph.stores.sparql import SparqlAnswer


def sparql_notes(found: SparqlAnswer) -> dict[str, str]:
    """The headers of an answer to SPARQL; empty where it lacks nothing."""
    return _notes(found.rows if found.truncated else None, ", ".join(found.unused).encode("ascii", "replace").decode())


def cypher_notes(found: CypherResult) -> dict[str, str]:
    """The headers of an answer to Cypher; names of labels and properties are percent-encoded UTF-8."""
    return _notes(len(found.rows) if found.truncated else None, ", ".join(quote(each) for each in found.unused))


def _notes(cut: int | None, unused: str) -> dict[str, str]:
    told = {"Policylinks-Truncated": f"rows={cut}" if cut is not None else "", "Policylinks-Not-Stated": unused}
    return {name: text for name, text in told.items() if text}
