"""Events: what a text dates, once however often it is printed, with all that it concerns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.facts import Moment
from loaders import keys
from loaders.draft import Draft, Key, KeyRef, Place
from loaders.kinds.strategy.situation.clauses import Clause, bracket_at, clause_at, clauses, outermost
from loaders.kinds.strategy.situation.happenings import action, dates_no_event, founds, is_disaster, is_planned, told_of
from loaders.statements import Statement
from loaders.text.dates import DateMention, aligned, dates_in
from loaders.text.figures import figures_in
from loaders.text.lines import Line, folded
from loaders.text.passages import narrowed

Named = Callable[[Statement], tuple[tuple[int, int, Key], ...]]

_QUOTED = re.compile(r"「([^「」]+)」|『([^『』]+)』")
_NOTHING_ELSE = re.compile(r"^(?:及び|並びに|[、・,~〜()\s]|末|頃|から|まで|予定|見込み?|現在|時点|同日付け?)*$")
_ALONE = re.compile(
    r"(?:^|[、。)\s]|[はがをにのでと](?=同))(?:同|本|当該|この)?(?P<kind>構想|計画|協定|合意|覚書|ビジョン|条例|協議会|研究会|会議)"
    r"(?=[のにをはがで])"
)
_STATE = re.compile(r"時点|現在|実績|調査|統計|推計|比較|基準")
_OWN_SUBJECT = re.compile(r"[^、。はがをに]{2,}(?:が|は)(?![、。]?$)")
_GOES_ON = re.compile(r"(?:し|され|て|り|び|き|い|み)$")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as one place prints it."""

    owner: Key | None
    label: str
    action: str
    place: Place
    moment: Moment | None
    end: Moment | None
    fiscal_years: tuple[int, ...]
    planned: bool
    concerns: tuple[Key, ...]
    quoted: frozenset[str] = field(default_factory=frozenset)

    @property
    def date(self) -> str:
        """Its date as the key of its node tells it."""
        return self.moment.lexical if self.moment else str(self.fiscal_years[0])


def read_events(
    statements: Iterable[Statement], named: Named, draft: Draft, lines: Sequence[Line] = ()
) -> tuple[Key, ...]:
    """Adds an event for each happening that the statements date and returns their keys, in the order of the document.

    An event concerns the project or part in whose section it stands and every body and instrument in its clause (with
    the clause before, where that shares its subject). The same happening in several places (one date, one action, the
    same things; one signing a date) is one event with a passage for each. ``lines`` are those of the document: a
    statement that spans several gives events only the lines that hold their clause.
    """
    first_year = _first_year(draft)
    known: dict[Key | None, dict[str, Key]] = {}
    told: list[Happening] = []
    for statement in statements:
        spans = outermost(statement.text, named(statement))
        before = known.setdefault(statement.owner, {})
        told += happenings(statement, [*spans, *_referred(statement.text, before)], first_year)
        before |= {folded(statement.text[first:last]): key for first, last, key in spans}
    found: dict[Key, None] = {}
    for group in _same(told):
        first = max(group, key=lambda each: len(each.concerns))
        owner = first.owner or keys.PLAN
        owners = dict.fromkeys(each.owner for each in group if each.owner)
        concerns = dict.fromkeys([*owners, *first.concerns, *(key for each in group for key in each.concerns)])
        planned = all(each.planned for each in group)
        key = draft.node(
            keys.event(owner, first.label, first.date),
            dict.fromkeys(narrowed(each.label, each.place, lines) for each in group), label=keys.ja(first.label),
            date=first.moment, endDate=first.end, fiscalYear=list(first.fiscal_years),
            planned=True if planned else None, concerns=[KeyRef(each) for each in concerns],
        )  # fmt: skip
        found[key] = None
    return tuple(found)


def happenings(
    statement: Statement, spans: Sequence[tuple[int, int, Key]], first_year: int | None = None
) -> tuple[Happening, ...]:
    """The happenings that one statement dates. ``first_year`` is the plan's first fiscal year: what its measures date
    from then on is planned, whether they say so or not."""
    text = statement.text
    dates = dates_in(text)
    parts = clauses(text) if dates else ()
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = []
    for date in dates:
        if date.as_of or any(first < date.start < last for first, last in quoted):
            continue
        clause = _of_thing(text, date, clause_at(parts, date.start))
        inside = [each for each in dates if clause.start <= each.start < clause.end]
        done = _in_bracket(text, date, clause) if bracket_at(text, date.start) else _in_text(text, date, clause, inside)
        if done is None:
            continue
        words, first, last = done
        first = _with_subject(text, clause, parts, first)
        regions = [(first, last)] if bracket_at(text, date.start) else _regions(first, last, date, inside)
        concerned = [key for a, b, key in spans if any(x <= a and b <= y for x, y in regions)]
        names = [match[1] or match[2] for match in _QUOTED.finditer(text, first, last)]
        moment, end, years = _when(date)
        if moment is None and not years:
            continue
        planned = date.foreseen or is_planned(aligned(words)) or _to_come(statement, date, first_year)
        found.append(
            Happening(
                statement.owner, clause.label(text), action(aligned(words)), statement.place, moment, end, years,
                planned, tuple(dict.fromkeys(concerned)), frozenset(folded(name) for name in names),
            )
        )  # fmt: skip
    return tuple(found)


def _referred(text: str, before: Mapping[str, Key]) -> list[tuple[int, int, Key]]:
    """Where a text says 構想 or 同計画 alone: the latest thing of that kind that its section has named before."""
    found = []
    for match in _ALONE.finditer(aligned(text)):
        kept = [key for name, key in before.items() if name.rstrip("」』").endswith(match["kind"])]
        found += [(match.start("kind"), match.end("kind"), kept[-1])] if kept else []
    return found


def _in_bracket(text: str, date: DateMention, clause: Clause) -> tuple[str, int, int] | None:
    """What a date in a bracket dates, with the part of the text that tells of it; None where it dates no happening."""
    bracket = bracket_at(text, date.start)
    if bracket is None:
        return None
    words = aligned(text)
    inside = _without_dates(text[bracket[0] : bracket[1]])
    before = words[clause.start : bracket[0]]
    if _STATE.search(inside):
        return None
    if not _NOTHING_ELSE.match(inside):
        return (inside, clause.start, clause.end) if action(inside) else None
    if date.open_start or re.search(r"[」』]\s*(?:\(仮称\))?$", before):
        return None  # the end of a programme; the date of a plan or law
    if any(abs(each.end - bracket[0]) <= 1 for each in figures_in(text)):
        return None
    done = action(before)
    return (before + inside, clause.start, max(clause.end, bracket[1])) if done else None


def _in_text(
    text: str, date: DateMention, clause: Clause, inside: Sequence[DateMention]
) -> tuple[str, int, int] | None:
    """What a date in running text dates: the happening behind it in its clause, up to the next date if that has one."""
    words = aligned(text)
    behind = words[date.end : clause.end]
    before = words[clause.start : date.start]
    if dates_no_event(behind, before):
        return None
    later = [each for each in inside if each.start > date.start and not bracket_at(text, each.start)]
    own = words[date.end : later[0].start] if later else behind
    told = own if action(own) else behind
    if not action(told):
        return None
    counted = [each for each in figures_in(text) if date.end <= each.start < clause.end]
    if counted and not founds(told) and not is_disaster(behind) and not _to_the_month(date):
        return None  # in that year so and so many were visited: a figure with its year
    if date.open_start and not founds(told):
        return None
    return told, clause.start, clause.end


def _of_thing(text: str, date: DateMention, clause: Clause) -> Clause:
    """The clause up to the thing of which the happening is told, where it is told of one (結成した「…」では)."""
    end = None if bracket_at(text, date.start) else told_of(aligned(text)[date.end : clause.end])
    return replace(clause, end=date.end + end) if end else clause


def _to_the_month(date: DateMention) -> bool:
    return bool(date.moment and len(date.moment.lexical) > 4)


def _regions(first: int, last: int, date: DateMention, inside: Sequence[DateMention]) -> list[tuple[int, int]]:
    """Where the things of an event stand: its clause, but for what other dates in it date."""
    if len(inside) < 2:
        return [(first, last)]
    at = list(inside).index(date)
    end = inside[at + 1].start if at + 1 < len(inside) else last
    return [(first, inside[0].start), (date.start, end)] if at else [(first, end)]


def _with_subject(text: str, clause: Clause, parts: Sequence[Clause], first: int) -> int:
    """Where the telling of an event begins: with the clauses before, where they go on to it and share its subject."""
    words = aligned(text)
    at = next(index for index, part in enumerate(parts) if part.start == clause.start)
    while at and parts[at - 1].sentence == parts[at].sentence:
        if _OWN_SUBJECT.search(words[parts[at].start : parts[at].end]) or not _GOES_ON.search(
            words[parts[at - 1].start : parts[at - 1].end].rstrip()
        ):
            break
        at -= 1
        first = parts[at].start
    return first


def _when(date: DateMention) -> tuple[Moment | None, Moment | None, tuple[int, ...]]:
    if date.open_start:
        return date.end_moment, None, (date.end_fiscal_year,) if date.end_fiscal_year else ()
    if date.moment:
        return date.moment, date.end_moment, ()
    if date.fiscal_year is None:
        return None, None, ()
    return None, date.end_moment, tuple(range(date.fiscal_year, (date.end_fiscal_year or date.fiscal_year) + 1))


def _first_year(draft: Draft) -> int | None:
    plan = draft.facts.get(keys.PLAN)
    years = plan.properties.get("firstFiscalYear", ()) if plan else ()
    return next((year for year in years if isinstance(year, int)), None)


def _to_come(statement: Statement, date: DateMention, first_year: int | None) -> bool:
    if first_year is None or statement.type not in ("Component", "Measure", "ScheduledActivity"):
        return False
    moment = date.moment.lexical if date.moment else None
    begin = f"{first_year}-04" if moment and len(moment) > 4 else str(first_year + 1)
    return moment >= begin if moment else (date.fiscal_year or 0) >= first_year


def _without_dates(text: str) -> str:
    words = aligned(text)
    for date in reversed(dates_in(text)):
        words = words[: date.start] + words[date.end :]
    return words


def _same(told: Sequence[Happening]) -> list[list[Happening]]:
    """The happenings by the event that they are."""
    groups: list[list[Happening]] = []
    for each in told:
        group = next((group for group in groups if any(_is_same(each, other) for other in group)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def _is_same(one: Happening, other: Happening) -> bool:
    if (one.date, one.end, one.action) != (other.date, other.end, other.action):
        return False
    if one.owner == other.owner and (one.action == "締結" or folded(one.label) == folded(other.label)):
        return True
    names, others = one.quoted, other.quoted
    things, those = set(one.concerns), set(other.concerns)
    if one.owner != other.owner:
        return bool(things and things == those) or bool(names and names == others)
    shared = bool(names & others) or bool(things & those)
    return shared and (names <= others or others <= names) and (things <= those or those <= things)
