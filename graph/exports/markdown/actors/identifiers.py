"""Identifiers of bodies: register and number as a bullet, certainty, sources and time below it."""

from __future__ import annotations

from graph.exports.markdown.language.dates import is_moment
from graph.exports.markdown.language.terms import CERTAINTIES, REGISTERS, identifier_label
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import ITEMS, MARKS
from graph.exports.markdown.sayable import moment_of, refused, texts
from graph.exports.markdown.sheet import Sheet
from graph.facts import Node


def write_identifiers(sheet: Sheet, body: Node) -> None:
    """Writes the identifiers of a body. Raises DataError for one whose register the format has no word for."""
    for node in sheet.in_order(sheet.facts.nodes[id_] for id_ in body.refs("identifiedBy")):
        sheet.taken(node)
        register, notation = node.text("register"), node.text("notation")
        if register not in REGISTERS or not notation:
            raise refused(node, "it does not say which number of which register it is")
        named = node.label == identifier_label(register, notation)
        extras = [] if named else [f"{MARKS['label']}: {escaped(node.label, ',;；、')}"]
        sheet.say(
            f"- {ITEMS['identifiedBy']}: {REGISTERS[register]} {escaped(notation)}{sheet.mark(node, None, extras)}"
        )
        sheet.say(*(f"  {line}" for line in _below(node)))


def _below(node: Node) -> list[str]:
    certainty, seen = node.text("certainty"), moment_of(node, "seen")
    if (certainty and certainty not in CERTAINTIES) or (seen and not is_moment(seen)):
        raise refused(node, "its certainty or the time at which it was seen has no word")
    return [
        *([f"- {ITEMS['certainty']}: {CERTAINTIES[certainty]}"] if certainty else []),
        *(f"- {ITEMS['seenIn']}: {escaped(text)}" for text in sorted(texts(node, "seenIn"))),
        *([f"- {ITEMS['seen']}: {seen}"] if seen else []),
    ]
