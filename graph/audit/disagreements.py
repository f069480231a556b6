"""Where two places tell the links of fields and projects differently: another role, or a field that one leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.finding import Finding, places
from graph.audit.owners import contributions
from graph.facts import Facts, Link, Source


def links_differ(facts: Facts) -> Iterator[Finding]:
    """Areas and projects of which one place says another role, or nothing."""
    for (area, project), links in contributions(facts).items():
        values = (("project", facts.nodes[project].label), ("area", facts.nodes[area].label))
        if len({link.text("role") for link in links}) > 1:
            things = (project, area, *(link.id for link in links))
            yield Finding("disagreements", "links-disagree", places(facts, *links), things, "role_differs", values)
        elif others := told_twice(facts, links[0]):
            names = "、".join(facts.nodes[other.target].label for other in others)
            lines = tuple(dict.fromkeys((*places(facts, links[0]), *silent_places(facts, others))))
            yield Finding(
                "disagreements", "links-disagree", lines, (project, area, links[0].id), "link_once",
                (*values, ("others", names)),
            )  # fmt: skip


def told_twice(facts: Facts, link: Link) -> tuple[Link, ...]:
    """For a primary link to a growth field that one place tells: those of the same project that a second place tells.

    The second place is a table of the project's fields; it leaves this field out (``ontology.md``, "Links from two
    places"). Empty where the link itself has two places, or no other one has.
    """
    if link.text("role") != "primary" or len(facts.places(link)) != 1 or not _to_field(facts, link):
        return ()
    own = (other for other in facts.outgoing.get(link.source, ()) if other.type == "Contribution")
    return tuple(
        other for other in own
        if other.text("role") == "primary" and _to_field(facts, other) and len(facts.places(other)) > 1
    )  # fmt: skip


def silent_places(facts: Facts, others: tuple[Link, ...]) -> tuple[Source, ...]:
    """The second places of links: the rows that leave a field out."""
    return tuple(dict.fromkeys(source for other in others for source in sorted(facts.places(other))[1:]))


def _to_field(facts: Facts, link: Link) -> bool:
    return link.target in facts.nodes and facts.nodes[link.target].type == "GrowthField"
