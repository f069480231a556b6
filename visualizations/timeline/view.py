"""What the page shows: the rows that a choice keeps, by plan, project and component, and what there is to choose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from graph.facts import Facts, Node
from visualizations.evidence import Evidence, evidence
from visualizations.tables import Section, present, section, sections
from visualizations.timeline.choice import SHOWS, Choice, choice_of
from visualizations.timeline.rows import STATED, Row, schedule_rows


@dataclass(frozen=True, slots=True)
class Option:
    """What a filter offers, and how many rows it would keep beside the other filters."""

    node: Node
    count: int


@dataclass(frozen=True, slots=True)
class ComponentRows:
    """A component with its rows. Its lines are those of its heading in the schedule and elsewhere."""

    node: Node
    evidence: Evidence
    rows: tuple[Row, ...]

    @property
    def without_years(self) -> bool:
        """Whether no year of its rows stands over a column: all of them are read to be meant."""
        return bool(self.rows) and not any(row.activity.values("statedYear") for row in self.rows)


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """A project, or one part of it, with its components; ``roles`` of the chosen body in the project."""

    project: Node | None
    part: Node | None
    components: tuple[ComponentRows, ...]
    roles: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many activities it has."""
        return sum(len(each.rows) for each in self.components)

    @property
    def tag(self) -> str:
        """What tells the part from the other parts of its project."""
        if not self.part:
            return ""
        name = self.project.label if self.project else ""
        return self.part.label.removeprefix(name).strip("［］[] ") or self.part.label


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The schedule of one plan: its years, its sections, and what of it has no schedule."""

    plan: Node | None
    years: tuple[int, ...]
    sections: tuple[ProjectRows, ...]
    projects_without: tuple[Node, ...]
    components_without: tuple[ComponentRows, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The page's model. ``total`` counts all rows; ``rows`` are those kept, in the order of the tables, which hold one
    section of them where the view is ``paged``."""

    choice: Choice
    tables: tuple[PlanTable, ...]
    rows: tuple[Row, ...]
    total: int
    plans: tuple[Option, ...]
    projects: tuple[Option, ...]
    bodies: tuple[Option, ...]
    groups: tuple[Option, ...]
    years: Mapping[int, int]
    shows: Mapping[str, int]
    body: Node | None
    pages: tuple[Section, ...]

    def cells(self, state: str) -> int:
        """How many cells of the rows are in a state."""
        return sum(cell.state == state for row in self.rows for cell in row.cells)

    @property
    def stated(self) -> int:
        """How many cells have words of the document."""
        return self.cells(STATED)


class _Filter:
    """The rows that a choice keeps. ``engaged`` holds the roles of bodies by project and body."""

    def __init__(self, facts: Facts, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        self.engaged: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for link in facts.links_by_type.get("Engagement", ()):
            if link.source in facts.nodes:
                known = self.engaged[link.target].get(link.source, ())
                self.engaged[link.target][link.source] = (*known, link.text("role"))

    def bodies_of(self, row: Row) -> frozenset[str]:
        """The bodies that a row names, and those engaged in its project."""
        return row.named | frozenset(self.engaged.get(_id(row.project), ()))

    def kept(self, choice: Choice) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if self._keeps(row, choice))

    def _keeps(self, row: Row, choice: Choice) -> bool:
        return (
            choice.plan in ("", _id(row.plan))
            and choice.project in ("", _id(row.project))
            and (not choice.body or choice.body in self.bodies_of(row))
            and (not choice.year or choice.year in row.running)
            and (choice.show != "changes" or row.changes)
            and (choice.show != "repaired" or row.repaired)
            and (choice.show != "named" or choice.body in row.named)
        )


def timeline_view(facts: Facts, query: Mapping[str, str], *, paged: bool = False) -> TimelineView:
    """The view that an address asks for; ``paged``: one section of its rows in the tables."""
    rows = schedule_rows(facts)
    every = _Filter(facts, rows)
    named = {id_ for row in rows for id_ in every.bodies_of(row)}
    choice = choice_of(query, {_id(row.plan) for row in rows}, {_id(row.project) for row in rows}, named)
    kept = every.kept(choice)
    choice = replace(choice, page=present(len(kept), choice.page))
    shown = section(kept, choice.page) if paged else kept

    def nodes(counts: Counter[str]) -> list[Option]:
        return [Option(facts.nodes[id_], n) for id_, n in counts.items() if id_ in facts.nodes]

    bodies = Counter(id_ for row in every.kept(_without_body(choice)) for id_ in every.bodies_of(row))
    offered = sorted(nodes(bodies), key=lambda each: (-each.count, each.node.label, each.node.id))
    years = Counter(year for row in every.kept(replace(choice, year=0)) for year in row.running)
    return TimelineView(
        choice, _tables(facts, shown, rows, every, choice), kept, len(rows),
        tuple(nodes(Counter(_id(row.plan) for row in every.kept(replace(choice, plan="", project=""))))),
        tuple(nodes(Counter(_id(row.project) for row in every.kept(replace(choice, project=""))))),
        tuple(each for each in offered if each.node.type != "OrganizationGroup"),
        tuple(each for each in offered if each.node.type == "OrganizationGroup"),
        dict(sorted(years.items())),
        {show: len(every.kept(replace(choice, show=show))) for show in SHOWS if show != "named" or choice.body},
        facts.nodes.get(choice.body), sections(len(kept)) if paged else (),
    )  # fmt: skip


def _without_body(choice: Choice) -> Choice:
    return replace(choice, body="", show="" if choice.show == "named" else choice.show)


def _id(node: Node | None) -> str:
    return node.id if node else ""


def _tables(
    facts: Facts, kept: tuple[Row, ...], rows: tuple[Row, ...], every: _Filter, choice: Choice
) -> tuple[PlanTable, ...]:
    years = {_id(row.plan): tuple(cell.year for cell in row.cells) for row in rows}
    found = []
    for plan_id, group in groupby(kept, key=lambda row: _id(row.plan)):
        own = tuple(group)
        without: tuple[tuple[Node, ...], tuple[ComponentRows, ...]] = ((), ())
        if not replace(choice, plan="").filtered:
            without = _without(facts, plan_id, rows)
        found.append(PlanTable(own[0].plan, years[plan_id], tuple(_sections(own, every, choice)), *without))
    return tuple(found)


def _sections(rows: tuple[Row, ...], every: _Filter, choice: Choice) -> Iterable[ProjectRows]:
    for _, group in groupby(rows, key=lambda row: (_id(row.project), _id(row.part))):
        own = tuple(group)
        components = tuple(
            ComponentRows(found[0].component, evidence(found[0].component), found)
            for _, each in groupby(own, key=lambda row: row.component.id) if (found := tuple(each))
        )  # fmt: skip
        roles = every.engaged.get(_id(own[0].project), {}).get(choice.body, ()) if choice.body else ()
        yield ProjectRows(own[0].project, own[0].part, components, tuple(dict.fromkeys(roles)))


def _without(facts: Facts, plan_id: str, rows: tuple[Row, ...]) -> tuple[tuple[Node, ...], tuple[ComponentRows, ...]]:
    """The projects of a plan that have no activity, and the components without one of those that have some."""
    scheduled = {_id(row.project) for row in rows}
    having = {row.component.id for row in rows}
    projects = facts.parts(plan_id, "Project") if plan_id else ()
    components = []
    for project in projects:
        if project.id in scheduled:
            for whole in (project, *facts.parts(project.id, "ProjectPart")):
                components += [each for each in facts.parts(whole.id, "Component") if each.id not in having]
    return (
        tuple(each for each in projects if each.id not in scheduled),
        tuple(ComponentRows(each, evidence(each), ()) for each in components),
    )
