"""Plans as text and as facts, and what two readings of one plan have to share."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode

from graph.exports.markdown import markdown
from graph.facts import Facts
from graph.rdf import RDF_TYPE, quads
from loaders.load import LoadedDocument, facts_of_document
from loaders.text.lines import read_document
from ontology.vocabulary import POL
from tests.conftest import DOCUMENTS

BASE = "https://example.org/plans/id/"
MADE = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))
Triples = frozenset[tuple[str, str, str]]
_DESCRIBED = {NamedNode(POL + name) for name in ("SourceDocument", "ClaimGraph")}


def loaded(text: str, name: str = "policy.md", publisher: str | None = None) -> LoadedDocument:
    """A Markdown plan as a load reads it."""
    return facts_of_document(read_document(name, text.encode(), "text/markdown"), None, publisher)


def again(facts: Facts) -> LoadedDocument:
    """Facts after they were written as a Markdown plan and loaded."""
    return loaded(markdown(facts))


def told(facts: Facts) -> Triples:
    """All triples of facts, but for quotes and what is said of the documents themselves."""
    found = list(quads(facts, BASE, "document-any"))
    documents = {each.subject for each in found if each.predicate == RDF_TYPE and each.object in _DESCRIBED}
    return frozenset(
        (str(each.subject), each.predicate.value, str(each.object))
        for each in found
        if each.subject not in documents and each.predicate.value != POL + "exact"
    )


def differences(before: Facts, after: Facts) -> list[str]:
    """What only one of two graphs tells, readable; empty where they tell the same."""
    left, right = told(before), told(after)
    return [f"lost {each}" for each in sorted(left - right)] + [f"new {each}" for each in sorted(right - left)]


def path_of(plan: str) -> Path:
    """The path of a made plan as extracted text."""
    return DOCUMENTS / f"{plan}.txt"
