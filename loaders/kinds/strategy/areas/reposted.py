"""再掲: a re-listed measure is the node of its first listing, with a further listing."""

from __future__ import annotations

from collections import defaultdict

from graph.facts import Status
from loaders.draft import Draft, DraftFact, Key, KeyRef


def merge_reposted(draft: Draft) -> None:
    """Points each re-listed measure's listing at the measure of the same text that stands elsewhere without the mark.

    Where no such measure is found, or more than one, the re-listed one stays a measure of its own and a problem says
    so.
    """
    listings = [fact for fact in draft.facts.values() if fact.type == "Listing"]
    originals: dict[str, list[Key]] = defaultdict(list)
    for listing in listings:
        if listing.properties["reposted"] == [False] and listing.ends:
            originals[_text(listing.ends[0])].append(listing.ends[0])
    for listing in listings:
        if listing.properties["reposted"] != [True] or not listing.ends:
            continue
        measure, group = listing.ends
        found = originals[_text(measure)]
        lines = [place.first for place in listing.places]
        if len(found) != 1:
            what = "no first listing" if not found else f"{len(found)} first listings"
            draft.problem(lines, "reposted-measure", f"再掲 has {what}: {_text(measure)}")
            continue
        _move(draft, listing, measure, found[0], group)


def _text(measure: Key) -> str:
    return measure[-2] if measure[-1].isdigit() and len(measure[-1]) == 1 else measure[-1]


def _move(draft: Draft, listing: DraftFact, measure: Key, original: Key, group: Key) -> None:
    relisted = draft.facts.pop(measure)
    draft.facts[original].places += relisted.places
    for fact in draft.facts.values():  # what stands below the re-listed bullet is part of the measure itself
        above = fact.properties.get("isPartOf", [])
        if KeyRef(measure) in above:
            fact.properties["isPartOf"] = [KeyRef(original) if each == KeyRef(measure) else each for each in above]
    del draft.facts[listing.key]
    draft.link(
        "Listing", original, group, listing.places, status=listing.status or Status.STATED, rules=listing.rules,
        distinct="reposted", reposted=True,
    )  # fmt: skip
