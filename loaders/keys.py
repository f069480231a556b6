"""Outline paths of the things of a plan: what makes each thing itself within its plan.

No path holds a line number or an ordinal of the document, so that moving a section changes no id. Names are folded
(NFKC, no spaces): two spellings that differ only so are one thing.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.facts import Status, Term, Text
from loaders.draft import Draft, Key, KeyRef, Place
from loaders.lines import folded

PLAN: Key = ("Plan",)


def ja(text: str) -> Text:
    """A Japanese text."""
    return Text(text, "ja")


def ref(key: Key | None) -> KeyRef | None:
    """A reference to a key, None for none."""
    return KeyRef(key) if key else None


def field_group(label: str) -> Key:
    """A group of fields by its name."""
    return ("FieldGroup", folded(label))


def growth_field(label: str) -> Key:
    """A growth field by its name."""
    return ("GrowthField", folded(label))


def cross_cutting_area(label: str) -> Key:
    """A cross-cutting area by its name."""
    return ("CrossCuttingArea", folded(label))


def project(label: str) -> Key:
    """A project by its name."""
    return ("Project", folded(label))


def part(owner: Key, tag: str) -> Key:
    """A part of a project by the tag of its section."""
    return ("ProjectPart", *owner, folded(tag))


def component(owner: Key, label: str) -> Key:
    """A component by its heading within its project or part."""
    return ("Component", *owner, folded(label))


def measure_group(area: Key, theme: str, label: str) -> Key:
    """A measure group by its area, theme and heading."""
    return ("MeasureGroup", *area, folded(theme), folded(label))


def measure(draft: Draft, listed_in: Key, text: str) -> Key:
    """A measure by its text and the list in which it first stands; a repeated text in one list gets an ordinal."""
    key: Key = ("Measure", *listed_in, folded(text))
    ordinal = 2
    while key in draft.facts:
        key = ("Measure", *listed_in, folded(text), str(ordinal))
        ordinal += 1
    return key


def activity(owner: Key, label: str, target_group: str, first_year: int) -> Key:
    """A scheduled activity by its component, target group, label and first year."""
    return ("ScheduledActivity", *owner, folded(target_group), folded(label), str(first_year))


def indicator(owner: Key, tag: str, label: str) -> Key:
    """An indicator by its owner, tag and name."""
    return ("Indicator", *owner, folded(tag), folded(label))


def indicator_value(of: Key, phase: str, year: int | None, value: str = "") -> Key:
    """A value by its indicator, phase and year; ``value`` only where places disagree."""
    return ("IndicatorValue", *of, phase, str(year or ""), value)


def contribution(
    draft: Draft, source: Key, area: Key, role: str, places: Iterable[Place], status: Status, rules: Iterable[str]
) -> Key:
    """Adds the link of a project to an area in a role."""
    return draft.link("Contribution", source, area, places, status=status, rules=rules, distinct=role, role=Term(role))
