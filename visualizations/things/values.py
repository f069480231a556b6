"""The facts of a thing in words: its names, and what is said of it besides its links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.facts import Fact, Facts, Moment, Node, Ref, Term, Text, Value, Web
from ontology.vocabulary import vocabulary
from visualizations.calendars import date_in_words, fiscal_year_in_words
from visualizations.words import Words

_SHOWN_ELSEWHERE = frozenset({"label", "altLabel", "kana", "isPartOf", "status", "rule", "identifiedBy"})
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff01-\uff9f]")


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language that it is in, where that is not the page's; ``address`` leads outside, else empty."""

    text: str
    lang: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property with its values: nodes to link to, or texts."""

    label: str
    nodes: tuple[Node, ...]
    texts: tuple[Said, ...]


def other_names(node: Node, words: Words) -> tuple[Attribute, ...]:
    """The names of a thing besides its heading: how it is read, in other languages, its other spellings."""
    spellings = [said(value, "altLabel", node, words) for value in node.values("altLabel")]
    foreign = [
        Said(name.value, name.lang) for name in node.values("label")
        if isinstance(name, Text) and name.value != node.label
    ]  # fmt: skip
    kana = [Said(str(getattr(value, "value", value)), "ja") for value in node.values("kana")]
    found = (("thing_kana", kana), ("thing_names_elsewhere", foreign), ("thing_names", spellings))
    return tuple(Attribute(words(key), (), tuple(texts)) for key, texts in found if texts)


def attributes(fact: Fact, facts: Facts, words: Words) -> tuple[Attribute, ...]:
    """What is said of a thing or a link, in the order of its properties; names and wholes stand elsewhere."""
    known = vocabulary()
    found = []
    for name, values in fact.properties.items():
        if name in _SHOWN_ELSEWHERE or name not in known.properties:
            continue
        nodes = tuple(facts.nodes[value.id] for value in values if isinstance(value, Ref) and value.id in facts.nodes)
        texts = tuple(said(value, name, fact, words) for value in values if not isinstance(value, Ref))
        if nodes or texts:
            found.append(Attribute(known.properties[name].label[words.lang], nodes, texts))
    return tuple(found)


def said(value: Value, name: str, fact: Fact, words: Words) -> Said:
    """A value of a property in words, dates and years in both calendars."""
    match value:
        case Moment(lexical):
            return Said(date_in_words(lexical, words.lang))
        case bool():
            return Said(words("thing_yes" if value else "thing_no"))
        case int() if name.lower().endswith("fiscalyear") or name == "statedYear" or _fiscal(name, fact):
            return Said(fiscal_year_in_words(value, words.lang))
        case int() if name == "year" and fact.text("yearKind") == "calendarYearKind":
            return Said(date_in_words(str(value), words.lang))
        case Web(iri):
            return Said(iri, address=iri if re.match(r"https?://", iri) else "")
        case Text(text, lang):
            return Said(text, lang)
        case _:
            text = text_of(value, words.lang)
            return Said(text, "ja" if not isinstance(value, Term) and _JAPANESE.search(text) else "")


def _fiscal(name: str, fact: Fact) -> bool:
    return name == "year" and fact.text("yearKind") == "fiscalYearKind"


def text_of(value: Value, lang: str) -> str:
    """A value as plain text; a controlled one by its label."""
    if isinstance(value, Term):
        return vocabulary().terms[value.name].label.get(lang, value.name)
    return str(getattr(value, "value", getattr(value, "lexical", getattr(value, "iri", value))))


def year_in_words(value: Node, words: Words) -> str:
    """The year of an indicator's value, as far as the document says which kind of year it is."""
    year = value.value("year")
    return said(year, "year", value, words).text if year is not None else ""
