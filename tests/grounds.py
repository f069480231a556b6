"""What a text is read as, and on which of its lines each claim of the reading rests (``Ground``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.lines.account import LineAccount
from loaders.draft import Draft, DraftFact, Key, KeyRef
from loaders.kinds.table import KINDS, kind_of
from loaders.report import line_account
from loaders.resolution import ids_of
from loaders.text.lines import read_document

_SAYS = ("fiscalYear", "number", "value", "unit", "comparator", "yearKind", "role", "post", "kana", "reposted", "date")
NOT_READ = ("Plan", "Identifier")
"""What stands for the whole text, and what a list of identifiers adds."""
_SPOKEN_OF = ("Organization", "Person", "Instrument")
Claim = tuple[Key, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Reading:
    """What is read in a text: the drafted facts and the account of its lines."""

    draft: Draft
    account: LineAccount

    @property
    def claims(self) -> Mapping[Claim, DraftFact]:
        """Each claim with the fact that says it; the plan itself is none."""
        return {claim_of(fact): fact for fact in self.draft.facts.values() if fact.type not in NOT_READ}


def reading_of(text: str) -> Reading:
    """The reading of a text. Raises DocumentError where it is no readable plan."""
    document = read_document("copy.txt", text.encode(), "text/plain")
    kind = kind_of(document, None)
    draft = KINDS[kind].read(document, None)
    return Reading(draft, line_account(document, kind, draft, ids_of(draft)))


def claim_of(fact: DraftFact) -> Claim:
    """A fact by its outline path and what it says."""
    said = tuple((name, str(value)) for name in _SAYS for value in fact.properties.get(name, ()))
    return fact.key, said


class Ground:
    """On which lines each claim of a reading rests."""

    def __init__(self, reading: Reading) -> None:
        self._facts = reading.draft.facts
        self._lines = reading.account.lines
        self._over = self._structure()
        self._tells_project = self._rows_that_tell()
        self._lists: dict[Key, list[Key]] = {}
        for link in self._facts.values():
            if link.type == "Listing" and link.ends:
                self._lists.setdefault(link.ends[0], []).append(link.ends[1])

    def lines(self, fact: DraftFact) -> frozenset[int]:
        """The lines that the reading of a fact rests on."""
        quoted = set(self._quoted(fact, frozenset()))
        quoted |= {number for line in quoted for number in self._tells_project.get(line, ())}
        beside = {number for line in quoted for number in self._beside(line)}
        return frozenset(quoted | beside | {number for line in quoted for number in self._over[line]})

    def _quoted(self, fact: DraftFact, seen: frozenset[Key]) -> Iterator[int]:
        for place in fact.places:
            yield from range(place.first, place.last + 1)
        above = [*(fact.ends or ()), *self._lists.get(fact.key, ())]
        above += [
            value.key
            for name in ("isPartOf", "observationOf", "concerns", "broader")
            for value in fact.properties.get(name, ())
            if isinstance(value, KeyRef)
        ]
        for key in above:
            other = self._facts.get(key)
            if other is None or key in seen or other.type == "Plan" or key[0] in _SPOKEN_OF:
                continue
            if other.type not in ("Project", "ProjectPart"):
                yield from self._quoted(other, seen | {key})

    def _beside(self, line: int) -> Iterator[int]:
        for step in (-1, 1):
            number = line + step
            while 1 <= number <= len(self._lines) and self._lines[number - 1].state == "blank":
                number += step
            if 1 <= number <= len(self._lines):
                yield number

    def _structure(self) -> list[frozenset[int]]:
        """For each line (from 1) the structure over it in its chapter, the heading of the chapter among it."""
        over: list[frozenset[int]] = [frozenset()]
        current: dict[str, frozenset[int]] = {}
        for line in self._lines:
            if line.state == "structure":
                if line.rule == "chapter-heading":
                    current = {}
                known = current.get(line.rule, frozenset())
                current[line.rule] = known | {line.number} if line.number - 1 in known else frozenset({line.number})
            over.append(frozenset(number for numbers in current.values() for number in numbers))
        return over

    def _rows_that_tell(self) -> Mapping[int, frozenset[int]]:
        """For each line of a project's section the rows of indicators by which the section is known."""
        rows: dict[Key, set[int]] = {}
        for fact in self._facts.values():
            if fact.type == "Measurement" and fact.ends:
                rows.setdefault(fact.ends[1], set()).update(places(fact))
        return {
            line: frozenset(rows.get(owner, ()))
            for fact in self._facts.values()
            if fact.type in ("Component", "Measure", "ScheduledActivity", "Finding", "Event", "Fact")
            and (owner := _owner(fact.key))
            for line in places(fact)
        }


def places(fact: DraftFact) -> Iterator[int]:
    """The lines that a fact quotes."""
    return (line for place in fact.places for line in range(place.first, place.last + 1))


def _owner(key: Key) -> Key:
    """The path of the part or project inside an outline path; empty where there is none."""
    if "ProjectPart" in key:
        start = key.index("ProjectPart")
        return key[start : start + 4]
    return key[(start := key.index("Project")) : start + 2] if "Project" in key else ()
