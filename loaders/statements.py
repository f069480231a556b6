"""Statements: every text of a reading with the node that says it, the lines it stands on, and whose section it is in.

Names, ties, figures and dates are read out of statements, whatever chapter or cell they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.facts import Text
from loaders.draft import Draft, DraftFact, Key, KeyRef, Place
from loaders.text.lines import Line, folded

_TOLD = ("Indicator", "Component", "MeasureGroup", "Measure", "ScheduledActivity", "Finding")
_OWNERS = ("Project", "ProjectPart")


@dataclass(frozen=True, slots=True)
class Statement:
    """One text of the plan.

    ``key`` is the node whose text it is (None where no node holds the words, as in what remains of a figure), ``type``
    that node's class, ``owner`` the project or part in whose section it stands (None outside of the sections).
    """

    key: Key | None
    type: str
    text: str
    place: Place
    owner: Key | None


def statements(draft: Draft, loose: Iterable[Statement] = (), lines: Sequence[Line] = ()) -> tuple[Statement, ...]:
    """The statements of all texts that were read, details of activities and other names of indicators among them, and
    ``loose`` ones, by line.

    A fact that stands in several places has a statement for each place that holds its words; ``lines`` are those of the
    document.
    """
    found = list(loose)
    listed = _first_listings(draft)
    for fact in draft.facts.values():
        if fact.type not in _TOLD or not fact.places:
            continue
        owner = _owner(fact, draft, listed)
        names = ("label", "detail", "altLabel") if fact.type == "Indicator" else ("label", "detail")
        for text in (each for name in names for each in fact.properties.get(name, ())):
            words = text.value if isinstance(text, Text) else str(text)
            held = _holding(words, fact.places, lines)
            found += [Statement(fact.key, fact.type, words, place, owner) for place in held]
    return tuple(sorted(found, key=lambda each: (each.place.first, each.place.last)))


def _holding(words: str, places: Sequence[Place], lines: Sequence[Line]) -> Sequence[Place]:
    """The places whose lines hold the words; all of them where none does (a mended text)."""
    if len(places) == 1 or not lines:
        return places
    wanted = folded(words)
    by_number = {line.number: line for line in lines}

    def held(place: Place) -> bool:
        inside = (by_number[number].raw for number in range(place.first, place.last + 1) if number in by_number)
        return wanted in "".join(folded(raw) for raw in inside)

    return [place for place in places if held(place)] or places


def _first_listings(draft: Draft) -> dict[Key, Key]:
    """Where each measure is listed first (on the first level it is part of nothing), and what an indicator measures."""
    found: dict[Key, Key] = {}
    for link in draft.facts.values():
        if link.ends and link.type in ("Listing", "Measurement"):
            found.setdefault(*link.ends)
    return found


def _owner(fact: DraftFact, draft: Draft, listed: dict[Key, Key]) -> Key | None:
    """The project or part in whose section a fact stands, None outside of the sections."""
    above: DraftFact | None = fact
    while above is not None and above.type not in _OWNERS:
        names = ("isPartOf", "concerns")
        refs = [each.key for name in names for each in above.properties.get(name, ()) if isinstance(each, KeyRef)]
        upper = refs[0] if refs else listed.get(above.key)
        above = draft.facts.get(upper) if upper else None
    return above.key if above else None
