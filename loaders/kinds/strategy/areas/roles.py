"""The list of matching projects of an area: which names it holds, and in which role each serves the area."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.bullets import HEAVY, bullet_text, is_bullet
from loaders.text.lines import Line

HEAVY_HEADING = re.compile(rf"^[{HEAVY}]\s*(\S.*)$")
_OPEN, _CLOSE = r"[(（\[［〔【<〈＜]", r"[)）\]］〕】>〉＞]"
# 関連 alone, before a name (parted by a space, a colon or its bracket), or in brackets behind a name.
ROLE_LABEL = re.compile(
    rf"^(?:{_OPEN}\s*(?P<bracketed>関連|対応)\s*{_CLOSE}[\s:：]*|(?P<bare>関連|対応)(?:[:：]\s*|\s+|$))(?P<name>.*)$"
)
_TRAILING_LABEL = re.compile(rf"^(?P<name>.+?)\s*{_OPEN}\s*(?P<role>関連|対応)\s*{_CLOSE}$")


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A name in a list of matching projects: how it is marked, and the label that governs it."""

    line: Line
    name: str
    bulleted: bool
    label: str | None  # 関連 or 対応 above it or on its line
    label_line: int | None


def project_names(lines: Sequence[Line]) -> tuple[ProjectName, ...]:
    """The names of a list of matching projects with their marks; a label may stand alone or before a name."""
    found: list[ProjectName] = []
    label: str | None = None
    label_line: int | None = None
    for line in lines:
        if line.blank:
            continue
        heavy = HEAVY_HEADING.match(line.text)
        bulleted = bool(heavy) or is_bullet(line)
        text = heavy[1].strip() if heavy else bullet_text(line) if is_bullet(line) else line.raw.strip()
        for piece in re.split(r"[、,]\s*|\s{2,}|　", text):
            name = piece.strip()
            if role := ROLE_LABEL.match(name):
                label, label_line = role["bracketed"] or role["bare"], line.number
                name = role["name"].strip()
                bulleted = bulleted and not name
            if own := _TRAILING_LABEL.match(name):
                found.append(ProjectName(line, own["name"], bulleted, own["role"], line.number))
            elif name:
                found.append(ProjectName(line, name, bulleted, label, label_line))
    return tuple(found)


def add_contributions(area: Key, listed: Sequence[ProjectName], lines: Sequence[Line], draft: Draft) -> None:
    """Adds the links of an area's list by its marks (``ontology.md``, "Links from two places")."""
    labelled = any(name.label for name in listed) or any(ROLE_LABEL.match(line.text) for line in lines)
    draft.structure([line.number for line in lines if re.fullmatch(r"\W*(?:関連|対応)\W*", line.text)], "role-label")
    marks = _ListMarks(
        labelled,
        any(name.bulleted for name in listed),
        any(name.label == "関連" and not name.bulleted for name in listed),
        labelled and any(name.label is None and not name.bulleted for name in listed),
        _above_lone_label(listed, lines),
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
    above_lone_label: frozenset[int]


def _above_lone_label(listed: Sequence[ProjectName], lines: Sequence[Line]) -> frozenset[int]:
    """The lines of bare names between a name with 対応 on its line and a 関連 that stands alone: that one slipped."""
    lone = [line.number for line in lines if re.fullmatch(r"\W*関連\W*", line.text)]
    inline = {name.label_line for name in listed if name.label == "対応" and name.line.number == name.label_line}
    return frozenset(
        name.line.number
        for name in listed
        if name.label_line in inline and name.line.number != name.label_line and not name.bulleted
        and any(number > name.line.number for number in lone)
    )  # fmt: skip


def _role(name: ProjectName, marks: _ListMarks) -> tuple[str, Status, tuple[str, ...]]:
    if name.label == "関連" and not (name.bulleted and marks.bare_under_label):
        slipped = marks.bare_above_label and not name.bulleted
        return ("related", Status.REPAIRED, ("label-position",)) if slipped else ("related", Status.STATED, ())
    if name.line.number in marks.above_lone_label:
        return "related", Status.REPAIRED, ("label-position",)
    if name.label == "対応":
        return "primary", Status.STATED, ()
    if not marks.labelled:
        if marks.bulleted and not name.bulleted:
            return "related", Status.REPAIRED, ("label-position",)
        return "primary", Status.INFERRED, ("label-position",)
    if name.bulleted:
        return "primary", Status.STATED, ()
    return "related", Status.REPAIRED, ("label-position",)
