"""The RDF formats: the same triples in each; N-Quads and TriG also say which graph each stands in.

pyoxigraph writes prefixes in an order of its own each time, so they are sorted afterwards: same graph, same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph.exports.given import ExportInput
from graph.exports.xml_text import xml_text
from ontology.prefixes import PREFIXES

_PREFIX_LINES = re.compile(rb"\A(?:@prefix [^\n]*\n)+")
_XML_NAMESPACES = re.compile(rb"<rdf:RDF((?: xmlns:[^=]+=\"[^\"]*\")+)>")
_XML_NAMESPACE = re.compile(rb" xmlns:[^=]+=\"[^\"]*\"")


def turtle(given: ExportInput) -> bytes:
    """Turtle."""
    return _prefixes_sorted(_written(given.triples, RdfFormat.TURTLE, prefixes=True))


def n_triples(given: ExportInput) -> bytes:
    """N-Triples, sorted."""
    return _written(given.triples, RdfFormat.N_TRIPLES)


def n_quads(given: ExportInput) -> bytes:
    """N-Quads, sorted."""
    return b"".join(sorted(_written(given.quads, RdfFormat.N_QUADS).splitlines(keepends=True)))


def trig(given: ExportInput) -> bytes:
    """TriG: a block for each graph."""
    return _prefixes_sorted(_written(given.quads, RdfFormat.TRIG, prefixes=True))


def rdf_xml(given: ExportInput) -> bytes:
    """RDF/XML. Characters that XML cannot hold are replaced; no other format has to.

    pyoxigraph writes those and carriage returns as they are, which makes the file unreadable or changes the text.
    """
    text = xml_text(_written(given.triples, RdfFormat.RDF_XML, prefixes=True).decode())
    written = text.replace("\r", "&#13;").encode()
    return _XML_NAMESPACES.sub(
        lambda found: b"<rdf:RDF" + b"".join(sorted(_XML_NAMESPACE.findall(found[1]))) + b">", written, count=1
    )


def _written(statements: Iterable[Quad] | Iterable[Triple], format_: RdfFormat, *, prefixes: bool = False) -> bytes:
    names = dict(PREFIXES) if prefixes else None
    written = serialize(statements, format=format_, prefixes=names)
    assert written is not None
    return written


def _prefixes_sorted(text: bytes) -> bytes:
    return _PREFIX_LINES.sub(lambda found: b"".join(sorted(found[0].splitlines(keepends=True))), text, count=1)
