"""What refers to a thing, by class, and the public identifiers of a body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.facts import Facts, Node
from ontology.vocabulary import vocabulary
from visualizations.calendars import date_in_words, fiscal_year_in_words
from visualizations.evidence import Evidence, evidence
from visualizations.rendering import type_label
from visualizations.things.values import text_of

_SHOWN_PARTS = ("Component", "MeasureGroup", "ScheduledActivity", "ProjectPart")
_FIRST = ("Event", "Fact", "Finding", "Measure", "ScheduledActivity")
_DATED = ("Event", "Fact")


@dataclass(frozen=True, slots=True)
class Mention:
    """A node that refers to the thing: how, when it happened or holds (empty where not stated), its evidence."""

    node: Node
    how: tuple[str, ...]
    when: str
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Number:
    """A public identifier of the thing: of which register, how sure, seen where and when."""

    node: Node
    register: str
    notation: str
    certainty: str
    seen_in: str
    seen: str
    evidence: Evidence


def referring(facts: Facts, own: tuple[str, ...], lang: str) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """What refers to a thing or its parts, by class; what is shown as a part, a list or a value is left out."""
    how: dict[str, list[str]] = {}
    for whole, name, id_ in ((each, *pair) for each in own for pair in facts.referring.get(each, ())):
        part = name == "isPartOf" and _shown(facts.nodes[id_], facts.nodes[whole])
        if name != "observationOf" and not part:
            how.setdefault(id_, []).append(vocabulary().properties[name].label[lang])
    groups: dict[str, list[Mention]] = {}
    for id_, names in how.items():
        node = facts.nodes[id_]
        kinds = [text_of(value, lang) for value in node.values("findingKind")]
        when = _when(node, lang)
        mention = Mention(node, tuple(dict.fromkeys(names)), when, "".join(kinds), evidence(node))
        groups.setdefault(node.type, []).append(mention)
    order = sorted(groups, key=lambda type_: _FIRST.index(type_) if type_ in _FIRST else len(_FIRST))
    return tuple((type_label(groups[type_][0].node, lang), tuple(groups[type_])) for type_ in order)


def _shown(part: Node, whole: Node) -> bool:
    """Whether a part stands on the page by itself; the schedule shows what is part of a component."""
    return part.type in _SHOWN_PARTS and (part.type != "ScheduledActivity" or whole.type == "Component")


def _when(node: Node, lang: str) -> str:
    """The date of an event or a figure as stated, in both calendars."""
    dates = [node.text(name) for name in ("date", "endDate") if node.text(name)]
    if dates:
        return "–".join(date_in_words(date, lang) for date in dates)
    year = node.value("fiscalYear")
    return fiscal_year_in_words(year, lang) if node.type in _DATED and isinstance(year, int) else ""


def numbers(facts: Facts, node: Node, lang: str) -> tuple[Number, ...]:
    """The public identifiers of a body."""
    found = [facts.nodes[id_] for id_ in node.refs("identifiedBy") if id_ in facts.nodes]
    return tuple(
        Number(
            each, said("register"), said("notation"), said("certainty"), said("seenIn"), said("seen"), evidence(each)
        )
        for each in found
        for said in [_said(each, lang)]
    )


def _said(node: Node, lang: str) -> Callable[[str], str]:
    return lambda name: ", ".join(text_of(value, lang) for value in node.values(name))
