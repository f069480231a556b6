"""The RDF formats say the same thing, and each time in the same bytes."""

from __future__ import annotations

import random

import pytest
import rdflib
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

from graph.exports.given import ExportInput, export_input
from graph.exports.rdf_files import rdf_xml
from graph.exports.table import EXPORTS
from graph.facts import Facts
from tests.exports.made import BASE, facts_made, given_made

RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
WITH_GRAPHS = ("nq", "trig")


def triples(content: bytes, name: str) -> Dataset:
    """What a file says, without graphs."""
    return Dataset(Quad(each.subject, each.predicate, each.object) for each in parse(content, format=RDF[name]))


def expected(given: ExportInput) -> Dataset:
    """What the graph says, without graphs."""
    return Dataset(Quad(each.subject, each.predicate, each.object) for each in given.quads)


def written(given: ExportInput, name: str) -> bytes:
    """The one file of an export."""
    (content,) = EXPORTS[name].files(given).values()
    return content


@pytest.mark.parametrize("name", RDF)
def test_each_format_holds_the_triples_of_the_graph(given: ExportInput, name: str) -> None:
    assert triples(written(given, name), name) == expected(given)


@pytest.mark.parametrize("name", RDF)
def test_each_format_holds_the_official_plan(official: ExportInput, name: str) -> None:
    assert triples(written(official, name), name) == expected(official)


@pytest.mark.parametrize(("name", "parser"), [("jsonld", "json-ld"), ("rdf", "xml"), ("ttl", "turtle")])
def test_another_program_reads_the_same_graph(given: ExportInput, name: str, parser: str) -> None:
    """rdflib, which shares no code with the writer, finds an isomorphic graph."""
    theirs = rdflib.Graph().parse(data=written(given, name), format=parser)
    ours = rdflib.Graph().parse(data=written(given, "nt"), format="nt")
    assert len(ours) == len(expected(given))
    assert isomorphic(theirs, ours)


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_formats_with_graphs_keep_them(given: ExportInput, name: str) -> None:
    assert Dataset(parse(written(given, name), format=RDF[name])) == Dataset(given.quads)


@pytest.mark.parametrize("name", RDF)
@settings(max_examples=25, deadline=None)
@drawn(made=facts_made())
def test_no_name_breaks_a_format(name: str, made: Facts) -> None:
    given = given_made(made)
    assert triples(written(given, name), name) == expected(given)


@settings(max_examples=25, deadline=None)
@drawn(made=facts_made(), seed=st.integers())
def test_the_order_of_the_store_leaves_no_trace(made: Facts, seed: int) -> None:
    given = given_made(made)
    shuffled = list(given.quads)
    random.Random(seed).shuffle(shuffled)
    again = export_input([*shuffled, *shuffled[:3]], BASE, "made")
    for name, export in EXPORTS.items():
        if name == "markdown":  # writes whole plans only; its order is tested with them
            continue
        assert export.files(again) == export.files(given), name


def test_characters_that_xml_cannot_hold_are_replaced_and_the_file_stays_readable() -> None:
    bad = next(parse(b'<a:s> <http://example.org/p> "a\\u000Cb\\rc" .', format=RdfFormat.N_TRIPLES))
    given = export_input([Quad(bad.subject, bad.predicate, bad.object, NamedNode("a:g"))], BASE, "made")
    (found,) = rdflib.Graph().parse(data=rdf_xml(given), format="xml").objects()
    assert str(found) == "a\ufffdb\rc"


def test_turtle_begins_with_sorted_prefixes(given: ExportInput) -> None:
    """pyoxigraph writes them in another order each time."""
    prefixes = [line for line in written(given, "ttl").splitlines() if line.startswith(b"@prefix")]
    assert prefixes == sorted(prefixes)
    assert len(prefixes) > 5
