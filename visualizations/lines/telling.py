"""A fact as a row tells it: what it is called, in what role, how it is known."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

from graph.facts import Fact, Facts, Link, Node, Source, Term
from ontology.vocabulary import vocabulary
from visualizations.evidence import Evidence, evidence
from visualizations.rendering import family, type_label
from visualizations.words import Words

# Where a fact says in which role it stands: that of a link, else what sort of thing a node is.
_ROLES = ("role", "kind", "post", "findingKind", "instrumentKind", "phase")


_TIMES = ("date", "established", "asOf", "end")


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact beside a line. ``name`` is a node's, or the ends of a link; ``before`` and ``after`` are the ends that the
    row does not show already, in a link alone. ``detail`` is what a checker compares besides: figure and time.
    ``source`` is the passage that covers the line.
    """

    fact: Fact
    name: str
    before: str
    after: str
    role: str
    detail: str
    evidence: Evidence
    source: Source

    @property
    def is_link(self) -> bool:
        """Whether it is a link."""
        return isinstance(self.fact, Link)


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of a type beside a line."""

    type: str
    label: str
    family: str
    facts: tuple[ToldFact, ...]


def fact_name(fact: Fact, facts: Facts) -> str:
    """A node by its label (its id where it has none), a link by its ends."""
    if isinstance(fact, Link):
        return " → ".join(_end(id_, facts) for id_ in (fact.source, fact.target))
    return (fact.label if isinstance(fact, Node) else "") or fact.id


def role_of(fact: Fact, words: Words) -> str:
    """The role of a fact in words, empty where it has none."""
    if fact.value("reposted") is True:
        return words("reposted")
    for name in _ROLES:
        value = fact.value(name)
        if isinstance(value, Term):
            return words.raw(value.name) if value.name in vocabulary().terms else value.name
        if value is not None:
            return fact.text(name)
    return ""


def detail_of(fact: Fact, words: Words) -> str:
    """The figure and the time that a fact states, where its name does not say them already."""
    figure = fact.text("valueText")
    found = [figure] if figure and not fact.text("label").endswith(figure) else []
    found += [fact.text(name) for name in _TIMES if fact.value(name) is not None]
    years = sorted(year for year in fact.values("fiscalYear") if isinstance(year, int))
    if years:
        first, last = words("year", year=years[0]), words("year", year=years[-1])
        found.append(first if first == last else f"{first}–{last}")
    return " ".join(found)


def tell(fact: Fact, source: Source, facts: Facts, words: Words, shown: Set[str] = frozenset()) -> ToldFact:
    """A fact in words; ``shown`` are the nodes that stand in the same row."""
    before = after = ""
    if isinstance(fact, Link):
        before = "" if fact.source in shown else _end(fact.source, facts)
        after = "" if fact.target in shown and before else _end(fact.target, facts)
    return ToldFact(
        fact,
        fact_name(fact, facts),
        before,
        after,
        role_of(fact, words),
        detail_of(fact, words),
        evidence(fact),
        source,
    )


def groups(cited: Iterable[tuple[Fact, Source]], facts: Facts, words: Words) -> tuple[Group, ...]:
    """The facts of a line by type, in the order of the ontology."""
    pairs = tuple(cited)
    shown = {fact.id for fact, _ in pairs if isinstance(fact, Node)}
    by_type: dict[str, list[ToldFact]] = {}
    for fact, source in pairs:
        by_type.setdefault(fact.type, []).append(tell(fact, source, facts, words, shown))
    return tuple(
        Group(type_, type_label(told[0].fact, words.lang), family_of(told[0].fact), tuple(told))
        for type_, told in sorted(by_type.items(), key=lambda item: type_order()[item[0]])
    )


def family_of(fact: Fact) -> str:
    """The kind of a node on pages, empty for a link."""
    return family(fact) if isinstance(fact, Node) else ""


@lru_cache(maxsize=1)
def type_order() -> dict[str, int]:
    """The place of each class among all: nodes, then links, as the ontology has them."""
    known = vocabulary()
    return {name: at for at, name in enumerate((*known.node_types, *known.link_types))}


def _end(id_: str, facts: Facts) -> str:
    return fact_name(facts.nodes[id_], facts) if id_ in facts.nodes else id_
