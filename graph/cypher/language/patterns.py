"""Caps on what a query makes an engine walk through: lengths of paths, lists within lists."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher.language.tokens import Kind, Token
from graph.errors import QueryRefused

MAX_HOPS = 30
MAX_LISTS = 2
_SHORTEST = ("SHORTESTPATH", "ALLSHORTESTPATHS")
_WALKING = ("REDUCE", "ALL", "ANY", "NONE", "SINGLE")


def refuse_long_patterns(found: Sequence[Token]) -> None:
    """Raises QueryRefused for a path of more than MAX_HOPS hops or without a cap, and for loops in loops in loops.

    The shortest path needs no cap: the search ends at the first one.
    """
    open_: list[tuple[str, str]] = []
    for place, token in enumerate(found):
        if token.kind is not Kind.SIGN:
            continue
        if token.text in ("(", "[", "{"):
            open_.append((token.text, found[place - 1].word or found[place - 1].text if place else ""))
            _lists(found, place)
        elif token.text in (")", "]", "}") and open_:
            open_.pop()
        elif token.text == "*" and open_ and open_[-1][0] == "[" and open_[-1][1] in ("-", "<-"):
            _length(found, place, shortest=any(name in _SHORTEST for _, name in open_))
        if token.text in ("+", "*") and place and found[place - 1].text == "->":
            raise _too_long(token)
        if token.text == "{" and place and found[place - 1].text in (")", "->", "-"):
            _quantifier(found, place)


def _length(found: Sequence[Token], place: int, *, shortest: bool) -> None:
    rest = [token.text for token in found[place + 1 : place + 4]]
    if rest and ".." in rest[:2]:
        most = rest[rest.index("..") + 1] if rest.index("..") + 1 < len(rest) else ""
    else:
        most = rest[0] if rest else ""
    if not most.isdecimal():
        if not shortest:
            raise _too_long(found[place])
    elif int(most) > MAX_HOPS and not shortest:
        raise _too_long(found[place])


def _quantifier(found: Sequence[Token], place: int) -> None:
    """``{n,m}`` after a part of a path; a block after ``CALL (…)`` has a word or a bracket in this place."""
    inside = []
    for token in found[place + 1 : place + 5]:
        if token.text == "}":
            break
        inside.append(token)
    if not inside or any(token.kind is not Kind.NUMBER and token.text != "," for token in inside):
        return
    if not inside[-1].text.isdecimal() or int(inside[-1].text) > MAX_HOPS:
        raise _too_long(found[place])


def _lists(found: Sequence[Token], place: int) -> None:
    """Counts how many lists are walked through, each within another."""
    if not _walks(found, place):
        return
    depth = 0
    outer = place
    while outer >= 0:
        if found[outer].text in ("(", "[") and _walks(found, outer) and _encloses(found, outer, place):
            depth += 1
        outer -= 1
    if depth > MAX_LISTS:
        token = found[place]
        raise QueryRefused(
            f"Lists are walked through in lists in lists (line {token.line}, column {token.column}).",
            f"At most {MAX_LISTS} may stand one in the other; UNWIND the outer one.",
        )


def _walks(found: Sequence[Token], place: int) -> bool:
    """Whether a bracket opens a list comprehension, or one of the functions that walk through a list."""
    if found[place].text == "[":
        return place + 2 < len(found) and found[place + 2].word == "IN" and found[place + 1].kind is not Kind.SIGN
    return found[place].text == "(" and place > 0 and found[place - 1].word in _WALKING


def _encloses(found: Sequence[Token], outer: int, place: int) -> bool:
    depth = 0
    for token in found[outer : place + 1]:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth == 0:
            return False
    return True


def _too_long(token: Token) -> QueryRefused:
    return QueryRefused(
        f"A path has no cap, or more than {MAX_HOPS} hops (line {token.line}, column {token.column}).",
        f"Give its length as *1..n with n up to {MAX_HOPS}; shortestPath needs none.",
    )
