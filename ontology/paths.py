"""Outline paths of the things of a plan: what makes each thing itself within its plan.

No path holds a line number or an ordinal of the document, so that moving a section changes no id. Names are folded
(NFKC, no spaces): two spellings that differ only so are one thing. ``ontology.identifiers.slug`` makes an id of a path.
"""

from __future__ import annotations

import re
import unicodedata

Path = tuple[str, ...]

PLAN: Path = ("Plan",)


def folded(text: str) -> str:
    """The form in which names are compared: NFKC without any space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def field_group(label: str) -> Path:
    """A group of fields by its name."""
    return ("FieldGroup", folded(label))


def growth_field(label: str) -> Path:
    """A growth field by its name."""
    return ("GrowthField", folded(label))


def cross_cutting_area(label: str) -> Path:
    """A cross-cutting area by its name."""
    return ("CrossCuttingArea", folded(label))


def project(label: str) -> Path:
    """A project by its name."""
    return ("Project", folded(label))


def part(owner: Path, tag: str) -> Path:
    """A part of a project by the tag of its section."""
    return ("ProjectPart", *owner, folded(tag))


def part_label(project_label: str, tag: str) -> str:
    """The label of a part: its project's, with the tag of its section in brackets."""
    return f"{project_label}［{tag}］"


def component(owner: Path, label: str) -> Path:
    """A component by its heading within its project or part."""
    return ("Component", *owner, folded(label))


def measure_group(area: Path, theme: str, label: str) -> Path:
    """A measure group by its area, theme and heading."""
    return ("MeasureGroup", *area, folded(theme), folded(label))


def measure(listed_in: Path, text: str, ordinal: int = 1) -> Path:
    """A measure by its text and the list in which it first stands; a repeated text in one list gets an ordinal."""
    return ("Measure", *listed_in, folded(text), *([str(ordinal)] if ordinal > 1 else []))


def activity(owner: Path, label: str, target_group: str, first_year: int) -> Path:
    """A scheduled activity by its component, target group, label and first year."""
    return ("ScheduledActivity", *owner, folded(target_group), folded(label), str(first_year))


def indicator(owner: Path, tag: str, label: str) -> Path:
    """An indicator by its owner, tag and name."""
    return ("Indicator", *owner, folded(tag), folded(label))


def indicator_value(of: Path, phase: str, year: int | None, value: str = "") -> Path:
    """A value by its indicator, phase and year; ``value`` only where places disagree, however many zeros it ends in."""
    return ("IndicatorValue", *of, phase, str(year or ""), _plain(value))


def organization(label: str) -> Path:
    """A body or class of bodies by its name."""
    return ("Organization", folded(label))


def person(label: str) -> Path:
    """A person by their name."""
    return ("Person", folded(label))


def instrument(label: str) -> Path:
    """A scheme, law, plan, programme, agreement, facility or product by its name."""
    return ("Instrument", folded(label))


def finding(owner: Path, kind: str, text: str) -> Path:
    """A finding by whose section it stands in (a project, a part, the plan), its kind and its text."""
    return ("Finding", *owner, kind, folded(text))


def fact(owner: Path, text: str, value: str, unit: str) -> Path:
    """A figure by the section it stands in, its clause, its value as a plain decimal, and its unit."""
    return ("Fact", *owner, folded(text), _plain(value), folded(unit))


def event(owner: Path, text: str, date: str) -> Path:
    """An event by the section it stands in, its clause, and its date (or fiscal year) as told."""
    return ("Event", *owner, folded(text), date)


def identifier(of: Path, register: str, notation: str) -> Path:
    """An identifier by the body that it identifies, its register, and its number or code there."""
    return ("Identifier", *of, register, notation)


def _plain(value: str) -> str:
    """A decimal without the zeros it may end in."""
    return value.rstrip("0").rstrip(".") if "." in value else value
