"""Passages and documents: what was read from them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Fact, Facts, Link, Node, Source
from visualizations.evidence import Place
from visualizations.rendering import type_label
from visualizations.sentences import told
from visualizations.words import Words

MOST_A_CLASS = 40


@dataclass(frozen=True, slots=True)
class Read:
    """A fact with the words that stand for it (a link is told as a sentence) and its first line in the document."""

    fact: Fact
    told: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ReadClass:
    """The facts of one class that were read from a document, in its order; not more than ``MOST_A_CLASS``."""

    label: str
    rows: tuple[Read, ...]
    count: int


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


def read(facts: Facts, fact: Fact, document: str, words: Words) -> Read:
    """A fact as the lists of passages and documents tell it."""
    place = next((each for each in fact.sources if each.document == document), None)
    pieces = told(fact, facts, words) if isinstance(fact, Link) else ()
    return Read(fact, pieces, place.first_line if place else 0, place.last_line if place else 0)


def read_from(facts: Facts, document: Node, words: Words) -> tuple[ReadClass, ...]:
    """What was read from a document, by class, the largest first."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts.by_document.get(document.id, ()):
        groups.setdefault(type_label(fact, words.lang), []).append(fact)
    found = []
    for label, group in groups.items():
        rows = sorted((read(facts, fact, document.id, words) for fact in group), key=lambda each: each.first)
        found.append(ReadClass(label, tuple(rows[:MOST_A_CLASS]), len(rows)))
    return tuple(sorted(found, key=lambda each: -each.count))
