"""Passages are as short as they can be: the fewest lines that hold the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.draft import Place
from loaders.text.lines import Line, folded


def narrowed(label: str, place: Place, lines: Sequence[Line]) -> Place:
    """The fewest lines of a place that hold the words of a label; the place itself where no fewer do."""
    if place.first == place.last or not lines:
        return place
    inside = [line for line in lines if place.first <= line.number <= place.last]
    wanted = folded(label)
    for length in range(1, len(inside)):
        for first in range(len(inside) - length + 1):
            part = inside[first : first + length]
            if wanted in "".join(folded(line.raw) for line in part):
                return Place(part[0].number, part[-1].number, place.document)
    return place


def holding(names: Iterable[str], place: Place, lines: Sequence[Line]) -> Place:
    """The lines of a place from the first to the last that hold one of some names; the place itself where none does."""
    if place.first == place.last or not lines:
        return place
    wanted = [folded(name) for name in names]
    inside = [line for line in lines if place.first <= line.number <= place.last]
    held = [line.number for line in inside if any(name in folded(line.raw) for name in wanted)]
    return Place(held[0], held[-1], place.document) if held else place
