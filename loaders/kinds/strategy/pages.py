"""What belongs to the pages of a document rather than to the plan: page numbers, and the table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.draft import Draft
from loaders.text.lines import PAGE_BREAK, Line, folded

_PAGE_NUMBER = re.compile(
    r"^(?:[-–—―]\s*\d{1,3}\s*[-–—―]|[pP]\.?\s*\d{1,3}|\d{1,3}\s*/\s*\d{1,3}|\d{1,3}(?:ページ|頁)?)$"
)
# A title, a leader of dots, a page number.
_ENTRY = re.compile(r"^\S.*?(?:[・.．…‥]\s*){3,}\s*\d{1,3}$")
_CONTENTS = ("目次", "もくじ", "CONTENTS")


def without_pages(lines: Sequence[Line], draft: Draft) -> tuple[Line, ...]:
    """The lines with those of pages made blank, so that nothing is torn apart by them; each is accounted for."""
    numbers = [line.number for line in lines if _PAGE_NUMBER.match(line.text)]
    entries = [line.number for line in lines if _ENTRY.match(line.text)]
    headings = [line.number for line in lines if folded(line.text).upper() in _CONTENTS]
    draft.leftover(numbers, "page-number")
    draft.structure([*entries, *headings], "table-of-contents")
    blank = {**dict.fromkeys((*entries, *headings), ""), **dict.fromkeys(numbers, PAGE_BREAK)}
    return tuple(Line(line.number, blank[line.number], "") if line.number in blank else line for line in lines)
