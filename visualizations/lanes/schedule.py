"""The schedule and the figures of a view: activities over the years, indicators from baseline to target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Facts, Node
from ontology.vocabulary import vocabulary
from visualizations.evidence import Evidence, evidence
from visualizations.lanes.chosen.around import parts_shown
from visualizations.lanes.chosen.selection import Selection
from visualizations.lanes.chosen.state import State


@dataclass(frozen=True, slots=True)
class Activity:
    """A scheduled activity: its project, component, and for each year ``stated``, ``inferred`` or ``off``."""

    node: Node
    project: str
    component: Node
    years: tuple[tuple[int, str], ...]
    evidence: Evidence


def activities(facts: Facts, wholes: Sequence[tuple[str, str]], state: State | None = None) -> tuple[Activity, ...]:
    """The activities of (project or part, project) pairs, in the order of the plan, after the filter of years."""
    found = [
        (project, component, each)
        for whole, project in wholes
        for component in _components(facts, whole)
        for each in facts.parts(component.id, "ScheduledActivity")
    ]
    known = sorted({year for _, _, each in found for year in each.values("fiscalYear") if isinstance(year, int)})
    if not known:
        return ()
    span = range(known[0], known[-1] + 1)
    return tuple(
        Activity(
            each, project, component, tuple((year, _state(each, year)) for year in span), evidence(each, each.label)
        )
        for project, component, each in found
        if state is None or state.keeps_years(year for year in each.values("fiscalYear") if isinstance(year, int))
    )


def _components(facts: Facts, whole: str) -> tuple[Node, ...]:
    own = facts.nodes.get(whole)
    return (own,) if own and own.type == "Component" else facts.parts(whole, "Component")


def _state(activity: Node, year: int) -> str:
    if year not in activity.values("fiscalYear"):
        return "off"
    return "stated" if year in activity.values("statedYear") else "inferred"


def schedule(facts: Facts, selection: Selection) -> tuple[Activity, ...]:
    """The schedule of a view: of the parts that speak of its focus."""
    shown = [node.id for node in selection.nodes if node.type == "Project"]
    wholes = [pair for pair in parts_shown(facts, selection.focus, shown) if selection.state.keeps_project(pair[1])]
    return activities(facts, wholes, selection.state)


def year_counts(facts: Facts, selection: Selection) -> tuple[tuple[int, int], ...]:
    """The years of the view's schedule before the filter of years, each with the number of its activities."""
    shown = [node.id for node, _ in selection.projects]
    every = activities(facts, parts_shown(facts, selection.focus, shown))
    years = [year for year, _ in every[0].years] if every else []
    return tuple((year, sum((year, "off") not in each.years for each in every)) for year in years)


@dataclass(frozen=True, slots=True)
class Figures:
    """An indicator's values by phase, with its basis in words."""

    node: Node
    values: dict[str, Node]
    basis: str
    evidence: Evidence


def figures(facts: Facts, node: Node, lang: str) -> Figures:
    """What an indicator says."""
    values = {
        facts.nodes[id_].text("phase"): facts.nodes[id_]
        for name, id_ in facts.referring.get(node.id, ()) if name == "observationOf"
    }  # fmt: skip
    basis = vocabulary().terms[node.text("basis")].label[lang] if node.text("basis") in vocabulary().terms else ""
    years = node.text("periodYears")
    unit = {"ja": "{}年", "en": "{} years"}[lang].format(years) if years else ""
    return Figures(node, values, unit or basis, evidence(node, node.label))
