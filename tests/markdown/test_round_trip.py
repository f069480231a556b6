"""The law of the format: what is written and loaded again is the same graph, but for quotes and the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple, serialize
from rdflib.compare import isomorphic

from graph.exports.markdown import markdown
from graph.facts import Facts
from graph.rdf import facts_of, quads
from loaders.load import facts_of_document
from loaders.report import document_report
from loaders.text.readers import read_file
from ontology.prefixes import PREFIXES
from tests.markdown.plans import BASE, MADE, again, differences, loaded, path_of

_POL = rdflib.Namespace(PREFIXES["pol"])


def _rdflib(facts: Facts, document: str) -> rdflib.Graph:
    """The graph as another library sees it, without quotes and descriptions of documents."""
    found = list(quads(facts, BASE, document))
    text = serialize([Triple(each.subject, each.predicate, each.object) for each in found], format=RdfFormat.N_TRIPLES)
    assert text is not None
    graph = rdflib.Graph().parse(data=text, format="nt")
    graph.remove((None, _POL.exact, None))
    for class_ in (_POL.SourceDocument, _POL.ClaimGraph):
        for subject in list(graph.subjects(rdflib.RDF.type, class_)):
            graph.remove((subject, None, None))
    return graph


@pytest.mark.parametrize("plan", MADE)
def test_a_made_plan_comes_back_the_same(plan: str) -> None:
    facts = facts_of_document(read_file(path_of(plan))).facts
    found = again(facts)
    assert differences(facts, found.facts) == []
    assert document_report(found.account).lines.unread == document_report(found.account).lines.leftover == 0
    assert document_report(found.account).problems == ()


def test_the_official_plan_comes_back_the_same(official_text: Path) -> None:
    facts = facts_of_document(read_file(official_text)).facts
    found = again(facts)
    assert differences(facts, found.facts) == []
    assert document_report(found.account).lines.unread == 0
    assert isomorphic(_rdflib(facts, "document-any"), _rdflib(found.facts, found.id))


def test_the_official_plan_needs_no_help_with_ids(official_text: Path) -> None:
    """Numbers for repeated texts are written only where a text is repeated in its own list."""
    assert "同文" not in markdown(facts_of_document(read_file(official_text)).facts)


@pytest.mark.parametrize("plan", MADE)
def test_a_graph_out_of_a_store_comes_back_the_same(plan: str) -> None:
    loaded_ = facts_of_document(read_file(path_of(plan)))
    stored = facts_of(quads(loaded_.facts, BASE, loaded_.id), BASE)
    assert differences(loaded_.facts, again(stored).facts) == []


@pytest.mark.parametrize("plan", MADE)
def test_the_text_is_the_same_each_time_and_after_a_round(plan: str) -> None:
    facts = facts_of_document(read_file(path_of(plan))).facts
    assert markdown(facts) == markdown(facts) == markdown(again(facts).facts)


def test_facts_cite_the_lines_of_the_original_and_quote_nothing() -> None:
    before = facts_of_document(read_file(path_of(MADE[0])))
    after = again(before.facts)
    sources = {source for fact in (*after.facts.nodes.values(), *after.facts.links.values()) for source in fact.sources}
    assert {source.document for source in sources} == {before.id}
    assert {source.exact for source in sources} == {None}
    original = after.facts.nodes[before.id]
    assert (original.type, original.label) == ("SourceDocument", path_of(MADE[0]).name)
    assert original.text("sha256") == before.facts.nodes[before.id].text("sha256")
    assert before.id != after.id


def test_a_plan_written_by_hand_cites_its_own_lines_also_after_a_round() -> None:
    text = (
        "# 計画\n- 発行者: 県\n## 分野: 水\n## プロジェクト: 川\n- 対応: 水\n### 取組: 岸\n- 岸を守る\n  - 石を積む\n"
    )
    first = loaded(text, "by-hand.md")
    assert {(source.first_line, source.exact) for node in first.facts.nodes.values() for source in node.sources} == {
        (2, "- 発行者: 県"), (3, "## 分野: 水"), (4, "## プロジェクト: 川"), (6, "### 取組: 岸"),
        (7, "- 岸を守る"), (8, "- 石を積む"),
    }  # fmt: skip
    assert differences(first.facts, again(first.facts).facts) == []


def test_facts_of_two_documents_keep_their_lines_apart() -> None:
    marked = "# 計画\n- 原文書: a.txt\n- 原文書 2: b.txt\n## 分野: 水 {3, 2:7-9行}\n## 分野: 土\n"
    found = loaded(marked, "by-hand.md")
    assert again(found.facts).facts.nodes.keys() >= {node.id for node in found.facts.by_type["GrowthField"]}
    assert differences(found.facts, again(found.facts).facts) == []
    names = {node.id: node.label for node in found.facts.by_type["SourceDocument"]}
    places = {
        (node.label, names[source.document], source.first_line, source.last_line)
        for node in found.facts.by_type["GrowthField"]
        for source in node.sources
    }
    assert places == {("水", "a.txt", 3, 3), ("水", "b.txt", 7, 9), ("土", "by-hand.md", 5, 5)}
