"""One thing as a model: names, facts, every link in both directions with its evidence, its parts."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Facts, Link, Node, Ref, Term, Value
from graph.snapshot import Snapshot
from ontology.vocabulary import vocabulary
from visualizations.evidence import Evidence, evidence
from visualizations.lanes.schedule import Activity, Figures, activities, figures
from visualizations.rendering import type_label
from visualizations.sentences import told
from visualizations.words import Words

_SHOWN_ELSEWHERE = {"label", "altLabel", "isPartOf", "status", "rule"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property with its values: nodes to link to, or texts."""

    label: str
    nodes: tuple[Node, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as seen from one end."""

    link: Link
    other: Node
    role: str
    told: tuple[str, ...]
    evidence: Evidence


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
    whole: tuple[Node, ...]
    aliases: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    links: tuple[tuple[str, tuple[LinkRow, ...]], ...]
    components: tuple[Listed, ...]
    activities: tuple[Activity, ...]
    indicators: tuple[Figures, ...]
    parts: tuple[Node, ...]
    referring: tuple[tuple[str, Node], ...]

    @property
    def measure_count(self) -> int:
        """How many measures stand in its lists."""
        return sum(len(component.measures) for component in self.components)

    @property
    def drawable(self) -> bool:
        """Whether the network can have it in the middle."""
        return self.node.type not in ("SourceDocument", "ClaimGraph", "Person")


def thing(snapshot: Snapshot, node: Node, lang: str) -> Thing:
    """The model of a node's page."""
    facts, words = snapshot.facts, Words(lang)
    own = _with_parts(facts, node)
    rows: dict[str, list[LinkRow]] = {}
    for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ())):
        other = facts.nodes.get(link.target if link.source == node.id else link.source)
        if other and not (link.type == "Listing" and link.target == node.id):
            role = link.text("role")
            row = LinkRow(link, other, role, told(link, facts, words), evidence(link, other.label, node.label))
            rows.setdefault(type_label(link, lang), []).append(row)
    shown = {each.id for each in facts.nodes.values() if each.type in ("Component", "ScheduledActivity", "ProjectPart")}
    referring = tuple(
        (vocabulary().properties[name].label[lang], facts.nodes[id_])
        for name, id_ in facts.referring.get(node.id, ())
        if id_ in facts.nodes and id_ not in shown and facts.nodes[id_].type != "IndicatorValue"
    )
    whole = tuple(facts.nodes[id_] for id_ in node.refs("isPartOf") if id_ in facts.nodes)
    return Thing(
        node, evidence(node, node.label), whole,
        tuple(str(getattr(value, "value", value)) for value in node.values("altLabel")), _attributes(node, facts, lang),
        tuple((label, tuple(sorted(found, key=lambda row: row.role != "primary"))) for label, found in rows.items()),
        _components(facts, node, own), activities(facts, [(whole, node.id) for whole in own]),
        _indicators(facts, node, own, lang), facts.parts(node.id, "ProjectPart"), referring,
    )  # fmt: skip


def _with_parts(facts: Facts, node: Node) -> tuple[str, ...]:
    """A project's parts speak for it: their components, activities and indicators are shown on its page."""
    return (node.id, *(part.id for part in facts.parts(node.id, "ProjectPart")))


def _attributes(node: Node, facts: Facts, lang: str) -> tuple[Attribute, ...]:
    known = vocabulary()
    found = []
    for name, values in node.properties.items():
        if name in _SHOWN_ELSEWHERE or name not in known.properties:
            continue
        nodes = tuple(facts.nodes[value.id] for value in values if isinstance(value, Ref) and value.id in facts.nodes)
        texts = tuple(text_of(value, lang) for value in values if not isinstance(value, Ref))
        found.append(Attribute(known.properties[name].label[lang], nodes, texts))
    return tuple(found)


def text_of(value: Value, lang: str) -> str:
    """A value in words; a controlled one by its label."""
    if isinstance(value, Term):
        return vocabulary().terms[value.name].label.get(lang, value.name)
    return str(getattr(value, "value", getattr(value, "lexical", getattr(value, "iri", value))))


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
