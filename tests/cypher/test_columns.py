"""The columns of an answer are those that the query names, whoever answers and whether there is a row or not."""

from __future__ import annotations

import pytest

from graph.cypher.asking import named
from graph.cypher.embedded import EmbeddedEngine
from graph.cypher.engine import CypherResult
from graph.cypher.guard import guard
from graph.errors import QueryRefused
from tests.cypher.conftest import ask

# The queries and what Neo4j 5.26 calls their columns; none of them has a row.
NAMED = {
    "MATCH (n:Nothing) RETURN n.name": ("n.name",),
    "MATCH (n:Nothing) RETURN DISTINCT n . name, size( n.name ),1+1 LIMIT 1": ("n . name", "size( n.name )", "1+1"),
    "MATCH (n:Nothing) RETURN n.`名`, [x IN [1, 2] | x] AS `a``b`, $p": ("n.`名`", "a`b", "$p"),
    "MATCH (`分 野`:Nothing) RETURN `分 野` ORDER BY `分 野`.name": ("分 野",),
    "MATCH (n:Nothing) RETURN n{.name, .id}, n:Project SKIP 1": ("n", "n:Project"),
    "MATCH (n:Nothing) RETURN /* one */ n.name /* two */, n.id // three\n AS id": ("n.name", "id"),
    "MATCH (n:Nothing) RETURN EXISTS { (n)--() }, CASE n.name WHEN 'a, b' THEN 1 ELSE 2 END AS c": (
        "EXISTS { (n)--() }",
        "c",
    ),
    "MATCH (n:Nothing) CALL { WITH n RETURN n.id AS inner_ } RETURN n.limit, inner_ AS limit;": ("n.limit", "limit"),
    "MATCH (n:Nothing) RETURN n.name AS a UNION MATCH (n:Nothing) RETURN n.id AS a ORDER BY a": ("a",),
}


@pytest.mark.parametrize("query", NAMED)
def test_the_names_stand_in_the_query(query: str) -> None:
    assert guard(query, 1000).columns == NAMED[query]


@pytest.mark.parametrize("query", NAMED)
def test_the_embedded_engine_names_them_where_there_is_no_row(engine: EmbeddedEngine, query: str) -> None:
    found = ask(engine, query, p=1)
    assert (found.columns, found.rows) == (NAMED[query], ())


def test_they_are_the_same_where_there_are_rows(engine: EmbeddedEngine) -> None:
    for query in list(NAMED)[:-1]:
        found = ask(engine, query.replace("Nothing", "Project").replace("SKIP 1", ""), p=1)
        assert found.columns == NAMED[query] and found.rows


def test_the_variables_of_a_star_are_the_engines_business(engine: EmbeddedEngine) -> None:
    """Without a row they are not told; with other columns beside it the engine would lose these."""
    assert ask(engine, "MATCH (n:Project) RETURN * LIMIT 1").columns == ("n",)
    assert ask(engine, "MATCH (n:Nothing) RETURN *").columns == ()
    with pytest.raises(QueryRefused):
        ask(engine, "MATCH (n:Project) RETURN *, 1 AS one")


def test_columns_of_another_number_are_left_as_they_came() -> None:
    assert named(CypherResult(("a", "b"), ((1, 2),)), ("c",)).columns == ("a", "b")
    assert named(CypherResult(("label",), (("Plan",),)), ()).columns == ("label",)
