"""The schema of the database, out of the vocabulary: keys that are unique, and names that can be searched.

There is no range index of names: such an index refuses a text of more than 8 kB, and a plan may hold one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.neo4j.ownership import Ours
from graph.property_graph.names import ID

NAMES_INDEX = "policylinks_names"
_NAME, _ENGLISH, _ALIASES = "name", "nameEn", "aliases"


@dataclass(frozen=True, slots=True)
class SchemaRule:
    """A constraint or an index: what it is of, so that one of another name is found too, and how it is made."""

    kind: str
    labels: tuple[str, ...]
    properties: tuple[str, ...]
    statement: str


def schema_rules(ours: Ours) -> tuple[SchemaRule, ...]:
    """All rules of the schema, in the order in which they are made."""
    return (*(_key(root) for root in sorted(ours.roots)), _names(ours))


def missing_rules(wanted: Iterable[SchemaRule], there: Iterable[Sequence[Any]]) -> list[SchemaRule]:
    """The rules that a database lacks; ``there`` are the rows of ``SHOW``."""
    found = {
        ("key" if owned else kind, frozenset(labels or ()), frozenset(properties or ()))
        for kind, labels, properties, owned in there
    }
    return [each for each in wanted if (each.kind, frozenset(each.labels), frozenset(each.properties)) not in found]


# An index that belongs to a constraint is the sign of it.
SHOW = (
    "SHOW INDEXES YIELD type, labelsOrTypes, properties, owningConstraint "
    "RETURN type, labelsOrTypes AS labels, properties, owningConstraint AS owned"
)


def _key(root: str) -> SchemaRule:
    name = f"policylinks_{root.lower()}_{ID}"
    statement = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:`{root}`) REQUIRE n.{ID} IS UNIQUE"
    return SchemaRule("key", (root,), (ID,), statement)


def _names(ours: Ours) -> SchemaRule:
    labels = "|".join(f"`{root}`" for root in sorted(ours.roots))
    properties = (_NAME, _ENGLISH, _ALIASES)
    # Japanese has no spaces between words: the analyzer cjk takes letters two by two.
    statement = (
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{labels}) "
        f"ON EACH [{', '.join(f'n.{each}' for each in properties)}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    )
    return SchemaRule("FULLTEXT", tuple(ours.roots), properties, statement)
