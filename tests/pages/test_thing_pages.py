"""The page of a thing, of every class of the ontology: what is said of it, its links with their words, its data."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import expect

from graph.facts import Link, Node, Ref, Source, Term, Text, Value, facts
from graph.snapshot import Snapshot
from ontology.identifiers import passage
from ontology.vocabulary import vocabulary
from tests.pages.conftest import Site, Tabs
from tests.pages.made import BASE, DOCUMENT, plan
from tests.pages.made_everything import NOT_NODES, everything, id_of, name_of
from visualizations.sentences import sentence
from visualizations.things.citation import citation
from visualizations.things.data import thing_rows
from visualizations.things.nearby import MOST_A_SIDE, WIDTH, nearby
from visualizations.things.page import thing_page
from visualizations.things.ties import MOST_UNFOLDED
from visualizations.things.wholes import wholes
from visualizations.words import Words

CLASSES = [name for name in vocabulary().node_types if name not in NOT_NODES]
LINKS = list(vocabulary().link_types)
LANGUAGES = ["ja", "en"]


@lru_cache
def snapshot() -> Snapshot:
    """Facts of every class."""
    return Snapshot("0123456789abcdef", BASE, everything())


def node_of(class_: str) -> Node:
    return snapshot().facts.nodes[id_of(vocabulary().node_types[class_])]


def link_of(class_: str) -> Link:
    return snapshot().facts.links_by_type[class_][0]


def markup(id_: str, lang: str) -> str:
    page = thing_page(snapshot(), id_, lang)
    assert page
    return page


def words_of(page: str) -> str:
    """The words of a page's main part, without spaces."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", main)))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_class_has_a_made_thing_and_every_link_class_a_made_link() -> None:
    assert {node.type for node in snapshot().facts.nodes.values()} | NOT_NODES == set(vocabulary().node_types)
    assert {link.type for link in snapshot().facts.links.values()} == set(vocabulary().link_types)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("class_", CLASSES)
def test_names_and_facts_stand_on_the_page_in_words(class_: str, lang: str) -> None:
    node, page = node_of(class_), markup(node_of(class_).id, lang)
    text = words_of(page)
    type_ = vocabulary().node_types[class_]
    assert plain(name_of(type_)) in text
    assert plain(type_.label[lang]) in text
    assert f"Sample{class_}" in text, "the name in the other language"
    for name, values in node.properties.items():
        if name in ("label", "altLabel", "kana", "isPartOf", "identifiedBy"):
            continue
        assert plain(vocabulary().properties[name].label[lang]) in text, name
        for value in values:
            if isinstance(value, Ref):
                assert f"/things/{value.id}?" in page, name
            elif isinstance(value, Term):
                assert plain(vocabulary().terms[value.name].label[lang]) in text, name
    for name in ("altLabel", "kana"):
        assert all(plain(str(getattr(value, "value", value))) in text for value in node.values(name))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("class_", CLASSES)
def test_dates_and_fiscal_years_stand_in_both_calendars(class_: str, lang: str) -> None:
    text = words_of(markup(node_of(class_).id, lang))
    for name in node_of(class_).properties:
        if name in ("date", "endDate", "established", "end", "seen"):
            assert plain({"ja": "平成24年（2012年）4月", "en": "April 2012 (Heisei 24)"}[lang]) in text
        if name.lower().endswith("fiscalyear") or name == "statedYear":
            assert plain({"ja": "令和13年度（2031年度）", "en": "FY2031 (Reiwa 13)"}[lang]) in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("class_", CLASSES)
def test_every_link_stands_on_the_pages_of_both_ends_with_sentence_quote_and_how_it_is_known(
    class_: str, lang: str
) -> None:
    facts, node, words = snapshot().facts, node_of(class_), Words(lang)
    page = markup(node.id, lang)
    text = words_of(page)
    for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ())):
        if link.type == "Listing" and link.target == node.id:  # a list shows its measures
            assert f"/things/{link.source}?" in page
            continue
        assert f"/things/{link.id}?" in page
        assert plain(sentence(link, facts, words)) in text
        assert plain(link.sources[0].exact or "-") in text
        assert plain(words.raw("inferred")) in text and "label-position" in text
    for _, id_ in facts.referring.get(node.id, ()):
        assert f"/things/{id_}?" in page, "what refers to it"


@pytest.mark.parametrize("class_", CLASSES)
def test_the_way_back_leads_to_the_plan_and_the_evidence_to_the_line(class_: str) -> None:
    node = node_of(class_)
    page = markup(node.id, "en")
    crumbs = page[page.index('class="quiet crumbs"') :].split("</nav>")[0]
    if class_ not in ("Plan", "SourceDocument"):
        assert "/things/plan-plan?" in crumbs
    line = node.sources[0].first_line
    assert f"line={line}&amp;lang=en#line-{line}" in crumbs
    assert plain(node.sources[0].exact or "-") in words_of(page)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id_", [*(node_of(each).id for each in CLASSES), *(link_of(each).id for each in LINKS)])
def test_the_citation_tells_thing_document_lines_and_version(id_: str, lang: str) -> None:
    page = markup(id_, lang)
    fact = snapshot().facts.nodes.get(id_) or snapshot().facts.links[id_]
    copied = html.unescape(re.search(r'data-copy="([^"]*)"', page)[1])  # type: ignore[index]
    place = fact.sources[0]
    name = fact.label if isinstance(fact, Node) else sentence(fact, snapshot().facts, Words(lang))  # type: ignore[arg-type]
    for part in (
        name,
        "見本の計画.txt",
        Words(lang).lines(place.first_line, place.last_line),
        "0123456789ab",
        BASE + id_,
    ):
        assert part in copied


def test_of_several_plans_the_citation_names_the_one_that_says_it() -> None:
    def named(id_: str, type_: str, name: str, **more: tuple[Value, ...]) -> Node:
        return Node(id_, type_, {"label": (Text(name),), **more})

    nodes = [named(f"plan-{name}", "Plan", f"{name}計画") for name in "甲乙"]
    nodes += [
        named(f"document-{name}", "SourceDocument", f"{name}.txt", isPartOf=(Ref(f"plan-{name}"),)) for name in "甲乙"
    ]
    several = Snapshot("v", BASE, facts(nodes, []))
    for name in "甲乙":
        told = citation(several, "事業", (Source(f"document-{name}", 3, 4),), Words("ja"))
        assert f"「{name}計画」" in told and f"「{name}.txt」3–4行" in told


@pytest.mark.parametrize("class_", CLASSES)
def test_the_small_drawing_holds_what_is_one_link_away_inside_its_frame(class_: str) -> None:
    facts, node = snapshot().facts, node_of(class_)
    found = nearby(facts, node)
    linked = {link.source for link in facts.incoming.get(node.id, ())}
    linked |= {link.target for link in facts.outgoing.get(node.id, ())}
    referred = {id_ for name, id_ in facts.referring.get(node.id, ()) if name == "isPartOf"}
    assert found
    drawn = {each.node.id for each in found.near}
    assert node.id not in drawn and len(drawn) == len(found.near)
    assert found.more or (linked | referred | set(node.refs("isPartOf"))) - {node.id} <= drawn
    assert all(0 < each.x < WIDTH and 0 < each.y < found.height for each in found.near)
    assert len({(each.x, each.y) for each in found.near}) == len(drawn)
    assert nearby(facts, node) == found
    page = markup(node.id, "ja")
    drawing = page[page.index('class="near-drawing"') :].split("</figure>")[0]
    assert re.findall(r'href="/things/([^?"]+)', drawing) == [each.node.id for each in found.near]
    assert "<script" not in drawing and "<title" not in drawing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("class_", LINKS)
def test_a_link_has_a_page_of_its_own(class_: str, lang: str) -> None:
    link, facts, words = link_of(class_), snapshot().facts, Words(lang)
    page = markup(link.id, lang)
    text = words_of(page)
    for part in (
        sentence(link, facts, words),
        vocabulary().link_types[class_].label[lang],
        link.sources[0].exact or "-",
    ):
        assert plain(part) in text
    assert all(f"/things/{end}?" in page for end in (link.source, link.target))
    assert "<mark>" in page
    assert plain(words.raw("inferred")) in text and "label-position" in text
    for name, values in link.properties.items():
        if isinstance(values[0], Term):
            assert plain(vocabulary().terms[values[0].name].label[lang]) in text, name


def test_a_passage_has_a_page_with_its_words_and_what_was_read_there() -> None:
    for fact in (*snapshot().facts.nodes.values(), *snapshot().facts.links.values()):
        for place in fact.sources:
            page = markup(passage(place.document, place.first_line, place.last_line), "en")
            assert plain(place.exact or "-") in words_of(page)
            assert f"/things/{fact.id}?" in page
            assert f"/things/{DOCUMENT}?" in page


def test_every_format_of_every_class_answers(whole: Site) -> None:
    ids = [*(node_of(each).id for each in CLASSES), *(link_of(each).id for each in LINKS)]
    with httpx.Client(base_url=whole.url) as client:
        for id_ in ids:
            page = client.get(f"/things/{id_}", headers={"Accept": "text/html"}).text
            formats = re.findall(r'<li><a href="(/[^"]+\.(?:ttl|jsonld|nt|rdf|json|csv))"', page)
            assert len(formats) == 6
            for address in formats:
                assert client.get(address).status_code == 200, address


def test_the_links_as_csv_say_what_the_page_says() -> None:
    for class_ in CLASSES:
        node, facts = node_of(class_), snapshot().facts
        rows = thing_rows(snapshot(), node.id)
        ids = {link.id for link in facts.outgoing.get(node.id, ())}
        ids |= {link.id for link in facts.incoming.get(node.id, ()) if link.type != "Listing"}
        assert {row["id"] for row in rows} == ids
        for row in rows:
            link = facts.links[row["id"]]
            assert row["told"] == sentence(link, facts, Words("ja"))
            assert (row["status"], row["rules"], row["quote"]) == ("inferred", "label-position", link.sources[0].exact)
    assert thing_rows(snapshot(), "no-such-thing") == []


def test_many_links_are_folded_by_what_they_say_with_counts() -> None:
    count = MOST_UNFOLDED + 9
    made = plan(["健康の施策"], projects=count, measures=2)
    many = Snapshot("v", BASE, made)
    field = thing_page(many, "field-0", "en") or ""
    folds = re.findall(r"<summary[^>]*>([^<]*)<span class=\"count\">(\d+)", field)
    assert [("primary", "1"), ("related", str(count - 1))] == folds[:2]
    few = thing_page(Snapshot("v", BASE, plan(["健康の施策"], projects=3, measures=2)), "field-0", "en") or ""
    assert "related</summary>" not in few and 'class="fold"' not in few.split('id="referring"')[0]
    drawn = nearby(made, made.nodes["field-0"])
    assert drawn and len(drawn.near) == 2 * MOST_A_SIDE and drawn.more == count + 2 - 2 * MOST_A_SIDE


def test_what_a_value_stands_in_is_told_up_to_the_plan() -> None:
    made = plan(["健康の施策"], projects=2, measures=2)
    for id_, chain in {
        "value-0": ["plan-made", "project-0", "indicator-0"],
        "measure-0": ["plan-made", "project-0", "component-0"],
        "activity-0": ["plan-made", "project-0", "component-0"],
        "field-0": ["group-made"],
        "plan-made": [],
    }.items():
        assert [node.id for node in wholes(made, made.nodes[id_])] == chain


def test_on_a_wide_screen_the_right_column_stays_in_view_and_on_a_phone_it_follows(whole: Site, tab: Tabs) -> None:
    address = f"{whole.url}/things/{quote(node_of('Project').id)}?lang=en"
    page = tab(address)
    article, aside = page.locator(".thing > article"), page.locator(".thing > aside")
    left, right = article.bounding_box(), aside.bounding_box()
    assert left and right
    assert (left["width"], right["width"], round(right["x"] - left["x"] - left["width"])) == (904, 344, 64)
    page.mouse.wheel(0, 240)
    page.wait_for_timeout(150)
    expect(aside.get_by_role("heading").first).to_be_in_viewport()
    phone = tab(address, width=390)
    left, right = (phone.locator(f".thing > {part}").bounding_box() for part in ("article", "aside"))
    assert left and right and right["y"] > left["y"] + left["height"] - 1


def test_the_drawing_leads_to_what_it_shows_without_scripts(whole: Site, tab: Tabs) -> None:
    node = node_of("Project")
    page = tab(f"{whole.url}/things/{node.id}?lang=en", ready=False, java_script_enabled=False)
    link = page.locator(".near-drawing a").first
    name = link.locator(".whole").text_content() or ""
    link.click()
    expect(page.locator("h1")).to_have_text(name)
