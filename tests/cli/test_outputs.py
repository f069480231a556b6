"""``check``, ``export`` and ``draw``: the graph examined, written and drawn; and progress, which a pipe never sees."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path

import pytest

from api.terminal import progress as progress_module
from api.terminal.progress import progress
from graph.exports.table import EXPORTS
from graph.rdf import quads
from graph.stores.embedded import EmbeddedStore
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.cli.conftest import PLAN, call

BASE = "https://w3id.org/policylinks/id/"


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose links do not all say how they are known."""
    loaded = facts_of_document(read_file(PLAN))
    status = "https://w3id.org/policylinks/ontology#status"
    kept = [each for each in quads(loaded.facts, BASE, loaded.id) if each.predicate.value != status]
    graphs: dict[str, list[object]] = {}
    for each in kept:
        graphs.setdefault(each.graph_name.value, []).append(each)  # type: ignore[union-attr]
    folder = tmp_path_factory.mktemp("broken")
    EmbeddedStore(folder).replace(graphs, BASE)  # type: ignore[arg-type]
    return folder


@pytest.mark.parametrize(("lang", "words"), [("ja", "誤りはありません"), ("en", "Nothing is broken")])
def test_a_sound_graph_passes_the_check(store: Path, lang: str, words: str) -> None:
    done = call("check", "--store", store, "--lang-ui", lang)
    assert done.code == 0, done.out
    assert words in done.out
    assert done.err == ""


def test_the_check_as_json(store: Path, broken: Path) -> None:
    good = call("check", "--store", store, "--format", "json")
    content = json.loads(good.out)
    assert (good.code, content["problems"], good.err) == (0, [], "")
    bad = call("check", "--store", broken, "--format", "json")
    assert bad.code == 1
    assert {"check", "subject", "message"} == set(json.loads(bad.out)["problems"][0])
    assert bad.err


def test_broken_shapes_end_with_1_and_are_listed(broken: Path) -> None:
    done = call("check", "--store", broken)
    assert done.code == 1
    assert "contribution-" in done.out
    assert "status" in done.out


def test_expected_counts_are_compared_with_the_document_they_belong_to(store: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{PLAN.stem}.expected.json"
    path.write_text(json.dumps({"nodes": {"Project": 7}, "links": {}}))
    assert call("check", "--store", store, "--expected", path).code == 0
    path.write_text(json.dumps({"nodes": {"Project": 8}}))
    done = call("check", "--store", store, "--expected", path)
    assert done.code == 1
    assert "expected-counts" in done.out
    path.write_text("eight")
    assert call("check", "--store", store, "--expected", path).refused(1)
    other = tmp_path / "other.expected.json"
    other.write_text("{}")
    assert call("check", "--store", store, "--expected", other).refused(2)


def test_an_export_names_what_it_wrote(store: Path, tmp_path: Path) -> None:
    done = call("export", "--store", store, "--to", tmp_path / "out")
    assert done.code == 0, done.err
    assert done.err == ""
    written = {Path(line) for line in done.out.splitlines()}
    assert all(path.is_file() for path in written)
    for name, export in EXPORTS.items():
        folder = tmp_path / "out" / name
        assert tmp_path / "out" / f"policy{export.suffix}" in written or any(folder in path.parents for path in written)


def test_two_exports_of_one_graph_are_the_same_byte_for_byte(store: Path, tmp_path: Path) -> None:
    """Two processes with different hash seeds, and a store that was loaded another time."""
    assert call("load", PLAN, "--store", tmp_path / "again").code == 0
    sums = []
    for seed, (source, target) in enumerate([(store, "one"), (store, "two"), (tmp_path / "again", "three")]):
        assert call("export", "--store", source, "--to", tmp_path / target, PYTHONHASHSEED=str(seed)).code == 0
        sums.append((tmp_path / target / "SHA256SUMS").read_bytes())
    assert sums[0] == sums[1] == sums[2]


def test_an_export_into_a_file_ends_with_3(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    assert call("export", "--store", store, "--to", tmp_path / "out", "--format", "nt").refused(3)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_drawing_is_one_file_that_asks_no_host(store: Path, tmp_path: Path, lang: str) -> None:
    target = tmp_path / "network.html"
    done = call("draw", "lanes", "-o", target, "--store", store, "--lang", lang)
    assert (done.code, done.out) == (0, f"{target}\n"), done.err
    text = target.read_text(encoding="utf-8")
    assert f'lang="{lang}"' in text
    assert 'src="' not in text
    assert "プロジェクト" in text


def test_a_drawing_has_in_its_middle_what_is_named(store: Path, tmp_path: Path) -> None:
    name = next(node.label for node in facts_of_document(read_file(PLAN)).facts.by_type["GrowthField"])
    assert call("draw", "lanes", "-o", tmp_path / "a.html", "--store", store, "--focus", name).code == 0
    done = call("draw", "lanes", "-o", tmp_path / "b.html", "--store", store, "--focus", name[:4])
    assert done.refused(2)
    assert name in done.err, "the nearest names are told"
    assert not (tmp_path / "b.html").exists()


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_after_a_while_and_never_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "_PATIENCE", 0.05)
    monkeypatch.setattr(progress_module, "_TICK", 0.02)
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as told:
        assert told
        told("plan.txt", 1, 3)
        time.sleep(0.4)
    assert "plan.txt" in terminal.getvalue()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress() as told:
        assert told is None
    assert pipe.getvalue() == ""


def test_what_is_quick_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as told:
        assert told
        told("plan.txt", 1, 3)
    assert terminal.getvalue() == ""
