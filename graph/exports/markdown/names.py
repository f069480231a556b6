"""The names of a plan's things, out of its facts."""

from __future__ import annotations

from collections.abc import Iterator

from graph.exports.markdown.language.references import Name, class_of
from graph.exports.markdown.sayable import texts
from graph.facts import Facts


def names_of(facts: Facts) -> dict[str, Name]:
    """The name of each thing that another place may refer to, by its id."""
    known: dict[str, Name] = {}
    within = dict(_standing(facts))

    def name(id_: str) -> Name | None:
        if id_ in known:
            return known[id_]
        node = facts.nodes.get(id_)
        class_ = class_of(node.type) if node else None
        if node is None or class_ is None:
            return None
        above = name(within[id_]) if id_ in within else None
        chain = (*above.above, above) if above else ()
        chain += tuple(Name(None, part, node.text(part)) for part in ("theme", "tag") if node.text(part))
        aliases = (*texts(node, "label", "en"), *texts(node, "altLabel"), *texts(node, "altLabel", "en"))
        known[id_] = Name(id_, class_, node.label, chain, aliases)
        return known[id_]

    for id_ in facts.nodes:
        name(id_)
    return known


def _standing(facts: Facts) -> Iterator[tuple[str, str]]:
    """Pairs of a thing and the one in which it stands; of a measure that is the list, and not that of a re-listing."""
    for node in facts.nodes.values():
        if node.type in ("Component", "MeasureGroup", "ProjectPart", "ScheduledActivity"):
            yield from ((node.id, whole) for whole in node.refs("isPartOf"))
        elif node.type in ("Measure", "Indicator"):
            links = [each for each in facts.outgoing.get(node.id, ()) if each.type in ("Listing", "Measurement")]
            first = [each for each in links if each.value("reposted") is not True]
            yield from ((node.id, each.target) for each in [*first, *links][:1])
