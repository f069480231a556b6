"""``policylinks query``: the answer on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from api.terminal.columns import aligned, width
from tests.cli.conftest import PROGRAM, Outcome, call

PROJECTS = """SELECT ?name ?field { ?p a pol:Project ; rdfs:label ?name ; pol:serves/rdfs:label ?field }
ORDER BY ?name ?field"""


def ask(store: Path, query: str, *arguments: str) -> Outcome:
    """Asks the made plan."""
    return call("query", "-", "--store", store, *arguments, given=query)


def test_the_table_lines_up_where_letters_are_full_width(store: Path) -> None:
    done = ask(store, PROJECTS)
    header, rule, *rows = done.out.splitlines()
    assert done.code == 0
    assert done.err == ""
    assert len(rows) > 5
    start = width(rule.split("  ")[0]) + 2
    assert header.index("field") == start
    for row in rows:
        name, field = row.split("  ", 1)
        assert width(row) - width(field.lstrip()) == start
        assert name.endswith("プロジェクト")


def test_json_is_that_of_the_standard_for_rows_and_for_ask(store: Path) -> None:
    content = json.loads(ask(store, PROJECTS, "--format", "json").out)
    assert content["head"] == {"vars": ["name", "field"]}
    assert content["results"]["bindings"][0]["name"]["xml:lang"] == "ja"
    assert json.loads(ask(store, "ASK { ?p a pol:Project }", "--format", "json").out) == {"head": {}, "boolean": True}


def test_csv_holds_the_rows_of_the_table(store: Path) -> None:
    rows = list(csv.reader(io.StringIO(ask(store, PROJECTS, "--format", "csv").out)))
    assert rows[0] == ["name", "field"]
    assert len(rows) == len(ask(store, PROJECTS).out.splitlines()) - 1


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        (None, RdfFormat.TURTLE), ("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES),
        ("nquads", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD), ("rdfxml", RdfFormat.RDF_XML),
    ],
)  # fmt: skip
def test_a_graph_comes_in_the_format_asked_for_and_as_turtle_else(
    store: Path, name: str | None, format_: RdfFormat
) -> None:
    query = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a pol:Project ; rdfs:label ?n }"
    done = ask(store, query, *(("--format", name) if name else ()))
    assert done.code == 0
    assert (
        len(list(parse(done.out.encode(), format=format_)))
        == len(set(ask(store, query, "--format", "ntriples").out.split("\n"))) - 1
    )


@pytest.mark.parametrize(
    ("query", "format_"),
    [("ASK {}", "turtle"), ("SELECT * {}", "jsonld"), ("CONSTRUCT WHERE { ?s a pol:Plan }", "csv")],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_format_that_cannot_hold_the_answer_is_refused(store: Path, query: str, format_: str, lang: str) -> None:
    done = ask(store, query, "--format", format_, "--lang-ui", lang)
    assert done.refused(2)
    assert format_ in done.err


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", "line 2, column 9"),
        ("SELEKT *", "line 1, column 1"),
        ("SELECT ?x { ?x nix:y 1 }", "nix"),
    ],
)
def test_a_wrong_query_ends_with_2_names_its_place_and_leaves_standard_output_empty(
    store: Path, query: str, place: str
) -> None:
    for format_ in ("table", "json", "csv"):
        done = ask(store, query, "--format", format_)
        assert done.refused(2)
        assert place in done.err


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <a:a> <a:a> 1 }", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"]
)
def test_updates_and_calls_outside_are_refused(store: Path, query: str) -> None:
    assert ask(store, query).refused(2)


@pytest.mark.parametrize(("lang", "words"), [("ja", "記載なし"), ("en", "not stated")])
def test_an_empty_answer_says_which_term_is_nowhere_stated(store: Path, lang: str, words: str) -> None:
    query = "SELECT ?d { ?p a pol:Project ; pol:discontinued ?d }"
    done = ask(store, query, "--lang-ui", lang, "--format", "csv")
    assert (done.code, done.out.strip()) == (0, "d")
    assert words in done.err
    assert "pol:discontinued" in done.err


def test_an_empty_answer_about_known_terms_says_nothing_more(store: Path) -> None:
    done = ask(store, "SELECT ?p { ?p a pol:Project ; rdfs:label 'no such name'@ja }", "--format", "csv")
    assert (done.code, done.out.strip(), done.err) == (0, "p", "")


def test_a_query_comes_from_a_file_or_from_standard_input(store: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.rq").write_text("\ufeffASK { ?p a pol:Plan }", encoding="utf-8")
    assert call("query", tmp_path / "plan.rq", "--store", store).out == "true\n"
    assert call("query", "--store", store, given="ASK { ?p a pol:Plan }").out == "true\n"


@pytest.mark.parametrize("content", [b"", b"  \n", "SELECT ?名 { }".encode("cp932")])
def test_what_is_no_query_is_told_so(store: Path, content: bytes) -> None:
    assert call("query", "--store", store, given=content).refused(2)


def test_a_missing_file_and_a_folder_are_no_query(store: Path, tmp_path: Path) -> None:
    assert call("query", tmp_path / "none.rq", "--store", store).refused(2)
    assert call("query", tmp_path, "--store", store).refused(2)


def test_prefixes_of_a_query_win_over_the_declared_ones(store: Path) -> None:
    query = "PREFIX pol: <https://example.org/other#> SELECT ?p { ?p a pol:Project }"
    assert json.loads(ask(store, query, "--format", "json").out)["results"]["bindings"] == []


def test_more_rows_than_the_limit_are_cut_with_a_word(store: Path) -> None:
    done = call("query", "--store", store, "--format", "csv", given="SELECT * { ?s ?p ?o }", POLICYLINKS_MAX_ROWS="3")
    assert len(done.out.splitlines()) == 4
    assert "3" in done.err


def test_a_reader_that_has_had_enough_gets_no_traceback(store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [str(PROGRAM), "query", "--store", str(store)], input=b"SELECT * { ?s ?p ?o }", stdout=writing,
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.stderr == b""


@drawn(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_no_cell_breaks_the_table(rows: list[list[str]]) -> None:
    """One line a row, whatever the cells hold; no control character reaches the terminal."""
    lines = aligned(["a", "b"], rows).split("\n")
    assert len(lines) == len(rows) + 3
    assert not any("\x00" <= char < " " or char == "\x7f" for line in lines for char in line)


@pytest.mark.parametrize(("text", "places"), [("abc", 3), ("計画", 4), ("ｱ", 1), ("か\u3099", 2), ("A\u200b", 1)])
def test_width_counts_places_on_a_terminal(text: str, places: int) -> None:
    assert width(text) == places


def test_numbers_stand_to_the_right(store: Path) -> None:
    done = ask(store, "SELECT ?n ?v { VALUES (?n ?v) { ('a' 1) ('b' 1000) } }")
    assert done.out.splitlines()[2:] == ["a     1", "b  1000"]
