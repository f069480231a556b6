"""The pages and the data of nodes, links and passages: whatever an IRI under the base names."""

from __future__ import annotations

from typing import Any

from graph.facts import Fact, Facts, Link, Node, Ref, Source, Term, Value
from graph.search import nearest
from graph.snapshot import Snapshot
from visualizations.evidence import Place, evidence, quote
from visualizations.lanes.data import places_json
from visualizations.rendering import render
from visualizations.sentences import sentence, told
from visualizations.things.model import thing
from visualizations.things.referring import text_of
from visualizations.words import Words


def thing_page(snapshot: Snapshot, id_: str, lang: str) -> str | None:
    """The page of a node, link or passage; None where the graph has no such thing."""
    facts = snapshot.facts
    if id_ in facts.nodes:
        model = thing(snapshot, facts.nodes[id_], lang)
        return render("thing.html.jinja", snapshot, lang, tab="thing", thing=model, base=snapshot.base)
    if id_ in facts.links:
        link = facts.links[id_]
        ends = [facts.nodes[end] for end in (link.source, link.target) if end in facts.nodes]
        known = evidence(link, *(end.label for end in ends))
        return render("link.html.jinja", snapshot, lang, tab="thing", link=link, ends=ends, evidence=known,
                      told=told(link, facts, Words(lang)),
                      sentence=sentence(link, facts, Words(lang)), base=snapshot.base)  # fmt: skip
    found = passage_facts(facts, id_)
    if found:
        source, read = found
        document = facts.nodes[source.document].label if source.document in facts.nodes else source.document
        names = [fact.label for fact in read if isinstance(fact, Node)]
        return render("passage.html.jinja", snapshot, lang, tab="thing", source=source, read=_read(facts, read, lang),
                      words=quote(source.exact, *names) if source.exact else None, document=document,
                      id=id_, base=snapshot.base)  # fmt: skip
    return None


def known_thing(facts: Facts, id_: str) -> bool:
    """Whether the graph has a node, a link or a passage of this id."""
    return id_ in facts.nodes or id_ in facts.links or passage_facts(facts, id_) is not None


def missing_page(snapshot: Snapshot, id_: str, lang: str) -> str:
    """The page for an id that is not there, with the nearest names."""
    return render("missing.html.jinja", snapshot, lang, tab="thing", id=id_, near=nearest(snapshot.facts, id_))


def _read(facts: Facts, read: tuple[Fact, ...], lang: str) -> list[tuple[Fact, tuple[str, ...]]]:
    """The facts of a passage with the words that stand for them: a link is told as a sentence."""
    words = Words(lang)
    return [(fact, told(fact, facts, words) if isinstance(fact, Link) else ()) for fact in read]


def passage_facts(facts: Facts, id_: str) -> tuple[Source, tuple[Fact, ...]] | None:
    """A passage and the facts that were read from it, or None where no fact cites it."""
    found = facts_by_passage(facts).get(id_) if id_.startswith("passage-") else None
    return (found[0][0], tuple(fact for _, fact in found)) if found else None


def facts_by_passage(facts: Facts) -> dict[str, list[tuple[Source, Fact]]]:
    """What was read from each passage."""
    found: dict[str, list[tuple[Source, Fact]]] = {}
    for fact in (*facts.nodes.values(), *facts.links.values()):
        for source in fact.sources:
            id_ = Place(source.document, source.first_line, source.last_line, None).passage
            found.setdefault(id_, []).append((source, fact))
    return found


def thing_json(snapshot: Snapshot, id_: str) -> dict[str, Any] | None:
    """A node, link or passage as data; None where the graph has no such thing."""
    facts = snapshot.facts
    if id_ in facts.nodes:
        return _node_json(snapshot, facts.nodes[id_])
    if id_ in facts.links:
        link = facts.links[id_]
        names = [facts.nodes[end].label for end in (link.source, link.target) if end in facts.nodes]
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
