"""The table of a choice, with the selected cell and its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from graph.facts import Facts, Link, Node
from visualizations.evidence import Evidence, evidence, names_of
from visualizations.matrix.choice import Choice
from visualizations.matrix.fields import fields_table
from visualizations.matrix.indicators import indicators_table
from visualizations.matrix.model import Cell, Group, Table
from visualizations.matrix.order import ordered
from visualizations.matrix.organizations import organizations_table
from visualizations.sentences import told
from visualizations.words import Words

SECTION = 500  # rows of a section
_TABLES: Mapping[str, Callable[[Facts, str], Table]] = {
    "fields": lambda facts, _: fields_table(facts),
    "organizations": organizations_table,
    "indicators": indicators_table,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim behind the selected cell: the sentence in pieces, and its evidence."""

    link: Link
    pieces: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table, those of its row groups that the section shows, the selected cell with its claims."""

    choice: Choice
    table: Table
    shown: tuple[Group, ...]
    page: int
    last: int
    selected: Cell | None
    claims: tuple[Claim, ...]
    plans: tuple[Node, ...]


def matrix(facts: Facts, choice: Choice, lang: str) -> Matrix:
    """The view of a choice."""
    plans = facts.by_type.get("Plan", ())
    whole = _TABLES[choice.of](facts, lang)
    if choice.plan and any(plan.id == choice.plan for plan in plans):
        whole = _of_plan(facts, whole, choice.plan)
    else:
        choice = replace(choice, plan="")
    table, choice = ordered(whole, choice, Words(lang)("matrix_all_rows"))
    last = max(-(-len(table.all_rows) // SECTION), 1)
    page = min(choice.page, last)
    row, _, column = choice.cell.partition(".")
    selected = table.cells.get((row, column))
    claims = tuple(
        Claim(link, told(link, facts, Words(lang)), evidence(link, *_names(facts, link)))
        for link in (selected.links if selected else ())
    )
    return Matrix(choice, table, _section(table, page), page, last, selected, claims, plans)


def _names(facts: Facts, link: Link) -> list[tuple[str, ...]]:
    return [names_of(facts.nodes[id_]) for id_ in (link.source, link.target) if id_ in facts.nodes]


def _section(table: Table, page: int) -> tuple[Group, ...]:
    shown = {node.id for node in table.all_rows[(page - 1) * SECTION : page * SECTION]}
    parts = (replace(group, nodes=tuple(node for node in group.nodes if node.id in shown)) for group in table.rows)
    return tuple(group for group in parts if group.nodes)


def _of_plan(facts: Facts, table: Table, plan: str) -> Table:
    """The rows and columns of one plan: what is part of it, and what its documents speak of."""
    documents = {node.id for node in facts.by_type.get("SourceDocument", ()) if plan in node.refs("isPartOf")}

    def of(node: Node) -> bool:
        return plan in node.refs("isPartOf") or any(source.document in documents for source in node.sources)

    def kept(groups: tuple[Group, ...]) -> tuple[Group, ...]:
        parts = (replace(group, nodes=tuple(node for node in group.nodes if of(node))) for group in groups)
        return tuple(group for group in parts if group.nodes)

    rows, columns = kept(table.rows), kept(table.columns)
    ids = {node.id for group in (*rows, *columns) for node in group.nodes}
    cells = {ends: cell for ends, cell in table.cells.items() if ids.issuperset(ends)}
    return replace(table, rows=rows, columns=columns, cells=cells)
