"""``policylinks query --lang cypher``: formats, messages, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import call, store
from tests.cypher.conftest import need_engine

__all__ = ["store"]
FIELDS = "MATCH (f:GrowthField) RETURN f.number AS no, f.name AS field, f.aliases AS other ORDER BY no"


def test_json_holds_columns_and_rows(store: Path, tmp_path: Path) -> None:
    need_engine()
    (tmp_path / "fields.cypher").write_text(FIELDS, encoding="utf-8")
    done = call("query", tmp_path / "fields.cypher", "--store", store, "--format", "json")
    content = json.loads(done.out)
    assert done.code == 0 and done.err == ""
    assert set(content) == {"columns", "rows"} and content["columns"] == ["no", "field", "other"]
    assert [row[0] for row in content["rows"]] == sorted(row[0] for row in content["rows"])


def test_table_and_csv_hold_the_same_rows_and_silence_is_told_on_standard_error(store: Path) -> None:
    need_engine()
    query = FIELDS.replace("f.aliases AS other", "f.budget AS other, [1, '水'] AS list")
    table = call("query", "--lang", "cypher", "--store", store, given=query)
    rows = list(csv.reader(io.StringIO(call("query", "--lang", "cypher", "--store", store, "--format", "csv",
                                            given=query, POLICYLINKS_MAX_ROWS="2").out)))  # fmt: skip
    assert rows[0] == ["no", "field", "other", "list"] and len(rows) == 3
    assert rows[1][2:] == ["", '[1, "水"]']
    assert rows[1][1] in table.out
    assert table.err == "not stated: budget is nowhere used in the graph.\n"


@pytest.mark.parametrize(
    ("query", "code", "word"),
    [("CREATE (n)", 2, "CREATE"), ("MATCH (n) RETRUN n", 2, "line 1, column 11"), ("SHOW DATABASES", 2, "SHOW"),
     (" ", 2, "MATCH")],
)  # fmt: skip
def test_a_wrong_query_ends_with_2_before_anything_is_started(store: Path, query: str, code: int, word: str) -> None:
    done = call("query", "--lang", "cypher", "--store", store, given=query)
    assert done.refused(code)
    assert word in done.err


def test_formats_of_graphs_and_neo4j_for_sparql_are_wrong_calls(store: Path) -> None:
    assert call("query", "--lang", "cypher", "--format", "turtle", "--store", store, given="RETURN 1").refused(2)
    assert call("query", "--lang", "sparql", "--neo4j", "bolt://127.0.0.1:9", given="ASK {}").refused(2)


@pytest.mark.parametrize(
    ("url", "code"), [("bolt://127.0.0.1:9", 3), ("http://127.0.0.1:9", 2), ("no address", 2), ("bolt://", 3)]
)
def test_a_server_that_is_none_is_told_in_one_sentence(url: str, code: int) -> None:
    done = call("query", "--neo4j", url, given="RETURN 1")
    assert done.code == code and done.out == "" and "Traceback" not in done.err
    assert "POLICYLINKS_NEO4J_URL" in done.err


def test_an_empty_store_ends_with_3(tmp_path: Path) -> None:
    assert call("query", "--lang", "cypher", "--store", tmp_path / "none", given="RETURN 1").refused(3)
