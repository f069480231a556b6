"""Bodies, instruments and their ties as drafted facts: nodes with their dates, links, and what mentions them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from graph.facts import Status, Term
from loaders import keys
from loaders.draft import Draft, Key, KeyRef, Place
from loaders.names.mention import Body, Instrument, Naming
from loaders.text.lines import Line, folded
from loaders.text.passages import holding
from loaders.ties.engagements import Engaged
from loaders.ties.foundings import Dated, ended, founded, signed
from loaders.ties.roles import roles
from loaders.ties.series import Sentence, is_nested
from loaders.ties.tie import Tie

_MENTION_IN = ("Measure", "ScheduledActivity", "Finding")


def write_ties(
    told: Naming,
    relations: Sequence[Tie],
    engaged: Sequence[Engaged],
    read: Sequence[Sentence],
    draft: Draft,
    lines: Sequence[Line],
) -> None:
    """Adds what was found to the draft: things that have a part, their dates, their links, their mentions."""
    tied = {each.subject for each in relations} | {each.object for each in relations}
    tied |= {each.body for each in engaged}
    tied |= {
        body for sentence in read for series in sentence.series for body in series.bodies
        if body.is_group and series.behind.startswith("による") and roles(series)
    }  # fmt: skip
    places: dict[Body | Instrument, list[Place]] = defaultdict(list)
    for statement, mentions in told.mentions.items():
        for each in mentions:
            place = holding(_names(each.thing), statement.place, lines)
            if place not in places[each.thing]:
                places[each.thing].append(place)
    kept = [thing for thing in places if isinstance(thing, Instrument) or not thing.is_group or thing in tied]
    nodes = set(kept)
    if told.publisher and places[told.publisher]:
        _without_inner_names(told.publisher, draft, lines)
    for thing in kept:
        _node(thing, places[thing], draft)
    _dates(read, draft)
    for engagement in engaged:
        shorter = [holding(_names(engagement.body), place, lines) for place in engagement.places]
        draft.link(
            "Engagement", engagement.body.key, engagement.project, shorter, status=engagement.status,
            rules=engagement.rules, distinct=engagement.role, role=Term(engagement.role),
        )  # fmt: skip
    stated = {_claim(tie) for tie in relations if tie.status is Status.STATED}
    for tie in relations:
        if tie.status is Status.STATED or _claim(tie) not in stated:  # what is stated needs no conclusion beside it
            _link(tie, draft, lines)
    for statement, mentions in told.mentions.items():
        if statement.key and statement.type in _MENTION_IN:
            things = [each.thing for each in mentions if each.thing in nodes and not is_nested(each, mentions)]
            draft.node(
                statement.key, mentions=[KeyRef(thing.key) for thing in dict.fromkeys(things)], type_=statement.type
            )


def _node(thing: Body | Instrument, places: Sequence[Place], draft: Draft) -> None:
    others = [keys.ja(name) for name in thing.names if folded(name) != folded(thing.label)]
    if isinstance(thing, Instrument):
        draft.node(
            thing.key, places, label=keys.ja(thing.label), altLabel=others, instrumentKind=Term(thing.kind),
            endFiscalYear=thing.end_fiscal_year,
        )  # fmt: skip
        return
    draft.node(
        thing.key, places, type_=thing.kind, label=keys.ja(thing.label), altLabel=others, country=thing.country or None,
        provisionalName=thing.provisional or None,
    )  # fmt: skip
    draft.facts[thing.key].type = thing.kind
    draft.facts[thing.key].properties["label"] = [keys.ja(thing.label)]  # a roster may have named it otherwise


def _without_inner_names(publisher: Body, draft: Draft, lines: Sequence[Line]) -> None:
    """Takes from the publisher the lines that name it only inside the name of another body."""
    alone = re.compile(rf"{re.escape(publisher.label)}(?![一-龥々ァ-ヴー])|^{re.escape(publisher.label)}")
    texts = {line.number: line.text for line in lines}
    fact = draft.facts[publisher.key]
    fact.places = [place for place in fact.places if place.first not in texts or alone.search(texts[place.first])]


def _names(thing: Body | Instrument) -> tuple[str, ...]:
    return (thing.label, *thing.names)


def _claim(tie: Tie) -> tuple[str, frozenset[Key] | tuple[Key, Key]]:
    """What a tie claims, whatever the place: working together is the same from both sides."""
    ends = (tie.subject.key, tie.object.key)
    return tie.kind, frozenset(ends) if tie.kind == "collaboratesWith" else ends


def _link(tie: Tie, draft: Draft, lines: Sequence[Line]) -> None:
    place = holding((*_names(tie.subject), *_names(tie.object)), tie.place, lines)
    if tie.kind == "memberOf":
        draft.link("Membership", tie.subject.key, tie.object.key, [place], status=tie.status, rules=tie.rules)
        return
    draft.link(
        "Relationship", tie.subject.key, tie.object.key, [place], status=tie.status, rules=tie.rules,
        distinct=tie.kind, kind=Term(tie.kind),
    )  # fmt: skip


def _dates(read: Sequence[Sentence], draft: Draft) -> None:
    """Founding dates of bodies and dates of agreements and plans; the first place that tells one wins."""
    given = draft.facts[keys.PLAN].properties.get("firstFiscalYear", [])
    first_year = given[0] if given and isinstance(given[0], int) else None
    for sentence in read:
        for each in founded(sentence, first_year):
            _date(each, "established", "establishedFiscalYear", draft)
        for each in signed(sentence):
            _date(each, "date", "", draft)
        for each in ended(sentence):
            _ending(each, draft)


def _ending(dated: Dated, draft: Draft) -> None:
    fact = draft.facts.get(dated.thing.key)
    year = dated.date.end_fiscal_year or dated.date.fiscal_year
    if fact and year and not fact.properties.get("endFiscalYear"):
        fact.properties["endFiscalYear"] = [year]


def _date(dated: Dated, name: str, fiscal: str, draft: Draft) -> None:
    fact = draft.facts.get(dated.thing.key)
    if fact is None or fact.properties.get(name) or (fiscal and fact.properties.get(fiscal)):
        return
    if dated.date.moment:
        fact.properties[name] = [dated.date.moment]
    elif dated.date.fiscal_year and fiscal:
        fact.properties[fiscal] = [dated.date.fiscal_year]
