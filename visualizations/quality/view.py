"""The rows of the page: findings with the things and the words that they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.audit.audit import KEPT
from graph.audit.finding import Finding, kinds, rules
from graph.checks.snapshot import KEPT as PROBLEMS
from graph.facts import Fact, Source
from graph.snapshot import Snapshot
from visualizations.evidence import Place, names_of, quote
from visualizations.lines.documents import document_name
from visualizations.quality.choice import Choice

SHAPES = "shapes"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with what it is about: its things, and its places with their words where they are at hand."""

    finding: Finding
    things: tuple[Fact, ...]
    places: tuple[Place, ...]

    @property
    def quoted(self) -> tuple[Place, ...]:
        """The places whose words are at hand, those first that name things in words that no place before does."""
        seen: set[str] = set()
        rank: dict[Place, bool] = {}
        for place in self.places:
            if place.quote:
                marked = {words for words, mark in place.quote.parts if mark}
                rank[place] = not marked - seen
                seen |= marked
        return tuple(sorted(rank, key=lambda place: rank[place]))


@dataclass(frozen=True, slots=True)
class Reading:
    """A document whose lines are accounted for: how many are in each state."""

    id: str
    name: str
    states: Mapping[str, int]

    @property
    def read(self) -> int:
        """The lines that are not blank."""
        return sum(number for state, number in self.states.items() if state != "blank")


@dataclass(frozen=True, slots=True)
class Quality:
    """The page. ``counts`` are by kind and ``rules`` by rule, both of the chosen document; ``rows`` those of the whole
    choice. ``unchecked`` is True where there are too many facts to check shapes for a page."""

    choice: Choice
    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    rules: Mapping[str, int]
    documents: Mapping[str, str]
    readings: tuple[Reading, ...]
    unchecked: bool


def quality(snapshot: Snapshot, choice: Choice) -> Quality:
    """The view of a choice. Shapes are checked only where they are chosen: that takes seconds, once for a state of the
    data. Raises StoreError where an account of lines cannot be read."""
    found = KEPT.get(snapshot)
    documents = {source.document: "" for each in found for source in each.sources}
    names = {id_: document_name(snapshot.facts, id_) for id_ in documents}
    of_document = [each for each in found if not choice.document or _in(each, choice.document)]
    unchecked = False
    if choice.kind == SHAPES:
        problems = PROBLEMS.get(snapshot)
        unchecked = problems is None
        of_document = [
            Finding(SHAPES, each.check, things=_known(snapshot, each.subject), saying="shape",
                    values=(("subject", each.subject.removeprefix(snapshot.base)), ("message", each.message)))
            for each in problems or ()
        ]  # fmt: skip
    counts = Counter(each.kind for each in of_document)
    of_kind = [each for each in of_document if choice.kind in ("", each.kind)]
    chosen = [each for each in of_kind if choice.rule in ("", each.rule)]
    return Quality(
        choice,
        tuple(_row(each, snapshot) for each in by_rule(chosen)),
        {name: counts[name] for name in kinds()} if choice.kind != SHAPES else _counts_beside(found, counts),
        Counter(each.rule for each in of_kind),
        names,
        tuple(
            Reading(id_, document_name(snapshot.facts, id_), account.counts())
            for id_, account in snapshot.accounts.items()
        ),
        unchecked,
    )


def by_rule(found: Sequence[Finding]) -> Iterator[Finding]:
    """Findings with those of one kind and rule together, each rule where its first one stands."""
    first: dict[tuple[str, str], int] = {}
    for at, each in enumerate(found):
        first.setdefault((each.kind, each.rule), at)
    order = list(kinds())
    yield from sorted(found, key=lambda each: (order.index(each.kind), first[each.kind, each.rule]))


def rule_meaning(rule: str, lang: str) -> str:
    """What a rule means; empty for one that no table knows (a load of another program)."""
    return rules()[rule][lang] if rule in rules() else ""


def _counts_beside(found: Sequence[Finding], shapes: Mapping[str, int]) -> Mapping[str, int]:
    others = Counter(each.kind for each in found)
    return {name: shapes.get(name, 0) if name == SHAPES else others[name] for name in kinds()}


def _in(finding: Finding, document: str) -> bool:
    return any(source.document == document for source in finding.sources)


def _known(snapshot: Snapshot, subject: str) -> tuple[str, ...]:
    id_ = subject.removeprefix(snapshot.base)
    return (id_,) if id_ in snapshot.facts.nodes or id_ in snapshot.facts.links else ()


def _row(finding: Finding, snapshot: Snapshot) -> Row:
    facts = snapshot.facts
    things = tuple(found for id_ in finding.things if (found := facts.nodes.get(id_) or facts.links.get(id_)))
    about = (end for each in things for end in (each.id, getattr(each, "source", ""), getattr(each, "target", "")))
    names = tuple(names_of(facts.nodes[id_]) for id_ in dict.fromkeys(about) if id_ in facts.nodes)
    return Row(finding, things, tuple(_place(source, snapshot, names) for source in finding.sources))


def _place(source: Source, snapshot: Snapshot, names: Sequence[tuple[str, ...]]) -> Place:
    words = source.exact
    account = snapshot.accounts.get(source.document)
    if words is None and account and 0 < source.first_line <= source.last_line <= len(account.lines):
        words = "\n".join(line.words for line in account.lines[source.first_line - 1 : source.last_line]).strip()
    return Place(source.document, source.first_line, source.last_line, quote(words, *names) if words else None)
