"""One thing: names, facts, every link in both directions with its evidence, its parts, its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.facts import Fact, Facts, Link, Node, Ref, Source, Term, Value
from graph.search import nearest
from graph.snapshot import Snapshot
from ontology.identifiers import passage
from ontology.vocabulary import vocabulary
from visualizations.evidence import Evidence, evidence
from visualizations.rendering import render, type_label
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
    sentence: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Listed:
    """A component or measure group with its measures."""

    node: Node
    evidence: Evidence
    measures: tuple[tuple[Node, Evidence, bool, bool], ...]  # measure, evidence, second level, re-listed


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A scheduled activity over the years of the plan."""

    node: Node
    component: Node | None
    years: tuple[tuple[int, str], ...]  # year, "stated", "inferred" or "off"
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its values by phase."""

    node: Node
    values: Mapping[str, Node]
    basis: str
    evidence: Evidence


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
    activities: tuple[ActivityRow, ...]
    indicators: tuple[IndicatorRow, ...]
    parts: tuple[Node, ...]
    referring: tuple[tuple[str, Node], ...]


def sentence(link: Link, facts: Facts, words: Words) -> str:
    """A link in words."""
    source, target = facts.nodes[link.source].label, facts.nodes[link.target].label
    if link.type == "Contribution":
        return words(f"sentence_{link.text('role')}", source=source, target=target)
    if link.type == "Listing":
        key = "sentence_reposted" if link.value("reposted") is True else "sentence_listed"
        return words(key, source=source, target=target)
    if link.type == "Measurement":
        return words("sentence_measures", source=source, target=target)
    return words("sentence_other", source=source, target=target, label=type_label(link, words.lang))


def thing(snapshot: Snapshot, node: Node, lang: str) -> Thing:
    """The model of a node's page."""
    facts, words = snapshot.facts, Words(lang)
    own = _with_parts(facts, node)
    rows: dict[str, list[LinkRow]] = {}
    for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ())):
        other = facts.nodes.get(link.target if link.source == node.id else link.source)
        if other and not (link.type == "Listing" and link.target == node.id):
            role = link.text("role")
            row = LinkRow(link, other, role, sentence(link, facts, words), evidence(link, other.label))
            rows.setdefault(type_label(link, lang), []).append(row)
    shown = {each.id for each in facts.nodes.values() if each.type in ("Component", "ScheduledActivity", "ProjectPart")}
    referring = tuple(
        (vocabulary().properties[name].label[lang], facts.nodes[id_])
        for name, id_ in facts.referring.get(node.id, ())
        if id_ in facts.nodes and id_ not in shown and facts.nodes[id_].type != "IndicatorValue"
    )
    return Thing(
        node, evidence(node, node.label), tuple(facts.nodes[id_] for id_ in node.refs("isPartOf") if id_ in facts.nodes),
        tuple(str(getattr(value, "value", value)) for value in node.values("altLabel")), _attributes(node, facts, lang),
        tuple((label, tuple(sorted(found, key=lambda row: row.role != "primary"))) for label, found in rows.items()),
        _components(facts, node, own), _activities(snapshot, own), _indicators(facts, own, lang), facts.parts(node.id, "ProjectPart"),
        referring,
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
        texts = tuple(_text(value, lang) for value in values if not isinstance(value, Ref))
        found.append(Attribute(known.properties[name].label[lang], nodes, texts))
    return tuple(found)


def _text(value: Value, lang: str) -> str:
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


def _activities(snapshot: Snapshot, own: tuple[str, ...]) -> tuple[ActivityRow, ...]:
    facts = snapshot.facts
    components = {part.id: part for whole in own for part in facts.parts(whole, "Component")}
    components |= {id_: facts.nodes[id_] for id_ in own if id_ in facts.nodes and facts.nodes[id_].type == "Component"}
    activities = [
        (component, each)
        for component in components.values()
        for each in facts.parts(component.id, "ScheduledActivity")
    ]
    years = sorted({value for _, each in activities for value in each.values("fiscalYear") if isinstance(value, int)})
    if not years:
        return ()
    span = range(years[0], years[-1] + 1)

    def state(each: Node, year: int) -> str:
        if year not in each.values("fiscalYear"):
            return "off"
        return "stated" if year in each.values("statedYear") else "inferred"

    return tuple(
        ActivityRow(each, component, tuple((year, state(each, year)) for year in span), evidence(each, each.label))
        for component, each in activities
    )


def _indicators(facts: Facts, own: tuple[str, ...], lang: str) -> tuple[IndicatorRow, ...]:
    found = []
    for whole in own:
        for link in facts.incoming.get(whole, ()):
            if link.type == "Measurement" and link.source in facts.nodes:
                node = facts.nodes[link.source]
                values = {
                    facts.nodes[id_].text("phase"): facts.nodes[id_]
                    for name, id_ in facts.referring.get(node.id, ()) if name == "observationOf"
                }  # fmt: skip
                basis = vocabulary().terms[node.text("basis")].label[lang] if node.text("basis") else ""
                years = node.text("periodYears")
                found.append(IndicatorRow(node, values, f"{basis} {years}".strip(), evidence(node, node.label)))
    return tuple(found)


def thing_page(snapshot: Snapshot, id_: str, lang: str) -> str | None:
    """The page of a node or passage; None where the graph has neither."""
    node = snapshot.facts.nodes.get(id_)
    if node is not None:
        return render(
            "thing.html.jinja", snapshot, lang, tab="thing", thing=thing(snapshot, node, lang), base=snapshot.base
        )
    found = passage_facts(snapshot.facts, id_)
    if found:
        source, read = found
        return render(
            "passage.html.jinja", snapshot, lang, tab="thing", source=source, read=read, id=id_, base=snapshot.base
        )
    link = snapshot.facts.links.get(id_)
    if link is not None and link.source in snapshot.facts.nodes and link.target in snapshot.facts.nodes:
        words = Words(lang)
        ends = (snapshot.facts.nodes[link.source], snapshot.facts.nodes[link.target])
        told = sentence(link, snapshot.facts, words)
        return render("link.html.jinja", snapshot, lang, tab="thing", link=link, ends=ends, sentence=told,
                      evidence=evidence(link, ends[0].label), base=snapshot.base)  # fmt: skip
    return None


def missing_page(snapshot: Snapshot, id_: str, lang: str) -> str:
    """The page for an id that is not there, with the nearest names."""
    return render("missing.html.jinja", snapshot, lang, tab="thing", id=id_, near=nearest(snapshot.facts, id_))


def passage_facts(facts: Facts, id_: str) -> tuple[Source, tuple[Fact, ...]] | None:
    """A passage and the facts that were read from it, or None where no fact cites it."""
    if not id_.startswith("passage-"):
        return None
    found: list[Fact] = []
    here: Source | None = None
    for fact in (*facts.nodes.values(), *facts.links.values()):
        for source in fact.sources:
            if passage(source.document, source.first_line, source.last_line) == id_:
                here = source
                found.append(fact)
    return (here, tuple(found)) if here else None


def thing_json(snapshot: Snapshot, node: Node) -> dict[str, Any]:
    """A node as data: its properties, and its links in both directions."""
    facts = snapshot.facts

    def link_json(link: Link) -> dict[str, Any]:
        return {
            "id": link.id, "type": link.type, "source": link.source, "target": link.target,
            "status": link.status.value if link.status else None, "rules": list(link.rules),
            "lines": [[source.first_line, source.last_line] for source in link.sources],
            **{name: [_text(value, "ja") if not isinstance(value, Term) else value.name for value in values] for name, values in link.properties.items()},
        }  # fmt: skip

    return {
        "id": node.id, "iri": snapshot.base + node.id, "type": node.type, "name": node.label,
        "properties": {name: [value.id if isinstance(value, Ref) else value.name if isinstance(value, Term) else _text(value, "ja")
                              for value in values] for name, values in node.properties.items()},
        "lines": [[source.first_line, source.last_line] for source in node.sources],
        "links": [link_json(link) for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ()))],
        "referring": [{"property": name, "id": id_} for name, id_ in facts.referring.get(node.id, ())],
    }  # fmt: skip
