"""``policylinks load``: what was read is told in full, and what cannot be read in one sentence; nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, Outcome, call
from tests.conftest import DOCUMENTS

OTHER = DOCUMENTS / "minatogawa-growth-vision.txt"


def state(store: Path) -> str:
    """What the store holds, as its own state file says."""
    path = store / "current.json"
    return path.read_text() if path.exists() else ""


def load(store: Path, *arguments: object) -> Outcome:
    """Loads into a store, in English."""
    return call("load", "--store", store, "--lang-ui", "en", *arguments)


def test_the_report_accounts_for_every_line(tmp_path: Path) -> None:
    done = load(tmp_path / "store", PLAN, OTHER, "--report", tmp_path / "report.json")
    assert done.code == 0, done.err
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert list(report) == ["documents", "nodes", "links", "seconds"]
    assert [each["document"] for each in report["documents"]] == [PLAN.name, OTHER.name]
    for each, path in zip(report["documents"], (PLAN, OTHER), strict=True):
        assert list(each) == ["document", "kind", "lines", "unread", "repairs", "problems"]
        lines = each["lines"]
        assert lines["total"] == sum(count for name, count in lines.items() if name != "total")
        assert lines["total"] == len(path.read_text(encoding="utf-8").splitlines())
        assert len(each["unread"]) == lines["unread"]
        assert all(list(unread) == ["line", "text"] for unread in each["unread"])
        assert all(list(repair) == ["line", "rule", "what"] for repair in each["repairs"])
        assert all(list(problem) == ["lines", "rule", "message"] for problem in each["problems"])
    assert report["nodes"]["Project"] > 5
    assert report["links"]["Contribution"] > 5
    assert report["seconds"] > 0


@pytest.mark.parametrize(
    ("lang", "words"), [("ja", ("行", "ノード", "プロジェクト")), ("en", ("lines", "nodes", "Project"))]
)
def test_what_was_read_is_told_on_standard_output(tmp_path: Path, lang: str, words: tuple[str, ...]) -> None:
    done = call("load", PLAN, "--store", tmp_path, "--lang-ui", lang, "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert done.code == 0
    assert all(word in done.out for word in (PLAN.name, *words, str(report["documents"][0]["lines"]["total"])))
    assert str(sum(report["nodes"].values())) in done.out
    assert done.err == "", "no progress in a pipe"


def test_more_is_told_with_v(tmp_path: Path) -> None:
    brief, full = load(tmp_path / "a", PLAN), load(tmp_path / "b", PLAN, "-v")
    assert len(full.out.splitlines()) > len(brief.out.splitlines())


def test_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, PLAN).code == 0
    before = state(tmp_path)
    again = load(tmp_path, PLAN)
    assert again.code == 0
    assert "nothing was changed" in again.err
    assert state(tmp_path) == before


def test_the_bundled_plan_is_loaded_where_no_document_is_named(tmp_path: Path) -> None:
    done = load(tmp_path / "store", "--report", tmp_path / "report.json")
    assert done.code == 0, done.err
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["nodes"]["GrowthField"] == 9
    assert report["documents"][0]["lines"]["unread"] == 0


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_old_japanese_encodings_are_read_and_noted(tmp_path: Path, encoding: str) -> None:
    text = PLAN.read_text(encoding="utf-8")
    (tmp_path / PLAN.name).write_bytes(text.encode(encoding, errors="replace"))
    done = load(tmp_path / "store", tmp_path / PLAN.name, "--report", tmp_path / "report.json")
    assert done.code == 0, done.err
    assert encoding in done.out
    (document,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["documents"]
    assert any(problem["rule"] == "encoding" and encoding in problem["message"] for problem in document["problems"])


def test_another_base_writes_iris_under_it(tmp_path: Path) -> None:
    base = "https://example.org/plans/id/"
    assert call("load", PLAN, "--store", tmp_path, POLICYLINKS_BASE_IRI=base).code == 0
    done = call("query", "--store", tmp_path, "--format", "csv", given="SELECT ?p { ?p a pol:Project }")
    assert all(line.startswith(base) for line in done.out.splitlines()[1:])
