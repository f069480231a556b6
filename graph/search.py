"""Search in names, aliases and texts, as Japanese readers type: width, kana, case and long vowels do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.facts import Fact, Facts, Node, Text
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary

_SMALL = str.maketrans("ァィゥェォヵヶッャュョヮ", "アイウエオカケツヤユヨワ")
_TEXTS = ("label", "altLabel", "detail", "definition", "theme", "tag", "targetGroup")
# What readers look for first: the more a thing is spoken of, the earlier.
_RANK = {"GrowthField": 0, "CrossCuttingArea": 0, "Project": 1, "ProjectPart": 2, "Organization": 2, "Indicator": 3,
         "FieldGroup": 3, "Person": 3, "Instrument": 3, "MeasureGroup": 4, "Component": 4, "Measure": 5,
         "ScheduledActivity": 6, "Event": 7, "Fact": 7, "Finding": 8}  # fmt: skip
_ORGANIZATION = PREFIXES["org"] + "Organization"


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
                # A whole name comes first, be it an alias; then what names, then what only tells.
                score = place if search_key(text) == key else len(_TEXTS) + place * 2 + (at > 0)
                if best is None or score < best[0]:
                    best = (score, text)
        if best:
            found = Found(node, best[1], *_lines(facts, node))
            hits.append(((best[0], _rank(node, 9), len(best[1]), node.id), found))
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
        if shared and _rank(node, -1) >= 0:
            scored.append((-shared / (len(pairs | own)), _rank(node, -1), node.id))
    return tuple(facts.nodes[id_] for _, _, id_ in sorted(scored)[:limit])


def _rank(node: Node, other: int) -> int:
    """How early a thing comes among equal hits; all kinds of bodies alike."""
    known = vocabulary().node_types.get(node.type)
    type_ = "Organization" if known and _ORGANIZATION in known.ancestors else node.type
    return _RANK.get(type_, other)


def _lines(facts: Facts, fact: Fact) -> tuple[int, int]:
    places = facts.places(fact)
    return (places[0].first_line, places[0].last_line) if places else (0, 0)
