"""The words that remain of a lost figure: neither components nor measures, but bodies named there are read."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.bullets import bullet_text
from loaders.kinds.strategy.outline import ProjectSection
from loaders.statements import Statement

RULE = "figure-remains"


def figure_statements(
    sections: Sequence[ProjectSection], owners: Sequence[Key | None], draft: Draft
) -> tuple[tuple[Statement, ...], ...]:
    """For each section the single lines of its lost figures as statements that no node holds."""
    found: list[tuple[Statement, ...]] = []
    for section, owner in zip(sections, owners, strict=True):
        lines = [line for chapter in section.chapters.values() for line in chapter.lines if line.text]
        remains = [line for line in lines if draft.lines.get(line.number, (None, ""))[1] == RULE]
        found.append(
            tuple(
                Statement(None, "Figure", bullet_text(line), Place(line.number, line.number), owner) for line in remains
            )
        )
    return tuple(found)
