"""The keys of drafted facts: outline paths (``ontology.paths``), and what several chapters add in the same manner."""

from __future__ import annotations

from collections.abc import Iterable

from graph.facts import Status, Term, Text
from loaders.draft import Draft, Key, KeyRef, Place
from ontology import paths
from ontology.paths import PLAN as PLAN
from ontology.paths import activity as activity
from ontology.paths import component as component
from ontology.paths import cross_cutting_area as cross_cutting_area
from ontology.paths import event as event
from ontology.paths import fact as fact
from ontology.paths import field_group as field_group
from ontology.paths import finding as finding
from ontology.paths import growth_field as growth_field
from ontology.paths import identifier as identifier
from ontology.paths import indicator as indicator
from ontology.paths import indicator_value as indicator_value
from ontology.paths import instrument as instrument
from ontology.paths import measure_group as measure_group
from ontology.paths import organization as organization
from ontology.paths import part as part
from ontology.paths import person as person
from ontology.paths import project as project


def ja(text: str) -> Text:
    """A Japanese text."""
    return Text(text, "ja")


def ref(key: Key | None) -> KeyRef | None:
    """A reference to a key, None for none."""
    return KeyRef(key) if key else None


def measure(draft: Draft, listed_in: Key, text: str) -> Key:
    """A measure by its text and the list in which it first stands; a repeated text in one list gets an ordinal."""
    ordinal = 1
    while paths.measure(listed_in, text, ordinal) in draft.facts:
        ordinal += 1
    return paths.measure(listed_in, text, ordinal)


def contribution(
    draft: Draft, source: Key, area: Key, role: str, places: Iterable[Place], status: Status, rules: Iterable[str]
) -> Key:
    """Adds the link of a project to an area in a role."""
    return draft.link("Contribution", source, area, places, status=status, rules=rules, distinct=role, role=Term(role))
