"""One identity for each thing: outline paths become ids here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from graph.facts import Facts, Link, Node, Ref, Source, Text, Value
from loaders.draft import Draft, DraftFact, DraftValue, Key, KeyRef
from loaders.text.lines import Document
from ontology.identifiers import slug
from ontology.vocabulary import vocabulary


def document_id(plan: str, name: str) -> str:
    """The id of a document of a plan by its file name: a later version of the file is the same document."""
    return slug("document", plan, name)


def plan_id(draft: Draft) -> str:
    """The id of the plan: by its label, which names the publisher as a rule, and its first fiscal year."""
    plan = draft.facts[("Plan",)]
    given = [value for name in ("label", "firstFiscalYear") for value in plan.properties.get(name, ())]
    parts = [value.value if isinstance(value, Text) else str(value) for value in given]
    return slug("plan", *parts)


def ids_of(draft: Draft) -> dict[Key, str]:
    """The ids of the drafted facts by their keys."""
    plan = plan_id(draft)
    return {key: _mint(fact, plan) for key, fact in draft.facts.items()}


def resolve(draft: Draft, document: Document, source_id: str) -> Facts:
    """The facts of a draft with minted ids; each place becomes a source that quotes ``document``, or names the
    lines of another document without their words.

    Raises KeyError where a fact refers to a key that no drafted fact has: an error of a kind, not of its input.
    """
    plan = plan_id(draft)
    ids = ids_of(draft)
    nodes: dict[str, Node] = {}
    links: dict[str, Link] = {}
    for key, fact in draft.facts.items():
        common = (
            ids[key],
            fact.type,
            _properties(fact, ids),
            _sources(fact, document, source_id, plan),
            fact.status,
            tuple(fact.rules),
        )
        if fact.ends:
            links[ids[key]] = Link(*common, source=ids[fact.ends[0]], target=ids[fact.ends[1]])
        else:
            nodes[ids[key]] = Node(*common)
    if len(nodes) + len(links) != len(draft.facts):
        raise AssertionError("two keys were minted to one id")
    return Facts(nodes, links)


def _mint(fact: DraftFact, plan: str) -> str:
    if fact.type == "Plan":
        return plan
    known = vocabulary()
    kind = known.link_types[fact.type].slug if fact.ends else known.node_types[fact.type].slug
    return slug(kind, plan, *fact.key)


def _properties(fact: DraftFact, ids: dict[Key, str]) -> dict[str, tuple[Value, ...]]:
    def value(given: DraftValue) -> Value:
        return Ref(ids[given.key]) if isinstance(given, KeyRef) else given

    return {name: tuple(value(each) for each in values) for name, values in fact.properties.items() if values}


def _sources(fact: DraftFact, document: Document, source_id: str, plan: str) -> tuple[Source, ...]:
    def sources() -> Iterable[Source]:
        for place in sorted(fact.places):
            if place.document:
                yield Source(document_id(plan, place.document), place.first, place.last)
                continue
            yield Source(source_id, place.first, place.last, document.exact(place.first, place.last))

    return tuple(sources())
