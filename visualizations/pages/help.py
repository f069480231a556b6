"""The help: how to read the pages, keys, addresses, downloads, queries, and what each rule means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.audit.finding import kinds, rules
from graph.exports.table import EXPORTS
from graph.lines.account import STATES
from graph.snapshot import Snapshot
from ontology.vocabulary import ControlledTerm, vocabulary
from visualizations.rendering import render

_STATUSES = ("stated", "repaired", "inferred", "derived", "curated")
# The pages by path: the key of the title and that of what it shows.
_WAYS = (
    ("network", "network", "way_network"), ("matrix", "matrix", "way_matrix"), ("timeline", "timeline", "way_timeline"),
    ("indicators", "indicators", "way_indicators"), ("questions", "questions", "way_questions"),
    ("quality", "quality", "way_quality"), ("measures", "measures", "way_measures"), ("lines", "lines", "way_lines"),
    ("search", "search", "way_search"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph: its family, the names of the classes that it stands for, whether it is that of classes of bodies."""

    family: str
    names: tuple[str, ...]
    double: bool = False


def signs(lang: str) -> tuple[Sign, ...]:
    """The glyphs in the order of the ontology, each with the classes that it stands for; a class of bodies apart."""
    found: dict[str, list[str]] = {}
    for node_type in vocabulary().node_types.values():
        if node_type.name != "OrganizationGroup":
            found.setdefault(node_type.family, []).append(node_type.label[lang])
    group = vocabulary().node_types["OrganizationGroup"]
    return (
        *(Sign(family, tuple(names)) for family, names in found.items()),
        Sign(group.family, (group.label[lang],), double=True),
    )


def statuses() -> tuple[ControlledTerm, ...]:
    """How a claim may be known, with what the ontology says of it."""
    return tuple(vocabulary().terms[name] for name in _STATUSES)


def help_page(snapshot: Snapshot, lang: str, _query: Mapping[str, str]) -> str:
    """The help as HTML; the same whatever the store holds."""
    terms = vocabulary().terms
    return render(
        "help.html.jinja", snapshot, lang, tab="help", signs=signs(lang), statuses=statuses(), states=STATES,
        roles=[term for term in terms.values() if term.scheme == "role"], rules=sorted(rules().items()), kinds=kinds(),
        exports=tuple(EXPORTS), ways=_WAYS,
    )  # fmt: skip
