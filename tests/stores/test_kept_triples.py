"""The triples of each graph are kept as sorted N-Triples beside Oxigraph, for those who read whole graphs: the same
things come out, and where a file is missing or damaged Oxigraph gives them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.property_graph.derive import property_graph
from graph.property_graph.grouping import SubjectQuads, by_subject
from graph.property_graph.things import Said, Term
from graph.stores.embedded import EmbeddedStore
from loaders.load import load_documents
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from tests.cli.conftest import PLAN
from tests.conftest import DOCUMENTS
from tests.stores.conftest import BASE, GRAPH, OTHER, quads

TYPE, LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
HARD = [
    "a\tb\nc\rd",
    'say "so"\\',
    "\\u0041\\n",
    "水素\u2028\x85\x0b",
    "",
    "?s",
    "<x> <y>",
    '"@en',
    " . ",
    "x" * 3_000_000,
]


def kept(folder: Path) -> set[str]:
    """The names of the files on disk."""
    return {path.name for path in (folder / "triples").iterdir()}


def read(store: EmbeddedStore) -> SubjectQuads:
    """What a push reads."""
    found = store.by_subject()
    assert isinstance(found, SubjectQuads)
    return found


def from_oxigraph(found: SubjectQuads) -> SubjectQuads:
    """The same without the files."""
    return by_subject(found.store, found.graphs)


def told(found: SubjectQuads) -> dict[str, dict[str, list[Term]]]:
    """Its things, in an order of their own."""

    def ordered(said: Said) -> dict[str, list[Term]]:
        return {predicate: sorted(values, key=repr) for predicate, values in said.items()}

    return {iri: ordered(said) for iri, said in found.things()}


def test_things_read_from_the_files_are_those_that_oxigraph_gives_whatever_their_texts(tmp_path: Path) -> None:
    graph = NamedNode(GRAPH)
    said = [Quad(NamedNode(f"{GRAPH}/水素-{n}"), NamedNode(LABEL), Literal(text), graph) for n, text in enumerate(HARD)]
    said += [Quad(each.subject, each.predicate, Literal(each.object.value, language="ja"), graph) for each in said]
    said += [Quad(NamedNode(f"{GRAPH}/水素-1"), NamedNode(POL + "value"), Literal(n), graph) for n in (7, 1.5, True)]
    shared = [Quad(NamedNode(f"{GRAPH}/水素-1"), NamedNode(LABEL), Literal("also here"), NamedNode(OTHER))]
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: said, OTHER: [*shared, *quads(OTHER, 3)]}, BASE)
    found = read(store)
    assert told(found) == told(from_oxigraph(found))
    assert len(told(found)) == len(HARD) + 3


def test_a_plan_gives_one_property_graph_either_way(planned: EmbeddedStore) -> None:
    found = read(planned)
    assert len(found.kept) == len(planned.graphs())
    assert sorted(map(repr, property_graph(found))) == sorted(map(repr, property_graph(from_oxigraph(found))))


def test_a_file_is_named_by_what_it_holds_and_goes_with_its_graph(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: quads(GRAPH, 3), OTHER: quads(OTHER, 4)}, BASE)
    first = kept(tmp_path)
    assert {hashlib.sha256((tmp_path / "triples" / name).read_bytes()).hexdigest() + ".nt" for name in first} == first
    reader = read(store)
    store.replace({GRAPH: quads(GRAPH, 9)}, BASE)
    store.replace({GRAPH: quads(GRAPH, 10)}, BASE)
    (tmp_path / "triples" / "half-written.new").write_text("<a")
    store.replace({GRAPH: quads(GRAPH, 11)}, BASE)
    store.replace({GRAPH: quads(GRAPH, 11)}, BASE)
    assert len(kept(tmp_path)) == 2, "one for each graph; those of replaced ones are gone"
    assert len(first & kept(tmp_path)) == 1
    assert len(told(reader)) == 3 + 4, "who began to read before goes on with what was there"


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))


@pytest.mark.parametrize("harm", [Path.unlink, _changed])
def test_where_a_file_is_gone_or_damaged_oxigraph_gives_its_graph(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: quads(GRAPH, 3), OTHER: quads(OTHER, 4)}, BASE)
    wanted = told(from_oxigraph(read(store)))
    for path in (tmp_path / "triples").iterdir():
        harm(path)
    assert told(read(store)) == wanted


def test_a_store_of_an_older_program_works_and_gets_its_files_with_the_next_load(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    load_documents([PLAN], store, base=BASE)
    wanted = told(read(store))
    shutil.rmtree(tmp_path / "triples")
    assert told(read(store)) == wanted
    load_documents([PLAN], store, base=BASE)
    assert kept(tmp_path) == {path.name for path in read(store).kept.values()}
    assert told(read(store)) == wanted


def test_the_bodies_of_several_plans_come_once_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    load_documents(sorted(DOCUMENTS.glob("*.txt"))[:3], store, base=BASE)
    found = read(store)
    things: list[tuple[str, Mapping[str, object]]] = list(found.things())
    assert len({iri for iri, _ in things}) == len(things)
    assert told(found) == told(from_oxigraph(found))
