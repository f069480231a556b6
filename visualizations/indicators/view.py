"""What the page shows: the indicators that a choice keeps, in groups and in order, and what there is to choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.comparisons import REASONS, Basis, Comparison, basis_of, comparisons
from graph.facts import Facts, Node
from visualizations.evidence import Evidence, evidence, names_of
from visualizations.indicators.choice import OVERALL, Choice, basis_key, choice_of
from visualizations.indicators.plot import Plot, plot
from visualizations.lanes.chosen.around import parts_shown
from visualizations.tables import Section, present, section, sections
from visualizations.things.wholes import wholes

Year = tuple[int, str]  # a year with its kind, empty where the document leaves it open
_BASES = ("cumulative", "periodTotal", "singleYear", "pointInTime", "basisNotStated")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator: what it is of, the fields that its project mainly serves, its comparison and its plot."""

    comparison: Comparison
    plan: Node | None
    project: Node | None
    part: Node | None
    fields: frozenset[str]
    evidence: Evidence
    plot: Plot | None

    @property
    def indicator(self) -> Node:
        """The indicator itself."""
        return self.comparison.indicator

    @property
    def basis(self) -> Basis:
        """How it counts."""
        return basis_of(self.indicator, self.indicator)

    @property
    def of(self) -> str:
        """The project in an address, or that it is of the plan as a whole."""
        return self.project.id if self.project else OVERALL


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: a project (None: the plan as a whole), a basis, or whether they may be compared."""

    kind: str
    node: Node | None
    basis: Basis | None
    safe: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The groups of a plan, with the year that is usual for each phase: rows tell theirs where it is another."""

    plan: Node | None
    groups: tuple[Group, ...]
    usual: Mapping[str, Year | None]


@dataclass(frozen=True, slots=True)
class IndicatorsView:
    """The page's model. ``kept`` are all rows that the choice keeps, ``rows`` those of the tables: all of
    them, or one section. The counts of a filter are those of the rows that it would keep beside the other filters."""

    choice: Choice
    tables: tuple[PlanRows, ...]
    total: int
    plans: tuple[tuple[Node, int], ...]
    projects: tuple[tuple[Node, int], ...]
    overall: int
    fields: tuple[tuple[Node, int], ...]
    bases: tuple[tuple[Basis, int], ...]
    all_bases: int
    unsafe: int
    pages: tuple[Section, ...]
    kept: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tables."""
        return tuple(row for table in self.tables for group in table.groups for row in group.rows)


def indicator_rows(facts: Facts) -> tuple[Row, ...]:
    """Every indicator: by plan, those of the plan as a whole first, then by project in the order of the plan."""
    fields = _fields(facts)
    found = []
    for each in comparisons(facts):
        above = {node.type: node for node in wholes(facts, each.indicator)}
        project, part = above.get("Project"), above.get("ProjectPart")
        served = fields.get(part.id if part else "", frozenset()) | fields.get(
            project.id if project else "", frozenset()
        )
        known = evidence(each.indicator, names_of(each.indicator))
        found.append(Row(each, above.get("Plan"), project, part, served, known, plot(each)))
    return tuple(_in_order(facts, found))


def _in_order(facts: Facts, rows: list[Row]) -> list[Row]:
    """By plan, then the plan as a whole, then by project, as the plan lists them.

    Where each indicator stands in two places, in a table of its project and in one of all, the one of all decides: it
    is the shorter stretch of lines.
    """
    plans = [node.id for node in facts.by_type.get("Plan", ())]
    position: dict[str, tuple[int, int]] = {}
    for plan in {_plan(row) for row in rows}:
        own = [row.indicator for row in rows if _plan(row) == plan]
        ends = [[_line(each, at) for each in own] for at in (0, -1)]
        lines = min(ends, key=lambda found: max(found) - min(found))
        position |= {each.id: (plans.index(plan) if plan in plans else len(plans), at)
                     for each, at in zip(own, lines, strict=True)}  # fmt: skip
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        key, at = (_plan(row), row.of), position[row.indicator.id]
        first[key] = min(first.get(key, at), at)

    def order(row: Row) -> tuple[int, bool, tuple[int, int], str, tuple[int, int]]:
        at = position[row.indicator.id]
        return (at[0], row.project is not None, first[(_plan(row), row.of)], row.of, at)

    return sorted(rows, key=order)


def _line(indicator: Node, at: int) -> int:
    """The first or the last line at which an indicator stands, 0 where it stands nowhere."""
    lines = sorted(source.first_line for source in indicator.sources)
    return lines[at] if lines else 0


def _plan(row: Row) -> str:
    return row.plan.id if row.plan else ""


def _fields(facts: Facts) -> Mapping[str, frozenset[str]]:
    """By project or part: the fields that it mainly serves."""
    projects = [node.id for node in facts.by_type.get("Project", ())]
    found: dict[str, set[str]] = {}
    for field in (*facts.by_type.get("GrowthField", ()), *facts.by_type.get("CrossCuttingArea", ())):
        for whole, _ in parts_shown(facts, field, projects):
            found.setdefault(whole, set()).add(field.id)
    return {whole: frozenset(served) for whole, served in found.items()}


def indicators_view(facts: Facts, query: Mapping[str, str], *, paged: bool = False) -> IndicatorsView:
    """The view that an address asks for; ``paged``: one section of its rows."""
    rows = indicator_rows(facts)
    choice = choice_of(query, {
        "plan": {row.plan.id for row in rows if row.plan}, "project": {row.of for row in rows},
        "field": {id_ for row in rows for id_ in row.fields}, "basis": {basis_key(row.basis) for row in rows},
    })  # fmt: skip

    def kept(**changes: object) -> list[Row]:
        wanted = replace(choice, **changes)  # type: ignore[arg-type]
        return [row for row in rows if _keeps(row, wanted)]

    def nodes(counts: Counter[str]) -> tuple[tuple[Node, int], ...]:
        return tuple((facts.nodes[id_], n) for id_, n in counts.items() if id_ in facts.nodes)

    projects = Counter(row.of for row in kept(project=""))
    fields = Counter(id_ for row in kept(field="") for id_ in sorted(row.fields))
    areas = [*facts.by_type.get("GrowthField", ()), *facts.by_type.get("CrossCuttingArea", ())]
    bases = Counter(row.basis for row in kept(basis=""))
    found = kept()
    choice = replace(choice, page=present(len(found), choice.page))
    shown = list(section(found, choice.page)) if paged else found
    return IndicatorsView(
        choice, tuple(_tables(shown, rows, choice)), len(rows),
        nodes(Counter(row.plan.id for row in kept(plan="", project="", field="") if row.plan)),
        nodes(projects), projects[OVERALL],
        tuple((area, fields[area.id]) for area in areas if fields[area.id]),
        tuple(sorted(bases.items(), key=lambda item: _basis_order(item[0]))), len(kept(basis="")),
        sum(not row.comparison.safe for row in kept(unsafe=False)), sections(len(found)) if paged else (),
        tuple(found),
    )  # fmt: skip


def _keeps(row: Row, choice: Choice) -> bool:
    return (
        choice.plan in ("", _plan(row))
        and choice.project in ("", row.of)
        and (not choice.field or choice.field in row.fields)
        and choice.basis in ("", basis_key(row.basis))
        and not (choice.unsafe and row.comparison.safe)
    )


def _basis_order(basis: Basis) -> tuple[int, int]:
    return (_BASES.index(basis.name) if basis.name in _BASES else len(_BASES), basis.years or 0)


def _tables(kept: list[Row], rows: tuple[Row, ...], choice: Choice) -> Iterable[PlanRows]:
    for plan in dict.fromkeys(_plan(row) for row in kept):
        own = [row for row in kept if _plan(row) == plan]
        every = [row for row in rows if _plan(row) == plan]
        usual = {phase: _usual(every, phase) for phase in ("baseline", "target")}
        yield PlanRows(own[0].plan, tuple(_groups(own, choice)), usual)


def year_and_kind(value: Node | None) -> Year | None:
    """The year of a value with its kind, None where there is no value or no year."""
    year = next((each for each in value.values("year") if isinstance(each, int)), 0) if value else 0
    return (year, value.text("yearKind")) if value and year else None


def _usual(rows: list[Row], phase: str) -> Year | None:
    """The year that more than half of the values of a phase have, with its kind."""
    years = [found for row in rows if (found := year_and_kind(row.comparison.value(phase)))]
    return next((year for year, n in Counter(years).most_common(1) if 2 * n > len(years)), None)


def _groups(rows: list[Row], choice: Choice) -> Iterable[Group]:
    ordered = _sorted(rows, choice.sort)
    match choice.group:
        case "basis":
            for basis in sorted({row.basis for row in ordered}, key=_basis_order):
                yield Group("basis", None, basis, True, tuple(row for row in ordered if row.basis == basis))
        case "safety":
            for safe in (False, True):
                if own := tuple(row for row in ordered if row.comparison.safe is safe):
                    yield Group("safety", None, None, safe, own)
        case "none":
            yield Group("none", None, None, True, tuple(ordered))
        case _:
            for of in dict.fromkeys(row.of for row in rows):
                own = tuple(row for row in ordered if row.of == of)
                yield Group("project", own[0].project, None, True, own)


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    """Rows in an order; those that are alike stay in the order of the plan."""
    reasons = list(REASONS)
    match sort:
        case "name":
            return sorted(rows, key=lambda row: row.indicator.label)
        case "basis":
            return sorted(rows, key=lambda row: _basis_order(row.basis))
        case "years":
            return sorted(
                rows,
                key=lambda row: [year_and_kind(row.comparison.value(p)) or (0, "") for p in ("target", "baseline")],
            )
        case "warnings":
            return sorted(
                rows,
                key=lambda row: min(
                    (reasons.index(each.name) for each in row.comparison.reasons), default=len(reasons)
                ),
            )
        case _:
            return rows
