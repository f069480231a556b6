"""What a document kind hands over: facts with outline paths in place of ids, and an account of every line.

A *key* is an outline path, the class first: ``("Component", "Project", "…", "…")``. Ids are minted from keys in
``loaders.resolution`` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.facts import Status, Text, Value
from graph.lines.account import STATED_HERE

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyRef:
    """A reference to another drafted node by its key; becomes ``graph.facts.Ref``."""

    key: Key


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Lines of the document, from 1, both ends included.

    ``document`` is the file name of another document where a plan says that its lines are meant, and empty where the
    lines are those of the document being read. ``said`` are then the lines, first and last, that say so in the document
    being read; it is no part of what makes two places the same.
    """

    first: int
    last: int
    document: str = ""
    said: tuple[int, int] | None = field(default=None, compare=False)


DraftValue = Value | KeyRef
Given = DraftValue | Sequence[DraftValue] | None


class LineState(StrEnum):
    """What became of a line; the names are the counts of the load report."""

    FACTS = "facts"
    STRUCTURE = "structure"
    LEFTOVER = "leftover"


@dataclass(frozen=True, slots=True)
class Repair:
    """A layout rule that mended something: the line, the rule's name, what it did."""

    line: int
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should look at: places that disagree, a link that only one table tells."""

    lines: tuple[int, ...]
    rule: str
    message: str


@dataclass(slots=True)
class DraftFact:
    """A node or link under way. ``ends`` is None for a node, (source key, target key) for a link."""

    key: Key
    type: str
    ends: tuple[Key, Key] | None = None
    properties: dict[str, list[DraftValue]] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    status: Status | None = None
    rules: list[str] = field(default_factory=list)


# When a fact is seen twice, the plainer reading wins: what one place states is stated, however damaged the other is.
_PLAINNESS = (Status.STATED, Status.CURATED, Status.REPAIRED, Status.INFERRED, Status.DERIVED)


@dataclass(slots=True)
class Draft:
    """Collects what a kind reads. Adding a fact that is there already adds to its places and properties."""

    facts: dict[Key, DraftFact] = field(default_factory=dict)
    lines: dict[int, tuple[LineState, str]] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    originals: dict[str, dict[str, tuple[Value, ...]]] = field(default_factory=dict)
    """What is known of other documents whose lines the places name, by file name."""

    def node(
        self,
        key: Key,
        places: Iterable[Place] = (),
        *,
        type_: str | None = None,
        status: Status | None = None,
        rules: Iterable[str] = (),
        **properties: Given,
    ) -> Key:
        """Adds a node (its class is the key's first part unless ``type_`` says otherwise) and returns its key."""
        return self._add(DraftFact(key, type_ or key[0]), places, status, rules, properties)

    def link(
        self,
        type_: str,
        source: Key,
        target: Key,
        places: Iterable[Place],
        *,
        status: Status = Status.STATED,
        rules: Iterable[str] = (),
        distinct: str = "",
        **properties: Given,
    ) -> Key:
        """Adds a link and returns its key. ``distinct`` (a role) tells apart links of a type between the same ends."""
        key = (type_, *source, "→", *target, distinct)
        return self._add(DraftFact(key, type_, (source, target)), places, status, rules, properties)

    def cited(self) -> set[int]:
        """The lines of the document that some fact cites."""
        return {
            number
            for fact in self.facts.values()
            for place in fact.places
            if not place.document
            for number in range(place.first, place.last + 1)
        }

    def stated(self, lines: Iterable[int]) -> None:
        """Marks lines that state facts whose places are lines of another document."""
        self.lines.update((line, (LineState.FACTS, STATED_HERE)) for line in lines)

    def structure(self, lines: Iterable[int], rule: str) -> None:
        """Marks lines as structure: headings, table heads, labels."""
        self.lines.update((line, (LineState.STRUCTURE, rule)) for line in lines)

    def leftover(self, lines: Iterable[int], rule: str) -> None:
        """Marks lines as leftover by a named rule: figure remains, stray markup."""
        self.lines.update((line, (LineState.LEFTOVER, rule)) for line in lines)

    def repaired(self, line: int, rule: str, what: str) -> str:
        """Notes a repair and returns the rule's name."""
        self.repairs.append(Repair(line, rule, what))
        return rule

    def problem(self, lines: Iterable[int], rule: str, message: str) -> None:
        """Notes a problem for the report and the quality page."""
        self.problems.append(Problem(tuple(sorted(set(lines))), rule, message))

    def _add(
        self,
        fact: DraftFact,
        places: Iterable[Place],
        status: Status | None,
        rules: Iterable[str],
        properties: dict[str, Given],
    ) -> Key:
        known = self.facts.setdefault(fact.key, fact)
        if known is not fact and known.status is not None and status is not None:
            known.status = min(known.status, status, key=_PLAINNESS.index)
        elif known is fact:
            known.status = status
        known.places += [place for place in places if place not in known.places]
        known.rules += [rule for rule in rules if rule not in known.rules]
        for name, given in properties.items():
            if given is None:
                continue
            values: list[DraftValue] = [given] if isinstance(given, DraftValue) else list(given)
            kept = known.properties.setdefault(name, [])
            if name == "label":  # one name a language: the form that was seen first
                known_languages = {_language(value) for value in kept}
                values = [value for value in values if _language(value) not in known_languages]
            kept += [value for value in values if value not in kept]
        return fact.key


def _language(value: DraftValue) -> str:
    return value.lang if isinstance(value, Text) else ""
