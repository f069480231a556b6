"""The page: a section of the rows at a time, with the filters and the ways on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.facts import Facts
from graph.lines.account import STATED_HERE, STATES
from graph.snapshot import Snapshot
from ontology.vocabulary import vocabulary
from visualizations.lines.choice import Choice
from visualizations.lines.documents import ReadDocument, document_name, was_loaded
from visualizations.lines.telling import Group, family_of
from visualizations.lines.view import FactRow, LineRow, LinesView, lines_view
from visualizations.rendering import render, type_label
from visualizations.words import Words

SECTION = 100  # rows of a section; a long document is read in sections
SHOWN = 6  # facts of a type that a line shows at once
_FEW = 12  # up to so many sections are all linked; of more, the first and the last, and those around
_AROUND = 3  # sections before and after the present one
_STATE_WORDS = {
    "unread": "lines_unread", "leftover": "lines_leftover", "structure": "lines_structure", "facts": "lines_facts",
    "blank": "lines_blank",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A link to a section: its number from 1, what is in it (line numbers, else places in the list), if it is shown.

    A section that only stands for those left out has the number 0.
    """

    number: int
    first: int = 0
    last: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know of the words that are (not) here: the key of a text, other documents."""

    key: str
    others: tuple[tuple[str, str], ...] = ()


def sections(count: int, present: int) -> tuple[int, ...]:
    """The numbers of the sections that are linked, 0 where some are left out."""
    total = -(-count // SECTION)
    near = range(max(present - _AROUND, 1), min(present + _AROUND, total) + 1)
    numbers = range(1, total + 1) if total <= _FEW else sorted({1, total, *near})
    found: list[int] = []
    for number in numbers:
        if found and number - found[-1] > 1:
            found.append(0)
        found.append(number)
    return tuple(found)


def present_section(rows: Sequence[LineRow | FactRow], choice: Choice) -> int:
    """The section that holds the line that is asked for (or the next one that is shown), else the one of the page."""
    total = max(-(-len(rows) // SECTION), 1)
    if choice.line and choice.by == "lines":
        at = next((at for at, row in enumerate(rows) if isinstance(row, LineRow) and row.number >= choice.line), None)
        return total if at is None else at // SECTION + 1
    return min(max(choice.page, 1), total)


def lines_page(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> str:
    """The page as HTML. Raises StoreError where an account of lines cannot be read."""
    words = Words(lang)
    view = lines_view(snapshot, query, words)
    rows: Sequence[LineRow | FactRow] = view.lines or view.facts
    present = present_section(rows, view.choice)
    begin = (present - 1) * SECTION
    shown = rows[begin : begin + SECTION]
    return render(
        "lines.html.jinja", snapshot, lang, tab="lines", query=view.choice.query(), view=view, choice=view.choice,
        total=len(rows), rows=[row for row in shown if isinstance(row, LineRow)],
        types=_by_type([row for row in shown if isinstance(row, FactRow)], lang),
        sections=[_section(number, rows, present) for number in sections(len(rows), present)],
        names=[(id_, document_name(snapshot.facts, id_)) for id_ in view.documents], states=STATES,
        state_words=_STATE_WORDS, type_names=_type_names(view, lang), facts=snapshot.facts, shown=SHOWN,
        notices=_notices(view.document, snapshot.facts) if view.document else (),
    )  # fmt: skip


def _section(number: int, rows: Sequence[LineRow | FactRow], present: int) -> Section:
    if not number:
        return Section(0)
    begin = (number - 1) * SECTION
    end = min(begin + SECTION, len(rows)) - 1
    first, last = rows[begin], rows[end]
    if isinstance(first, LineRow) and isinstance(last, LineRow):
        return Section(number, first.number, last.number, number == present)
    return Section(number, begin + 1, end + 1, number == present)


def _by_type(rows: Sequence[FactRow], lang: str) -> list[tuple[Group, list[FactRow]]]:
    """Rows of facts under the headings of their types."""
    found = []
    for type_, group in groupby(rows, key=lambda row: row.fact.type):
        own = list(group)
        first = own[0].fact
        found.append((Group(type_, type_label(first, lang), family_of(first), ()), own))
    return found


def _type_names(view: LinesView, lang: str) -> dict[str, str]:
    """The types that the document has facts of, by their names in a language."""
    known = vocabulary()
    return {name: (known.node_types.get(name) or known.link_types[name]).label[lang] for name in view.types}


def _notices(document: ReadDocument, facts: Facts) -> tuple[Notice, ...]:
    """What is not at hand, and why."""
    found = []
    if not document.loaded:
        others = (node.id for node in facts.by_type.get("SourceDocument", ()) if was_loaded(facts, node.id))
        found.append(Notice("lines_not_loaded", _named(others, document, facts)))
    elif not document.account:
        found.append(Notice("lines_no_account" if document.held == "passages" else "lines_no_words"))
    if document.account and any(line.rule == STATED_HERE for line in document.account.lines):
        found.append(Notice("lines_stated_elsewhere", _named(facts.by_document, document, facts)))
    return tuple(found)


def _named(ids: Iterable[str], document: ReadDocument, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Those documents that are of the same plan as a document, without it, by name."""

    def plans(id_: str) -> set[str]:
        return set(facts.nodes[id_].refs("isPartOf")) if id_ in facts.nodes else set()

    own = plans(document.id)
    return tuple((id_, document_name(facts, id_)) for id_ in sorted(ids) if id_ != document.id and own & plans(id_))
