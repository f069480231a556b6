"""The files of the export: CSV of nodes and relationships, the command that imports them, and the schema.

One CSV a set of labels and one a relationship type, sorted by key. An import and a push give the same database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from shlex import quote

from graph.exports.given import ExportInput
from graph.exports.neo4j_admin.sheets import SEPARATOR_NAME, sheets
from graph.neo4j.constraints import schema_rules
from graph.neo4j.ownership import ours, storable
from graph.property_graph.derive import property_graph
from graph.property_graph.grouping import grouped
from graph.property_graph.model import PropertyNode, PropertyValue
from graph.property_graph.names import ID

_COMMAND = """#!/bin/sh
# Makes a Neo4j database of these files. Run it on the server's machine, while the database is stopped or not there yet:
#   sh import.sh [DATABASE]          (neo4j, if none is named)
# and after the start, for keys, indexes and empty lists: cypher-shell -f schema.cypher
set -eu
cd "$(dirname "$0")"
"${{NEO4J_ADMIN:-neo4j-admin}}" database import full \\
{arguments} \\
  "${{1:-neo4j}}"
"""
_Row = tuple[tuple[str, ...], Mapping[str, PropertyValue]]


def neo4j_admin_files(given: ExportInput) -> Mapping[str, bytes]:
    """The files by name."""
    nodes: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
    links: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    relationships: dict[str, list[_Row]] = defaultdict(list)
    for each in property_graph(grouped(given.quads)):
        if isinstance(each, PropertyNode):
            rest = {name: value for name, value in storable(each.properties).items() if name != ID}
            nodes[each.labels].append(((each.id,), rest))
            continue
        key = each.source, each.target, str(each.properties.get(ID, ""))
        if key not in links[each.type]:  # two properties that have one relationship type say it once
            links[each.type].add(key)
            relationships[each.type].append(((each.source, each.target), storable(each.properties)))
    files: dict[str, bytes] = {}
    arguments: list[str] = []
    for labels, rows in sorted(nodes.items()):
        for name, content in sheets("nodes-" + "-".join(labels), (f"{ID}:ID",), rows):
            files[name] = content
            arguments.append(f"--nodes={':'.join(labels)}={name}")
    for type_, rows in sorted(relationships.items()):
        for name, content in sheets(f"relationships-{type_}", (":START_ID", ":END_ID"), rows):
            files[name] = content
            arguments.append(f"--relationships={type_}={name}")
    options = ["--id-type=string", f"--array-delimiter={SEPARATOR_NAME}", "--multiline-fields=true"]
    lines = " \\\n".join(f"  {quote(each)}" for each in [*arguments, *options])
    after = [*(rule.statement for rule in schema_rules(ours())), *_empty_lists(relationships)]
    schema = "".join(f"{statement};\n" for statement in after)
    return {**files, "import.sh": _COMMAND.format(arguments=lines).encode(), "schema.cypher": schema.encode()}


def _empty_lists(relationships: Mapping[str, list[_Row]]) -> list[str]:
    """Statements that give links their empty lists, for which the import has no form. A link always has ``rule`` and
    ``lines``, so that those which lack one after the import are those of an empty list."""
    found = []
    for type_, rows in sorted(relationships.items()):
        names = {name for _, properties in rows for name, value in properties.items() if value == []}
        found += [
            f"MATCH ()-[r:`{type_}`]->() WHERE r.id IS NOT NULL AND r.`{name}` IS NULL SET r.`{name}` = []"
            for name in sorted(names)
        ]
    return found
