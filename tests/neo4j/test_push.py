"""A push brings a real database to the state of the graph, from whatever state it was in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from graph.errors import DataError
from graph.facts import Facts
from graph.neo4j.connection import Database, Target
from graph.neo4j.constraints import NAMES_INDEX, schema_rules
from graph.neo4j.held import Held
from graph.neo4j.ownership import ours
from graph.neo4j.push import push
from graph.property_graph.grouping import grouped
from graph.property_graph.model import PropertyRelationship
from graph.rdf import quads
from tests.exports.made import DOCUMENT, facts_made
from tests.neo4j.conftest import BASE
from tests.neo4j.contents import contents, wanted
from tests.neo4j.server import ask, empty

Cut = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def pushed(database: Target, plan: Sequence[Quad]) -> Target:
    """The database with the made plan in it and nothing else."""
    ask(database, "MATCH (n) DETACH DELETE n")
    push(plan, BASE, database)
    return database


def test_a_first_push_makes_the_whole_graph_and_a_second_changes_nothing(
    database: Target, plan: Sequence[Quad]
) -> None:
    empty(database)
    first = push(plan, BASE, database)
    held = contents(database)
    assert held == wanted(plan)
    assert first.nodes.created == held.nodes.total() > 300
    assert first.relationships.created == held.relationships.total() > 700
    assert first.rules == len(schema_rules(ours()))
    assert push(plan, BASE, database).changes == 0
    assert contents(database) == held


def test_keys_and_the_index_of_names_are_there(pushed: Target) -> None:
    keys = ask(pushed, "SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0], properties")
    assert sorted(keys) == sorted([root, ["id"]] for root in ours().roots)
    ask(pushed, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    (name,), *_ = ask(pushed, "MATCH (p:Project) RETURN p.name ORDER BY p.name")
    found = ask(
        pushed, f"CALL db.index.fulltext.queryNodes('{NAMES_INDEX}', $name) YIELD node RETURN node.name", name=name
    )
    assert [name] in found


def test_a_push_follows_every_kind_of_change_and_back(
    pushed: Target, plan: Sequence[Quad], other: Sequence[Quad]
) -> None:
    there = push(other, BASE, pushed)
    assert contents(pushed) == wanted(other)
    for counts in (there.nodes, there.relationships):
        assert counts.created
        assert counts.changed
        assert counts.removed
    push(plan, BASE, pushed)
    assert contents(pushed) == wanted(plan)


def test_a_dry_run_says_what_a_push_does_and_writes_nothing(
    pushed: Target, plan: Sequence[Quad], other: Sequence[Quad]
) -> None:
    told = push(other, BASE, pushed, dry_run=True)
    assert contents(pushed) == wanted(plan)
    done = push(other, BASE, pushed)
    assert (told.nodes, told.relationships, told.rules) == (done.nodes, done.relationships, done.rules)
    assert push(other, BASE, pushed, dry_run=True).changes == 0


def test_a_dry_run_makes_no_keys_in_an_empty_database(database: Target, plan: Sequence[Quad]) -> None:
    empty(database)
    assert push(plan, BASE, database, dry_run=True).rules == len(schema_rules(ours()))
    assert ask(database, "SHOW CONSTRAINTS YIELD name RETURN name") == []


DAMAGES = {
    "a name was changed": "MATCH (n:Project) SET n.name = 'x'",
    "a property was added that is ours": "MATCH (n:Project) SET n.unit = 'x'",
    "a property was taken away": "MATCH (n:Indicator) REMOVE n.name",
    "a narrow label was taken away": "MATCH (n:GrowthField) REMOVE n:GrowthField",
    "a wrong label was added": "MATCH (n:Plan) SET n:Council",
    "nodes were deleted with all that hung on them": "MATCH (n:Indicator) DETACH DELETE n",
    "relationships were deleted": "MATCH ()-[r:SERVES|PART_OF]->() DELETE r",
    "a role was changed": "MATCH ()-[r:SERVES]->() SET r.role = 'related', r.post = 'x'",
    "relationships are there twice": "MATCH (a)-[r:SERVES]->(b) CREATE (a)-[s:SERVES]->(b) SET s = properties(r)",
    "structure is there twice": "MATCH (a)-[r:PART_OF]->(b) CREATE (a)-[:PART_OF]->(b)",
    "a link says something of no graph": "MATCH (a:Project), (b:Plan) CREATE (a)-[:CONCERNS]->(b)",
    "a node of no graph stands under our base": f"CREATE (:Project {{id: '{BASE}project-none', name: 'x'}})",
    "keys were dropped": "DROP CONSTRAINT policylinks_project_id",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_somebody_did_to_our_data_is_put_right(pushed: Target, plan: Sequence[Quad], damage: str) -> None:
    ask(pushed, DAMAGES[damage])
    assert push(plan, BASE, pushed).changes > 0
    assert contents(pushed) == wanted(plan)
    assert push(plan, BASE, pushed).changes == 0


def test_the_relationship_of_a_link_and_one_of_structure_are_two(pushed: Target, plan: Sequence[Quad]) -> None:
    """PART_OF comes from structure and from links; the one between the same ends is not taken for the other."""
    ask(pushed, "MATCH (a:Project)-[r:PART_OF]->(b) DELETE r CREATE (a)-[:PART_OF {id: a.id}]->(b)")
    done = push(plan, BASE, pushed)
    assert done.relationships.created == done.relationships.removed > 0
    assert contents(pushed) == wanted(plan)


def test_nothing_of_others_is_touched(pushed: Target, plan: Sequence[Quad], other: Sequence[Quad]) -> None:
    for statement in (
        "CREATE (:Customer {id: 'c1', name: '顧客'})-[:KNOWS {since: 2020}]->(:Customer {id: 'c2'})",
        "MATCH (p:Project) SET p:Watched, p.myScore = 3",
        "MATCH (p:Project), (c:Customer {id: 'c1'}) CREATE (c)-[:LIKES {stars: 5}]->(p), (c)-[:CONCERNS]->(p)",
        "MATCH (p:Project)-[:SERVES]->(f) CREATE (p)-[:MY_OWN]->(f)",
        "CREATE INDEX mine FOR (n:Customer) ON (n.name)",
    ):
        ask(pushed, statement)
    theirs = (
        "MATCH (n:Customer) RETURN properties(n) ORDER BY n.id",
        "MATCH (n:Watched) RETURN n.id, n.myScore ORDER BY n.id",
        "MATCH (a)-[r:KNOWS|LIKES|MY_OWN]->(b) RETURN a.id, type(r), properties(r), b.id ORDER BY a.id, type(r), b.id",
        "MATCH (a:Customer)-[r:CONCERNS]->(b) RETURN a.id, b.id ORDER BY b.id",
        "SHOW INDEXES YIELD name WHERE name = 'mine' RETURN name",
    )
    before = [ask(pushed, each) for each in theirs]
    assert all(before)
    assert push(plan, BASE, pushed).changes == 0
    assert push(other, BASE, pushed).changes > 0
    assert [ask(pushed, each) for each in theirs] == before
    ask(pushed, "DROP INDEX mine")


def test_a_thing_that_is_gone_stays_bare_where_somebodys_relationship_hangs_on_it(
    pushed: Target, other: Sequence[Quad]
) -> None:
    ask(pushed, "MATCH (m:Measure) CREATE (:Note {text: '私のメモ'})-[:ABOUT]->(m)")
    count = "MATCH (:Note)-[:ABOUT]->(m) RETURN count(m)"
    before = ask(pushed, count)
    done = push(other, BASE, pushed)
    assert 0 < done.kept == done.nodes.removed
    assert ask(pushed, count) == before
    bare = ask(pushed, "MATCH (m) WHERE size(labels(m)) = 0 RETURN keys(m)")
    assert len(bare) == done.kept
    assert all(sorted(keys) == ["id", "name"] for (keys,) in bare)
    again = push(other, BASE, pushed)
    assert (again.changes, again.kept) == (0, 0)


@pytest.mark.parametrize(
    "statement",
    ["CREATE (:Project {name: 'x'})", "CREATE (:Event {id: 'e1'})", "CREATE (:Company {id: 7})"],
)
def test_other_data_under_our_labels_is_refused_before_anything_is_written(
    database: Target, plan: Sequence[Quad], statement: str
) -> None:
    empty(database)
    ask(database, statement)
    before = contents(database)
    for dry_run in (True, False):
        with pytest.raises(DataError, match="holds other data under our labels"):
            push(plan, BASE, database, dry_run=dry_run)
    assert contents(database) == before
    assert ask(database, "SHOW CONSTRAINTS YIELD name RETURN name") == []
    empty(database)


class _Cut(Exception):  # noqa: N818
    """The end of a push in its middle."""


@pytest.fixture(params=[True, False], ids=["after the commit", "before the commit"])
def cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Cut:
    """Ends a push at one of its transactions."""

    @contextmanager
    def cutting(after: int) -> Iterator[None]:
        real, count = Database.write, iter(range(1, 10_000))

        def write(self: Database, work: object) -> object:
            last = next(count) == after
            if last and not request.param:
                raise _Cut
            given = real(self, work)  # type: ignore[arg-type]
            if last:
                raise _Cut
            return given

        with monkeypatch.context() as patched, pytest.raises(_Cut):
            patched.setattr(Database, "write", write)
            yield

    return cutting


@pytest.mark.parametrize("after", [1, 4, 9, 14, 18])
def test_a_push_that_was_cut_off_is_finished_by_the_next(
    pushed: Target, other: Sequence[Quad], cut: Cut, after: int
) -> None:
    with cut(after):
        push(other, BASE, pushed, rows=40)
    assert contents(pushed) != wanted(other)
    push(other, BASE, pushed)
    assert contents(pushed) == wanted(other)
    assert push(other, BASE, pushed).changes == 0


@pytest.mark.parametrize("after", [1, 2, 3, 8, 20])
def test_a_first_push_that_was_cut_off_is_finished_by_the_next(
    database: Target, plan: Sequence[Quad], cut: Cut, after: int
) -> None:
    """It has two transactions under way: the one beside the one that failed may have come through or not."""
    empty(database)
    with cut(after):
        push(plan, BASE, database, rows=40)
    assert contents(database) != wanted(plan)
    push(plan, BASE, database)
    assert contents(database) == wanted(plan)
    assert push(plan, BASE, database).changes == 0


@pytest.mark.parametrize("held", [5, 100_000], ids=["in a file", "in memory"])
@pytest.mark.parametrize("dynamic", [True, False], ids=["labels in rows", "labels in statements"])
def test_small_and_large_batches_give_the_same(
    database: Target, plan: Sequence[Quad], monkeypatch: pytest.MonkeyPatch, held: int, dynamic: bool
) -> None:
    """Whatever the server's Cypher can do, and whether what waits for its ends has room in memory or not."""
    real = Database.__init__
    monkeypatch.setattr(
        Database, "__init__", lambda self, target, driver, **_: real(self, target, driver, dynamic=dynamic)
    )
    monkeypatch.setattr(Held.__init__, "__defaults__", (held,))
    for rows in (7, 100_000):
        ask(database, "MATCH (n) DETACH DELETE n")
        push(plan, BASE, database, rows=rows)
        assert contents(database) == wanted(plan)


def test_what_waits_in_a_file_comes_back_as_it_was() -> None:
    given = [
        PropertyRelationship(
            "SERVES", "a", str(number), {"id": "水素\ud800", "lines": [1, number], "share": 0.5, "on": True}
        )
        for number in range(25)
    ]
    held = Held(most=10)
    for each in given:
        held.add(each)
    held.release(lambda each: each.target == "24")
    assert sorted(held.rest(), key=lambda each: int(each.target)) == given[:-1]
    assert list(held.rest()) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(facts_made(), min_size=2, max_size=2))
def test_a_push_leads_from_any_graph_to_any_other(database: Target, made: list[Facts]) -> None:
    for facts in made:
        found = grouped(quads(facts, BASE, DOCUMENT))
        push(found, BASE, database)
        assert contents(database) == wanted(found)
        assert push(found, BASE, database).changes == 0


def test_a_graph_outside_its_base_is_refused(database: Target, plan: Sequence[Quad]) -> None:
    empty(database)
    with pytest.raises(DataError, match="does not begin with"):
        push(plan, "https://example.org/elsewhere/id/", database)
    assert contents(database).nodes.total() == 0


def test_progress_is_told_step_by_step(database: Target, plan: Sequence[Quad]) -> None:
    told: list[tuple[str, int, int]] = []
    push(plan, BASE, database, progress=lambda *each: told.append(each))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert {of for *_, of in told} == {4}
