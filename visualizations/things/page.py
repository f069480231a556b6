"""The pages of nodes, links and passages: whatever an IRI under the base names."""

from __future__ import annotations

from typing import Any

from graph.facts import Facts, Link, Node
from graph.search import nearest
from graph.snapshot import Snapshot
from visualizations.evidence import evidence, names_of, quote
from visualizations.rendering import render
from visualizations.sentences import sentence, told
from visualizations.things.citation import citation
from visualizations.things.model import Thing, thing
from visualizations.things.nearby import between
from visualizations.things.read import passage_facts, read
from visualizations.things.values import attributes, year_in_words
from visualizations.views import VIEWS
from visualizations.words import Words


def thing_page(snapshot: Snapshot, id_: str, lang: str) -> str | None:
    """The page of a node, link or passage; None where the graph has no such thing."""
    facts = snapshot.facts
    if id_ in facts.nodes:
        return _node_page(snapshot, facts.nodes[id_], lang)
    if id_ in facts.links:
        return _link_page(snapshot, facts.links[id_], lang)
    return _passage_page(snapshot, id_, lang)


def _node_page(snapshot: Snapshot, node: Node, lang: str) -> str:
    model, words = thing(snapshot, node, lang), Words(lang)
    return render(
        "thing.html.jinja", snapshot, lang, tab="thing", thing=model, sections=sections(model, words),
        citation=citation(snapshot, node.label, snapshot.facts.places(node), words), year_of=year_in_words,
        base=snapshot.base, **_known(snapshot),
    )  # fmt: skip


def sections(model: Thing, words: Words) -> tuple[tuple[str, str, int], ...]:
    """The sections of a page in their order: anchor, title, how many rows. Those that are empty are left out."""
    found = (
        *((f"contribution-{at}", group.title, len(group.rows)) for at, group in enumerate(model.leading_ties, 1)),
        ("components", words("thing_components"), model.measure_count or len(model.components)),
        ("indicators", words("indicators_figure"), len(model.indicators)),
        *((f"links-{at}", group.title, len(group.rows)) for at, group in enumerate(model.other_ties, 1)),
        ("schedule", words("thing_schedule"), len(model.activities)),
        ("parts", words("thing_parts"), len(model.parts)),
        ("numbers", words("identifiers"), len(model.numbers)),
        ("referring", words("thing_referred"), model.referred),
        ("read", words("thing_read_here"), sum(group.count for group in model.read)),
        ("evidence", words("thing_evidence"), len(model.evidence.places)),
    )
    return tuple(each for each in found if each[2])


def _link_page(snapshot: Snapshot, link: Link, lang: str) -> str:
    facts, words = snapshot.facts, Words(lang)
    cited = citation(snapshot, sentence(link, facts, words), facts.places(link), words)
    ends = [facts.nodes[end] for end in (link.source, link.target) if end in facts.nodes]
    inputs = [facts.nodes.get(id_) or facts.links.get(id_) for id_ in link.inputs]
    return render(
        "link.html.jinja", snapshot, lang, tab="thing", link=link, ends=ends, base=snapshot.base,
        evidence=evidence(link, *(names_of(end) for end in ends)), told=told(link, facts, words),
        attributes=attributes(link, facts, words), near=between(facts, link),
        citation=cited, inputs=[read(facts, fact, "", words) for fact in inputs if fact], **_known(snapshot),
    )  # fmt: skip


def _passage_page(snapshot: Snapshot, id_: str, lang: str) -> str | None:
    facts = snapshot.facts
    found = passage_facts(facts, id_)
    if not found:
        return None
    source, cited = found
    names = [names_of(fact) for fact in cited if isinstance(fact, Node)]
    words = Words(lang)
    rows = [read(facts, fact, source.document, words) for fact in cited]
    label = words.lines(source.first_line, source.last_line)
    return render(
        "passage.html.jinja", snapshot, lang, tab="thing", source=source, read=rows, id=id_, base=snapshot.base,
        citation=citation(snapshot, label, (source,), words),
        words=quote(source.exact, *names) if source.exact else None, **_known(snapshot),
    )  # fmt: skip


def _known(snapshot: Snapshot) -> dict[str, Any]:
    """What the pages of all things know: the titles of documents, and whether there is a view of what is near."""
    documents = {node.id: node.text("title") or node.label for node in snapshot.facts.by_type.get("SourceDocument", ())}
    return {"documents": documents, "near_view": "near" in VIEWS}


def known_thing(facts: Facts, id_: str) -> bool:
    """Whether the graph has a node, a link or a passage of this id."""
    return id_ in facts.nodes or id_ in facts.links or passage_facts(facts, id_) is not None


def missing_page(snapshot: Snapshot, id_: str, lang: str) -> str:
    """The page for an id that is not there, with the nearest names, else the fields to start from."""
    near, fields = nearest(snapshot.facts, id_), snapshot.facts.by_type.get("GrowthField", ())
    return render("missing.html.jinja", snapshot, lang, tab="thing", id=id_, near=near, fields=fields)
