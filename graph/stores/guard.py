"""What stands before every query, whatever store answers it: only reading, only our graphs, only so large."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urljoin

from graph.errors import QueryError, QueryRefused, UpdateRefused
from graph.stores.tokens import Token, TokenKind, tokens, without_codepoint_escapes

_QUERY_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATE_FORMS = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
_OUTWARD = frozenset({"SERVICE", "LOAD"})
_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")
MAX_NESTING = 100


@dataclass(frozen=True, slots=True)
class GuardedQuery:
    """A query that may run: its form, whether it names its own dataset, and the IRIs it uses."""

    form: str
    has_dataset: bool
    iris: tuple[str, ...]


def guard(text: str, graphs: Collection[str], prefixes: Mapping[str, str], max_length: int) -> GuardedQuery:
    """Refuses what is not allowed; ``graphs`` are the named graphs of the store, ``prefixes`` the predeclared ones.

    Raises UpdateRefused for updates, QueryRefused for SERVICE, LOAD and foreign FROM, and for what is too long or nested
    too deep, QueryError for what is no query at all. The text is looked at as written and after its code-point escapes.
    """
    if len(text) > max_length:
        raise QueryRefused(f"The query has {len(text):,} characters.", f"At most {max_length:,} are taken.")
    unescaped = without_codepoint_escapes(text)
    for each in {text, unescaped} - {text}:
        _inspect(list(tokens(each)), graphs, prefixes)
    return _inspect(list(tokens(text)), graphs, prefixes)


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT, DESCRIBE or another first keyword of a text, in capitals; empty where there is none."""
    return _form(list(tokens(text)))


def _inspect(found: list[Token], graphs: Collection[str], prefixes: Mapping[str, str]) -> GuardedQuery:
    if not found:
        raise QueryError("The query is empty.", "Expected SELECT, ASK, CONSTRUCT or DESCRIBE.")
    _nesting(found)
    form = _form(found)
    if form in _UPDATE_FORMS:
        raise UpdateRefused(f"{form} is an update.", "Only queries are taken here: SELECT, ASK, CONSTRUCT, DESCRIBE.")
    for token in found:
        if token.kind is TokenKind.WORD and token.text.upper() in _OUTWARD:
            raise QueryRefused(
                f"{token.text.upper()} is not allowed (line {token.line}, column {token.column}).",
                "Queries read this store only; nothing outside is asked.",
            )
    declared, base = _prologue(found, prefixes)
    dataset = _dataset(found, declared, base)
    for iri, token in dataset:
        if iri not in graphs:
            raise QueryRefused(
                f"FROM names a graph that is not here (line {token.line}, column {token.column}).",
                "The graphs are listed in the service description: GET /sparql without a query.",
            )
    return GuardedQuery(form, bool(dataset), tuple(_resolved(token, declared, base) for token in found
                                                   if token.kind in (TokenKind.IRI, TokenKind.NAME)))  # fmt: skip


def _nesting(found: list[Token]) -> None:
    depth = 0
    for token in found:
        depth += (token.text in _OPEN) - (token.text in _CLOSE) if token.kind is TokenKind.SIGN else 0
        if depth > MAX_NESTING:
            raise QueryRefused(f"The query is nested more than {MAX_NESTING} deep.", "Split it.")
    signs = 0
    for left, right in pairwise(found):
        signs = signs + 1 if left.text == right.text and left.text in ("!", "-", "+", "^") else 0
        if signs > MAX_NESTING:
            raise QueryRefused(
                f"{left.text} stands more than {MAX_NESTING} times in a row.", "Leave the repetition out."
            )


def _form(found: list[Token]) -> str:
    """The first keyword after the prologue, in capitals; empty where there is none."""
    index = 0
    while index < len(found):
        word = found[index].text.upper()
        if found[index].kind is not TokenKind.WORD:
            return ""
        if word == "PREFIX":
            index += 3
        elif word == "BASE" or word == "VERSION":
            index += 2
        else:
            return word
    return ""


def _prologue(found: list[Token], prefixes: Mapping[str, str]) -> tuple[dict[str, str], str]:
    declared, base = dict(prefixes), ""
    for index, token in enumerate(found[:-1]):
        if token.kind is not TokenKind.WORD:
            continue
        word = token.text.upper()
        if word in _QUERY_FORMS:
            break
        if word == "BASE" and found[index + 1].kind is TokenKind.IRI:
            base = urljoin(base, found[index + 1].text[1:-1])
        if word == "PREFIX" and index + 2 < len(found) and found[index + 2].kind is TokenKind.IRI:
            declared[found[index + 1].text[:-1]] = urljoin(base, found[index + 2].text[1:-1])
    return declared, base


def _dataset(found: list[Token], declared: Mapping[str, str], base: str) -> list[tuple[str, Token]]:
    """The graphs that FROM and FROM NAMED name."""
    named: list[tuple[str, Token]] = []
    for index, token in enumerate(found):
        if token.kind is TokenKind.WORD and token.text.upper() == "FROM":
            rest = found[index + 1 : index + 3]
            if rest and rest[0].text.upper() == "NAMED":
                rest = rest[1:]
            if rest and rest[0].kind in (TokenKind.IRI, TokenKind.NAME):
                named.append((_resolved(rest[0], declared, base), rest[0]))
    return named


def _resolved(token: Token, declared: Mapping[str, str], base: str) -> str:
    if token.kind is TokenKind.IRI:
        iri = token.text[1:-1]
        return urljoin(base, iri) if base else iri
    prefix, local = token.text.split(":", 1)
    return declared.get(prefix, f"{prefix}:") + local.replace("\\", "")
