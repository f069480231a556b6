"""What one would look for in a plan and does not find: projects of areas, areas, indicators, schedules of projects."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.audit.finding import Finding, places
from graph.audit.owners import areas, contributions, is_body, measurements, project_of, publishers
from graph.facts import Facts, Node, Status


def missing(facts: Facts) -> Iterator[Finding]:
    """All gaps. What a plan has nowhere (no schedules at all, no indicators) is told once of no project: only where
    some project has it does another lack it."""
    yield from _of_areas(facts)
    yield from _of_projects(facts)
    for plan in facts.by_type.get("Plan", ()):
        if not any(id_ in facts.nodes for id_ in plan.refs("publisher")):
            yield _gap(facts, plan, "publisher-unnamed", "no_publisher")


def _of_areas(facts: Facts) -> Iterator[Finding]:
    found = contributions(facts)
    for area in areas(facts):
        if saying := area_gap(facts, area, {project for at, project in found if at == area.id}):
            yield _gap(facts, area, "area-without-project", saying)


def area_gap(facts: Facts, area: Node, projects: Collection[str]) -> str:
    """What an area lacks of projects: the key of a saying, empty where it has a stated primary one."""
    links = contributions(facts)
    primary = [link for project in projects for link in links[area.id, project] if link.text("role") == "primary"]
    if not projects:
        return "no_project"
    if not primary:
        return "no_primary"
    return "only_inferred" if all(link.status is Status.INFERRED for link in primary) else ""


def _of_projects(facts: Facts) -> Iterator[Finding]:
    projects = facts.by_type.get("Project", ())
    has: dict[str, set[str]] = {
        "no_area": {project for _, project in contributions(facts)},
        "no_indicator": {project for _, project in measurements(facts)},
        "no_schedule": {project_of(facts, node.id) for node in facts.by_type.get("ScheduledActivity", ())},
        "no_body": _with_bodies(facts),
    }
    rules = {
        "no_area": "project-without-area", "no_indicator": "project-without-indicator",
        "no_schedule": "project-without-schedule", "no_body": "project-without-body",
    }  # fmt: skip
    for saying, those in has.items():
        for project in projects:
            if those - {""} and project.id not in those:
                yield _gap(facts, project, rules[saying], saying)


def _with_bodies(facts: Facts) -> set[str]:
    """The projects in which a body other than the publisher has a part."""
    own = publishers(facts)
    return {
        link.target
        for link in facts.links_by_type.get("Engagement", ())
        if link.source in facts.nodes and link.source not in own and is_body(facts.nodes[link.source])
    }


def _gap(facts: Facts, node: Node, rule: str, saying: str) -> Finding:
    return Finding("missing", rule, places(facts, node), (node.id,), saying, (("name", node.label),))
