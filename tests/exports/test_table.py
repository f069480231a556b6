"""The table of exports: what stands there is written, listed and documented without further ado."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import networkx
import pytest
from pyoxigraph import NamedNode, Quad

from graph.errors import CallError, OutsideError
from graph.exports.folder import CHECKSUMS, export
from graph.exports.given import ExportInput, export_input
from graph.exports.table import EXPORTS
from graph.network import network
from tests.conftest import ROOT

DOCS = ROOT / "docs"
# What interfaces promise by name.
PROMISED = {f"policy.{suffix}" for suffix in ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml")}


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_is_documented_in_the_guide(name: str) -> None:
    guide = "\n".join(path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md"))
    assert f"`{name}`" in guide, f"docs name the export `{name}`"


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_gives_the_same_bytes_twice(given: ExportInput, name: str) -> None:
    first = EXPORTS[name].files(given)
    assert first
    assert all(first.values())
    assert EXPORTS[name].files(given) == first


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_says_what_it_is_in_both_languages(name: str) -> None:
    assert set(EXPORTS[name].description) == {"ja", "en"}
    assert "/" in EXPORTS[name].media_type


def test_an_export_of_everything_is_complete_and_its_checksums_are_right(given: ExportInput, tmp_path: Path) -> None:
    export(given, tmp_path / "out")
    lines = (tmp_path / "out" / CHECKSUMS).read_text().splitlines()
    sums = {name: hash_ for hash_, name in (line.split("  ") for line in lines)}
    there = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert there == {*sums, CHECKSUMS}
    assert there >= PROMISED
    for name, hash_ in sums.items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == hash_


def test_two_exports_into_one_folder_keep_each_others_checksums(given: ExportInput, tmp_path: Path) -> None:
    export(given, tmp_path, ["ttl"])
    export(given, tmp_path, ["nt"])
    assert [line.split("  ")[1] for line in (tmp_path / CHECKSUMS).read_text().splitlines()] == [
        "policy.nt",
        "policy.ttl",
    ]


def test_tables_that_the_graph_no_longer_has_are_removed(given: ExportInput, tmp_path: Path) -> None:
    export(given, tmp_path, ["csv"])
    (tmp_path / "csv" / "own-notes.csv").write_text("mine")
    stale = "csv/no-such-class.csv"
    (tmp_path / stale).write_text("old")
    with (tmp_path / CHECKSUMS).open("a") as file:
        file.write(f"{'0' * 64}  {stale}\n{'0' * 64}  ../outside\n")
    export(given, tmp_path, ["csv"])
    assert not (tmp_path / stale).exists()
    assert (tmp_path / "csv" / "own-notes.csv").exists()
    assert "outside" not in (tmp_path / CHECKSUMS).read_text()


def test_an_unknown_export_is_refused_before_anything_is_written(given: ExportInput, tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no export 'docx'"):
        export(given, tmp_path / "out", ["ttl", "docx"])
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_told_in_one_sentence(given: ExportInput, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(OutsideError, match="cannot be written"):
        export(given, tmp_path / "out", ["nt"])
    assert (tmp_path / "out").read_text() == "in the way"


def test_graphml_holds_every_link_between_known_nodes(given: ExportInput) -> None:
    (content,) = EXPORTS["graphml"].files(given).values()
    found = networkx.parse_graphml(content.decode(), force_multigraph=True)
    drawn = network(given.facts)
    assert dict(found.nodes(data=True)) == dict(drawn.nodes(data=True))
    assert sorted(key for _, _, key in found.edges(keys=True)) == sorted(key for _, _, key in drawn.edges(keys=True))
    keys = [each.get("id") for each in ElementTree.fromstring(content) if each.tag.endswith("key")]
    assert len(set(keys)) == len(keys), "ids of keys are unique, as XML demands"


def test_the_network_has_the_links_and_references_of_the_facts(given: ExportInput) -> None:
    drawn = network(given.facts)
    assert set(drawn) == set(given.facts.nodes)
    types = {data["type"] for _, _, data in drawn.edges(data=True)}
    assert types >= {"Contribution", "Measurement", "Listing", "isPartOf", "broader"}
    for source, target, key, data in drawn.edges(keys=True, data=True):
        if key in given.facts.links:
            link = given.facts.links[key]
            assert (link.source, link.target, link.type) == (source, target, data["type"])
            assert data["lines"]


def test_what_two_documents_say_alike_is_one_value(given: ExportInput) -> None:
    """The same statements in the graph of another document add nothing to the facts."""
    other = NamedNode(given.base + "document-other")
    again = [Quad(each.subject, each.predicate, each.object, other) for each in given.quads]
    assert export_input([*given.quads, *again], given.base, "made").facts == given.facts
