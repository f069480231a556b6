"""Compares graphs by the rules of equality at the end of the ontology's design: names, never ids or lines.

``claims_of_facts`` and ``claims_of_truth`` bring loaded facts and a truth file to one form: for each kind a bag of
tuples. ``compare`` tells precision and recall of each kind and names the items that differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph.facts import Fact, Facts, Node

Claims = Mapping[str, Counter[tuple[Any, ...]]]
_LEGAL_FORMS = re.compile(r"株式会社|有限会社|合同会社|国立大学法人|公立大学法人|\(株\)|一般財団法人|公益財団法人")


def name(text: str | None) -> str:
    """A name in the form in which names are equal."""
    return _LEGAL_FORMS.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")))


@dataclass(frozen=True)
class Difference:
    """One kind: how many items both sides hold, and what only one of them does."""

    kind: str
    both: int
    missing: Counter[tuple[Any, ...]]
    surplus: Counter[tuple[Any, ...]]

    @property
    def recall(self) -> float:
        """The share of the wanted items that were found."""
        wanted = self.both + self.missing.total()
        return self.both / wanted if wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the found items that were wanted."""
        found = self.both + self.surplus.total()
        return self.both / found if found else 1.0

    def __str__(self) -> str:
        rows = [f"{self.kind}: precision {self.precision:.1%}, recall {self.recall:.1%}"]
        rows += [f"  missing {item}" for item in self.missing.elements()]
        rows += [f"  surplus {item}" for item in self.surplus.elements()]
        return "\n".join(rows)


def compare(wanted: Claims, found: Claims) -> list[Difference]:
    """One difference for each kind that ``wanted`` names, equal ones among them."""
    return [
        Difference(kind, (items & found[kind]).total(), items - found[kind], found[kind] - items)
        for kind, items in wanted.items()
    ]


def report(differences: Iterable[Difference]) -> str:
    """The kinds that are not equal, with the items that differ; empty where all are."""
    return "\n".join(str(each) for each in differences if each.missing or each.surplus)


# Loaded facts -------------------------------------------------------------------------------------------------------


def claims_of_facts(facts: Facts, rename: Callable[[str], str] = lambda text: text) -> Claims:
    """The claims of loaded facts; ``rename`` is applied to every text before it is compared."""

    def told(text: str) -> str:
        return name(rename(text))

    def path(id_: str) -> tuple[str, ...]:
        """A thing by its label and those of the things it is part of, the plan left out."""
        node = facts.nodes[id_]
        if node.type == "Plan":
            return ()
        theme = (told(node.text("theme")),) if node.type == "MeasureGroup" else ()
        return (*(step for owner in node.refs("isPartOf") for step in path(owner)), *theme, told(node.label))

    def owner(fact: Fact) -> tuple[str, ...]:
        return tuple(step for id_ in fact.refs("isPartOf") for step in path(id_))

    found: dict[str, Counter[tuple[Any, ...]]] = {kind: Counter() for kind in KINDS}
    for node in facts.nodes.values():
        item: tuple[Any, ...] | None = None
        match node.type:
            case "FieldGroup" | "Project":
                item = (told(node.label),)
            case "GrowthField":
                item = (node.value("number"), told(node.label), told(facts.nodes[node.refs("broader")[0]].label))
            case "CrossCuttingArea":
                item = (told(node.label), told(facts.nodes[node.refs("broader")[0]].label))
            case "ProjectPart" | "Component" | "MeasureGroup":
                item = path(node.id)
            case "Measure":
                item = _measure(facts, node, told)
            case "ScheduledActivity":
                item = (*owner(node), told(node.label), node.values("fiscalYear"), told(node.text("targetGroup")))
                for before in node.refs("follows"):
                    found["follows"][(*owner(node), told(node.label), told(facts.nodes[before].label))] += 1
            case "Indicator":
                item = (*_indicator(facts, node, path, told), _basis(node), name(node.text("unit")))
            case "IndicatorValue":
                of = facts.nodes[node.refs("observationOf")[0]]
                item = (*_indicator(facts, of, path, told), *_value(node))
            case _:
                continue
        if item is not None:
            found[node.type][item] += 1
    for link in facts.links.values():
        ends = path(link.source), path(link.target)
        if link.type == "Contribution":
            found["Contribution"][(ends[0][-1], ends[1][-1], link.text("role"))] += 1
            found["statuses"][(ends[0][-1], ends[1][-1], str(link.status))] += 1
        elif link.type == "Listing":
            found["Listing"][(told(facts.nodes[link.source].label), *ends[1], link.value("reposted"))] += 1
    return found


KINDS = (
    "FieldGroup", "GrowthField", "CrossCuttingArea", "Project", "ProjectPart", "Component", "MeasureGroup", "Measure",
    "Listing", "ScheduledActivity", "follows", "Contribution", "statuses", "Indicator", "IndicatorValue",
)  # fmt: skip


def _measure(facts: Facts, node: Node, told: Callable[[str], str]) -> tuple[Any, ...]:
    parents = tuple(told(facts.nodes[id_].label) for id_ in node.refs("isPartOf"))
    return (*parents, told(node.label))


def _indicator(
    facts: Facts, node: Node, path: Callable[[str], tuple[str, ...]], told: Callable[[str], str]
) -> tuple[Any, ...]:
    measured = [link.target for link in facts.outgoing.get(node.id, ()) if link.type == "Measurement"]
    owners = [path(id_) for id_ in measured]
    return (owners[0] if owners else None, told(node.text("tag")), told(node.label))


def _basis(node: Fact) -> tuple[str, Any]:
    return node.text("basis"), node.value("periodYears")


def _value(node: Fact) -> tuple[Any, ...]:
    value = node.value("value")
    year_kind = node.text("yearKind") or None
    return (node.text("phase"), Decimal(str(value)).normalize(), node.value("year"), year_kind, node.text("comparator"))


# Truth files --------------------------------------------------------------------------------------------------------


def claims_of_truth(truth: Mapping[str, Any]) -> Claims:
    """The claims of a truth file (see ``tests/documents/*.yaml``)."""
    found: dict[str, Counter[tuple[Any, ...]]] = {kind: Counter() for kind in KINDS if kind != "follows"}
    found["FieldGroup"].update((name(label),) for label in truth["groups"])
    found["GrowthField"].update((number, name(label), name(group)) for number, label, group in truth["fields"])
    found["CrossCuttingArea"].update((name(label), name(group)) for label, group in truth["areas"])
    found["Project"].update((name(label),) for label in truth["projects"])
    found["ProjectPart"].update(_owner(part) for part in truth["parts"])
    for project, area, role, status in truth["contributions"]:
        found["Contribution"][(name(project), name(area), role)] += 1
        found["statuses"][(name(project), name(area), status)] += 1
    for group in truth["measure_groups"]:
        path = (name(group["area"]), name(group["theme"]), name(group["label"]))
        found["MeasureGroup"][path] += 1
        for text in group["measures"]:
            reposted = text.startswith("*")
            found["Listing"][(name(text.lstrip("*")), *path, reposted)] += 1
            if not reposted:
                found["Measure"][(name(text),)] += 1
    for component in truth["components"]:
        path = (*_owner(component["owner"]), name(component["label"]))
        found["Component"][path] += 1
        for entry in component["measures"]:
            texts = entry if isinstance(entry, list) else [entry]
            found["Measure"][tuple(name(text) for text in texts)] += 1
            found["Listing"][(name(texts[-1]), *path, False)] += 1
        for label, years, *group in component["activities"]:
            first, last = (int(year) for year in years.split("-"))
            found["ScheduledActivity"][(*path, name(label), tuple(range(first, last + 1)), name("".join(group)))] += 1
    for indicator in truth["indicators"]:
        item = (_owner(indicator["owner"]), name(indicator.get("tag")), name(indicator["label"]))
        basis = indicator.get("basis", "basisNotStated")
        said = (basis[0], basis[1]) if isinstance(basis, list) else (basis, None)
        found["Indicator"][(*item, said, name(indicator["unit"]))] += 1
        for phase, value, year, year_kind, comparator in indicator["values"]:
            said_value = (phase, Decimal(str(value)).normalize(), year, year_kind, comparator)
            found["IndicatorValue"][(*item, *said_value)] += 1
    return found


def _owner(owner: list[str | None] | None) -> tuple[str, ...]:
    """A project as (name), a part as (project, name of the part), the plan as ()."""
    if owner is None:
        return ()
    project, tag = owner
    return (name(project), name(f"{project}［{tag}］")) if tag else (name(project),)
