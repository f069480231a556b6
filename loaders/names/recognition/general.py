"""General nouns that look like names (データセンター, 支援機関, 専門部会)."""

from __future__ import annotations

import re

from loaders.names.words import any_of, words

_ENDING = re.compile(rf"(?:{any_of(words('closing'))}|拠点|工場|発電所|港|大学)$")
_BARE_DIVISIONS = ("", "専門", "作業", "各", "企画", "運営")


def is_general(name: str, kind: str) -> bool:
    """True where a name is a general noun: nothing but general words stands before its ending."""
    ending = _ENDING.search(name)
    specifier = name[: ending.start()] if ending else name
    rest = specifier
    while rest:
        word = max((each for each in words("general") if rest.startswith(each)), key=len, default="")
        if not word:
            break
        rest = rest[len(word) :].lstrip("・")
    if kind == "NetworkDivision":
        return specifier in _BARE_DIVISIONS
    return not rest or (kind == "Site" and len(rest) < 2)
