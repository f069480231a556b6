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


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n", "empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
    "page.txt": ("<!DOCTYPE html>\n<html><body>計画</body></html>".encode(), "HTML"),
    "cut-off.txt": ("■ 計画の本文".encode()[:-1], "cut off"),
    "other-plan.txt": (
        "庁内文書管理規程\n第一条 文書は、整理して保存する。\n第二条 保存の期間は五年とする。\n".encode(),
        "plan",
    ),
    "notes.md": ("# 買い物\n\n- 牛乳\n".encode(), "plan"),
    "plan.pdf": (b"%PDF-1.7\n", "PDF"),
    "plan.docx": (b"PK\x03\x04", ".docx"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_plan_gets_one_sentence_and_leaves_the_store_as_it_was(tmp_path: Path, name: str) -> None:
    content, said = BAD[name]
    (tmp_path / name).write_bytes(content)
    store = tmp_path / "store"
    assert load(store, PLAN).code == 0
    before = state(store)
    done = load(store, OTHER, tmp_path / name)
    assert done.refused(1)
    assert name in done.err
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert state(store) == before
    assert call("query", "--store", store, given="ASK { ?p a pol:Project }").out == "true\n"


@pytest.mark.parametrize("name", ["none.txt", "folder"])
def test_what_is_no_file_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    done = load(tmp_path / "store", tmp_path / name)
    assert done.refused(2)
    assert name in done.err
    assert not (tmp_path / "store").exists()


def test_an_unknown_kind_is_a_wrong_call_that_names_the_known_ones(tmp_path: Path) -> None:
    done = load(tmp_path, PLAN, "--kind", "novel")
    assert done.refused(2)
    assert "industrial-strategy" in done.err


def test_a_folder_that_is_no_store_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "current.json").write_text("my own notes")
    assert load(tmp_path, PLAN).refused(3)
    assert (tmp_path / "current.json").read_text() == "my own notes"


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "current.json").write_text('{"format": 99}')
    done = load(tmp_path, PLAN)
    assert done.refused(3)
    assert "99" in done.err
    assert (tmp_path / "current.json").read_text() == '{"format": 99}'


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = load(tmp_path / "store", PLAN, "--report", tmp_path / "no-folder" / "report.json")
    assert done.refused(3)
    assert "report.json" in done.err


def test_another_base_writes_iris_under_it(tmp_path: Path) -> None:
    base = "https://example.org/plans/id/"
    assert call("load", PLAN, "--store", tmp_path, POLICYLINKS_BASE_IRI=base).code == 0
    done = call("query", "--store", tmp_path, "--format", "csv", given="SELECT ?p { ?p a pol:Project }")
    assert all(line.startswith(base) for line in done.out.splitlines()[1:])
