"""What stands before every query, whatever store answers it: only reading, only our graphs, only so large."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.errors import QueryError, QueryRefused, UpdateRefused
from graph.stores.language.keywords import OUTWARD, QUERY_FORMS, UPDATE_FORMS, WORDS
from graph.stores.language.position import require_grammar, syntax_error
from graph.stores.language.tokens import Token, TokenKind, tokens, without_codepoint_escapes

_GLUED = ("SERVICE", "FROM", "LOAD", "NAMED")
_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")
_UNARY = frozenset(("!", "-", "+", "^", "^^", "<"))
MAX_NESTING = 100
_READINGS = 4


@dataclass(frozen=True, slots=True)
class GuardedQuery:
    """A query that may run: the text to run, its form, whether it names its own dataset, and the IRIs it uses."""

    text: str
    form: str
    has_dataset: bool
    iris: tuple[str, ...]
    prefixes: frozenset[str]


def guard(text: str, graphs: Collection[str], prefixes: Mapping[str, str], max_length: int) -> GuardedQuery:
    """Refuses what is not allowed; ``graphs`` are the named graphs of the store, ``prefixes`` the predeclared ones.

    Raises UpdateRefused for updates, QueryRefused for SERVICE, LOAD and foreign FROM, and for what is too long or
    nested too deep, QueryError for what is no query at all. The text is looked at as written and after its code-point
    escapes, however often they are wrapped: engines differ in when they resolve them.
    """
    if len(text) > max_length:
        raise QueryRefused(f"The query has {len(text):,} characters.", f"At most {max_length:,} are taken.")
    readings = [text]
    while (unescaped := without_codepoint_escapes(readings[-1])) != readings[-1]:
        readings.append(unescaped)
        if len(readings) > _READINGS:
            raise QueryRefused("Code-point escapes stand in code-point escapes.", "Write the characters themselves.")
    found = [list(tokens(each)) for each in readings]
    # Escapes inside strings and IRIs stay as they are; elsewhere engines do not resolve them, so it is done here.
    chosen = 1 if len(readings) > 1 and any(token.text == "\\" for token in found[0]) else 0
    for place, each in enumerate(found):
        if place != chosen:
            _refuse(each, graphs, prefixes)
    return _inspect(readings[chosen], found[chosen], graphs, prefixes)


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT, DESCRIBE or another first keyword of a text, in capitals; empty where there is none."""
    form = _form(list(tokens(text)))
    return form or _form(list(tokens(without_codepoint_escapes(text))))


def _inspect(text: str, found: list[Token], graphs: Collection[str], prefixes: Mapping[str, str]) -> GuardedQuery:
    if not found:
        raise QueryError("The query is empty.", "Expected SELECT, ASK, CONSTRUCT or DESCRIBE.")
    dataset = _refuse(found, graphs, prefixes)
    declared, base = _prologue(found, prefixes)
    _plain_words(text, found, declared)
    names = [token for token in found if token.kind in (TokenKind.IRI, TokenKind.NAME)]
    iris = tuple(_resolved(token, declared, base) for token in names)
    return GuardedQuery(text, _form(found), bool(dataset), iris, frozenset(_prefix(each) for each in names))


def _refuse(found: list[Token], graphs: Collection[str], prefixes: Mapping[str, str]) -> list[tuple[str, Token]]:
    """The graphs that FROM names. Raises for what must not run in any reading of the text."""
    _nesting(found)
    form = _form(found)
    if form in UPDATE_FORMS or form.startswith(("INSERT", "DELETE")):
        raise UpdateRefused(f"{form} is an update.", "Only queries are taken here: SELECT, ASK, CONSTRUCT, DESCRIBE.")
    for token in found:
        if token.kind is TokenKind.WORD and token.text.upper() in OUTWARD:
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
    return dataset


def _plain_words(text: str, found: list[Token], declared: Mapping[str, str]) -> None:
    """Raises QueryError where words are glued together.

    Some engines read SERVICESILENT<…>, trueSERVICE:x or ASKFROM<…> as two words each. So a bare word must be one of
    the language, a prefix must be declared, and where a prefix holds such a word, the whole query must be one by the
    letter.
    """
    for token in found:
        if token.kind is TokenKind.WORD and token.text.upper() not in WORDS:
            raise syntax_error(text, (token.line, token.column))
        if token.kind is TokenKind.NAME and _prefix(token) not in declared:
            raise syntax_error(text, (token.line, token.column))
    if any(word in _prefix(token).upper() for token in found if token.kind is TokenKind.NAME for word in _GLUED):
        require_grammar(text)


def _nesting(found: list[Token]) -> None:
    depth, signs = 0, 0
    for token in found:
        sign = token.text if token.kind is TokenKind.SIGN else ""
        depth += (sign in _OPEN) - (sign in _CLOSE) if sign else 0
        signs = signs + 1 if sign in _UNARY else 0
        if depth > MAX_NESTING:
            raise QueryRefused(f"The query is nested more than {MAX_NESTING} deep.", "Split it.")
        if signs > MAX_NESTING:
            raise QueryRefused(f"More than {MAX_NESTING} signs stand in a row.", "Leave the repetition out.")


def _form(found: list[Token]) -> str:
    """The first keyword after the prologue, in capitals; empty where there is none."""
    index = 0
    while index < len(found):
        word = found[index].text.upper()
        if found[index].kind is not TokenKind.WORD:
            return ""
        if word == "PREFIX":
            index += 3
        elif word in ("BASE", "VERSION"):
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
        if word in QUERY_FORMS:
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


def _prefix(token: Token) -> str:
    return token.text.split(":", 1)[0] if token.kind is TokenKind.NAME else ""


def _resolved(token: Token, declared: Mapping[str, str], base: str) -> str:
    if token.kind is TokenKind.IRI:
        iri = token.text[1:-1]
        return urljoin(base, iri) if base else iri
    prefix, local = token.text.split(":", 1)
    return declared.get(prefix, f"{prefix}:") + local.replace("\\", "")
