"""A plan on its way to text: the lines so far, the documents that its facts cite, and what was written already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from graph.errors import DataError
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import ITEMS, MARKS, NO_STATUS, STATUSES
from graph.facts import Fact, Facts, Link, Node, Source, Status, Text
from ontology.paths import folded
from ontology.vocabulary import vocabulary

# What the format can say of a fact of each class. Anything else is refused, never dropped.
_SAYABLE = {
    "Plan": {"label", "altLabel", "publisher", "firstFiscalYear", "lastFiscalYear"},
    "GovernmentBody": {"label", "altLabel"},
    "FieldGroup": {"label", "altLabel", "isPartOf"},
    "GrowthField": {"label", "altLabel", "isPartOf", "number", "broader"},
    "CrossCuttingArea": {"label", "altLabel", "isPartOf", "broader"},
    "MeasureGroup": {"label", "altLabel", "isPartOf", "theme"},
    "Measure": {"label", "altLabel", "isPartOf"},
    "Project": {"label", "altLabel", "isPartOf"},
    "ProjectPart": {"label", "altLabel", "isPartOf"},
    "Component": {"label", "altLabel", "isPartOf"},
    "ScheduledActivity": {
        "label", "altLabel", "isPartOf", "fiscalYear", "statedYear", "detail", "targetGroup", "follows",
    },
    "Indicator": {"label", "altLabel", "tag", "basis", "periodYears", "unit", "definition"},
    "IndicatorValue": {
        "label", "observationOf", "phase", "value", "valueText", "comparator", "year", "yearKind", "basis",
        "periodYears",
    },
    "Contribution": {"role"},
    "Listing": {"reposted"},
    "Measurement": set(),
}  # fmt: skip
AnyFact = TypeVar("AnyFact", bound=Fact)
_SEVERAL = {"altLabel", "fiscalYear", "statedYear", "detail"}


@dataclass
class Sheet:
    """The text of one plan out of its facts. ``documents`` are those that they cite, by id, the most cited first."""

    facts: Facts
    plan: Node
    lines: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    documents: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        cited = Counter(
            source.document
            for fact in (*self.facts.nodes.values(), *self.facts.links.values())
            for source in fact.sources
        )
        self.documents = sorted(cited, key=lambda id_: (-cited[id_], id_))

    @cached_property
    def first_listed(self) -> Counter[str]:
        """By folded text: how many measures are listed somewhere without the mark of a re-listing."""
        listings = self.facts.links_by_type.get("Listing", ())
        ids = {link.source for link in listings if link.value("reposted") is not True}
        return Counter(folded(self.facts.nodes[id_].label) for id_ in ids)

    def say(self, *lines: str) -> None:
        """Adds lines of text."""
        self.lines += lines

    def taken(self, fact: Fact) -> None:
        """Notes that a fact is written. Raises DataError where it says what the format has no words for."""
        self.written.add(fact.id)
        sayable = sayable_of(fact)
        name = _class(fact)
        for property_, values in fact.properties.items():
            if property_ not in sayable:
                raise refused(fact, f"the format cannot say {property_} of a {name}")
            if len(values) > 1 and property_ not in _SEVERAL:
                raise refused(fact, f"{property_} has {len(values)} values, and the format has room for one")
            if any(getattr(value, "lang", "ja") != "ja" for value in values):
                raise refused(fact, f"{property_} is not in the plan's language")
            if property_ != "unit" and any(getattr(value, "value", value) == "" for value in values):
                raise refused(fact, f"{property_} is empty")
        if isinstance(fact, Node) and not fact.text("label") and "label" in sayable:
            raise refused(fact, "it has no name")
        if fact.inputs:
            raise refused(fact, "it was computed from other claims")

    def in_order(self, found: Iterable[AnyFact]) -> list[AnyFact]:
        """Facts in the order of the documents; those of the same lines stay as they are."""
        return sorted(found, key=self.place)

    def place(self, fact: Fact) -> tuple[int, int, int]:
        """Where a fact stands first: document, lines."""
        places = ((self.documents.index(each.document), each.first_line, each.last_line) for each in fact.sources)
        return min(places, default=(0, 0, 0))

    def places(self, sources: Iterable[Source]) -> str:
        """Sources as a mark names them: ``96, 120-124行``, those of another document than the first with its number."""
        found = sorted(
            {(self.documents.index(each.document), each.first_line, each.last_line) for each in sources}
        )  # fmt: skip
        texts = [
            (f"{document + 1}:" if document else "") + (str(first) if first == last else f"{first}-{last}")
            for document, first, last in found
        ]
        return f"{', '.join(texts)}行" if texts else ""

    def mark(self, fact: Fact, usual: Status | None = None, extras: Sequence[str] = (), above: str = "") -> str:
        """The mark behind an item: lines, status where it is not the usual one, rules, more that the item needs.

        ``above`` is the mark of the row, which holds for what has none of its own.
        """
        mark = self._mark([self.places(fact.sources), _status(fact, usual), *extras])
        return "" if mark == above else mark

    def marks(self, link: Link, node: Node, others: Sequence[Link] = (), extras: Sequence[str] = ()) -> str:
        """The marks of an item that states a node and its link: the link's, and the node's where that says more.

        ``others`` are further links whose places the node has too.
        """
        mark = self._mark([self.places(link.sources), _status(link, Status.STATED), *extras])
        plain = _status(link, Status.STATED) == ""
        same = (
            (node.status is None and not node.rules)
            if plain
            else (node.status, sorted(node.rules)) == (link.status, sorted(link.rules))
        )
        implied = self.places(source for each in (link, *others) for source in each.sources)
        if same and self.places(node.sources) == implied:
            return mark
        own = "; ".join(part for part in (self.places(node.sources), _status(node, None)) if part)
        return f"{mark} {{{MARKS['itself']}: {own}}}"

    def _mark(self, parts: Iterable[str]) -> str:
        content = "; ".join(part for part in parts if part)
        return f" {{{content}}}" if content else ""


def _status(fact: Fact, usual: Status | None) -> str:
    if fact.status == usual and not fact.rules:
        return ""
    word = STATUSES[fact.status or NO_STATUS]
    return f"{word}: {', '.join(escaped(rule, ',;、；') for rule in sorted(fact.rules))}" if fact.rules else word


def sayable_of(fact: Fact) -> set[str]:
    """The properties of a fact that the format can say. Raises DataError where it has no words for its class."""
    if fact.type not in _SAYABLE:
        raise refused(fact, f"a {_class(fact)} is not part of the format")
    return _SAYABLE[fact.type]


def _class(fact: Fact) -> str:
    known = vocabulary()
    types = known.node_types if isinstance(fact, Node) else known.link_types
    return types[fact.type].label.get("en", fact.type)


def alternatives(node: Node) -> list[str]:
    """The items that tell the other names of a node."""
    return [
        f"- {ITEMS['altLabel']}: {escaped(each.value)}" for each in node.values("altLabel") if isinstance(each, Text)
    ]


def refused(fact: Fact, why: str) -> DataError:
    """The error for a fact that the format cannot hold."""
    name = fact.text("label") or fact.id
    return DataError(
        f"{name} ({fact.id}) cannot be written in the Markdown plan format: {why}.",
        "The RDF exports (ttl, nq, jsonld) hold everything.",
    )
