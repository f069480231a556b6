"""Bodies, instruments and ties of a document: named, brought together, written to the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, Key, KeyRef, Place
from loaders.names.kinds import core_name
from loaders.names.mention import Body, Instrument, Naming
from loaders.names.naming import Listed, naming
from loaders.names.plain import plain
from loaders.renaming import rename
from loaders.statements import Statement
from loaders.text.lines import Line, folded
from loaders.ties.agreements import agreement_parties, memberships
from loaders.ties.engagements import engagements
from loaders.ties.relationships import cooperations, founders, houses, runs_instruments, successions, wholes
from loaders.ties.series import Sentence, is_nested, sentences
from loaders.ties.tie import Ties
from loaders.ties.writing import write_ties

Named = Callable[[Statement], tuple[tuple[int, int, Key], ...]]


def read_ties(
    statements: Sequence[Statement], figures: Sequence[Sequence[Statement]], draft: Draft, lines: Sequence[Line] = ()
) -> Named:
    """Adds the bodies, instruments and ties that the statements tell, and returns what each statement names: spans of
    its text as printed, with the key of the thing. ``lines`` are those of the document,
    ``figures`` the single lines of what remains of each figure."""
    publisher = _publisher(draft)
    listed = _listed(draft)
    told, doubts = naming(statements, publisher, listed, _own_names(draft))
    _settle_listed(told, listed, draft)
    read = [sentence for statement in statements for sentence in sentences(statement, told)]
    ties = Ties()
    parties = _relations(read, told, ties)
    _figures(figures, told, ties)
    _by_name(told, ties)
    projects = {owner: _project(owner, draft) for owner in {each.owner for each in statements if each.owner}}
    heirs = {each.object for each in ties.relations if each.kind == "succeeds"}
    engaged = engagements(read, parties, told.publisher, projects, heirs)
    write_ties(told, ties.relations, engaged, read, draft, lines)
    for doubt in doubts:
        draft.problem(
            _lines_of(told, (doubt.left, doubt.right)),
            "doubtful-identity",
            f"{doubt.left} may be {doubt.right}: {doubt.why}",
        )
    return _named(told, draft)


def _publisher(draft: Draft) -> Listed | None:
    plan = draft.facts[keys.PLAN]
    given = plan.properties.get("publisher", [])
    if not given or not isinstance(given[0], KeyRef):
        return None
    body = draft.facts[given[0].key]
    return Listed(_label(draft, body.key), body.type)


def _listed(draft: Draft) -> tuple[Listed, ...]:
    return tuple(Listed(_label(draft, key), fact.type) for key, fact in draft.facts.items() if key[0] == "Organization")


def _label(draft: Draft, key: Key) -> str:
    label = draft.facts[key].properties["label"][0]
    return getattr(label, "value", str(label))


def _own_names(draft: Draft) -> frozenset[str]:
    """The plan and its projects: what carries their names is no instrument."""
    return frozenset(
        folded(_label(draft, f.key))
        for f in draft.facts.values()
        if f.type in ("Plan", "Project") and "label" in f.properties
    )


def _settle_listed(told: Naming, listed: Iterable[Listed], draft: Draft) -> None:
    """Moves the bodies of the roster, and the publisher, to the identity that the whole document gives them."""
    by_name = {folded(name): body for body in _bodies(told) for name in (body.label, *body.names)}
    for each in listed:
        body = by_name.get(folded(each.name))
        if body:
            rename(draft, keys.organization(each.name), body.key)


def _bodies(told: Naming) -> list[Body]:
    return list(dict.fromkeys(each.body for found in told.mentions.values() for each in found if each.body))


def _relations(read: Sequence[Sentence], told: Naming, ties: Ties) -> dict[Statement, list[Body]]:
    agreements = _counted_agreements(told)
    parties: dict[Statement, list[Body]] = defaultdict(list)
    for sentence in read:
        found = agreement_parties(sentence, agreements, told.publisher, ties)
        parties[sentence.statement] += found
        founders(sentence, told.publisher, ties)
        runs_instruments(sentence, told.publisher, ties)
        houses(sentence, ties)
        wholes(sentence, ties)
        successions(sentence, ties)
        memberships(sentence, ties)
        cooperations(sentence, told.publisher, ties)
    return parties


def _counted_agreements(told: Naming) -> dict[int, Instrument]:
    found: dict[int, Instrument] = {}
    for mentions in told.mentions.values():
        for each in mentions:
            if isinstance(each.thing, Instrument) and each.thing.kind == "agreement" and each.thing.label[:1].isdigit():
                found[int("".join(c for c in plain(each.thing.label).text[:2] if c.isdigit()))] = each.thing
    return found


def _figures(figures: Sequence[Sequence[Statement]], told: Naming, ties: Ties) -> None:
    """What stands right below a body in what remains of a figure is part of it: divisions of a network, a centre of a
    centre. The drawing is lost, so this is inferred (``figure-order``)."""
    for lines in figures:
        above: Body | None = None
        number = 0
        for statement in lines:
            alone = [
                m.body for m in told.of(statement) if m.body and m.end - m.start == len(plain(statement.text).text)
            ]
            body = alone[0] if alone else None
            if body and above and _is_below(above, body, statement.place.first - number):
                place = Place(number, statement.place.last)
                ties.add("partOf", body, above, place, status=Status.INFERRED, rule="figure-order")
            elif body:
                above, number = body, statement.place.first


def _by_name(told: Naming, ties: Ties) -> None:
    """A plant or unit whose name begins with that of a known company or university is part of it."""
    known = {each.subject for each in ties.relations if each.kind == "partOf"}
    bodies = _bodies(told)
    for body in bodies:
        if body.kind not in ("Site", "UniversityUnit") or body in known:
            continue
        owners = [
            (len(name), other.label, other)
            for other in bodies if other.kind in ("Company", "University")
            for name in {core_name(form) for form in other.names}
            if len(name) >= 3 and core_name(body.label).startswith(name) and core_name(body.label) != name
        ]  # fmt: skip
        places = [statement.place for statement, found in told.mentions.items() if any(m.body == body for m in found)]
        if owners and places:
            ties.add("partOf", body, max(owners)[2], places[0])


def _is_below(above: Body, body: Body, distance: int) -> bool:
    if body.kind == "NetworkDivision":
        return above.kind in ("Network", "Council", "Cluster", "Platform") and distance <= 8
    return (
        body.kind in ("ResearchCenter", "Lab", "UniversityUnit")
        and above.kind in ("ResearchCenter", "University", "SupportOrganization", "UniversityUnit")
        and distance == 1
    )


def _project(owner: Key, draft: Draft) -> Key:
    fact = draft.facts[owner]
    if fact.type == "Project":
        return owner
    above = fact.properties["isPartOf"][0]
    assert isinstance(above, KeyRef)
    return above.key


def _lines_of(told: Naming, names: Sequence[str]) -> list[int]:
    wanted = {folded(part) for name in names for part in name.split("、")}
    return [
        statement.place.first for statement, mentions in told.mentions.items()
        for each in mentions if wanted & {folded(name) for name in each.thing.names}
    ]  # fmt: skip


def _named(told: Naming, draft: Draft) -> Named:
    spans: Mapping[Statement, tuple[tuple[int, int, Key], ...]] = {
        statement: tuple(
            (*plain(statement.text).printed(each.start, each.end), each.thing.key)
            for each in mentions if each.thing.key in draft.facts and not is_nested(each, mentions)
        )
        for statement, mentions in told.mentions.items()
    }  # fmt: skip
    return lambda statement: spans.get(statement, ())
