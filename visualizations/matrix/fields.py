"""Fields and areas × projects: which project serves which field, and what either of them lacks."""

from __future__ import annotations

from graph.audit.disagreements import silent_places, told_twice
from graph.audit.missing import area_gap
from graph.audit.owners import areas, contributions, measurements
from graph.facts import Facts, Link, Node
from visualizations.matrix.model import Cell, Doubt, Flag, Group, Table

ROLES = ("primary", "related")
_GAPS = {"no_project": "matrix_no_project", "no_primary": "matrix_no_primary", "only_inferred": "matrix_only_inferred"}


def fields_table(facts: Facts) -> Table:
    """The table. A project without a growth field and one without an indicator are flagged."""
    found = contributions(facts)
    projects = facts.by_type.get("Project", ())
    cells = {ends: cell(facts, *ends, links) for ends, links in found.items()}
    measured = {project for _, project in measurements(facts)} - {""}
    row_gaps: dict[str, Flag] = {}
    for area in areas(facts):
        gap = area_gap(facts, area, [project for at, project in found if at == area.id])
        if gap:
            row_gaps[area.id] = (_GAPS[gap], {})
    column_gaps: dict[str, tuple[Flag, ...]] = {}
    for project in projects:
        serves = [facts.nodes[area].type for area, at in found if at == project.id]
        gaps = []
        if "GrowthField" not in serves:
            gaps.append("matrix_no_field")
        if measured and project.id not in measured:
            gaps.append("matrix_no_indicator")
        column_gaps[project.id] = tuple((gap, {}) for gap in gaps)
    return Table(
        "fields", "area", "project", area_groups(facts), (Group("", projects),), cells, ROLES, row_gaps, column_gaps
    )


def area_groups(facts: Facts) -> tuple[Group, ...]:
    """The areas under the groups that they belong to, in the order of the plan; those without one under no heading."""
    found: dict[str, list[Node]] = {}
    for area in areas(facts):
        found.setdefault(next(iter(area.refs("broader")), ""), []).append(area)
    return tuple(
        Group(facts.nodes[id_].label if id_ in facts.nodes else "", tuple(nodes)) for id_, nodes in found.items()
    )


def cell(facts: Facts, area: str, project: str, links: tuple[Link, ...]) -> Cell:
    """The cell of an area and a project, with what a second place says otherwise."""
    others = told_twice(facts, links[0])
    roles = tuple(dict.fromkeys(link.text("role") for link in links))
    doubt = None
    if others:
        doubt = Doubt(tuple(facts.nodes[link.target] for link in others), silent_places(facts, others))
    elif len(roles) > 1:
        doubt = Doubt((), tuple(source for link in links[1:] for source in facts.places(link)))
    return Cell(facts.nodes[area], facts.nodes[project], links, roles, doubt)
