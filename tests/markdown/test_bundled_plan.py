"""The bundled plan says what the official text says, with its lines, and none of its prose."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from data.bundle import WordsError, bundle, counts, words_of
from data.wording import in_our_words
from graph.exports.markdown.language.terms import BODIES
from graph.facts import Web
from graph.rdf import quads
from loaders.authorities import LIST
from loaders.load import bundled_plan, facts_of_document
from loaders.report import document_report
from loaders.text.lines import folded
from loaders.text.readers import read_file
from tests.markdown.plans import BASE, differences

FOLDER = bundled_plan().parent


def test_it_is_read_to_the_last_line_without_problems() -> None:
    report = document_report(facts_of_document(read_file(bundled_plan())).account)
    assert report.lines.unread == 0
    assert report.lines.facts > 300
    assert (report.problems, report.repairs) == ((), ())


def test_it_is_the_graph_of_the_official_text(official_text: Path) -> None:
    """But for labels in our own words. If this fails, the rules have changed: make the plan anew (data/README.md)."""
    official = facts_of_document(read_file(official_text)).facts
    bundled = facts_of_document(read_file(bundled_plan())).facts
    assert differences(in_our_words(official, words_of(official_text)), bundled) == []


def test_making_it_anew_gives_the_same_files(official_text: Path, tmp_path: Path) -> None:
    for name in (f"{official_text.stem}.source.json", f"{official_text.stem}.words.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    for path in bundle(official_text, tmp_path):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()


def test_it_is_not_made_while_a_text_has_no_words_of_ours(official_text: Path, tmp_path: Path) -> None:
    name = f"{official_text.stem}.source.json"
    (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / f"{official_text.stem}.words.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WordsError, match=r"[0-9]+ texts have no words of ours yet \(Finding in line [0-9]+"):
        bundle(official_text, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_every_fact_cites_lines_of_the_official_text_and_quotes_none() -> None:
    loaded = facts_of_document(read_file(bundled_plan()))
    facts = (*loaded.facts.nodes.values(), *loaded.facts.links.values())
    cited = {loaded.facts.nodes[source.document].label for fact in facts for source in fact.sources}
    assert cited - {LIST} == {"yamaguchi-industrial-strategy.txt"}
    without = {fact.type for fact in facts if not fact.sources}
    assert without == {"Plan", "SourceDocument", "ClaimGraph"}
    assert not [each for each in quads(loaded.facts, BASE, loaded.id) if each.predicate.value.endswith("#exact")]


def test_it_names_its_source_and_licence() -> None:
    text = bundled_plan().read_text(encoding="utf-8")
    head = text[: text.index("\n## ")]
    for words in ("山口県", "公共データ利用規約", "PDL 1.0", "加工して作成"):
        assert words in head
    loaded = facts_of_document(read_file(bundled_plan()))
    licences = [node.value("license") for node in loaded.facts.by_type["SourceDocument"] if node.values("license")]
    assert licences == [Web("https://www.digital.go.jp/resources/open_data/public_data_license_v1.0")]


def test_it_counts_what_it_holds() -> None:
    loaded = facts_of_document(read_file(bundled_plan()))
    expected = json.loads((FOLDER / f"{bundled_plan().stem}.expected.json").read_text(encoding="utf-8"))
    (original,) = {
        node.id for node in loaded.facts.by_type["SourceDocument"] if node.label == f"{bundled_plan().stem}.txt"
    }
    assert counts(loaded.facts, original) == expected
    assert expected["nodes"]["Project"] == 9


def test_none_of_the_prose_is_in_it(official_text: Path) -> None:
    """What stands under 現状 and 課題と方向性, and of the committee, stays out but for names and posts."""
    prose: list[str] = []
    inside = False
    for raw in official_text.read_text(encoding="utf-8").split("\n"):
        line = raw.strip()
        if re.match(r"^[〔【［\[]\s*(?:現\s*状|課\s*題)", line) or "委員" in line:
            inside = True
        elif re.match(r"^[0-9０-９]\s|^[〔【［\[]", line) or line.startswith(("■", "指標")):
            inside = False
        elif inside:
            prose += [folded(each) for each in re.split("[。、,\t]", line) if len(folded(each)) >= 12]
    assert len(prose) > 100
    bundled = folded(bundled_plan().read_text(encoding="utf-8"))
    facts = facts_of_document(read_file(bundled_plan())).facts
    names = {folded(node.label) for node in facts.nodes.values() if node.type in {*BODIES.table, "Instrument"}}
    names |= {folded(str(post)) for link in facts.links.values() for post in link.values("post")}
    assert [each for each in prose if each in bundled and not any(each in name for name in names)] == []


def test_our_words_repeat_nothing_of_the_prose_wherever_it_stands(official_text: Path) -> None:
    """Ten characters in a row, but for names: also of another sentence than the one that the words stand for."""
    facts = facts_of_document(read_file(official_text)).facts
    prose = "\n".join(
        folded(node.label) for type_ in ("Finding", "Event", "Fact") for node in facts.by_type.get(type_, ())
    )
    names = sorted(
        {folded(node.label) for type_ in (*BODIES.table, "Instrument") for node in facts.by_type.get(type_, ())}
    )
    labels = {label for rows in words_of(official_text).values() for label in rows.values()}
    assert len(labels) > 60
    copied = []
    for label in labels:
        plain = folded(label)
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, "\0")
        copied += [label for at in range(len(plain) - 9) if plain[at : at + 10] in prose]
    assert copied == []


@pytest.mark.parametrize("word", ["〔現", "〔課題", "現状と課題", "課題と方向性"])
def test_no_heading_of_the_prose_is_in_it(word: str) -> None:
    assert word not in bundled_plan().read_text(encoding="utf-8")
