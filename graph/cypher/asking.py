"""One query to one Bolt server: reading only, with limits, its answer as JSON values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from neo4j import READ_ACCESS, Driver, Query
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher.engine import CypherResult, Limits
from graph.cypher.language.columns import EVERYTHING
from graph.cypher.values import Budget, as_json
from graph.errors import UpdateRefused

_FETCH = 500


def ask(
    driver: Driver, database: str | None, text: str, parameters: Mapping[str, Any], limits: Limits, *, explain: bool
) -> CypherResult:
    """Runs a guarded query in a READ session (the third lock), where ``explain`` asks the second lock before it.

    Raises what the driver raises, UpdateRefused where the server takes the query for more than reading, LimitError
    where the answer is too large.
    """
    with driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=_FETCH) as session:
        if explain:
            summary = session.run(Query(f"EXPLAIN {text}", timeout=limits.seconds), dict(parameters)).consume()
            if summary.query_type != "r":
                raise UpdateRefused("The server takes this for more than reading.", "Only reading is taken here.")
        result = session.run(Query(text, timeout=limits.seconds), dict(parameters))
        columns = tuple(str(key) for key in result.keys())  # noqa: SIM118  # of a result, not of a mapping
        budget, truncated = Budget(), False
        rows: list[tuple[Any, ...]] = []
        for record in result:
            if len(rows) == limits.rows:
                truncated = True
                break
            budget.next_row()
            rows.append(tuple(as_json(value, budget) for value in record.values()))
        if truncated:
            result.consume()
        return CypherResult(columns, tuple(rows), truncated)


def named(result: CypherResult, asked: tuple[str, ...]) -> CypherResult:
    """The answer with the columns that the query asks for, in place of an engine's own names, which it leaves out where
    there is no row. Those of ``RETURN *`` are not known here."""
    if EVERYTHING in asked or (result.columns and len(result.columns) != len(asked)):
        return result
    return replace(result, columns=asked or result.columns)


def longest(driver: Driver) -> float:
    """For how many seconds the oldest query has run that an embedded engine is at work on; 0 where it does not say."""
    try:
        with driver.session(default_access_mode=READ_ACCESS) as session:
            return max((float(each["elapsedTime"].seconds) for each in session.run("SHOW TRANSACTIONS")), default=0.0)
    except (Neo4jError, DriverError, KeyError):
        return 0.0


def rests_on_nothing(result: CypherResult) -> bool:
    """Whether an answer is empty: no row, or a column in which nothing stands but null, 0 and empty lists."""
    if not result.rows:
        return True
    return any(all(_is_nothing(row[place]) for row in result.rows) for place in range(len(result.columns)))


def _is_nothing(value: object) -> bool:
    return value is None or value == [] or (value == 0 and value is not False)


def unused_names(names: Collection[str], used: Collection[str]) -> tuple[str, ...]:
    """The names of a query that the graph nowhere uses."""
    return tuple(name for name in names if name not in used)
