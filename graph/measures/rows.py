"""The measures as rows of plain values, with the one sentence that sums each up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.measures.cooperation import bridges, components
from graph.measures.coverage import GAPS, coverage
from graph.measures.degrees import degrees, roles
from graph.measures.paths import Ways

if TYPE_CHECKING:
    from graph.network import Network

Cell = str | int | float | bool
Row = Mapping[str, Cell]
Query = Mapping[str, str]
Sums = Mapping[str, Cell]
BETWEEN, AND_SO = " → ", "、"


def coverage_rows(ways: Ways, _: Query) -> list[Row]:
    """One row an area."""
    return [
        {
            **_thing(ways.network, each.id), "primary": len(each.primary), "related": len(each.related),
            "indicators": each.indicators, "bodies": each.bodies, "indicators_of_all": each.indicators_of_all,
            "bodies_of_all": each.bodies_of_all, "gaps": " ".join(each.gaps),
        }
        for each in coverage(ways.network)
    ]  # fmt: skip


def coverage_sums(rows: Sequence[Row]) -> Sums:
    """How many areas there are, and how many have none of what."""
    return {"n": len(rows), **{f"no_{name}": sum(not row[name] for row in rows) for name in GAPS}}


def bridge_rows(ways: Ways, _: Query) -> list[Row]:
    """One row a body that joins others."""
    return [
        {
            **_thing(ways.network, each.id), "betweenness": each.betweenness, "articulation": each.parts > 1,
            "parts": each.parts, "projects": each.projects, "bodies": each.bodies,
        }
        for each in bridges(ways.network)
    ]  # fmt: skip


def bridge_sums(rows: Sequence[Row]) -> Sums:
    """How many bodies join others, on how many something hangs, and the first of them."""
    first = str(rows[0]["name"]) if rows else ""
    return {"n": len(rows), "articulation": sum(bool(row["articulation"]) for row in rows), "first": first}


def component_rows(ways: Ways, _: Query) -> list[Row]:
    """One row a part: how much of what is in it, and who."""
    network, found = ways.network, list[Row]()
    for number, ids in enumerate(components(network), 1):
        types = [network.nodes[id_]["type"] for id_ in ids]
        projects = [id_ for id_, type_ in zip(ids, types, strict=True) if type_ == "Project"]
        rest = [id_ for id_ in ids if id_ not in projects]
        found.append({
            "part": number, "size": len(ids), "projects": len(projects), "others": len(rest),
            "project_names": _names(network, projects), "other_names": _names(network, rest),
        })  # fmt: skip
    return found


def component_sums(rows: Sequence[Row]) -> Sums:
    """How many parts there are, how many of them are one project alone, the size of the largest."""
    alone = sum(row["projects"] == 1 and row["size"] == 1 for row in rows)
    return {"n": len(rows), "alone": alone, "largest": max((int(row["size"]) for row in rows), default=0)}


def degree_rows(ways: Ways, _: Query) -> list[Row]:
    """One row a body, project or area, with its links by role."""
    return [
        {**_thing(ways.network, id_), "links": sum(found.values()), **{role: found.get(role, 0) for role in roles()}}
        for id_, found in degrees(ways.network).items()
    ]


def degree_sums(rows: Sequence[Row]) -> Sums:
    """How many things there are, how many have no link, and which has most."""
    first = str(rows[0]["name"]) if rows else ""
    return {"n": len(rows), "none": sum(not row["links"] for row in rows), "first": first}


def path_rows(ways: Ways, query: Query) -> list[Row]:
    """The shortest ways from ``from`` to ``to``; without ``to``, one way to each project; without ``from``, those of
    the first project. What is no thing of the graph has no ways."""
    network = ways.network
    projects = [id_ for id_, data in network.nodes(data=True) if data["type"] == "Project"]
    source, target = query.get("from") or next(iter(projects), ""), query.get("to", "")
    if target:
        between = ways.between(source, target)
        found = [(source, *(step.target for step in each)) for each in between]
    else:
        found = sorted(ways.distances(source, projects).values(), key=lambda each: (len(each), each))
    return [
        {
            "from_id": source, "from": network.nodes[source]["label"], "to_id": each[-1],
            "to": network.nodes[each[-1]]["label"], "steps": len(each) - 1,
            "way": BETWEEN.join(network.nodes[id_]["label"] for id_ in each),
        }
        for each in found
    ]  # fmt: skip


def path_sums(rows: Sequence[Row]) -> Sums:
    """How many ways there are, from where, and how long the longest is."""
    first = str(rows[0]["from"]) if rows else ""
    return {"n": len(rows), "first": first, "longest": max((int(row["steps"]) for row in rows), default=0)}


def _thing(network: Network, id_: str) -> Row:
    data = network.nodes[id_]
    return {"id": id_, "name": data["label"], "type": data["type"]}


def _names(network: Network, ids: Sequence[str]) -> str:
    return AND_SO.join(sorted(str(network.nodes[id_]["label"]) for id_ in ids))
