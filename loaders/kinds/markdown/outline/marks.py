"""The marks behind items: ``{120-124行; 修復: joined-bullets}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.exports.markdown.language.terms import NO_STATUS, STATUSES
from graph.exports.markdown.language.text import KEYWORD, Piece
from graph.exports.markdown.language.words import MARKS
from graph.facts import Status
from loaders.draft import Place
from loaders.kinds.markdown.context import Context, nearest

_LINES = re.compile(r"(?:([0-9]{1,4})\s*[:：]\s*)?([0-9]{1,9})(?:\s*[-‐–—―~～〜]\s*([0-9]{1,9}))?\s*(?:行目?)?")
_FORM = "A mark is {lines; status: rules}, such as {120-124行; 修復: joined-bullets}; a brace of a text is written \\{."


@dataclass(frozen=True)
class Mark:
    """What marks say of an item: lines, how it is known and by which rules, more by name, and what the node itself has.

    ``known`` tells whether a status is given at all; one that is given may be none.
    """

    cited: tuple[Place, ...] = ()
    known: bool = False
    status: Status | None = None
    rules: tuple[str, ...] = ()
    more: Mapping[str, Piece] = field(default_factory=dict)
    itself: Mark | None = None
    given: bool = False

    def state(self, usual: Status | None) -> Status | None:
        """The status, the usual one where none is given."""
        return self.status if self.known else usual

    def below(self, row: Mark) -> Mark:
        """This mark inside a row: what it does not say is as the row's mark says."""
        if not self.given:
            return Mark(row.cited, row.known, row.status, row.rules)
        return Mark(self.cited or row.cited, self.known, self.status, self.rules, self.more, self.itself, True)


def marked(context: Context, text: Piece, *allowed: str) -> tuple[Piece, Mark]:
    """A text without the marks behind it, and what they say; ``allowed`` names what the item's marks may say besides.

    Raises DocumentError for a mark that cannot be read.
    """
    start = next((index for index, char in enumerate(text.mask) if char in "{}"), len(text.mask))
    found: Mark = Mark()
    at = start
    while at < len(text.mask):
        if text.mask[at].isspace():
            at += 1
            continue
        end = text.mask.find("}", at)
        here = text.cut(at)
        if text.mask[at] != "{" or end < 0 or "{" in text.mask[at + 1 : end]:
            raise context.wrong(here, "this mark cannot be read.", _FORM)
        inside = text.cut(at + 1, end)
        keyword = KEYWORD.match(inside.mask)
        if keyword and MARKS.meaning(keyword[1]) == "itself" and "itself" in allowed:
            own = _mark(context, inside.cut(keyword.end()), ())
            found = Mark(found.cited, found.known, found.status, found.rules, found.more, own, True)
        elif found.given:
            raise context.wrong(here, "one mark is enough here.", _FORM)
        else:
            found = _mark(context, inside, allowed)
        at = end + 1
    return text.cut(0, start), found


def _mark(context: Context, inside: Piece, allowed: tuple[str, ...]) -> Mark:
    cited: list[Place] = []
    known, status, rules = False, None, ()  # type: bool, Status | None, tuple[str, ...]
    more: dict[str, Piece] = {}
    for part in inside.split(";；"):
        if not part:
            continue
        if part.mask[0].isdigit():
            cited += [_place(context, each) for each in part.split(",、")]
            continue
        keyword = KEYWORD.match(part.mask)
        word = keyword[1] if keyword else part.mask
        rest = part.cut(keyword.end()) if keyword else part.cut(len(part.text))
        meaning = STATUSES.meaning(word)
        if meaning is not None:
            known, status = True, None if meaning == NO_STATUS else Status(meaning)
            rules = tuple(each.text for each in rest.split(",、") if each)
            continue
        name = MARKS.meaning(word)
        if name is None or name not in allowed or not rest:
            words = [*STATUSES.all_words(), *(MARKS[each] for each in allowed)]
            listed = STATUSES.listed() + (f", {MARKS.listed(*allowed)}" if allowed else "")
            raise context.wrong(
                part, f"{part.text!r} says nothing in the mark of this item.",
                f"{nearest(word, words)}Besides lines it may say: {listed}. {_FORM}",
            )  # fmt: skip
        more[name] = rest
    return Mark(tuple(cited), known, status, rules, more, None, True)


def _place(context: Context, part: Piece) -> Place:
    match = _LINES.fullmatch(part.mask)
    if not match:
        raise context.wrong(
            part, f"{part.text!r} names no lines.", "Lines are named 12, 120-124 or 2:5-7, parted by commas."
        )
    number, first = int(match[1] or 1), int(match[2])
    last = int(match[3] or first)
    if number not in context.originals:
        raise context.wrong(
            part, "the mark names lines, and the plan does not say of which document.",
            f"Write - 原文書{f' {number}' if number > 1 else ''}: (file name) below the title, or take the lines away.",
        )  # fmt: skip
    if not 1 <= first <= last:
        raise context.wrong(part, f"{part.text!r} names no lines: they count from 1, the first one first.")
    return Place(first, last, context.originals[number])
