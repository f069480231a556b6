"""Bodies, people, agreements and what is told of them, as readers meet them: page model, sentences, lanes, search."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml

from graph.facts import Facts, Node
from graph.search import search
from graph.snapshot import Snapshot
from loaders.documents import facts_of_document
from loaders.text.readers import read_file
from ontology.vocabulary import vocabulary
from tests.conftest import DOCUMENTS
from visualizations.calendars import date_in_words
from visualizations.lanes.data import network_json
from visualizations.lanes.view import network_view
from visualizations.pages.home import home
from visualizations.sentences import sentence, sentence_key
from visualizations.things.model import Thing, thing
from visualizations.things.page import thing_page
from visualizations.words import Words

PLAN = "hoshimori-city-plan"


@lru_cache
def snapshot() -> Snapshot:
    """A made plan of many bodies."""
    loaded = facts_of_document(read_file(DOCUMENTS / f"{PLAN}.txt"), None, None)
    return Snapshot("v", "https://example.org/id/", loaded.facts)


@lru_cache
def truth() -> dict[str, Any]:
    """What the plan says, written from its text."""
    told: dict[str, Any] = yaml.safe_load((DOCUMENTS / f"{PLAN}.yaml").read_text("utf-8"))
    return told


def named(name: str) -> Node:
    """The body, person or instrument of a name."""
    found = [node for node in snapshot().facts.nodes.values() if node.label == name and node.type != "MeasureGroup"]
    assert len(found) == 1, found
    return found[0]


def page_of(name: str, lang: str = "ja") -> Thing:
    return thing(snapshot(), named(name), lang)


def rows(model: Thing, title: str) -> set[tuple[str, str]]:
    """What a group of ties says: (other end, in a word)."""
    words = Words("ja")
    return {(row.other.label, row.what) for group in model.ties if group.title == words(title) for row in group.rows}


@pytest.mark.parametrize("name", ["星森市", "星森大学", "海燕製薬", "物流ロボット部会", "市内企業"])
def test_a_body_shows_every_engagement_with_its_role_in_words(name: str) -> None:
    words = Words("ja")
    wanted = {(project, words.raw(role)) for body, project, role, _ in truth()["engagements"] if body == name}
    assert rows(page_of(name), "ties_projects") == wanted


@pytest.mark.parametrize("name", ["星森市", "星森大学", "3次元実装研究会", "5者協定", "テックハーバー星森"])
def test_relations_are_told_both_ways_from_the_side_of_the_thing(name: str) -> None:
    words = Words("ja")
    away = {(other, words(f"tie_{kind}")) for me, kind, other, _ in truth()["relations"] if me == name}
    back = {(me, words(f"tie_{kind}_back")) for me, kind, other, _ in truth()["relations"] if other == name}
    assert rows(page_of(name), "ties_relations") == away | back


def test_a_committee_shows_its_members_and_a_member_the_post_and_the_date() -> None:
    seats = [each for each in truth()["memberships"] if each[1] == "星森市産業戦略会議"]
    assert {other for other, _ in rows(page_of("星森市産業戦略会議"), "ties_members")} == {each[0] for each in seats}
    member = page_of("岩瀬 崇", "en")
    (group,) = member.ties
    assert {(row.other.label, row.what, row.as_of) for row in group.rows} == {
        ("海燕製薬", "代表取締役社長", "as of July 2024 (Reiwa 6)"),
        ("星森市産業戦略会議", "", "as of July 2024 (Reiwa 6)"),
    }


def test_what_refers_to_a_body_stands_by_class_with_dates_and_lines() -> None:
    events = [each for each in truth()["events"] if "海燕製薬" in each["concerns"]]
    groups = dict(page_of("海燕製薬").referring)
    label = {name: vocabulary().node_types[name].label["ja"] for name in ("Event", "Finding")}
    assert next(iter(groups)) == label["Event"]
    assert {(each.when, each.evidence.places[0].first) for each in groups[label["Event"]]} == {
        ("–".join(date_in_words(day, "ja") for day in (each["date"], each.get("end")) if day), each["line"])
        for each in events
    }
    assert all(each.kind for each in groups[label["Finding"]])


class Ends(HTMLParser):
    """The visible texts of a page's tables."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self._inside = "", 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._inside += tag == "table"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "table"

    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_page_of_a_thing_shows_a_local_name_where_a_word_is_due(lang: str) -> None:
    facts = snapshot().facts
    names = {name for name in vocabulary().terms if re.search("[a-z][A-Z]", name)}
    seen = dict.fromkeys(node.type for node in facts.nodes.values())
    for type_ in seen:
        parser = Ends()
        page = thing_page(snapshot(), facts.by_type[type_][0].id, lang)
        assert page
        parser.feed(page)
        assert not [name for name in names if name in parser.text], type_


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_link_is_told_in_a_sentence_of_its_own_kind(lang: str) -> None:
    facts, words = snapshot().facts, Words(lang)
    assert {sentence_key(link) for link in facts.links.values()}.isdisjoint({"sentence_other"})
    assert not [told for link in facts.links.values() if re.search("[{}]", told := sentence(link, facts, words))]


def test_a_role_is_told_in_the_drawing_and_a_class_of_bodies_is_marked_as_one() -> None:
    focus = named("海洋バイオ共創プロジェクト")
    drawn = network_json(snapshot(), "ja", {"focus": focus.id})
    bodies = {node["name"]: node for node in drawn["nodes"] if node["family"] == "organization"}
    wanted = {(body, role) for body, project, role, _ in truth()["engagements"] if project == focus.label}
    ids = {node["id"]: name for name, node in bodies.items()}
    assert {(ids[each["source"]], each["role"]) for each in drawn["links"] if each["relation"] == "engaged"} == wanted
    kinds = {each["name"]: each["kind"] for each in truth()["organizations"]}
    assert {name for name, node in bodies.items() if node.get("group")} == {
        name for name in bodies if kinds[name] == "OrganizationGroup"
    }


def test_a_field_shows_who_carries_its_related_projects_and_everybody_of_its_primary_ones() -> None:
    facts: Facts = snapshot().facts
    for field in facts.by_type["GrowthField"]:
        view = network_view(snapshot(), "ja", {"focus": field.id})
        links = {row.edge.source: row.edge.relation for row in view.rows if row.edge.target == field.id}
        shown = {(row.source.label, row.target.id, row.role) for row in view.rows if row.edge.relation == "engaged"}
        roles = {role for _, project, role in shown if links[project] == "related"}
        assert roles <= {"operator"}
        for project in (id_ for id_, relation in links.items() if relation == "primary"):
            if not facts.parts(project, "ProjectPart"):
                engaged = [link for link in facts.incoming[project] if link.type == "Engagement"]
                assert len([each for each in shown if each[1] == project]) == len(engaged)


ALIASES = {
    "潮路湾漁協": "潮路湾漁業協同組合",
    "日本貿易振興機構": "ジェトロ",
    "北斗マイクロデバイス株式会社": "北斗マイクロデバイス",
    "岩瀬崇": "岩瀬 崇",
    "5者協定": "5者協定",
}


@pytest.mark.parametrize(("asked", "name"), ALIASES.items())
def test_an_alias_finds_its_body_before_the_texts_that_hold_it(asked: str, name: str) -> None:
    assert search(snapshot().facts, asked)[0].node.label == name


def test_the_first_page_counts_bodies_and_classes_of_bodies_apart() -> None:
    kinds = [each["kind"] for each in truth()["organizations"]]
    (figure,) = [each for each in home(snapshot().facts).figures if each.key == "bodies_figure"]
    assert figure.values["n"] == kinds.count("OrganizationGroup")
    drawn = [name for name, nodes in snapshot().facts.by_type.items() for _ in nodes if name in kinds]
    assert figure.count == len(drawn) - kinds.count("OrganizationGroup")
