"""How many links of which role each thing has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.measures.cooperation import body_types
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    from graph.network import Network

RELATIONS, MEMBERSHIPS = "relations", "memberships"
_OTHERS: Mapping[str, str] = {"Relationship": RELATIONS, "Membership": MEMBERSHIPS}
_AREAS = ("GrowthField", "CrossCuttingArea", "PolicyArea")


def roles() -> tuple[str, ...]:
    """What links are counted by: the roles of the ontology, relations of bodies, memberships."""
    return (*(each.name for each in vocabulary().terms.values() if each.scheme == "role"), *_OTHERS.values())


def degrees(network: Network) -> Mapping[str, Mapping[str, int]]:
    """By id of a body, project or area: its links by role, those with most links first. None of it is left out."""
    counted = body_types() | {"OrganizationGroup", "Project", *_AREAS}
    by_role = set(roles())
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b, data in network.edges(data=True):
        role = _OTHERS.get(data["type"], data["role"])
        if role in by_role:
            for end in {a, b}:
                found[end][role] += 1
    kept = {id_: found[id_] for id_, data in network.nodes(data=True) if data["type"] in counted}
    return dict(sorted(kept.items(), key=lambda item: (-item[1].total(), item[0])))
