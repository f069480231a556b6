"""JSON-LD with a context of its own: short names that a programmer can read without knowing RDF."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.exports.given import ExportInput
from ontology.prefixes import PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_SMALL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
Term = NamedNode | BlankNode | Literal | Triple


def json_ld(given: ExportInput) -> bytes:
    """One ``@graph`` of all things by id; prefixed names for properties, ``@base`` for ids under the base."""
    things: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for each in given.triples:
        thing = things[_id(each.subject, given.base)]
        if each.predicate.value == _RDF_TYPE and isinstance(each.object, NamedNode):
            thing["@type"].append(_short(each.object.value))
        else:
            thing[_short(each.predicate.value)].append(_value(each.object, given.base))
    context: dict[str, str] = {"@base": given.base, **PREFIXES} if given.base else dict(PREFIXES)
    graph = [
        {"@id": id_, **{name: _one(name, values) for name, values in found.items()}} for id_, found in things.items()
    ]
    content = {"@context": context, "@graph": graph}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _one(name: str, values: list[Any]) -> Any:
    return values[0] if len(values) == 1 and name != "@type" else values


def _short(iri: str) -> str:
    """A prefixed name where the rest of the IRI is plain enough to be one, else the IRI."""
    for prefix, start in PREFIXES.items():
        rest = iri[len(start) :]
        if iri.startswith(start) and rest and "/" not in rest:
            return f"{prefix}:{rest}"
    return iri


def _id(term: Term, base: str) -> str:
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if isinstance(term, Triple):
        raise ValueError("JSON-LD 1.1 has no form for a quoted triple")
    iri = term.value
    # A colon in the rest would make it an absolute IRI of its own.
    return iri[len(base) :] if base and iri.startswith(base) and ":" not in iri[len(base) :] and iri != base else iri


def _value(term: Term, base: str) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _id(term, base)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == _XSD + "string":
        return term.value
    # JSON's own forms, where the same literal comes back from them.
    if datatype == _XSD + "boolean" and term.value in ("true", "false"):
        return term.value == "true"
    if datatype == _XSD + "integer" and _SMALL_INTEGER.fullmatch(term.value):
        return int(term.value)
    return {"@value": term.value, "@type": _short(datatype)}
