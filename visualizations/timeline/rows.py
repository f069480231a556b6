"""The rows of the schedule as the graph has them: each activity with the state of each of its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Facts, Moment, Node, Status
from graph.search import search_key
from visualizations.evidence import Evidence, Place, evidence, names_of
from visualizations.rendering import family
from visualizations.things.wholes import wholes

# Rules that say in which years an activity goes on; the others mended or concluded its words.
YEAR_RULES = frozenset({"empty-year-cells"})
OFF, STATED, REPAIRED, INFERRED = "off", "stated", "repaired", "inferred"
Position = tuple[str, int, int, int]  # document, first line, where in its words, first year
_NOWHERE: Position = ("", 0, 0, 0)
_MARKS = ("<", "●", "◆", "■", "○")  # before the title of an activity
_MOST_YEARS = 30  # a longer span is not drawn year by year


@dataclass(frozen=True, slots=True)
class Cell:
    """A year of a row: ``stated`` (its cell has words), ``repaired`` (words that a rule put back), ``inferred`` (a rule
    says that it goes on) or ``off``, with the rules that say so."""

    year: int
    state: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """A scheme that an activity rests on and that ends before the schedule does: its node, last year, lines."""

    instrument: Node
    year: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A scheduled activity: what it stands in (plan, project, part, component), its cells, how its words are known.

    ``follows`` is the activity whose place it takes, ``followed`` says whether another takes its own. ``named`` are
    the ids of the bodies that it names.
    """

    activity: Node
    plan: Node | None
    project: Node | None
    part: Node | None
    component: Node
    cells: tuple[Cell, ...]
    evidence: Evidence
    rules: tuple[str, ...]
    follows: Node | None
    followed: bool
    endings: tuple[Ending, ...]
    named: frozenset[str]

    @property
    def details(self) -> tuple[str, ...]:
        """The items below the activity, in the order of the plan."""
        return tuple(str(getattr(each, "value", each)) for each in self.activity.values("detail"))

    @property
    def running(self) -> tuple[int, ...]:
        """The years in which it runs."""
        return tuple(cell.year for cell in self.cells if cell.state != OFF)

    @property
    def begins_late(self) -> bool:
        """Whether it begins after the first year of the schedule."""
        return bool(self.cells and self.running) and self.running[0] > self.cells[0].year

    @property
    def ends_early(self) -> bool:
        """Whether it ends before the last year of the schedule."""
        return bool(self.cells and self.running) and self.running[-1] < self.cells[-1].year

    @property
    def changes(self) -> bool:
        """Whether something changes between the years of the schedule."""
        return self.begins_late or self.ends_early or bool(self.follows) or self.followed

    @property
    def repaired(self) -> bool:
        """Whether its words are not plainly stated."""
        return not self.evidence.plain


def schedule_rows(facts: Facts) -> tuple[Row, ...]:
    """All rows of all plans, in the order in which the plans print them."""
    activities = facts.by_type.get("ScheduledActivity", ())
    standing = {each.id: _standing(facts, each) for each in activities}
    years: dict[str, set[int]] = defaultdict(set)
    for each in activities:
        plan = standing[each.id].get("Plan")
        years[plan.id if plan else ""] |= _years(each, "fiscalYear")
    spans = {plan: _span(found) for plan, found in years.items()}
    found = []
    for each in activities:
        above = standing[each.id]
        plan = above.get("Plan")
        found.append(_row(facts, each, above, spans[plan.id if plan else ""]))
    return tuple(_in_order(facts, found))


def _standing(facts: Facts, activity: Node) -> Mapping[str, Node]:
    """What an activity stands in, by class."""
    return {each.type: each for each in wholes(facts, activity)}


def _years(activity: Node, name: str) -> set[int]:
    return {each for each in activity.values(name) if isinstance(each, int) and not isinstance(each, bool)}


def _span(years: set[int]) -> tuple[int, ...]:
    """The years of the columns: from the first to the last, without the gaps of a very long span."""
    if not years:
        return ()
    whole = range(min(years), max(years) + 1)
    return tuple(whole) if len(whole) <= _MOST_YEARS else tuple(sorted(years))


def _row(facts: Facts, activity: Node, above: Mapping[str, Node], span: tuple[int, ...]) -> Row:
    before = [facts.nodes[id_] for id_ in activity.refs("follows") if id_ in facts.nodes]
    mentioned = [facts.nodes[id_] for id_ in activity.refs("mentions") if id_ in facts.nodes]
    known = evidence(activity, names_of(activity))
    return Row(
        activity, above.get("Plan"), above.get("Project"), above.get("ProjectPart"),
        above.get("Component", activity), tuple(_cell(activity, year) for year in span), known,
        () if known.plain else tuple(rule for rule in activity.rules if rule not in YEAR_RULES) or activity.rules,
        next(iter(before), None), any(name == "follows" for name, _ in facts.referring.get(activity.id, ())),
        tuple(found for each in mentioned if (found := _ending(each, span))),
        frozenset(each.id for each in mentioned if family(each) == "organization" and each.type != "Person"),
    )  # fmt: skip


def _cell(activity: Node, year: int) -> Cell:
    if year not in _years(activity, "fiscalYear"):
        return Cell(year, OFF)
    mended = tuple(rule for rule in activity.rules if rule not in YEAR_RULES)
    if year in _years(activity, "statedYear"):
        status = activity.status or Status.STATED
        if status is Status.STATED:
            return Cell(year, STATED)
        return Cell(year, REPAIRED if status is Status.REPAIRED else INFERRED, mended)
    return Cell(year, INFERRED, tuple(rule for rule in activity.rules if rule in YEAR_RULES) or activity.rules)


def _ending(instrument: Node, span: tuple[int, ...]) -> Ending | None:
    """The last year of a scheme, where it is stated and lies before the last of the schedule."""
    year = next((each for each in instrument.values("endFiscalYear") if isinstance(each, int)), 0)
    end = instrument.value("end")
    if not year and isinstance(end, Moment) and len(end.lexical) >= 7:
        written, month = int(end.lexical[:4]), int(end.lexical[5:7])
        year = written if month > 3 else written - 1
    if not span or not year or not span[0] <= year < span[-1]:
        return None
    return Ending(instrument, year, evidence(instrument).places)


def _in_order(facts: Facts, rows: list[Row]) -> list[Row]:
    """Rows as the plans print them: by plan and line, within a line by where their words stand in it.

    The rows of a component stay together, and so do the components of a project, in the order of their first line.
    """
    at = {row.activity.id: _place(facts, row) for row in rows}
    first: dict[str, Position] = {}
    for row in rows:
        own = at[row.activity.id]
        for node in _above(row):
            if node:
                first[node.id] = min(first.get(node.id, own), own)

    plans = [node.id for node in facts.by_type.get("Plan", ())]

    def key(row: Row) -> tuple[int, tuple[tuple[Position, str], ...], Position]:
        above = tuple((first[node.id], node.id) if node else (_NOWHERE, "") for node in _above(row))
        return plans.index(row.plan.id) if row.plan else len(plans), above, at[row.activity.id]

    return sorted(rows, key=key)


def _above(row: Row) -> tuple[Node | None, ...]:
    return (row.plan, row.project, row.part, row.component)


def _place(facts: Facts, row: Row) -> Position:
    source = next(iter(facts.places(row.activity)), None)
    year = row.running[0] if row.running else 0
    if source is None:
        return ("", 0, 0, year)
    words = search_key(source.exact or "")
    group, title = row.activity.text("targetGroup"), search_key(row.activity.label)
    begin = max(words.find(search_key(group)), 0) if group else 0
    places = [words.find(mark + title, begin) for mark in (*_MARKS, "")]
    return (source.document, source.first_line, next((at for at in places if at >= 0), 0), year)
