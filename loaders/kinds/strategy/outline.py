"""Puts the lines of a strategy under their headings: sections of projects, the field chapter, the indicator summary.

Headings are known by the words of the genre (現状と課題, 概要, 工程表, 指標, 名簿), never by their numbers: extraction
restarts and repeats numbers. The field chapter is the one whose lines hold lists of matching projects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from loaders.text.lines import Line, folded


class Part(StrEnum):
    """The parts of a strategy."""

    PREAMBLE = "preamble"
    SITUATION = "situation"
    OVERVIEW = "overview"
    SCHEDULE = "schedule"
    INDICATORS = "indicators"
    FIELDS = "fields"
    SUMMARY = "summary"
    ROSTER = "roster"
    OTHER = "other"


_COUNT = r"(?:\d{1,2}|[IVXⅠ-Ⅻ]{1,4}|[一二三四五六七八九十]{1,3})"
_NUMBER = re.compile(
    rf"^(?:(?:第\s*{_COUNT}\s*[章部編節]?|\d{{1,2}}|[IVXⅠ-Ⅻ]{{1,4}})[\s.．、:：)）]+|[(（]\d{{1,2}}[)）][\s.．、:：]*)(?=\S)"
)
_WORDS = (
    (Part.SITUATION, re.compile(r"^(?:.{0,8}の)?現状(?:と|及び|・|、)(?:主な)?課題.{0,6}$")),
    (
        Part.OVERVIEW,
        re.compile(r"^.{0,12}概要$|^(?:主な|具体的な)取組(?:内容)?$|^(?:取組|事業|施策|プロジェクト)の?内容$"),
    ),
    (Part.SCHEDULE, re.compile(r"^.{0,6}(?:工程表|行程表|ロードマップ|スケジュール|年次計画).{0,6}$")),
    (Part.ROSTER, re.compile(r"^.{0,30}(?:名簿|委員一覧|構成員一覧).{0,20}$")),
    (Part.INDICATORS, re.compile(r"^.{0,10}(?:取組目標|数値目標|成果目標|目標指標|成果指標|指標|KPI).{0,12}$")),
)
# A roster's heading without a number ends in that word and its date, and its rows are near.
_ROSTER = re.compile(r"^[^-・※。、]{0,40}(?:名簿|委員一覧|構成員一覧)(?:\(.*\))?[〕】\]>]?$")
_NEAR = 16
_RANK = re.compile(rf"^第\s*{_COUNT}\s*(?P<rank>[章部編節])")
# The first subheading of a section, for where the heading above it is lost.
_CURRENT_STATE = re.compile(r"^[〔【\[]\s*現\s*状\s*[〕】\]]$")
# The subheadings of the summary, for the same.
_INDICATORS_OF_ALL = re.compile(r"^[〔【\[]\s*(?:全体指標|プロジェクト指標)\s*[〕】\]]")
_SUMMARY = re.compile(r"について|一覧|総括|まとめ|全体")
_MATCHING = re.compile(
    r"^[◇◆■□●○・\-\s]*(?:対応|関連)(?:する)?(?:(?:・|、|及び|と|または|又は)(?:対応|関連)(?:する)?)?"
    r"(?:(?<=する).{0,4}「(?P<quoted>[^」]+)」|(?<=する)(?P<plain>[^\s、。「」]{0,12}(?:プロジェクト|事業)))(?:等|一覧)?[::]?$"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the lines under it."""

    part: Part
    heading: Line | None
    lines: tuple[Line, ...]


@dataclass(slots=True)
class ProjectSection:
    """The chapters that describe one project or part of one; ``title`` where the document prints it."""

    title: Line | None = None
    chapters: dict[Part, Chapter] = field(default_factory=dict)

    def lines(self, part: Part) -> tuple[Line, ...]:
        """The lines of a chapter, none where the section lacks it."""
        chapter = self.chapters.get(part)
        return chapter.lines if chapter else ()

    @property
    def first_line(self) -> int:
        """The line at which the section begins."""
        return min(chapter.heading.number for chapter in self.chapters.values() if chapter.heading)


@dataclass(frozen=True, slots=True)
class Outline:
    """The document by its parts, in its own order."""

    preamble: tuple[Line, ...]
    sections: tuple[ProjectSection, ...]
    fields: tuple[Chapter, ...]
    summaries: tuple[Chapter, ...]
    rosters: tuple[Chapter, ...]
    others: tuple[Chapter, ...] = ()


def unnumbered(text: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", text).strip()


def is_numbered(text: str) -> bool:
    """True for a line that begins with a heading number."""
    return bool(_NUMBER.match(text))


def is_matching_label(line: Line) -> bool:
    """True for the label above a list of matching projects (対応・関連する「…プロジェクト」)."""
    return bool(_MATCHING.match(line.text))


def matching_word(lines: Sequence[Line]) -> str:
    """What the plan calls its projects, by that label; empty where there is none."""
    found = (_MATCHING.match(line.text) for line in lines)
    return next((match["quoted"] or match["plain"] for match in found if match), "")


def outline(lines: Sequence[Line]) -> Outline:
    """The outline of a document."""
    chapters = _chapters(lines)
    sections: list[ProjectSection] = []
    section: ProjectSection | None = None
    for chapter in _without_doubled_headings(chapters):
        if chapter.part in (Part.SITUATION, Part.OVERVIEW, Part.SCHEDULE, Part.INDICATORS):
            if section is None or chapter.part in section.chapters or chapter.part is Part.SITUATION:
                section = ProjectSection(_title_before(lines, chapter))
                sections.append(section)
            section.chapters[chapter.part] = chapter
        else:
            section = None

    def of(part: Part) -> tuple[Chapter, ...]:
        return tuple(chapter for chapter in chapters if chapter.part is part)

    preamble = tuple(line for chapter in of(Part.PREAMBLE) for line in chapter.lines)
    return Outline(preamble, tuple(sections), of(Part.FIELDS), of(Part.SUMMARY), of(Part.ROSTER), of(Part.OTHER))


def _without_doubled_headings(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters but for those whose heading is printed twice with nothing between."""
    following = [*chapters[1:], None]
    return [
        chapter
        for chapter, after in zip(chapters, following, strict=True)
        if not (after and after.part is chapter.part and all(line.blank for line in chapter.lines))
    ]


def _chapters(lines: Sequence[Line]) -> list[Chapter]:
    starts: list[tuple[int, Part]] = []
    current = Part.PREAMBLE
    seen: set[Part] = set()
    fields_rank: str | None = None
    for index, line in enumerate(lines):
        part = _part(line, current, seen, lines[index + 1 :])
        rank = _RANK.match(line.text)
        if part is None and current is Part.FIELDS and rank and rank["rank"] == fields_rank:
            part = Part.OTHER
        if part is None:
            continue
        fields_rank = rank["rank"] if rank and part is Part.FIELDS else fields_rank
        starts.append((index, part))
        seen = {part} if part is Part.SITUATION or part in seen else seen | {part}
        current = part
    chapters = [Chapter(Part.PREAMBLE, None, tuple(lines[: starts[0][0] if starts else len(lines)]))]
    for place, (index, part) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        own = _CURRENT_STATE.match(lines[index].text) or _INDICATORS_OF_ALL.match(lines[index].text)
        first = index if own else index + 1
        chapters.append(Chapter(part, lines[index], tuple(lines[first:end])))
    return chapters


def _part(line: Line, current: Part, seen: set[Part], after: Sequence[Line]) -> Part | None:
    if not line.text or "\t" in line.raw or len(line.text) > 60:
        return None
    if _CURRENT_STATE.match(line.text) and current in (Part.SCHEDULE, Part.INDICATORS):
        return Part.SITUATION
    if _INDICATORS_OF_ALL.match(line.text) and current is Part.FIELDS:
        return Part.SUMMARY
    numbered = is_numbered(line.text)
    words = folded(unnumbered(line.text))
    part = next((part for part, pattern in _WORDS if pattern.match(words)), None)
    if part is Part.INDICATORS:
        if not numbered and words not in ("取組目標", "取組目標(指標)", "数値目標", "成果指標"):
            return None
        inside = current in (Part.SITUATION, Part.OVERVIEW, Part.SCHEDULE) and Part.INDICATORS not in seen
        return Part.INDICATORS if inside and not _SUMMARY.search(words) else Part.SUMMARY
    if part is Part.ROSTER and not numbered:
        return part if _ROSTER.match(words) and any("\t" in each.raw for each in after[:_NEAR]) else None
    if part is not None:
        return part if numbered or re.fullmatch(r"(?:現状と課題|プロジェクトの概要|工程表)", words) else None
    if numbered and current is not Part.FIELDS and _lists_projects(after):
        return Part.FIELDS
    return None


def _lists_projects(after: Sequence[Line]) -> bool:
    """Whether a list of matching projects comes before the next heading of the genre."""
    for line in after:
        if is_matching_label(line):
            return True
        words = folded(unnumbered(line.text))
        if is_numbered(line.text) and "\t" not in line.raw and any(pattern.match(words) for _, pattern in _WORDS):
            return False
    return False


def _title_before(lines: Sequence[Line], chapter: Chapter) -> Line | None:
    """The line right above a section's first heading where it stands alone and reads like a title."""
    if chapter.heading is None:
        return None
    above = [line for line in lines[max(chapter.heading.number - 4, 0) : chapter.heading.number - 1] if line.text]
    if not above or "\t" in above[-1].raw or len(above[-1].text) > 50:
        return None
    text = above[-1].text
    return None if re.match(r"^[-・※((<〈〔■●]", text) or re.search(r"[。)]$", text) else above[-1]
