"""The export ``neo4j-admin`` streams: memory does not grow with the rows, and the files depend on the graph alone."""

from __future__ import annotations

import dataclasses
import tracemalloc
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given as made_up
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from graph.exports.folder import export
from graph.exports.given import ExportInput, export_input, input_of
from graph.exports.neo4j_admin import files
from graph.exports.neo4j_admin.files import neo4j_admin_files
from graph.exports.neo4j_admin.sheets import Sheets
from graph.exports.neo4j_admin.sorted_rows import SortedRows
from graph.property_graph import derive
from graph.property_graph.model import PropertyNode, PropertyRelationship
from graph.property_graph.names import names
from graph.stores.embedded import EmbeddedStore
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from tests.exports.conftest import BASE

LITTLE = 100_000  # bytes of rows in memory, so that most are in the file
EMPTY = export_input([], BASE, "made")


def files_of(given: ExportInput, most: int = LITTLE) -> Mapping[str, bytes]:
    """The files by name."""
    return {name: b"".join(parts) for name, parts in neo4j_admin_files(given, most)}


def store_of(quads: Iterable[Quad], folder: Path) -> EmbeddedStore:
    """A store with the quads."""
    graphs: dict[str, list[Quad]] = {}
    for each in quads:
        graphs.setdefault(each.graph_name.value, []).append(each)  # type: ignore[union-attr]
    store = EmbeddedStore(folder)
    store.replace(graphs, BASE)
    return store


def made_rows(count: int) -> Iterator[PropertyNode | PropertyRelationship]:
    """Nodes, each with a relationship, that come into being while they are read."""
    for number in range(count):
        id_ = f"{BASE}{number * 7919 % count}"
        yield PropertyNode(
            id_, ("Plan",), {"id": id_, "name": f"計画{number}" * 5, **({"pages": number} if number % 2 else {})}
        )
        yield PropertyRelationship("SERVES", id_, BASE, {"id": f"{id_}-link", "lines": [number], "rule": []})


def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    peaks, written = [], []
    for count in (3_000, 24_000):
        monkeypatch.setattr(files, "property_graph", lambda _, count=count: made_rows(count))
        tracemalloc.start()
        try:
            written.append(sum(len(part) for _, parts in neo4j_admin_files(EMPTY, 600_000) for part in parts))
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert written[1] > 7 * written[0] > 4_000_000
    assert peaks[1] < 1.5 * peaks[0]


def test_an_export_of_a_store_never_holds_its_quads_or_facts(given: ExportInput, tmp_path: Path) -> None:
    state = input_of(store_of(given.quads, tmp_path / "store"))
    export(state, tmp_path / "out", ["neo4j-admin"])
    assert not {"quads", "facts"} & vars(state).keys()
    for path, content in files_of(given).items():
        assert (tmp_path / "out" / "neo4j-admin" / path).read_bytes() == content


def test_files_depend_neither_on_the_order_nor_on_the_graphs_of_a_store(given: ExportInput, tmp_path: Path) -> None:
    """Where each statement stands in one of three graphs by its number, most subjects are read last and by lot."""
    documents = [NamedNode(f"{BASE}document-{number}") for number in range(3)]
    spread = [
        Quad(each.subject, each.predicate, each.object, documents[number % 3])
        for number, each in enumerate(reversed(given.quads))
    ]
    store = store_of(spread, tmp_path / "store")
    assert [next(iter(input_of(store).by_subject)).subject] != [next(iter(given.by_subject)).subject]
    assert files_of(input_of(store)) == files_of(given)


@pytest.mark.parametrize("most", [1, 10_000, 1_000_000_000])
def test_files_do_not_depend_on_how_many_rows_were_in_memory(given: ExportInput, most: int) -> None:
    assert files_of(given, most) == files_of(given)


def test_two_properties_of_one_relationship_type_say_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known, graph = names(), NamedNode(BASE + "document-made")
    part_of, broader = (NamedNode(each) for each in (PREFIXES["dcterms"] + "isPartOf", PREFIXES["skos"] + "broader"))
    structural = {**known.structural, broader.value: known.structural[part_of.value]}
    monkeypatch.setattr(derive, "names", lambda: dataclasses.replace(known, structural=structural))
    fields = [NamedNode(f"{BASE}field-{each}") for each in "abc"]
    quads = [Quad(each, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(POL + "GrowthField"), graph) for each in fields]
    quads += [Quad(fields[0], way, end, graph) for end in fields[1:] for way in (part_of, broader)]
    found = files_of(export_input(quads, BASE, "made"))
    content = found[f"relationships-{known.structural[part_of.value]}.csv"].decode().splitlines()
    assert content == [
        ":START_ID,:END_ID", *(f'"{BASE}field-a","{BASE}field-{each}"' for each in "bc"),
    ]  # fmt: skip


ROWS = st.lists(
    st.tuples(st.sampled_from("xyz"), st.tuples(st.text(max_size=3), st.text(max_size=2)), st.binary(max_size=9)),
    max_size=300, unique_by=lambda row: row[:2],
)  # fmt: skip


@made_up(rows=ROWS, most=st.integers(1, 30_000))
def test_rows_come_back_sorted_by_key_and_once(rows: list[tuple[str, tuple[str, str], bytes]], most: int) -> None:
    with SortedRows(None, most) as heap:
        for group, key, content in [*rows, *rows[::2]]:
            heap.add(group, key, content)
        for _ in range(2):
            for group in "xyz":
                assert list(heap.rows(group)) == sorted((key, content) for each, key, content in rows if each == group)


def test_what_waits_is_in_a_file_without_a_name_in_the_folder_that_is_given(tmp_path: Path) -> None:
    with SortedRows(tmp_path, 1) as heap:
        heap.add("x", ("a",), b"1")
        assert not list(tmp_path.iterdir())
        assert list(heap.rows("x")) == [(("a",), b"1")]
    with SortedRows(tmp_path / "missing", 1) as heap, pytest.raises(FileNotFoundError):
        heap.add("x", ("a",), b"1")


def test_properties_that_are_not_sorted_are_refused_rather_than_put_into_the_wrong_columns() -> None:
    with SortedRows(None, 1) as rows, pytest.raises(ValueError, match="sorted by name"):
        Sheets("s", ("id:ID",), rows).add(("a",), {"w": 1, "v": 2})
