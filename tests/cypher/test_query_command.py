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


def test_values_of_parameters_are_json_or_else_texts(store: Path) -> None:
    need_engine()
    given = {"a": "水", "b": "3", "c": '"3"', "d": '[1, {"x": null}]', "e": "", "f": "x=y", "g": "NaN", "$h": "true"}
    query = "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e, $f AS f, $g AS g, $h AS h"
    options = [part for name, value in given.items() for part in ("--param", f"{name}={value}")]
    done = call("query", "--lang", "cypher", "--store", store, "--format", "json", *options, given=query)
    assert json.loads(done.out)["rows"] == [["水", 3, "3", [1, {"x": None}], "", "x=y", "NaN", True]], done.err


def test_an_empty_answer_has_its_columns_in_every_format(store: Path) -> None:
    need_engine()
    query = "MATCH (n:Project {name: 'none'}) RETURN n.name AS `名前`, n.id"
    found = {
        name: call("query", "--lang", "cypher", "--store", store, "--format", name, given=query).out
        for name in ("table", "csv", "json")
    }
    assert found["table"].split("\n")[0].split() == ["名前", "n.id"]
    assert found["csv"] == "名前,n.id\r\n"
    assert json.loads(found["json"]) == {"columns": ["名前", "n.id"], "rows": []}


@pytest.mark.parametrize(
    ("options", "query", "word"),
    [(["--param", "a"], "RETURN $a", "name=value"), (["--param", "=1"], "RETURN $a", "name=value"),
     (["--param", "b=1"], "RETURN $a", "a"), (["--param", "a=99999999999999999999"], "RETURN $a", "64 bits"),
     (["--lang", "sparql", "--param", "a=1"], "ASK {}", "SPARQL")],
)  # fmt: skip
def test_parameters_that_do_not_fit_are_wrong_calls(store: Path, options: list[str], query: str, word: str) -> None:
    need_engine()
    done = call("query", "--lang", "cypher", "--store", store, *options, given=query)
    assert done.refused(2) and word in done.err
