"""Whether the text ends where a plan ends, or was cut off in the middle of a section.

A cut-off copy of a plan would otherwise take the place of the whole one in the store.
"""

from __future__ import annotations

from graph.errors import DocumentError
from loaders.kinds.strategy.outline import Outline, Part
from loaders.text.lines import Document, Line


def require_ending(document: Document, out: Outline) -> None:
    """Raises DocumentError where the text ends inside a section: the last one lacks what all before it have.

    A last section may be shorter by right, so one part that is missing is no proof unless the last line is broken off.
    """
    *before, last = out.sections or (None,)
    if last is None or not before or _goes_on_after(out):
        return
    usual = set.intersection(*(set(section.chapters) for section in before))
    missing = [part for part in Part if part in usual and not any(line.text for line in last.lines(part))]
    if len(missing) > 1 or (missing and not document.ended):
        names = " and no ".join(_heading(before[-1].chapters[part].heading) for part in missing)
        raise DocumentError(
            document.name,
            f"the text is cut off: its last section has no {names}, as the sections before it have.",
            "Copy the whole file again.",
            line=len(document.lines),
        )


def _goes_on_after(out: Outline) -> bool:
    """Whether a chapter stands after the last section."""
    rest = (*out.fields, *out.summaries, *out.rosters, *out.others)
    return any(chapter.heading and chapter.heading.number > out.sections[-1].first_line for chapter in rest)


def _heading(heading: Line | None) -> str:
    return f"「{heading.text if heading else ''}」"
