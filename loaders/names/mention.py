"""What naming hands over: bodies and instruments, each once, and where each is mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from loaders import keys
from loaders.draft import Key
from loaders.statements import Statement


@dataclass(frozen=True, slots=True)
class Body:
    """An organization or class of bodies: the label by which it goes, its kind, and every printed form."""

    label: str
    kind: str
    names: tuple[str, ...] = ()
    provisional: bool = False
    country: str = ""
    rules: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """The key of its node."""
        return keys.organization(self.label)

    @property
    def is_group(self) -> bool:
        """True for a class of bodies, which is a node only where it has a part in something."""
        return self.kind == "OrganizationGroup"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A scheme, law, plan, programme, agreement or product: label, kind, forms, and the last fiscal year it is told."""

    label: str
    kind: str
    names: tuple[str, ...] = ()
    end_fiscal_year: int | None = None

    @property
    def key(self) -> Key:
        """The key of its node."""
        return keys.instrument(self.label)


@dataclass(frozen=True, slots=True)
class Mention:
    """A body or instrument in a statement: its span in the plain text."""

    start: int
    end: int
    thing: Body | Instrument
    quoted: bool = False

    @property
    def body(self) -> Body | None:
        """The body, None for an instrument."""
        return self.thing if isinstance(self.thing, Body) else None


@dataclass(frozen=True, slots=True)
class Naming:
    """All mentions of a document by statement, in the order of each text; the publisher where it is known."""

    mentions: Mapping[Statement, tuple[Mention, ...]]
    publisher: Body | None

    def of(self, statement: Statement) -> tuple[Mention, ...]:
        """The mentions in a statement."""
        return self.mentions.get(statement, ())


class Spanned(Protocol):
    """Something that stands somewhere in a plain text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def is_free(start: int, end: int, told: Iterable[Spanned]) -> bool:
    """Whether nothing of what is told already stands in a span."""
    return all(end <= each.start or start >= each.end for each in told)
