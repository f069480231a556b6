"""Indicators and their values from the project's own table and from the summary, checked against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from graph.facts import Status, Term
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.indicators.rows import Cell, IndicatorRow
from loaders.text.japanese import Basis
from loaders.text.lines import Line, folded

# Names whose figures are states at a point in time: rates, and numbers of members or inhabitants.
_STATE = re.compile(r"(?:率|割合|比率|(?:会員|人口|登録者|加入者)数?)$")
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator as its two tables print it; one of them may be missing."""

    own: IndicatorRow | None
    summary: IndicatorRow | None

    @property
    def first(self) -> IndicatorRow:
        """The row that decides: the project's own table wins."""
        row = self.own or self.summary
        assert row is not None
        return row


def likeness(own: IndicatorRow, summary: IndicatorRow) -> float:
    """How surely two rows tell the same indicator, 0 to 4: name (2 equal, 1 near), target and baseline (1 each)."""
    names = folded(own.name), folded(summary.name)
    near = SequenceMatcher(None, *names).ratio()
    contained = names[0].endswith(names[1]) or names[1].endswith(names[0])
    name = 2.0 if names[0] == names[1] else 1.0 if near >= _NEAR or contained else 0.0
    return name + _same(own.target, summary.target) + _same(own.baseline, summary.baseline) if name else 0.0


def pairs(own: Sequence[IndicatorRow], summary: Sequence[IndicatorRow], best: Mapping[int, float]) -> tuple[Pair, ...]:
    """Joins the rows of the two tables of one project or part, the surest first; unmatched own rows stand alone.

    ``best`` tells how like each row of the summary, by its line, is to the likest row of any section: it is that one's.
    """
    scored = sorted(((likeness(a, b), -i, -j) for i, a in enumerate(own) for j, b in enumerate(summary)), reverse=True)
    taken_own: dict[int, int] = {}
    taken_summary: set[int] = set()
    for score, i, j in scored:
        sure = score >= max(2, best[summary[-j].line.number])
        if sure and -i not in taken_own and -j not in taken_summary:
            taken_own[-i] = -j
            taken_summary.add(-j)
    return tuple(Pair(row, summary[taken_own[i]] if i in taken_own else None) for i, row in enumerate(own))


def add_indicator(pair: Pair, owner: Key, draft: Draft) -> Key:
    """Adds an indicator with its measurement and values; disagreements of the two tables become problems."""
    row = pair.first
    tag = next((r.tag for r in (pair.own, pair.summary) if r and r.tag), None)
    both = [r for r in (pair.own, pair.summary) if r]
    places = [Place(r.line.number, r.line.number) for r in both]
    basis = _basis(pair, draft)
    rules = [rule for r in both for rule in r.rules]
    definition = next((r.definition for r in both if r.definition), None)
    others = [keys.ja(r.name) for r in both if folded(r.name) != folded(row.name)]
    key = draft.node(
        keys.indicator(owner, tag or "", row.name), places, label=keys.ja(row.name), altLabel=others, tag=tag,
        basis=Term(_basis_term(basis, row.name)), periodYears=basis.years if basis else None,
        unit=next((r.unit for r in both if r.unit), None), definition=keys.ja(definition) if definition else None,
        status=Status.REPAIRED if rules else None, rules=rules,
    )  # fmt: skip
    status = Status.REPAIRED if pair.first.rules else Status.STATED
    draft.link("Measurement", key, owner, places, status=status, rules=pair.first.rules)
    for phase in ("baseline", "target"):
        _values(pair, phase, key, basis, draft)
    return key


def _basis(pair: Pair, draft: Draft) -> Basis | None:
    bases = [row.basis for row in (pair.own, pair.summary) if row and row.basis]
    if len(set(bases)) > 1:
        lines = [row.line.number for row in (pair.own, pair.summary) if row]
        draft.problem(lines, "tables-disagree", f"the counting basis of {pair.first.name} differs between two tables")
    return bases[0] if bases else None


def _basis_term(basis: Basis | None, name: str) -> str:
    if basis:
        return basis.kind
    return "pointInTime" if _STATE.search(folded(name).removesuffix(")")) else "basisNotStated"


def _values(pair: Pair, phase: str, indicator: Key, basis: Basis | None, draft: Draft) -> None:
    told: list[tuple[IndicatorRow, Cell]] = []
    for row in (pair.own, pair.summary):
        cell = (row.baseline if phase == "baseline" else row.target) if row else None
        if row and cell and cell.quantity.value is not None:
            told.append((row, cell))
    if len(told) == 2 and _agree(told[0][1], told[1][1]):
        (own, first), (summary, _) = told
        _value(own, first, phase, indicator, basis, draft, extra=summary)
        return
    if len(told) == 2:
        lines = [row.line.number for row, _ in told]
        texts = " / ".join(cell.text for _, cell in told)
        draft.problem(lines, "tables-disagree", f"the {phase} of {pair.first.name} differs between two tables: {texts}")
    for row, cell in told:
        _value(row, cell, phase, indicator, basis, draft, distinct=len(told) == 2)


def _value(
    row: IndicatorRow,
    cell: Cell,
    phase: str,
    indicator: Key,
    basis: Basis | None,
    draft: Draft,
    *,
    extra: IndicatorRow | None = None,
    distinct: bool = False,
) -> None:
    year = cell.year
    rules = [*row.rules, *cell.rules]
    value = cell.quantity.value
    own_basis = cell.quantity.basis if cell.quantity.basis and cell.quantity.basis != basis else None
    places = [Place(r.line.number, r.line.number) for r in (row, extra) if r]
    fiscal = year.fiscal if year else None
    draft.node(
        keys.indicator_value(indicator, phase, year.year if year else None, str(value) if distinct else ""), places,
        label=keys.ja(f"{row.name} {_with_unit(cell)}"), observationOf=keys.ref(indicator), phase=Term(phase),
        value=value, valueText=cell.text, comparator=Term(cell.quantity.comparator), year=year.year if year else None,
        yearKind=None if fiscal is None else Term("fiscalYearKind" if fiscal else "calendarYearKind"),
        basis=Term(own_basis.kind) if own_basis else None, periodYears=own_basis.years if own_basis else None,
        status=Status.REPAIRED if rules else None, rules=rules,
    )  # fmt: skip


def _with_unit(cell: Cell) -> str:
    """The figure as printed, with the unit that the table prints in a column of its own."""
    unit = cell.quantity.unit
    return cell.text if folded(unit) in folded(cell.text) else f"{cell.text}{unit}"


def _same(left: Cell | None, right: Cell | None) -> float:
    values = [cell.quantity.value if cell else None for cell in (left, right)]
    return 1.0 if values[0] == values[1] and values[0] is not None else 0.5 if values == [None, None] else 0.0


def _agree(left: Cell, right: Cell) -> bool:
    same_year = left.year is None or right.year is None or left.year.year == right.year.year
    same_unit = (
        not left.quantity.unit or not right.quantity.unit or folded(left.quantity.unit) == folded(right.quantity.unit)
    )
    return left.quantity.value == right.quantity.value and same_year and same_unit


def with_owner_columns(
    table: Sequence[IndicatorRow], projects: Mapping[str, str], areas: set[str], torn: Sequence[Line] = ()
) -> tuple[tuple[str, str, IndicatorRow], ...]:
    """Rows of the summary with their field cell and project; empty cells go on from the row above.

    ``projects`` are the known ones by folded name. A ``torn`` line may begin the rows of another project, which it then
    names. The columns left of the name are told by what they hold: known project names, known area names.
    """
    width = max((len(row.lead) for row in table), default=0)

    def hits(column: int, known: set[str]) -> int:
        cells = [folded(row.lead[column]) for row in table if column < len(row.lead) and row.lead[column]]
        return sum(cell in known or any(area in cell for area in known if len(area) > 3) for cell in cells)

    if not width:
        return ()
    project_column = max(range(width), key=lambda column: (hits(column, set(projects)), column))
    field_column = max(
        (column for column in range(width) if column != project_column),
        key=lambda column: hits(column, areas), default=None,
    )  # fmt: skip
    found = []
    field_cell = project = ""
    before = 0
    for row in table:
        for line in torn:
            if before < line.number < row.line.number and (named := _named(line, projects)) is not None:
                field_cell, project = "", named
        before = row.line.number
        lead = row.lead
        cell = lead[project_column] if project_column < len(lead) else ""
        if cell:
            project = " ".join(cell.split())
            field_cell = lead[field_column] if field_column is not None and field_column < len(lead) else ""
        found.append((field_cell, project, replace(row, lead=())))
    return tuple(found)


def _named(line: Line, projects: Mapping[str, str]) -> str | None:
    """The project that a torn row names: an unknown one is empty, and None is for a row that names none."""
    text = folded(line.text)
    known = max((name for name in projects if name in text), key=len, default=None)
    if known is not None:
        return projects[known]
    endings = {name[-6:] for name in projects}
    return "" if any(ending in text for ending in endings) else None
