"""Links of projects to areas as the indicator summary tells them, held against those of the field chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, DraftFact, Key, Place
from loaders.kinds.strategy.indicators.rows import IndicatorRow
from loaders.text.lines import folded

_CROSS_CUTTING = re.compile(r"横断|^(?:全分野|分野)?共通(?:的|事項)?$")


def link_summary(
    summary: Mapping[str, Sequence[tuple[str, IndicatorRow]]], areas: Mapping[str, Key], groups: Set[str], draft: Draft
) -> None:
    """A row adds a passage to the chapter's link, or makes a primary link where there is none.

    ``summary`` holds, by project, each row with its field cell. 分野横断的 there makes no link. Where only one of the
    two places tells a link, a problem says so; a name of ``groups`` (folded) is no area
    (``ontology.md``, "Links from two places").
    """
    by_ends = {(fact.ends, _role(fact)): fact for fact in draft.facts.values() if fact.type == "Contribution"}
    for name, rows in summary.items():
        source = keys.project(name)
        field_cell, first = rows[0]
        told = _areas_of(field_cell, areas, groups, first.line.number, draft)
        place = Place(first.line.number, first.line.number)
        for area in told:
            draft.node(area, [place])
            known = by_ends.get(((source, area), "primary")) or by_ends.get(((source, area), "related"))
            if known is None:
                draft.problem([place.first], "links-disagree", f"only the indicator summary links {name} to {area[-1]}")
                keys.contribution(draft, source, area, "primary", [place], Status.STATED, ())
                continue
            known.places.append(place)
            if _role(known) == "related":
                lines = [other.first for other in known.places]
                draft.problem(
                    lines, "links-disagree", f"{name} is related to {area[-1]} in one place, its own in another"
                )
        if told:
            _only_in_chapter(name, source, told, by_ends, place.first, draft)


def _only_in_chapter(
    name: str,
    source: Key,
    told: Sequence[Key],
    by_ends: Mapping[tuple[tuple[Key, Key] | None, str], DraftFact],
    line: int,
    draft: Draft,
) -> None:
    for (ends, role), fact in by_ends.items():
        if ends and ends[0] == source and role == "primary" and ends[1][0] == "GrowthField" and ends[1] not in told:
            lines = [line, *(place.first for place in fact.places)]
            draft.problem(lines, "links-disagree", f"the indicator summary does not link {name} to {ends[1][-1]}")


def _areas_of(cell: str, areas: Mapping[str, Key], groups: Set[str], line: int, draft: Draft) -> list[Key]:
    """The areas that a cell names, several of them parted by spaces, commas or line breaks."""
    found: list[Key] = []
    for word in re.split(r"[\s、,，/／]+", cell):
        if not word or folded(word) in groups or _CROSS_CUTTING.search(word):
            continue
        key = areas.get(folded(word))
        if key is None:
            draft.problem(
                [line], "unknown-area", f"the indicator summary names {word}, which the field chapter does not"
            )
        elif key not in found:
            found.append(key)
    return found


def _role(fact: DraftFact) -> str:
    return str(fact.properties["role"][0].name)  # type: ignore[union-attr]
