"""How classes and properties of the ontology are called in the property graph; all of it read from the ontology file.

A text in Japanese has the property's plain name, one in English the same with ``En`` (``name``, ``nameEn``), one in
another language the name with its tag (``name_ko``). A property that says one thing but has several values keeps the
first under its name and the rest under its name with ``Others``, so that queries always find the same kind of value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ontology.prefixes import PREFIXES
from ontology.vocabulary import LinkType, NodeType, Property, Vocabulary, vocabulary

ID, LINES, RULE, ORIGINS = "id", "lines", "rule", "wasDerivedFrom"
OTHERS = "Others"
PLAIN_LANGUAGE = "ja"
_ENGLISH = "En"
TEXT_TYPE = PREFIXES["rdf"] + "langString"


@dataclass(frozen=True)
class Names:
    """Look-ups between the two graphs: by IRI for the way there, by name for the way back."""

    labels: Mapping[str, tuple[str, ...]]
    links: Mapping[str, LinkType]
    properties: Mapping[str, Property]
    terms: Mapping[str, str]
    kinds: Mapping[str, str]
    kind_of: Mapping[str, str]
    joining: frozenset[str]
    structural: Mapping[str, str]
    classes: Mapping[str, NodeType]
    link_of: Mapping[str, LinkType]
    structure: Mapping[str, Property]
    by_name: Mapping[str, Property]
    relation: LinkType


def names_of(known: Vocabulary) -> Names:
    """The names of a vocabulary."""
    links = known.link_types.values()
    kinds = {each.iri: each.relationship for each in known.terms.values() if each.relationship}
    kinds |= {iri: each.relationship for iri, each in known.joining.items() if each.relationship}
    return Names(
        labels={each.iri: each.graph_labels for each in known.node_types.values()},
        links={each.iri: each for each in links},
        properties={each.iri: each for each in known.properties.values()},
        terms={each.iri: each.name for each in known.terms.values()},
        kinds=kinds,
        kind_of={relationship: iri for iri, relationship in kinds.items()},
        joining=frozenset(known.joining),
        structural={each.iri: each.relationship for each in known.properties.values() if each.relationship},
        classes={each.graph_labels[-1]: each for each in known.node_types.values()},
        link_of={each.relationship: each for each in links if each.relationship},
        structure={each.relationship: each for each in known.properties.values() if each.relationship},
        by_name={each.graph_name: each for each in known.properties.values()},
        relation=next(each for each in links if each.relationship is None),
    )


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of the project's own ontology."""
    return names_of(vocabulary())


def in_language(name: str, language: str) -> str:
    """The name of a property's texts in a language: ``name``, ``nameEn``, ``name_ko``."""
    if language == PLAIN_LANGUAGE:
        return name
    return name + _ENGLISH if language == "en" else f"{name}_{language.replace('-', '_')}"


def read_name(name: str, known: Names) -> tuple[Property, str] | None:
    """The property and language of a name of ``in_language``, with or without ``Others``; None where it is none."""
    plain = name.removesuffix(OTHERS)
    if plain in known.by_name:
        return known.by_name[plain], PLAIN_LANGUAGE
    if plain.endswith(_ENGLISH) and plain.removesuffix(_ENGLISH) in known.by_name:
        return known.by_name[plain.removesuffix(_ENGLISH)], "en"
    stem, mark, tag = plain.partition("_")
    return (known.by_name[stem], tag.replace("_", "-")) if mark and stem in known.by_name else None
