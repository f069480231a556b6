"""The questions about bodies, agreements, committees and foundings, on plans whose truth tells them one by one.

The expected rows are put together from the lists of the truth files, which were written from the texts.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

import pytest
import yaml

from graph.questions.catalogue import question
from graph.stores.language.guard import guard
from graph.stores.unused import unused_terms
from ontology.prefixes import PREFIXES
from tests.conftest import DOCUMENTS
from tests.questions.answers import answer, expected, same, store_of

PLANS = ("hoshimori-city-plan", "mizuho-prefecture-vision", "tokiwa-prefecture-strategy")
PROMOTING = {
    "Council", "Cluster", "Network", "NetworkDivision", "StudyGroup", "Team", "Platform", "Lab", "University",
}  # fmt: skip
FOUNDED = {"Council", "Cluster", "Network", "Team"}
Truth = dict[str, Any]


@lru_cache
def truth_of(plan: str) -> Truth:
    """What a made plan says."""
    told: Truth = yaml.safe_load((DOCUMENTS / f"{plan}.yaml").read_text("utf-8"))
    return told


@pytest.mark.parametrize("plan", PLANS)
def test_bodies_of_two_projects_are_those_engaged_in_two_in_any_role(plan: str) -> None:
    told = truth_of(plan)
    kinds = {each["name"]: each["kind"] for each in told["organizations"]}
    projects = defaultdict(set)
    for body, project, _, _ in told["engagements"]:
        projects[body].add(project)
    wanted = [
        (body, project)
        for body, found in projects.items()
        for project in found
        if len(found) > 1 and kinds[body] in PROMOTING
    ]
    asked = question("bodies-in-two-projects")
    assert wanted
    assert same(asked, answer(asked, store_of(DOCUMENTS / f"{plan}.txt")), expected(wanted))


AGREEMENTS = [
    (plan, each["name"]) for plan in PLANS for each in truth_of(plan)["instruments"] if each["kind"] == "agreement"
]


@pytest.mark.parametrize(("plan", "name"), AGREEMENTS)
def test_an_agreement_of_any_name_tells_its_parties_and_its_date(plan: str, name: str) -> None:
    told = truth_of(plan)
    date = next(each["date"] for each in told["instruments"] if each["name"] == name)
    wanted = [(party, date) for party, kind, thing, _ in told["relations"] if (kind, thing) == ("partyTo", name)]
    asked = question("six-party-agreement")
    assert len(wanted) > 1
    assert same(asked, answer(asked, store_of(DOCUMENTS / f"{plan}.txt"), {"agreementName": name}), expected(wanted))


@pytest.mark.parametrize("plan", PLANS)
def test_the_committee_is_counted_and_not_the_bodies_that_its_members_come_from(plan: str) -> None:
    seats = [(body, as_of) for _, body, post, as_of, _ in truth_of(plan)["memberships"] if as_of and not post]
    (committee, as_of), *others = sorted(set(seats))
    assert not others
    asked = question("committee-size")
    found = answer(asked, store_of(DOCUMENTS / f"{plan}.txt"))
    assert found == expected([(seats.count((committee, as_of)), as_of)])


@pytest.mark.parametrize("plan", PLANS)
def test_foundings_stand_oldest_first_whatever_their_precision_and_without_fiscal_years(plan: str) -> None:
    told = truth_of(plan)["organizations"]
    wanted = [(each["name"], each["established"]) for each in told if each.get("established")]
    wanted = [row for row in wanted if any(each["name"] == row[0] and each["kind"] in FOUNDED for each in told)]
    asked = question("founding-order")
    found = answer(asked, store_of(DOCUMENTS / f"{plan}.txt"))
    assert found == expected(sorted(wanted, key=lambda row: row[1]))


def test_an_agreement_that_a_plan_does_not_name_has_no_rows_though_its_terms_are_used() -> None:
    asked = question("six-party-agreement")
    store = store_of(DOCUMENTS / f"{PLANS[0]}.txt")
    used = {each.predicate.value for each in store} | {each.object.value for each in store}
    assert not answer(asked, store)
    assert unused_terms(guard(asked.text(), (), PREFIXES, 100_000).iris, used) == ()
