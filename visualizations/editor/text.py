"""A curated query as an editor shows it: without the comments that tell the question, and without the prefixes that
every query here has anyway."""

from __future__ import annotations

import re

from ontology.prefixes import PREFIXES

_TOLD = re.compile(r"^#\s*[a-z]+(?:\s+\w+)?(?:@\w+)?:")
_PREFIX = re.compile(r"^PREFIX\s+(\w+):\s*<([^>]*)>\s*$", re.IGNORECASE)


def shown_sparql(query: str) -> str:
    """The lines of a query but for what is told elsewhere; prefixes of its own stay."""
    return "\n".join(line for line in query.splitlines() if not _TOLD.match(line) and not _declared(line)).strip("\n")


def shown_cypher(query: str) -> str:
    """The lines of a query in Cypher; there is nothing to leave out."""
    return query.strip("\n")


def _declared(line: str) -> bool:
    match = _PREFIX.match(line)
    return match is not None and PREFIXES.get(match[1]) == match[2]
