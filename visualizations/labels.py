"""Labels of the canvas and of column heads: broken where a phrase ends, never inside a part of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import budoux

MOST, LINES = 12.0, 2
_IN_COMPOUND = re.compile(r"[一-鿿ァ-ヴー]$")  # a compound may go on behind it
_REST, _NOT_AHEAD = 3, frozenset("ァィゥェォッャュョヮーンぁぃぅぇぉっゃゅょん")
# Where a long phrase may break too: behind ・, and where kanji change to a word in katakana.
_PARTS = re.compile(r"[^・ァ-ヴー]*・|[^・ァ-ヴー]+|[ァ-ヴー]+・?")
# Where a long compound in katakana may break: behind a sound that ends words, before one that can begin one.
_KATAKANA, _LONG = re.compile(r"[ァ-ヴー]+・?"), 8
_LATIN = re.compile(r"\S+\s*|\s+")
_WORD_END = re.compile(r"(?<=[ンルストクグ])(?=[^ァィゥェォッャュョヮーン])")


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def width(text: str) -> float:
    """The width of a text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in text)


@lru_cache(maxsize=20_000)
def phrases(text: str) -> tuple[str, ...]:
    """The parts of a text between which a line may break; together they are the text."""
    found: list[str] = []
    for phrase in _parser().parse(text):
        for part in _PARTS.findall(phrase):
            long = len(part) > _LONG and _KATAKANA.fullmatch(part)
            found += _packed(_WORD_END.split(part)) if long else _LATIN.findall(part) if part.isascii() else [part]
    if len(found) > 1 and len(found[0]) == 1:  # a name in kana (やまぐち…) that was taken for a particle
        found[:2] = [found[0] + found[1]]
    return tuple(found) if "".join(found) == text else (text,)


def _packed(pieces: Iterable[str]) -> list[str]:
    """Short pieces of a compound put together while they stay short."""
    found = [""]
    for piece in pieces:
        if found[-1] and len(found[-1]) + len(piece) > _LONG:
            found.append("")
        found[-1] += piece
    return found


@lru_cache(maxsize=20_000)
def label_lines(text: str, most: float = MOST, lines: int = LINES) -> tuple[str, ...]:
    """The lines of a label; a text that does not fit ends in ``…``.

    Lines break where a phrase ends. A phrase that is longer than a line begins on a line of its own and breaks between
    its parts (behind ・, where kanji change to katakana), and only what is longer still, within one.
    """
    rows = [""]
    for phrase in _whole_phrases(text):
        if width(rows[-1] + phrase) <= most:
            rows[-1] += phrase
            continue
        if rows[-1]:
            rows.append("")
        for part in [phrase] if width(phrase) <= most else _with_particles(phrases(phrase)):
            if rows[-1] and width(rows[-1] + part) > most:
                rows.append("")
            rows[-1] += part
    pieces = [piece for row in rows for piece in _cut_up(row, most)]
    if len(pieces) <= lines:
        return tuple(pieces)
    last = pieces[lines - 1]
    if width(last) < most / 2 or _IN_COMPOUND.search(last):
        last += "".join(pieces[lines:])
    while width(last) > most - 1:
        last = last[:-1]
    return (*pieces[: lines - 1], f"{last}…")


def _whole_phrases(text: str) -> list[str]:
    """Phrases without the breaks inside compounds: one that ends in no kana and no sign goes on in the next."""
    found: list[str] = []
    for phrase in _parser().parse(text):
        for part in re.findall(r"[^・]*・|[^・]+", phrase):
            if found and (len(found[-1]) == 1 or _IN_COMPOUND.search(found[-1])):
                found[-1] += part
            else:
                found.append(part)
    return found if "".join(found) == text else [text]


def _with_particles(parts: Iterable[str]) -> list[str]:
    """Parts with the particle behind each (の, による), which does not begin a line, and short runs of kanji whole."""
    found: list[str] = []
    for part in parts:
        run = found and re.fullmatch(f"[一-鿿]{{2,{_LONG}}}", found[-1] + part)
        if found and (run or re.fullmatch("[ぁ-ん]{1,3}", part)):
            found[-1] += part
        else:
            found.append(part)
    return found


def _cut_up(row: str, most: float) -> list[str]:
    """A row in pieces that are short enough."""
    pieces = []
    while width(row) > most:
        cut = next((index for index in range(len(row), 0, -1) if width(row[:index]) <= most), 1)
        if len(row) - cut < _REST:  # no single character on a line of its own, nor a small kana ahead of a line
            cut = max(len(row) - _REST, 1)
        while cut > 1 and row[cut] in _NOT_AHEAD:
            cut -= 1
        pieces.append(row[:cut])
        row = row[cut:]
    return [*pieces, row]


def common_ending(names: Iterable[str]) -> str:
    """The last phrase of every name where all end alike (「プロジェクト」), else nothing. It is never a whole name."""
    known = [name for name in names if name]
    endings = {phrases(name)[-1] for name in known}
    ending = next(iter(endings)) if len(endings) == 1 and len(known) > 1 else ""
    return "" if any(name == ending for name in known) else ending
