"""The lines of a Markdown plan as an outline: sections by the level of their headings, their bullets and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.exports.markdown.language.text import KEYWORD, Piece
from graph.exports.markdown.language.words import HEADINGS, NAMELESS, PARENTS
from loaders.kinds.markdown.context import Context, nearest
from loaders.text.lines import Line

_HEADING = re.compile(r"(#+)(\s*)")
_BULLET = re.compile(r"\s*[-*+](?:\s+|$)")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_DASHES = re.compile(r":?-+:?")
_LINES = "A line is a heading (## …), a bullet (- …), a row of a table (| … |), a note (> …) or empty."


@dataclass
class Item:
    """A bullet with those that are indented below it."""

    line: int
    indent: int
    text: Piece
    items: list[Item] = field(default_factory=list)

    @property
    def last_line(self) -> int:
        """The last line of the bullet and all below it."""
        return max([self.line, *(item.last_line for item in self.items)])


@dataclass
class Table:
    """A table: its head, and its rows as cells."""

    head: list[Piece]
    rows: list[list[Piece]] = field(default_factory=list)


@dataclass
class Section:
    """A heading with what stands under it. ``kind`` is what the heading's word means, ``Plan`` for the title."""

    kind: str
    level: int
    number: int | None
    name: Piece
    items: list[Item] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line of the heading."""
        return self.name.line


def outline(context: Context) -> Section:
    """The outline of the document. Notes, comments and rules are accounted for in the draft.

    Raises DocumentError at the first line that has no place in the format.
    """
    scan = _Scan(context)
    for line in context.document.lines:
        scan.read(line)
    if scan.comment:
        raise context.wrong(scan.comment, "this comment is not closed.", "A comment ends with -->.")
    if not scan.open:
        whole = context.piece(context.document.lines[0])
        raise context.wrong(whole, "there is no plan in this file.", "A plan begins with its title: # 〇〇計画.")
    return scan.open[0]


class _Scan:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.open: list[Section] = []  # the present section and those that it stands in, the plan first
        self.items: list[Item] = []  # the present bullet and those that it stands under
        self.table: Table | None = None
        self.rows = 0
        self.comment: Piece | None = None

    def read(self, line: Line) -> None:
        text = line.raw.strip()
        if self.comment or text.startswith("<!--"):
            self._read_comment(line, text)
        elif not text:
            self.table = None
        elif text.startswith(">"):
            self.context.draft.leftover([line.number], "note")
        elif _RULE.match(line.raw):
            self.context.draft.structure([line.number], "rule")
        elif text.startswith("#"):
            self._read_heading(self.context.piece(line).cut(0))
        else:
            self._read_content(line, text)

    def _read_comment(self, line: Line, text: str) -> None:
        self.comment = self.comment or Piece(line.number, text, text, tuple(range(1, len(text) + 2)))
        if not line.blank:
            self.context.draft.leftover([line.number], "comment")
        if "-->" in text:
            after = text.partition("-->")[2].strip()
            if after:
                raise self.context.wrong(
                    self.comment, "something stands behind this comment.", "Put it into a line of its own."
                )
            self.comment = None

    def _read_heading(self, whole: Piece) -> None:
        self.items, self.table = [], None
        match = _HEADING.match(whole.mask)
        assert match
        level, name = len(match[1]), whole.cut(match.end())
        if not match[2] or not name:
            raise self.context.wrong(
                whole, "a heading has a space behind its # and then words.", "Write ## 分野: 〇〇."
            )
        if not self.open:
            if level > 1:
                raise self.context.wrong(
                    whole, "this heading stands before the plan's title.", "A plan begins with its title: # 〇〇計画."
                )
            self.open = [Section("Plan", 1, None, name)]
            return
        if level == 1:
            raise self.context.wrong(
                whole, "this is a second title, and a file holds one plan.", "Headings below the title begin with ##."
            )
        kind, number, rest = self._kind(name)
        while self.open[-1].level >= level:
            self.open.pop()
        parent = self.open[-1]
        if parent.kind not in PARENTS[kind]:
            raise self.context.wrong(
                whole, f"{HEADINGS[kind]} cannot stand under {_called(parent.kind)}.",
                f"It stands under {' or '.join(map(_called, PARENTS[kind]))}, with more # than that.",
            )  # fmt: skip
        section = Section(kind, level, number, rest)
        parent.sections.append(section)
        self.open.append(section)

    def _kind(self, name: Piece) -> tuple[str, int | None, Piece]:
        match = KEYWORD.match(name.mask)
        kind = HEADINGS.meaning(match[1] if match else name.mask)
        if kind is None:
            word = (match[1] if match else name.text).strip()
            begun = next((each for each in HEADINGS.all_words() if name.mask.casefold().startswith(each)), None)
            missing = f"A colon is missing: {begun}: {name.text[len(begun) :].strip()}. " if begun and not match else ""
            raise self.context.wrong(
                name, f"{word!r} is no heading of a plan.",
                f"{missing or nearest(word, HEADINGS.all_words())}Headings: {HEADINGS.listed()}.",
            )  # fmt: skip
        rest = name.cut(match.end()) if match else name.cut(len(name.text))
        number = int(match[2]) if match and match[2] else None
        if kind in NAMELESS and rest:
            raise self.context.wrong(
                rest, f"{HEADINGS[kind]} has no name of its own.", f"Write {HEADINGS[kind]} alone."
            )
        if kind not in NAMELESS and not rest:
            raise self.context.wrong(name, f"this {HEADINGS[kind]} has no name.", f"Write {HEADINGS[kind]}: 〇〇.")
        if number is not None and kind != "GrowthField":
            raise self.context.wrong(name, f"{HEADINGS[kind]} has no number.", f"Write {HEADINGS[kind]}: 〇〇.")
        return kind, number, rest if rest else name

    def _read_content(self, line: Line, text: str) -> None:
        whole = self.context.piece(line)
        if not self.open:
            raise self.context.wrong(
                whole.cut(0), "a plan begins with its title, and this line stands before it.",
                "Write # 〇〇計画 first (a text that was extracted from a document is a .txt file).",
            )  # fmt: skip
        bullet = _BULLET.match(whole.mask)
        if text.startswith("|"):
            self.items = []
            self._read_row(whole.cut(0))
        elif bullet:
            self.table = None
            self._read_bullet(whole, bullet.end())
        else:
            raise self.context.wrong(whole.cut(0), "this line cannot be read.", _LINES)

    def _read_bullet(self, whole: Piece, start: int) -> None:
        indent = len(whole.mask) - len(whole.mask.lstrip())
        item = Item(whole.line, indent, whole.cut(start))
        if not item.text:
            raise self.context.wrong(
                whole.cut(0), "this bullet is empty.", "Take the line away, or write words behind it."
            )
        while self.items and self.items[-1].indent >= indent:
            self.items.pop()
        (self.items[-1].items if self.items else self.open[-1].items).append(item)
        self.items.append(item)

    def _read_row(self, whole: Piece) -> None:
        cells = whole.split("|")[1:]
        if not whole.mask.endswith("|"):
            raise self.context.wrong(whole, "this row of a table does not end with |.", "A row is | … | … |.")
        cells = cells[:-1]
        if self.table is None:
            self.table = Table(cells)
            self.rows = 0
            self.open[-1].tables.append(self.table)
            self.context.draft.structure([whole.line], "table-head")
            return
        self.rows += 1
        dashes = all(_DASHES.fullmatch(cell.mask) for cell in cells)
        if self.rows == 1:
            if not dashes:
                raise self.context.wrong(
                    whole, "the second line of a table is |---|---|, and this one is not.",
                    "Put it between the head of the table and its rows.",
                )  # fmt: skip
            self.context.draft.structure([whole.line], "table-head")
            return
        if len(cells) > len(self.table.head):
            raise self.context.wrong(
                cells[len(self.table.head)],
                f"this row has {len(cells)} cells, and the head of its table {len(self.table.head)}.",
                "Write a | inside a text as \\|.",
            )
        self.table.rows.append(cells)


def _called(kind: str) -> str:
    return "the plan's title (#)" if kind == "Plan" else HEADINGS[kind]
