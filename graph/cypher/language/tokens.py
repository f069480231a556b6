"""The tokens of Cypher, so that rules look at words and never at the text of a query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import QueryError


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted name"
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its text as written, the place of its first character from 1, and where it starts and ends in the text.

    ``word`` is what a bare word reads as: its letters after NFKC, in capitals, without characters that nobody sees.
    """

    kind: Kind
    text: str
    line: int
    column: int
    start: int
    end: int
    word: str = ""


_TOKEN = re.compile(
    r"""
    (?P<comment>/\*.*?\*/|//[^\r\n]*)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<parameter>\$(?:`(?:[^`]|``)*`|\w+))
  | (?P<number>0[xob][0-9a-fA-F_]+|(?:[0-9][0-9_]*(?:\.[0-9][0-9_]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<word>\w+)
  | (?P<sign>\.\.|->|<-|<=|>=|<>|!=|=~|\+=|::|\|\||[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
# What some engines take for the end of a line, and so of a comment, and others do not.
_OTHER_LINE_ENDS = frozenset("\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_PLAIN_SPACE = frozenset(" \t\r\n\u3000\u00a0\f\v")


def tokens(text: str) -> list[Token]:
    """The tokens of a text, comments and spaces left out.

    Raises QueryError for a string, name or comment without an end, and for characters that nobody sees.
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at, line, begins = 0, 1, 0
    while at < len(text):
        char = text[at]
        if char in _PLAIN_SPACE:
            at += 1
            if char == "\n":
                line, begins = line + 1, at
            continue
        end = _word_with_unseen(text, at)
        if end is None and (char.isspace() or _unseen(char)):
            raise _wrong(text, at, "a character that nobody sees stands here")
        found = _TOKEN.match(text, at)
        assert found, "any character that is no space is a sign at least"
        kind = "word" if end else str(found.lastgroup)
        end = end or found.end()
        piece = text[at:end]
        if kind == "sign" and (piece in "'\"`" or text.startswith("/*", at)):
            raise _wrong(text, at, "this has no end")
        if kind == "comment":
            if piece.startswith("//") and _OTHER_LINE_ENDS & set(piece):
                raise _wrong(text, at, "a line ends here for some engines and not for others")
        else:
            word = plain(piece) if kind == "word" else ""
            yield Token(_KINDS[kind], piece, line, at - begins + 1, at, end, word)
        ends = piece.rfind("\n")
        if ends >= 0:
            line, begins = line + piece.count("\n"), at + ends + 1
        at = end


_KINDS = {
    "string": Kind.STRING, "quoted": Kind.QUOTED, "parameter": Kind.PARAMETER, "number": Kind.NUMBER,
    "word": Kind.WORD, "sign": Kind.SIGN,
}  # fmt: skip


def plain(word: str) -> str:
    """How a word reads: after NFKC, without characters that nobody sees, in capitals by both ways of Unicode."""
    shown = "".join(char for char in unicodedata.normalize("NFKC", word) if not _unseen(char))
    return shown.upper().lower().upper().replace("\u0130", "I").replace("I\u0307", "I")


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn") and char not in "\t\r\n\f\v"


def _word_with_unseen(text: str, at: int) -> int | None:
    """Where a word ends that has characters in it that nobody sees; None where there is no such word."""
    end, unseen, letters = at, False, False
    while end < len(text) and (text[end].isalnum() or text[end] == "_" or unicodedata.category(text[end]) == "Cf"):
        unseen = unseen or unicodedata.category(text[end]) == "Cf"
        letters = letters or text[end].isalpha()
        end += 1
    return end if unseen and letters else None


def unescaped(text: str) -> str:
    r"""The text after its ``\uXXXX`` escapes, as engines read it that resolve them before anything else."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _wrong(text: str, at: int, what: str) -> QueryError:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return QueryError(
        f"The query does not parse at line {line}, column {column}: {what}.", "Cypher is read here.",
        line=line, column=column,
    )  # fmt: skip
