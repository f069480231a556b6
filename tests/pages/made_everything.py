"""Made facts of every class that the ontology knows, each with every property of its class, and linked in every way."""

from __future__ import annotations

from decimal import Decimal

from graph.facts import Facts, Link, Moment, Node, Properties, Ref, Source, Status, Term, Text, Value, Web, facts
from ontology.vocabulary import LinkType, NodeType, Property, vocabulary
from tests.pages.made import DOCUMENT

# Classes whose things are made of other facts: a passage is the place of a fact.
NOT_NODES = frozenset({"Passage"})
# What decides how a fact is told stands apart from what is told of it.
_APART = frozenset({"label", "status", "rule", "wasDerivedFrom", "isPartOf", "exact", "firstLine", "lastLine"})
_SAMPLES: dict[str, Value] = {
    "integer": 2031, "decimal": Decimal("12.5"), "boolean": True, "string": "見本の語", "langString": Text("見本の名"),
}  # fmt: skip
_WEB, _MOMENT = ("license", "source"), Moment("2012-04")


def everything() -> Facts:
    """One thing of every class of nodes and one link of every class of links; the first lines hold their names."""
    known = vocabulary()
    nodes = [_node(type_, at) for at, type_ in enumerate(known.node_types.values()) if type_.name not in NOT_NODES]
    by_iri = {known.node_types[node.type].iri: node for node in nodes}
    links = [_link(type_, at, by_iri) for at, type_ in enumerate(known.link_types.values())]
    return facts([Node(DOCUMENT, "SourceDocument", {"label": (Text("見本の計画.txt"),)}), *nodes], links)


def name_of(type_: NodeType) -> str:
    """The name of the made thing of a class."""
    return f"見本の{type_.label['ja']}"


def id_of(type_: NodeType) -> str:
    """The id of the made thing of a class."""
    return f"{type_.slug}-{type_.name.lower()}"


def _node(type_: NodeType, at: int) -> Node:
    found: dict[str, tuple[Value, ...]] = {"label": (Text(name_of(type_)), Text(f"Sample {type_.name}", "en"))}
    for name, property_ in vocabulary().properties.items():
        if name not in _APART and _belongs(property_, type_):
            value = _value(property_, type_)
            if value is not None:
                found[name] = (value,)
    if type_.name not in ("Plan", "SourceDocument"):
        found["isPartOf"] = (Ref("plan-plan"),)
    line = 10 + at
    source = Source(DOCUMENT, line, line, f"{line}行に{name_of(type_)}とある。")
    return Node(id_of(type_), type_.name, found, (source,), Status.REPAIRED, ("continued-line",))


def _belongs(property_: Property, type_: NodeType) -> bool:
    return not property_.domain or bool({type_.iri, *type_.ancestors} & set(property_.domain))


def _value(property_: Property, type_: NodeType) -> Value | None:
    known = vocabulary()
    if property_.scheme and property_.name != "kind":
        scheme = property_.scheme.rsplit("#", 1)[-1].removesuffix("Scheme")
        return next((Term(term.name) for term in known.terms.values() if term.scheme == scheme), None)
    if property_.datatype:
        return _SAMPLES[property_.datatype.rsplit("#", 1)[-1]]
    if property_.name in _WEB:
        return Web(f"https://example.org/{property_.name}")
    if not property_.range and property_.name in ("date", "endDate", "established", "end", "seen"):
        return _MOMENT
    target = next((each for each in known.node_types.values() if each.iri in property_.range), None)
    return Ref(id_of(target)) if target and target != type_ else None


def _link(type_: LinkType, at: int, by_iri: dict[str, Node]) -> Link:
    source, target = (_end(types, by_iri) for types in (type_.source_types, type_.target_types))
    own: dict[str, tuple[Value, ...]] = {
        "Contribution": {"role": (Term("primary"),)}, "Engagement": {"role": (Term("operator"),)},
        "Relationship": {"kind": (Term("operates"),)}, "Listing": {"reposted": (True,)},
        "Membership": {"post": ("会長",), "asOf": (Moment("2020-10"),)},
    }.get(type_.name, {})  # fmt: skip
    properties: Properties = own
    line = 200 + at
    place = Source(DOCUMENT, line, line + 1, f"{line}行に{source.label}と{target.label}とある。")
    return Link(
        f"{type_.slug}-{at}", type_.name, properties, (place,), Status.INFERRED, ("label-position",), (),
        source.id, target.id,
    )  # fmt: skip


def _end(types: tuple[str, ...], by_iri: dict[str, Node]) -> Node:
    """The made thing of the last class that an end allows; of an abstract one, of the first class below it."""
    for iri in reversed(types):
        below = [
            node for node in by_iri.values()
            if iri in vocabulary().node_types[node.type].ancestors and node.type not in ("Organization", "PolicyArea")
        ]  # fmt: skip
        if below or iri in by_iri:
            return below[0] if below else by_iri[iri]
    raise LookupError(f"no class among {types}")
