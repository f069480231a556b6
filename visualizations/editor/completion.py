"""What the editors offer to complete besides the things of the plan: the words of the ontology in both languages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from graph.property_graph.names import names
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary


@lru_cache(maxsize=1)
def completions() -> dict[str, list[dict[str, str]]]:
    """By language: what is put in, its kind (a key of the interface), its Japanese and its English label."""
    return {"sparql": _sparql(), "cypher": _cypher()}


def _sparql() -> list[dict[str, str]]:
    known = vocabulary()
    found = [_offered(_prefixed(each.iri), "class", each.label) for each in known.node_types.values()]
    found += [_offered(_prefixed(each.iri), "link", each.label) for each in known.link_types.values()]
    properties = {each.iri: each for each in [*known.properties.values(), *known.joining.values()]}
    found += [_offered(_prefixed(each.iri), "property", each.label) for each in properties.values()]
    found += [_offered(_prefixed(each.iri), "value", each.label) for each in known.terms.values()]
    return [each for each in found if each["insert"]]


def _cypher() -> list[dict[str, str]]:
    known, terms = names(), vocabulary().terms.values()
    labels = {label: each.label for each in known.classes.values() for label in each.graph_labels[-1:]}
    relationships = {name: each.label for name, each in known.structure.items()}
    relationships |= {each.relationship: each.label for each in terms if each.relationship}
    relationships |= {name: each.label for name, each in known.link_of.items()}
    found = [_offered(name, "class", label) for name, label in labels.items()]
    found += [_offered(name, "relationship", label) for name, label in relationships.items()]
    found += [
        _offered(name, "property", each.label) for name, each in known.by_name.items() if not each.relationship
    ]  # fmt: skip
    found += [_offered(f"'{each.name}'", "value", each.label) for each in terms if not each.relationship]
    return found


def _offered(insert: str, kind: str, label: Any) -> dict[str, str]:
    return {"insert": insert, "kind": kind, "ja": label.get("ja", ""), "en": label.get("en", "")}


def _prefixed(iri: str) -> str:
    """The prefixed name of an IRI, empty where no prefix of ours begins it."""
    for name, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{name}:{iri[len(start) :]}"
    return ""
