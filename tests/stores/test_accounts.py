"""The account of a document's lines is kept with its graph: swapped with it, replaced with it, and never in it."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal

from graph.errors import StoreError
from graph.lines.account import STATED_HERE, STATES, AccountLine, LineAccount, LineNote, account_bytes, account_of
from graph.snapshot import SnapshotCache
from graph.stores.embedded import EmbeddedStore
from tests.cli.conftest import PLAN, PROGRAM, call
from tests.conftest import DOCUMENTS
from tests.stores.conftest import BASE, GRAPH, OTHER, quads


def account(*words: str) -> LineAccount:
    """An account of as many lines as words are given."""
    lines = tuple(AccountLine(number, text, "unread") for number, text in enumerate(words, 1))
    return LineAccount("made.txt", "made", lines, (LineNote((1,), "rule", "mended"),), (LineNote((), "encoding", "x"),))


def files(folder: Path) -> set[str]:
    """The names of the accounts on disk."""
    return {path.stem for path in (folder / "lines").iterdir()}


def name(folder: Path, graph: str) -> str:
    """The name of the account that the state of a store gives a graph, empty where it gives none."""
    content = json.loads((folder / "current.json").read_bytes())
    return str(content["graphs"][graph].get("lines", ""))


def test_an_account_comes_back_from_its_bytes_as_it_was() -> None:
    made = account("一行目\t二列目", "", "\u202e \"'<script>\\")
    made = replace(made, lines=(*made.lines, AccountLine(4, "x", "facts", STATED_HERE, ("project-1", "measure-2"))))
    assert account_of(account_bytes(made)) == made
    for wrong in (b"{", b"[]", b"{}", account_bytes(made).replace(b'"unread"', b'"lost"')):
        with pytest.raises(ValueError):
            account_of(wrong)


def test_a_load_keeps_the_words_and_the_state_of_every_line_beside_the_graph(tmp_path: Path) -> None:
    assert call("load", PLAN, "--store", tmp_path / "s", "--report", tmp_path / "report.json").code == 0
    store = EmbeddedStore(tmp_path / "s")
    kept = store.accounts()
    assert len(kept) == 1
    found = next(iter(kept.values()))
    told = json.loads((tmp_path / "report.json").read_bytes())["documents"][0]
    assert [line.words for line in found.lines] == PLAN.read_text("utf-8").split("\n")[: len(found.lines)]
    assert {**found.counts(), "total": len(found.lines)} == told["lines"]
    assert {line.state for line in found.lines} <= set(STATES)
    assert [(note.lines[0], note.rule) for note in found.repairs] == [(e["line"], e["rule"]) for e in told["repairs"]]
    # Lines that nothing cites are in the account alone.
    silent = next(line.words.strip() for line in found.lines if line.state == "structure")
    said = {quad.object.value for quad in store.dump() if isinstance(quad.object, Literal)}
    assert not [text for text in said if silent in text.split("\n")]
    store.close()


def test_an_account_goes_with_its_graph_and_no_other(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    first, second, third = account("a"), account("b"), account("c")
    assert store.replace({GRAPH: quads(GRAPH, 3), OTHER: quads(OTHER, 4)}, BASE, {GRAPH: first, OTHER: second})
    assert dict(store.accounts()) == {"document-a": first, "document-b": second}
    assert store.replace({GRAPH: quads(GRAPH, 5)}, BASE, {GRAPH: third})
    assert dict(store.accounts()) == {"document-a": third, "document-b": second}
    assert store.replace({GRAPH: quads(GRAPH, 6)}, BASE)
    assert dict(store.accounts()) == {"document-b": second}, "an account of other words is worse than none"
    assert not store.replace({OTHER: quads(OTHER, 4)}, BASE), "the same graph keeps its account"
    assert store.replace({GRAPH: quads(GRAPH, 7)}, BASE)
    assert len(files(tmp_path)) == 1, "accounts that nothing names are gone"


def test_the_same_triples_with_another_account_change_the_account_alone(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: quads(GRAPH, 3)}, BASE)
    cache = SnapshotCache(store)
    before = cache.get()
    assert store.replace({GRAPH: quads(GRAPH, 3)}, BASE, {GRAPH: account("a")})
    assert store.version() == before.version
    assert cache.get().facts is before.facts
    assert dict(cache.get().accounts) == {"document-a": account("a")}
    assert not store.replace({GRAPH: quads(GRAPH, 3)}, BASE, {GRAPH: account("a")})


def test_a_store_of_an_older_program_works_and_gets_its_account_with_the_next_load(tmp_path: Path) -> None:
    assert call("load", PLAN, "--store", tmp_path).code == 0
    state = tmp_path / "current.json"
    content = json.loads(state.read_bytes())
    for each in content["graphs"].values():
        each.pop("lines", None)
    state.write_text(json.dumps(content), "utf-8")
    shutil.rmtree(tmp_path / "lines")
    store = EmbeddedStore(tmp_path)
    assert dict(store.accounts()) == {}
    assert SnapshotCache(store).get().facts.nodes
    assert call("load", PLAN, "--store", tmp_path).code == 0
    assert len(store.accounts()) == 1
    store.close()


def test_an_account_that_is_gone_is_none_and_one_that_is_damaged_is_told(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: quads(GRAPH, 3), OTHER: quads(OTHER, 3)}, BASE, {GRAPH: account("a"), OTHER: account("b")})
    gone, damaged = (tmp_path / "lines" / f"{name(tmp_path, iri)}.json" for iri in (GRAPH, OTHER))
    gone.unlink()
    damaged.write_bytes(damaged.read_bytes()[:40])
    assert store.accounts().get("document-a") is None
    with pytest.raises(StoreError, match="cannot be read"):
        store.accounts()["document-b"]


@pytest.mark.parametrize("given", ["../../secret", "x", 7, "A" * 64])
def test_a_state_that_names_an_account_outside_is_no_state(tmp_path: Path, given: object) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace({GRAPH: quads(GRAPH, 3)}, BASE, {GRAPH: account("a")})
    state = tmp_path / "current.json"
    content = json.loads(state.read_bytes())
    content["graphs"][GRAPH]["lines"] = given
    state.write_text(json.dumps(content), "utf-8")
    with pytest.raises(StoreError, match="not the state of a store"):
        store.accounts()


def test_a_killed_load_leaves_each_graph_with_the_account_of_its_own_words(tmp_path: Path) -> None:
    """Killed as soon as an account is written, which is before the state is swapped."""
    other = DOCUMENTS / "minatogawa-growth-vision.txt"
    assert call("load", PLAN, "--store", tmp_path).code == 0
    before = files(tmp_path)
    process = subprocess.Popen([str(PROGRAM), "load", str(other), "--store", str(tmp_path)], stderr=subprocess.DEVNULL)
    while process.poll() is None and files(tmp_path) == before:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    store = EmbeddedStore(tmp_path)
    names = {found.document for found in store.accounts().values()}
    assert names in ({PLAN.name}, {PLAN.name, other.name})
    assert call("load", other, "--store", tmp_path).code == 0
    assert {found.document for found in store.accounts().values()} == {PLAN.name, other.name}
    store.close()
