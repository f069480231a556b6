"""Queries without a dataset of their own are asked of the merge of the data graphs (SPARQL 1.1, 13.2): each triple
once, whatever number of documents state it, after any loads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.stores.disk.generations import Generations
from graph.stores.embedded import EmbeddedStore
from loaders.load import load_documents
from tests.cli.conftest import PLAN
from tests.stores.conftest import BASE, GRAPH, OTHER, rows

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = [f"{BASE}document-{each}" for each in "abc"]


def stating(graph: str, *texts: str) -> list[Quad]:
    """Quads of one graph; the same text is the same triple in every graph."""
    return [Quad(NamedNode(BASE + "body"), NamedNode("urn:says"), Literal(each), NamedNode(graph)) for each in texts]


def merged(folder: Path) -> set[str]:
    """The texts in the merge of the present generation."""
    generations = Generations(folder)
    store = Store.read_only(str(generations.path(generations.state())))
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_a_triple_that_two_documents_state_counts_once(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: stating(GRAPH, "x", "y"), OTHER: stating(OTHER, "y", "z")}, BASE)
    assert rows(store, COUNT) == ["3"]
    assert rows(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == ["4"], "each graph still states it"
    assert rows(store, COUNT, default_graphs=(GRAPH, OTHER)) == ["3"], "all graphs by name are the same merge"
    assert rows(store, COUNT, default_graphs=(GRAPH,)) == ["2"]
    assert rows(store, "SELECT ?t { ?s ?p ?t } ORDER BY ?t") == ["x", "y", "z"]
    assert [row["n"].value for row in store.select(COUNT)] == ["3"]
    store.close()


def test_what_one_document_no_longer_states_stays_while_another_does(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: stating(GRAPH, "x", "y"), OTHER: stating(OTHER, "y", "z")}, BASE)
    store.replace({GRAPH: stating(GRAPH, "w")}, BASE)
    assert merged(tmp_path) == {"w", "y", "z"}
    store.replace({GRAPH: stating(GRAPH, "z"), OTHER: stating(OTHER, "w")}, BASE)
    assert merged(tmp_path) == {"z", "w"}
    store.replace({GRAPH: [], OTHER: []}, BASE)
    assert merged(tmp_path) == set()
    store.close()


ONE_LOAD = st.dictionaries(st.sampled_from(GRAPHS), st.frozensets(st.sampled_from("vwxyz")), min_size=1)


@settings(max_examples=25, deadline=None)
@given(st.lists(ONE_LOAD, max_size=6))
def test_after_any_loads_the_merge_is_what_some_graph_states(
    tmp_path_factory: pytest.TempPathFactory, loads: list[Mapping[str, frozenset[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    store, stated = EmbeddedStore(folder), dict[str, frozenset[str]]()
    for each in loads:
        store.replace({graph: stating(graph, *texts) for graph, texts in each.items()}, BASE)
        stated |= each
        assert merged(folder) == {text for texts in stated.values() for text in texts}


def test_one_plan_in_two_documents_gives_each_thing_once(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    load_documents([PLAN], store, base=BASE)
    projects = "SELECT ?p { ?p a pol:Project } ORDER BY ?p"
    alone = rows(store, projects)
    again = tmp_path / "again.txt"
    again.write_text(PLAN.read_text("utf-8") + "\n", "utf-8")
    load_documents([again], store, base=BASE)
    assert rows(store, "SELECT (COUNT(?d) AS ?n) { ?d a pol:SourceDocument }") == ["2"]
    assert rows(store, projects) == alone
    store.close()


def test_a_store_of_the_format_before_is_read_and_merged_with_the_next_load(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: stating(GRAPH, "x", "y"), OTHER: stating(OTHER, "z")}, BASE)
    generations = Generations(tmp_path)
    old = Store(str(generations.path(generations.state())))
    old.clear_graph(DefaultGraph())
    old.flush()
    del old
    state = tmp_path / "current.json"
    state.write_text(json.dumps({**json.loads(state.read_bytes()), "format": 1}), "utf-8")
    store = EmbeddedStore(tmp_path)
    assert rows(store, COUNT) == ["3"]
    assert not merged(tmp_path)
    store.replace({GRAPH: stating(GRAPH, "w")}, BASE)
    assert merged(tmp_path) == {"w", "z"}
    assert rows(store, COUNT) == ["2"]
    store.close()
