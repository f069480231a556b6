"""The indicators as data: JSON for programs, one row of CSV an indicator, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.comparisons import PHASES, Average, Basis, basis_of, number
from graph.facts import Facts, Node, Status
from graph.snapshot import Snapshot
from visualizations.evidence import evidence
from visualizations.indicators.choice import OVERALL, basis_key
from visualizations.indicators.plot import Plot
from visualizations.indicators.telling import told_reason
from visualizations.indicators.view import IndicatorsView, Row, indicators_view
from visualizations.words import Words

Content = dict[str, Any]


def indicators_json(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> Content:
    """The indicators with their values by phase, their plots, and every reason that speaks against a comparison."""
    view, facts, words = indicators_view(snapshot.facts, query), snapshot.facts, Words(lang)
    return {
        "total": view.total, "shown": len(view.rows),
        "indicators": [_indicator(row, facts, words) for row in view.rows],
        "filters": {
            "project": _projects(view),
            "field": {node.id: n for node, n in view.fields},
            "basis": {basis_key(basis): n for basis, n in view.bases},
            "unsafe": view.unsafe,
        },
    }  # fmt: skip


def indicators_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[Content]:
    """One row an indicator. Several values of a phase, which the plan prints in several places, stand in one cell with
    ``|`` between them. A missing value is an empty cell: not stated, which is not zero."""
    return [_cells(row) for row in indicators_view(snapshot.facts, query).rows]


def _indicator(row: Row, facts: Facts, words: Words) -> Content:
    comparison, indicator = row.comparison, row.indicator
    return {
        **(_thing(indicator) or {}), "tag": indicator.text("tag") or None,
        "definition": indicator.text("definition") or None, "unit": indicator.text("unit") or None,
        "basis": _basis(row.basis), "plan": _thing(row.plan), "project": _thing(row.project), "part": _thing(row.part),
        "fields": sorted(row.fields),
        "values": {
            phase: [_value(value, indicator) for value in comparison.values[phase]]
            for phase in PHASES if comparison.values[phase]
        },
        "comparable": comparison.safe,
        "reasons": [
            {"name": each.name, "prevents": each.prevents, "text": told_reason(each, comparison, facts, words)}
            for each in comparison.reasons
        ],
        "yearly_average": _average(comparison.average), "plot": _plot(row.plot),
        "lines": _lines(indicator),
    }  # fmt: skip


def _projects(view: IndicatorsView) -> Content:
    found = {node.id: n for node, n in view.projects}
    return {OVERALL: view.overall, **found} if view.overall else found


def _average(average: Average | None) -> Content | None:
    """A yearly average is derived: it names its inputs."""
    if average is None:
        return None
    return {
        "value": float(average.value), "status": Status.DERIVED.value, "formula": average.formula,
        "inputs": list(average.inputs),
    }  # fmt: skip


def _plot(plot: Plot | None) -> Content | None:
    if plot is None:
        return None
    return {
        "low": float(plot.low), "high": float(plot.high), "line": plot.line or None, "towards": plot.towards or None,
        "marks": [{"phase": mark.phase, "value": float(mark.value), "x": mark.x} for mark in plot.marks],
    }  # fmt: skip


def _cells(row: Row) -> Content:
    comparison, indicator, average = row.comparison, row.indicator, row.comparison.average
    cells: Content = {
        "plan": _label(row.plan), "project_id": row.project.id if row.project else "", "project": _label(row.project),
        "part": _label(row.part), "indicator_id": indicator.id, "indicator": _label(indicator),
        "tag": _cell(indicator.text("tag")), "definition": _cell(indicator.text("definition")),
        "unit": _cell(indicator.text("unit")), "basis": row.basis.name, "period_years": row.basis.years or "",
    }  # fmt: skip
    for phase in PHASES:
        values = comparison.values[phase]
        cells |= {
            phase: _joined(_plain(number(each)) for each in values),
            f"{phase}_printed": _joined(_cell(each.text("valueText")) for each in values),
            f"{phase}_comparator": _joined(each.text("comparator") for each in values),
            f"{phase}_year": _joined(each.text("year") for each in values),
            f"{phase}_year_kind": _joined(each.text("yearKind") for each in values),
            f"{phase}_basis": _joined(each.text("basis") for each in values),
            f"{phase}_status": _joined(evidence(each).status for each in values),
        }
    return cells | {
        "comparable": "yes" if comparison.safe else "no",
        "reasons": " ".join(each.name for each in comparison.reasons),
        "yearly_average": _plain(average.value.quantize(Decimal("0.0001"))) if average else "",
        "yearly_average_formula": average.formula if average else "",
        "lines": " ".join(f"{source.first_line}-{source.last_line}" for source in indicator.sources),
    }


def _value(value: Node, indicator: Node) -> Content:
    known, figure = evidence(value), number(value)
    return {
        "id": value.id, "value": float(figure) if figure is not None else None, "printed": value.text("valueText"),
        "comparator": value.text("comparator") or None, "year": int(value.text("year")) if value.text("year") else None,
        "year_kind": value.text("yearKind") or None, "basis": _basis(basis_of(value, indicator)),
        "basis_printed_here": bool(value.text("basis")), "status": known.status, "rules": list(known.rules),
        "lines": _lines(value),
    }  # fmt: skip


def _basis(basis: Basis) -> Content:
    return {"name": basis.name, "years": basis.years}


def _lines(node: Node) -> list[Content]:
    return [
        {"document": source.document, "first": source.first_line, "last": source.last_line} for source in node.sources
    ]


def _joined(parts: Any) -> str:
    found = list(parts)
    return "|".join(found) if any(found) else ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _thing(node: Node | None) -> Content | None:
    return {"id": node.id, "name": node.label} if node else None


def _label(node: Node | None) -> str:
    return _cell(node.label) if node else ""


def _cell(text: str) -> str:
    """A text in one line of a cell, as spreadsheets keep it."""
    return re.sub(r"[\s\0]+", " ", text).strip()
