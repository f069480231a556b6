"""The links between groups: how many claims lead from one to the other, of which roles and kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Facts, Link, Source, Status
from graph.neighbours import relation_of
from visualizations.lanes.chosen.edges import Edge
from visualizations.overview.groups import Groups

# A contribution counts as one relation, whatever its role; roles are told beside the number.
_RELATIONS = {"primary": "contribution", "related": "contribution", "engaged": "engaged", "bodies": "bodies"}
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """All links of one relation between two groups; ``parts`` how many of which role, kind or class."""

    edge: Edge
    claims: tuple[Link, ...]
    parts: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many links there are."""
        return len(self.claims)


def sums(facts: Facts, found: Groups) -> tuple[Sum, ...]:
    """The links between different groups, in the order of the document. Links within a group are not among them."""
    claims: dict[tuple[str, str, str], list[Link]] = {}
    for link in facts.links.values():
        relation = _RELATIONS.get(relation_of(link))
        source, target = found.of.get(link.source), found.of.get(link.target)
        if relation and source and target and source != target:
            ends = (source, target) if relation != "bodies" else (min(source, target), max(source, target))
            claims.setdefault((relation, *ends), []).append(link)
    return tuple(_sum(relation, ends, own) for (relation, *ends), own in claims.items())


def _sum(relation: str, ends: list[str], claims: list[Link]) -> Sum:
    source, target = ends
    parts = Counter(link.text("role") or link.text("kind") or link.type for link in claims)
    stated = [link for link in claims if link.status in (None, Status.STATED)]
    first = (stated or claims)[0]
    sources: tuple[Source, ...] = tuple(
        dict.fromkeys(source for link in (*stated, *claims) for source in link.sources[:1])
    )[:EXAMPLES]
    link = Link(f"sum-{relation}", first.type, {}, sources, first.status, first.rules, (), source, target)
    return Sum(Edge(link, source, target, relation), tuple(claims), dict(parts.most_common()))
