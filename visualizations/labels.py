"""Labels of the canvas: at most two lines of twelve full-width characters, broken where a phrase ends."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import budoux

MOST, LINES = 12.0, 2
# Where a long phrase may break too: behind ・, and where kanji change to a word in katakana.
_PARTS = re.compile(r"[^・ァ-ヴー]*・|[^・ァ-ヴー]+|[ァ-ヴー]+・?")


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def width(text: str) -> float:
    """The width of a text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in text)


@lru_cache(maxsize=20_000)
def phrases(text: str) -> tuple[str, ...]:
    """The parts of a text between which a line may break; together they are the text."""
    found = tuple(part for each in _parser().parse(text) for part in _PARTS.findall(each))
    return found if "".join(found) == text else (text,)


@lru_cache(maxsize=20_000)
def label_lines(text: str) -> tuple[str, ...]:
    """The lines of a label; a text that does not fit ends in ``…``. Phrases are kept whole where they fit a line."""
    lines = [""]
    for phrase in phrases(text):
        if lines[-1] and width(lines[-1] + phrase) > MOST:
            lines.append("")
        lines[-1] += phrase
    pieces: list[str] = []
    for line in lines:
        while width(line) > MOST:
            cut = next(index for index in range(len(line), 0, -1) if width(line[:index]) <= MOST)
            pieces.append(line[:cut])
            line = line[cut:]
        pieces.append(line)
    if len(pieces) <= LINES:
        return tuple(pieces)
    last = pieces[LINES - 1]
    while width(last) > MOST - 1:
        last = last[:-1]
    return (*pieces[: LINES - 1], f"{last}…")
