"""Indicators as tables: a row for each, with a cell for the value of each phase."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest

from graph.exports.markdown.language.figures import decimal_text, plain_figure, with_unit, year_text
from graph.exports.markdown.language.terms import BASES, COMPARATORS, NOTHING
from graph.exports.markdown.language.text import escaped, shielded
from graph.exports.markdown.language.words import COLUMNS, MARKS
from graph.exports.markdown.sayable import refused, said, texts
from graph.exports.markdown.sheet import Sheet
from graph.facts import Link, Node

_PHASES = ("baseline", "target", "actual")


def write_indicators(sheet: Sheet, owner: Node) -> None:
    """Writes the indicators that measure a project, a part or the plan as one table, in the order of the document."""
    links = [link for link in sheet.facts.incoming.get(owner.id, ()) if link.type == "Measurement"]
    rows = [row for link in sheet.in_order(links) for row in _rows(sheet, link)]
    used = [
        name
        for name in COLUMNS.table
        if name in ("label", "unit", "baseline", "target") or any(name in row for row in rows)
    ]
    sheet.say(_line([COLUMNS[name] for name in used]), _line(["---"] * len(used)).replace(" ", ""))
    sheet.say(*(_line([row.get(name, "") for name in used]) for row in rows))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(sheet: Sheet, link: Link) -> list[dict[str, str]]:
    """The rows of an indicator: one, and more below where something has several values."""
    node = sheet.facts.nodes[link.source]
    sheet.taken(link)
    sheet.taken(node)
    mark = sheet.marks(link, node)
    row_mark = mark.partition(f" {{{MARKS['itself']}: ")[0]
    basis = basis_text(node)
    if not node.text("basis"):
        raise refused(node, "it does not say how it counts")
    first = {
        "label": escaped(node.label) + mark,
        "tag": escaped(node.text("tag")),
        "basis": basis,
        "unit": _unit(node),
        "definition": escaped(said(node, "definition")),
        "labelEn": escaped(said(node, "label", "en")),
        "definitionEn": escaped(said(node, "definition", "en")),
    }
    values = sheet.in_order(
        sheet.facts.nodes[id_] for name, id_ in sheet.facts.referring.get(node.id, ()) if name == "observationOf"
    )
    columns = {
        phase: [_value(sheet, value, node, row_mark) for value in values if value.text("phase") == phase]
        for phase in _PHASES
    }
    columns["altLabel"] = [escaped(each) for each in texts(node, "altLabel")]
    columns["altLabelEn"] = [escaped(each) for each in texts(node, "altLabel", "en")]
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip_longest(*columns.values(), fillvalue="")] or [{}]
    rows[0] |= first
    return [{name: cell for name, cell in row.items() if cell} for row in rows]


def _unit(node: Node) -> str:
    unit = node.text("unit")
    if not unit:
        return NOTHING["nothing"] if node.values("unit") else ""
    return shielded(unit) if NOTHING.meaning(unit) else escaped(unit)


def basis_text(node: Node) -> str:
    """How a node counts; a period total with its years (``4年計``). Raises DataError for what has no word."""
    basis, years = node.text("basis"), node.value("periodYears")
    if basis == "periodTotal" and isinstance(years, int):
        return f"{years}年計"
    if years is not None or (basis and basis not in BASES):
        raise refused(node, "its basis and the years of its period do not go together")
    return BASES[basis] if basis not in ("", "basisNotStated") else ""


def _value(sheet: Sheet, value: Node, indicator: Node, row_mark: str) -> str:
    sheet.taken(value)
    text, unit, figure = value.text("valueText"), indicator.text("unit"), value.value("value")
    if not text or not isinstance(figure, Decimal | int):
        raise refused(value, "it has no figure")
    comparator, basis = value.text("comparator"), basis_text(value)
    extras = []
    plain, number = plain_figure(text, unit), decimal_text(Decimal(figure))
    if plain is None or (decimal_text(plain[0]), plain[1]) != (number, comparator):
        extras.append(f"{MARKS['value']}: {number}")
        extras += [f"{MARKS['comparator']}: {COMPARATORS[comparator]}"] if comparator != "equal" else []
    if basis:
        extras.append(f"{MARKS['basis']}: {basis}")
    if value.label != f"{indicator.label} {with_unit(text, unit)}":
        extras.append(f"{MARKS['label']}: {escaped(value.label, ',;；、')}")
    if english := said(value, "label", "en"):
        extras.append(f"{MARKS['labelEn']}: {escaped(english, ',;；、')}")
    year = value.value("year")
    if year is None and value.text("yearKind"):
        raise refused(value, "it has a kind of year and no year")
    when = f" ({year_text(year, value.text('yearKind'))})" if isinstance(year, int) else ""
    return escaped(text, "(（" if text.endswith((")", "）")) else "") + when + sheet.mark(value, None, extras, row_mark)
