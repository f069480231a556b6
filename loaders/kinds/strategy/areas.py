"""The field chapter: groups, growth fields, cross-cutting areas, measure groups with measures, and matching projects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from graph.facts import Status
from loaders.draft import Draft, Key, Place
from loaders import keys
from loaders.kinds.strategy.bullets import Bullet, bullet_text, bullets, is_bullet
from loaders.kinds.strategy.outline import Chapter, is_matching_label, is_numbered, unnumbered
from loaders.lines import Line, folded

_HEAVY = "■◆◎●□◇○"
_HEAVY_HEADING = re.compile(rf"^[{_HEAVY}]\s*(\S.*)$")
_THEME = re.compile(r"^[〔【\[]\s*(.+?)\s*[〕】\]]$")
_ROLE_LABEL = re.compile(r"^[(\[〔【<〈]?(?P<role>関連|対応)[)\]〕】>〉]?(?:[::]\s*|\s+|$)(?P<name>.*)$")
_CROSS_CUTTING = "分野横断"
_NUMBERED = re.compile(r"^\(?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A name in a list of matching projects: how it is marked, and the label that governs it."""

    line: Line
    name: str
    bulleted: bool
    label: str | None  # 関連 or 対応 above it or on its line
    label_line: int | None


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
        _contributions(area.key, listed, names, draft)
    return AreaReading(areas, projects)


def project_names(lines: Sequence[Line]) -> tuple[ProjectName, ...]:
    """The names of a list of matching projects with their marks; a label may stand alone or before a name."""
    found: list[ProjectName] = []
    label: str | None = None
    label_line: int | None = None
    for line in lines:
        if line.blank:
            continue
        heavy = _HEAVY_HEADING.match(line.text)
        bulleted = bool(heavy) or is_bullet(line)
        text = heavy[1].strip() if heavy else bullet_text(line) if is_bullet(line) else line.raw.strip()
        role = _ROLE_LABEL.match(text)
        if role:
            label, label_line, text = role["role"], line.number, role["name"].strip()
            bulleted = bulleted and not text
        for name in re.split(r"[、,]\s*|\s{2,}|　", text) if text else ():
            if name:
                found.append(ProjectName(line, name.strip(), bulleted, label, label_line))
    return tuple(found)


def _areas(chapter: Chapter, known_names: Set[str], draft: Draft) -> list[Area]:
    areas: list[Area] = []
    group: Key | None = None
    umbrella = False
    in_list = False
    lines = [line for line in chapter.lines if not line.blank]
    names = known_names | _inner_names(lines)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        heavy = _HEAVY_HEADING.match(line.text)
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
            umbrella = bool(following and _HEAVY_HEADING.match(following.text))
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
    if is_bullet(line) or _THEME.match(line.text) or _HEAVY_HEADING.match(line.text) or following is None:
        return False
    if _ROLE_LABEL.match(line.text) or is_bullet(following):
        return False
    over_field = is_numbered(following.text)
    over_area = bool(_HEAVY_HEADING.match(following.text)) and (in_list or _CROSS_CUTTING in line.text)
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
        elif in_list and not is_numbered(following.text) and not _HEAVY_HEADING.match(following.text):
            found |= {folded(name.name) for name in project_names([line])}
    return found


def _is_name(line: Line, names: Set[str]) -> bool:
    """Whether a line at the end of a list is one of its names rather than the heading of the next group."""
    text = folded(line.text)
    endings = Counter(name[-4:] for name in names)
    return text in names or bool(endings) and text[-4:] == endings.most_common(1)[0][0]


def _is_listed_name(lines: Sequence[Line], index: int) -> bool:
    """Whether a ■ line inside a list of projects is one of its names: no bullets follow before the next heading."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is None or not (is_bullet(following) and not _HEAVY_HEADING.match(following.text))


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
        heavy = _HEAVY_HEADING.match(line.text)
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


def _contributions(area: Key, listed: Sequence[ProjectName], lines: Sequence[Line], draft: Draft) -> None:
    """Links by the marks of the list (``ontology.md``, "Links from two places")."""
    labelled = any(_ROLE_LABEL.match(line.text) for line in lines)
    draft.structure([line.number for line in lines if re.fullmatch(r"\W*(?:関連|対応)\W*", line.text)], "role-label")
    marks = _ListMarks(
        labelled,
        any(name.bulleted for name in listed),
        any(name.label == "関連" and not name.bulleted for name in listed),
        labelled and any(name.label is None and not name.bulleted for name in listed),
    )
    for name in listed:
        role, status, rules = _role(name, marks)
        place = Place(name.line.number, name.line.number)
        places = [place]
        if role == "related" and name.label_line:
            places = [Place(min(name.label_line, place.first), place.last)]
        if rules:
            draft.repaired(place.first, rules[0], f"{name.name} is read as {role}")
        keys.contribution(draft, keys.project(name.name), area, role, places, status, rules)
        draft.node(keys.project(name.name), [place], label=keys.ja(name.name), isPartOf=keys.ref(keys.PLAN))


@dataclass(frozen=True, slots=True)
class _ListMarks:
    """How a list marks its names: by any label, by bullets, bare names under 関連, bare names above any label."""

    labelled: bool
    bulleted: bool
    bare_under_label: bool
    bare_above_label: bool


def _role(name: ProjectName, marks: _ListMarks) -> tuple[str, Status, tuple[str, ...]]:
    if name.label == "関連" and not (name.bulleted and marks.bare_under_label):
        slipped = marks.bare_above_label and not name.bulleted
        return ("related", Status.REPAIRED, ("label-position",)) if slipped else ("related", Status.STATED, ())
    if name.label == "対応":
        return "primary", Status.STATED, ()
    if not marks.labelled:
        if marks.bulleted and not name.bulleted:
            return "related", Status.REPAIRED, ("label-position",)
        return "primary", Status.INFERRED, ("label-position",)
    if name.bulleted:
        return "primary", Status.STATED, ()
    return "related", Status.REPAIRED, ("label-position",)
