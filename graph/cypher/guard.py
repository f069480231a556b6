"""What stands before every Cypher query, whatever engine answers it: only reading, only so large (the first lock).

It is an allow-list. A query and each of its blocks begin with one of a few clauses; after an expression only words may
follow that go on with it or begin another such clause; whatever is called with brackets is on a list. Words that write
are refused besides wherever they stand bare. Names in backticks, strings and comments are no words.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.cypher.language.columns import returned
from graph.cypher.language.patterns import refuse_long_patterns
from graph.cypher.language.tokens import Kind, Token, plain, tokens, unescaped
from graph.cypher.language.words import ASKING, BLOCKS, CONTINUING, FUNCTIONS, PROCEDURES, REFUSED, STARTS, UPDATES
from graph.errors import QueryError, QueryRefused, UpdateRefused

MAX_NESTING = 100
_READINGS = 4
_PAIRS = {"{": "}", "(": ")", "[": "]"}
_CLOSE = frozenset(_PAIRS.values())
_ONLY_IN_BLOCKS = frozenset(("MATCH", "OPTIONAL", "UNWIND", "RETURN", "CALL", "UNION"))
_OPERANDS = (Kind.WORD, Kind.QUOTED, Kind.STRING, Kind.NUMBER, Kind.PARAMETER)
_ONLY = "Cypher that reads is taken here: MATCH, WITH, UNWIND, CALL { … }, RETURN and what belongs to them."


@dataclass(frozen=True, slots=True)
class GuardedCypher:
    """A query that may run, the labels, relationship types and properties that it names, and the columns that it asks
    for (``graph.cypher.language.columns``)."""

    text: str
    names: tuple[str, ...]
    columns: tuple[str, ...] = ()


def guard(text: str, max_length: int) -> GuardedCypher:
    r"""Refuses what is not allowed.

    Raises UpdateRefused for what writes, QueryRefused for other constructs that are not taken and for what is too long
    or nested too deep, QueryError for what is no query. The text is looked at as written and after its ``\uXXXX``
    escapes, however often they are wrapped: engines differ in when they resolve them.
    """
    if len(text) > max_length:
        raise QueryRefused(f"The query has {len(text):,} characters.", f"At most {max_length:,} are taken.")
    readings = [text]
    while (again := unescaped(readings[-1])) != readings[-1]:
        readings.append(again)
        if len(readings) > _READINGS:
            raise QueryRefused("Escapes stand in escapes.", "Write the characters themselves.")
    found = [tokens(each) for each in readings]
    for each in found:
        _refuse_updates(each)
    for each in found:
        _inspect(each)
    kept = found[0]
    end = kept[-1].start if kept[-1].text == ";" else len(text)
    return GuardedCypher(text[:end], _names(kept), returned(text, kept))


def _refuse_updates(found: list[Token]) -> None:
    """Raises where a word that writes stands bare, or is put together of two with a comment between."""
    for place, token in enumerate(found):
        if token.kind is Kind.WORD and not _is_name(found, place):
            following = found[place + 1] if place + 1 < len(found) else None
            joined = token.word
            if following and following.kind is Kind.WORD and following.word not in CONTINUING:
                joined = plain(token.text + following.text)
            word = next((each for each in (token.word, joined) if each in UPDATES), "")
            if word:
                raise UpdateRefused(f"{word} is an update (line {token.line}, column {token.column}).", _ONLY)


def _is_name(found: list[Token], place: int) -> bool:
    """Whether a word can only be a name: of a property, label, type or key."""
    before = found[place - 1].text if place else ""
    after = found[place + 1].text if place + 1 < len(found) else ""
    if after == "(":
        return before == "."
    if before in ("|", "&", "!"):  # one of several labels or types
        return after in ("]", ")", "|", "&", "*")
    return before in (".", ":", "::") or after == ":"


def _inspect(found: list[Token]) -> None:
    if not found:
        raise QueryError("The query is empty.", "Expected MATCH … RETURN ….")
    _nesting(found)
    if found[-1].text == ";":
        found = found[:-1]
    if not found:
        raise QueryError("The query is empty.", "Expected MATCH … RETURN ….")
    _start(found[0])
    for place, token in enumerate(found):
        if token.text == ";":
            raise QueryRefused(
                f"A second statement stands at line {token.line}, column {token.column}.", "Send one at a time."
            )
        if token.kind is Kind.WORD:
            _word(found, place)
        if token.kind in (Kind.WORD, Kind.QUOTED) and place + 1 < len(found) and found[place + 1].text == "(":
            _called(found, place)
        goes_on = token.kind is Kind.WORD and token.word in CONTINUING
        if token.kind in _OPERANDS and place and not goes_on and _ends_operand(found, place - 1):
            raise _unexpected(token)
    refuse_long_patterns(found)


def _nesting(found: list[Token]) -> None:
    """Raises where brackets are nested too deep, close what is not open, or hold a clause without a block."""
    open_: list[str] = []
    for place, token in enumerate(found):
        if token.kind is Kind.SIGN and token.text in _PAIRS:
            open_.append(token.text)
            if len(open_) > MAX_NESTING:
                raise QueryRefused(f"The query is nested more than {MAX_NESTING} deep.", "Split it.")
        elif token.kind is Kind.SIGN and token.text in _CLOSE:
            if not open_ or _PAIRS[open_.pop()] != token.text:
                raise _unexpected(token)
        elif token.word in _ONLY_IN_BLOCKS and open_ and open_[-1] != "{" and _ends_operand(found, place - 1):
            raise _unexpected(token)


def _start(token: Token) -> None:
    if token.kind is not Kind.WORD or token.word not in STARTS:
        raise _unexpected(token)


def _word(found: list[Token], place: int) -> None:
    token = found[place]
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    if (
        before is not None
        and before.text == "{"
        and _opens_block(found, place - 1)
        and (not after or after.text != ":")
    ):
        _start(token)
    if token.word == "CALL" and not _is_name(found, place):
        _call(found, place)
    if token.word == "TRANSACTIONS" and before is not None and before.word in ("IN", "CONCURRENT"):
        raise _refused(token)


def _opens_block(found: list[Token], brace: int) -> bool:
    """Whether a brace opens a block of clauses: after EXISTS, COUNT, COLLECT, CALL, or CALL with its variables."""
    if brace == 0:
        return False
    before = found[brace - 1]
    if before.kind is Kind.WORD:
        return before.word in BLOCKS and not _is_name(found, brace - 1)
    if before.text != ")":
        return False
    depth = 0
    for place in range(brace - 1, -1, -1):
        depth += (found[place].text == ")") - (found[place].text == "(")
        if depth == 0:
            return place > 0 and found[place - 1].word == "CALL"
    return False


def _call(found: list[Token], place: int) -> None:
    """CALL is of a block, or of a procedure on the list."""
    name = ""
    for token in found[place + 1 :]:
        if token.text in ("(", "{") and not name:
            return
        if token.kind is Kind.WORD and (not name or name.endswith(".")):
            name += token.word
        elif token.kind is Kind.QUOTED and (not name or name.endswith(".")):
            name += plain(token.text.strip("`"))
        elif token.text == "." and name:
            name += "."
        else:
            break
    if name not in PROCEDURES:
        shown = found[place]
        raise QueryRefused(
            f"The procedure at line {shown.line}, column {shown.column} is not one that may be called.",
            f"These may be: {', '.join(sorted(PROCEDURES)).lower()}.",
        )


def _called(found: list[Token], place: int) -> None:
    """A word before a bracket is a keyword, or the last part of the name of a function on the list."""
    token = found[place]
    if (token.word in CONTINUING or token.word in ("CASE", "CALL", "ON")) and not _is_dotted(found, place):
        return
    name = token.word or plain(token.text.strip("`"))
    first = place
    while _is_dotted(found, first) and first >= 2 and found[first - 2].kind in (Kind.WORD, Kind.QUOTED):
        name = f"{plain(found[first - 2].text.strip('`'))}.{name}"
        first -= 2
    if name in PROCEDURES and first and found[first - 1].word == "CALL":
        return
    if name in FUNCTIONS:
        return
    if name in REFUSED or "." in name:
        raise _refused(token)
    raise QueryError(
        f"There is no function {token.text} here (line {token.line}, column {token.column}).",
        "The functions of openCypher that read nothing from outside are known.",
        line=token.line, column=token.column,
    )  # fmt: skip


def _is_dotted(found: list[Token], place: int) -> bool:
    return place > 0 and found[place - 1].text == "."


def _ends_operand(found: list[Token], place: int) -> bool:
    """Whether an expression or a pattern may end with a token, so that only certain words can follow."""
    token = found[place]
    if token.kind is Kind.WORD:
        return token.word not in ASKING or _is_name_before(found, place)
    if token.kind is Kind.SIGN:
        return token.text in _CLOSE
    return True


def _is_name_before(found: list[Token], place: int) -> bool:
    return place > 0 and found[place - 1].text in (".", ":", "$")


def _refused(token: Token) -> QueryRefused:
    return QueryRefused(f"{token.text} is not allowed (line {token.line}, column {token.column}).", _ONLY)


def _unexpected(token: Token) -> QueryError | QueryRefused:
    if token.kind is Kind.WORD and token.word in REFUSED:
        return _refused(token)
    message = (
        f"The query does not parse at line {token.line}, column {token.column}: {token.text[:40]!r} was not expected."
    )
    return QueryError(message, _ONLY, line=token.line, column=token.column)


def _names(found: list[Token]) -> tuple[str, ...]:
    """Labels, types and properties that a query names, in its order."""
    names: list[str] = []
    for place, token in enumerate(found[1:], 1):
        before, after = found[place - 1].text, found[place + 1].text if place + 1 < len(found) else ""
        if token.kind in (Kind.WORD, Kind.QUOTED) and after != "(" and after != ".":
            key = after == ":" and before in ("{", ",")
            value = before == ":" and _is_value(found, place)
            if key or (before in (".", ":", "|", "&") and not value):
                name = token.text.strip("`").replace("``", "`")
                if name not in names:
                    names.append(name)
    return tuple(names)


def _is_value(found: list[Token], place: int) -> bool:
    """Whether what follows a colon is the value of a key in braces, not a label."""
    return place >= 3 and found[place - 3].text in ("{", ",") and found[place - 2].kind in (Kind.WORD, Kind.QUOTED)
