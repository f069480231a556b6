"""Fills the sentences of a made plan and keeps account of what they say, in the words of a truth file."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.plans.cast import INSTRUMENTS, Body, Cast
from tests.plans.printing import Figure, Printed, compared, some_count, some_date, some_money, some_rate
from tests.plans.sentences import Sentence
from tests.plans.words import ACTIONS, Trade

_SLOT = re.compile(r"\{(\w+)\}")
_ROLES = ("operator", "collaborator", "supporter", "beneficiary", "party")


@dataclass(frozen=True, slots=True)
class Told:
    """A filled sentence: its text, the sentence, and what stands in its slots."""

    text: str
    sentence: Sentence
    bodies: Mapping[str, Body] = field(default_factory=dict)
    dates: Mapping[str, Printed] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owner:
    """The project, and the tag of its part where it has parts, in whose section something stands."""

    project: str
    tag: str | None = None

    @property
    def label(self) -> str:
        """The label of the part, else of the project."""
        return f"{self.project}［{self.tag}］" if self.tag else self.project

    @property
    def entry(self) -> list[str | None]:
        """The owner as truth files tell it."""
        return [self.project, self.tag]


class Teller:
    """Fills sentences. ``first`` and ``last`` are the fiscal years of the plan."""

    def __init__(self, order: random.Random, cast: Cast, first: int, last: int) -> None:
        self.order, self.cast, self.first, self.last = order, cast, first, last
        self._topics: set[str] = set()
        self._used: defaultdict[int, int] = defaultdict(int)
        self.engaged: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.relations: dict[tuple[str, str, str], str] = {}
        self.memberships: list[list[str | None]] = []
        self.events: list[dict[str, Any]] = []
        self.facts: list[dict[str, Any]] = []
        self.mentions: dict[tuple[str, str], None] = {}

    def tell(self, pool: Sequence[Sentence], trade: Trade) -> Told:
        """A sentence of the pool, those used least first, with its slots filled."""
        least = sorted(pool, key=lambda each: (self._used[id(each)], self.order.random()))
        for sentence in least:
            try:
                told = self.fill(sentence, trade)
            except LookupError:
                continue
            self._used[id(sentence)] += 1
            return told
        raise LookupError("no sentence of the pool can be filled")

    def fill(self, sentence: Sentence, trade: Trade) -> Told:
        """The sentence with its slots filled. Raises LookupError where a slot finds nothing."""
        bodies: dict[str, Body] = {}
        dates: dict[str, Printed] = {}
        figures: dict[str, Figure] = {}
        for slot, wanted in sentence.slots.items():
            if slot in "nm":
                figures[slot] = self._figure(wanted)
            elif slot == "y":
                dates[slot] = self._date("fiscal")
            elif wanted.startswith("nparty"):
                bodies[slot] = self._agreement(wanted.endswith("!"))
            else:
                fresh = wanted.endswith("!")
                bodies[slot] = self.cast.draw(wanted.rstrip("!"), trade, tuple(bodies.values()), fresh)
                if fresh and bodies[slot].introduced:
                    raise LookupError(slot)
        if len({body.name for body in bodies.values()}) < len(bodies):
            raise LookupError("twice the same")

        def word(match: re.Match[str]) -> str:
            slot = match[1]
            if slot == "P":
                bodies["P"] = self.cast.publisher
                return self._publisher_word()
            if slot == "t":
                return self.topic(trade)
            if slot == "o":
                return self.order.choice(trade.objects)
            if slot in "dDys" and slot not in dates:
                dates[slot] = self._date({"D": "coming", "s": "span", "d": "", "y": "yearly"}[slot])
            if slot in dates:
                return dates[slot].text
            return figures[slot].text if slot in figures else bodies[slot].printed(self.order)

        for body in bodies.values():
            if body.kind == "programme" and not body.introduced and self.order.random() < 0.5:
                body.end_fiscal_year = self.first + self.order.randint(0, 2)
        return Told(_SLOT.sub(word, sentence.text), sentence, bodies, dates, figures)

    def topic(self, trade: Trade) -> str:
        """What is done about what; never the same twice while any is left."""
        for _ in range(40):
            topic = f"{self.order.choice(trade.objects)}の{self.order.choice(ACTIONS)}"
            if topic not in self._topics:
                break
        self._topics.add(topic)
        return topic

    def record(self, told: Told, mark: int, owner: Owner | None, label: str | None = None) -> None:
        """Keeps what a told sentence says. ``mark`` names its line, ``label`` the text of the node that holds it."""
        names = {slot: body.name for slot, body in told.bodies.items()}
        self.mentions.update(((label or told.text, name), None) for name in names.values())
        if owner is None:
            return
        for slot, body in told.bodies.items():
            if body.kind not in INSTRUMENTS:
                self.engaged[(names[slot], owner.project)].update({})
        for claim in told.sentence.claims:
            self._claim(claim.split(), told, names, mark, owner)

    def _claim(self, words: list[str], told: Told, names: Mapping[str, str], mark: int, owner: Owner) -> None:
        publisher = self.cast.publisher.name
        match words:
            case ["event", slot, *planned]:
                concerned = [owner.label, *names.values()]
                event = {"mark": mark, **told.dates[slot].said(), "concerns": concerned, "text": told.text}
                self.events.append({**event, "planned": True} if planned else event)
            case ["fact", slot, *dated]:
                date = told.dates[dated[0]].said() if dated else {}
                figure = told.figures[slot]
                self.facts.append({"mark": mark, **figure.said(), **date, "printed": figure.text, "text": told.text})
            case ["founds", slot, date]:
                told_date = told.dates[date]
                if told_date.fiscal:
                    told.bodies[slot].established_fiscal_year = int(told_date.iso)
                else:
                    told.bodies[slot].established = told_date.iso
            case ["signed", slot, date]:
                if not told.dates[date].fiscal:
                    told.bodies[slot].date = told.dates[date].iso
            case ["member", slot, body]:
                self.memberships.append([names[slot], names[body], None, None, "stated"])
            case [role, slot] if role in _ROLES:
                self.engaged[(names[slot], owner.project)][role] = None
            case ["publisher", "establishes", slot]:
                self.relations.setdefault((names[slot], "establishedBy", publisher), "inferred")
            case ["publisher", kind, slot]:
                self.relations.setdefault((publisher, kind, names[slot]), "inferred")
            case [subject, kind, object_]:
                self.relations[(names[subject], kind, names[object_])] = "stated"
            case _:
                raise ValueError(f"no such claim: {words}")

    def _publisher_word(self) -> str:
        level = self.cast.level
        return self.order.choice([level, f"本{level}", f"本{level}", self.cast.publisher.name])

    def _date(self, which: str) -> Printed:
        if which == "coming":
            return some_date(self.order, self.first, self.last, "month")
        if which == "yearly":
            return some_date(self.order, self.first - 4, self.first - 2, self.order.choice(["year", "fiscal"]))
        return some_date(self.order, self.first - 9, self.first - 2, which)

    def _figure(self, which: str) -> Figure:
        if which == "minus":
            tenths = self.order.randint(11, 190)
            return Figure(f"{tenths / 10}％", Decimal(-tenths) / 10, "%")
        figure = {
            "money": lambda: some_money(self.order), "rate": lambda: some_rate(self.order),
            "sites": lambda: some_count(self.order, self.order.choice(["か所", "社", "軒"])),
            "firms": lambda: some_count(self.order, self.order.choice(["社", "件", "人"])),
        }[which]()  # fmt: skip
        return compared(figure, self.order)

    def _agreement(self, fresh: bool) -> Body:
        known = [body for body in self.cast.bodies.values() if body.name.endswith("者協定")]
        if fresh == bool(known):
            raise LookupError("one agreement of several parties a plan")
        return known[0] if known else self.cast.adopt(Body("4者協定", "agreement"))


def bodies_of(cast: Cast, teller: Teller) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The organizations and the instruments of a plan as truth files tell them, owners of units among them."""
    organizations: list[dict[str, Any]] = []
    instruments: list[dict[str, Any]] = []
    for body in cast.bodies.values():
        if body.owner is not None and body.introduced:
            teller.relations[(body.name, "partOf", body.owner.name)] = "stated"
    owners = {body.owner.name for body in cast.bodies.values() if body.owner is not None and body.introduced}
    for body in cast.bodies.values():
        if not (body.introduced or body.name in owners or body is cast.publisher):
            continue
        told: dict[str, Any] = {"name": body.name, "kind": body.kind, "also": list(body.also)}
        if body.kind in INSTRUMENTS:
            given = {"date": body.date, "end_fiscal_year": body.end_fiscal_year}
            instruments.append(told | {key: value for key, value in given.items() if value})
            continue
        given = {
            "provisional": body.provisional, "established": body.established, "country": body.country,
            "established_fiscal_year": body.established_fiscal_year,
        }  # fmt: skip
        organizations.append(told | {key: value for key, value in given.items() if value})
    return organizations, instruments
