"""One thing as a model: names, facts, every link in both directions with its evidence, its parts."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Facts, Node
from graph.snapshot import Snapshot
from visualizations.evidence import Evidence, evidence, names_of
from visualizations.lanes.chosen.around import around
from visualizations.lanes.schedule import Activity, Figures, activities, figures
from visualizations.things.nearby import Nearby, nearby
from visualizations.things.read import ReadClass, read_from
from visualizations.things.referring import Mention, Number, numbers, referring
from visualizations.things.ties import Ties, ties
from visualizations.things.values import Attribute, attributes, other_names
from visualizations.things.wholes import wholes
from visualizations.words import Words


@dataclass(frozen=True, slots=True)
class Listed:
    """A component or measure group with its measures."""

    node: Node
    evidence: Evidence
    measures: tuple[tuple[Node, Evidence, bool, bool], ...]  # measure, evidence, second level, re-listed


@dataclass(frozen=True, slots=True)
class Thing:
    """What the page of a node shows."""

    node: Node
    evidence: Evidence
    wholes: tuple[Node, ...]
    names: tuple[Attribute, ...]
    attributes: tuple[Attribute, ...]
    ties: tuple[Ties, ...]
    numbers: tuple[Number, ...]
    components: tuple[Listed, ...]
    activities: tuple[Activity, ...]
    indicators: tuple[Figures, ...]
    parts: tuple[Node, ...]
    referring: tuple[tuple[str, tuple[Mention, ...]], ...]
    read: tuple[ReadClass, ...]
    nearby: Nearby | None
    drawable: bool

    @property
    def measure_count(self) -> int:
        """How many measures stand in its lists."""
        return sum(len(component.measures) for component in self.components)

    @property
    def leading_ties(self) -> tuple[Ties, ...]:
        """Which fields a project serves, or which projects serve a field: what the page begins with."""
        return tuple(group for group in self.ties if group.key == "Contribution")

    @property
    def other_ties(self) -> tuple[Ties, ...]:
        """The other links."""
        return tuple(group for group in self.ties if group.key != "Contribution")

    @property
    def referred(self) -> int:
        """How many things refer to it."""
        return sum(len(mentions) for _, mentions in self.referring)


def thing(snapshot: Snapshot, node: Node, lang: str) -> Thing:
    """The model of a node's page."""
    facts, words = snapshot.facts, Words(lang)
    own = _with_parts(facts, node)
    return Thing(
        node, evidence(node, names_of(node)), wholes(facts, node), other_names(node, words),
        attributes(node, facts, words), ties(facts, node, words), numbers(facts, node, lang),
        _components(facts, node, own), activities(facts, [(whole, node.id) for whole in own]),
        _indicators(facts, node, own, lang), facts.parts(node.id, "ProjectPart"), referring(facts, own, lang),
        read_from(facts, node, words), nearby(facts, node), drawable=node.type == "Plan" or bool(around(facts, node)),
    )  # fmt: skip


def _with_parts(facts: Facts, node: Node) -> tuple[str, ...]:
    """A project's parts speak for it: their components, activities and indicators are shown on its page."""
    return (node.id, *(part.id for part in facts.parts(node.id, "ProjectPart")))


def _components(facts: Facts, node: Node, own: tuple[str, ...]) -> tuple[Listed, ...]:
    groups = [part for whole in own for type_ in ("Component", "MeasureGroup") for part in facts.parts(whole, type_)]
    if node.type in ("Component", "MeasureGroup"):
        groups = [node]
    return tuple(Listed(group, evidence(group, group.label), _measures(facts, group)) for group in groups)


def _measures(facts: Facts, group: Node) -> tuple[tuple[Node, Evidence, bool, bool], ...]:
    found = []
    for link in facts.incoming.get(group.id, ()):
        if link.type == "Listing" and link.source in facts.nodes:
            measure = facts.nodes[link.source]
            found.append(
                (measure, evidence(link, measure.label), bool(measure.refs("isPartOf")), link.value("reposted") is True)
            )
    return tuple(found)


def _indicators(facts: Facts, node: Node, own: tuple[str, ...], lang: str) -> tuple[Figures, ...]:
    if node.type == "Indicator":
        return (figures(facts, node, lang),)
    return tuple(
        figures(facts, facts.nodes[link.source], lang)
        for whole in own for link in facts.incoming.get(whole, ())
        if link.type == "Measurement" and link.source in facts.nodes
    )  # fmt: skip
