"""The field chapter cut into areas: each stands above one list of matching projects, in whatever form headings have.

What is a group, an area or a measure group is told by place and by form: bullets make a measure group of the line above
them, the headings above that are the area and its group, and headings of one rank share one form (``①``, ``1``, ``■``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from loaders.kinds.strategy.areas.roles import ROLE_LABEL, project_names
from loaders.kinds.strategy.bullets import HEAVY, heading_marks, is_bullet, is_marked
from loaders.kinds.strategy.outline import is_matching_label
from loaders.text.lines import Line, folded

THEME = re.compile(r"^[〔【\[]\s*(.+?)\s*[〕】\]]$")
_FORMS = (
    ("①", re.compile(r"^[①-⑳]\s*")),
    ("(1)", re.compile(r"^\(\d{1,2}\)\s*")),
    ("第1", re.compile(r"^第\s*[\d一二三四五六七八九十]+\s*[章節項部編]?\s*")),
    ("I", re.compile(r"^(?:[IVX]{1,4})[.．、:\s]\s*")),
    ("1", re.compile(r"^\d{1,2}(?:[.．、:)]\s*|\s+)")),
    ("一", re.compile(r"^[一二三四五六七八九十]{1,2}[、.．\s]\s*")),
    ("語1", re.compile(r"^[ぁ-んァ-ヶ一-龥々ー]{1,8}\s*\d{1,2}(?:[.．、:)]\s*|\s+)")),
    ("ア", re.compile(r"^[ア-ンA-Za-z][.．、)\s]\s*")),
)
_PLAIN, _BRACKET = "plain", "〔"
_ACROSS = re.compile(r"横断|共通|全分野")


@dataclass(frozen=True, slots=True)
class AreaLines:
    """The lines of one area.

    ``heading`` is its own; ``group`` that of the group that begins here; ``body`` holds themes, measure groups and
    bullets; ``label`` and ``names`` are the list of matching projects. ``across`` is True for an area that is itself
    the heading of its measures, below a heading that is none of the fields' kind.
    """

    heading: Line
    group: Line | None
    body: tuple[Line, ...]
    label: Line | None
    names: tuple[Line, ...]
    across: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    headers: tuple[Line, ...]
    body: tuple[Line, ...]
    label: Line | None
    names: tuple[Line, ...]


def heading_form(line: Line) -> str:
    """The form of a heading: how it is numbered, marked or bracketed."""
    if THEME.match(line.text):
        return _BRACKET
    found = next((name for name, pattern in _FORMS if pattern.match(line.text)), None)
    return found or (line.text[0] if line.text[0] in HEAVY else _PLAIN)


def heading_text(line: Line) -> str:
    """A heading as printed, without number, mark or brackets."""
    raw = line.raw.strip()
    form = heading_form(line)
    if form == _PLAIN:
        return raw
    if form == _BRACKET:
        return raw[1:-1].strip()
    if form in HEAVY:
        return raw[1:].strip()
    pattern = next(pattern for name, pattern in _FORMS if name == form)
    matched = pattern.match(line.text)
    width = matched.end() if matched else 0
    # NFKC may change the length of the number (⑩, Ⅳ), so its end is looked for in the raw text
    end = next((cut for cut in range(len(raw)) if folded(raw[cut:]) == folded(line.text[width:])), 0)
    return raw[end:].strip()


def heading_number(line: Line) -> int | None:
    """The number of a heading, None where it has none."""
    if heading_form(line) in ("1", "(1)", "第1", "語1") and (match := re.search(r"\d{1,2}", line.text)):
        return int(match[0])
    return ord(line.text[0]) - ord("①") + 1 if "①" <= line.text[0] <= "⑳" else None


def area_lines(lines: Sequence[Line], columns: Sequence[Set[str]]) -> tuple[AreaLines, ...]:
    """The areas of a field chapter.

    ``columns`` are the folded cells of each column of the indicator summary: the one that holds most first entries of
    the lists is the one of projects, and helps to tell where a list ends.
    """
    firsts = _first_entries(lines)
    known = max(columns, key=lambda column: sum(name in column for name in firsts), default=frozenset())
    known = known if any(name in known for name in firsts) else frozenset()
    ending = _ending(firsts)
    # the entries of lists have signs of their own, which say nothing of those of measures
    marks = heading_marks([line for line in lines if not _in_list(line, known, ending)])
    segments = _segments(lines, known, ending, marks)
    form = _area_form(segments)
    segments = [_without_theme(segment, form) for segment in segments]
    found: list[AreaLines] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        for each in _parted(segment, form):
            if area := _area(each, form, following, across_before=bool(found) and found[-1].across):
                found.append(area)
    return tuple(found)


def is_across(group: str) -> bool:
    """Whether a group's name says that it stands across the fields."""
    return bool(_ACROSS.search(group))


def is_measure(line: Line, marks: Set[str]) -> bool:
    """True for a bullet whose sign is no mark of headings."""
    return is_bullet(line) and not is_marked(line, marks) and not is_matching_label(line)


def _segments(lines: Sequence[Line], known: Set[str], ending: str, marks: Set[str]) -> list[_Segment]:
    found: list[_Segment] = []
    content: list[Line] = []
    names: list[Line] = []
    label: Line | None = None
    for line in lines:
        if is_matching_label(line) or (label and not line.blank and not _in_list(line, known, ending)):
            if label:
                found.append(_segment(content, label, names, marks))
                content, names, label = [], [], None
            if is_matching_label(line):
                label = line
                continue
        (names if label else content).append(line)
    if label or any(is_measure(line, marks) for line in content):
        found.append(_segment(content, label, names, marks))
    return found


def _segment(content: Sequence[Line], label: Line | None, names: Sequence[Line], marks: Set[str]) -> _Segment:
    first = next((index for index, line in enumerate(content) if is_measure(line, marks)), len(content))
    above = [line for line in content[:first] if not line.blank]
    parent = above[-1:] if first < len(content) else []
    headers = above[: len(above) - len(parent)]
    return _Segment(tuple(headers), (*parent, *content[first:]), label, tuple(name for name in names if not name.blank))


def _first_entries(lines: Sequence[Line]) -> list[str]:
    """The first name of each list, folded: the one line of a list that is surely an entry."""
    firsts: list[str] = []
    after_label = False
    for line in lines:
        if is_matching_label(line):
            after_label = True
        elif after_label and not line.blank and (found := project_names([line])):
            firsts.append(folded(found[0].name))
            after_label = False
    return firsts


def _ending(firsts: Sequence[str]) -> str:
    """How the names of projects end, by the first entries of the lists; empty where they end in nothing common."""
    endings = Counter(name[-length:] for name in firsts for length in range(2, 9) if len(name) > length)
    shared = [ending for ending, count in endings.items() if count * 4 >= len(firsts) * 3 and count > 1]
    return max(shared, key=len, default="")


def _in_list(line: Line, known: Set[str], ending: str) -> bool:
    """Whether a line below a label is an entry of its list."""
    if ROLE_LABEL.match(line.text):
        return True
    names = [folded(name.name) for name in project_names([line])]
    return bool(names) and all(name in known or (bool(ending) and name.endswith(ending)) for name in names)


def _area_form(segments: Sequence[_Segment]) -> str:
    """The form that most headings of areas have: the last one above the measures, themes left out."""
    stripped = [_without_theme(segment, "") for segment in segments]
    forms = Counter(heading_form(segment.headers[-1]) for segment in stripped if segment.headers)
    return forms.most_common(1)[0][0] if forms else ""


def _without_theme(segment: _Segment, form: str) -> _Segment:
    """A bracketed heading below another one is a theme: it belongs to the body."""
    headers = segment.headers
    if len(headers) > 1 and heading_form(headers[-1]) == _BRACKET and form != _BRACKET:
        return replace(segment, headers=headers[:-1], body=(headers[-1], *segment.body))
    return segment


def _parted(segment: _Segment, form: str) -> list[_Segment]:
    """A segment cut before headings of areas inside it: those are areas that lists do not part."""
    if form in ("", _PLAIN, _BRACKET) or form in HEAVY:
        return [segment]
    starts = [index for index, line in enumerate(segment.body) if not line.blank and heading_form(line) == form]
    starts = [index for index in starts if index and not is_bullet(segment.body[index])]
    found: list[_Segment] = []
    headers, begin = segment.headers, 0
    for start in starts:
        above = start - 1
        while above > begin and segment.body[above].blank:
            above -= 1
        over = segment.body[above]
        grouped = above > begin and not is_bullet(over) and heading_form(over) != form and segment.body[above - 1].blank
        found.append(_Segment(headers, segment.body[begin : above if grouped else start], None, ()))
        headers, begin = ((over,) if grouped else ()) + (segment.body[start],), start + 1
    found.append(replace(segment, headers=headers, body=segment.body[begin:]))
    return found


def _area(segment: _Segment, form: str, following: _Segment | None, *, across_before: bool) -> AreaLines | None:
    headers, body = segment.headers, segment.body
    own = bool(headers) and heading_form(headers[-1]) == form
    if own and form == _PLAIN and len(headers) == 1 and following is not None and not following.headers:
        own = False  # a plain heading over headings that are areas themselves
    if own:
        group = headers[-2] if len(headers) > 1 else None
        return AreaLines(headers[-1], group, body, segment.label, segment.names, False)
    if not body:
        return None
    heading = next((line for line in body if not line.blank and not THEME.match(line.text)), None)
    if heading is None:
        return None
    group = headers[-1] if headers else None
    across = group is not None or across_before or form != ""
    return AreaLines(heading, group, body, segment.label, segment.names, across)
