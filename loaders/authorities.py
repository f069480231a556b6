"""Identifiers of bodies out of the authority list (``data/organizations.csv``), attached to the bodies of a draft.

A body is one of the list only where one of its names is the list's name or a form that the list says is printed for it,
letter by letter after NFKC without spaces. Nothing is matched by likeness: a wrong number is worse than none.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.facts import Moment, Status, Term, Text, Value
from loaders import keys
from loaders.draft import Draft, DraftFact, KeyRef, Place
from loaders.text.lines import folded
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary

LIST = "organizations.csv"
# What the list calls the registers of its last column.
_OTHER_REGISTERS = {
    "wikidata": "wikidataItem", "iso3166-2": "subdivisionCode",
    "edinet": "edinetCode", "securities": "securitiesCode",
}  # fmt: skip
_CERTAINTIES = {"A": "confirmed", "B": "computed"}
# A number by the published rule that nobody has confirmed is a conclusion, not what a source says.
_RULES = {"confirmed": "authority-list", "computed": "published-rule"}
# A body that says 県 of itself: such a form is a name of the publisher only, never of another body.
_SELF = re.compile(r"[本当]?[都道府県市区町村]")
_DESCRIBED: Mapping[str, tuple[Value, ...]] = {
    "title": (Text("組織の識別子一覧"),), "format": ("text/csv",), "publisher": (), "isPartOf": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or code in a register; ``certainty`` is None where the list does not grade it."""

    register: str
    notation: str
    certainty: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the list: the line it stands on, its name, the forms that plans print, what identifies it."""

    line: int
    name: str
    printed: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    source: str
    seen: str


def read_list(text: str) -> tuple[Body, ...]:
    """The bodies of an authority list (CSV with the columns of ``data/organizations.csv``).

    Raises ValueError for a certainty or a register that the program has no word for.
    """
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Body(
            rows.line_num, row["name"], tuple(filter(None, row["printed_names"].split("|"))),
            tuple(_identifiers(row)), row["source"], row["seen"],
        )
        for row in rows
    )  # fmt: skip


@lru_cache(maxsize=1)
def authority_list() -> tuple[Body, ...]:
    """The list that comes with the program."""
    return read_list(files("data").joinpath(LIST).read_text(encoding="utf-8"))


def attach(draft: Draft, bodies: Sequence[Body] | None = None) -> None:
    """Adds to each body of a draft that is one of the list its identifiers and the list's forms of its name.

    A name that the list gives to two bodies identifies none of them. Where two bodies of the draft are one in the list,
    a problem names both places.
    """
    listed = authority_list() if bodies is None else bodies
    by_name: dict[str, set[Body]] = defaultdict(set)
    for body in listed:
        for name in (body.name, *body.printed):
            by_name[folded(name)].add(body)
    publishers = {each.key for value in _plan(draft).get("publisher", ()) if isinstance(each := value, KeyRef)}
    found: dict[Body, list[DraftFact]] = defaultdict(list)
    for fact in [fact for fact in draft.facts.values() if _is_single_body(fact)]:
        own = {name for name in _names(fact) if not _SELF.fullmatch(name)}
        matches = {body for name in own for body in by_name.get(name, ())}
        if len(matches) == 1:
            found[matches.pop()].append(fact)
    for body, facts in found.items():
        if len(facts) > 1:
            lines = [place.first for fact in facts for place in fact.places if not place.document]
            draft.problem(lines, "one-body-two-names", f"the authority list knows both as {body.name}")
        for fact in facts:
            _identify(draft, fact, body, fact.key in publishers)
    if found:
        draft.originals.setdefault(LIST, dict(_DESCRIBED))


def _identify(draft: Draft, fact: DraftFact, body: Body, publisher: bool) -> None:
    place = Place(body.line, body.line, LIST)
    forms = [form for form in (body.name, *body.printed) if publisher or not _SELF.fullmatch(form)]
    known = _names(fact)
    alternatives = fact.properties.setdefault("altLabel", [])
    alternatives += [keys.ja(form) for form in forms if folded(form) not in known]
    if place not in fact.places:
        fact.places.append(place)
    for each in body.identifiers:
        key = keys.identifier(fact.key, each.register, each.notation)
        status = Status.INFERRED if each.certainty == "computed" else Status.CURATED
        label = f"{vocabulary().terms[each.register].label['ja']} {each.notation}"
        draft.node(
            key, [place], label=keys.ja(label), register=Term(each.register), notation=each.notation,
            certainty=Term(each.certainty) if each.certainty else None, seenIn=body.source, seen=Moment(body.seen),
            status=status, rules=[_RULES[each.certainty or "confirmed"]],
        )  # fmt: skip
        references = fact.properties.setdefault("identifiedBy", [])
        references += [KeyRef(key)] if KeyRef(key) not in references else []


def _identifiers(row: Mapping[str, str]) -> Iterator[Identifier]:
    for register, column in (
        ("corporateNumber", "corporate_number"),
        ("localGovernmentCode", "local_government_code"),
    ):
        if row[column]:
            yield Identifier(register, row[column], _word(_CERTAINTIES, row[f"{column}_certainty"]))
    for each in filter(None, row["other_identifiers"].split(";")):
        register, _, notation = each.partition(":")
        yield Identifier(_word(_OTHER_REGISTERS, register), notation, None)


def _word(words: Mapping[str, str], told: str) -> str:
    if told not in words:
        raise ValueError(f"{LIST}: {told!r} is none of {', '.join(words)}")
    return words[told]


def _plan(draft: Draft) -> Mapping[str, list[object]]:
    plan = draft.facts.get(keys.PLAN)
    return {name: list(values) for name, values in plan.properties.items()} if plan else {}


def _is_single_body(fact: DraftFact) -> bool:
    type_ = vocabulary().node_types.get(fact.type)
    organization = PREFIXES["org"] + "Organization"
    return bool(
        fact.ends is None
        and type_
        and organization in (type_.iri, *type_.ancestors)
        and fact.type != "OrganizationGroup"
    )


def _names(fact: DraftFact) -> set[str]:
    told = (*fact.properties.get("label", ()), *fact.properties.get("altLabel", ()))
    return {folded(value.value) for value in told if isinstance(value, Text)}
