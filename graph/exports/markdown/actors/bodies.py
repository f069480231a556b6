"""Organizations, instruments and persons: a heading each, with bullets that say something of it."""

from __future__ import annotations

from collections.abc import Callable

from graph.exports.markdown.actors.identifiers import write_identifiers
from graph.exports.markdown.actors.links import membership_line, write_links
from graph.exports.markdown.language.dates import fiscal_text, is_moment
from graph.exports.markdown.language.terms import BODIES, INSTRUMENTS, YES
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import HEADINGS, ITEMS
from graph.exports.markdown.sayable import moment_of, refused, texts
from graph.exports.markdown.sheet import Sheet, alternatives
from graph.facts import Node

_TEXTS = ("kana", "country")


def write_bodies(sheet: Sheet, in_rosters: set[str]) -> None:
    """Writes organizations and instruments, and persons whom no roster tells, in the order of the document.

    ``in_rosters`` are the ids of the persons and memberships that rosters tell whole.
    """
    nodes = sheet.facts.by_type
    bodies = sheet.in_order(node for kind in BODIES.table for node in nodes.get(kind, ()))
    for body in bodies:
        if body.id not in sheet.written:
            _write(sheet, body, "Organization", _of_body)
            write_identifiers(sheet, body)
            write_links(sheet, body, in_rosters)
    for instrument in sheet.in_order(nodes.get("Instrument", ())):
        _write(sheet, instrument, "Instrument", _of_instrument)
    for person in sheet.in_order(nodes.get("Person", ())):
        if person.id not in in_rosters:
            _write(sheet, person, "Person", lambda _: [])
            memberships = [each for each in sheet.facts.outgoing.get(person.id, ()) if each.id not in in_rosters]
            sheet.say(*(membership_line(sheet, link) for link in sheet.in_order(memberships)))


def _write(sheet: Sheet, node: Node, heading: str, kinds: Callable[[Node], list[str]]) -> None:
    sheet.taken(node)
    sheet.say("", f"## {HEADINGS[heading]}: {escaped(node.label)}{sheet.mark(node)}", "", *kinds(node))
    sheet.say(*alternatives(node))
    provisional = node.value("provisionalName")
    if isinstance(provisional, bool):
        sheet.say(f"- {ITEMS['provisionalName']}: {YES['true' if provisional else 'false']}")
    for name in _TEXTS:
        sheet.say(*(f"- {ITEMS[name]}: {escaped(text)}" for text in texts(node, name)))


def _of_body(node: Node) -> list[str]:
    return [
        f"- {ITEMS['kind']}: {BODIES[node.type]}",
        *_moments(node, "established", "established"),
        *_years(node, "established", "establishedFiscalYear"),
    ]


def _of_instrument(node: Node) -> list[str]:
    if node.text("instrumentKind") not in INSTRUMENTS:
        raise refused(node, "it does not say what kind of instrument it is")
    return [
        f"- {ITEMS['kind']}: {INSTRUMENTS[node.text('instrumentKind')]}",
        *_moments(node, "date", "date"),
        *_moments(node, "end", "end"),
        *_years(node, "end", "endFiscalYear"),
    ]


def _moments(node: Node, item: str, name: str) -> list[str]:
    moment = moment_of(node, name)
    if moment and not is_moment(moment):
        raise refused(node, f"{moment!r} is no date")
    return [f"- {ITEMS[item]}: {moment}"] if moment else []


def _years(node: Node, item: str, name: str) -> list[str]:
    year = node.value(name)
    return [f"- {ITEMS[item]}: {fiscal_text(year)}"] if isinstance(year, int) else []
