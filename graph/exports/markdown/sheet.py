"""A plan on its way to text: the lines so far, the documents that its facts cite, and what was written already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from graph.exports.markdown.language.references import NAMED, Name, Names
from graph.exports.markdown.language.terms import NO_STATUS, STATUSES
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import ITEMS, MARKS
from graph.exports.markdown.names import names_of
from graph.exports.markdown.sayable import check_sayable, refused, texts
from graph.exports.markdown.statements.owners import statements_by_owner
from graph.facts import Fact, Facts, Link, Node, Source, Status
from ontology.paths import folded

AnyFact = TypeVar("AnyFact", bound=Fact)


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

    @cached_property
    def names(self) -> tuple[Names, dict[str, Name]]:
        """The names of all things of the plan, and each by the id of the thing."""
        known = names_of(self.facts)
        return Names(known.values()), known

    @cached_property
    def statements(self) -> Mapping[str, list[Node]]:
        """Findings, events and figures by the id of the plan, project or part in whose section they stand."""
        return statements_by_owner(self.facts, self.plan)

    def reference(self, fact: Fact, id_: str, allowed: Collection[str]) -> str:
        """How a fact names another one. Raises DataError where the format cannot name it."""
        names, known = self.names
        found = names.reference(known[id_], allowed) if id_ in known else None
        if found is None:
            raise refused(fact, f"it names {id_}, which the names in the plan do not tell apart")
        return found

    def mentions(self, fact: Fact) -> list[str]:
        """The items that tell what a fact mentions."""
        names = sorted(self.reference(fact, id_, NAMED) for id_ in fact.refs("mentions"))
        return [f"- {ITEMS['mentions']}: {name}" for name in names]

    def say(self, *lines: str) -> None:
        """Adds lines of text."""
        self.lines += lines

    def taken(self, fact: Fact) -> None:
        """Notes that a fact is written. Raises DataError where it says what the format has no words for."""
        self.written.add(fact.id)
        check_sayable(fact)

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
        return f"{mark} {{{MARKS['itself']}: {self.own(node)}}}"

    def own(self, node: Node) -> str:
        """What a mark says of a node itself: its lines, and how it is known."""
        return "; ".join(part for part in (self.places(node.sources), _status(node, None)) if part)

    def _mark(self, parts: Iterable[str]) -> str:
        content = "; ".join(part for part in parts if part)
        return f" {{{content}}}" if content else ""


def _status(fact: Fact, usual: Status | None) -> str:
    if fact.status == usual and not fact.rules:
        return ""
    word = STATUSES[fact.status or NO_STATUS]
    return f"{word}: {', '.join(escaped(rule, ',;、；') for rule in sorted(fact.rules))}" if fact.rules else word


def alternatives(node: Node) -> list[str]:
    """The items that tell the other names of a node."""
    return [
        *(f"- {ITEMS['altLabel']}: {escaped(each)}" for each in texts(node, "altLabel")),
        *(f"- {ITEMS['labelEn']}: {escaped(each)}" for each in texts(node, "label", "en")),
        *(f"- {ITEMS['altLabelEn']}: {escaped(each)}" for each in texts(node, "altLabel", "en")),
    ]
