"""Why an answer is empty: terms that a query asks for and that the data nowhere uses ("not stated", never 0)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ontology.prefixes import PREFIXES

# Words of the languages themselves, not of plans.
_LANGUAGES = tuple(PREFIXES[name] for name in ("xsd", "rdf", "owl", "sh"))


def unused_terms(iris: Iterable[str], used: Collection[str]) -> tuple[str, ...]:
    """The IRIs of a query under our prefixes that the data nowhere uses, as prefixed names, in order."""
    found: list[str] = []
    for iri in iris:
        prefix = next((name for name, start in PREFIXES.items() if iri.startswith(start) and iri != start), None)
        if prefix is None or iri in used or iri.startswith(_LANGUAGES):
            continue
        name = f"{prefix}:{iri[len(PREFIXES[prefix]) :]}"
        if name not in found:
            found.append(name)
    return tuple(found)
