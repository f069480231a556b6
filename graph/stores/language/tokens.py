"""The tokens of SPARQL 1.1 (its section 19.8), so that rules look at words and never at the text of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token is."""

    IRI = "IRIREF"
    STRING = "STRING"
    VARIABLE = "VAR"
    NAME = "PNAME"
    BLANK = "BLANK_NODE_LABEL"
    LANGUAGE = "LANGTAG"
    NUMBER = "NUMBER"
    WORD = "WORD"
    SIGN = "SIGN"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its text and place; ``line`` and ``column`` count from 1, ``start`` from 0 in characters."""

    kind: TokenKind
    text: str
    line: int
    column: int
    start: int


_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_U = _BASE + "_"
_CHAR = _U + r"\-0-9\u00B7\u0300-\u036F\u203F-\u2040"
_PREFIX = rf"[{_BASE}](?:[{_CHAR}.]*[{_CHAR}])?"
_ESCAPE = r"(?:%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_LOCAL = rf"(?:[{_U}:0-9]|{_ESCAPE})(?:(?:[{_CHAR}.:]|{_ESCAPE})*(?:[{_CHAR}:]|{_ESCAPE}))?"
_SPACE = ("SPACE", r"[\x20\t\r\n]+|#[^\r\n]*")
_IRI = ("IRI", r"<[^<>\"{}|^`\\\x00-\x20]*>")
_STRING = (
    "STRING",
    r"'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*\"\"\""
    r"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\"",
)
_REST = (
    ("VARIABLE", rf"[?$](?:[{_U}0-9][{_U}0-9\u00B7\u0300-\u036F\u203F-\u2040]*)"),
    ("BLANK", rf"_:[{_U}0-9](?:[{_CHAR}.]*[{_CHAR}])?"),
    ("NAME", rf":(?:{_LOCAL})?"),
    ("LANGUAGE", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?"),
    ("NUMBER", r"(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+"),
    ("WORD", r"[A-Za-z][A-Za-z0-9_]*"),
    ("SIGN", r"\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*/+\-=<>!|^?&]"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in (_SPACE, _IRI, _STRING, *_REST)), re.DOTALL)
_PREFIXED = re.compile(rf"{_PREFIX}:(?:{_LOCAL})?")
_RUN = re.compile(rf"[{_BASE}][{_CHAR}.]*")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, comments and white space left out; what is no token of SPARQL is ``OTHER``, a character
    long. The time it takes grows with the length of the text alone, whatever stands in it."""
    line, line_start, position, run_end = 1, 0, 0, 0
    while position < len(text):
        kind: str | None = None
        value = ""
        # A run of name characters is looked at once: if no colon ends it, none of its tails is a prefix either.
        if position >= run_end and (run := _RUN.match(text, position)):
            run_end = run.end()
            if prefixed := _PREFIXED.match(text, position):
                kind, value = "NAME", prefixed.group()
        if kind is None:
            match = _TOKEN.match(text, position)
            kind = match.lastgroup if match else "OTHER"
            value = match.group() if match else text[position]
        if kind != "SPACE":
            yield Token(TokenKind[kind or "OTHER"], value, line, position - line_start + 1, position)
        breaks = value.count("\n")
        if breaks:
            line += breaks
            line_start = position + value.rindex("\n") + 1
        position += len(value)


def without_codepoint_escapes(text: str) -> str:
    """The text with ``\\uXXXX`` and ``\\UXXXXXXXX`` replaced, as SPARQL does before it reads tokens (section 19.2)."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match.group()

    return _CODEPOINT.sub(character, text)
