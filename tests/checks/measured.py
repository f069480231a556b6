"""Made plans of one project whose indicators have the values that a test tells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from graph.facts import Facts, Link, Node, Ref, Source, Status, Term, Text, Value, facts

Values = dict[str, Any]


def value(phase: str, figure: str | None = None, **more: Any) -> Values:
    """A value as a test tells it; what it does not tell is usual."""
    usual: Values = {
        "phase": phase, "figure": figure, "year": 2020 if phase == "baseline" else 2025, "kind": "fiscalYearKind",
        "text": "", "basis": "", "status": None, "comparator": "equal",
    }  # fmt: skip
    return usual | more


def plan(*indicators: tuple[Values, list[Values]]) -> Facts:
    """A plan with one project and these indicators, each with its values."""
    nodes = [
        Node("plan-1", "Plan", {"label": (Text("計画"),)}),
        Node("project-1", "Project", {"label": (Text("事業"),), "isPartOf": (Ref("plan-1"),)}),
    ]
    links = []
    for n, (own, values) in enumerate(indicators):
        id_ = f"indicator-{n}"
        nodes.append(Node(id_, "Indicator", {
            "label": (Text(own.get("label", f"指標{n}")),), "unit": (Text(own.get("unit", "件")),),
            "basis": (Term(own.get("basis", "cumulative")),),
            **({"periodYears": (own["years"],)} if "years" in own else {}),
            **({"tag": (Text(own["tag"]),)} if "tag" in own else {}),
        }))  # fmt: skip
        links.append(Link(f"link-{n}", "Measurement", {}, (), Status.STATED, (), (), id_, "project-1"))
        for m, each in enumerate(values):
            nodes.append(_value_node(f"value-{n}-{m}", id_, each, m))
    return facts(nodes, links)


def _value_node(id_: str, indicator: str, each: Values, line: int) -> Node:
    properties: dict[str, tuple[Value, ...]] = {"phase": (Term(each["phase"]),), "observationOf": (Ref(indicator),)}
    if each["figure"] is not None:
        properties["value"] = (Decimal(each["figure"]),)
    if each["year"]:
        properties["year"] = (each["year"],)
    for name, key in (("yearKind", "kind"), ("basis", "basis"), ("comparator", "comparator")):
        if each[key]:
            properties[name] = (Term(each[key]),)
    if each["text"]:
        properties["valueText"] = (Text(each["text"]),)
    rules = ("merged-cells",) if each["status"] else ()
    return Node(id_, "IndicatorValue", properties, (Source("document-1", line + 1, line + 1),), each["status"], rules)
