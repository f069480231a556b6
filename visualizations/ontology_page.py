"""The documentation of the ontology: every term of its file with label and definition, in Japanese and English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from graph.snapshot import Snapshot
from graph.stores.ontology_graph import ontology_quads
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from visualizations.rendering import render

_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
# The sections of the page, in its order: the types that a term may have, and the title. The first match decides.
SECTIONS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "links": ((POL + "LinkClass",), {"ja": "つながりのクラス", "en": "Classes of links"}),
    "classes": ((_OWL + "Class",), {"ja": "クラス", "en": "Classes"}),
    "values": ((POL + "ControlledTerm", _SKOS + "Concept"), {"ja": "統制された値", "en": "Controlled values"}),
    "schemes": ((_SKOS + "ConceptScheme",), {"ja": "値の体系", "en": "Schemes of values"}),
    "relations": ((_OWL + "ObjectProperty",), {"ja": "関係のプロパティ", "en": "Properties between things"}),
    "data": ((_OWL + "DatatypeProperty",), {"ja": "データのプロパティ", "en": "Properties with values"}),
    "annotations": ((_OWL + "AnnotationProperty",), {"ja": "注釈のプロパティ", "en": "Annotation properties"}),
}
_WORDS = {
    "title": {"ja": "オントロジー", "en": "Ontology"},
    "lead": {
        "ja": "グラフの語のすべて。同じ一つのファイルから、RDFのグラフもプロパティグラフもページの色も作られる。",
        "en": "Every term. The RDF graph, the property graph and the colours of the pages come from this one file.",
    },
    "formats": {"ja": "データとして：", "en": "As data: "},
    "specialises": {"ja": "上位", "en": "specialises"},
    "of": {"ja": "主語", "en": "of"},
    "to": {"ja": "目的語", "en": "to"},
    "in": {"ja": "体系", "en": "in"},
}  # fmt: skip
_RELATED = {
    "specialises": (_RDFS + "subClassOf", _RDFS + "subPropertyOf"),
    "of": (_RDFS + "domain", POL + "sourceClass"),
    "to": (_RDFS + "range", POL + "targetClass"),
    "in": (_SKOS + "inScheme",),
}


@dataclass(frozen=True, slots=True)
class DescribedTerm:
    """One term: its section, its prefixed name, label and definition by language, and what it is related to."""

    iri: str
    name: str
    section: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    related: Mapping[str, tuple[str, ...]]

    @property
    def anchor(self) -> str:
        """The fragment of the term's IRI, as the address of its entry; the whole name for a term of others."""
        return self.iri.removeprefix(POL) if self.iri.startswith(POL) else self.name


@lru_cache(maxsize=1)
def described_terms() -> tuple[DescribedTerm, ...]:
    """Every term that the ontology file types, by section and name; what has a blank node is left out."""
    found: dict[str, list[Quad]] = defaultdict(list)
    for quad in ontology_quads():
        if isinstance(quad.subject, NamedNode):
            found[quad.subject.value].append(quad)
    terms = (_term(iri, quads) for iri, quads in found.items())
    order = list(SECTIONS)
    return tuple(sorted(filter(None, terms), key=lambda each: (order.index(each.section), each.name.lower())))


def _term(iri: str, quads: Iterable[Quad]) -> DescribedTerm | None:
    values: dict[str, list[object]] = defaultdict(list)
    for quad in quads:
        values[quad.predicate.value].append(quad.object)
    types = {each.value for each in values[_RDF + "type"] if isinstance(each, NamedNode)}
    section = next((name for name, (kinds, _) in SECTIONS.items() if types & set(kinds)), None)
    if section is None:
        return None

    def texts(predicate: str) -> dict[str, str]:
        return {each.language: each.value for each in values[predicate] if isinstance(each, Literal) and each.language}

    related = {
        name: tuple(sorted(_short(each.value) for predicate in predicates for each in values[predicate]
                           if isinstance(each, NamedNode)))
        for name, predicates in _RELATED.items()
    }  # fmt: skip
    return DescribedTerm(iri, _short(iri), section, texts(_RDFS + "label"), texts(_SKOS + "definition"), related)


def _short(iri: str) -> str:
    prefix = next((name for name, start in PREFIXES.items() if iri.startswith(start)), "")
    return f"{prefix}:{iri[len(PREFIXES[prefix]) :]}" if prefix else iri


def ontology_page(snapshot: Snapshot, lang: str) -> str:
    """The documentation as HTML."""
    terms = described_terms()
    sections = [(name, words[lang], [each for each in terms if each.section == name])
                for name, (_, words) in SECTIONS.items()]  # fmt: skip
    known = {each.name: each.anchor for each in terms}
    say = {key: words[lang] for key, words in _WORDS.items()}
    return render("ontology.html.jinja", snapshot, lang, tab="ontology", sections=sections, known=known, say=say)
