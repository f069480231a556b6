"""Indicators × fields: which field is measured by what, over the project that the indicator measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.audit.owners import contributions, measurements
from graph.facts import Facts, Link, Node
from graph.parts import parts_for
from visualizations.matrix.fields import ROLES, area_groups
from visualizations.matrix.model import Cell, Flag, Group, Table
from visualizations.words import Words


def indicators_table(facts: Facts, lang: str) -> Table:
    """The table, indicators by project. An indicator meets the fields that its project serves; where it measures a part
    of a project, those of which the part speaks. An indicator that several fields share as their main project's, and
    one that meets no field, are flagged; so is a field without an indicator."""
    served: dict[str, list[tuple[Node, Link]]] = {}
    for (area, project), links in contributions(facts).items():
        served.setdefault(project, []).append((facts.nodes[area], links[0]))
    cells: dict[tuple[str, str], Cell] = {}
    rows: dict[str, list[Node]] = {}
    for measurement, project in measurements(facts):
        indicator = facts.nodes.get(measurement.source)
        if indicator:
            rows.setdefault(project, []).append(indicator)
            for at, link in served.get(project, ()):
                if measurement.target in (project, *parts_for(facts, project, at)):
                    chain = (measurement, link)
                    met = Cell(indicator, at, chain, (link.text("role"),), through=facts.nodes[project])
                    known = cells.setdefault((indicator.id, at.id), met)
                    if known.role != "primary":
                        cells[indicator.id, at.id] = met
    columns = area_groups(facts)
    measured = {area for _, area in cells}
    column_gaps: dict[str, tuple[Flag, ...]] = {
        node.id: () if node.id in measured else (("matrix_no_indicator", {}),)
        for group in columns for node in group.nodes
    }  # fmt: skip
    return Table(
        "indicators", "indicator", "area", _by_project(facts, rows, lang), columns, cells, ROLES, _gaps(rows, cells),
        column_gaps,
    )  # fmt: skip


def _gaps(rows: Mapping[str, list[Node]], cells: Mapping[tuple[str, str], Cell]) -> dict[str, Flag]:
    fields = Counter(row for row, _ in cells)
    primary = Counter(row for (row, _), cell in cells.items() if cell.role == "primary")
    found: dict[str, Flag] = {}
    for node in (node for own in rows.values() for node in own):
        if not fields[node.id]:
            found[node.id] = ("matrix_of_no_field", {})
        elif primary[node.id] > 1:
            found[node.id] = ("matrix_shared", {"n": primary[node.id]})
    return found


def _by_project(facts: Facts, rows: Mapping[str, list[Node]], lang: str) -> tuple[Group, ...]:
    """The indicators by project in the order of the plan, those of the plan as a whole last."""
    order = [node.id for node in facts.by_type.get("Project", ())]
    found = [Group(facts.nodes[id_].label, tuple(rows[id_])) for id_ in order if id_ in rows]
    whole = rows.get("", [])
    return (*found, *([Group(Words(lang)("matrix_of_plan"), tuple(whole), lang)] if whole else ()))
