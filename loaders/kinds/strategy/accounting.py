"""What the lines are that state no fact: headings, title pages, titles of sections, notes, remains of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.draft import Draft
from loaders.kinds.strategy.outline import Outline, Part
from loaders.kinds.strategy.remains import RULE
from loaders.text.lines import Line

_SUBHEADING = re.compile(
    r"^[〔【\[]\s*(?:現\s*状|課\s*題|課題と方向性|現状と課題|全体指標|プロジェクト指標)\s*[〕】\]]"
)
# A line of a title page or the title of a section (name, period, publisher, date) is short.
_SHORT = 40
# A note below a table: ※, 注), or a line in brackets as a whole.
_BRACKETS = r"[(（][^()（）]*(?:[(（\[［][^()（）\[\]［］]*[)）\]］][^()（）]*)*[)）]"
_NOTE = re.compile(rf"^(?:※|\*|注\s*\d*[)）:：.]|{_BRACKETS}$)")
_FIGURE = re.compile(r"^[〈＜<【(（]?\s*図\s*(?:表|[0-9０-９]|[:：])")
_HEADING = re.compile(r"^(?:\d{1,2}|[0-9０-９]+|第.{1,3}[章節部])[\s　.．]\s*\S")


def account_for_structure(out: Outline, lines: Sequence[Line], draft: Draft) -> None:
    """Marks what has a place in the document but states nothing. What was said of a line before stays."""
    sections = [chapter for section in out.sections for chapter in section.chapters.values()]
    for chapter in [*sections, *out.fields, *out.summaries, *out.rosters, *out.others]:
        if chapter.heading:
            draft.structure([chapter.heading.number], "chapter-heading")
    draft.structure([line.number for line in lines if _SUBHEADING.match(line.text)], "subheading")
    read = draft.cited() | set(draft.lines)
    tables = [chapter for chapter in sections if chapter.part in (Part.INDICATORS, Part.SCHEDULE)]
    _mark(draft, read, (line for line in out.preamble if len(line.text) <= _SHORT), "title-page")
    _mark(
        draft, read, (x for c in (*out.summaries, *out.fields, *tables) for x in c.lines if _NOTE.match(x.text)), "note"
    )
    for chapter in tables:
        _behind_table(chapter.lines, read, draft)
    for chapter in out.summaries:
        headings = (line for line in chapter.lines if _HEADING.match(line.text) and len(line.text) <= _SHORT)
        _mark(draft, read, (line for line in headings if "\t" not in line.raw), "chapter-heading")


def _mark(draft: Draft, read: set[int], lines: Iterable[Line], rule: str) -> None:
    draft.structure([line.number for line in lines if line.text and line.number not in read], rule)


def _behind_table(lines: Sequence[Line], read: set[int], draft: Draft) -> None:
    """Behind the table of a section stand remains of a figure (from its caption on) and the next section's title."""
    figure = False
    for line in lines:
        if not line.text or "\t" in line.raw or line.number in read or len(line.text) > _SHORT:
            continue
        figure = figure or bool(_FIGURE.match(line.text))
        if figure:
            draft.leftover([line.number], RULE)
        else:
            draft.structure([line.number], "section-title")
