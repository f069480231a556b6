"""A tie under way: what a sentence says of two things, before anything is written to the draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.facts import Status
from loaders.draft import Place
from loaders.names.mention import Body, Instrument

PUBLISHER_ACTS = "publisher-as-actor"


@dataclass(frozen=True, slots=True)
class Tie:
    """``kind`` is a kind of relationship (``partOf`` …) or ``memberOf``; ``subject`` is a body, ``object`` may be an
    instrument."""

    kind: str
    subject: Body
    object: Body | Instrument
    place: Place
    status: Status = Status.STATED
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Ties:
    """What was found in the whole document."""

    relations: list[Tie] = field(default_factory=list)

    def add(
        self, kind: str, subject: Body | None, object_: Body | Instrument | None, place: Place,
        status: Status = Status.STATED, rule: str = "",
    ) -> None:  # fmt: skip
        """Adds a tie where both ends are known and differ."""
        if subject is None or object_ is None or subject == object_:
            return
        self.relations.append(Tie(kind, subject, object_, place, status, (rule,) if rule else ()))
