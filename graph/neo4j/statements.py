"""The Cypher of a push. Labels, types and names come from the vocabulary alone; all values are parameters.

Rows of new nodes are ``[labels, properties]``, of those that are there maps of properties; rows of new relationships
are ``[source, target, properties, type]``. The ends are given by the server's own ids of them, so that one statement
serves a type whatever labels its ends have: a server plans each statement anew, which takes longer than running it on a
small graph. A server that takes labels and types from rows needs one statement for all nodes of a first push, and one
for all relationships.
"""

from __future__ import annotations

from collections.abc import Iterable


def _quoted(names: Iterable[str]) -> list[str]:
    return ["`" + name.replace("`", "``") + "`" for name in names]


def _labels(names: Iterable[str]) -> str:
    return "".join(f":{name}" for name in _quoted(names))


# One answer for all rows of a statement: a driver takes longer over the answers than a server over the nodes.
_PLACES = "RETURN collect([n.id, elementId(n)])"
COUNT = "MATCH (n) RETURN count(n)"
LABELS = "CALL db.labels() YIELD label RETURN label"


def read_nodes(root: str) -> str:
    """All nodes of a root. One short statement a root: the server plans these in no time, and the union of all not."""
    return f"MATCH (n{_labels([root])}) RETURN n.id, labels(n), properties(n), elementId(n)"


def count_rootless(label: str) -> str:
    """The number of nodes that have a label and none of its roots."""
    return f"MATCH (n{_labels([label])}) WHERE none(each IN labels(n) WHERE each IN $roots) RETURN count(n)"


def read_relationships(root: str) -> str:
    """All relationships of our types from nodes of a root to nodes under our labels."""
    return (
        f"MATCH (a{_labels([root])})-[r]->(b) WHERE type(r) IN $types AND any(each IN labels(b) WHERE each IN $roots) "
        "RETURN a.id, type(r), b.id, properties(r), elementId(r)"
    )


FIRST_NODES = f"UNWIND $rows AS row CREATE (n:$(row[0])) SET n = row[1] {_PLACES}"


def first_nodes(labels: tuple[str, ...]) -> str:
    """Nodes of one set of labels in a database that has none of ours; the key keeps out whoever else makes them now."""
    return f"UNWIND $rows AS row CREATE (n{_labels(labels)}) SET n = row[1] {_PLACES}"


def create_nodes(labels: tuple[str, ...]) -> str:
    """Nodes of one set of labels; the key alone decides whether one is there already. Gives their server's ids."""
    more = f"n{_labels(labels[1:])}, " if labels[1:] else ""
    return f"UNWIND $rows AS row MERGE (n{_labels(labels[:1])} {{id: row[1].id}}) SET {more}n += row[1] {_PLACES}"


def node_names(root: str) -> str:
    """The names of the properties that some nodes have."""
    return f"UNWIND $rows AS row MATCH (n{_labels([root])} {{id: row.id}}) RETURN n.id, keys(n)"


def change_nodes(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Nodes that are there under other labels or with other properties; null takes a property away."""
    gone = [each for each in before if each not in after]
    new = [each for each in after if each not in before]
    removed = f"REMOVE n{_labels(gone)} " if gone else ""
    added = f"SET n{_labels(new)} " if new else ""
    return f"UNWIND $rows AS row MATCH (n{_labels(before[:1])} {{id: row.id}}) {removed}{added}SET n += row"


def delete_nodes(root: str) -> str:
    """Nodes, where nothing hangs on them."""
    return f"UNWIND $rows AS row MATCH (n{_labels([root])} {{id: row.id}}) WHERE NOT EXISTS {{ (n)--() }} DELETE n"


# Somebody else's node may have been given the id of one that was removed since we looked.
_ENDS = " ".join(
    f"MATCH ({end}) WHERE elementId({end}) = row[{place}] AND {end}.id STARTS WITH $base"
    for place, end in enumerate("ab")
)
FIRST_RELATIONSHIPS = f"UNWIND $rows AS row {_ENDS} CREATE (a)-[r:$(row[3])]->(b) SET r = row[2]"


def first_relationships(type_: str) -> str:
    """Relationships of one type in a database that has none of ours."""
    return f"UNWIND $rows AS row {_ENDS} CREATE (a)-[r{_labels([type_])}]->(b) SET r = row[2]"


def create_relationships(type_: str, *, of_link: bool, shared: bool) -> str:
    """Relationships of one type: one of a link by its id, one of structure by its ends. ``shared``: the type has both,
    so that MERGE would take the relationship of a link for the one of structure."""
    name = _labels([type_])
    if of_link:
        made = f"MERGE (a)-[r{name} {{id: row[2].id}}]->(b)"
    elif shared:
        made = f"WITH a, b, row WHERE NOT EXISTS {{ MATCH (a)-[old{name}]->(b) WHERE old.id IS NULL }}"
        made += f" CREATE (a)-[r{name}]->(b)"
    else:
        made = f"MERGE (a)-[r{name}]->(b)"
    return f"UNWIND $rows AS row {_ENDS} {made} SET r += row[2]"


def relationship_names(type_: str) -> str:
    """The names of the properties that some relationships have; rows are ``[element id, properties]``."""
    return f"{_by_element(type_)} RETURN row[0], keys(r)"


def change_relationships(type_: str) -> str:
    """Relationships that are there with other properties."""
    return f"{_by_element(type_)} SET r += row[1]"


def delete_relationships(type_: str) -> str:
    """Relationships that are gone."""
    return f"{_by_element(type_)} DELETE r"


def _by_element(type_: str) -> str:
    # The type is asked too: an element id may be given to something else once its relationship is gone.
    return f"UNWIND $rows AS row MATCH ()-[r{_labels([type_])}]->() WHERE elementId(r) = row[0]"
