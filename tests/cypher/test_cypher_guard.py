"""The first lock alone: no engine is needed to refuse what may not run, and what may passes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher.guard import guard
from graph.cypher.language.tokens import Kind, tokens
from graph.cypher.language.words import UPDATES
from graph.errors import CallError, QueryError, QueryRefused, UpdateRefused
from tests.cypher.attacks import DEAF, DISGUISES, ENDLESS, EXPLODING, GREEDY, HARMLESS, REFUSED, WRITES

LENGTH = 100_000


@pytest.mark.parametrize("query", [*WRITES, *DISGUISES])
def test_an_update_is_refused_in_every_disguise(query: str) -> None:
    with pytest.raises(UpdateRefused):
        guard(query, LENGTH)


@pytest.mark.parametrize("query", REFUSED)
def test_other_constructs_are_refused_too(query: str) -> None:
    with pytest.raises((QueryRefused, QueryError)):
        guard(query.format(url="http://127.0.0.1:9/", file="/x"), LENGTH)


@pytest.mark.parametrize("query", [*HARMLESS, *ENDLESS, *EXPLODING, *GREEDY, DEAF])
def test_words_in_names_strings_and_comments_harm_nobody(query: str) -> None:
    guard(query, LENGTH)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("MATCH (n) RETRUN n", 1, 11),
        ("MATCH (n:Project)\nRETURN n.name\nODER BY n.name", 3, 1),
        ("FOO", 1, 1),
        ("MATCH (n) RETURN 'abc", 1, 18),
        ("MATCH (n) RETURN `abc", 1, 18),
        ("MATCH (n) /* abc", 1, 11),
        ("RETURN\n  計画(1)", 2, 3),
        ("RETURN 1 2", 1, 10),
        ("MATCH (n RETURN n", 1, 10),
        ("MATCH (n]) RETURN n", 1, 9),
        ("RETURN 1)", 1, 9),
        ("  ", 1, 1),
        ("// nothing", 1, 1),
    ],
)
def test_the_place_of_the_first_offending_token_is_told(query: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as told:
        guard(query, LENGTH)
    assert (told.value.line, told.value.column) == (line, column)


def test_length_and_nesting_have_limits() -> None:
    for query in ("RETURN 1" + " " * LENGTH, "RETURN " + "[" * 101 + "]" * 101, "\\u005c" * 9 + "u0041"):
        with pytest.raises(CallError):
            guard(query, LENGTH)
    guard("RETURN " + "[" * 100 + "]" * 100, LENGTH)


def test_what_stands_after_the_statement_is_not_sent_on() -> None:
    assert guard("RETURN 1 AS x ; // that was it", LENGTH).text == "RETURN 1 AS x "


def test_names_of_the_graph_are_told_apart_from_variables_and_values() -> None:
    query = """MATCH (a:Project {name: b})-[c:SERVES|`重点 施策`]->(d:PolicyArea&GrowthField) WHERE a.名 = e
        RETURN d.number, $f"""
    assert guard(query, LENGTH).names == (
        "Project", "name", "SERVES", "重点 施策", "PolicyArea", "GrowthField", "名", "number",
    )  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_is_told_in_tokens_or_refused(text: str) -> None:
    """No text takes the reader of tokens out of step: they follow each other, and each is where it says it is."""
    try:
        found = tokens(text)
    except QueryError:
        return
    lines = text.split("\n")
    for before, after in pairwise(found):
        assert before.end <= after.start
    for token in found:
        assert text[token.start : token.end] == token.text
        assert lines[token.line - 1][token.column - 1 :].startswith(token.text.split("\n")[0])


PIECES = st.sampled_from(
    [*sorted(UPDATES)[:8], "MATCH", "(n)", "WITH", "*", "n", "RETURN", ",", "|", "[", "]", "{", "}", "1", "'x'", "`y`",
     "AS", "CALL", "UNION", "x", "n.a", "=", "+", "DESC", "END", "-", "IN", ":", ".", "/**/", "\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12))
def test_no_word_that_writes_passes_bare(pieces: list[str]) -> None:
    """Whatever stands around it: what passes has such words only as names after a dot or colon, or before a colon."""
    text = " ".join(pieces)
    try:
        found = tokens(guard(text, LENGTH).text)
    except CallError:
        return
    for place, token in enumerate(found):
        if token.kind is Kind.WORD and token.word in UPDATES:
            before = found[place - 1].text if place else ""
            after = found[place + 1].text if place + 1 < len(found) else ""
            assert before in (".", ":", "|") or after == ":", text
