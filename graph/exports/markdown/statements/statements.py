"""Findings, events and figures as bullets under a project, a part of it, or the plan."""

from __future__ import annotations

from decimal import Decimal

from graph.exports.markdown.language.dates import is_moment, when_text
from graph.exports.markdown.language.figures import decimal_text, stated_figure, year_text
from graph.exports.markdown.language.references import ANYTHING
from graph.exports.markdown.language.terms import COMPARATORS, NOTHING, PLANNED
from graph.exports.markdown.language.text import escaped, item_text, shielded
from graph.exports.markdown.language.words import FINDINGS, HEADINGS, ITEMS, MARKS
from graph.exports.markdown.sayable import moment_of, refused
from graph.exports.markdown.sheet import Sheet, alternatives
from graph.facts import Node


def write_statements(sheet: Sheet, owner: Node, level: str) -> None:
    """Writes what stands in the section of a project, part or plan, by kind, each in the order of the document.

    Raises DataError for an event without a date and for a figure without a value.
    """
    found = sheet.in_order(sheet.statements.get(owner.id, ()))
    kinds = {kind: [each for each in found if each.text("findingKind") == kind] for kind in FINDINGS}
    kinds |= {"events": [each for each in found if each.type == "Event"]}
    kinds |= {"facts": [each for each in found if each.type == "Fact"]}
    for kind, nodes in kinds.items():
        if nodes:
            sheet.say("", f"{level} {HEADINGS[kind]}", "")
        for node in nodes:
            sheet.taken(node)
            write = {"Event": _event, "Fact": _figure}.get(node.type)
            sheet.say(f"- {write(sheet, node) if write else item_text(node.label) + sheet.mark(node)}")
            sheet.say(*(f"  {line}" for line in _below(sheet, node, owner)))
    for node in found:
        if node.type == "Finding" and node.text("findingKind") not in FINDINGS:
            raise refused(node, "it does not say what kind of finding it is")


def _below(sheet: Sheet, node: Node, owner: Node) -> list[str]:
    concerned = node.refs("concerns")
    names = sorted(sheet.reference(node, id_, ANYTHING) for id_ in concerned if id_ != owner.id)
    names = [shielded_name(name) for name in names]
    if owner.id not in concerned:
        names.insert(0, NOTHING["nothing"])
    return [
        *alternatives(node),
        *(f"- {ITEMS['about']}: {escaped(str(each))}" for each in node.values("about")),
        *(f"- {ITEMS['concerns']}: {name}" for name in names),
        *sheet.mentions(node),
    ]


def shielded_name(reference: str) -> str:
    """A reference that is not taken for the word that says that there is none."""
    return shielded(reference) if NOTHING.meaning(reference) else reference


def _when(node: Node) -> str:
    begin, end = (moment_of(node, name) for name in ("date", "endDate"))
    if wrong := next((each for each in (begin, end) if each and not is_moment(each)), None):
        raise refused(node, f"{wrong!r} is no date")
    if end and not begin:
        raise refused(node, "it has an end and no beginning")
    return when_text(begin, end, [year for year in node.values("fiscalYear") if isinstance(year, int)])


def _event(sheet: Sheet, node: Node) -> str:
    when = _when(node)
    if not when:
        raise refused(node, "it has no date")
    planned = node.value("planned")
    sign = f" ({PLANNED['true' if planned else 'false']})" if isinstance(planned, bool) else ""
    return f"{when}{sign}: {escaped(node.label)}{sheet.mark(node)}"


def _figure(sheet: Sheet, node: Node) -> str:
    text, value = node.text("valueText"), node.value("value")
    unit, comparator = node.text("unit"), node.text("comparator")
    if not text or not isinstance(value, Decimal | int) or comparator not in COMPARATORS or not node.values("unit"):
        raise refused(node, "it has no figure")
    number, plain = decimal_text(Decimal(value)), stated_figure(text)
    extras = []
    if plain is None or (decimal_text(plain[0]), plain[2]) != (number, comparator):
        extras.append(f"{MARKS['value']}: {number}")
        extras += [f"{MARKS['comparator']}: {COMPARATORS[comparator]}"] if comparator != "equal" else []
    if plain is None or plain[1] != unit:
        extras.append(f"{MARKS['unit']}: {_unit(unit)}")
    year = node.value("year")
    if isinstance(year, int):
        extras.append(f"{MARKS['year']}: {year_text(year, node.text('yearKind'))}")
    elif node.text("yearKind"):
        raise refused(node, "it has a kind of year and no year")
    when = _when(node)
    behind = f" ({when})" if when else ""
    return f"{escaped(text, ':：()（）')}{behind}: {escaped(node.label)}{sheet.mark(node, None, extras)}"


def _unit(unit: str) -> str:
    if not unit:
        return NOTHING["nothing"]
    return shielded(unit, ",;；、") if NOTHING.meaning(unit) else escaped(unit, ",;；、")
