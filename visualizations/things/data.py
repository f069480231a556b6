"""The data of nodes, links and passages: what JSON and CSV say of a thing."""

from __future__ import annotations

from typing import Any

from graph.facts import Fact, Link, Node, Ref, Term, Value
from graph.snapshot import Snapshot
from visualizations.evidence import evidence, names_of
from visualizations.lanes.data import places_json
from visualizations.sentences import sentence
from visualizations.things.read import passage_facts, read
from visualizations.things.ties import ties
from visualizations.things.values import text_of
from visualizations.words import Words

ROW_COLUMNS = ("id", "type", "what", "other", "other_name", "told", "status", "rules", "document", "lines", "quote")


def thing_json(snapshot: Snapshot, id_: str) -> dict[str, Any] | None:
    """A node, link or passage as data; None where the graph has no such thing."""
    facts = snapshot.facts
    if id_ in facts.nodes:
        return _node_json(snapshot, facts.nodes[id_])
    if id_ in facts.links:
        link = facts.links[id_]
        names = [names_of(facts.nodes[end]) for end in (link.source, link.target) if end in facts.nodes]
        return {
            "iri": snapshot.base + id_, **_link_json(link), "sentence": sentence(link, facts, Words("ja")),
            "places": places_json(evidence(link, *names)),
        }  # fmt: skip
    found = passage_facts(facts, id_)
    if found:
        source, read = found
        return {
            "id": id_, "iri": snapshot.base + id_, "type": "Passage", "document": source.document,
            "lines": [source.first_line, source.last_line], "exact": source.exact, "read": [fact.id for fact in read],
        }  # fmt: skip
    return None


def _plain(value: Value) -> str:
    if isinstance(value, Ref):
        return value.id
    return value.name if isinstance(value, Term) else text_of(value, "ja")


def _common(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id, "type": fact.type, "status": fact.status.value if fact.status else None,
        "rules": list(fact.rules),
        "lines": [[source.first_line, source.last_line] for source in fact.sources],
        "properties": {name: [_plain(value) for value in values] for name, values in fact.properties.items()},
    }  # fmt: skip


def _link_json(link: Link) -> dict[str, Any]:
    return {**_common(link), "source": link.source, "target": link.target}


def _node_json(snapshot: Snapshot, node: Node) -> dict[str, Any]:
    facts = snapshot.facts
    return {
        "iri": snapshot.base + node.id, "name": node.label, **_common(node),
        "links": [_link_json(link) for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ()))],
        "referring": [{"property": name, "id": id_} for name, id_ in facts.referring.get(node.id, ())],
    }  # fmt: skip


def thing_rows(snapshot: Snapshot, id_: str) -> list[dict[str, Any]]:
    """The links of a node, a link itself, or what was read from a passage, as rows; none where there is no such thing.

    Every row tells a link or a fact in a sentence or by its name, how it is known, and where it stands.
    """
    facts, words = snapshot.facts, Words("ja")
    if id_ in facts.nodes:
        node = facts.nodes[id_]
        return [
            _row(tie.link, sentence(tie.link, facts, words), tie.what, tie.other)
            for group in ties(facts, node, words) for tie in group.rows
        ]  # fmt: skip
    if id_ in facts.links:
        link = facts.links[id_]
        return [_row(link, sentence(link, facts, words), link.text("role"), facts.nodes.get(link.target))]
    found = passage_facts(facts, id_)
    if not found:
        return []
    rows = [read(facts, fact, found[0].document, words) for fact in found[1]]
    return [_row(row.fact, "".join(row.told) or _name(row.fact), "", None) for row in rows]


def _name(fact: Fact) -> str:
    return fact.label if isinstance(fact, Node) else fact.id


def _row(fact: Fact, told: str, what: str, other: Node | None) -> dict[str, Any]:
    lines = [f"{source.first_line}-{source.last_line}" for source in fact.sources]
    return {
        "id": fact.id, "type": fact.type, "what": what, "other": other.id if other else "",
        "other_name": other.label if other else "", "told": told, "status": fact.status.value if fact.status else "",
        "rules": " ".join(fact.rules), "document": fact.sources[0].document if fact.sources else "",
        "lines": " ".join(lines), "quote": next((source.exact for source in fact.sources if source.exact), ""),
    }  # fmt: skip
