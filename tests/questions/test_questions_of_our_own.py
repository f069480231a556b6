"""Our own questions, of two hops and more, give the rows that were worked out from the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.questions.catalogue import question
from loaders.load import bundled_plan
from tests.conftest import DOCUMENTS
from tests.questions.answers import answer, expected, same, store_of
from tests.questions.told import ENDS, GAPS, MADE_PLANS, ON_BODIES, OURS, parameters_on, truth_of
from tests.questions.worked_out import ON_ANY_PLAN, ON_PLANS_OF_BODIES

WORKED_OUT = ON_ANY_PLAN | ON_PLANS_OF_BODIES
# Foundings that the reader of text does not find, or finds too many: tests of loaders count these.
MISREAD = [(plan, "bodies-founded-by-the-publisher") for plan in ON_BODIES[1:]]
CASES = [(plan, id_) for plan in MADE_PLANS for id_ in ON_ANY_PLAN]
CASES += [case for plan in ON_BODIES for id_ in ON_PLANS_OF_BODIES if (case := (plan, id_)) not in MISREAD]


def test_each_is_worked_out_on_all_plans_and_there_are_enough_of_them() -> None:
    assert set(WORKED_OUT) == set(OURS)
    assert len(OURS) >= 10


@pytest.mark.parametrize("id_", OURS)
def test_a_question_of_ours_gives_the_rows_of_the_official_plan(id_: str, official_text: Path) -> None:
    asked = question(id_)
    found = answer(asked, store_of(official_text))
    assert same(asked, found, expected(OURS[id_])), found


@pytest.mark.parametrize("id_", OURS)
def test_the_bundled_plan_answers_as_the_official_one_does(id_: str) -> None:
    asked = question(id_)
    found = answer(asked, store_of(bundled_plan()))
    assert same(asked, found, expected(OURS[id_])), found


@pytest.mark.parametrize(("plan", "id_"), CASES)
def test_a_question_of_ours_gives_the_rows_of_a_made_plan(plan: str, id_: str) -> None:
    asked = question(id_)
    given = parameters_on(plan, id_)
    wanted = WORKED_OUT[id_](truth_of(plan), next(iter(given.values()), ""))
    found = answer(asked, store_of(DOCUMENTS / f"{plan}.txt"), given)
    assert same(asked, found, expected(wanted)), found


def test_fields_without_targets_are_those_of_no_project_and_of_projects_that_state_none() -> None:
    asked = question("fields-without-targets")
    found = answer(asked, store_of(GAPS))
    assert same(asked, found, [("茶業",), ("観光",), ("織物",)])


def test_schemes_end_by_fiscal_year_by_date_by_month_or_by_year() -> None:
    """An end in March is of the fiscal year before; where both are told the fiscal year is the one that counts."""
    asked = question("schemes-ending-before-the-plan")
    ends = {"里の資金": 2024, "峰の制度": 2024, "森の基金": 2025, "谷の補助": 2025}
    wanted = [(name, year, "木の仕事づくり") for name, year in ends.items()]
    assert same(asked, answer(asked, store_of(ENDS)), expected(wanted))
