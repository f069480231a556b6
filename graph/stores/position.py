"""Where a query that the store refuses stops being SPARQL: the first offending token.

The store's own parser names the furthest place that it looked at, which is often the end of the text. So the tokens are
read once more by the grammar of SPARQL 1.1 with an LALR(1) parser, which stops at the first token that cannot follow.
Only queries that failed come here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from graph.stores.tokens import Token as QueryToken
from graph.stores.tokens import TokenKind, tokens
from ontology.prefixes import PREFIXES

_SIGNS = {
    "{": "LBRACE", "}": "RBRACE", "(": "LPAR", ")": "RPAR", "[": "LBRACKET", "]": "RBRACKET", ".": "DOT", ",": "COMMA",
    ";": "SEMICOLON", "*": "STAR", "/": "SLASH", "+": "PLUS", "-": "MINUS", "=": "EQUAL", "!=": "UNEQUAL", "<": "LESS",
    ">": "GREATER", "<=": "AT_MOST", ">=": "AT_LEAST", "!": "BANG", "|": "PIPE", "^": "CARET", "?": "QUESTION",
    "||": "OR", "&&": "AND", "^^": "TYPE",
}  # fmt: skip
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_FUNCTIONS = frozenset(
    ["STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT", "STRLEN", "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "COALESCE", "IF", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "REGEX", "SUBSTR", "REPLACE", "TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "ISTRIPLE", "ADJUST"]
)


class _Words(Lexer):
    """Hands our own tokens to the parser."""

    def __init__(self, _config: Any) -> None: ...

    def lex(self, data: Any) -> Iterator[Token]:
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
    if word in _AGGREGATES:
        return "AGGREGATE"
    if word in _FUNCTIONS:
        return "FUNCTION"
    return f"K_{word}" if f"K_{word}" in _keywords() else "UNKNOWN"


@lru_cache(maxsize=1)
def _grammar() -> str:
    return files("graph.stores").joinpath("sparql.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _keywords() -> frozenset[str]:
    return frozenset(word for word in _grammar().split() if word.startswith("K_"))


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_grammar(), parser="lalr", lexer=_Words)


def offending_token(text: str, hint: tuple[int, int]) -> tuple[int, int, str]:
    """Line and column (from 1) of the first offending token of a refused query, and what was found there.

    ``hint`` is the store's own place; it is used where the grammar finds nothing wrong (an unbound variable, say).
    """
    try:
        _parser().parse(text)
    except UnexpectedToken as error:
        if error.token.type != "$END":
            return error.line, error.column, f"{str(error.token)!r} was not expected here"
        return _end(text)
    except UnexpectedInput as error:
        return error.line, error.column, "this was not expected here"
    declared = set(PREFIXES)
    found = list(tokens(text))
    for index, token in enumerate(found):
        if token.kind is TokenKind.WORD and token.text.upper() == "PREFIX" and index + 1 < len(found):
            declared.add(found[index + 1].text[:-1])
        if token.kind is TokenKind.NAME and token.text.split(":")[0] not in declared:
            return token.line, token.column, f"the prefix of {token.text!r} is not declared"
    before = [token for token in found if (token.line, token.column) <= hint] or found[:1]
    return (before[-1].line, before[-1].column, "this cannot stand here") if before else (1, 1, "nothing was found")


def _end(text: str) -> tuple[int, int, str]:
    line = text.count("\n") + 1
    return line, len(text) - (text.rfind("\n") + 1) + 1, "the query ends too early"
