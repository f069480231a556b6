"""Search in names, aliases and texts, as Japanese readers type: width, kana, case and long vowels do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.facts import Fact, Facts, Node, Text

_SMALL = str.maketrans("ァィゥェォヵヶッャュョヮ", "アイウエオカケツヤユヨワ")
_TEXTS = ("label", "altLabel", "detail", "definition", "theme", "tag", "targetGroup")
# What readers look for first: the more a thing is spoken of, the earlier.
_RANK = {"GrowthField": 0, "CrossCuttingArea": 0, "Project": 1, "ProjectPart": 2, "Indicator": 3, "FieldGroup": 3,
         "MeasureGroup": 4, "Component": 4, "Measure": 5, "ScheduledActivity": 6}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: the node, the text that matched, the lines where it stands (0 where none is known)."""

    node: Node
    text: str
    first_line: int
    last_line: int


def search_key(text: str) -> str:
    """The form in which texts are compared: NFKC, lower case, katakana, small kana large, no long marks, no spaces."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in folded)
    return re.sub(r"[\s\u30fc\u2010-\u2015\-・,、。()「」『』\[\]]", "", folded.translate(_SMALL))


def search(facts: Facts, query: str, limit: int = 50) -> tuple[Found, ...]:
    """The nodes whose texts hold the query, best first: whole names, beginnings, names before other texts."""
    key = search_key(query)
    if not key:
        return ()
    hits: list[tuple[tuple[int, int, int, str], Found]] = []
    for node in facts.nodes.values():
        best: tuple[int, str] | None = None
        for place, name in enumerate(_TEXTS):
            for value in node.values(name):
                text = value.value if isinstance(value, Text) else str(value)
                at = search_key(text).find(key)
                if at < 0:
                    continue
                score = place * 4 + (0 if search_key(text) == key else 1 if at == 0 else 2)
                if best is None or score < best[0]:
                    best = (score, text)
        if best:
            found = Found(node, best[1], *_lines(node))
            hits.append(((best[0], _RANK.get(node.type, 9), len(best[1]), node.id), found))
    return tuple(found for _, found in sorted(hits, key=lambda hit: hit[0])[:limit])


def nearest(facts: Facts, text: str, limit: int = 5) -> tuple[Node, ...]:
    """The nodes whose names share most pairs of characters with a text: what somebody may have meant."""
    key = search_key(text)
    pairs = {key[i : i + 2] for i in range(len(key) - 1)}
    scored = []
    for node in facts.nodes.values():
        name = search_key(node.label)
        own = {name[i : i + 2] for i in range(len(name) - 1)}
        shared = len(pairs & own)
        if shared and node.type in _RANK:
            scored.append((-shared / (len(pairs | own)), _RANK[node.type], node.id))
    return tuple(facts.nodes[id_] for _, _, id_ in sorted(scored)[:limit])


def _lines(fact: Fact) -> tuple[int, int]:
    return (fact.sources[0].first_line, fact.sources[0].last_line) if fact.sources else (0, 0)
