"""Engagements: which body has part in which project, in which roles, by all sentences of the project's sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from graph.facts import Status
from loaders.draft import Key, Place
from loaders.names.mention import Body
from loaders.statements import Statement
from loaders.ties.roles import is_benefiting, roles
from loaders.ties.series import Sentence, is_nested
from loaders.ties.tie import PUBLISHER_ACTS

_WITHOUT_SUBJECT = re.compile(r"設置|運営|実施|開催|支援|推進|整備|促進|創出|強化|育成")


@dataclass(slots=True)
class Engaged:
    """A body in a role in a project, with the lines that say so."""

    body: Body
    project: Key
    role: str
    places: list[Place]
    status: Status = Status.STATED
    rules: tuple[str, ...] = ()


def engagements(
    read: Sequence[Sentence],
    parties: Mapping[Statement, Sequence[Body]],
    publisher: Body | None,
    projects: Mapping[Key, Key],
    named_anyway: Set[object] = frozenset(),
) -> tuple[Engaged, ...]:
    """The engagements of all bodies. ``projects`` maps a section's owner to its project; ``parties`` are the parties of
    the agreements of each statement, ``named_anyway`` classes of bodies that count as mentioned (those that
    another body followed).

    A body that no sentence gives a role is mentioned, a class of bodies is not engaged then; the publisher acts where
    nobody else is named (``publisher-as-actor``).
    """
    found: dict[tuple[str, Key, str], Engaged] = {}
    named: dict[tuple[str, Key], Engaged] = {}
    for sentence in read:
        if sentence.statement.owner is None:
            continue
        project = projects[sentence.statement.owner]
        place = sentence.statement.place
        partners = set(parties.get(sentence.statement, ()))
        for body, role in _roles(sentence, partners, publisher):
            _note(found, (body.label, project, role), Engaged(body, project, role, [place]))
        for mention in sentence.mentions:
            body_ = mention.body
            named_too = body_ in named_anyway or (body_ and not body_.is_group)
            if body_ and named_too and body_ != publisher and not is_nested(mention, sentence.mentions):
                _note(named, (body_.label, project), Engaged(body_, project, "mentioned", [place]))
    engaged = {(label, project) for label, project, _ in found}
    rest = [each for key, each in named.items() if key not in engaged]
    return (*found.values(), *rest, *_publisher(found, read, publisher, projects))


def _roles(sentence: Sentence, partners: set[Body], publisher: Body | None) -> Iterable[tuple[Body, str]]:
    for series in sentence.series:
        told = roles(series)
        for body in series.bodies:
            if body in partners:
                yield body, "party"
                continue
            if body == publisher and "collaborator" in told:
                yield body, "operator"  # the plan is its own: it does not work on it beside somebody
                continue
            if re.search(r"を運営する[「『]?$", series.before):
                yield body, "operator"
            if body.kind == "Team" and "collaborator" in told and series.behind.startswith("による"):
                yield body, "operator"  # two teams side by side, the second with its members before it
                continue
            for role in told:
                if not (role == "operator" and body.is_group):
                    yield body, role
            if not told and is_benefiting(body, series):
                yield body, "beneficiary"


def _note(found: dict[tuple[str, ...], Engaged] | dict, key: tuple, engaged: Engaged) -> None:  # type: ignore[type-arg]
    known = found.setdefault(key, engaged)
    known.places += [place for place in engaged.places if place not in known.places]


def _publisher(
    found: Mapping[tuple[str, Key, str], Engaged],
    read: Sequence[Sentence],
    publisher: Body | None,
    projects: Mapping[Key, Key],
) -> list[Engaged]:
    if publisher is None:
        return []
    acts: dict[Key, list[Place]] = {}
    for sentence in read:
        owner = sentence.statement.owner
        if owner and sentence.statement.type in ("Measure", "Component") and _WITHOUT_SUBJECT.search(sentence.text):
            acts.setdefault(projects[owner], []).append(sentence.statement.place)
    return [
        Engaged(publisher, project, "operator", places[:1], Status.INFERRED, (PUBLISHER_ACTS,))
        for project, places in acts.items()
        if (publisher.label, project, "operator") not in found
    ]
