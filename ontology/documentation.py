"""The ontology for people, in Markdown: ``python -m ontology.documentation docs/ontology.md`` writes it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontology.prefixes import PREFIXES
from ontology.vocabulary import ControlledTerm, LinkType, NodeType, Property, Vocabulary, Words, vocabulary

_INTRODUCTION = """# The ontology

Written by `python -m ontology.documentation docs/ontology.md` out of `ontology/policy.ttl`, the one definition of both
graphs: the RDF graph that SPARQL reads, and the property graph that is derived from it. To change this page, change
that file and write the page anew.

Terms of our own stand under `pol:` = `{pol}`.
Each says which standard term it specialises. A link class is a claim that has a node of its own; it also yields one
plain triple, its shortcut. Prefixes: {prefixes}.
"""


def documentation(known: Vocabulary) -> str:
    """All classes, links, properties and controlled values with their labels and definitions, as Markdown."""
    prefixes = ", ".join(f"`{name}:`" for name in PREFIXES)
    parts = [_INTRODUCTION.format(pol=PREFIXES["pol"], prefixes=prefixes)]
    classes = _table(
        "class | specialises | node labels | sign | 名称 | name | 定義 | definition",
        (_class_row(each) for each in known.node_types.values()),
    )
    links = _table(
        "link | source | target | shortcut | relationship | specialises | 名称 | name | 定義 | definition",
        (_link_row(each) for each in known.link_types.values()),
    )
    ends = _table(_PROPERTY_COLUMNS, (_property_row(each) for each in known.joining.values()))
    properties = _table(_PROPERTY_COLUMNS, (_property_row(each) for each in known.properties.values()))
    parts += [
        f"## Classes of nodes\n\n{classes}",
        f"## Links\n\n{links}",
        f"## Ends of links, and shortcuts\n\n{ends}",
        f"## Properties\n\n{properties}",
        f"## Controlled values\n\n{_terms(known)}",
    ]
    return "\n".join(parts)


_PROPERTY_COLUMNS = "property | said of | holds | specialises | in the property graph | 名称 | name | 定義 | definition"


def short(iri: str) -> str:
    """``pol:Project`` for its IRI; the IRI itself where no prefix fits."""
    for name, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{name}:{iri[len(start) :]}"
    return iri


def _codes(iris: Iterable[str]) -> str:
    return ", ".join(f"`{short(each)}`" for each in iris)


def _words(label: Words, definition: Words) -> tuple[str, ...]:
    return label.get("ja", ""), label.get("en", ""), definition.get("ja", ""), definition.get("en", "")


def _class_row(type_: NodeType) -> Iterable[str]:
    labels = ":".join(type_.graph_labels)
    sign = f"{type_.shape} `{type_.fill}`"
    return _codes([type_.iri]), _codes(type_.specialises), f"`{labels}`", sign, *_words(type_.label, type_.definition)


def _link_row(link: LinkType) -> Iterable[str]:
    shortcut = _codes([link.shortcut]) if link.shortcut else "the property in `pol:kind`"
    relationship = f"`{link.relationship}`" if link.relationship else "that of the kind"
    ends = (
        f"{_codes([end])} ({_codes(types)})"
        for end, types in (
            (link.source_property, link.source_types),
            (link.target_property, link.target_types),
        )
    )
    return (
        _codes([link.iri]), *ends, shortcut, relationship, _codes(link.specialises),
        *_words(link.label, link.definition),
    )  # fmt: skip


def _property_row(property_: Property) -> Iterable[str]:
    if property_.datatype:
        holds = _codes([property_.datatype])
    else:
        holds = f"values of `{short(property_.scheme)}`" if property_.scheme else _codes(property_.range)
    graph = f"`{property_.relationship or property_.graph_name}`{' (list)' if property_.repeats else ''}"
    return (
        _codes([property_.iri]), _codes(property_.domain), holds, _codes(property_.specialises), graph,
        *_words(property_.label, property_.definition),
    )  # fmt: skip


def _terms(known: Vocabulary) -> str:
    by_scheme: dict[str, list[ControlledTerm]] = defaultdict(list)
    for each in known.terms.values():
        by_scheme[each.scheme].append(each)
    return _table(
        "of | value | 名称 | name | 定義 | definition",
        (
            (f"`pol:{scheme}`", _codes([each.iri]), *_words(each.label, each.definition))
            for scheme, terms in by_scheme.items()
            for each in terms
        ),
    )


def _table(header: str, rows: Iterable[Iterable[str]]) -> str:
    def lines() -> Iterator[str]:
        names = header.split(" | ")
        yield _row(names)
        yield _row("---" for _ in names)
        yield from (_row(cells) for cells in rows)

    return "\n".join(lines()) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(documentation(vocabulary()), encoding="utf-8")
