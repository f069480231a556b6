"""Repairs and inferences: what a named rule mended or concluded, with the facts that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from graph.audit.finding import PARTED, Both, Finding, places
from graph.audit.notes import lines_of
from graph.facts import Fact, Source, Status
from graph.lines.account import LineNote
from graph.snapshot import Snapshot

_GOES_ON = "empty-year-cells"


class _Place(NamedTuple):
    kind: str
    rule: str
    sources: tuple[Source, ...]


def repairs(snapshot: Snapshot) -> Iterator[Finding]:
    """One finding for each rule and place, and one for each repair of the load that left no fact behind.

    A fact that is stated and carries a rule (its text stands there, its later years were read to go on) is an
    inference of that rule. What the load itself said of a place is added where its account is at hand.
    """
    by_place: dict[_Place, list[Fact]] = defaultdict(list)
    for fact in (*snapshot.facts.nodes.values(), *snapshot.facts.links.values()):
        if fact.status not in (Status.CURATED, Status.DERIVED):
            for rule in fact.rules:
                by_place[_Place(_kind(fact, rule), rule, places(snapshot.facts, fact))].append(fact)
    notes = {id_: account.repairs for id_, account in snapshot.accounts.items()}
    used: set[tuple[str, LineNote]] = set()
    for place, own in by_place.items():
        said = [
            (source.document, note)
            for source in place.sources
            for note in notes.get(source.document, ())
            if note.rule == place.rule and any(source.first_line <= line <= source.last_line for line in note.lines)
        ]
        used.update(said)
        things = tuple(fact.id for fact in own)
        told = PARTED.join(dict.fromkeys(note.text for _, note in said))
        yield Finding(place.kind, place.rule, place.sources, things, *_years(own, place.rule), note=told)
    for document, each in notes.items():
        for note in each:
            if (document, note) not in used:
                yield Finding("repairs", note.rule, lines_of(document, note), note=note.text)


def _kind(fact: Fact, rule: str) -> str:
    """An activity's later years are concluded, whatever became of its text."""
    repaired = fact.status is Status.REPAIRED and not (rule == _GOES_ON and fact.values("statedYear"))
    return "repairs" if repaired else "inferences"


def _years(own: list[Fact], rule: str) -> tuple[str, tuple[tuple[str, str | Both], ...]]:
    """For an activity that was read to go on: which years that are."""
    if len(own) != 1 or rule != _GOES_ON or not own[0].values("statedYear"):
        return "", ()
    read = [str(year) for year in own[0].values("fiscalYear") if year not in own[0].values("statedYear")]
    return ("year_goes_on", (("name", own[0].text("label")), ("years", ", ".join(read)))) if read else ("", ())
