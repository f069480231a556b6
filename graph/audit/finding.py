"""What the audit found: one entry with its kind, rule, lines and things, told in a sentence of either language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from graph.facts import Fact, Facts, Source

Words = Mapping[str, str]
PARTED = "; "  # between the notes that one finding has


class Both(NamedTuple):
    """A value that is told differently in the two languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry. ``kind`` is a key of ``kinds.json``, ``rule`` one of ``rules.json`` where it is known there.

    ``things`` are ids of nodes and links that it is about. ``saying`` is a key of ``sayings.json``, told with
    ``values``; where there is none, the meaning of the rule tells it. ``note`` are the words of the load, in English.
    """

    kind: str
    rule: str
    sources: tuple[Source, ...] = ()
    things: tuple[str, ...] = ()
    saying: str = ""
    values: tuple[tuple[str, str | Both], ...] = ()
    note: str = ""

    def told(self, lang: str) -> str:
        """The sentence in a language, ``ja`` or ``en``."""
        if self.saying:
            return _sayings()[self.saying][lang].format(
                **{name: getattr(value, lang) if isinstance(value, Both) else value for name, value in self.values}
            )
        return rules()[self.rule][lang] if self.rule in rules() else self.note or self.rule

    def noted(self, lang: str) -> tuple[str, str]:
        """What the load noted, and the language in which that is: Japanese where ``noted.json`` has its form, else the
        load's own words in English; both empty where it noted nothing."""
        told = [_in_japanese(each) if lang == "ja" else "" for each in self.note.split(PARTED) if each]
        if told and all(told):
            return "".join(told), "ja"
        return (self.note, "en") if self.note else ("", "")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of findings: its title, what it means, what a planner can do; each by language."""

    title: Words
    meaning: Words
    action: Words


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """The kinds by name, in the order in which a reader looks at them."""
    told: dict[str, dict[str, Words]] = json.loads(_file("kinds"))
    return {name: Kind(each["title"], each["meaning"], each["action"]) for name, each in told.items()}


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Words]:
    """What each rule that a load or the audit names means, by language."""
    found: dict[str, Words] = json.loads(_file("rules"))
    return found


@lru_cache(maxsize=1)
def _sayings() -> Mapping[str, Words]:
    found: dict[str, Words] = json.loads(_file("sayings"))
    return found


@lru_cache(maxsize=1)
def _noted() -> tuple[tuple[re.Pattern[str], str], ...]:
    forms: list[tuple[str, str]] = json.loads(_file("noted"))
    return tuple((re.compile(pattern, re.S), japanese) for pattern, japanese in forms)


def _in_japanese(note: str) -> str:
    """A note of the load in Japanese, empty where no form fits it."""
    found = ((pattern.fullmatch(note), japanese) for pattern, japanese in _noted())
    return next((japanese.format(**match.groupdict()) for match, japanese in found if match), "")


def _file(name: str) -> str:
    return files("graph.audit").joinpath(f"{name}.json").read_text(encoding="utf-8")


def places(facts: Facts, *found: Fact) -> tuple[Source, ...]:
    """Where facts stand, each place once, in the order of the document; not in a table beside the plan."""
    return tuple(sorted(dict.fromkeys(source for fact in found for source in facts.places(fact)), key=_order))


def _order(source: Source) -> tuple[str, int, int]:
    return source.document, source.first_line, source.last_line


def finding_json(finding: Finding, lang: str) -> dict[str, object]:
    """A finding as data: its sentence in a language, its places, its things."""
    return {
        "kind": finding.kind, "rule": finding.rule, "text": finding.told(lang), "note": finding.note or None,
        "lines": [
            {"document": source.document, "first": source.first_line, "last": source.last_line}
            for source in finding.sources
        ],
        "things": list(finding.things),
    }  # fmt: skip
