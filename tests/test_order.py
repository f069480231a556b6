"""Where processes share the tests, they begin with the files that take longest."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.conftest import ROOT
from tests.order import FIRST, file_of, long_files_first, times

LONGEST, LONG = FIRST[0], FIRST[-1]
TESTS = ["tests/b.py::test_it", "tests/a.py::test_it[x::y]", f"{LONG}::test_it", "tests/b.py::test_more", LONGEST]


def test_long_files_are_begun_first_and_then_those_of_many_tests() -> None:
    assert long_files_first(TESTS) == [LONGEST, LONG, "tests/b.py", "tests/a.py"]


def test_every_process_finds_the_same_order() -> None:
    assert len({tuple(long_files_first(names)) for names in itertools.permutations(TESTS)}) == 1


def test_the_files_that_are_named_are_there_and_named_once() -> None:
    assert not [name for name in FIRST if not (ROOT / name).is_file()]
    assert len(set(FIRST)) == len(FIRST)


def test_all_files_that_use_a_real_neo4j_follow_each_other() -> None:
    """One at a time has its database, so that two that ran side by side would wait."""
    users = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.name != Path(__file__).name
        and any(word in path.read_text("utf-8") for word in ("database: Target", "emptied()", "neo4j_cypher"))
    }
    assert set(FIRST[1 : len(users) + 1]) == users


def test_the_end_of_a_run_says_what_took_how_long() -> None:
    def report(name: str, duration: float, stop: float, worker: str) -> Any:
        return SimpleNamespace(nodeid=name, duration=duration, stop=stop, worker_id=worker)

    files, ends = times([report("a::x", 1.5, 10, "gw0"), report("a::y", 2, 12, "gw0"), report("b::x", 1, 11, "gw1")])
    assert files == {"a": 3.5, "b": 1}
    assert ends == {"gw0": 12, "gw1": 11}
    assert file_of("a::x[b::c]") == "a"
