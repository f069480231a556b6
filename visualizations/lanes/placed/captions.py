"""Words that stand in a drawing beside names: above a group, or upon a link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caption:
    """A text with its place on a wide stage. ``align`` is the side on which it begins: ``left``, ``right`` or
    ``center``. One that tells of a drawn link carries its id, and stands in a small box upon it."""

    text: str
    x: float
    y: float
    align: str
    link: str = ""
