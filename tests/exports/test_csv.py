"""CSV after the machine-readability rules of the Digital Agency (their numbers stand in the tests)."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from graph.exports.csv_cells import cell, csv_bytes
from graph.exports.csv_files import csv_files
from graph.exports.given import ExportInput
from graph.facts import Facts
from ontology.vocabulary import vocabulary
from tests.exports.made import facts_made, given_made


def rows(content: bytes) -> list[list[str]]:
    """The records of a CSV file, header first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def records(content: bytes) -> list[dict[str, str]]:
    """The records of a CSV file by column name."""
    header, *found = rows(content)
    return [dict(zip(header, row, strict=True)) for row in found]


def checked(files: dict[str, bytes]) -> None:
    """The rules that hold for every table."""
    described = {each["url"]: each for each in json.loads(files["csv-metadata.json"])["tables"]}
    tables = {name: content for name, content in files.items() if name.endswith(".csv")}
    assert set(described) == set(tables), "every table is described (L3-08)"
    for name, content in tables.items():
        assert content.startswith(b"\xef\xbb\xbf"), f"{name}: byte order mark, as stated (L3-08)"
        found = rows(content)
        header = found[0]
        assert all(each.isascii() and each for each in header), f"{name}: ASCII column names (L3-08)"
        assert len(set(header)) == len(header), f"{name}: unique column names (L2-03)"
        assert {len(row) for row in found} == {len(header)}, f"{name}: one table, no ragged rows (L1-02, L1-04)"
        assert content.count(b"\n") == len(found), f"{name}: one record a line (L1-14)"
        columns = described[name]["tableSchema"]["columns"]
        assert [each["name"] for each in columns] == header, f"{name}: described as it is"
        for place, column in enumerate(columns):
            values = [row[place] for row in found[1:] if row[place]]
            if column["datatype"] in ("integer", "decimal"):
                assert all(Decimal(each).is_finite() for each in values), f"{name}: numbers alone (L2-01)"
            else:
                assert not any(each.startswith(("=", "+", "-", "@")) for each in values), f"{name}: no formulas (L2-06)"
        keys = described[name]["tableSchema"]["primaryKey"]
        ids = [tuple(row[header.index(key)] for key in keys) for row in found[1:]]
        assert len(set(ids)) == len(ids), f"{name}: rows are told apart by {keys}"


def test_tables_of_a_plan_keep_the_rules(given: ExportInput) -> None:
    checked(dict(csv_files(given)))


def test_tables_of_the_official_plan_keep_the_rules(official: ExportInput) -> None:
    checked(dict(csv_files(official)))


@settings(max_examples=50, deadline=None)
@drawn(made=facts_made())
def test_no_name_breaks_a_table(made: Facts) -> None:
    checked(dict(csv_files(given_made(made))))


def test_every_node_and_link_has_one_row_in_the_table_of_its_class(given: ExportInput) -> None:
    files = csv_files(given)
    ids = [row["id"] for name in files if name.endswith(".csv") and name not in ("values.csv", "sources.csv")
           for row in records(files[name]) if "id" in row]  # fmt: skip
    assert sorted(ids) == sorted([*given.facts.nodes, *given.facts.links])


def test_a_value_has_its_unit_in_a_column_of_its_own(given: ExportInput) -> None:
    found = records(csv_files(given)["indicator-value.csv"])
    units = {row["observationOf_unit"] for row in found if row["value"]}
    assert units
    assert not any(unit[0].isdigit() for unit in units)


def test_link_tables_name_both_ends(given: ExportInput) -> None:
    names = {node.id: node.label for node in given.facts.nodes.values()}
    for row in records(csv_files(given)["contribution.csv"]):
        assert (row["source_label"], row["target_label"]) == (names[row["source"]], names[row["target"]])


def test_years_of_an_activity_stand_in_the_long_table_one_a_row(given: ExportInput) -> None:
    found = records(csv_files(given)["values.csv"])
    activities = given.facts.by_type["ScheduledActivity"]
    for activity in activities:
        years = [row["value"] for row in found if (row["id"], row["property"]) == (activity.id, "fiscalYear")]
        assert years == [str(year) for year in activity.values("fiscalYear")]


def test_every_code_that_a_table_uses_is_in_the_code_table(given: ExportInput) -> None:
    files = csv_files(given)
    codes = {row["code"] for row in records(files["terms.csv"])}
    assert codes == set(vocabulary().terms)
    assert {row["role"] for row in records(files["contribution.csv"])} <= codes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (0, "0"), (False, "false"), (Decimal("-0.50"), "-0.5"), (Decimal("1E+3"), "1000"), ("-5", "'-5"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@x", "'@x"), ("\t=1", "'=1"), ("a\r\nb", "a b"), ("５箇所", "５箇所"),
    ],
)  # fmt: skip
def test_cells_hold_one_datum_and_run_nothing(value: object, text: str) -> None:
    """Blank is not 0 (L1-09); texts that a spreadsheet would run get an apostrophe; numbers do not."""
    assert cell(value) == text  # type: ignore[arg-type]


@drawn(st.text())
def test_no_text_becomes_a_formula_or_breaks_a_line(text: str) -> None:
    found = cell(text)
    assert not found.startswith(("=", "+", "-", "@"))
    assert not set(found) & set("\r\n\t\0")


@pytest.mark.parametrize("header", [["a", "a"], ["名称"], [""]])
def test_a_header_that_is_not_unique_and_ascii_is_refused(header: list[str]) -> None:
    with pytest.raises(ValueError, match="unique and ASCII"):
        csv_bytes(header, [])
