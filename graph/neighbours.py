"""What stands beside each thing: links, and references of one thing to another, in both directions.

An index of one state of the graph, made once and kept (``KEPT``), so that what stands around a thing is found without
reading every fact again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

from graph.facts import Facts, Link, Node, Ref

# Over a document, a graph of claims or an identifier nothing is near to anything; a plan holds everything together.
LEFT_OUT = frozenset({"SourceDocument", "ClaimGraph", "Identifier", "Passage"})
WHOLE = "Plan"
# References between things, each under one small word; one that is not among them is called by its own name.
REFERENCES = {
    "isPartOf": "part", "broader": "broader", "mentions": "mentions", "concerns": "concerns",
    "observationOf": "observed", "follows": "follows", "publisher": "publisher", "replaces": "replaces",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two things: a link, or a reference of the source to the target by a property.

    ``relation`` is ``primary`` or ``related`` of contributions, ``engaged``, ``listed``, ``measures``, ``bodies``
    (relationships and memberships), and of references what ``REFERENCES`` calls the property. ``name`` is the class of
    the link, or the property.
    """

    id: str
    source: str
    target: str
    relation: str
    name: str
    link: Link | None

    def other(self, id_: str) -> str:
        """The end that is not this one."""
        return self.target if self.source == id_ else self.source

    def claim(self, facts: Facts) -> Link:
        """The link, or the reference told as one: it stands where the thing that refers stands."""
        if self.link:
            return self.link
        node = facts.nodes[self.source]
        return Link(self.id, self.name, {}, node.sources, node.status, node.rules, (), self.source, self.target)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ties of each thing by its id, in the order of the document; ``publishers`` are bodies that published a plan:
    in their own plan they stand beside everything, so that no way leads over them."""

    by_id: Mapping[str, tuple[Tie, ...]]
    publishers: frozenset[str]

    def of(self, id_: str) -> tuple[Tie, ...]:
        """The ties of a thing; none of what is not there."""
        return self.by_id.get(id_, ())


def relation_of(link: Link) -> str:
    """The kind of a link as views tell it; of a class of links that they do not know, its own name."""
    match link.type:
        case "Contribution":
            return "primary" if link.text("role") == "primary" else "related"
        case "Engagement":
            return "engaged"
        case "Listing":
            return "listed"
        case "Measurement":
            return "measures"
        case "Relationship" | "Membership":
            return "bodies"
        case _:
            return link.type.lower()


def neighbours(facts: Facts) -> Neighbours:
    """The index of facts."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in (*_links(facts), *_references(facts)):
        found[tie.source].append(tie)
        if tie.target != tie.source:
            found[tie.target].append(tie)
    publishers = frozenset(id_ for plan in facts.by_type.get(WHOLE, ()) for id_ in plan.refs("publisher"))
    return Neighbours({id_: tuple(ties) for id_, ties in found.items()}, publishers)


def _links(facts: Facts) -> Iterator[Tie]:
    for link in facts.links.values():
        if _stands(facts, link.source) and _stands(facts, link.target):
            yield Tie(link.id, link.source, link.target, relation_of(link), link.type, link)


def _references(facts: Facts) -> Iterator[Tie]:
    for node in facts.nodes.values():
        if node.type in LEFT_OUT:
            continue
        for name, values in node.properties.items():
            for value in values:
                if isinstance(value, Ref) and _stands(facts, value.id):
                    relation = REFERENCES.get(name, name.lower())
                    yield Tie(f"{node.id}-{name}-{value.id}", node.id, value.id, relation, name, None)


def _stands(facts: Facts, id_: str) -> bool:
    node: Node | None = facts.nodes.get(id_)
    return node is not None and node.type not in LEFT_OUT


class KeptNeighbours:
    """The index of the facts that were asked for last. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._facts: Facts | None = None
        self._found: Neighbours | None = None

    def of(self, facts: Facts) -> Neighbours:
        """The index of facts; made where these are others than before."""
        with self._lock:
            if self._found is None or self._facts is not facts:
                self._facts, self._found = facts, neighbours(facts)
            return self._found


KEPT = KeptNeighbours()
