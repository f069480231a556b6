"""Each curated question gives exactly the expected rows, on the official plan and on plans of other publishers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.errors import CallError
from graph.questions.catalogue import Question, question, questions
from graph.stores.language.guard import guard
from graph.stores.unused import unused_terms
from loaders.load import bundled_plan
from ontology.prefixes import PREFIXES
from tests.conftest import DOCUMENTS
from tests.questions.answers import answer, expected, same, store_of
from tests.questions.told import OURS

MADE_PLANS = ("asagiri-industry-plan", "minatogawa-growth-vision")
CURATED = [each.id for each in questions() if each.id not in OURS]  # those have modules of their own
# The plans above name few bodies; others with many of them answer these (test_questions_on_bodies.py).
ON_BODIES = {"bodies-in-two-projects", "six-party-agreement", "committee-size", "founding-order"}
ON_FRAMES = [id_ for id_ in CURATED if id_ not in ON_BODIES]


def parameters_of(asked: Question, told: Mapping[str, Any]) -> dict[str, str]:
    """The one parameter of a question, by whatever name a truth file calls it."""
    values = list((told.get("parameters") or {}).values())
    return dict(zip([each.name for each in asked.parameters], values, strict=True)) if values else {}


@pytest.fixture(scope="module")
def sample(shared: Path) -> dict[str, dict[str, Any]]:
    """The sample questions that come with their answers."""
    told = yaml.safe_load((shared / "competency" / "questions.yaml").read_text("utf-8"))
    return {each["id"]: each for each in told}


def test_every_sample_question_is_curated(sample: dict[str, dict[str, Any]]) -> None:
    assert set(sample) == set(CURATED)


@pytest.mark.parametrize("id_", CURATED)
def test_a_question_gives_the_expected_rows_on_the_official_plan(
    id_: str, sample: dict[str, dict[str, Any]], official_text: Path
) -> None:
    asked = question(id_)
    assert list(asked.columns) == sample[id_]["columns"]
    assert asked.ordered == sample[id_].get("ordered", False)
    found = answer(asked, store_of(official_text))
    assert same(asked, found, expected(sample[id_]["rows"])), found


@pytest.mark.parametrize("id_", CURATED)
def test_the_bundled_plan_answers_a_question_as_the_official_one_does(
    id_: str, sample: dict[str, dict[str, Any]]
) -> None:
    asked = question(id_)
    found = answer(asked, store_of(bundled_plan()))
    assert same(asked, found, expected(sample[id_]["rows"])), found


@pytest.mark.parametrize("plan", MADE_PLANS)
@pytest.mark.parametrize("id_", ON_FRAMES)
def test_a_question_gives_the_rows_of_another_plan_on_that_plan(id_: str, plan: str) -> None:
    told = yaml.safe_load((DOCUMENTS / f"{plan}.yaml").read_text("utf-8"))["answers"][id_]
    asked = question(id_)
    found = answer(asked, store_of(DOCUMENTS / f"{plan}.txt"), parameters_of(asked, told))
    assert same(asked, found, expected(told["rows"])), found


@pytest.mark.parametrize("plan", MADE_PLANS)
def test_an_answer_is_not_stated_where_it_rests_on_what_no_plan_says(plan: str) -> None:
    store = store_of(DOCUMENTS / f"{plan}.txt")
    used = {each.predicate.value for each in store} | {each.object.value for each in store}
    told = yaml.safe_load((DOCUMENTS / f"{plan}.yaml").read_text("utf-8"))["answers"]
    frames = [question(id_) for id_ in ON_FRAMES]
    empty = [asked for asked in frames if not answer(asked, store, parameters_of(asked, told[asked.id]))]
    silent = {each.id: unused_terms(guard(each.text(), (), PREFIXES, 100_000).iris, used) for each in empty}
    assert silent == {"project-budgets": ("schema:funding", "schema:amount")}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_value_of_a_parameter_changes_what_is_asked(value: str) -> None:
    asked = question("hydrogen-projects")
    store = Store()
    assert not list(store.query(asked.text({"fieldName": value})))
    assert asked.text({"fieldName": value}).endswith(asked.sparql.split("VALUES", 1)[1].split("}", 1)[1])


def test_an_unknown_parameter_is_the_fault_of_the_call() -> None:
    with pytest.raises(CallError, match="no parameter 'price'"):
        question("projects").text({"price": "1"})
