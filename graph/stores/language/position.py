"""Where a query that the store refuses stops being SPARQL: the first offending token.

The store's own parser names the furthest place that it looked at, which is often the end of the text. So the tokens are
read once more by the grammar of SPARQL 1.1 with an LALR(1) parser, which stops at the first token that cannot follow.
Only queries that failed come here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from graph.errors import QueryError
from graph.stores.language.keywords import AGGREGATES, FUNCTIONS
from graph.stores.language.tokens import Token as QueryToken
from graph.stores.language.tokens import TokenKind, tokens
from ontology.prefixes import PREFIXES

_SIGNS = {
    "{": "LBRACE", "}": "RBRACE", "(": "LPAR", ")": "RPAR", "[": "LBRACKET", "]": "RBRACKET", ".": "DOT", ",": "COMMA",
    ";": "SEMICOLON", "*": "STAR", "/": "SLASH", "+": "PLUS", "-": "MINUS", "=": "EQUAL", "!=": "UNEQUAL", "<": "LESS",
    ">": "GREATER", "<=": "AT_MOST", ">=": "AT_LEAST", "!": "BANG", "|": "PIPE", "^": "CARET", "?": "QUESTION",
    "||": "OR", "&&": "AND", "^^": "TYPE",
}  # fmt: skip


class _Words(Lexer):
    """Hands our own tokens to the parser."""

    def __init__(self, _config: Any) -> None: ...

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]  # lark calls it with the text alone
        for token in tokens(data.text if hasattr(data, "text") else data):
            yield Token(_terminal(token), token.text, start_pos=token.start, line=token.line, column=token.column)


def _terminal(token: QueryToken) -> str:
    if token.kind is TokenKind.SIGN:
        return _SIGNS.get(token.text, "UNKNOWN")
    if token.kind is not TokenKind.WORD:
        return "UNKNOWN" if token.kind is TokenKind.OTHER else token.kind.name
    word = token.text.upper()
    if token.text == "a":
        return "K_A"
    if word in AGGREGATES:
        return "AGGREGATE"
    if word in FUNCTIONS:
        return "FUNCTION"
    return f"K_{word}" if word != "A" and f"K_{word}" in _keywords() else "UNKNOWN"


@lru_cache(maxsize=1)
def _grammar() -> str:
    return files("graph.stores.language").joinpath("sparql.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _keywords() -> frozenset[str]:
    return frozenset(word for word in _grammar().split() if word.startswith("K_"))


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_grammar(), parser="lalr", lexer=_Words)


def syntax_error(text: str, hint: tuple[int, int] = (1, 1)) -> QueryError:
    """The error to raise for a query that is refused as no SPARQL; ``hint`` as in ``offending_token``."""
    line, column, found = offending_token(text, hint)
    message = f"The query does not parse at line {line}, column {column}: {found}."
    return QueryError(message, "SPARQL 1.1 is read here.", line=line, column=column)


def require_grammar(text: str) -> None:
    """Raises QueryError where a text is no query by the letter of SPARQL 1.1."""
    try:
        _parser().parse(text)
    except UnexpectedInput:
        raise syntax_error(text) from None


def offending_token(text: str, hint: tuple[int, int]) -> tuple[int, int, str]:
    """Line and column (from 1) of the first offending token of a refused query, and what was found there.

    ``hint`` is the store's own place; it is used where the grammar finds nothing wrong (an unbound variable, say).
    """
    found = list(tokens(text))
    wrong = min(filter(None, (_ungrammatical(text), _undeclared(found))), default=None)
    if wrong:
        return wrong
    before = [token for token in found if (token.line, token.column) <= hint] or found[:1]
    return (before[-1].line, before[-1].column, "this cannot stand here") if before else (1, 1, "nothing was found")


def _ungrammatical(text: str) -> tuple[int, int, str] | None:
    try:
        _parser().parse(text)
    except UnexpectedToken as error:
        if error.token.type == "$END":
            return _end(text)
        return error.line, error.column, f"{str(error.token)!r} was not expected here"
    except UnexpectedInput as error:
        return error.line, error.column, "this was not expected here"
    return None


def _undeclared(found: list[QueryToken]) -> tuple[int, int, str] | None:
    declared = set(PREFIXES)
    for before, token in pairwise(found):
        if token.kind is TokenKind.NAME and before.text.upper() == "PREFIX":
            declared.add(token.text.split(":")[0])
        elif token.kind is TokenKind.NAME and token.text.split(":")[0] not in declared:
            return token.line, token.column, f"the prefix of {token.text!r} is not declared"
    return None


def _end(text: str) -> tuple[int, int, str]:
    line = text.count("\n") + 1
    return line, len(text) - (text.rfind("\n") + 1) + 1, "the query ends too early"
