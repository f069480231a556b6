"""The overview: groups, the number of links between them, by what they are put together; and what all views share."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from graph.facts import Facts, Link, Node, Ref, Source, Status, Term, Text, facts
from graph.snapshot import Snapshot
from tests.pages.conftest import PROGRAM, Site, Tabs, drawn
from tests.pages.made import BASE, DOCUMENT, hostile_facts, plan
from tests.pages.network import data, links, rows
from visualizations.drawing import draw
from visualizations.overview.prefectures import NAMES, prefecture_of
from visualizations.overview.view import OverviewView, overview_view
from visualizations.views import VIEWS

OTHERS = ("near", "path", "overview")


def view(found: Facts, **query: str) -> OverviewView:
    """The view of an address."""
    return overview_view(Snapshot("v1", BASE, found), "ja", query)


def address(site: Site, **query: str) -> str:
    """The address of the overview."""
    return str(httpx.URL(f"{site.url}/network", params={"view": "overview", "lang": "en", **query}))


def body(id_: str, name: str, type_: str = "Company", **more: object) -> Node:
    """A body of a made graph."""
    return Node(id_, type_, {"label": (Text(name),), **more}, (Source(DOCUMENT, 9, 9),))  # type: ignore[dict-item]


def test_every_link_between_groups_is_counted_once_and_told_by_role(site: Site) -> None:
    found = view(site.facts)
    kinds = {"Contribution": "contribution", "Engagement": "engaged", "Relationship": "bodies", "Membership": "bodies"}
    expected: Counter[str] = Counter()
    for link in site.facts.links.values():
        ends = [site.facts.nodes[end] for end in (link.source, link.target)]
        if link.type in kinds and (link.type in ("Contribution", "Engagement") or ends[0].type != ends[1].type):
            expected[kinds[link.type]] += 1
    counted: Counter[str] = Counter()
    for row in found.view.rows:
        counted[row.edge.relation] += row.count
        assert sum(int(n) for n in re.findall(r"\d+", found.parts[row.id])) == row.count
    assert counted == expected


def test_bodies_fall_into_kinds_or_prefectures_and_fields_into_their_groups_or_stand_alone(site: Site) -> None:
    names = {by: {node.id for node in view(site.facts, by=by).view.selection.nodes} for by in
             ("group,kind", "kind", "group,prefecture", "prefecture")}  # fmt: skip
    groups = {node.id for node in site.facts.by_type["FieldGroup"]}
    fields = {node.id for node in site.facts.by_type["GrowthField"]}
    assert names["group,kind"] & groups
    assert not names["group,kind"] & fields
    assert names["kind"] & fields
    assert any(id_.startswith("kind-") for id_ in names["kind"])
    assert all(not id_.startswith("kind-") for id_ in names["prefecture"])
    assert any(id_.startswith("prefecture-") for id_ in names["group,prefecture"])


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (body("a", "山口県産業技術センター"), "35"),
        (body("b", "京都府立大学", "University"), "26"),
        (body("c", "山口大学", "University"), "unknown"),
        (body("d", "キエンザン省", "GovernmentBody", country=("VN",)), "abroad"),
        (body("e", "青野市", "GovernmentBody", identifiedBy=(Ref("code"),)), "01"),
        (body("f", "白波市", "GovernmentBody", identifiedBy=(Ref("number"),)), "47"),
        (body("g", "あおの市の部局"), "01"),
    ],
)
def test_a_prefecture_is_what_codes_names_or_the_whole_say_and_is_never_guessed(node: Node, code: str) -> None:
    def identifier(id_: str, register: str, notation: str) -> Node:
        properties = {"label": (Text(id_),), "register": (Term(register),), "notation": (notation,)}
        return Node(id_, "Identifier", properties, (Source(DOCUMENT, 1, 1),))

    known = [
        identifier("code", "localGovernmentCode", "011002"), identifier("number", "corporateNumber", "3000020472018"),
        body("e", "青野市", "GovernmentBody", identifiedBy=(Ref("code"),)),
    ]  # fmt: skip
    nodes = {each.id: each for each in (*known, node)}
    whole = Link("r", "Relationship", {"kind": (Term("partOf"),)}, (Source(DOCUMENT, 1, 1),), Status.STATED, (), (),
                 "g", "e")  # fmt: skip
    found = facts(list(nodes.values()), [whole] if node.id == "g" else [])
    assert prefecture_of(found, node) == code
    assert len(NAMES) == 47


@pytest.mark.parametrize("by", ["group,kind", "kind", "prefecture"])
def test_labels_never_overlap(site: Site, by: str) -> None:
    boxes = [each.box for each in view(site.facts, by=by).view.layout.placed]
    assert boxes
    assert not [1 for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_above_sixty_projects_of_several_plans_each_plan_is_one_group() -> None:
    one = plan(["計画"], projects=35, measures=3)
    source = (Source(DOCUMENT, 1, 1),)
    other = [
        Node("plan-other", "Plan", {"label": (Text("もう一つの計画"),)}, source),
        *(Node(f"other-{n}", "Project", {"label": (Text(f"事業{n}"),), "isPartOf": (Ref("plan-other"),)}, source)
          for n in range(35)),
    ]  # fmt: skip
    joined = [
        Link(f"more-{n}", "Contribution", {"role": (Term("related"),)}, source, Status.STATED, (), (), f"other-{n}",
             "field-0") for n in range(35)
    ]  # fmt: skip
    found = view(facts([*one.nodes.values(), *other], [*one.links.values(), *joined]))
    groups = {node.id: node.label for node in found.view.selection.nodes if node.type == "Project"}
    assert groups["plan-other"] == "もう一つの計画 35"
    assert set(groups) == {"plan-made", "plan-other"}
    assert sum(row.count for row in found.view.rows) == len(one.links_by_type["Contribution"]) + 35


def test_a_group_is_chosen_with_its_members_and_the_grouping_is_changed(site: Site, tab: Tabs) -> None:
    page = tab(address(site))
    assert rows(page) == links(page)
    counts = page.locator(".twin tbody td.number").all_inner_texts()
    assert [int(count) for count in counts] == [link["count"] for link in data(page)["links"]]
    kind = next(node for node in data(page)["nodes"] if node["id"].startswith("kind-"))
    page.locator(f".twin a[href*='focus={kind['id']}']").first.click()
    page.wait_for_url(re.compile("focus=kind-"))
    drawn(page)
    expect(page.locator(".panel h2")).to_have_text(kind["name"])
    members = page.locator(".panel .values .name")
    assert members.count() == int(kind["name"].rpartition(" ")[2]) or members.count() == 0
    page.get_by_role("link", name="Prefectures").click()
    page.wait_for_url(re.compile("by=group%2Cprefecture|by=group,prefecture"))
    drawn(page)
    assert not [node for node in data(page)["nodes"] if node["id"].startswith("kind-")]
    page.go_back()
    page.wait_for_url(re.compile("^(?!.*by=)"))


def test_a_thing_of_another_view_is_in_the_middle_as_its_group(site: Site) -> None:
    field = next(node for node in site.facts.by_type["GrowthField"] if node.refs("broader"))
    part = next(node for node in site.facts.by_type["Component"] if node.refs("isPartOf"))
    assert view(site.facts, focus=field.id).view.selection.focus.id == field.refs("broader")[0]  # type: ignore[union-attr]
    chosen = view(site.facts, focus=part.id).view.selection.focus
    assert chosen is not None
    assert chosen.type in ("Project", "FieldGroup")
    assert view(site.facts, focus="no-such-thing").view.unknown == "no-such-thing"


def test_without_scripts_the_table_tells_the_numbers(site: Site, tab: Tabs) -> None:
    page = tab(address(site), ready=False, java_script_enabled=False)
    assert rows(page)
    assert page.locator(".stage img.still").evaluate("image => image.naturalWidth") > 300
    page.get_by_role("link", name="Prefectures").click()
    assert "prefecture" in page.url


# --- what all of the views share


def queries(site: Site) -> dict[str, dict[str, str]]:
    """An address of each view in which something is drawn."""
    project, measure = site.first("Project").id, site.first("Measure").id
    return {"near": {"focus": project, "hops": "2"}, "path": {"path": f"{measure},{project}"}, "overview": {}}


def test_positions_are_the_same_in_every_process_and_for_every_hash_seed(site: Site) -> None:
    program = (
        "import json, sys; from pathlib import Path; from graph.stores.embedded import EmbeddedStore;"
        "from graph.snapshot import SnapshotCache; from visualizations.views import VIEWS;"
        "store = EmbeddedStore(Path(sys.argv[1])); snapshot = SnapshotCache(store).get(); store.close();"
        "asked = json.loads(sys.argv[2]).items();"
        "print(json.dumps([VIEWS[name].json(snapshot, 'ja', query) for name, query in asked]))"
    )
    asked = queries(site)
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(site.store), json.dumps(asked)], capture_output=True, text=True,
            check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    served = [
        httpx.get(f"{site.url}/graph", params={"view": name, "lang": "ja", **query}).json()
        for name, query in asked.items()
    ]
    assert len(told) == 1
    assert json.loads(told.pop()) == served


@pytest.mark.parametrize("name", OTHERS)
def test_embedded_views_have_no_header_and_draw(site: Site, tab: Tabs, name: str) -> None:
    page = tab(str(httpx.URL(f"{site.url}/network", params={"view": name, "embed": "1", **queries(site)[name]})))
    for hidden in ("header.top", "footer.foot"):
        expect(page.locator(hidden)).to_have_count(0)
    expect(page.locator("#canvas canvas")).to_be_visible()
    expect(page.get_by_role("application")).to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("name", OTHERS)
def test_a_view_is_drawn_as_one_file_that_asks_for_nothing(site: Site, tab: Tabs, tmp_path: Path, name: str) -> None:
    given = {"near": ["--focus", site.first("Project").label, "--hops", "2"],
             "path": ["--focus", site.first("Measure").id, "--to", site.first("Project").label],
             "overview": ["--by", "prefecture"]}[name]  # fmt: skip
    path = tmp_path / f"{name}.html"
    command = [PROGRAM, "draw", name, "--store", site.store, *given, "--lang", "en", "-o", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = tab(path.as_uri())
    assert [url for url in tab.asked if not url.startswith("data:")] == [path.as_uri()]
    assert rows(page) == links(page)
    assert rows(page)
    expect(page.locator("#canvas canvas")).to_be_visible()
    assert page.locator("a[href^='/']:visible").count() == 0


@pytest.mark.parametrize("name", ["near", "path"])
def test_a_view_that_needs_more_than_its_name_says_so(site: Site, tmp_path: Path, name: str) -> None:
    command = [PROGRAM, "draw", name, "--store", site.store, "-o", tmp_path / "x.html", "--lang-ui", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--focus" in done.stderr
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("name", OTHERS)
def test_no_view_lets_words_of_a_hostile_plan_run(hostile: Site, tab: Tabs, name: str, tmp_path: Path) -> None:
    query = {"near": {"focus": "project-0", "hops": "3", "limit": "1000"}, "path": {"path": "measure-1,indicator-1"},
             "overview": {"focus": "group-made"}}[name]  # fmt: skip
    offline = tmp_path / "hostile.html"
    offline.write_text(draw(Snapshot("v1", BASE, hostile_facts()), name, query, "en"), encoding="utf-8")
    for url in (str(httpx.URL(f"{hostile.url}/network", params={"view": name, **query})), offline.as_uri()):
        page = tab(url)
        page.locator("#canvas").focus()
        for key in ("ArrowRight", "ArrowDown", "Enter", "Escape", "ArrowLeft", "Enter"):
            page.keyboard.press(key)
        assert page.evaluate("window.__pwn") is None
        assert page.locator("iframe, base").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    "query",
    [{"hops": "9"}, {"hops": "x"}, {"path": ",,,"}, {"path": "a,b,c"}, {"by": "nothing"}, {"expand": "..,x.y.z"},
     {"limit": "-1"}, {"rels": "x"}, {"focus": "../.."}, {"q": "x" * 300}, {"sort": "__class__"}, {"page": "99"}],
)  # fmt: skip
def test_nonsense_in_an_address_is_no_error(site: Site, name: str, query: dict[str, str]) -> None:
    for suffix in ("html", "json", "csv", "svg"):
        assert httpx.get(f"{site.url}/network.{suffix}", params={"view": name, **query}).status_code == 200


def test_an_empty_graph_is_no_error_in_any_view() -> None:
    empty = Snapshot("v0", BASE, facts([], []))
    for found in VIEWS.values():
        assert "<h1" in found.page(empty, "en", {})
        assert found.rows(empty, {}) == []
