"""The first page: what this is, the plan in figures, the fields with their projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.facts import Facts, Link, Node, Status
from graph.snapshot import Snapshot
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary
from visualizations.labels import common_ending
from visualizations.rendering import render

_ORGANIZATION = PREFIXES["org"] + "Organization"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the plan with a note below it."""

    key: str
    count: int
    note: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A project in an area's list."""

    project: Node
    role: str
    link: Link


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area with its projects, the primary ones first."""

    node: Node
    number: str
    projects: tuple[Entry, ...]

    @property
    def all_inferred(self) -> bool:
        """True where every link of the area was inferred."""
        return bool(self.projects) and all(entry.link.status is Status.INFERRED for entry in self.projects)


@dataclass(frozen=True, slots=True)
class Group:
    """A field group with its areas; ``plan`` is the name of their plan where the store holds several."""

    label: str
    count_key: str
    areas: tuple[AreaEntry, ...]
    plan: str = ""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan, who published it, its first and last fiscal year; empty where not stated."""

    node: Node
    publisher: str
    years: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows. ``ending`` is the phrase in which all projects' names end: lists leave it out."""

    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    ending: str
    examples: tuple[Node, ...]
    plans: tuple[PlanEntry, ...]


def areas(facts: Facts) -> tuple[Node, ...]:
    """The areas in the order of the plan: fields by number, then the cross-cutting ones."""
    fields = sorted(facts.by_type.get("GrowthField", ()), key=lambda node: (int(node.text("number") or 0), node.id))
    return (*fields, *facts.by_type.get("CrossCuttingArea", ()))


def contributions(facts: Facts, area: Node) -> tuple[Entry, ...]:
    """The projects of an area, the primary ones first."""
    links = [link for link in facts.incoming.get(area.id, ()) if link.type == "Contribution"]
    entries = [Entry(facts.nodes[link.source], link.text("role"), link) for link in links if link.source in facts.nodes]
    return tuple(sorted(entries, key=lambda entry: entry.role != "primary"))


def groups(facts: Facts) -> tuple[Group, ...]:
    """The field groups with their areas; areas without a group come last, under no name."""
    found: dict[tuple[str, str], list[AreaEntry]] = {}
    several = {plan.id: plan.label for plan in facts.by_type.get("Plan", ())}
    for area in areas(facts):
        plan = next((id_ for id_ in area.refs("isPartOf") if id_ in several), "") if len(several) > 1 else ""
        key = plan, next(iter(area.refs("broader")), "")
        found.setdefault(key, []).append(AreaEntry(area, area.text("number"), contributions(facts, area)))
    order = {plan: at for at, plan in enumerate(several)}
    return tuple(
        Group(
            facts.nodes[group].label if group in facts.nodes else "",
            "fields_count" if entries[0].node.type == "GrowthField" else "areas_count", tuple(entries),
            several.get(plan, ""),
        )
        for (plan, group), entries in sorted(found.items(), key=lambda item: order.get(item[0][0], len(order)))
    )  # fmt: skip


def plans(facts: Facts) -> tuple[PlanEntry, ...]:
    """The plans of the store with their publishers and years."""
    return tuple(
        PlanEntry(
            plan,
            "、".join(facts.nodes[id_].label for id_ in plan.refs("publisher") if id_ in facts.nodes),
            (plan.text("firstFiscalYear"), plan.text("lastFiscalYear")),
        )
        for plan in facts.by_type.get("Plan", ())
    )


def home(facts: Facts) -> Home:
    """The model of the first page."""
    count = {name: len(found) for name, found in facts.by_type.items()}
    links = facts.links_by_type.get("Contribution", ())
    roles = Counter(link.text("role") for link in links)
    reposted = sum(link.value("reposted") is True for link in facts.links_by_type.get("Listing", ()))
    owners = {
        id_
        for node in (*facts.by_type.get("Component", ()), *facts.by_type.get("ProjectPart", ()))
        for id_ in node.refs("isPartOf")
    }
    sections = sum(node.id in owners for node in facts.by_type.get("Project", ()))
    ends = [plan.text(name) for plan in facts.by_type.get("Plan", ()) for name in ("firstFiscalYear", "lastFiscalYear")]
    known = sorted(filter(None, ends))
    years = {"first": known[0] if known else "", "last": known[-1] if known else ""}
    bodies = sum(
        number
        for name, number in count.items()
        if name != "OrganizationGroup" and _ORGANIZATION in vocabulary().node_types[name].ancestors
    )
    figures = (
        Figure("fields_figure", count.get("GrowthField", 0), "areas_note", {"n": count.get("CrossCuttingArea", 0)}),
        Figure("projects_figure", count.get("Project", 0), "sections_note", {"n": sections}),
        Figure("links_figure", len(links), "roles_note", {"primary": roles["primary"], "related": roles["related"]}),
        Figure("measures_figure", count.get("Measure", 0), "reposted_note", {"n": reposted}),
        Figure("indicators_figure", count.get("Indicator", 0), "values_note", {"n": count.get("IndicatorValue", 0)}),
        Figure("bodies_figure", bodies, "bodies_note", {"n": count.get("OrganizationGroup", 0)}),
        Figure("activities_figure", count.get("ScheduledActivity", 0), "years_note" if known else "", years),
    )
    ending = common_ending(project.label for project in facts.by_type.get("Project", ()))
    return Home(figures, groups(facts), ending, _examples(facts), plans(facts))


def _examples(facts: Facts) -> tuple[Node, ...]:
    """Things to begin with: the field with the most links, a project and an indicator of short names, a body that is
    engaged in several projects and did not publish the plan."""
    fields = sorted(facts.by_type.get("GrowthField", ()), key=lambda node: -len(facts.incoming.get(node.id, ())))
    shortest = (
        min(facts.by_type.get(type_, ()), key=lambda node: (len(node.label), node.id), default=None)
        for type_ in ("Project", "Indicator")
    )
    projects: dict[str, set[str]] = {}
    for link in facts.links_by_type.get("Engagement", ()):
        projects.setdefault(link.source, set()).add(link.target)
    publishers = {id_ for plan in facts.by_type.get("Plan", ()) for id_ in plan.refs("publisher")}
    bodies = [
        facts.nodes[id_] for id_ in projects
        if id_ in facts.nodes and id_ not in publishers
        and facts.nodes[id_].type != "OrganizationGroup" and len(facts.nodes[id_].label) > 1
    ]  # fmt: skip
    body = min(bodies, key=lambda node: (-len(projects[node.id]), len(node.label), node.id), default=None)
    return (*fields[:1], *(node for node in shortest if node), *([body] if body else []))


def home_json(snapshot: Snapshot, _lang: str, _query: Mapping[str, str]) -> dict[str, Any]:
    """The first page as data."""
    model = home(snapshot.facts)
    return {
        "figures": {each.key.removesuffix("_figure"): each.count for each in model.figures},
        "groups": [
            {"group": each.label, "areas": [
                {"id": area.node.id, "name": area.node.label, "projects": [
                    {"id": entry.project.id, "name": entry.project.label, "role": entry.role} for entry in area.projects
                ]} for area in each.areas
            ]} for each in model.groups
        ],
    }  # fmt: skip


def home_page(snapshot: Snapshot, lang: str, _query: Mapping[str, str]) -> str:
    """The first page as HTML."""
    return render("home.html.jinja", snapshot, lang, tab="home", home=home(snapshot.facts))
