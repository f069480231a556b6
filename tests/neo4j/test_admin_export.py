"""The export ``neo4j-admin``: what a real import makes of it is what a push makes, and its files can be read back."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Quad

from graph.errors import EndpointError
from graph.exports.given import export_input
from graph.exports.neo4j_admin.sheets import SEPARATOR, Sheets
from graph.exports.neo4j_admin.sorted_rows import SortedRows
from graph.exports.table import EXPORTS
from graph.facts import Facts
from graph.neo4j.connection import Target
from graph.neo4j.push import push
from tests.exports.made import facts_made, given_made
from tests.neo4j.conftest import BASE
from tests.neo4j.contents import Contents, contents, wanted
from tests.neo4j.server import PASSWORD, RECIPE, ask, free_port, recipe

READ = {"string": str, "long": int, "double": float, "boolean": lambda text: text == "true"}


def files_of(quads: Iterable[Quad]) -> Mapping[str, bytes]:
    """The files of the export by name."""
    given_ = export_input(quads, BASE, "made")
    return {path.partition("/")[2]: content for path, content in EXPORTS["neo4j-admin"].files(given_).items()}


def arguments(files: Mapping[str, bytes], option: str) -> Iterator[tuple[list[str], str]]:
    """Labels or type, and file name, of each argument of the command."""
    for each in shlex.split(files["import.sh"].decode().replace("\\\n", " "), comments=True):
        if each.startswith(f"--{option}="):
            labels, _, name = each.removeprefix(f"--{option}=").partition("=")
            yield labels.split(":"), name


CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)')


def rows(content: bytes) -> Iterator[tuple[list[str], dict[str, object]]]:
    """Keys and properties of each row, by the types of the header. A cell that is empty and has no quotes is none."""
    header, _, body = content.decode().partition("\n")
    names, row, at = header.split(","), list[str | None](), 0
    while at < len(body):
        cell = CELL.match(body, at)
        assert cell, body[at : at + 80]
        row.append(cell[1].replace('""', '"') if cell[1] is not None else cell[2] or None)
        at = cell.end()
        if cell[3] == "\n":
            yield _row(names, row)
            row = []


def _row(names: list[str], row: list[str | None]) -> tuple[list[str], dict[str, object]]:
    keys, properties = [], {}
    for header, cell in zip(names, row, strict=True):
        name, _, type_ = header.partition(":")
        kind = READ.get(type_.removesuffix("[]"))
        if kind is None:
            keys.append(cell or "")
        elif cell is not None:
            listed = [kind(each) for each in cell.split(SEPARATOR)] if cell else []
            properties[name] = listed if type_.endswith("[]") else kind(cell)
    return keys, properties


def read_back(files: Mapping[str, bytes]) -> Contents:
    """The nodes and relationships that the files tell."""
    nodes: Counter[str] = Counter()
    links: Counter[str] = Counter()
    for labels, name in arguments(files, "nodes"):
        for (id_,), properties in rows(files[name]):
            nodes[repr([sorted(labels), sorted({**properties, "id": id_}.items())])] += 1
    for (type_,), name in arguments(files, "relationships"):
        for (source, target), properties in rows(files[name]):
            links[repr([type_, source, target, sorted(properties.items())])] += 1
    return Contents(nodes, links)


def test_the_files_hold_the_property_graph(plan: Sequence[Quad]) -> None:
    assert read_back(files_of(plan)) == wanted(plan)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=facts_made())
def test_whatever_texts_a_graph_has_they_are_read_back(made: Facts) -> None:
    given_ = given_made(made)
    assert read_back(files_of(given_.quads)) == wanted(sorted(given_.quads, key=lambda each: str(each.subject)))


def test_the_order_of_the_quads_does_not_matter(plan: Sequence[Quad]) -> None:
    assert files_of(list(reversed(plan))) == files_of(plan)


def test_every_file_of_data_is_named_in_the_command(plan: Sequence[Quad]) -> None:
    files = files_of(plan)
    named = [name for option in ("nodes", "relationships") for _, name in arguments(files, option)]
    assert sorted([*named, "import.sh", "schema.cypher"]) == sorted(files)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_property_of_two_types_makes_two_files_whatever_comes_first(order: Sequence[int]) -> None:
    made = [("a", {"v": 1.5}), ("b", {"v": "9e999"}), ("c", {"v": 2.5, "w": list[str]()}), ("d", {"w": ["%s", "x,"]})]
    with SortedRows(None, 1) as rows_:
        sheets = Sheets("s", ("id:ID",), rows_)
        for at in order:
            sheets.add((made[at][0],), made[at][1])  # type: ignore[arg-type]
        found = {name: b"".join(parts).decode().splitlines() for name, parts in sheets.files()}
    assert found == {
        "s.csv": ["id:ID,v:double,w:string[]", '"a",1.5,', '"c",2.5,""', f'"d",,"%s{SEPARATOR}x,"'],
        "s-2.csv": ["id:ID,v:string", '"b","9e999"'],
    }


@pytest.fixture(scope="module")
def imported(plan: Sequence[Quad], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server of its own with the database that the command of the export makes, as yet read-only."""
    home, out = tmp_path_factory.mktemp("imported"), tmp_path_factory.mktemp("out")
    for name, content in files_of(plan).items():
        (out / name).write_bytes(content)
    recipe(home, "jars")
    admin = out / "admin"
    admin.write_text(f'#!/bin/sh\nexec bash {shlex.quote(str(RECIPE))} admin "$@"\n')
    admin.chmod(0o755)
    given_ = {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(home), "NEO4J_LIB": "", "HEAP": "512m"}
    done = subprocess.run(
        ["sh", out / "import.sh"], env={**os.environ, **given_}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    url = recipe(home, "start", port=free_port(), read_only=True)
    yield Target(url, "neo4j", PASSWORD)
    recipe(home, "stop")


def test_an_imported_database_is_what_a_push_makes_and_takes_no_writes_while_it_is_read_only(
    imported: Target, plan: Sequence[Quad], other: Sequence[Quad]
) -> None:
    def without_empty_lists(found: Contents) -> Counter[str]:
        return Counter({re.sub(r"\('\w+', \[\]\)(?:, )?", "", each): n for each, n in found.relationships.items()})

    held = contents(imported)
    assert held.nodes == wanted(plan).nodes
    assert without_empty_lists(held) == without_empty_lists(wanted(plan))
    for graph in (plan, other):
        with pytest.raises(EndpointError, match="takes no writes"):
            push(graph, BASE, imported)
    assert contents(imported) == held


def test_after_the_statements_of_the_schema_a_push_changes_nothing(database: Target, plan: Sequence[Quad]) -> None:
    push(plan, BASE, database)
    held = contents(database)
    ask(database, "MATCH ()-[r]->() WHERE r.rule = [] REMOVE r.rule")
    for (name,) in ask(database, "SHOW CONSTRAINTS YIELD name RETURN name"):
        ask(database, f"DROP CONSTRAINT `{name}`")
    schema = files_of(plan)["schema.cypher"].decode()
    for statement in schema.split(";\n")[:-1]:
        ask(database, statement)
    assert contents(database) == held
    assert push(plan, BASE, database, dry_run=True).changes == 0
