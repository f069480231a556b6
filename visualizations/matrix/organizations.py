"""Organizations × projects: who has what part in which project."""

from __future__ import annotations

from graph.audit.owners import is_body
from graph.facts import Facts, Link, Node
from ontology.vocabulary import vocabulary
from visualizations.matrix.model import Cell, Flag, Group, Table

ROLES = ("operator", "collaborator", "supporter", "beneficiary", "party", "mentioned")


def organizations_table(facts: Facts, lang: str) -> Table:
    """The table, bodies by their kind. A body without a project and a project without a body are flagged."""
    found: dict[tuple[str, str], list[Link]] = {}
    for link in facts.links_by_type.get("Engagement", ()):
        if link.source in facts.nodes and link.target in facts.nodes:
            found.setdefault((link.source, link.target), []).append(link)
    cells = {ends: _cell(facts, *ends, links) for ends, links in found.items()}
    groups = _kinds(facts, lang)
    projects = facts.by_type.get("Project", ())
    with_body = {project for _, project in found}
    engaged = {body for body, _ in found}
    bodies = (node for group in groups for node in group.nodes)
    row_gaps: dict[str, Flag] = {node.id: ("matrix_no_engagement", {}) for node in bodies if node.id not in engaged}
    column_gaps: dict[str, tuple[Flag, ...]] = {
        node.id: () if node.id in with_body else (("matrix_no_body", {}),) for node in projects
    }
    return Table(
        "organizations", "organization", "project", groups, (Group("", projects),), cells, ROLES[:1], row_gaps,
        column_gaps,
    )  # fmt: skip


def _kinds(facts: Facts, lang: str) -> tuple[Group, ...]:
    """The bodies by kind, in the order of the ontology."""
    known = vocabulary().node_types
    found: dict[str, list[Node]] = {}
    for node in facts.nodes.values():
        if is_body(node):
            found.setdefault(node.type, []).append(node)
    return tuple(Group(known[name].label[lang], tuple(found[name]), lang) for name in known if name in found)


def _cell(facts: Facts, body: str, project: str, links: list[Link]) -> Cell:
    def strength(link: Link) -> int:
        role = link.text("role")
        return ROLES.index(role) if role in ROLES else len(ROLES)

    ordered = tuple(sorted(links, key=strength))
    roles = tuple(dict.fromkeys(link.text("role") for link in ordered))
    return Cell(facts.nodes[body], facts.nodes[project], ordered, roles)
