"""The schedule as data: JSON for programs, one row of CSV an activity, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.facts import Node
from graph.snapshot import Snapshot
from visualizations.evidence import Evidence
from visualizations.timeline.rows import OFF, Row
from visualizations.timeline.view import ComponentRows, ProjectRows, timeline_view

Content = dict[str, Any]


def timeline_json(snapshot: Snapshot, _: str, query: Mapping[str, str]) -> Content:
    """The schedule of each plan, by project and component. The words of an activity are as the plan prints them."""
    view = timeline_view(snapshot.facts, query)
    return {
        "total": view.total, "shown": len(view.rows),
        "cells": {state: view.cells(state) for state in ("stated", "repaired", "inferred")},
        "plans": [
            {
                "plan": _thing(table.plan), "years": list(table.years),
                "sections": [_section(each) for each in table.sections],
                "projects_without_schedule": [_thing(each) for each in table.projects_without],
                "components_without_schedule": [
                    {**_component(each), "project": next(iter(each.node.refs("isPartOf")), None)}
                    for each in table.components_without
                ],
            }
            for table in view.tables
        ],
        "filters": {
            "project": {each.node.id: each.count for each in view.projects},
            "body": {each.node.id: each.count for each in (*view.bodies, *view.groups)},
            "y": {str(year): count for year, count in view.years.items()},
            "show": {show or "all": count for show, count in view.shows.items()},
        },
    }  # fmt: skip


def timeline_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[Content]:
    """One row an activity; the column of a year says ``stated``, ``repaired``, ``inferred`` or nothing."""
    view = timeline_view(snapshot.facts, query)
    years = sorted({year for table in view.tables for year in table.years})
    found = []
    for row in view.rows:
        states = {cell.year: "" if cell.state == OFF else cell.state for cell in row.cells}
        found.append({
            "plan": _label(row.plan), "project_id": row.project.id if row.project else "",
            "project": _label(row.project), "part": _label(row.part), "component_id": row.component.id,
            "component": _label(row.component), "activity_id": row.activity.id, "activity": _label(row.activity),
            "target_group": _cell(row.activity.text("targetGroup")), "details": _cell("・".join(row.details)),
            **{str(year): states.get(year, "") for year in years},
            "follows": _label(row.follows), "status": row.evidence.status, "rules": " ".join(row.activity.rules),
            "lines": " ".join(f"{place.first}-{place.last}" for place in row.evidence.places),
        })  # fmt: skip
    return found


def _section(section: ProjectRows) -> Content:
    return {
        "project": _thing(section.project), "part": _thing(section.part),
        "components": [
            {**_component(each), "activities": [_activity(row) for row in each.rows]} for each in section.components
        ],
    }  # fmt: skip


def _component(component: ComponentRows) -> Content:
    return {**(_thing(component.node) or {}), **_known(component.evidence)}


def _activity(row: Row) -> Content:
    return {
        **(_thing(row.activity) or {}), "target_group": row.activity.text("targetGroup") or None,
        "details": list(row.details), **_known(row.evidence),
        "cells": [
            {"year": cell.year, "state": cell.state, "rules": list(cell.rules)}
            for cell in row.cells if cell.state != OFF
        ],
        "follows": row.follows.id if row.follows else None, "names": sorted(row.named),
        "rests_on": [{**(_thing(each.instrument) or {}), "last_year": each.year} for each in row.endings],
    }  # fmt: skip


def _known(evidence: Evidence) -> Content:
    return {
        "status": evidence.status, "rules": list(evidence.rules),
        "lines": [{"document": place.document, "first": place.first, "last": place.last} for place in evidence.places],
    }  # fmt: skip


def _thing(node: Node | None) -> Content | None:
    return {"id": node.id, "name": node.label} if node else None


def _label(node: Node | None) -> str:
    return _cell(node.label) if node else ""


def _cell(text: str) -> str:
    """A text in one line of a cell, as spreadsheets keep it."""
    return re.sub(r"[\s\0]+", " ", text).strip()
