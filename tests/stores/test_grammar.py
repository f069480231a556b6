"""Our reading of SPARQL is that of its grammar: held against rdflib's parser, by hand and on generated queries."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery

from graph.errors import QueryError
from graph.questions.catalogue import questions
from graph.stores.language.position import offending_token, require_grammar
from graph.stores.language.tokens import TokenKind, tokens, without_codepoint_escapes
from tests.stores.queries import BROKEN, CORPUS, damaged, queries

GENERATED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def ours(query: str) -> bool:
    """Whether a text is a query by our tokens and grammar."""
    try:
        require_grammar(query)
    except QueryError:
        return False
    return True


def theirs(query: str) -> bool:
    """Whether it is one by rdflib's."""
    try:
        parseQuery(query)
    except ParseBaseException:
        return False
    return True


@pytest.mark.parametrize("query", [*CORPUS, *(each.sparql for each in questions())])
def test_every_construct_of_sparql_1_1_is_a_query(query: str) -> None:
    assert theirs(query)
    assert ours(query), offending_token(query, (1, 1))


@pytest.mark.parametrize(("query", "line", "column"), BROKEN)
def test_the_first_offending_token_is_found(query: str, line: int, column: int) -> None:
    assert offending_token(query, (1, 1))[:2] == (line, column)


@GENERATED
@given(queries())
def test_generated_queries_are_read_as_rdflib_reads_them(query: str) -> None:
    assert ours(query) == theirs(query)


@GENERATED
@given(damaged())
def test_damaged_queries_are_refused_where_rdflib_refuses_them(query: str) -> None:
    assert ours(query) == theirs(query)


@GENERATED
@given(st.text())
def test_tokens_cover_every_character_once(text: str) -> None:
    end = 0
    for token in tokens(text):
        between = text[end : token.start]
        assert between.strip("\t\r\n ") == "" or between.lstrip("\t\r\n ").startswith("#")
        assert text[token.start : token.start + len(token.text)] == token.text
        assert text[: token.start].count("\n") + 1 == token.line
        end = token.start + len(token.text)


@GENERATED
@given(st.text(alphabet="aA.:-_<>\"'\\{}()?$@#1e&|^!\n \u3042"))
def test_a_place_in_any_text_lies_in_the_text(text: str) -> None:
    line, column, _ = offending_token(text, (1, 1))
    assert 1 <= line <= text.count("\n") + 1
    assert 1 <= column <= len(text.split("\n")[line - 1]) + 1


# Texts over which a careless tokenizer goes again and again: a quadratic one would need minutes for these.
LONG = ("a.", "a-", ":a", "'''\"\"\"x", '"a\n', "<a", "1.e", "\\", "''a", "@a-", "_:a.", "ex:a......", "\u3042.", "?a<")


@pytest.mark.parametrize("piece", LONG)
def test_no_text_makes_the_tokenizer_go_over_it_again_and_again(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert sum(len(token.text) for token in tokens(text)) >= text.count(piece[0])


def test_words_strings_names_and_comments_are_told_apart() -> None:
    found = [(token.kind, token.text) for token in tokens("SERVICE:a <SERVICE> 'SERVICE' ?SERVICE # SERVICE\nservice")]
    assert [kind for kind, _ in found] == [
        TokenKind.NAME, TokenKind.IRI, TokenKind.STRING, TokenKind.VARIABLE, TokenKind.WORD,
    ]  # fmt: skip


def test_code_point_escapes_are_resolved_as_the_language_says() -> None:
    assert without_codepoint_escapes("\\u0053\\U00000045\\uD800\\UFFFFFFFF\\u00") == "SE\\uD800\\UFFFFFFFF\\u00"
