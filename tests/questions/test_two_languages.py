"""Each curated question has the same rows in SPARQL and in Cypher, whoever answers.

What the rows have to be, the other modules say of SPARQL on the store: here the other ways are held against that one,
and against what is expected where it is told of the official plan. Tests that ask of one plan follow each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from graph.cypher.guard import guard
from graph.errors import CallError
from graph.questions.catalogue import Question, question, question_of, questions
from loaders.load import bundled_plan
from tests.questions.answers import Rows, answer, expected, same, store_of
from tests.questions.asking import InCypher, asked_of_rdflib
from tests.questions.told import MADE_PLANS, OFFICIAL, OURS, parameters_on, path_of

PLANS = ("bundled", "gaps", "ends", *MADE_PLANS)
# A push of each takes its time.
PUSHED = ("bundled", "gaps", "ends", "asagiri-industry-plan", "hoshimori-city-plan")
CURATED = [each.id for each in questions()]
CASES = [(plan, id_) for plan in PLANS for id_ in CURATED]
SILENT = "project-budgets"


@lru_cache
def in_sparql(plan: str, id_: str) -> Rows:
    """The rows of SPARQL on the store."""
    return answer(question(id_), store_of(path_of(plan)), parameters_on(plan, id_))


@pytest.mark.parametrize(("plan", "id_"), CASES)
def test_the_embedded_engine_gives_the_rows_of_sparql(plan: str, id_: str, embedded_cypher: InCypher) -> None:
    asked = question(id_)
    found = embedded_cypher(asked, path_of(plan), parameters_on(plan, id_))
    assert same(asked, found, in_sparql(plan, id_)), found


@pytest.mark.parametrize(("plan", "id_"), [(plan, id_) for plan, id_ in CASES if plan in PUSHED])
def test_a_real_neo4j_gives_the_rows_of_sparql(plan: str, id_: str, neo4j_cypher: InCypher) -> None:
    asked = question(id_)
    found = neo4j_cypher(asked, path_of(plan), parameters_on(plan, id_))
    assert same(asked, found, in_sparql(plan, id_)), found


@pytest.mark.parametrize(("plan", "id_"), CASES)
def test_rdflib_gives_the_rows_of_the_store(plan: str, id_: str) -> None:
    asked = question(id_)
    found = asked_of_rdflib(asked, path_of(plan), parameters_on(plan, id_))
    assert same(asked, found, in_sparql(plan, id_)), found


@pytest.fixture(scope="module")
def on_the_official_plan(shared: Path, official_text: Path) -> dict[str, Rows]:
    """What is expected of each question on the official text: of the sample ones by their file, of ours by our own."""
    assert official_text == path_of(OFFICIAL)
    told = yaml.safe_load((shared / "competency" / "questions.yaml").read_text("utf-8"))
    return {id_: expected(rows) for id_, rows in ({each["id"]: each["rows"] for each in told} | OURS).items()}


@pytest.mark.parametrize("id_", CURATED)
@pytest.mark.parametrize("engine", ["embedded_cypher", "neo4j_cypher", "rdflib"])
def test_each_way_gives_the_expected_rows_on_the_official_text(
    id_: str, engine: str, on_the_official_plan: dict[str, Rows], request: pytest.FixtureRequest
) -> None:
    ask: InCypher = asked_of_rdflib if engine == "rdflib" else request.getfixturevalue(engine)
    asked = question(id_)
    assert same(asked, ask(asked, path_of(OFFICIAL), {}), on_the_official_plan[id_])


@pytest.mark.parametrize("id_", CURATED)
def test_a_question_is_one_that_a_guarded_engine_takes_as_it_stands(id_: str) -> None:
    guard(question(id_).cypher, 10_000)


@pytest.mark.parametrize("id_", CURATED)
def test_a_question_has_rows_on_some_plan_or_asks_what_no_plan_says(id_: str) -> None:
    assert (id_ == SILENT) != any(in_sparql(plan, id_) for plan in PLANS)


@pytest.fixture(params=["embedded_cypher", "neo4j_cypher"])
def ask(request: pytest.FixtureRequest) -> Iterator[InCypher]:
    """Each of the engines."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, InCypher)
    yield found


def test_cypher_says_not_stated_where_no_plan_says_such_a_thing(ask: InCypher) -> None:
    assert ask.result(question(SILENT), bundled_plan(), {}).unused == ("FUNDING", "amount")


@pytest.mark.parametrize(
    "value", ["'", "x' AS fieldName MATCH (n) RETURN n //", "\\", "\\u0027", "$fieldName", "`", ""]
)
def test_no_value_of_a_parameter_becomes_part_of_the_query(value: str, ask: InCypher) -> None:
    asked = question("hydrogen-projects")
    text, given = asked.cypher_call({"fieldName": value})
    assert (text, given) == (asked.cypher_call({"fieldName": "x"})[0], {"fieldName": value})
    assert ask(asked, bundled_plan(), {"fieldName": value}) == []


def test_an_unknown_parameter_is_the_fault_of_the_call() -> None:
    with pytest.raises(CallError, match="no parameter 'price'"):
        question("projects").cypher_call({"price": "1"})


TELLING = (
    "# title@ja: 題\n# title@en: title\n# about@ja: 文\n# about@en: text\n# theme: fields\n# columns: a\n"
    "# parameter b@ja: 値\n"
)
BINDING = 'SELECT ?a { VALUES ?b { "値" } ?a ?p ?b }'


@pytest.mark.parametrize(
    ("sparql", "cypher"),
    [
        ("# columns: a\n" + BINDING, "RETURN 1 AS a"),
        (TELLING + "SELECT ?a { ?a ?p ?b }", "WITH '値' AS b RETURN b AS a"),
        (TELLING + BINDING, "RETURN 1 AS a"),
        (TELLING + BINDING, "WITH '別' AS b RETURN b AS a"),
    ],
)
def test_files_that_do_not_tell_one_question_are_none(sparql: str, cypher: str) -> None:
    assert question_of("whole", TELLING + BINDING, "WITH '値' AS b RETURN b AS a").parameters[0].default == "値"
    with pytest.raises(ValueError, match="the question torn"):
        question_of("torn", sparql, cypher)


def test_a_question_of_its_own_defaults_is_the_file_itself() -> None:
    def whole(asked: Question, given: Mapping[str, str] | None) -> bool:
        return asked.text(given) == asked.sparql and asked.cypher_call(given) == (asked.cypher, {})

    nothing: tuple[Mapping[str, str] | None, ...] = (None, {})
    assert all(whole(each, given) for each in questions() for given in nothing)
