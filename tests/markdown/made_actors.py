"""Bodies, persons, instruments and statements of made plans, with links of every kind between them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from graph.exports.markdown.language.terms import BODIES, CERTAINTIES, INSTRUMENTS, REGISTERS, ROLES
from graph.exports.markdown.language.words import FINDINGS, RELATIONS
from graph.facts import Moment, Term
from loaders import keys
from loaders.draft import Key, KeyRef
from tests.markdown.made_draft import FIGURES, SEEN, STATES, TEXTS, YEARS, Maker

DATES = st.dates().map(lambda day: day.isoformat())
MOMENTS = st.one_of(DATES, DATES.map(lambda day: day[:7]), DATES.map(lambda day: day[:4])).map(Moment)
KINDS = st.just("GovernmentBody") | st.sampled_from(sorted(BODIES.table))
_OF_INSTRUMENTS = ("operates", "partyTo")


def bodies(maker: Maker) -> list[Key]:
    """Adds organizations of every kind with all that may be said of one, and identifiers."""
    found = [key for key in maker.draft.facts if key[0] == "Organization" and maker.draw(st.booleans())]  # publisher
    for name in maker.some(TEXTS, 3):
        key = keys.organization(name)
        if key in maker.draft.facts:
            continue
        maker.node(
            key, name, names=2, type_=maker.draw(KINDS),
            kana=maker.maybe(TEXTS), country=maker.maybe(st.sampled_from(["VN", "DE"]) | TEXTS),
            established=maker.maybe(MOMENTS), establishedFiscalYear=maker.maybe(YEARS),
            provisionalName=maker.maybe(st.booleans()),
        )  # fmt: skip
        for register in maker.draw(st.sets(st.sampled_from(sorted(REGISTERS.table)), max_size=2)):
            number = maker.draw(TEXTS)
            label = maker.draw(TEXTS | st.just(f"{REGISTERS[register]} {number}"))
            identifier = keys.identifier(key, register, number)
            status, rules = maker.draw(STATES)
            certainty = maker.maybe(st.sampled_from(sorted(CERTAINTIES.table)))
            maker.draft.node(
                identifier, maker.draw(SEEN), label=keys.ja(label), register=Term(register), notation=number,
                certainty=Term(certainty) if certainty else None, status=status, rules=rules,
                seenIn=maker.draw(st.lists(TEXTS, max_size=2, unique=True)), seen=maker.maybe(MOMENTS),
            )  # fmt: skip
            maker.draft.node(key, (), identifiedBy=keys.ref(identifier))
        found.append(key)
    return found


def instruments(maker: Maker) -> list[Key]:
    """Adds instruments of every kind."""
    return [
        maker.node(
            keys.instrument(name), name, instrumentKind=Term(maker.draw(st.sampled_from(sorted(INSTRUMENTS.table)))),
            date=maker.maybe(MOMENTS), end=maker.maybe(MOMENTS), endFiscalYear=maker.maybe(YEARS),
        )
        for name in maker.some(TEXTS, 2)
    ]  # fmt: skip


def ties(maker: Maker, own: Sequence[Key], named: Sequence[Key], projects: Sequence[Key]) -> None:
    """Adds engagements, relations and memberships of bodies, and persons with theirs."""
    for body in own:
        for project in projects:
            for role in sorted(maker.draw(st.sets(st.sampled_from(sorted(ROLES.table)), max_size=2))):
                maker.link("Engagement", body, project, role, role=Term(role))
        for kind in sorted(maker.draw(st.sets(st.sampled_from(RELATIONS), max_size=2))):
            other = maker.draw(st.sampled_from([*own, *named] if kind in _OF_INSTRUMENTS else own))
            maker.link("Relationship", body, other, kind, kind=Term(kind))
    as_of = maker.draw(st.lists(MOMENTS, min_size=1, max_size=2))
    persons = []
    for name in maker.some(TEXTS, 3):
        status, rules = maker.draw(STATES)
        key = keys.person(name)
        maker.draft.node(
            key, maker.draw(SEEN), label=keys.ja(name), kana=maker.maybe(TEXTS), status=status, rules=rules,
            altLabel=maker.draw(st.sampled_from([[], [keys.ja("別の名")]])),
        )  # fmt: skip
        persons.append(key)
    for member in [*persons, *own] if own else []:
        for body in maker.draw(st.lists(st.sampled_from(own), max_size=2, unique=True)):
            times = st.lists(st.sampled_from(as_of), max_size=2, unique=True)
            maker.link(
                "Membership", member, body, asOf=maker.draw(st.just(as_of[:1]) | times),
                post=maker.draw(st.lists(TEXTS, max_size=2, unique=True)),
            )  # fmt: skip


def mentions(maker: Maker, named: Sequence[Key]) -> None:
    """Has measures and activities mention bodies and instruments."""
    for key, fact in list(maker.draft.facts.items()):
        if named and fact.type in ("Measure", "ScheduledActivity") and maker.draw(st.booleans()):
            told = maker.draw(st.lists(st.sampled_from(named), min_size=1, max_size=2, unique=True))
            maker.draft.node(key, (), mentions=[KeyRef(each) for each in told])


def statements(maker: Maker, owners: Sequence[Key], named: Sequence[Key]) -> None:
    """Adds findings, events and figures of every owner, which concern things of every class."""
    anything = st.lists(st.sampled_from([*owners, *named]), max_size=3, unique=True)
    mentioned = [key for key in named if key[0] in ("Organization", "Instrument")]
    for owner in owners:
        for text in maker.some(TEXTS, 2):
            kind = maker.draw(st.sampled_from(FINDINGS))
            mentions = maker.draw(st.lists(st.sampled_from(mentioned), max_size=2, unique=True)) if mentioned else []
            maker.node(
                keys.finding(owner, kind, text), text, findingKind=Term(kind),
                concerns=_refs(maker.draw(anything), owner, maker), mentions=[keys.ref(key) for key in mentions],
            )  # fmt: skip
        for text in maker.some(TEXTS, 1):
            _event(maker, owner, text, maker.draw(anything))
        for text in maker.some(TEXTS, 1):
            _figure(maker, owner, text, maker.draw(anything))


def _refs(concerned: Sequence[Key], owner: Key, maker: Maker) -> list[object]:
    """What a statement concerns: as a rule its owner too."""
    own = [owner] if maker.draw(st.sampled_from([True, True, False])) else []
    return [keys.ref(key) for key in dict.fromkeys([*own, *concerned])]


def _event(maker: Maker, owner: Key, text: str, concerned: Sequence[Key]) -> None:
    date = maker.maybe(MOMENTS)
    years = maker.draw(st.lists(YEARS, min_size=0 if date else 1, max_size=2, unique=True))
    maker.node(
        keys.event(owner, text, date.lexical if date else str(min(years))), text, date=date,
        endDate=maker.maybe(MOMENTS) if date else None, fiscalYear=years, planned=maker.maybe(st.booleans()),
        concerns=_refs(concerned, owner, maker),
    )  # fmt: skip


def _figure(maker: Maker, owner: Key, text: str, concerned: Sequence[Key]) -> None:
    value = abs(maker.draw(FIGURES))
    unit = maker.draw(st.sampled_from(["万台", "億円", "", "なし", "%"]) | TEXTS)
    plain = st.sampled_from([f"{value}{unit}", f"約{value}{unit}", f"{value}{unit}以上", f"{value}"])
    year = maker.maybe(YEARS)
    kind = maker.maybe(st.sampled_from(["fiscalYearKind", "calendarYearKind"])) if year else None
    number = format(value, "f").rstrip("0").rstrip(".")
    maker.node(
        keys.fact(owner, text, number, unit), text, value=value, unit=unit, valueText=maker.draw(TEXTS | plain),
        comparator=Term(maker.draw(st.sampled_from(["equal", "atLeast", "atMost", "approximately"]))),
        date=maker.maybe(MOMENTS), fiscalYear=maker.maybe(YEARS), year=year, yearKind=Term(kind) if kind else None,
        about=maker.draw(st.lists(TEXTS, max_size=2, unique=True)), concerns=_refs(concerned, owner, maker),
    )  # fmt: skip
