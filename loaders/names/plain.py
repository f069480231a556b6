"""The form of a text in which names are looked for, with the way back to the characters as printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_AROUND = re.compile(r"[「」『』]|\s*[(（]仮称[)）]\s*")
_INNER_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_VOICED = "ﾞﾟ\u3099\u309a"
_COMPANY = {"㈱": "(株)", "㈲": "(有)", "㈳": "(社)", "㈶": "(財)"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text after NFKC without spaces between Japanese characters; ``origin[i]`` is where character ``i`` stood."""

    text: str
    origin: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The span of the printed text that a span of this one stands for."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else 0
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=4096)
def plain(printed: str) -> Plain:
    """The plain form of a printed text. A space stays where it parts two Latin words."""
    chars: list[str] = []
    origin: list[int] = []
    index = 0
    while index < len(printed):
        width = 2 if printed[index + 1 : index + 2] and printed[index + 1] in _VOICED else 1
        piece = printed[index : index + width]
        for char in _COMPANY.get(piece, unicodedata.normalize("NFKC", piece)):
            chars.append(char)
            origin.append(index)
        index += width
    kept = [at for at, char in enumerate(chars) if not char.isspace() or _parts_words(chars, at)]
    return Plain("".join(" " if chars[at].isspace() else chars[at] for at in kept), tuple(origin[at] for at in kept))


def _parts_words(chars: list[str], at: int) -> bool:
    return 0 < at < len(chars) - 1 and _latin(chars[at - 1]) and _latin(chars[at + 1])


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalpha() or char in "&,.-")


def printed_name(printed: str, start: int, end: int) -> str:
    """A name as a text prints it, by its plain span: without 「」, （仮称） and spaces inside Japanese words."""
    first, last = plain(printed).printed(start, end)
    return _INNER_SPACE.sub("", _AROUND.sub("", printed[first:last])).strip()
