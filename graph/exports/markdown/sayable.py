"""What the Markdown plan format can say of a fact of each class. Anything else is refused, never dropped."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import DataError
from graph.exports.markdown.language.terms import BODIES
from graph.facts import Fact, Moment, Node, Text, Value
from ontology.vocabulary import vocabulary

_NAMES = {"label", "altLabel"}
_BODY = {
    *_NAMES, "kana", "country", "established", "establishedFiscalYear", "provisionalName", "identifiedBy",
}  # fmt: skip
_SAYABLE = {
    "Plan": {*_NAMES, "publisher", "firstFiscalYear", "lastFiscalYear"},
    "FieldGroup": {*_NAMES, "isPartOf"},
    "GrowthField": {*_NAMES, "isPartOf", "number", "broader"},
    "CrossCuttingArea": {*_NAMES, "isPartOf", "broader"},
    "MeasureGroup": {*_NAMES, "isPartOf", "theme"},
    "Measure": {*_NAMES, "isPartOf", "mentions"},
    "Project": {*_NAMES, "isPartOf"},
    "ProjectPart": {*_NAMES, "isPartOf"},
    "Component": {*_NAMES, "isPartOf"},
    "ScheduledActivity": {
        *_NAMES, "isPartOf", "fiscalYear", "statedYear", "detail", "targetGroup", "follows", "mentions",
    },
    "Indicator": {*_NAMES, "tag", "basis", "periodYears", "unit", "definition"},
    "IndicatorValue": {
        "label", "observationOf", "phase", "value", "valueText", "comparator", "year", "yearKind", "basis",
        "periodYears",
    },
    "Identifier": {"label", "register", "notation", "certainty", "seenIn", "seen"},
    "Person": {*_NAMES, "kana"},
    "Instrument": {*_NAMES, "instrumentKind", "date", "end", "endFiscalYear"},
    "Finding": {*_NAMES, "findingKind", "concerns", "mentions"},
    "Event": {*_NAMES, "date", "endDate", "fiscalYear", "planned", "concerns"},
    "Fact": {
        *_NAMES, "value", "valueText", "unit", "comparator", "date", "fiscalYear", "year", "yearKind", "about",
        "concerns",
    },
    "Contribution": {"role"},
    "Listing": {"reposted"},
    "Measurement": set(),
    "Engagement": {"role"},
    "Relationship": {"kind"},
    "Membership": {"post", "asOf"},
    **dict.fromkeys(BODIES.table, _BODY),
}  # fmt: skip
_SEVERAL = {
    "altLabel", "fiscalYear", "statedYear", "detail", "mentions", "concerns", "about", "post", "asOf",
    "identifiedBy", "seenIn",
}  # fmt: skip
_IN_TWO_LANGUAGES = {"label", "altLabel", "definition"}
_MAY_BE_EMPTY = {"unit"}


def sayable_of(fact: Fact) -> set[str]:
    """The properties of a fact that the format can say. Raises DataError where it has no words for its class."""
    if fact.type not in _SAYABLE:
        raise refused(fact, f"a {class_name(fact)} is not part of the format")
    return _SAYABLE[fact.type]


def check_sayable(fact: Fact) -> None:
    """Raises DataError where a fact says what the format has no words for."""
    sayable = sayable_of(fact)
    for property_, values in fact.properties.items():
        if property_ not in sayable:
            raise refused(fact, f"the format cannot say {property_} of a {class_name(fact)}")
        languages = [_language(value) for value in values]
        allowed = ("ja", "en") if property_ in _IN_TWO_LANGUAGES else ("ja",)
        if any(each not in allowed for each in languages):
            raise refused(fact, f"{property_} is not in the plan's language")
        if property_ not in _SEVERAL and len(set(languages)) < len(languages):
            raise refused(fact, f"{property_} has {len(values)} values, and the format has room for one")
        if property_ not in _MAY_BE_EMPTY and any(getattr(value, "value", value) == "" for value in values):
            raise refused(fact, f"{property_} is empty")
    if isinstance(fact, Node) and "label" in sayable and not said(fact, "label"):
        raise refused(fact, "it has no name")
    if fact.inputs:
        raise refused(fact, "it was computed from other claims")


def texts(fact: Fact, name: str, lang: str = "ja") -> list[str]:
    """The texts of a property in one language; plain strings are Japanese."""
    values: Iterable[Value] = fact.values(name)
    return [each.value if isinstance(each, Text) else str(each) for each in values if _language(each) == lang]


def said(fact: Fact, name: str, lang: str = "ja") -> str:
    """The first text of a property in one language, empty where nothing is said in it."""
    return next(iter(texts(fact, name, lang)), "")


def moment_of(fact: Fact, name: str) -> str:
    """A date of a fact, empty where none is told. Raises DataError for what is no date."""
    value = fact.value(name)
    if value is not None and not isinstance(value, Moment):
        raise refused(fact, f"{name} is no date")
    return value.lexical if value else ""


def _language(value: Value) -> str:
    return value.lang if isinstance(value, Text) else "ja"


def class_name(fact: Fact) -> str:
    """What a class is called in messages."""
    known = vocabulary()
    types = known.node_types if isinstance(fact, Node) else known.link_types
    return types[fact.type].label.get("en", fact.type)


def refused(fact: Fact, why: str) -> DataError:
    """The error for a fact that the format cannot hold."""
    name = fact.text("label") or fact.id
    return DataError(
        f"{name} ({fact.id}) cannot be written in the Markdown plan format: {why}.",
        "The RDF exports (ttl, nq, jsonld) hold everything.",
    )
