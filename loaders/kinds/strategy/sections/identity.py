"""Which section describes which project: extracted sections often lost their titles (``documents.md``).

Evidence, strongest first: a title above the section that names a known project; the rows of the section's indicator
table found again in the summary, where each row has its project and tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.draft import Draft
from loaders.kinds.strategy.indicators.indicators import likeness
from loaders.kinds.strategy.indicators.rows import IndicatorRow
from loaders.kinds.strategy.outline import ProjectSection
from loaders.text.lines import folded


@dataclass(frozen=True, slots=True)
class Identity:
    """A section with the project it describes and the tags that its indicators carry in the summary."""

    project: str
    tags: tuple[str, ...]
    title_line: int | None


def best_likeness(
    own: Sequence[Sequence[IndicatorRow]], summary: Mapping[str, Sequence[IndicatorRow]]
) -> Mapping[int, float]:
    """How like each row of the summary (by its line) is to the likest row of any section."""
    every = [row for rows in own for row in rows]
    return {
        other.line.number: max((likeness(row, other) for row in every), default=0.0)
        for rows in summary.values()
        for other in rows
    }


def section_identity(
    section: ProjectSection,
    own: Sequence[IndicatorRow],
    summary: Mapping[str, Sequence[IndicatorRow]],
    best: Mapping[int, float],
    projects: Mapping[str, str],
    draft: Draft,
) -> Identity | None:
    """The project of a section, or None where nothing tells; ``projects`` maps folded names to names.

    A row of the summary is evidence for the section that has its likest row (``best``), not for another that counts the
    same thing.
    """
    titled = _titled(section, projects)
    scores = {project: _score(own, rows, best) for project, rows in summary.items()}
    likest = max(scores, key=lambda project: scores[project], default=None)
    if likest is not None and scores[likest] == 0:
        likest = None
    if likest is not None and list(scores.values()).count(scores[likest]) > 1 and titled is None:
        rivals = ", ".join(sorted(project for project, score in scores.items() if score == scores[likest]))
        draft.problem([section.first_line], "section-identity", f"a section may describe any of: {rivals}")
    project = titled or likest
    if project is None:
        return None
    line = section.title.number if titled and section.title else None
    return Identity(project, _tags(own, summary.get(project, ()), best), line)


def _titled(section: ProjectSection, projects: Mapping[str, str]) -> str | None:
    if section.title is None:
        return None
    title = folded(section.title.text)
    found = [name for key, name in projects.items() if key in title]
    return max(found, key=len, default=None)


def _score(own: Sequence[IndicatorRow], rows: Sequence[IndicatorRow], best: Mapping[int, float]) -> float:
    def evidence(row: IndicatorRow, other: IndicatorRow) -> float:
        found = likeness(row, other)
        return found if found >= best[other.line.number] else 0.0

    return sum(max((evidence(row, other) for other in rows), default=0.0) for row in own)


def _tags(own: Sequence[IndicatorRow], rows: Sequence[IndicatorRow], best: Mapping[int, float]) -> tuple[str, ...]:
    found: list[str] = []
    for row in own:
        match = max(rows, key=lambda other: likeness(row, other), default=None)
        sure = match is not None and likeness(row, match) >= max(2, best[match.line.number])
        tag = row.tag or (match.tag if match and sure else None)
        if tag and tag not in found:
            found.append(tag)
    return tuple(found)
