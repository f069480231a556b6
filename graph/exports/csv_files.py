"""CSV files with their description: CSV on the Web for programs, and a table of all columns for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph.exports.csv_cells import csv_bytes
from graph.exports.csv_tables import Column, Table, tables
from graph.exports.given import ExportInput

_METADATA = "csv-metadata.json"
_NOTE = {
    "ja": "文字コードはUTF-8(BOM付き)。「= + - @」で始まる文字列の前には「'」を置く。空欄は「記載なし」で、0ではない。",
    "en": "UTF-8 with a byte order mark. A text that begins with = + - @ has an apostrophe before it. An empty cell "
    'means "not stated", never 0.',
}


def csv_files(given: ExportInput) -> Mapping[str, bytes]:
    """One CSV a table, ``columns.csv`` (what each column holds) and ``csv-metadata.json`` (CSVW), by file name."""
    found = tables(given.facts, given.base)
    found = [*found, _columns(found)]
    files = {f"{each.name}.csv": csv_bytes([column.name for column in each.columns], each.rows) for each in found}
    return {**files, _METADATA: _metadata(found, given)}


def _columns(described: Sequence[Table]) -> Table:
    """The definition file: every column of every table."""
    columns = tuple(
        Column(name, {"ja": ja, "en": en}, {"ja": ja, "en": en})
        for name, ja, en in (
            ("table", "表", "table"),
            ("column", "列", "column"),
            ("datatype", "データ型", "datatype"),
            ("title_ja", "見出し(日本語)", "title in Japanese"),
            ("title_en", "見出し(英語)", "title in English"),
            ("definition_ja", "定義(日本語)", "definition in Japanese"),
            ("definition_en", "定義(英語)", "definition in English"),
        )
    )
    rows = tuple(
        (
            table.name, column.name, column.datatype, *(column.title.get(lang) for lang in ("ja", "en")),
            *(column.definition.get(lang) for lang in ("ja", "en")),
        )
        for table in described
        for column in table.columns
    )  # fmt: skip
    return Table("columns", {"ja": "列の定義", "en": "definitions of columns"}, columns, rows, ("table", "column"))


def _metadata(described: Sequence[Table], given: ExportInput) -> bytes:
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dc:title": "Policy Links",
        "dc:identifier": given.version,
        "rdfs:comment": [{"@value": text, "@language": lang} for lang, text in _NOTE.items()],
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": "\r\n"},
        "tables": [_table(each) for each in described],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _table(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": [{"@value": text, "@language": lang} for lang, text in sorted(table.title.items())],
        "tableSchema": {
            "columns": [_column(each) for each in table.columns],
            "primaryKey": list(table.key),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    # The first title is the header, which the file has to match; the others are for people.
    titles = {"und": column.name, **{lang: column.title[lang] for lang in ("ja", "en") if column.title.get(lang)}}
    described: dict[str, Any] = {"name": column.name, "titles": titles, "datatype": column.datatype}
    if column.iri:
        described["propertyUrl"] = column.iri
    definition = column.definition.get("ja")
    return {**described, "dc:description": definition} if definition else described
