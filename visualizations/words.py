"""The words of the interface, in Japanese and English: one file a part, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from ontology.vocabulary import vocabulary

LANGUAGES = ("ja", "en")
# Japanese letters, and what stands between them.
_LETTER = r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff9f]"
_JAPANESE = re.compile(rf"({_LETTER}(?:[^A-Za-z“”.,;:()]*{_LETTER})?)")


@lru_cache(maxsize=1)
def interface() -> Mapping[str, Mapping[str, str]]:
    """Every interface text by key and language. A key that two files of ``interface/`` hold raises ValueError."""
    found: dict[str, dict[str, str]] = {}
    folder = files("visualizations").joinpath("interface")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        texts: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
        if twice := found.keys() & texts.keys():
            raise ValueError(f"{file.name} repeats {', '.join(sorted(twice))} of another file.")
        found |= texts
    return found


class Words:
    """The interface in one language: ``words("line", a=3)``. An unknown key is a KeyError: a fault of the program."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values put in."""
        return self.raw(key).format(**values)

    def raw(self, key: str) -> str:
        """The text of a key with its places for values, for scripts that put them in.

        What is no text of the interface is a controlled value of the ontology (``primary``, ``stated``): its label.
        """
        texts = interface().get(key) or vocabulary().terms[key].label
        return texts[self.lang]

    def lines(self, first: int, last: int) -> str:
        """``123行``, ``120–124行``; ``line 123``, ``lines 120–124``."""
        return self("line", a=first) if first == last else self("line_range", a=first, b=last)


def runs(text: str) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, each with whether it is Japanese: what an English page has to mark as such (WCAG 3.1.2)."""
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(_JAPANESE.split(text)) if piece)
