"""The path view: the shortest ways between two things, as a picture, as strips of quotes and as a table."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import httpx
import networkx
import pytest
from playwright.sync_api import expect

from graph.facts import Facts, Link, Node, Source, Status, Term, Text, facts
from graph.measures.kept import KEPT
from graph.snapshot import Snapshot
from tests.pages.conftest import Site, Tabs, drawn
from tests.pages.made import BASE, DOCUMENT, plan
from tests.pages.network import data, links, rows
from visualizations.path.view import PathView, path_view

NAMES = ["水素ステーションの更なる整備促進", "燃料電池自動車や燃料電池フォークリフト等の導入促進", "研究開発"]


def address(site: Site, *ends: str, **query: str) -> str:
    """The address of the ways between two things."""
    given = {"view": "path", **({"path": ",".join(ends)} if ends else {}), "lang": "en", **query}
    return str(httpx.URL(f"{site.url}/network", params=given))


def view(found: Facts, source: str, target: str) -> PathView:
    """The ways of a graph between two things."""
    return path_view(Snapshot("v1", BASE, found), "ja", {"path": f"{source},{target}"})


def far(site: Site) -> tuple[Node, Node]:
    """Two things of the made plan that several steps lie between: a measure, and a value of a project's indicator."""
    nodes, measurements = site.facts.nodes, site.facts.links_by_type["Measurement"]
    measured = {link.source for link in measurements if nodes[link.target].type == "Project"}
    values = site.facts.by_type["IndicatorValue"]
    return site.first("Measure"), next(node for node in values if set(node.refs("observationOf")) & measured)


def apart() -> Facts:
    """A plan with a body that nothing is linked to."""
    made = plan(NAMES, projects=3, measures=9, indicators=3)
    alone = Node("alone", "Company", {"label": (Text("株式会社ひとり"),)}, (Source(DOCUMENT, 9, 9, "株式会社ひとり"),))
    return facts([*made.nodes.values(), alone], list(made.links.values()))


def several(ways: int) -> Facts:
    """Two projects that so many bodies carry together, one of them only named in the second."""
    source = (Source(DOCUMENT, 5, 6),)
    things = [Node(f"project-{n}", "Project", {"label": (Text(f"計画{n}"),)}, source) for n in range(2)]
    bodies = [Node(f"body-{n}", "Company", {"label": (Text(f"会社{n}"),)}, source) for n in range(ways)]
    links = [
        Link(f"engagement-{n}-{m}", "Engagement", {"role": (Term("operator" if n or not m else "mentioned"),)},
             source, Status.STATED, (), (), f"body-{n}", f"project-{m}")
        for n in range(ways) for m in range(2)
    ]  # fmt: skip
    return facts([*things, *bodies], links)


def test_the_ways_are_as_short_as_any_and_each_step_is_a_link_of_its_two_things(site: Site) -> None:
    source, target = far(site)
    found = view(site.facts, source.id, target.id)
    network = networkx.Graph(KEPT.ways(site.facts).network)
    network.remove_nodes_from([id_ for id_, each in list(network.nodes(data=True))
                               if each["type"] in ("Plan", "SourceDocument", "ClaimGraph", "Identifier")])  # fmt: skip
    assert 1 <= len(found.told) <= 3
    for way in found.told:
        ids = [node.id for node in way.nodes]
        assert ids[0] == source.id
        assert ids[-1] == target.id
        assert len(ids) - 1 == networkx.shortest_path_length(network, source.id, target.id)
        assert [{row.source.id, row.target.id} for row in way.rows] == [set(pair) for pair in pairwise(ids)]


def test_at_most_three_ways_are_shown_and_what_is_only_named_comes_last() -> None:
    found = view(several(2), "project-0", "project-1")
    assert [way.nodes[1].id for way in found.told] == ["body-1", "body-0"]
    assert len(view(several(9), "project-0", "project-1").told) == 3


def test_the_picture_has_every_thing_once_and_no_labels_overlap(site: Site) -> None:
    source, target = far(site)
    for found in (view(site.facts, source.id, target.id), view(several(9), "project-0", "project-1")):
        placed = found.view.layout.placed
        assert len({each.node.id for each in placed}) == len(placed)
        assert {each.node.id for each in placed} == {node.id for way in found.told for node in way.nodes}
        boxes = [each.box for each in placed]
        assert not [1 for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
        assert min(box[0] for box in boxes) >= 0
        assert max(box[2] for box in boxes) <= found.view.layout.width


def test_each_way_is_a_strip_of_things_sentences_and_quotes(site: Site, tab: Tabs) -> None:
    source, target = far(site)
    page = tab(address(site, source.id, target.id))
    known = view(site.facts, source.id, target.id)
    strips = page.locator(".way")
    expect(strips).to_have_count(len(known.told))
    for at, way in enumerate(known.told):
        strip = strips.nth(at)
        names = strip.locator(".thing-of-way .name").all_inner_texts()
        assert [name.strip() for name in names] == [node.label for node in way.nodes]
        expect(strip.locator(".step-of-way .told")).to_have_count(len(way.rows))
        for step, row in enumerate(way.rows):
            told = strip.locator(".step-of-way").nth(step)
            expect(told.locator("blockquote")).to_have_count(len(row.evidence.places))
            words = " ".join(told.locator("blockquote").first.inner_text().split())
            exact = row.edge.link.sources[0].exact or ""
            assert " ".join(exact.split())[:30] in words
    assert rows(page) == links(page)


def test_where_the_words_are_not_at_hand_the_lines_stand_in_the_strip() -> None:
    from visualizations.path.page import path_page

    text = path_page(Snapshot("v1", BASE, several(1)), "en", {"path": "project-0,project-1"})
    strip = text.split('class="way"')[1].split("</ol>")[0]
    assert "lines 5–6" in strip
    assert "blockquote" not in strip


def test_the_ends_are_chosen_in_two_comboboxes_by_keyboard(site: Site, tab: Tabs) -> None:
    source, _ = far(site)
    page = tab(address(site))
    expect(page.locator(".stage")).to_contain_text("Choose both ends")
    page.keyboard.press("/")
    boxes = page.get_by_role("combobox")
    expect(boxes.first).to_be_focused()
    page.keyboard.type(source.label)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("path="))
    expect(page.locator(".stage")).to_contain_text("Choose their end")
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.type(site.first("Project").label)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(".way").first).to_be_visible()
    expect(page.locator("#canvas")).to_be_focused()
    first = page.locator(".way").first.locator(".thing-of-way .name").all_inner_texts()
    page.get_by_role("button", name="Swap both ends").click()
    expect(boxes.first).to_have_value(site.first("Project").label)
    expect(page.locator(".way").first).to_be_visible()
    assert page.locator(".way").first.locator(".thing-of-way .name").all_inner_texts()[0] == first[-1]
    page.go_back()
    expect(boxes.first).to_have_value(source.label)


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        (("alone", "project-0"), "No way leads from"),
        (("project-0", "project-0"), "Both ends are the same item"),
        (("project-0", ""), "Choose their end above"),
        (("", "project-0"), "Choose their start above"),
        (("", ""), "Choose both ends above"),
        (("no-such", "project-0"), "was not found"),
        (("project-0", "水素ステーション"), "was not found"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(ends: tuple[str, str], says: str) -> None:
    from visualizations.path.page import path_json, path_page, path_rows, path_svg

    snapshot, query = Snapshot("v1", BASE, apart()), {"path": ",".join(ends)}
    assert says in path_page(snapshot, "en", query)
    assert path_json(snapshot, "en", query)["ways"] == []
    assert path_rows(snapshot, query) == []
    assert path_svg(snapshot, "en", query).startswith("<svg")


def test_an_unknown_end_leads_to_the_nearest_names_and_keeps_the_other_end(site: Site, tab: Tabs) -> None:
    field, project = site.first("GrowthField"), site.first("Project")
    page = tab(address(site, f"{field.label[:-1]}x", project.id))
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("was not found")
    notice.get_by_role("link", name=field.label).click()
    page.wait_for_url(re.compile(field.id))
    drawn(page)
    assert page.locator(".way").count() >= 1


def test_without_scripts_names_can_be_typed_and_everything_is_told(site: Site, tab: Tabs) -> None:
    field, project = site.first("GrowthField"), site.first("Project")
    page = tab(address(site, field.id), ready=False, java_script_enabled=False)
    page.get_by_role("combobox", name="To").fill(project.label)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("path=.*path=|path=[^&]*(,|%2C)"))
    assert page.locator(".way").count() >= 1
    assert rows(page)
    assert page.locator(".stage img.still").evaluate("image => image.naturalWidth") > 300


def test_shift_enter_twice_leads_from_a_drawing_to_the_way_between_two_things(site: Site, tab: Tabs) -> None:
    page = tab(f"{site.url}/network?focus={site.first('Project').id}&lang=en")
    page.locator("#canvas").focus()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Enter")
    page.wait_for_url(re.compile("view=path"))
    drawn(page)
    assert page.locator(".way").count() >= 1
    assert len(data(page)["nodes"]) >= 2
