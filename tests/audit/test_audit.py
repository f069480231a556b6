"""The audit on small facts whose answers are known, on made plans, and the words in which it tells what it found."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from graph.audit.audit import KeptAudit, audit, counts
from graph.audit.finding import Finding, kinds, rules
from graph.audit.indicators import _TOLD
from graph.audit.owners import project_of
from graph.comparisons import REASONS
from graph.facts import Facts, Link, Node, Properties, Ref, Source, Status, Term, Text, facts
from graph.lines.account import AccountLine, LineAccount, LineNote
from graph.snapshot import Snapshot
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.conftest import DOCUMENTS, ROOT

DOCUMENT = "document-plan"
PLANS = sorted(DOCUMENTS.glob("*.txt"))


def at(*lines: int) -> tuple[Source, ...]:
    """Places of one line each."""
    return tuple(Source(DOCUMENT, line, line) for line in lines)


def node(id_: str, type_: str, *lines: int, status: Status | None = None, rule: str = "", **more: object) -> Node:
    """A node that is called as its id."""
    properties: Properties = {"label": (Text(id_),), **more}  # type: ignore[dict-item]
    return Node(id_, type_, properties, at(*lines), status, (rule,) if rule else ())


def serves(project: str, area: str, role: str, *lines: int, status: Status = Status.STATED) -> Link:
    """A contribution."""
    id_ = f"{project}-{area}-{role}"
    return Link(id_, "Contribution", {"role": (Term(role),)}, at(*lines), status, (), (), project, area)


def found(given: Facts, kind: str, account: LineAccount | None = None) -> list[Finding]:
    """The findings of a kind."""
    snapshot = Snapshot("v1", "https://example.org/id/", given, {DOCUMENT: account} if account else {})
    return [each for each in audit(snapshot) if each.kind == kind]


def field(number: int) -> Node:
    """A growth field."""
    return node(f"field-{number}", "GrowthField", number, number=(number,))


def test_a_field_that_the_second_place_leaves_out_is_a_disagreement_with_the_lines_of_both() -> None:
    given = facts(
        [field(1), field(2), node("p", "Project", 10)],
        [serves("p", "field-1", "primary", 20), serves("p", "field-2", "primary", 21, 90)],
    )
    (only,) = found(given, "disagreements")
    assert only.rule == "links-disagree"
    assert {source.first_line for source in only.sources} == {20, 90}
    assert "field-1" in only.told("ja") and "field-2" in only.told("en")


def test_a_link_that_both_places_tell_and_one_that_no_table_tells_are_no_disagreement() -> None:
    nodes = [field(1), field(2), node("p", "Project", 10)]
    both = [serves("p", "field-1", "primary", 20, 91), serves("p", "field-2", "primary", 21, 90)]
    assert found(facts(nodes, both), "disagreements") == []
    none = [serves("p", "field-1", "primary", 20), serves("p", "field-2", "related", 21)]
    assert found(facts(nodes, none), "disagreements") == []


def test_what_the_load_noted_and_the_graph_says_is_told_once_with_both_words() -> None:
    given = facts(
        [field(1), field(2), node("p", "Project", 10)],
        [serves("p", "field-1", "primary", 20), serves("p", "field-2", "primary", 21, 90)],
    )
    note = LineNote((20, 90), "links-disagree", "the summary does not link p to field-1")
    other = LineNote((33,), "tables-disagree", "the counting basis of i differs between two tables")
    account = LineAccount("plan.txt", "made", (), (), (note, other))
    told = found(given, "disagreements", account)
    assert [(each.rule, each.note) for each in told] == [(note.rule, note.text), (other.rule, other.text)]


def test_areas_and_projects_without_each_other_are_missing() -> None:
    given = facts(
        [field(1), field(2), field(3), node("p", "Project", 10), node("q", "Project", 11)],
        [serves("p", "field-1", "related", 20), serves("p", "field-2", "primary", 21, status=Status.INFERRED)],
    )
    told = {(each.things[0], each.saying) for each in found(given, "missing")}
    assert told == {
        ("field-1", "no_primary"), ("field-2", "only_inferred"), ("field-3", "no_project"), ("q", "no_area")
    }  # fmt: skip


def test_what_no_project_of_a_plan_has_is_not_told_of_each() -> None:
    bare = [node("p", "Project", 1), node("q", "Project", 2)]
    assert found(facts(bare, []), "missing") == []
    part = node("part", "ProjectPart", 3, isPartOf=(Ref("p"),))
    component = node("c", "Component", 4, isPartOf=(Ref("part"),))
    activity = node("a", "ScheduledActivity", 5, isPartOf=(Ref("c"),))
    given = facts([*bare, part, component, activity], [])
    assert project_of(given, "a") == "p"
    assert [(each.things, each.saying) for each in found(given, "missing")] == [(("q",), "no_schedule")]


def test_parts_in_a_circle_end() -> None:
    given = facts(
        [node("a", "Component", 1, isPartOf=(Ref("b"),)), node("b", "Component", 1, isPartOf=(Ref("a"),))], []
    )
    assert project_of(given, "a") == ""


def test_each_reason_of_a_comparison_is_told_once_or_is_a_repair() -> None:
    assert set(REASONS) - set(_TOLD) == {"value-not-plain"}
    value: Properties = {"observationOf": (Ref("i"),), "phase": (Term("baseline"),), "valueText": ("8件",)}
    given = facts(
        [
            node("i", "Indicator", 5, basis=(Term("cumulative"),)),
            node("v", "IndicatorValue", 5, value=(Decimal(8),), year=(2019,), **value),
            node("w", "IndicatorValue", 6, value=(Decimal(9),), year=(2019,), **value),
        ],
        [],
    )
    assert [each.saying for each in found(given, "disagreements")] == ["baseline_differs"]
    assert [each.rule for each in found(given, "missing")] == ["target-missing"]


def test_same_words_without_the_mark_are_a_relisting_and_a_marked_one_is_none() -> None:
    twice = [
        node(f"m{n}", "Measure", n, label=(Text("研究 開発の支援"[n % 2 :] if n > 9 else "研究開発 の支援"),))
        for n in (1, 2)
    ]
    (only,) = found(facts(twice, []), "relistings")
    assert set(only.things) == {"m1", "m2"}
    marked = Link("l", "Listing", {"reposted": (True,)}, at(1), Status.STATED, (), (), "m1", "c")
    assert found(facts([twice[0], node("c", "Component", 9)], [marked]), "relistings") == []


def test_a_spelling_counts_where_the_plan_prints_it_by_itself() -> None:
    body = node("西洋ラボ", "Lab", 1, altLabel=(Text("西洋ラポ"), Text("ラボ"), Text("国立西洋ラボ")))
    lines = (AccountLine(1, "西洋ラボを設ける", "facts"), AccountLine(2, "西洋ラポと連携", "facts"))
    (only,) = found(facts([body], []), "identities", LineAccount("plan.txt", "made", lines))
    assert "「西洋ラポ」とも" in only.told("ja")
    (any_form,) = found(facts([body], []), "identities")
    assert "「国立西洋ラボ」" in any_form.told("ja")


def test_repairs_stand_by_rule_and_place_with_all_facts_that_rest_on_them_and_the_words_of_the_load() -> None:
    mended = [
        node(name, "Measure", 7, status=Status.REPAIRED, rule="joined-bullets") for name in ("left", "right")
    ]  # fmt: skip
    goes_on = node(
        "a", "ScheduledActivity", 8, rule="empty-year-cells", statedYear=(2030,), fiscalYear=(2030, 2031)
    )  # fmt: skip
    notes = (LineNote((7,), "joined-bullets", "one line holds 2 bullets"), LineNote((9,), "lost-tabs", "a row"))
    account = LineAccount("plan.txt", "made", (), notes)
    told = found(facts([*mended, goes_on], []), "repairs", account)
    assert [(each.rule, each.things, each.note) for each in told] == [
        ("joined-bullets", ("left", "right"), "one line holds 2 bullets"), ("lost-tabs", (), "a row")
    ]  # fmt: skip
    (concluded,) = found(facts([goes_on], []), "inferences")
    assert "2031" in concluded.told("en")


def test_lines_that_were_not_read_are_told_with_their_words() -> None:
    lines = (AccountLine(1, "図の語", "leftover", "figure-remains"), AccountLine(2, "謎", "unread"))
    told = found(facts([], []), "lines", LineAccount("plan.txt", "made", lines))
    assert {(each.rule, each.sources[0].exact) for each in told} == {("figure-remains", "図の語"), ("unread", "謎")}


def test_an_empty_graph_has_nothing_to_tell() -> None:
    snapshot = Snapshot("v0", "https://example.org/id/", facts([], []))
    assert audit(snapshot) == ()
    assert set(counts(()).values()) == {0}


def test_the_audit_of_a_snapshot_is_made_once() -> None:
    kept, snapshot = KeptAudit(), Snapshot("v0", "https://example.org/id/", facts([field(1)], []))
    assert kept.get(snapshot) is kept.get(snapshot)
    assert kept.get(Snapshot("v1", snapshot.base, facts([], []))) == ()


def test_every_rule_that_the_loaders_name_is_explained_in_both_languages() -> None:
    named: set[str] = set()
    for path in (ROOT / "loaders").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for call in re.findall(r"(?:\.repaired|\.problem)\((?:[^()]|\([^()]*\))*", text):
            named.update(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', call))
    assert len(named) > 15
    assert named - set(rules()) == set()
    for told in (*rules().values(), *(words for kind in kinds().values() for words in (kind.title, kind.meaning))):
        assert set(told) == {"ja", "en"} and all(told.values())


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_every_finding_of_a_made_plan_is_told_in_both_languages_and_its_rule_is_known(plan: Path) -> None:
    loaded = facts_of_document(read_file(plan))
    told = audit(Snapshot("v1", "https://example.org/id/", loaded.facts, {loaded.id: loaded.account}))
    for each in told:
        assert each.told("ja") and each.told("en")
        assert each.rule in rules(), each
        assert each.noted("ja")[1] in ("", "ja"), each.note
        assert all(id_ in loaded.facts.nodes or id_ in loaded.facts.links for id_ in each.things)
    assert len({(each.kind, each.rule, each.sources, each.things) for each in told}) == len(told)
