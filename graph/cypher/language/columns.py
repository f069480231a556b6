"""The columns that a query names in its RETURN, for engines that name none where there is no row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.cypher.language.tokens import Kind, Token
from graph.cypher.language.words import BLOCKS

_AFTER = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION")
_OPEN, _CLOSE = ("(", "[", "{"), (")", "]", "}")
EVERYTHING = "*"


def returned(text: str, found: Sequence[Token]) -> tuple[str, ...]:
    """The columns of an answer as Neo4j names them: the alias, else the expression as it is written.

    ``RETURN *`` gives ``EVERYTHING`` in its place, since its names are those of the variables; a query without RETURN
    gives none.
    """
    return tuple(_name(text, item) for item in _items(found) if item)


def _items(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens between the commas of the last RETURN that stands in no bracket."""
    depth, begins = 0, len(found)
    for place, token in enumerate(found):
        depth += _step(token)
        if not depth and token.word == "RETURN" and (not place or found[place - 1].text not in (".", ":", "$")):
            begins = place + 1
    item: list[Token] = []
    for token in found[begins:]:
        depth += _step(token)
        if depth <= 0 and token.text in (",", ";"):
            yield item
            item = []
        elif depth <= 0 and token.word in _AFTER and item and item[-1].word != "AS" and item[-1].text not in (".", ":"):
            break
        elif item or token.word != "DISTINCT":
            item.append(token)
    yield item


def _step(token: Token) -> int:
    if token.kind is not Kind.SIGN:
        return 0
    return (token.text in _OPEN) - (token.text in _CLOSE)


def _name(text: str, item: Sequence[Token]) -> str:
    if len(item) > 2 and item[-2].word == "AS":
        return _plain(item[-1])
    if len(item) == 1:
        return _plain(item[0])
    if item[0].word not in BLOCKS and item[0].kind in (Kind.WORD, Kind.QUOTED) and _is_braced(item[1:]):
        return _plain(item[0])  # a map of some of its properties has the name of the variable
    return text[item[0].start : item[-1].end]


def _is_braced(rest: Sequence[Token]) -> bool:
    depth = 0
    for place, token in enumerate(rest):
        depth += _step(token)
        if not depth:
            return token.text == "}" and place == len(rest) - 1
    return False


def _plain(token: Token) -> str:
    if token.kind is Kind.QUOTED:
        return token.text[1:-1].replace("``", "`")
    return token.text
