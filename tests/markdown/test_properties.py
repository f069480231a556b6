"""Whatever a plan says, in whatever characters, it comes back the same from the Markdown plan format."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from graph.exports.markdown import markdown
from graph.exports.markdown.language.text import escaped, piece, shielded
from graph.facts import Facts
from graph.rdf import facts_of, quads
from loaders.report import document_report
from tests.markdown.made import TEXTS, facts_of_made_plans
from tests.markdown.plans import BASE, differences, loaded

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def _wrong(line: int, column: int, message: str) -> Exception:
    return AssertionError(f"{line}:{column}: {message}")


@settings(max_examples=90, deadline=None, suppress_health_check=_SLOW)
@given(facts_of_made_plans())
def test_what_is_written_and_loaded_is_the_same_graph_with_the_same_ids(facts: Facts) -> None:
    text = markdown(facts)
    found = loaded(text)
    assert differences(facts, found.facts) == []
    counts = document_report(found.account).lines
    assert counts.unread == 0
    assert counts.total == text.count("\n") == counts.blank + counts.facts + counts.structure + counts.leftover
    assert bool(counts.facts) == any(fact.sources for fact in (*facts.nodes.values(), *facts.links.values()))


@settings(max_examples=30, deadline=None, suppress_health_check=_SLOW)
@given(facts_of_made_plans())
def test_it_makes_no_difference_that_a_graph_went_through_a_store(facts: Facts) -> None:
    stored = facts_of(quads(facts, BASE, "document-any"), BASE)
    assert differences(stored, loaded(markdown(stored)).facts) == []


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_text_comes_back_from_its_escapes_and_leaves_no_structure(text: str) -> None:
    for written in (escaped(text), shielded(text), escaped(text, ",;:、；：()（")):
        assert "\n" not in written
        assert written == written.strip()
        read = piece(1, written, _wrong)
        assert read.cut(0).text == text
        assert not set(read.mask) & set("{}|")
        assert read.columns[-1] == len(written) + 1
