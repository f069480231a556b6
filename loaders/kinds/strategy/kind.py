"""The kind as a whole: the document's lines become drafted facts, chapter by chapter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from graph.errors import DocumentError
from graph.facts import Status
from loaders import keys
from loaders.authorities import attach
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.accounting import account_for_structure
from loaders.kinds.strategy.areas.areas import read_areas
from loaders.kinds.strategy.areas.links import link_summary
from loaders.kinds.strategy.areas.reposted import merge_reposted
from loaders.kinds.strategy.ending import require_ending
from loaders.kinds.strategy.indicators.indicators import Pair, add_indicator, pairs, with_owner_columns
from loaders.kinds.strategy.indicators.rows import IndicatorRow, indicator_tables, overall_rows
from loaders.kinds.strategy.outline import Outline, Part, ProjectSection, outline
from loaders.kinds.strategy.pages import without_pages
from loaders.kinds.strategy.plan import add_plan
from loaders.kinds.strategy.remains import figure_statements
from loaders.kinds.strategy.roster.roster import read_roster
from loaders.kinds.strategy.sections.identity import Identity, best_likeness, section_identity
from loaders.kinds.strategy.sections.overview import heading_texts, read_overview
from loaders.kinds.strategy.sections.schedule import ScheduleTable, read_schedule, schedule_table
from loaders.kinds.strategy.situation.events import read_events
from loaders.kinds.strategy.situation.facts import read_facts
from loaders.kinds.strategy.situation.findings import read_findings
from loaders.statements import statements
from loaders.text.lines import Document, folded
from loaders.text.tables import rows
from loaders.ties.reading import read_ties


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of the indicator summary with its field cell."""

    field_cell: str
    row: IndicatorRow


def is_strategy(document: Document) -> bool:
    """True where the lines have the headings of the kind: sections of projects, or a field chapter."""
    out = outline(without_pages(document.lines, Draft()))
    return bool(out.fields) or any(len(section.chapters) >= 2 for section in out.sections)


def read_strategy(document: Document, publisher: str | None) -> Draft:
    """The drafted facts of a strategy. Raises DocumentError where no section can be told from another."""
    draft = Draft()
    lines = without_pages(document.lines, draft)
    out = outline(lines)
    require_ending(document, out)
    areas: dict[str, Key] = {}
    projects: dict[str, str] = {}
    groups: dict[str, Key] = {}
    columns = _columns(out)
    for chapter in out.fields:
        reading = read_areas(chapter, columns, draft)
        areas |= reading.areas
        groups |= reading.groups
        projects |= reading.projects
    summary = _summary(out, areas, projects, draft)
    own = [_own_rows(section, draft) for section in out.sections]
    listed = {name: [each.row for each in found] for name, found in summary.items()}
    best = best_likeness(own, listed)
    identities = [
        section_identity(section, found_rows, listed, best, projects, draft)
        for section, found_rows in zip(out.sections, own, strict=True)
    ]
    _require_identity(document, out, identities, draft)
    tables = [_schedule(section, draft) for section in out.sections]
    years = [year for table in tables if table for year in table.years]
    add_plan(out, lines, years, PurePath(document.name).stem, publisher, draft)
    _projects(summary, identities, draft)
    cells = {name: [(each.field_cell, each.row) for each in found] for name, found in summary.items()}
    link_summary(cells, areas, set(groups), draft)
    owners = _owners(out, identities, summary, draft)
    rest = {name: list(found) for name, found in listed.items()}
    for section, owner, table, found_rows, identity in zip(out.sections, owners, tables, own, identities, strict=True):
        if owner and identity:
            _section(section, owner, table, found_rows, rest.get(identity.project, []), best, draft)
    for name, found in rest.items():
        for row in found:
            add_indicator(Pair(None, row), keys.project(name), draft)
    _overall(out, draft)
    for chapter in out.rosters:
        read_roster(chapter, draft)
    merge_reposted(draft)
    figures = figure_statements(out.sections, owners, draft)
    told = statements(draft, (each for remains in figures for each in remains), lines)
    named = read_ties(told, figures, draft, lines)
    read_events(told, named, draft, lines)
    read_facts(told, named, draft, lines)
    account_for_structure(out, lines, draft)
    attach(draft)
    return draft


def _columns(out: Outline) -> list[set[str]]:
    """The folded cells of the summary by column."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for chapter in out.summaries:
        for row in rows(chapter.lines):
            for column, cell in enumerate(row.cells):
                found[column].add(folded(cell))
    return list(found.values())


def _summary(
    out: Outline, areas: Mapping[str, Key], projects: dict[str, str], draft: Draft
) -> dict[str, list[SummaryRow]]:
    """Rows of the summary by the project's name as the field chapter prints it, else as printed here."""
    found: dict[str, list[SummaryRow]] = defaultdict(list)
    for chapter in out.summaries:
        for table in indicator_tables(chapter.lines, draft):
            draft.structure(table.head, "table-head")
            if table.overall:
                continue
            for field_cell, printed, row in with_owner_columns(table.rows, projects, set(areas), table.torn):
                if not printed:
                    draft.problem([row.line.number], "summary-row", f"no project stands beside {row.name}")
                    continue
                name = projects.setdefault(folded(printed), printed)
                found[name].append(SummaryRow(field_cell, row))
    return dict(found)


def _own_rows(section: ProjectSection, draft: Draft) -> tuple[IndicatorRow, ...]:
    tables = indicator_tables(section.lines(Part.INDICATORS), draft)
    for table in tables:
        draft.structure(table.head, "table-head")
    return tuple(row for table in tables for row in table.rows)


def _schedule(section: ProjectSection, draft: Draft) -> ScheduleTable | None:
    return schedule_table(section.lines(Part.SCHEDULE), _overview_headings(section), draft)


def _overview_headings(section: ProjectSection) -> list[str]:
    cells = {folded(cell) for row in rows(section.lines(Part.SCHEDULE)) for cell in row.cells if cell}
    return heading_texts(section.lines(Part.OVERVIEW), cells)


def _require_identity(document: Document, out: Outline, identities: Sequence[Identity | None], draft: Draft) -> None:
    unknown = [section for section, identity in zip(out.sections, identities, strict=True) if identity is None]
    if unknown and len(unknown) == len(identities):
        raise DocumentError(
            document.name,
            "no section tells which project it describes: neither a title nor a row of the indicator summary matches.",
            "A whole plan has a summary of indicators or a list of projects; this text seems to be cut off.",
            line=unknown[0].first_line,
        )
    for section in unknown:
        draft.problem([section.first_line], "section-identity", "nothing tells which project this section describes")


def _projects(summary: Mapping[str, Sequence[SummaryRow]], identities: Sequence[Identity | None], draft: Draft) -> None:
    for name, found in summary.items():
        first = found[0].row.line.number
        draft.node(keys.project(name), [Place(first, first)], label=keys.ja(name), isPartOf=keys.ref(keys.PLAN))
    for identity in identities:
        if identity and identity.title_line:
            draft.node(
                keys.project(identity.project), [Place(identity.title_line, identity.title_line)],
                label=keys.ja(identity.project), isPartOf=keys.ref(keys.PLAN),
            )  # fmt: skip


def _owners(
    out: Outline,
    identities: Sequence[Identity | None],
    summary: Mapping[str, Sequence[SummaryRow]],
    draft: Draft,
) -> list[Key | None]:
    """What each section describes: its project, or a part of it where the project has several sections."""
    names = [identity.project if identity else "" for identity in identities]
    owners: list[Key | None] = []
    for section, identity in zip(out.sections, identities, strict=True):
        if identity is None:
            owners.append(None)
            continue
        project = keys.project(identity.project)
        if names.count(identity.project) == 1:
            owners.append(project)
            continue
        tag = "、".join(identity.tags)
        if not tag:
            tag = next(iter(_overview_headings(section)), "")
            draft.problem([section.first_line], "section-identity", f"no tag names this section of {identity.project}")
        lines = [each.row.line.number for each in summary.get(identity.project, ()) if each.row.tag in identity.tags]
        places = [Place(line, line) for line in lines] or [Place(section.first_line, section.first_line)]
        owners.append(
            draft.node(
                keys.part(project, tag), places, label=keys.ja(f"{identity.project}［{tag}］"),
                isPartOf=keys.ref(project), status=Status.REPAIRED, rules=["section-identity"],
            )
        )  # fmt: skip
    return owners


def _section(
    section: ProjectSection,
    owner: Key,
    table: ScheduleTable | None,
    own: Sequence[IndicatorRow],
    rest: list[IndicatorRow],
    best: Mapping[int, float],
    draft: Draft,
) -> None:
    """Reads one section; takes the summary's rows that its indicators match out of ``rest``."""
    read_findings(section.lines(Part.SITUATION), owner, draft)
    read_overview(section.lines(Part.OVERVIEW), owner, table.components if table else (), draft)
    if table:
        read_schedule(table, owner, draft)
    for pair in pairs(own, rest, best):
        add_indicator(pair, owner, draft)
        if pair.summary is not None:
            rest.remove(pair.summary)


def _overall(out: Outline, draft: Draft) -> None:
    """The indicators of the plan as a whole stand in a table of their own, in the summary or before the sections."""
    for lines in (out.preamble, *(chapter.lines for chapter in (*out.summaries, *out.others))):
        whole = [(table.rows, table.head) for table in indicator_tables(lines, draft) if table.overall]
        for found, head in (*whole, *overall_rows(lines)):
            draft.structure(head, "table-head")
            for row in found:
                add_indicator(Pair(None, row), keys.PLAN, draft)
