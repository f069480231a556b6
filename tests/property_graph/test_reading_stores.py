"""The property graph comes out of a store on disk as it comes out of quads in memory: every term, each thing once."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.facts import Facts
from graph.property_graph.answers import THREAD, answer_lines
from graph.property_graph.derive import property_nodes, property_relationships
from graph.property_graph.grouping import by_subject, grouped
from graph.property_graph.things import Said, things_of
from graph.rdf import quads
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from tests.conftest import DOCUMENTS
from tests.markdown.made import facts_of_made_plans
from tests.property_graph.forms import BASE, BUNDLED, LABEL, TYPE, form, quad, quads_of

MADE = sorted(DOCUMENTS.glob("*.txt"))
XSD = PREFIXES["xsd"]
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@contextmanager
def on_disk(*loads: Iterable[Quad]) -> Iterator[Store]:
    """A store on disk that was written load by load, opened as the program opens it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        for each in loads:
            store.bulk_extend(each)
        store.flush()
        del store
        yield Store.read_only(folder)


@settings(max_examples=10, deadline=None, suppress_health_check=_SLOW)
@given(facts_of_made_plans())
def test_it_makes_no_difference_in_which_order_a_store_gives_them(facts: Facts) -> None:
    found = list(quads(facts, BASE, "document-any"))
    wanted = form(reversed(found))
    with on_disk(found) as store:
        read = by_subject(store, {each.graph_name.value for each in found})
        assert sorted(property_nodes(read), key=repr) == sorted(wanted.nodes, key=repr)
        assert sorted(property_relationships(read), key=repr) == sorted(wanted.relationships, key=repr)


def test_a_store_gives_every_term_as_it_is_whatever_its_text() -> None:
    hard = ["a\tb\nc\rd", 'say "so"\\', "\\u0041\\n", "水素\u2028\x85\x0b", "", "?s", "<x>", '"@en']
    found = [quad("body", TYPE, "pol:Plan")]
    for number, text in enumerate(hard):
        found += [quad("body", LABEL, Literal(text, language="ja" if number % 2 else "en")), quad("body", "rule", text)]
    found += [quad("body", "unit", Literal(text, datatype=NamedNode(XSD + "token"))) for text in hard]
    numbers = [("007", "integer"), ("-1", "integer"), ("1.50", "decimal"), ("1e3", "double"), ("INF", "double"),
               ("true", "boolean"), ("false", "boolean"), ("2026-11", "gYearMonth")]  # fmt: skip
    found += [quad("body", "value", Literal(text, datatype=NamedNode(XSD + name))) for text, name in numbers]
    found += [quad("体", TYPE, "pol:Plan"), quad("体", "partOf", ":body")]
    with on_disk(found) as store:
        read = by_subject(store, [BASE + "document-a"])
        wanted = dict(things_of(grouped(iter(read))))
        assert {iri: _sorted(said) for iri, said in read.things()} == {iri: _sorted(wanted[iri]) for iri in wanted}
        assert len(wanted[BASE + "body"][POL + "value"]) == len(numbers)


def _sorted(said: Said) -> dict[str, list[str]]:
    return {predicate: sorted(map(repr, values)) for predicate, values in said.items()}


def test_a_reader_that_stops_early_ends_the_query_and_one_that_cannot_be_asked_says_why() -> None:
    found = [quad(f"body-{number}", TYPE, "pol:Plan") for number in range(50_000)]
    with on_disk(found) as store:
        lines = answer_lines(store, "SELECT ?s ?p ?o { ?s ?p ?o }", [(BASE + "document-a",)])
        next(lines)
        lines.close()
        assert sum(1 for _ in answer_lines(store, "SELECT ?s ?p { ?s ?p ?o }", [(BASE + "document-a",)])) == 50_000
        with pytest.raises(SyntaxError):
            list(answer_lines(store, "SELECT", [(BASE + "document-a",)]))
    assert not [each for each in threading.enumerate() if each.name == THREAD]


def test_quads_of_a_thing_that_do_not_stand_together_are_refused() -> None:
    apart = [quad("a", TYPE, "pol:Plan"), quad("b", TYPE, "pol:Plan"), quad("a", "firstFiscalYear", 2020)]
    with pytest.raises(ValueError, match="do not stand together"):
        list(property_nodes(apart))


def test_what_another_graph_says_of_the_same_thing_is_left_alone() -> None:
    other = NamedNode(BASE + "document-b")
    with on_disk([quad("body", TYPE, "pol:Plan"), quad("body", "firstFiscalYear", 2020, other)]) as store:
        (alone,) = property_nodes(by_subject(store, [BASE + "document-a"]))
        assert alone.properties == {"id": BASE + "body"}
        read = by_subject(store, [BASE + "document-a", other.value])
        (both,) = property_nodes(read)
        assert both.properties["firstFiscalYear"] == 2020
        assert len([*read]) == 2


def test_a_store_gives_only_the_graphs_that_were_asked_for() -> None:
    found = [quads_of(path) for path in MADE[:2]]
    names = {each.graph_name.value for each in found[0]}
    alone = form(found[0])
    with on_disk(*found) as store:
        assert sorted(property_nodes(by_subject(store, names)), key=repr) == sorted(alone.nodes, key=repr)
        assert list(property_nodes(by_subject(store, []))) == []
        assert list(by_subject(store, [])) == []


def test_many_loads_one_after_another_are_read_as_one_graph() -> None:
    """Each load leaves files of its own on the disk; what a body is in several plans comes once, with all of it."""
    found = [quads_of(path) for path in (*MADE, BUNDLED)]
    every = [each for plan in found for each in plan]
    wanted = form(every)
    with on_disk(*found) as store:
        read = by_subject(store, {each.graph_name.value for each in every})
        assert len([*read]) == len(set(every))
        assert sorted(property_nodes(read), key=repr) == sorted(wanted.nodes, key=repr)
        assert sorted(property_relationships(read), key=repr) == sorted(wanted.relationships, key=repr)
