"""The rows of the page: lines with their facts, or facts with their lines, as chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.facts import Fact, Facts, Source, Status
from graph.lines.account import LineNote
from graph.search import search_key
from graph.snapshot import Snapshot
from visualizations.lines.choice import Choice, choice_of
from visualizations.lines.documents import ReadDocument, documents, read_document
from visualizations.lines.telling import Group, ToldFact, fact_name, groups, role_of, tell, type_order
from visualizations.words import Words

UNKNOWN = "unknown"  # the state of a line of which no account is at hand


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line: its words (None where they are not at hand), what became of it and by which rule, what was noted there,
    the facts read from it."""

    number: int
    words: str | None
    state: str
    rule: str
    notes: tuple[tuple[str, LineNote], ...]
    cited: tuple[tuple[Fact, Source], ...]

    def groups(self, facts: Facts, words: Words) -> tuple[Group, ...]:
        """The facts by type."""
        return groups(self.cited, facts, words)


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with the passages of the document from which it was read, each with its words where they are at hand."""

    fact: Fact
    places: tuple[tuple[Source, str | None], ...]

    def told(self, facts: Facts, words: Words) -> ToldFact:
        """The fact in words."""
        return tell(self.fact, self.places[0][0], facts, words)


@dataclass(frozen=True, slots=True)
class LinesView:
    """What is shown of a document, and what there is to choose among. ``document`` is None where nothing was loaded."""

    choice: Choice
    documents: tuple[str, ...]
    document: ReadDocument | None
    lines: tuple[LineRow, ...]
    facts: tuple[FactRow, ...]
    types: Mapping[str, int]
    statuses: Mapping[str, int]
    states: Mapping[str, int]


def lines_view(snapshot: Snapshot, query: Mapping[str, str], words: Words) -> LinesView:
    """The view that an address asks for. Raises StoreError where an account of lines cannot be read."""
    known = documents(snapshot)
    choice = choice_of(query, known)
    if not known:
        return LinesView(choice, (), None, (), (), {}, {}, {})
    document = read_document(snapshot, choice.document)
    kept = tuple(fact for fact in document.facts if _wanted(fact, choice))
    types = Counter(fact.type for fact in document.facts)
    statuses = Counter((fact.status or Status.STATED).value for fact in document.facts)
    return LinesView(
        choice, known, document,
        _line_rows(document, kept, choice, snapshot.facts) if choice.by == "lines" else (),
        _fact_rows(document, kept, choice, snapshot.facts, words) if choice.by == "facts" else (),
        {name: types[name] for name in sorted(types, key=type_order().__getitem__)},
        {each.value: statuses[each.value] for each in Status if statuses[each.value]},
        document.account.counts() if document.account else {},
    )  # fmt: skip


def _wanted(fact: Fact, choice: Choice) -> bool:
    return choice.type in ("", fact.type) and choice.status in ("", (fact.status or Status.STATED).value)


def _line_rows(document: ReadDocument, kept: tuple[Fact, ...], choice: Choice, facts: Facts) -> tuple[LineRow, ...]:
    """The lines of a document, as chosen: those of the account, else those that facts cite."""
    narrowed = bool(choice.type or choice.status)
    by_line = replace(document, facts=kept).by_line if narrowed else document.by_line
    if document.account:
        rows = [
            LineRow(line.number, line.words, line.state, line.rule, document.notes.get(line.number, ()),
                    by_line.get(line.number, ()))
            for line in document.account.lines
        ]  # fmt: skip
    else:
        rows = [LineRow(number, document.words(number), UNKNOWN, "", (), by_line[number]) for number in sorted(by_line)]
    key = search_key(choice.q)
    return tuple(
        row for row in rows
        if choice.state in ("", row.state) and (row.cited or not narrowed) and (not choice.q or _says(row, key, facts))
    )  # fmt: skip


def _says(row: LineRow, key: str, facts: Facts) -> bool:
    """Whether a line holds what is looked for in its words, a rule, a note, or the name of a fact."""
    if not key:
        return False
    texts = [row.words or "", row.rule, *(text for _, note in row.notes for text in (note.rule, note.text))]
    return any(key in search_key(text) for text in texts) or any(
        key in search_key(fact_name(fact, facts)) for fact, _ in row.cited
    )


def _fact_rows(
    document: ReadDocument, kept: tuple[Fact, ...], choice: Choice, facts: Facts, words: Words
) -> tuple[FactRow, ...]:
    """The facts that cite a document, as chosen, by type and in the order of its lines."""
    key = search_key(choice.q)
    found = []
    for fact in sorted(kept, key=lambda fact: type_order()[fact.type]):
        row = FactRow(fact, tuple((source, document.exact(source)) for source in document.sources(fact)))
        texts = (fact_name(fact, facts), role_of(fact, words), *fact.rules, *(exact or "" for _, exact in row.places))
        if not choice.q or (key and any(key in search_key(text) for text in texts)):
            found.append(row)
    return tuple(found)
