"""The field chapter: groups, growth fields, cross-cutting areas, measure groups, measures, and matching projects."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.areas.chapter import (
    THEME,
    AreaLines,
    area_lines,
    heading_number,
    heading_text,
    is_across,
    is_measure,
)
from loaders.kinds.strategy.areas.roles import add_contributions, project_names
from loaders.kinds.strategy.bullets import Bullet, bullets, heading_marks, is_bullet
from loaders.kinds.strategy.outline import Chapter
from loaders.text.lines import Line, folded

_CROSS_CUTTING = "分野横断"


@dataclass(frozen=True, slots=True)
class AreaReading:
    """What the chapter says: areas and groups by folded name, project names in their order."""

    areas: dict[str, Key]
    groups: dict[str, Key]
    projects: dict[str, str]


def read_areas(chapter: Chapter, columns: Sequence[Set[str]], draft: Draft) -> AreaReading:
    """Reads the field chapter into ``draft``; ``columns`` are the folded cells of the indicator summary by column."""
    if chapter.heading:
        draft.structure([chapter.heading.number], "chapter-heading")
    reading = AreaReading({}, {}, {})
    found = area_lines(chapter.lines, columns)
    entries = {line.number for area in found for line in area.names}
    marks = heading_marks([line for line in chapter.lines if line.number not in entries])
    group: Key | None = None
    for area in found:
        if area.group:
            group = _group(area.group, draft)
            reading.groups.update({folded(area.group.raw): group, folded(heading_text(area.group)): group})
        key = _area(area, group, draft)
        reading.areas[folded(key[-1])] = key
        _measure_groups(area, key, marks, draft)
        if area.label:
            draft.structure([area.label.number], "matching-label")
        listed = project_names(area.names)
        for name in listed:
            reading.projects.setdefault(folded(name.name), name.name)
        add_contributions(key, listed, area.names, draft)
    return reading


def _group(line: Line, draft: Draft) -> Key:
    printed = heading_text(line)
    label = _CROSS_CUTTING if _CROSS_CUTTING in folded(printed) else printed
    other = [keys.ja(printed)] if label != printed else []
    place = Place(line.number, line.number)
    return draft.node(
        keys.field_group(label), [place], label=keys.ja(label), altLabel=other, isPartOf=keys.ref(keys.PLAN)
    )


def _area(area: AreaLines, group: Key | None, draft: Draft) -> Key:
    label = heading_text(area.heading)
    place = Place(area.heading.number, area.heading.number)
    across = area.across or (group is not None and is_across(group[-1]))
    return draft.node(
        keys.cross_cutting_area(label) if across else keys.growth_field(label), [place], label=keys.ja(label),
        number=None if across else heading_number(area.heading), broader=keys.ref(group), isPartOf=keys.ref(keys.PLAN),
    )  # fmt: skip


def _measure_groups(area: AreaLines, key: Key, marks: Set[str], draft: Draft) -> None:
    theme: str | None = None
    group: Key | None = None
    run: list[Line] = []

    def flush() -> None:
        if group:
            _measures(group, bullets(run, draft), draft)
        run.clear()

    for place, line in enumerate(area.body):
        if line.blank:
            continue
        if THEME.match(line.text) and not (run and not area.body[place - 1].blank):
            flush()
            theme, group = heading_text(line), None
            draft.structure([line.number], "theme-heading")
        elif is_measure(line, marks) or (run and not area.body[place - 1].blank and _goes_on(line, marks)):
            run.append(line)
        else:
            flush()
            label, own = heading_text(line), line is area.heading
            group = draft.node(
                keys.measure_group(key, "" if own else theme or "", label), [Place(line.number, line.number)],
                label=keys.ja(label), theme=None if own else theme, isPartOf=keys.ref(key),
            )  # fmt: skip
    flush()


def _goes_on(line: Line, marks: Set[str]) -> bool:
    """Whether a line right under a bullet can be its rest: it begins neither as a bullet nor as a heading does."""
    return not is_bullet(line) and line.text[0] not in marks


def _measures(group: Key, found: Sequence[Bullet], draft: Draft) -> None:
    parent: Key | None = None
    for bullet in found:
        key = keys.measure(draft, group, bullet.text)
        draft.node(
            key, [bullet.place], label=keys.ja(bullet.text), status=Status.REPAIRED if bullet.rules else None,
            rules=bullet.rules, isPartOf=keys.ref(parent) if bullet.level > 1 else None,
        )  # fmt: skip
        draft.link(
            "Listing", key, group, [bullet.place], status=Status.REPAIRED if bullet.rules else Status.STATED,
            rules=bullet.rules, reposted=bullet.reposted,
        )  # fmt: skip
        parent = key if bullet.level == 1 else parent
