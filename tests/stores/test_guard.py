"""Nothing that reads or writes elsewhere gets past the guard, in no disguise; and no harmless query is refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph.errors import CallError, QueryError, QueryRefused, UpdateRefused
from graph.questions.catalogue import questions
from graph.stores.language.guard import guard
from ontology.prefixes import PREFIXES
from tests.canary import MARK, Canary
from tests.disguises import FROM, HARMLESS, LOAD, SERVICE, UPDATES
from tests.stores.queries import CORPUS

GRAPHS = ("urn:g", "urn:h")


def guarded(query: str, most: int = 100_000) -> str:
    return guard(query, GRAPHS, PREFIXES, most).text


@pytest.mark.parametrize("query", [*SERVICE, *FROM, *LOAD])
def test_no_disguise_gets_past_the_guard(query: str, outside: Canary) -> None:
    with pytest.raises((QueryRefused, QueryError)):
        guarded(query.format(url=outside.url, file=outside.file))


def test_the_disguises_are_no_straw_men(outside: Canary) -> None:
    """Without the guard, the engine asks the canary for most of them: that is what is being kept out."""
    store = Store()
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("x")))
    for query in SERVICE:
        with contextlib.suppress(SyntaxError, ValueError, OSError, RuntimeError):
            list(store.query(query.format(url=outside.url, file=outside.file)))
    assert len(outside.calls) >= 15


@pytest.mark.parametrize("query", UPDATES)
def test_every_update_is_refused_as_one(query: str) -> None:
    with pytest.raises(UpdateRefused):
        guarded(query)


@pytest.mark.parametrize("query", [*HARMLESS, *(each.sparql for each in questions())])
def test_words_in_strings_comments_and_names_harm_nobody(query: str) -> None:
    assert guarded(query) == query
    list(_answers(Store(), guarded(query)))


@pytest.mark.parametrize("query", [each for each in CORPUS if "SERVICE <urn:x> {" not in each and "FROM" not in each])
def test_a_query_of_the_language_passes_unchanged(query: str) -> None:
    assert guarded(query) == query


def test_graphs_of_the_store_may_be_named() -> None:
    found = guard("PREFIX u: <urn:> ASK FROM u:g FROM NAMED <urn:h> { ?s ?p ?o }", GRAPHS, PREFIXES, 1000)
    assert found.has_dataset
    assert not guard("ASK { GRAPH <urn:elsewhere> { ?s ?p ?o } }", GRAPHS, PREFIXES, 1000).has_dataset


@pytest.mark.parametrize("opening", ["{", "(", "[", "!", "-", "^", "{ FILTER EXISTS ", "<<"])
def test_a_nesting_bomb_is_refused_before_any_engine_sees_it(opening: str) -> None:
    with pytest.raises(QueryRefused):
        guarded("ASK { " + opening * 5000)


def test_a_query_over_the_length_is_refused() -> None:
    with pytest.raises(QueryRefused, match="At most 20"):
        guarded("ASK { } # " + "x" * 20, 20)


def test_escapes_within_escapes_end() -> None:
    with pytest.raises(CallError):
        guarded("ASK { " + "\\u005c" * 8 + "u0053 }")


@pytest.mark.parametrize("query", ["", "  \n", "# nothing", "\\u0020"])
def test_an_empty_query_is_an_error_at_its_start(query: str) -> None:
    with pytest.raises(QueryError) as raised:
        guarded(query)
    assert (raised.value.line, raised.value.column) == (1, 1)


_PIECES = (
    "SERVICE", "service", "SILENT", "<{url}>", "?x", ":x", "x:", "SERVICE:", "true", "false", "a", "1", "'s'",
    "{ ?s ?p ?o }", "{", "}", " ", "\n", "#", ".", "FILTER(1<2)", "FROM", "NAMED", "OPTIONAL", "\\u0053", "EXISTS",
    "GRAPH ?g", "1.5e", "@en",
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.sampled_from(("SELECT * {", "ASK{", "ASK")))
def test_whatever_the_guard_lets_through_asks_nobody(outside: Canary, pieces: list[str], head: str) -> None:
    prologue = f"PREFIX : <{outside.url}> PREFIX x: <{outside.url}> PREFIX SERVICE: <{outside.url}> "
    query = prologue + head + " ?s ?p ?o . " + "".join(pieces).replace("{url}", outside.url) + "}"
    with contextlib.suppress(CallError):
        passed = guarded(query)
        found = [str(each) for each in _answers(_STORE, passed)]
        assert not any(MARK in each for each in found)
    assert outside.calls == []


_STORE = Store()
_STORE.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("x")))


def _answers(store: Store, query: str) -> list[object]:
    with contextlib.suppress(SyntaxError, ValueError, OSError, RuntimeError):
        found = store.query(query, prefixes=dict(PREFIXES))
        return [found] if isinstance(found, bool) or not hasattr(found, "__iter__") else list(found)
    return []


def test_a_remote_json_ld_context_is_never_fetched(outside: Canary) -> None:
    """The one parser of RDF that is used refuses such a context instead of asking for it."""
    text = f'{{"@context": "{outside.url}", "@id": "urn:a", "urn:b": "x"}}'
    with pytest.raises(SyntaxError):
        list(parse(text.encode(), format=RdfFormat.JSON_LD))
    assert outside.calls == []
