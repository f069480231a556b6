"""Groups, growth fields and cross-cutting areas with their measure groups."""

from __future__ import annotations

from itertools import groupby

from graph.exports.markdown.frame.measures import write_measures
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import HEADINGS
from graph.exports.markdown.sheet import Sheet, alternatives
from graph.facts import Node
from ontology import paths

_AREAS = {"GrowthField": paths.growth_field, "CrossCuttingArea": paths.cross_cutting_area}


def write_areas(sheet: Sheet) -> None:
    """Writes all groups and areas of the plan; areas without a group stand on the level of the groups."""
    nodes = sheet.facts.by_type
    areas = sheet.in_order(node for type_ in _AREAS for node in nodes.get(type_, ()))
    groups = sheet.in_order(nodes.get("FieldGroup", ()))
    tops = sheet.in_order([*groups, *(area for area in areas if not area.refs("broader"))])
    for top in tops:
        if top.type != "FieldGroup":
            _write_area(sheet, top, "##")
            continue
        _write_heading(sheet, "##", top)
        for area in areas:
            if top.id in area.refs("broader"):
                _write_area(sheet, area, "###")


def _write_heading(sheet: Sheet, level: str, node: Node) -> None:
    sheet.taken(node)
    number = f" {node.value('number')}" if node.value("number") is not None else ""
    sheet.say("", f"{level} {HEADINGS[node.type]}{number}: {escaped(node.label)}{sheet.mark(node)}")
    if names := alternatives(node):
        sheet.say("", *names)


def _write_area(sheet: Sheet, area: Node, level: str) -> None:
    _write_heading(sheet, level, area)
    path = _AREAS[area.type](area.label)
    groups = sheet.in_order(sheet.facts.parts(area.id, "MeasureGroup"))
    # a heading without a theme stands before the themes, where none of them holds it
    for theme, found in groupby(sorted(groups, key=lambda group: bool(group.text("theme"))), _theme):
        below = f"{level}#"
        if theme:
            sheet.say("", f"{below} {HEADINGS['theme']}: {escaped(theme)}")
            below += "#"
        for group in found:
            _write_heading(sheet, below, group)
            sheet.say("")
            write_measures(sheet, group, paths.measure_group(path, theme, group.label))


def _theme(group: Node) -> str:
    return group.text("theme")
