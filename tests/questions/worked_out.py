"""Right answers to our own questions on made plans, put together from the lists of their truth files.

Each function takes a truth and the value of the question's parameter, if it has one, and gives the rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from tests.conftest import ROOT
from tests.questions.told import Truth

Row = tuple[Any, ...]


def primary(told: Truth) -> set[tuple[str, str]]:
    """Projects with the areas that they serve first of all."""
    return {(project, area) for project, area, role, *_ in told["contributions"] if role == "primary"}


def targets(told: Truth) -> list[tuple[str, str]]:
    """Project and indicator of each target of a project."""
    return [
        (each["owner"][0], f"{each['owner']} {each.get('tag')} {each['label']}")
        for each in told["indicators"]
        if each["owner"] and any(value[0] == "target" for value in each["values"])
    ]


def of_components(told: Truth) -> Iterator[tuple[str, str]]:
    """Project and text of the measures and activities of its components."""
    for each in told["components"]:
        yield from ((each["owner"][0], text) for text in measures_of(each))
        yield from ((each["owner"][0], activity[0]) for activity in each.get("activities", ()))


def measures_of(component: dict[str, Any]) -> list[str]:
    """The texts of a component's measures, of both levels, without the mark of re-listed ones."""
    return [(each if isinstance(each, str) else each[1]).removeprefix("*") for each in component["measures"]]


def kinds(told: Truth) -> dict[str, str]:
    """The kind of each body."""
    return {each["name"]: each["kind"] for each in told["organizations"]}


def known_bodies() -> set[str]:
    """The names that the list of identifiers knows."""
    with (ROOT / "data" / "organizations.csv").open(encoding="utf-8", newline="") as file:
        return {name for row in csv.DictReader(file) for name in (row["name"], *row["printed_names"].split("|"))}


def fields_without_targets(told: Truth, _: str) -> set[Row]:
    """Fields none of whose primary projects has a target."""
    with_target = {project for project, _ in targets(told)}
    reached = {area for project, area in primary(told) if project in with_target}
    return {(name,) for _, name, _ in told["fields"] if name not in reached}


def targets_by_group(told: Truth, _: str) -> set[Row]:
    """Each group with the numbers of its primary projects and of their targets."""
    rows = set()
    for group in {group for _, _, group in told["fields"]}:
        fields = {name for _, name, of in told["fields"] if of == group}
        projects = {project for project, area in primary(told) if area in fields}
        found = {name for project, name in targets(told) if project in projects}
        if projects:
            rows.add((group, len(projects), len(found)))
    return rows


def measures_behind_an_indicator(told: Truth, indicator: str) -> set[Row]:
    """Components and measures of the projects or parts that have an indicator of the name."""
    owners = [each["owner"] for each in told["indicators"] if each["owner"] and each["label"] == indicator]
    return {
        (each["label"], text)
        for each in told["components"]
        for project, tag in owners
        if each["owner"][0] == project and tag in (None, each["owner"][1])
        for text in measures_of(each)
    }


def schemes_ending_before_the_plan(told: Truth, _: str) -> set[Row]:
    """Instruments that end too early, with the projects whose measures and activities name them."""
    ends = {each["name"]: each.get("end_fiscal_year", told["years"][1]) for each in told["instruments"]}
    mentions = {
        (text, thing) for text, thing, *_ in told["mentions"] if ends.get(thing, told["years"][1]) < told["years"][1]
    }
    return {
        (thing, ends[thing], project)
        for text, thing in mentions
        for project, named in of_components(told)
        if named == text
    }


def bodies_founded_by_the_publisher(told: Truth, _: str) -> set[Row]:
    """Bodies that the publisher founded, with the projects that they run."""
    founded = {body for body, kind, by, *_ in told["relations"] if (kind, by) == ("establishedBy", told["publisher"])}
    return {
        (body, project) for body, project, role, *_ in told["engagements"] if body in founded and role == "operator"
    }


def named_without_a_measure(told: Truth, _: str) -> set[Row]:
    """What issues and directions name and no measure or activity of the project does."""
    said = {(each["owner"][0], each["text"]) for each in told["findings"] if each["kind"] in ("issue", "direction")}
    named = {(project, thing) for project, text in said for other, thing, *_ in told["mentions"] if other == text}
    done = {
        (project, thing)
        for project, text in of_components(told)
        for other, thing, *_ in told["mentions"]
        if other == text
    }
    return set(named - done)


def agreement_parties_elsewhere(told: Truth, _: str) -> set[Row]:
    """Parties of agreements but the publisher, with their other parts in projects."""
    agreements = {each["name"] for each in told["instruments"] if each["kind"] == "agreement"}
    return {
        (thing, body, project, role)
        for body, kind, thing, *_ in told["relations"]
        if kind == "partyTo" and thing in agreements and body != told["publisher"]
        for other, project, role, *_ in told["engagements"]
        if other == body and role not in ("party", "mentioned")
    }


def activities_of_some_years(told: Truth, _: str) -> list[Row]:
    """Activities that do not run in all years of the plan."""
    first, last = told["years"]
    found = [
        (each["owner"][0], activity[0], *map(int, str(activity[1]).split("-")))
        for each in told["components"]
        for activity in each.get("activities", ())
    ]
    rows = [(project, name, years[0], years[-1]) for project, name, *years in found]
    return [row for row in rows if row[2] > first or row[3] < last]


def bodies_without_identifier(told: Truth, _: str) -> set[Row]:
    """Bodies of two or more projects that the list of identifiers does not know."""
    single = {name for name, kind in kinds(told).items() if kind != "OrganizationGroup"} - known_bodies()
    projects = {body: {to for other, to, *_ in told["engagements"] if other == body} for body in single}
    return {(body,) for body, found in projects.items() if len(found) > 1}


def people_of_engaged_bodies(told: Truth, _: str) -> set[Row]:
    """People of the committee with their bodies and the projects of these."""
    people = {each["name"] for each in told["persons"]}
    return {
        (person, body, project)
        for person, body, post, *_ in told["memberships"]
        if post and person in people
        for other, project, *_ in told["engagements"]
        if other == body
    }


def fields_of_a_body(told: Truth, name: str) -> set[Row]:
    """Projects and fields that a body reaches."""
    fields = {field for _, field, _ in told["fields"]}
    return {
        (project, role, field, contribution)
        for body, project, role, *_ in told["engagements"]
        if body == name
        for other, field, contribution, *_ in told["contributions"]
        if other == project and field in fields
    }


def projects_joined_by_bodies(told: Truth, _: str) -> set[Row]:
    """Pairs of projects without a primary area in common that one body runs, not the publisher."""
    running: dict[str, set[str]] = {}
    for body, project, role, *_ in told["engagements"]:
        if role == "operator" and body != told["publisher"] and kinds(told)[body] != "OrganizationGroup":
            running.setdefault(body, set()).add(project)
    served = {project: {area for other, area in primary(told) if other == project} for project in told["projects"]}
    return {
        (one, two, body)
        for body, projects in running.items()
        for one, two in combinations(sorted(projects), 2)
        if not served[one] & served[two]
    }


ON_ANY_PLAN: dict[str, Callable[[Truth, str], Any]] = {
    "fields-without-targets": fields_without_targets,
    "targets-by-group": targets_by_group,
    "measures-behind-an-indicator": measures_behind_an_indicator,
    "activities-of-some-years": activities_of_some_years,
}
ON_PLANS_OF_BODIES: dict[str, Callable[[Truth, str], Any]] = {
    "schemes-ending-before-the-plan": schemes_ending_before_the_plan,
    "bodies-founded-by-the-publisher": bodies_founded_by_the_publisher,
    "named-without-a-measure": named_without_a_measure,
    "agreement-parties-elsewhere": agreement_parties_elsewhere,
    "bodies-without-identifier": bodies_without_identifier,
    "people-of-engaged-bodies": people_of_engaged_bodies,
    "fields-of-a-body": fields_of_a_body,
    "projects-joined-by-bodies": projects_joined_by_bodies,
}
