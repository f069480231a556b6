"""The files of the export: CSV of nodes and relationships, the command that imports them, and the schema.

One CSV a set of labels and one a relationship type, sorted by key. An import and a push give the same database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from shlex import quote

from graph.exports.given import ExportInput
from graph.exports.neo4j_admin.sheets import SEPARATOR_NAME, Sheets
from graph.exports.neo4j_admin.sorted_rows import MOST, SortedRows
from graph.neo4j.constraints import schema_rules
from graph.neo4j.ownership import ours, storable
from graph.property_graph.derive import property_graph
from graph.property_graph.model import PropertyNode
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


def neo4j_admin_files(given: ExportInput, most: int = MOST) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The names and contents of the files, each content to be read before the next file is asked for.

    The graph is read once. Memory holds what the derivation keeps of it (the ids) and rows of about ``most`` bytes.
    """
    with SortedRows(given.scratch, most) as rows:
        nodes: dict[tuple[str, ...], Sheets] = {}
        relationships: dict[str, Sheets] = {}
        for each in property_graph(given.by_subject):
            if isinstance(each, PropertyNode):
                sheets = nodes.get(each.labels)
                if sheets is None:
                    name = "nodes-" + "-".join(each.labels)
                    sheets = nodes[each.labels] = Sheets(name, (f"{ID}:ID",), rows)
                sheets.add((each.id,), {name: value for name, value in storable(each.properties).items() if name != ID})
                continue
            sheets = relationships.get(each.type)
            if sheets is None:
                name = f"relationships-{each.type}"
                sheets = relationships[each.type] = Sheets(name, (":START_ID", ":END_ID"), rows)
            # Two properties that have one relationship type say it once, since their rows have one key.
            sheets.add((each.source, each.target, str(each.properties.get(ID, ""))), storable(each.properties))
        arguments: list[str] = []
        for labels in sorted(nodes):
            for name, content in nodes[labels].files():
                yield name, content
                arguments.append(f"--nodes={':'.join(labels)}={name}")
        for type_ in sorted(relationships):
            for name, content in relationships[type_].files():
                yield name, content
                arguments.append(f"--relationships={type_}={name}")
        options = ["--id-type=string", f"--array-delimiter={SEPARATOR_NAME}", "--multiline-fields=true"]
        lines = " \\\n".join(f"  {quote(each)}" for each in [*arguments, *options])
        after = [*(rule.statement for rule in schema_rules(ours())), *_empty_lists(relationships)]
        # The command comes last: where it is there, the rest is too.
        yield "schema.cypher", ["".join(f"{statement};\n" for statement in after).encode()]
        yield "import.sh", [_COMMAND.format(arguments=lines).encode()]


def _empty_lists(relationships: Mapping[str, Sheets]) -> list[str]:
    """Statements that give links their empty lists, for which the import has no form. A link always has ``rule`` and
    ``lines``, so that those which lack one after the import are those of an empty list."""
    return [
        f"MATCH ()-[r:`{type_}`]->() WHERE r.id IS NOT NULL AND r.`{name}` IS NULL SET r.`{name}` = []"
        for type_ in sorted(relationships)
        for name in relationships[type_].empty_lists()
    ]
