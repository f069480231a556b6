"""Answers for people, without a browser: what cells name, where dots stand, what is summed, what editors show."""

from __future__ import annotations

import json
from decimal import Decimal

import httpx
import pytest

from graph.cypher.engine import CypherResult
from graph.cypher.running import is_installed
from graph.facts import Node, Text, facts
from graph.questions.catalogue import Question, question, questions
from graph.stores.sparql import SparqlAnswer
from ontology.vocabulary import vocabulary
from tests.pages.conftest import Site
from visualizations.answers.naming import named
from visualizations.answers.plot import plot_of, total_of
from visualizations.answers.result import ROWS_A_PAGE, Cell, Result, cypher_result_of, number_text, result_of
from visualizations.editor.text import shown_sparql
from visualizations.pages.questions import first_sentence

BASE = "https://example.org/id/"
COUNTING = "SELECT ?a (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x ?p ?a } GROUP BY ?a"


def table(*rows: tuple[str, object], columns: tuple[str, str] = ("a", "n")) -> Result:
    """A result of texts and numbers."""
    cells = tuple((Cell(name), Cell(str(value), number=Decimal(str(value)))) for name, value in rows)
    return Result("", columns, cells, total=len(cells))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((6, 5, 1), (0, 2, 4, 6)),
        ((12, 3), (0, 5, 10, 15)),
        ((1, 1), (0, 1)),
        ((0, 0), (0, 1)),
        ((-3, 4), (-4, -2, 0, 2, 4)),
        (("0.2", "0.45"), ("0.0", "0.1", "0.2", "0.3", "0.4", "0.5")),
        ((98000, 1), (0, 20000, 40000, 60000, 80000, 100000)),
    ],
)
def test_a_scale_has_round_marks_and_holds_zero_and_every_dot(
    values: tuple[object, ...], ticks: tuple[object, ...]
) -> None:
    result = table(*((str(at), value) for at, value in enumerate(values)))
    plot = plot_of(result)
    assert plot
    assert plot.ticks == tuple(Decimal(str(tick)) for tick in ticks)
    for row in result.rows:
        start, length = plot.bar(row[1])
        dot = plot.place(row[1].number or Decimal(0))
        assert 0 <= dot <= 100
        assert {round(start, 1), round(start + length, 1)} == {round(dot, 1), round(plot.place(Decimal(0)), 1)}


def test_what_does_not_suit_has_no_plot() -> None:
    assert plot_of(table(("x", 1))) is None  # one row is no comparison
    assert plot_of(table(("x", 2021), ("y", 2022), columns=("a", "firstYear"))) is None
    words = Result("", ("a", "b"), ((Cell("x"), Cell("1")), (Cell("y"), Cell("2"))), total=2)
    assert plot_of(words) is None  # texts that look like numbers
    gap = Result("", ("a", "n"), ((Cell("x"), Cell("1", number=Decimal(1))), (Cell("y"), Cell(""))), total=2)
    assert plot_of(gap) is None


def test_only_what_a_query_counts_is_summed() -> None:
    rows = table(("x", 2), ("y", 3))
    assert total_of(rows, COUNTING) == 5
    assert total_of(rows, "SELECT ?a ?n { ?a pol:value ?n }") is None
    assert total_of(rows, COUNTING.replace("AS ?n", "AS ?m")) is None


def thing(id_: str, type_: str, name: str) -> Node:
    """A thing with a name."""
    return Node(id_, type_, {"label": (Text(name),)})


def test_a_name_that_several_things_share_means_the_one_of_its_columns_class_or_leads_to_the_search() -> None:
    known = facts(
        [
            thing("p1", "Project", "甲"), thing("p2", "Project", "乙"), thing("m1", "Measure", "甲"),
            thing("m2", "Measure", "丙"), thing("m3", "Measure", "丙"),
        ],
        [],
    )  # fmt: skip
    rows = tuple((Cell(text, "ja"),) for text in ("甲", "乙", "丙", "丁"))
    found = named(Result("", ("project",), rows, total=4), known, "ja")
    assert [(cell.node.id if cell.node else "", cell.search) for (cell,) in found.rows] == [
        ("p1", False), ("p2", False), ("", True), ("", False),
    ]  # fmt: skip


def test_controlled_values_are_told_by_their_labels_but_texts_of_the_plan_never() -> None:
    rows = ((Cell("primary"), Cell("primary", "en"), Cell("x")),)
    (row,) = named(Result("", ("a", "b", "c"), rows, total=1), facts([], []), "ja").rows
    assert [cell.text for cell in row] == [vocabulary().terms["primary"].label["ja"], "primary", "x"]


def test_pages_of_an_answer_together_are_the_answer() -> None:
    count = ROWS_A_PAGE + 3
    bindings = [{"n": {"type": "literal", "value": str(number)}} for number in range(count)]
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": bindings}}).encode()
    answer = SparqlAnswer("bindings", body, count, False)
    pages = [result_of(answer, BASE, "en", page) for page in (1, 2)]
    assert [len(page.rows) for page in pages] == [ROWS_A_PAGE, 3]
    assert [row[0].text for page in pages for row in page.rows] == [str(number) for number in range(count)]
    for wrong in (0, -1, 3, 10**8):
        assert result_of(answer, BASE, "en", wrong).page in (1, 2)


def test_nodes_of_cypher_are_things_and_what_is_no_plain_value_is_json() -> None:
    node = {"elementId": "1", "labels": ["Project"], "properties": {"id": f"{BASE}p1", "name": "甲"}}
    answer = CypherResult(("a", "b", "c", "d", "e"), ((node, [1, "x"], None, 2.5, True),))
    (row,) = cypher_result_of(answer, BASE, "en").rows
    assert [(cell.text, cell.thing) for cell in row] == [
        ("甲", "p1"), ('[1, "x"]', ""), ("", ""), ("2.5", ""), ("true", ""),
    ]  # fmt: skip
    assert cypher_result_of(answer, "", "en").rows[0][0].thing == ""


def test_numbers_are_printed_with_thousands_apart_and_no_trailing_zeros() -> None:
    texts = ("1234567.50", "1E+3", "0.10", "100", "-2000")
    assert [number_text(Decimal(text)) for text in texts] == ["1,234,567.5", "1,000", "0.1", "100", "-2,000"]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.id)
def test_the_query_that_an_editor_shows_gives_the_same_rows_as_the_whole_one(asked: Question, site: Site) -> None:
    shown = shown_sparql(asked.sparql)
    assert "PREFIX" not in shown and "title@" not in shown
    short, whole = (
        httpx.post(f"{site.url}/sparql", data={"query": query}).json()["results"] for query in (shown, asked.sparql)
    )
    assert short == whole


def test_prefixes_of_its_own_stay_with_a_query() -> None:
    own = "PREFIX pol: <urn:other#>\nPREFIX x: <urn:x>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nASK {}"
    assert shown_sparql(own) == "PREFIX pol: <urn:other#>\nPREFIX x: <urn:x>\nASK {}"


def test_the_first_sentence_ends_where_it_ends() -> None:
    assert first_sentence("甲は乙。丙。") == "甲は乙。"
    assert first_sentence("One of 1.5 things. Two.") == "One of 1.5 things."
    assert first_sentence("No end") == "No end"


@pytest.mark.skipif(
    not is_installed(), reason="missing: the embedded Cypher engine (pip install 'policylinks[cypher]')"
)
@pytest.mark.parametrize("value", ["'", "\\", "\\'", "x' AS fieldName MATCH (n) RETURN n //", "\\u0027", "a\nb", "山"])
def test_a_value_in_the_text_of_a_cypher_query_is_that_value_for_the_engine(value: str, site: Site) -> None:
    text = question("hydrogen-projects").cypher_text({"fieldName": value})
    query = text[: text.index("MATCH (p:Project)")] + "RETURN fieldName"
    answer = httpx.post(f"{site.url}/cypher", json={"query": query}, timeout=120)
    assert answer.json() == {"columns": ["fieldName"], "rows": [[value]]}
