"""Things: an IRI with all that is said of it, read from quads or from written triples (N-Triples, SPARQL TSV).

Terms are plain values here, since making objects of them costs more than all that is derived: an IRI is a ``str``, a
literal a ``Stated``. Blank nodes and triple terms, which no property graph has, are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from ontology.prefixes import PREFIXES

_XSD = PREFIXES["xsd"]
_STRING, _TEXT = _XSD + "string", PREFIXES["rdf"] + "langString"
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_MOST_KEPT = 100_000


class Stated(NamedTuple):
    """A literal: its text, its language if it has one, and its datatype."""

    value: str
    language: str | None
    datatype: str


Term = str | Stated
Said = Mapping[str, Sequence[Term]]
Thing = tuple[str, Said]


def things_of(quads: Iterable[Quad]) -> Iterator[Thing]:
    """Each subject of quads that come grouped by subject; a term once, whatever the number of graphs that say it."""
    for subject, group in groupby(quads, key=attrgetter("subject")):
        if not isinstance(subject, NamedNode):
            continue
        said: dict[str, dict[Term, None]] = {}
        for quad in group:
            value = quad.object
            if isinstance(value, NamedNode):
                said.setdefault(quad.predicate.value, {})[value.value] = None
            elif isinstance(value, Literal):
                stated = Stated(value.value, value.language, value.datatype.value)
                said.setdefault(quad.predicate.value, {})[stated] = None
        yield subject.value, {predicate: tuple(values) for predicate, values in said.items()}


def things_in(triples: Iterable[Sequence[str]], without: frozenset[str] = frozenset()) -> Iterator[Thing]:
    """Each subject of written triples that come grouped by subject, except those ``without``."""
    current, said = "", dict[str, list[Term]]()
    known: dict[str, Term | None] = {}
    for subject, predicate, text in triples:
        if subject != current:
            if said:
                yield current[1:-1], said
            current, said = subject, {}
            passed_over = not is_iri(subject) or subject[1:-1] in without
        if passed_over:
            continue
        if text in known:
            term = known[text]
        else:
            if len(known) > _MOST_KEPT:
                known.clear()
            term = known[text] = read_term(text)
        if term is not None:
            said.setdefault(predicate[1:-1], []).append(term)
    if said:
        yield current[1:-1], said


def is_iri(text: str) -> bool:
    """Whether a written term is an IRI (a triple term begins with two brackets)."""
    return text.startswith("<") and not text.startswith("<<")


def read_term(text: str) -> Term | None:
    """A term as N-Triples or SPARQL 1.1 TSV writes it: as Turtle does, numbers and booleans in their short form too."""
    if text.startswith("<"):
        return text[1:-1] if is_iri(text) else None
    if text.startswith('"'):
        end = text.rindex('"')
        value, tail = text[1:end], text[end + 1 :]
        if "\\" in value:
            value = _ESCAPED.sub(_unescaped, value)
        if tail.startswith("@"):
            return Stated(value, tail[1:].partition("--")[0], _TEXT)
        return Stated(value, None, tail[3:-1] if tail else _STRING)
    if not text or text.startswith("_:"):
        return None
    return Stated(text, None, _XSD + _short_type(text))


def _short_type(text: str) -> str:
    if text in ("true", "false"):
        return "boolean"
    if "e" in text or "E" in text:
        return "double"
    return "decimal" if "." in text else "integer"


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(found[3], found[3])
