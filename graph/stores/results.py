"""Query results in the formats of SPARQL 1.1: JSON, XML, CSV and TSV. Runs in the worker; needs pyoxigraph only."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

RdfTerm = NamedNode | BlankNode | Literal | Triple
Row = Sequence[RdfTerm | None]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def results_json(variables: Sequence[str], rows: Sequence[Row]) -> bytes:
    """SPARQL 1.1 Query Results JSON Format."""
    bindings = [
        {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None} for row in rows
    ]
    content = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def results_xml(variables: Sequence[str], rows: Sequence[Row]) -> bytes:
    """SPARQL Query Results XML Format."""
    parts = [_XML_HEAD, "<head>", *(f"<variable name={quoteattr(name)}/>" for name in variables), "</head><results>"]
    for row in rows:
        bound = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(variables, row, strict=True)
            if term is not None
        )
        parts += ["<result>", *bound, "</result>"]
    return "".join([*parts, "</results></sparql>"]).encode()


def results_csv(variables: Sequence[str], rows: Sequence[Row]) -> bytes:
    """SPARQL 1.1 CSV: plain values, lines ended by CR LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(variables)
    writer.writerows([_plain(term) for term in row] for row in rows)
    return out.getvalue().encode()


def results_tsv(variables: Sequence[str], rows: Sequence[Row]) -> bytes:
    """SPARQL 1.1 TSV: terms in Turtle's syntax."""
    lines = ["\t".join(f"?{name}" for name in variables)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def boolean(value: bool, format_: str) -> bytes:
    """The answer of an ASK in one of the four formats."""
    word = "true" if value else "false"
    match format_:
        case "xml":
            return f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>".encode()
        case "csv" | "tsv":
            return f"{word}\n".encode()
        case _:
            return json.dumps({"head": {}, "boolean": value}).encode()


WRITERS = {"json": results_json, "xml": results_xml, "csv": results_csv, "tsv": results_tsv}


def _json_term(term: RdfTerm) -> dict[str, object]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            if term.language:
                return {"type": "literal", "value": term.value, "xml:lang": term.language}
            if term.datatype.value != _STRING:
                return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
            return {"type": "literal", "value": term.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _xml_term(term: RdfTerm) -> str:
    match term:
        case NamedNode():
            return f"<uri>{escape(term.value)}</uri>"
        case BlankNode():
            return f"<bnode>{escape(term.value)}</bnode>"
        case Literal():
            extra = ""
            if term.language:
                extra = f" xml:lang={quoteattr(term.language)}"
            elif term.datatype.value not in (_STRING, _LANG):
                extra = f" datatype={quoteattr(term.datatype.value)}"
            return f"<literal{extra}>{_xml_text(term.value)}</literal>"
    inner = zip(("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True)
    return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in inner) + "</triple>"


def _xml_text(text: str) -> str:
    """Text for XML 1.0: what that has no way to write becomes U+FFFD; a carriage return stays one."""
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _plain(term: RdfTerm | None) -> str:
    if term is None:
        return ""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return str(term) if isinstance(term, Triple) else term.value
