"""A load happens all at once or not at all, whatever ends it; readers see the old state or the new one, no third."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from graph.stores.embedded import EmbeddedStore
from graph.stores.generations import FORMAT, Generations
from tests.cli.conftest import PLAN, PROGRAM, call
from tests.conftest import DOCUMENTS
from tests.stores.conftest import BASE, GRAPH, OTHER, quads, rows

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"  # the ontology's graph is apart


def triples(folder: Path) -> tuple[str, int]:
    """The version that the state file says, and how many triples of data really stand in the store."""
    generations = Generations(folder)
    state = generations.state()
    store = Store.read_only(str(generations.path(state)))
    return state.version, sum(
        len(list(store.quads_for_pattern(None, None, None, NamedNode(iri)))) for iri in state.graphs
    )


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, int], tuple[str, int]]:
    """A store with one plan, its state, and its state once a changed edition of the plan is loaded."""
    folder = tmp_path_factory.mktemp("states")
    assert call("load", PLAN, "--store", folder / "old").code == 0
    shutil.copytree(folder / "old", folder / "new")
    changed = folder / PLAN.name
    changed.write_text(PLAN.read_text("utf-8").replace("見本市", "展示会"), "utf-8")
    assert call("load", changed, "--store", folder / "new").code == 0
    return folder, triples(folder / "old"), triples(folder / "new")


def test_a_load_that_is_killed_at_any_moment_leaves_the_old_state_or_the_new_one(
    states: tuple[Path, tuple[str, int], tuple[str, int]], tmp_path: Path
) -> None:
    folder, old, new = states
    assert old != new
    store = tmp_path / "store"
    shutil.copytree(folder / "old", store)
    began = time.monotonic()
    other = tmp_path / "other" / PLAN.name
    other.parent.mkdir()
    shutil.copy(PLAN, other)
    assert call("load", other, "--store", store).code == 0  # the same document: nothing changes, but the time is known
    usual = time.monotonic() - began
    order = random.Random(7)
    seen = set()
    for turn in range(30):
        source = folder / PLAN.name if turn % 2 == 0 else PLAN
        process = subprocess.Popen(
            [str(PROGRAM), "load", str(source), "--store", str(store)], stderr=subprocess.DEVNULL
        )
        time.sleep(order.uniform(0.3, 1.1) * usual)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = triples(store)
        assert found in (old, new)
        seen.add(found)
    assert call("load", folder / PLAN.name, "--store", store).code == 0
    assert triples(store) == new
    assert seen


def test_of_two_loads_at_once_the_second_waits_and_says_so(tmp_path: Path) -> None:
    other = DOCUMENTS / "minatogawa-growth-vision.txt"
    assert call("load", PLAN, "--store", tmp_path).code == 0
    held = Generations(tmp_path)
    with held._lock(None):
        process = subprocess.Popen(
            [str(PROGRAM), "load", str(other), "--store", str(tmp_path), "--lang-ui", "en"],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stderr
        said = process.stderr.readline()
        assert process.poll() is None
        before = held.state().version
    process.communicate(timeout=60)
    assert "wait" in said.lower()
    assert process.returncode == 0
    assert held.state().version != before


def test_the_same_graphs_again_change_nothing_and_others_stay(small: EmbeddedStore) -> None:
    before = small.version()
    assert not small.replace({GRAPH: quads(GRAPH, 3)}, BASE)
    assert small.version() == before
    assert small.replace({GRAPH: quads(GRAPH, 2, "changed")}, BASE)
    assert dict(small.graphs()) == {GRAPH: 2, OTHER: 4}
    assert rows(small, f"SELECT ?o {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} ORDER BY ?o") == ["y 0", "y 1", "y 2", "y 3"]


def test_a_reader_sees_the_new_state_without_a_restart(small: EmbeddedStore) -> None:
    assert rows(small, COUNT) == ["7"]
    EmbeddedStore(small._generations.folder).replace({GRAPH: quads(GRAPH, 9)}, BASE)
    assert rows(small, COUNT) == ["13"]


def test_a_full_disk_ends_a_load_with_one_sentence_and_the_store_as_it_was(
    states: tuple[Path, tuple[str, int], tuple[str, int]], tmp_path: Path
) -> None:
    """A limit on the size of files stands for the disk: the system refuses the write in the same way."""
    folder, old, _ = states
    store = tmp_path / "store"
    shutil.copytree(folder / "old", store)

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [str(PROGRAM), "load", str(folder / PLAN.name), "--store", str(store)], capture_output=True, text=True,
        preexec_fn=small_files, check=False, timeout=120, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "as it was" in done.stderr
    assert triples(store) == old


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (json.dumps({"format": FORMAT + 1}), "newer"),
        ("{", "not the state of a store"),
        (json.dumps({"format": "x"}), "not the state of a store"),
        ("[]", "not the state of a store"),
    ],
)
def test_a_store_of_a_newer_version_or_of_nonsense_is_not_touched(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "store").mkdir()
    state = tmp_path / "store" / "current.json"
    state.write_text(text, "utf-8")
    for done in (call("load", PLAN, "--store", tmp_path / "store"), call("check", "--store", tmp_path / "store")):
        assert done.refused(3)
        assert word in done.err
    assert state.read_text("utf-8") == text
