"""The lanes: what stands in them, where, and that it is the same wherever it is computed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import combinations

import httpx
import pytest

from graph.facts import Facts, Link, Node, Source, Status, Term, Text, facts
from graph.snapshot import Snapshot
from tests.pages.conftest import Site
from tests.pages.made import plan
from visualizations.labels import label_lines, phrases, width
from visualizations.lanes.chosen.selection import select
from visualizations.lanes.chosen.state import state_of
from visualizations.lanes.placed.layout import Layout, positions
from visualizations.lanes.placed.order import crossings
from visualizations.lanes.view import network_view

NAMES = [
    "水素ステーションの更なる整備促進",
    "燃料電池自動車や燃料電池フォークリフト等の導入促進",
    "研究開発",
    "新事業・新技術の創出支援",
]


def layout(found: Facts, **query: str) -> Layout:
    """The layout of an address."""
    return positions(select(found, state_of(query)))


def overlaps(found: Layout) -> int:
    """How many pairs of labels overlap on a wide stage."""
    boxes = [each.box for each in found.placed]
    return sum(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in combinations(boxes, 2))


@pytest.mark.parametrize("measures", [0, 1, 7, 40, 140])
@pytest.mark.parametrize("projects", [1, 6, 20])
def test_labels_never_overlap(measures: int, projects: int) -> None:
    made = plan(NAMES, projects=projects, measures=measures, fields=9)
    for focus in ("", "field-0", "project-0", "field-3"):
        assert overlaps(layout(made, focus=focus, limit="1000")) == 0


def test_labels_of_a_made_plan_never_overlap_whatever_is_in_the_middle(site: Site) -> None:
    for type_ in (
        "GrowthField",
        "CrossCuttingArea",
        "Project",
        "ProjectPart",
        "Indicator",
        "Measure",
        "FieldGroup",
        "Plan",
    ):
        for node in site.facts.by_type[type_]:
            assert overlaps(layout(site.facts, focus=node.id)) == 0


def test_every_label_and_glyph_stands_inside_the_stage(site: Site) -> None:
    for node in (*site.facts.by_type["Project"], *site.facts.by_type["GrowthField"]):
        found = layout(site.facts, focus=node.id)
        for each in found.placed:
            left, top, right, bottom = each.box
            assert left >= 0
            assert top >= 0
            assert right <= found.width
            assert bottom <= found.height


def test_positions_are_the_same_in_every_process_and_for_every_hash_seed(site: Site) -> None:
    program = (
        "import json, sys; from pathlib import Path; from graph.stores.embedded import EmbeddedStore;"
        "from graph.snapshot import SnapshotCache; from visualizations.lanes.data import network_json;"
        "store = EmbeddedStore(Path(sys.argv[1]));"
        "found = network_json(SnapshotCache(store).get(), 'ja', {'focus': sys.argv[2]}); store.close();"
        "print(json.dumps([found['nodes'], found['links'], found['lanes']]))"
    )
    focus = site.facts.by_type["Project"][0].id
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(site.store), focus], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    served = httpx.get(f"{site.url}/graph", params={"focus": focus, "lang": "ja"}).json()
    assert len(told) == 1
    assert json.loads(told.pop()) == [served["nodes"], served["links"], served["lanes"]]


def test_ordering_never_makes_more_crossings_than_the_plan_s_own_order(site: Site) -> None:
    for node in (*site.facts.by_type["Project"], *site.facts.by_type["GrowthField"]):
        selection = select(site.facts, state_of({"focus": node.id}))
        found = positions(selection)
        lanes = {each.node.id: each.lane for each in found.placed}
        given = {lane.key: [each.id for each in selection.nodes if lanes[each.id] == lane.key] for lane in found.lanes}
        assert crossings(found.order, selection.edges) <= crossings(given, selection.edges)


@pytest.mark.parametrize(
    "text", [*NAMES, "a" * 60, "長" * 40, "地域産業デジタルトランスフォーメーション加速化プロジェクト", ""]
)
def test_a_label_has_at_most_two_lines_of_twelve_and_ends_in_an_ellipsis_where_it_is_cut(text: str) -> None:
    lines = label_lines(text)
    assert len(lines) <= 2
    assert all(width(line) <= 12 for line in lines)
    assert "".join(lines) == text or lines[-1].endswith("…")
    assert "".join(phrases(text)) == text


def test_a_field_shows_its_projects_measures_and_the_indicators_of_the_project_that_mainly_serves_it() -> None:
    made = plan(NAMES, projects=3, measures=5, indicators=2)
    shown = {node.id for node in select(made, state_of({"focus": "field-0"})).nodes}
    assert {"field-0", "project-0", "project-1", "project-2", "indicator-0", "measure-4"} <= shown
    assert "measure-0" not in {node.id for node in select(made, state_of({"focus": "field-1"})).nodes}


def test_an_organization_stands_in_a_lane_of_its_own_with_its_projects_and_their_fields() -> None:
    made = plan(NAMES, projects=2, measures=1)
    council = Node("council-1", "Council", {"label": (Text("推進協議会"),)}, (Source("document-made", 9, 9),))
    engaged = Link("engagement-1", "Engagement", {"role": (Term("operator"),)}, (Source("document-made", 9, 9),),
                   Status.STATED, (), (), "council-1", "project-0")  # fmt: skip
    whole = facts([*made.nodes.values(), council], [*made.links.values(), engaged])
    found = layout(whole, focus="council-1")
    assert [lane.key for lane in found.lanes] == ["organization", "project", "field"]
    assert "council-1" in {each.node.id for each in layout(whole, focus="project-0").placed}


@pytest.mark.parametrize(("measures", "indicators"), [(10, 2), (15, 5), (7, 7), (40, 3)])
def test_links_to_indicators_pass_beside_the_labels_of_measures(measures: int, indicators: int) -> None:
    """Fewer labels than indicators are crossed, though all lie behind the measures of the same project."""
    made = plan(NAMES, projects=1, measures=measures, indicators=indicators)
    found = layout(made, focus="project-0")
    place = {each.node.id: each for each in found.placed}
    crossed = 0
    for link in made.links_by_type["Measurement"]:
        a, b = place[link.target], place[link.source]
        for each in found.placed:
            if each.lane == "measure":
                left, top, right, bottom = each.box
                ys = [a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) for x in (left, right)]
                crossed += min(ys) <= bottom and max(ys) >= top
    assert crossed < indicators


def test_no_link_runs_through_the_glyph_of_something_else(site: Site) -> None:
    """It would look like a link of that thing. Counted over every focus of a plan: hardly ever."""
    through = links = 0
    for node in (*site.facts.by_type["Project"], *site.facts.by_type["GrowthField"]):
        selection = select(site.facts, state_of({"focus": node.id}))
        place = {each.node.id: each for each in positions(selection).placed}
        for edge in selection.edges:
            (a, b) = sorted((place[edge.source], place[edge.target]), key=lambda each: each.x)
            links += 1
            for each in place.values():
                if a.x < each.x < b.x:
                    y = a.y + (b.y - a.y) * (each.x - a.x) / (b.x - a.x)
                    through += abs(y - each.y) < each.size
    assert links > 100
    assert through <= links * 0.02


def test_above_two_thousand_things_only_fields_and_projects_are_drawn() -> None:
    made = plan(NAMES, projects=3, measures=2100)
    selection = select(made, state_of({"focus": "project-0", "limit": "1000"}))
    assert selection.aggregated
    assert selection.total > 2000
    assert {edge.relation for edge in selection.edges} == {"primary"}


def test_at_most_150_things_are_drawn_unless_more_are_asked_for_and_never_more_than_1000() -> None:
    made = plan(NAMES, projects=3, measures=1500)
    assert len(select(made, state_of({"focus": "project-0"})).nodes) == 150
    assert len(select(made, state_of({"focus": "project-0", "limit": "99999"})).nodes) == 1000


def test_the_state_of_an_address_and_the_address_of_a_state_are_inverse() -> None:
    query = {"focus": "field-1", "types": "project,field", "rels": "primary", "status": "repaired", "y": "2030,2032",
             "projects": "-project-1", "kinds": "-Council,University", "hide": "measure-1,measure-2",
             "pin": "project-0", "expand": "project-0,field-1.related", "sort": "-line", "limit": "300"}  # fmt: skip
    assert state_of(query).query() == query


def test_an_address_stays_below_two_thousand_characters_however_much_is_asked_for() -> None:
    ids = ",".join(f"organization-{n:010d}" for n in range(90))
    query = {"focus": "project-0123456789", "hide": ids, "pin": ids, "expand": ids, "rels": "primary,engaged"}
    told = state_of(query).query()
    assert set(told) == set(query)
    assert len(str(httpx.URL("http://plans.example/network", params=told))) < 2000


@pytest.mark.parametrize(
    "query",
    [{"types": "nothing"}, {"limit": "-5"}, {"limit": "9" * 400}, {"y": "x,,9" * 50}, {"sort": "__class__"},
     {"page": "0"}, {"focus": "../../etc/passwd"}, {"view": "no-such"}, {"projects": "-,,"}, {"kinds": "-"},
     {"hide": ",<b>,.."}, {"pin": "no-such"}, {"expand": "x.y.z,no-such.primary,plan-made"}],
)  # fmt: skip
def test_nonsense_in_an_address_is_no_error(site: Site, query: dict[str, str]) -> None:
    assert httpx.get(f"{site.url}/network", params=query).status_code == 200


def test_filters_keep_what_they_say_and_the_legend_keeps_counting_everything() -> None:
    made = plan(NAMES, projects=3, measures=14, indicators=3)
    whole = select(made, state_of({"focus": "field-0"}))
    for query, keeps in (
        ({"rels": "primary"}, lambda edge: edge.relation == "primary"),
        ({"status": "inferred"}, lambda edge: edge.link.status is Status.INFERRED),
        ({"types": "project,field"}, lambda edge: edge.relation in ("primary", "related")),
        ({"projects": "project-1"}, lambda edge: "project-0" not in (edge.source, edge.target)
         and "project-2" not in (edge.source, edge.target)),
        ({"y": "2031"}, lambda edge: edge.relation != "measures"),
    ):  # fmt: skip
        found = select(made, state_of({"focus": "field-0", **query}))
        assert [edge.id for edge in found.edges] == [edge.id for edge in whole.edges if keeps(edge)]
        assert found.counts == whole.counts


def test_long_tables_are_paged_and_short_ones_are_whole() -> None:
    short = network_view(Snapshot("v", "b", plan(NAMES, projects=2, measures=90)), "ja", {"focus": "project-0"})
    assert short.shown_rows == short.rows
    long = Snapshot("v", "b", plan(NAMES, projects=2, measures=900))
    pages = [network_view(long, "ja", {"focus": "project-0", "limit": "1000", "page": str(n)}) for n in range(1, 11)]
    assert pages[0].pages == 10
    assert [row.id for page in pages for row in page.shown_rows] == [row.id for row in pages[0].rows]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("燃料電池自動車や燃料電池フォークリフト等の導入促進", ("燃料電池自動車や", "燃料電池フォークリフト…")),
        ("自動車関連産業イノベーション創出支援事業", ("自動車関連産業", "イノベーション創出支援…")),
        ("やまぐち水素成長戦略推進協議会", ("やまぐち水素成長戦略推進", "協議会")),
        ("成長産業育成・集積プロジェクト", ("成長産業育成・", "集積プロジェクト")),
    ],
)
def test_a_label_breaks_where_a_phrase_or_a_part_of_a_compound_ends(text: str, lines: tuple[str, ...]) -> None:
    assert label_lines(text) == lines
