"""The field chapter: groups, growth fields, cross-cutting areas, measure groups, measures, and matching projects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.bullets import Bullet, bullets, is_bullet
from loaders.kinds.strategy.outline import Chapter, is_matching_label, is_numbered, unnumbered
from loaders.kinds.strategy.roles import HEAVY_HEADING, ROLE_LABEL, add_contributions, project_names
from loaders.lines import Line, folded

_THEME = re.compile(r"^[〔【\[]\s*(.+?)\s*[〕】\]]$")
_CROSS_CUTTING = "分野横断"
_NUMBERED = re.compile(r"^\(?(\d{1,2})")


@dataclass(slots=True)
class Area:
    """A growth field or cross-cutting area under way."""

    key: Key
    heading: Line
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AreaReading:
    """What the chapter says: areas by folded name, project names in their order, measures by folded text."""

    areas: dict[str, Key]
    projects: dict[str, str]


def read_areas(chapter: Chapter, known_names: Set[str], draft: Draft) -> AreaReading:
    """Reads the field chapter into ``draft``. ``known_names`` are folded names of projects that other tables print."""
    if chapter.heading:
        draft.structure([chapter.heading.number], "chapter-heading")
    areas: dict[str, Key] = {}
    projects: dict[str, str] = {}
    for area in _areas(chapter, known_names, draft):
        areas[folded(area.key[-1])] = area.key
        in_list = False
        content: list[Line] = []
        names: list[Line] = []
        for line in area.lines:
            if is_matching_label(line):
                draft.structure([line.number], "matching-label")
                in_list = True
            else:
                (names if in_list else content).append(line)
        _measure_groups(area, content, draft)
        listed = project_names(names)
        for name in listed:
            projects.setdefault(folded(name.name), name.name)
        add_contributions(area.key, listed, names, draft)
    return AreaReading(areas, projects)


def _areas(chapter: Chapter, known_names: Set[str], draft: Draft) -> list[Area]:
    areas: list[Area] = []
    group: Key | None = None
    umbrella = False
    in_list = False
    lines = [line for line in chapter.lines if not line.blank]
    names = known_names | _inner_names(lines)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        heavy = HEAVY_HEADING.match(line.text)
        place = Place(line.number, line.number)
        if is_matching_label(line):
            in_list = True
        elif is_numbered(line.text) and not is_bullet(line):
            in_list = umbrella = False
            number = _NUMBERED.match(line.text)
            key = draft.node(
                keys.growth_field(unnumbered(line.raw.strip())), [place], label=keys.ja(unnumbered(line.raw.strip())),
                number=int(number[1]) if number else None, broader=keys.ref(group), isPartOf=keys.ref(keys.PLAN),
            )  # fmt: skip
            areas.append(Area(key, line))
            continue
        elif _is_group_heading(line, following, in_list) and not (in_list and _is_name(line, names)):
            in_list = False
            umbrella = bool(following and HEAVY_HEADING.match(following.text))
            group = _group(line, umbrella, draft)
            continue
        elif umbrella and heavy and not (in_list and _is_listed_name(lines, index)):
            in_list = False
            label = line.raw.strip()[1:].strip()
            key = draft.node(
                keys.cross_cutting_area(label), [place], label=keys.ja(label), broader=keys.ref(group),
                isPartOf=keys.ref(keys.PLAN),
            )  # fmt: skip
            areas.append(Area(key, line, [line]))
            continue
        if areas:
            areas[-1].lines.append(line)
    return areas


def _is_group_heading(line: Line, following: Line | None, in_list: bool) -> bool:
    """A heading over headings: unmarked, with a numbered field or a ■ area right below it."""
    if is_bullet(line) or _THEME.match(line.text) or HEAVY_HEADING.match(line.text) or following is None:
        return False
    if ROLE_LABEL.match(line.text) or is_bullet(following):
        return False
    over_field = is_numbered(following.text)
    over_area = bool(HEAVY_HEADING.match(following.text)) and (in_list or _CROSS_CUTTING in line.text)
    return over_field or over_area


def _inner_names(lines: Sequence[Line]) -> set[str]:
    """Names that surely belong to lists: those that stand above another entry of their list."""
    found: set[str] = set()
    in_list = False
    for line, following in pairwise(lines):
        if is_matching_label(line):
            in_list = True
        elif in_list and is_numbered(line.text):
            in_list = False
        elif in_list and not is_numbered(following.text) and not HEAVY_HEADING.match(following.text):
            found |= {folded(name.name) for name in project_names([line])}
    return found


def _is_name(line: Line, names: Set[str]) -> bool:
    """Whether a line at the end of a list is one of its names rather than the heading of the next group."""
    text = folded(line.text)
    endings = Counter(name[-4:] for name in names)
    return text in names or (bool(endings) and text[-4:] == endings.most_common(1)[0][0])


def _is_listed_name(lines: Sequence[Line], index: int) -> bool:
    """Whether a ■ line inside a list of projects is one of its names: no bullets follow before the next heading."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is None or not (is_bullet(following) and not HEAVY_HEADING.match(following.text))


def _group(line: Line, umbrella: bool, draft: Draft) -> Key:
    printed = unnumbered(line.raw.strip())
    label = _CROSS_CUTTING if umbrella and _CROSS_CUTTING in printed else printed
    other = [keys.ja(printed)] if label != printed else []
    place = Place(line.number, line.number)
    return draft.node(
        keys.field_group(label), [place], label=keys.ja(label), altLabel=other, isPartOf=keys.ref(keys.PLAN)
    )


def _measure_groups(area: Area, lines: Sequence[Line], draft: Draft) -> None:
    theme: str | None = None
    group: Key | None = None
    run: list[Line] = []

    def flush() -> None:
        if group:
            _measures(group, bullets(run, draft), draft)
        run.clear()

    for line in lines:
        heavy = HEAVY_HEADING.match(line.text)
        if match := _THEME.match(line.raw.strip()):
            flush()
            theme, group = match[1], None
            draft.structure([line.number], "theme-heading")
        elif heavy:
            flush()
            label = line.raw.strip()[1:].strip()
            own = line is area.heading
            group = draft.node(
                keys.measure_group(area.key, "" if own else theme or "", label), [Place(line.number, line.number)],
                label=keys.ja(label), theme=None if own else theme, isPartOf=keys.ref(area.key),
            )  # fmt: skip
        else:
            run.append(line)
    flush()


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
