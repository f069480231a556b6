"""Compares what a plan says of bodies, people, figures and events: the kinds whose things go by several names.

``compare_ties`` brings loaded facts and a truth file to one form, as ``tests.comparison`` does for the frame. A thing
is found where any of its names is any of the wanted thing's; all else is then told by the wanted name. A kind that the
truth file does not have is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from graph.facts import Fact, Facts, Node, Text
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary
from tests.comparison import Claims, Difference, compare, name

_ORGANIZATION = PREFIXES["org"] + "Organization"
_SECTIONS = {
    "organizations": ("Organization", "organization kinds", "organization data"),
    "persons": ("Person",),
    "memberships": ("Membership", "membership dates and status"),
    "engagements": ("Engagement", "engagement status"),
    "relations": ("Relationship", "relationship status"),
    "instruments": ("instrument names", "Instrument"),
    "events": ("Event", "event dates and lines"),
    "facts": ("Fact", "fact data"),
    "findings": ("Finding",),
    "mentions": ("mentions",),
}
"""The kinds that are compared for each key of a truth file."""


@dataclass(frozen=True)
class Names:
    """One name for each thing: ``wanted`` by each name of the truth file, ``found`` by the id of the loaded node."""

    wanted: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)

    def of(self, printed: str | None) -> str:
        """The one name of what a truth file calls so."""
        return self.wanted.get(name(printed), name(printed))


def compare_ties(truth: Mapping[str, Any], facts: Facts) -> list[Difference]:
    """One difference for each kind that the truth file has, equal ones among them."""
    names = one_name_each(truth, facts)
    return compare(ties_of_truth(truth, names), ties_of_facts(facts, names, truth))


def one_name_each(truth: Mapping[str, Any], facts: Facts) -> Names:
    """Pairs loaded bodies and instruments with those of a truth file: by label first, then by any other name."""
    wanted: dict[str, str] = {}
    for entries in (truth.get("organizations", ()), truth.get("instruments", ())):
        for entry in entries:
            wanted.setdefault(name(entry["name"]), name(entry["name"]))
    for entries in (truth.get("organizations", ()), truth.get("instruments", ())):
        for entry in entries:
            for also in entry.get("also") or ():
                wanted.setdefault(name(also), name(entry["name"]))
    found = {
        node.id: next((wanted[each] for each in _names(node) if each in wanted), name(node.label))
        for node in facts.nodes.values()
        if is_body(node) or node.type == "Instrument"
    }
    return Names(wanted, found)


def is_body(node: Node) -> bool:
    """True for an organization of any kind."""
    type_ = vocabulary().node_types[node.type]
    return _ORGANIZATION in (type_.iri, *type_.ancestors)


def _names(node: Node) -> Iterator[str]:
    yield name(node.label)
    for value in node.values("altLabel"):
        yield name(value.value if isinstance(value, Text) else str(value))


# Loaded facts -------------------------------------------------------------------------------------------------------


def ties_of_facts(facts: Facts, names: Names | None = None, truth: Mapping[str, Any] | None = None) -> Claims:
    """The claims of loaded facts. Lines of figures are told as ``truth`` tells them where they lie in the passage."""
    known = names or Names()
    lines = _wanted_lines(truth or {})
    found: dict[str, Counter[tuple[Any, ...]]] = {kind: Counter() for kinds in _SECTIONS.values() for kind in kinds}

    def called(id_: str) -> str:
        return known.found.get(id_) or name(facts.nodes[id_].label)

    for node in facts.nodes.values():
        if is_body(node):
            found["Organization"][(called(node.id),)] += 1
            found["organization kinds"][(called(node.id), node.type)] += 1
            for key in ("provisionalName", "established", "establishedFiscalYear", "country"):
                if node.value(key):
                    found["organization data"][(called(node.id), key, node.text(key))] += 1
        elif node.type == "Person":
            found["Person"][(name(node.label), name(node.text("kana")))] += 1
        elif node.type == "Instrument":
            ends = node.text("end") or node.text("endFiscalYear")
            found["instrument names"][(called(node.id),)] += 1
            found["Instrument"][(called(node.id), node.text("instrumentKind"), ends)] += 1
        elif node.type == "Event":
            date = node.text("date") or node.text("fiscalYear")
            concerned = tuple(sorted(called(id_) for id_ in node.refs("concerns") if facts.nodes[id_].type != "Plan"))
            found["Event"][(date, concerned)] += 1
            found["event dates and lines"][(date, _line(node, lines["events"]))] += 1
        elif node.type == "Fact":
            figure = (_number(node.value("value")), name(node.text("unit")), _line(node, lines["facts"]))
            found["Fact"][figure] += 1
            found["fact data"][(*figure, node.text("comparator"), node.text("date") or node.text("fiscalYear"))] += 1
        elif node.type == "Finding":
            owner = next((called(id_) for id_ in node.refs("concerns") if _is_section(facts.nodes[id_])), "")
            found["Finding"][(node.text("findingKind"), owner, name(node.label))] += 1
        for id_ in node.refs("mentions"):
            found["mentions"][(name(node.label), called(id_))] += 1
    for link in facts.links.values():
        ends = called(link.source), called(link.target)
        status = str(link.status)
        if link.type == "Membership":
            post = name(link.text("post"))
            found["Membership"][(*ends, post)] += 1
            found["membership dates and status"][(*ends, post, link.text("asOf"), status)] += 1
        elif link.type == "Engagement":
            found["Engagement"][(*ends, link.text("role"))] += 1
            found["engagement status"][(*ends, link.text("role"), status)] += 1
        elif link.type == "Relationship":
            related = _relation(ends[0], link.text("kind"), ends[1])
            found["Relationship"][related] += 1
            found["relationship status"][(*related, status)] += 1
    return found


def _is_section(node: Node) -> bool:
    return node.type in ("Project", "ProjectPart")


def _line(fact: Fact, wanted: set[int]) -> int:
    """The line of a figure or event: one that the truth file names, else the first."""
    inside = [line for source in fact.sources for line in range(source.first_line, source.last_line + 1)]
    return next((line for line in inside if line in wanted), inside[0] if inside else 0)


def _relation(subject: str, kind: str, object_: str) -> tuple[str, str, str]:
    if kind == "collaboratesWith":
        return min(subject, object_), kind, max(subject, object_)
    return subject, kind, object_


def _number(value: object) -> str:
    """A number in a form in which equal ones are equal."""
    return f"{Decimal(str(value)).normalize():f}"


# Truth files --------------------------------------------------------------------------------------------------------


def ties_of_truth(truth: Mapping[str, Any], names: Names | None = None) -> Claims:
    """The claims of a truth file, of the kinds that it has."""
    known = names or Names()
    kinds = [kind for key, kinds in _SECTIONS.items() if truth.get(key) is not None for kind in kinds]
    found: dict[str, Counter[tuple[Any, ...]]] = {kind: Counter() for kind in kinds}
    for body in truth.get("organizations") or ():
        found["Organization"][(known.of(body["name"]),)] += 1
        found["organization kinds"][(known.of(body["name"]), body["kind"])] += 1
        for key, told in (
            ("provisionalName", body.get("provisional")),
            ("established", body.get("established")),
            ("establishedFiscalYear", body.get("established_fiscal_year")),
            ("country", body.get("country")),
        ):
            if told:
                found["organization data"][(known.of(body["name"]), key, str(told))] += 1
    for person in truth.get("persons") or ():
        found["Person"][(name(person["name"]), name(person.get("kana")))] += 1
    for member, body, post, as_of, status in truth.get("memberships") or ():
        said = (known.of(member), known.of(body), name(post))
        found["Membership"][said] += 1
        found["membership dates and status"][(*said, str(as_of or ""), status)] += 1
    for body, project, role, status in truth.get("engagements") or ():
        found["Engagement"][(known.of(body), name(project), role)] += 1
        found["engagement status"][(known.of(body), name(project), role, status)] += 1
    for subject, kind, object_, status in truth.get("relations") or ():
        related = _relation(known.of(subject), kind, known.of(object_))
        found["Relationship"][related] += 1
        found["relationship status"][(*related, status)] += 1
    for instrument in truth.get("instruments") or ():
        ends = instrument.get("end") or instrument.get("end_fiscal_year") or ""
        found["instrument names"][(known.of(instrument["name"]),)] += 1
        found["Instrument"][(known.of(instrument["name"]), instrument["kind"], str(ends))] += 1
    for event in truth.get("events") or ():
        date = str(event.get("date") or event.get("fiscal_year"))
        found["Event"][(date, tuple(sorted(known.of(each) for each in event["concerns"])))] += 1
        found["event dates and lines"][(date, event["line"])] += 1
    for fact in truth.get("facts") or ():
        figure = (_number(fact["value"]), name(fact["unit"]), fact["line"])
        date = str(fact.get("date") or fact.get("fiscal_year") or "")
        found["Fact"][figure] += 1
        found["fact data"][(*figure, fact.get("comparator", "equal"), date)] += 1
    for finding in truth.get("findings") or ():
        found["Finding"][(finding["kind"], _section(finding.get("owner")), name(finding["text"]))] += 1
    found.get("mentions", Counter()).update((name(text), known.of(body)) for text, body in truth.get("mentions") or ())
    return found


def _section(owner: Any) -> str:
    """The label of a project or part as the graph has it; empty for the plan. A part may be told by its label too."""
    if not owner:
        return ""
    project, tag = (owner, None) if isinstance(owner, str) else (*owner, None)[:2]
    return name(f"{project}［{tag}］" if tag else project)


def _wanted_lines(truth: Mapping[str, Any]) -> Mapping[str, set[int]]:
    return {key: {each["line"] for each in truth.get(key) or ()} for key in ("events", "facts")}
