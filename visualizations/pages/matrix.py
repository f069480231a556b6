"""The matrix: fields and areas × projects, with gaps flagged and one cell's evidence below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.facts import Facts, Link, Node, Status
from graph.snapshot import Snapshot
from visualizations.evidence import Evidence, evidence
from visualizations.labels import common_ending
from visualizations.pages.home import AreaEntry, Group, groups
from visualizations.rendering import render
from visualizations.sentences import told
from visualizations.words import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """A link of an area and a project."""

    link: Link
    area: Node
    project: Node
    role: str
    evidence: Evidence

    @property
    def key(self) -> str:
        """The cell in the address."""
        return f"{self.area.id}.{self.project.id}"


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table: groups of rows, columns, cells by (area id, project id), the selected cell."""

    groups: tuple[Group, ...]
    projects: tuple[Node, ...]
    cells: Mapping[tuple[str, str], Cell]
    selected: Cell | None
    sort: str
    ending: str

    def count(self, role: str, *, area: str = "", project: str = "") -> int:
        """How many cells of a role stand in a row, a column or the whole."""
        return sum(
            cell.role == role and area in ("", ends[0]) and project in ("", ends[1])
            for ends, cell in self.cells.items()
        )

    def gap_of_area(self, area: Node) -> str:
        """The key of a warning on a row, empty where there is none."""
        primary = [cell for ends, cell in self.cells.items() if ends[0] == area.id and cell.role == "primary"]
        if not primary:
            return "matrix_no_primary"
        return "matrix_only_inferred" if all(cell.link.status is Status.INFERRED for cell in primary) else ""

    def links_of(self, group: Group) -> int:
        """How many links the rows of a group have."""
        ids = {area.node.id for area in group.areas}
        return sum(area in ids for area, _ in self.cells)

    def serves_a_field(self, project: Node) -> bool:
        """Whether a column has a link to a growth field."""
        return any(ends[1] == project.id and cell.area.type == "GrowthField" for ends, cell in self.cells.items())


def matrix(facts: Facts, cell: str = "", sort: str = "") -> Matrix:
    """The matrix; ``cell`` selects one as ``area.project``, ``sort`` orders rows by a project's column."""
    projects = facts.by_type.get("Project", ())
    cells: dict[tuple[str, str], Cell] = {}
    for link in facts.links_by_type.get("Contribution", ()):
        area, project = facts.nodes.get(link.target), facts.nodes.get(link.source)
        known = cells.get((link.target, link.source))
        if area and project and (known is None or link.text("role") == "primary"):
            found = Cell(link, area, project, link.text("role"), evidence(link, project.label, area.label))
            cells[(area.id, project.id)] = found
    found_groups = groups(facts)
    if any(project.id == sort for project in projects):
        order = {"primary": 0, "related": 1}

        def rank(area: AreaEntry) -> int:
            found = cells.get((area.node.id, sort))
            return order.get(found.role, 2) if found else 2

        found_groups = tuple(
            Group(group.label, group.count_key, tuple(sorted(group.areas, key=rank))) for group in found_groups
        )
    else:
        sort = ""
    area_id, _, project_id = cell.partition(".")
    ending = common_ending(project.label for project in projects)
    return Matrix(found_groups, projects, cells, cells.get((area_id, project_id)), sort, ending)


def matrix_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """The matrix in long form, one row a link, in the order of the table."""
    model = matrix(snapshot.facts, sort=query.get("sort", ""))
    rows = []
    for area in (entry.node for group in model.groups for entry in group.areas):
        for project in model.projects:
            cell = model.cells.get((area.id, project.id))
            if cell:
                rows.append({
                    "area_id": area.id, "area": area.label, "project_id": project.id, "project": project.label,
                    "role": cell.role, "status": cell.evidence.status, "rules": " ".join(cell.evidence.rules),
                    "lines": " ".join(f"{place.first}-{place.last}" for place in cell.evidence.places),
                })  # fmt: skip
    return rows


def matrix_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The matrix as HTML."""
    model = matrix(snapshot.facts, query.get("cell", ""), query.get("sort", ""))
    state = {name: query[name][:200] for name in ("cell", "sort") if query.get(name)}
    pieces = told(model.selected.link, snapshot.facts, Words(lang)) if model.selected else ()
    return render("matrix.html.jinja", snapshot, lang, tab="matrix", query=state, matrix=model, told=pieces)
