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

from graph.stores.disk.generations import FORMAT, Generations
from graph.stores.embedded import EmbeddedStore
from tests.cli.conftest import PLAN, PROGRAM, call
from tests.conftest import DOCUMENTS
from tests.stores.conftest import BASE, GRAPH, OTHER, quads, rows

SAYS = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
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
    """Thirty loads of one edition over the other: ten are killed anywhere, twenty while a new generation is written."""
    folder, old, new = states
    assert old != new
    store = tmp_path / "store"
    shutil.copytree(folder / "old", store)
    began = time.monotonic()
    assert call("load", folder / PLAN.name, "--store", store).code == 0
    usual = time.monotonic() - began
    order = random.Random(7)
    cut = 0
    for turn in range(30):
        before = triples(store)
        assert before in (old, new)
        source = PLAN if before == new else folder / PLAN.name
        known = set((store / "generations").iterdir())
        process = subprocess.Popen(
            [str(PROGRAM), "load", str(source), "--store", str(store)], stderr=subprocess.DEVNULL
        )
        if turn < 10:
            time.sleep(order.uniform(0, 1.1) * usual)
        else:
            while process.poll() is None and not set((store / "generations").iterdir()) - known:
                time.sleep(0.001)
            time.sleep(order.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        cut += process.wait() == -signal.SIGKILL and len(list((store / "generations").iterdir())) > 1
        assert triples(store) in (old, new)
        assert call("check", "--store", store).code == 0 if turn % 10 == 9 else True
    assert cut >= 5, "some kills must come while a generation is half written"
    assert call("load", folder / PLAN.name, "--store", store).code == 0
    assert call("load", PLAN, "--store", store).code == 0
    assert triples(store) == old
    assert len(list((store / "generations").iterdir())) <= 2, "what killed loads left is gone"


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


def test_a_store_may_be_named_by_a_relative_path(small: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small._generations.folder
    monkeypatch.chdir(folder.parent)
    near = EmbeddedStore(Path(folder.name))
    assert rows(near, SAYS) == rows(small, SAYS)
    near.close()


@pytest.mark.parametrize("folder", ["/dev/null/store", "/proc/store", "{file}", "{file}/store"])
def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    done = call("load", PLAN, "--store", folder.format(file=tmp_path / "file"))
    assert done.code in (2, 3)
    assert done.out == "" and len(done.err.splitlines()) <= 2


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
