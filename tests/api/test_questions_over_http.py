"""The curated questions over HTTP: a list, and each with its answer and both of its queries."""

from __future__ import annotations

import csv
import html
import io

import httpx
import pytest

from graph.questions.catalogue import question, questions
from ontology.vocabulary import vocabulary
from tests.api.conftest import problem
from visualizations.editor.text import shown_sparql


def test_the_list_names_each_question_in_both_languages(client: httpx.Client) -> None:
    told = client.get("/questions", headers={"Accept": "application/json"}).json()["questions"]
    assert [each["id"] for each in told] == [each.id for each in questions()]
    assert client.get("/questions.json").json()["questions"] == told
    for lang in ("ja", "en"):
        page = html.unescape(client.get("/questions", params={"lang": lang}, headers={"Accept": "text/html"}).text)
        assert all(f'href="/questions/{each.id}?lang={lang}">{each.title[lang]}' in page for each in questions())


@pytest.mark.parametrize("id_", [each.id for each in questions()])
def test_a_question_shows_its_answer_and_both_queries(id_: str, client: httpx.Client) -> None:
    asked = question(id_)
    told = client.get(f"/questions/{id_}.json").json()
    assert (told["sparql"], told["cypher"], told["columns"]) == (asked.sparql, asked.cypher, list(asked.columns))
    page = html.unescape(client.get(f"/questions/{id_}", headers={"Accept": "text/html"}).text)
    assert shown_sparql(asked.sparql) in page and asked.cypher.strip() in page
    terms = vocabulary().terms  # controlled values stand on the page by their labels
    words = {value for row in told["rows"] for value in row.values() if isinstance(value, str) and value != "other"}
    shown = page.replace("<wbr>", "")
    assert [value for value in words if (terms[value].label["ja"] if value in terms else value) not in shown] == []
    rows = list(csv.reader(io.StringIO(client.get(f"/questions/{id_}.csv").text.removeprefix("\ufeff"))))
    assert rows[0] == list(asked.columns)
    assert len(rows) - 1 == len(told["rows"])


def test_what_may_be_varied_is_a_field_of_the_page_and_changes_the_answer(client: httpx.Client) -> None:
    field = client.get("/questions/fields-by-group.json").json()["rows"][0]["field"]
    told = client.get("/questions/hydrogen-projects.json", params={"fieldName": field}).json()
    assert told["rows"] and f'"{field}"' in told["sparql"]
    page = client.get("/questions/hydrogen-projects", params={"fieldName": field}, headers={"Accept": "text/html"}).text
    assert f'name="fieldName" value="{field}"' in page


def test_silence_of_the_plan_is_told(client: httpx.Client) -> None:
    told = client.get("/questions/project-budgets.json").json()
    assert (told["rows"], told["notStated"]) == ([], ["schema:funding", "schema:amount"])


def test_what_is_no_question_or_no_parameter_is_told(client: httpx.Client) -> None:
    problem(client.get("/questions/none"), 404)
    problem(client.get("/questions/projects.xml"), 404)
    problem(client.get("/questions/projects.json", params={"price": "1"}), 400)
    problem(client.get("/questions", headers={"Accept": "image/png"}), 406)
