"""Statements: every text of a reading with the node that says it, the lines it stands on, and whose section it is in.

Names, ties, figures and dates are read out of statements, whatever chapter or cell they came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.facts import Text
from loaders.draft import Draft, DraftFact, Key, KeyRef, Place

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


def statements(draft: Draft, loose: Iterable[Statement] = ()) -> tuple[Statement, ...]:
    """The statements of all texts that were read, details of activities among them, and ``loose`` ones, by line."""
    found = list(loose)
    listed = _first_listings(draft)
    for fact in draft.facts.values():
        if fact.type not in _TOLD or not fact.places:
            continue
        owner = _owner(fact, draft, listed)
        texts = [*fact.properties.get("label", ()), *fact.properties.get("detail", ())]
        for place in fact.places:
            for text in texts:
                words = text.value if isinstance(text, Text) else str(text)
                found.append(Statement(fact.key, fact.type, words, place, owner))
    return tuple(sorted(found, key=lambda each: (each.place.first, each.place.last)))


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
