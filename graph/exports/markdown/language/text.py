"""Texts inside the Markdown plan format: written with escapes, read into characters and a mask of what is structure.

A backslash before any sign (or letter of another script) makes it a plain character; ``\\u{…}`` is a character by its
code point in hexadecimal. Whatever a text holds, it comes back the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from graph.exports.markdown.language.words import ITEMS, Words

# Signs that our lines or Markdown's renderers would take for more than text, wherever they stand.
_SIGNS = frozenset("\\{}[]<`*_|")
_LEADING = frozenset("#-+>=~:：")
_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")  # bidi, invisible
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ORDERED = re.compile(r"[0-9]+(?=[.)](?:\s|\Z))")
_REPOSTED = re.compile(r"[(（\[［【〔<＜〈]\s*再\s*掲\s*[)）\]］】〕>＞〉]\Z")
_CODE = re.compile(r"u\{([0-9A-Fa-f]{1,6})\}")
# The keyword that a bullet or heading begins with, and its number (原文書 2: …).
KEYWORD = re.compile(r"([^:：\0]{1,40}?)\s*((?<![-0-9])[0-9]{1,9})?\s*[:：]")
ESCAPED = "\0"  # what stands in a mask for an escaped character; no file that is text holds it


def escaped(text: str, also: str = "") -> str:
    """A text as it is written; ``also`` names further characters that its place would take for structure."""
    signs = _SIGNS | set(also)
    special = {match.start() for match in _ENTITY.finditer(text)}
    special |= {match.end() for match in [_ORDERED.match(text)] if match}
    special |= {match.start() for match in [_REPOSTED.search(text)] if match}
    last = len(text) - 1
    written = []
    for index, char in enumerate(text):
        outer = char.isspace() and index in (0, last)
        if outer or unicodedata.category(char) in ("Cc", "Zl", "Zp") or _HIDDEN.match(char):
            written.append(f"\\u{{{ord(char):x}}}")
        elif char in signs or index in special or (index == 0 and char in _LEADING):
            written.append(f"\\{char}")
        else:
            written.append(char)
    return "".join(written)


def shielded(text: str, also: str = "") -> str:
    """A text whose beginning would be read as a keyword, written so that it is not."""
    first = text[0]
    written = escaped(text, also)
    if written.startswith("\\"):
        return written
    return f"\\u{{{ord(first):x}}}{written[1:]}" if first.isascii() and first.isalnum() else f"\\{written}"


def item_text(text: str, words: Words = ITEMS) -> str:
    """A text as a bullet holds it: shielded where it begins like an item with a keyword (``別名: …``)."""
    start = KEYWORD.match(text)
    return shielded(text) if start and words.meaning(start[1]) else escaped(text)


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: its characters, the same with escaped ones masked, and the column of each (from 1).

    ``columns`` is one longer than ``text``: the last one is where the stretch ends.
    """

    line: int
    text: str
    mask: str
    columns: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def column(self) -> int:
        """The column of the first character."""
        return self.columns[0]

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The characters from ``start`` to ``end``, without white space around them that is not escaped."""
        end = len(self.text) if end is None else end
        while start < end and self.mask[start].isspace():
            start += 1
        while end > start and self.mask[end - 1].isspace():
            end -= 1
        return Piece(self.line, self.text[start:end], self.mask[start:end], self.columns[start : end + 1])

    def split(self, signs: str) -> list[Piece]:
        """The stretches between any of the signs, those that are not escaped."""
        ends = [index for index, char in enumerate(self.mask) if char in signs]
        return [
            self.cut(start, end)
            for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(self.text)], strict=True)
        ]


def piece(line: int, raw: str, wrong: Callable[[int, int, str], Exception]) -> Piece:
    """A raw line with its escapes taken out.

    ``wrong`` makes the exception that is raised for a broken escape, from the line, the column and what is wrong.
    """
    text: list[str] = []
    mask: list[str] = []
    columns: list[int] = []
    at = 0
    while at < len(raw):
        columns.append(at + 1)
        char, length = raw[at], 1
        if char == "\\":
            char, length = _escape(raw, at, line, wrong)
        text.append(char)
        mask.append(ESCAPED if length > 1 else char)
        at += length
    return Piece(line, "".join(text), "".join(mask), (*columns, len(raw) + 1))


def _escape(raw: str, at: int, line: int, wrong: Callable[[int, int, str], Exception]) -> tuple[str, int]:
    code = _CODE.match(raw, at + 1)
    if code:
        number = int(code[1], 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF or number == 0:
            raise wrong(line, at + 1, f"\\u{{{code[1]}}} is no character")
        return chr(number), 1 + len(code[0])
    following = raw[at + 1 : at + 2]
    if not following or (following.isascii() and following.isalnum()):
        raise wrong(line, at + 1, "a backslash stands before a sign or as \\u{…}, and for itself as \\\\")
    return following, 2
