"""工程表: activities of components over fiscal years, from rows whose cells slip, tear and stand side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Status, Text
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.sections.cells import CellItem, cell_items, names_addressees
from loaders.text.japanese import years_in
from loaders.text.lines import Line, folded, normal
from loaders.text.tables import Row, rows

_HEAD_WORDS = re.compile(r"^(?:取組(?:項目|内容)?|項目|区分|事業名?|内容)$")

# What plans print in a year's cell to say that the cell before goes on: as good as an empty one.
_GOES_ON = re.compile(r"^(?:[→⇒➡⇨⟶]+|[〃々]|同左)$")
_ACTIVITY = re.compile(r"^(?:<[^<>]+>|●)")
_LISTED = re.compile(r"\s*[・･]")
# Where a sentence breaks off, and how its rest begins.
_GOES_ON_AFTER = re.compile(
    r"(?:[、,・のをにへがでとやは]|及び|並びに|又は|または|および|ならびに|による|ための|に向けた)\s*$"
)
_GOES_ON_BEFORE = re.compile(r"\s*(?:[、・]|[をにがのへで](?![ぁ-ん])|及び|並びに|又は)")


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A row after its cells were put back: its component's name (None: the one above), and a cell for each year."""

    line: Line
    component: str | None
    cells: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScheduleTable:
    """The schedule of a section: fiscal years of its columns, rows, lines of its head."""

    years: tuple[int, ...]
    rows: tuple[ScheduleRow, ...]
    head: tuple[int, ...]

    @property
    def components(self) -> tuple[str, ...]:
        """The names of the components, in order."""
        return tuple(row.component for row in self.rows if row.component)


def schedule_table(lines: Sequence[Line], overview_headings: Sequence[str], draft: Draft) -> ScheduleTable | None:
    """The schedule among the lines of a section, or None where no row names two or more years.

    A cell that begins with ``<`` or ● is an activity, never a component; a cell equal to a heading of the overview is a
    component wherever it stands. Rows are moved back by that evidence (``shifted-cells``).
    """
    table = _rows(lines)
    years: tuple[int, ...] = ()
    head: list[int] = []
    body: list[Row] = []
    for row in table:
        mentions = [years_in(normal(cell)) for cell in row.cells]
        found = tuple(each[0].year for each in mentions if each)
        if not years and len(found) >= 2 and len("".join(row.cells)) < 30 * len(found):
            years = found
            head.append(row.line.number)
            for each in mentions:
                for note in each[0].notes if each else ():
                    draft.problem([row.line.number], "calendars", note)
        elif years and any(row.cells) and not all(_HEAD_WORDS.match(folded(cell)) for cell in row.cells if cell):
            body.append(row)
        else:
            head.append(row.line.number)
    if not years:
        return None
    known = {folded(heading) for heading in overview_headings}
    return ScheduleTable(years, tuple(_row(row, len(years), known, draft) for row in body), tuple(head))


def _rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of a schedule; a line that lost its tabs but begins as an activity does is one too."""
    found = list(rows(lines))
    known = {row.line.number for row in found}
    lost = [line for line in lines if line.number not in known and found and _ACTIVITY.match(line.text)]
    lost = [line for line in lost if line.number > found[0].line.number]
    return sorted([*found, *(Row(line, (line.raw.strip(),)) for line in lost)], key=lambda row: row.line.number)


def read_schedule(table: ScheduleTable, owner: Key, draft: Draft) -> None:
    """Adds the activities of a schedule; its components are added where the overview lacks them."""
    draft.structure(table.head, "table-head")
    component: Key | None = None
    last: list[Key] = []
    for row in table.rows:
        place = Place(row.line.number, row.line.number)
        if row.component:
            component = draft.node(
                keys.component(owner, row.component), [place], label=_label_if_new(draft, owner, row.component),
                isPartOf=keys.ref(owner),
            )  # fmt: skip
            last = []
        if component is None:
            draft.problem([row.line.number], "schedule-row", "a row of the schedule stands under no component")
            continue
        last = _activities(row, table.years, component, last, draft)


def _row(row: Row, width: int, known: set[str], draft: Draft) -> ScheduleRow:
    cells = ["" if _GOES_ON.match(cell) else cell for cell in row.cells] + [""] * (width + 1 - len(row.cells))
    place = next((index for index, cell in enumerate(cells) if folded(cell) in known), None)
    first = next((index for index, cell in enumerate(cells) if cell), 0)
    starts_activity = bool(re.match(r"[<＜●◆■◎○・]", cells[first]))
    if place is not None:
        shift = place
    elif starts_activity:
        shift = first - 1 if first != 1 and first == 0 else 0
    else:
        shift = 0 if first == 0 or not _reads_as_component(cells, first) else first
    rules: tuple[str, ...] = ()
    if shift:
        rules = (draft.repaired(row.line.number, "shifted-cells", f"a row stands {shift:+d} columns aside"),)
    moved = [cells[index + shift] if 0 <= index + shift < len(cells) else "" for index in range(width + 1)]
    return ScheduleRow(row.line, " ".join(moved[0].split()) or None, tuple(moved[1:]), rules)


def _reads_as_component(cells: Sequence[str], first: int) -> bool:
    """Whether the first text of a row names a component: an activity with a title stands right of it."""
    following = cells[first + 1] if first + 1 < len(cells) else ""
    return bool(re.match(r"[<＜●]", following))


def _label_if_new(draft: Draft, owner: Key, name: str) -> Text | None:
    return None if keys.component(owner, name) in draft.facts else keys.ja(name)


def _activities(row: ScheduleRow, years: Sequence[int], component: Key, last: list[Key], draft: Draft) -> list[Key]:
    """Adds the activities of one row; returns those to which a next row of details belongs."""
    cells = [cell_items(cell) for cell in row.cells]
    filled = [index for index, items in enumerate(cells) if items]
    if not filled:
        return last
    number = row.line.number
    if len(filled) > 1 and _side_by_side(cells, filled):
        rule = draft.repaired(number, "side-by-side-blocks", "columns stand for target groups, not for years")
        return [
            _activity(item, row, years, (), component, (*row.rules, rule), draft)
            for index in filled
            for item in cells[index]
        ]
    first = cells[filled[0]]
    if not first[0].marked and last and filled == [0] and _LISTED.match(row.cells[0]):
        return _details_below(first[0], last, row, draft)
    rules = row.rules
    spans = {index: years[index : _next(filled, index, len(years))] for index in filled}
    for index in filled[1:]:
        before = max(other for other in filled if other < index)
        if cells[index][0].marked or not _is_torn(row.cells[before], row.cells[index], cells[before]):
            continue
        rules = (*rules, draft.repaired(number, "shifted-cells", "a sentence is torn over two cells"))
        _put_back(cells[index][0].words, cells[before], row.cells[before])
        filled.remove(index)
        spans[before] = years[before : _next(filled, before, len(years))]
    found: list[Key] = []
    previous: Key | None = None
    for index in filled:
        for item in cells[index]:
            key = _activity(item, row, spans[index], (years[index],), component, rules, draft, follows=previous)
            found.append(key)
        previous = found[-1] if len(cells[index]) == 1 else None
    return found


def _activity(
    item: CellItem,
    row: ScheduleRow,
    span: Sequence[int],
    stated: Sequence[int],
    component: Key,
    rules: Sequence[str],
    draft: Draft,
    *,
    follows: Key | None = None,
) -> Key:
    label = item.title or item.words
    details = item.details if item.title else []
    extended = [*rules, *(["empty-year-cells"] if len(span) > len(stated) and stated else [])]
    return draft.node(
        keys.activity(component, label, item.target_group or "", span[0]), [Place(row.line.number, row.line.number)],
        label=keys.ja(label), isPartOf=keys.ref(component), fiscalYear=list(span), statedYear=list(stated),
        detail=details, targetGroup=item.target_group, follows=keys.ref(follows),
        status=Status.REPAIRED if rules else Status.STATED, rules=extended,
    )  # fmt: skip


def _details_below(item: CellItem, last: Sequence[Key], row: ScheduleRow, draft: Draft) -> list[Key]:
    """A row of details only belongs to the activity above it."""
    rule = draft.repaired(row.line.number, "continued-line", "details of the activity in the row above")
    draft.node(last[-1], [Place(row.line.number, row.line.number)], rules=[rule], detail=item.details)
    draft.facts[last[-1]].status = Status.REPAIRED  # its text was put together out of two rows
    return list(last)


def _side_by_side(cells: Sequence[Sequence[CellItem]], filled: Sequence[int]) -> bool:
    groups = [cells[index][0].target_group for index in filled]
    return all(group and names_addressees(group) for group in groups)


def _is_torn(before: str, cell: str, items: Sequence[CellItem]) -> bool:
    """Whether an untitled later cell is the rest of a sentence rather than what a later year brings.

    ``items`` are those of the cell before. With several activities there nothing says which one it would follow; a
    cell that ends in a comma, a particle or a conjunction, or begins with a particle, is plainly torn.
    """
    return len(items) > 1 or bool(_GOES_ON_AFTER.search(before) or _GOES_ON_BEFORE.match(cell))


def _put_back(words: str, items: Sequence[CellItem], cell: str) -> None:
    """Puts torn-off words back: behind the sentence that breaks off at the cell's end, else to the nearest item."""
    last = items[-1]
    if _GOES_ON_AFTER.search(cell) and last.details:
        last.details[-1] += words
    else:
        _nearest(items, words).details.append(words)


def _nearest(items: Sequence[CellItem], words: str) -> CellItem:
    """The item that shares most pairs of characters with torn-off words, its title before its details."""
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}

    def shared(item: CellItem) -> tuple[int, int]:
        counts = [sum(text[i : i + 2] in pairs for i in range(len(text) - 1)) for text in (item.title, item.words)]
        return counts[0], counts[1]

    return max(items, key=shared)


def _next(filled: Sequence[int], index: int, end: int) -> int:
    return next((other for other in filled if other > index), end)
