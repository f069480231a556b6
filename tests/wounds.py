"""Copies of a text with random wounds: lines dropped, doubled, swapped, their tabs lost, their characters replaced.

A copy knows which lines of the original it holds as they were, and where.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_CHARACTERS = "のはがを一二三〇口日目0123456789,.-・<>＜＞（）()[]「」 　\t■●△%年月人件社県市"


@dataclass(frozen=True)
class Copy:
    """A wounded copy: its lines; for each the number of the line of the original it is, if it was not touched."""

    lines: tuple[str, ...]
    origins: tuple[int | None, ...]
    wounds: tuple[str, ...]

    @property
    def text(self) -> str:
        """The copy as a text."""
        return "\n".join(self.lines) + "\n"

    @property
    def untouched(self) -> frozenset[int]:
        """The numbers of the lines of the original that the copy holds as they were, in their place."""
        return frozenset(origin for origin in self.origins if origin is not None)


@dataclass
class _Line:
    text: str
    origin: int | None


@dataclass
class _Work:
    lines: list[_Line]
    order: random.Random
    done: list[str] = field(default_factory=list)

    def place(self, *, tabs: bool = False) -> int:
        """A line with words, of a table if asked for."""
        places = [
            place for place, line in enumerate(self.lines) if line.text.strip() and (not tabs or "\t" in line.text)
        ]
        return self.order.choice(places)


def wounded(text: str, seed: int) -> Copy:
    """The copy of a seed, which ends in a line feed: one to twelve wounds; every tenth is cut to a piece too."""
    order = random.Random(f"wounds {seed}")
    work = _Work([_Line(line, number) for number, line in enumerate(text.removesuffix("\n").split("\n"), 1)], order)
    kinds = (_drop, _double, _swap, _lose_tabs, _replace)
    for _ in range(order.randint(1, 12)):
        wound = order.choice(kinds)
        wound(work)
        work.done.append(wound.__name__.strip("_"))
    if seed % 10 == 9:
        _cut(work)
        work.done.append("cut")
    return Copy(tuple(line.text for line in work.lines), tuple(line.origin for line in work.lines), tuple(work.done))


def _drop(work: _Work) -> None:
    place = work.place()
    del work.lines[place : place + work.order.choice([1, 1, 1, 2, 5])]


def _double(work: _Work) -> None:
    place = work.place()
    line = work.lines[place]
    work.lines[place : place + 1] = [_Line(line.text, None), _Line(line.text, None)]


def _swap(work: _Work) -> None:
    one, other = work.place(), work.place()
    if work.order.random() < 0.7:
        other = min(one + 1, len(work.lines) - 1)
    lines = work.lines
    lines[one], lines[other] = _Line(lines[other].text, None), _Line(lines[one].text, None)


def _lose_tabs(work: _Work) -> None:
    line = work.lines[work.place(tabs=True)]
    line.text, line.origin = line.text.replace("\t", work.order.choice(["", " ", "  "])), None


def _replace(work: _Work) -> None:
    line = work.lines[work.place()]
    for _ in range(work.order.randint(1, 3)):
        place = work.order.randrange(len(line.text))
        line.text = line.text[:place] + work.order.choice(_CHARACTERS) + line.text[place + 1 :]
    line.origin = None


def _cut(work: _Work) -> None:
    first = work.order.randrange(len(work.lines) // 2)
    work.lines = work.lines[first : first + work.order.randint(20, len(work.lines) // 2)]
