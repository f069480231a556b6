"""The documents whose lines can be shown, and how much of their words is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.facts import Fact, Facts, Source
from graph.lines.account import LineAccount, LineNote
from graph.snapshot import Snapshot


@dataclass(frozen=True)
class ReadDocument:
    """A document: its id and name, the account of its lines where one is kept, the facts read from it.

    ``loaded`` is False where it was never read itself, and what was read names its lines.
    """

    id: str
    name: str
    account: LineAccount | None
    facts: tuple[Fact, ...]
    loaded: bool

    @cached_property
    def by_line(self) -> dict[int, tuple[tuple[Fact, Source], ...]]:
        """For each line the facts whose passages cover it, with that passage; in the order of the facts."""
        found: dict[int, dict[str, tuple[Fact, Source]]] = {}
        for fact in self.facts:
            for source in self.sources(fact):
                for number in range(source.first_line, source.last_line + 1):
                    found.setdefault(number, {}).setdefault(fact.id, (fact, source))
        return {number: tuple(cited.values()) for number, cited in found.items()}

    @cached_property
    def words_of_passages(self) -> dict[int, str]:
        """The words of those lines that passages hold."""
        found: dict[int, str] = {}
        for fact in self.facts:
            for source in self.sources(fact):
                words = source.exact.split("\n") if source.exact is not None else []
                if len(words) == source.last_line - source.first_line + 1:
                    found.update(enumerate(words, source.first_line))
        return found

    @cached_property
    def notes(self) -> dict[int, tuple[tuple[str, LineNote], ...]]:
        """For each line what was mended or noted there: (``repair`` or ``problem``, the note)."""
        found: dict[int, list[tuple[str, LineNote]]] = {}
        if self.account:
            for kind, notes in (("repair", self.account.repairs), ("problem", self.account.problems)):
                for note in notes:
                    for number in note.lines:
                        found.setdefault(number, []).append((kind, note))
        return {number: tuple(each) for number, each in found.items()}

    @property
    def whole_notes(self) -> tuple[LineNote, ...]:
        """What was noted of the document as a whole."""
        return tuple(note for note in self.account.problems if not note.lines) if self.account else ()

    @property
    def held(self) -> str:
        """Whose words are at hand: those of the ``account``, those of ``passages`` alone, or ``none``."""
        if self.account:
            return "account"
        return "passages" if self.words_of_passages else "none"

    @cached_property
    def said(self) -> dict[str, tuple[int, ...]]:
        """For facts that the document states while they cite the lines of another one: the lines that state them."""
        found: dict[str, list[int]] = {}
        for line in self.account.lines if self.account else ():
            for id_ in line.said:
                found.setdefault(id_, []).append(line.number)
        return {id_: tuple(numbers) for id_, numbers in found.items()}

    def sources(self, fact: Fact) -> tuple[Source, ...]:
        """The lines of this document from which a fact was read: passages that it cites, and lines that state it."""
        cited = tuple(source for source in fact.sources if source.document == self.id)
        return (*cited, *(Source(self.id, first, last) for first, last in _runs(self.said.get(fact.id, ()))))

    def words(self, number: int) -> str | None:
        """The words of a line, None where they are not at hand."""
        if self.account:
            return self.account.lines[number - 1].words if 0 < number <= len(self.account.lines) else None
        return self.words_of_passages.get(number)

    def exact(self, source: Source) -> str | None:
        """The words of a passage, None where they are not at hand."""
        if source.exact is not None:
            return source.exact
        found = [self.words(number) for number in range(source.first_line, source.last_line + 1)]
        return None if None in found else "\n".join((words or "").strip() for words in found)


def documents(snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of the documents that have lines to show, the one that most facts cite first."""
    cited, facts = snapshot.facts.by_document, snapshot.facts
    ids = dict.fromkeys((*cited, *snapshot.accounts))
    return tuple(sorted(ids, key=lambda id_: (-len(cited.get(id_, ())), document_name(facts, id_), id_)))


def document_name(facts: Facts, id_: str) -> str:
    """The name of a document; its id where the graph does not describe it."""
    return (facts.nodes[id_].label if id_ in facts.nodes else "") or id_


def read_document(snapshot: Snapshot, id_: str) -> ReadDocument:
    """One document with what is known of its lines. Raises StoreError where its account cannot be read."""
    facts = snapshot.facts
    account = snapshot.accounts.get(id_)
    cited = facts.by_document.get(id_, ())
    known = {fact.id for fact in cited}
    said = dict.fromkeys(each for line in account.lines for each in line.said) if account else {}
    stated = (facts.nodes.get(each) or facts.links.get(each) for each in said if each not in known)
    read = (*cited, *(fact for fact in stated if fact))
    return ReadDocument(id_, document_name(facts, id_), account, read, account is not None or was_loaded(facts, id_))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of the lines that follow each other."""
    begin = 0
    for at, number in enumerate(numbers, 1):
        if at == len(numbers) or numbers[at] != number + 1:
            yield numbers[begin], number
            begin = at


def was_loaded(facts: Facts, id_: str) -> bool:
    """Whether a document was read itself: its graph then has those of derived and curated claims beside it."""
    return bool(facts.parts(id_, "ClaimGraph"))
