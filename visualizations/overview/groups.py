"""Which group each thing falls into: a body its kind or prefecture, a field its group, a part its project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Facts, Node, Properties, Text
from visualizations.overview.prefectures import ABROAD, NAMES, UNKNOWN, prefecture_of
from visualizations.overview.state import OverviewState
from visualizations.rendering import family, type_label
from visualizations.words import Words

MOST_PROJECTS = 60  # above, in a store of several plans, projects are put together by plan
_BODY, _PROJECT = "OrganizationGroup", "Project"


@dataclass(frozen=True, slots=True)
class Groups:
    """``nodes`` are the groups as things to draw, by id; ``of`` the group of each thing by the thing's id; ``members``
    the things of each group, where it is not one thing itself."""

    nodes: Mapping[str, Node]
    of: Mapping[str, str]
    members: Mapping[str, tuple[Node, ...]]


def groups(facts: Facts, state: OverviewState, words: Words) -> Groups:
    """The groups of a graph, in the order of the document."""
    found: dict[str, str] = {}
    members: dict[str, list[Node]] = {}
    titles: dict[str, tuple[str, str]] = {}  # by the id of a group: its class and its name
    plans = _plans(facts)
    for node in facts.nodes.values():
        group = _group(facts, node, state, words, plans)
        if group is None:
            continue
        id_, type_, name = group
        found[node.id] = id_
        titles.setdefault(id_, (type_, name))
        members.setdefault(id_, []).append(node)
    nodes = {id_: _node(facts, id_, *titles[id_], len(own)) for id_, own in members.items()}
    return Groups(nodes, found, {id_: tuple(own) for id_, own in members.items()})


def _plans(facts: Facts) -> Mapping[str, str]:
    """By project its plan, where there are so many projects that they are put together; else nothing."""
    projects = facts.by_type.get(_PROJECT, ())
    wholes = {node.id: next(iter(node.refs("isPartOf")), "") for node in projects}
    several = len({whole for whole in wholes.values() if whole in facts.nodes}) > 1
    return wholes if len(projects) > MOST_PROJECTS and several else {}


def _group(
    facts: Facts, node: Node, state: OverviewState, words: Words, plans: Mapping[str, str]
) -> tuple[str, str, str] | None:
    """The id, the class and the name of a thing's group; None of what stands in no group."""
    match family(node):
        case "organization" if node.type != "Identifier":
            if "prefecture" not in state.by:
                return (f"kind-{node.type}", node.type, type_label(node, words.lang))
            code = prefecture_of(facts, node)
            named = {ABROAD: words("overview_abroad"), UNKNOWN: words("overview_unknown")}
            return (f"prefecture-{code}", "GovernmentBody", named.get(code) or NAMES[int(code) - 1])
        case "field" if node.type != "FieldGroup":
            whole = next((facts.nodes[id_] for id_ in node.refs("broader") if id_ in facts.nodes), None)
            if "group" in state.by and whole is not None:
                return (whole.id, whole.type, whole.label)
            return (node.id, node.type, node.label)
        case "project" if node.type == _PROJECT:
            plan = facts.nodes.get(plans.get(node.id, ""))
            return (plan.id, _PROJECT, plan.label) if plan else (node.id, node.type, node.label)
        case _:
            return None


def _node(facts: Facts, id_: str, type_: str, name: str, members: int) -> Node:
    """A group as a thing to draw. One that is a thing itself keeps its place in the document."""
    own = facts.nodes.get(id_)
    if own and own.type == type_ and members == 1 and own.label == name:
        return own
    properties: Properties = {"label": (Text(f"{name} {members}"),), "summed": (True,)}
    return Node(id_, type_, properties, own.sources if own else ())


def group_of(facts: Facts, found: Groups, id_: str) -> str:
    """The group of what an address names: a group itself, or a thing that falls into one; else nothing."""
    if id_ in found.nodes:
        return id_
    seen: Counter[str] = Counter()
    while id_ in facts.nodes and id_ not in found.of and not seen[id_]:
        seen[id_] += 1  # a part of a project stands for it, a list of measures for its field
        id_ = next(iter(facts.nodes[id_].refs("isPartOf")), "")
    return found.of.get(id_, "")
