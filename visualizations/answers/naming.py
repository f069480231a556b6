"""What the cells of an answer name: things by their names, controlled values by their labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.facts import Facts, Node
from ontology.vocabulary import vocabulary
from visualizations.answers.result import Cell, Result
from visualizations.words import Words, interface


def named(result: Result, facts: Facts, lang: str) -> Result:
    """A result whose texts lead to the things that they name, and whose controlled values are told by their labels.

    A name that several things share means the one of the class that its column speaks of; where that is not one thing
    either, it leads to the search.
    """
    wanted = {cell.text for row in result.rows for cell in row if cell.number is None and not cell.thing and cell.text}
    nodes: dict[str, list[Node]] = defaultdict(list)
    for node in facts.nodes.values():
        if node.label in wanted:
            nodes[node.label].append(node)
    classes = [_class_of([row[at] for row in result.rows], nodes) for at in range(len(result.columns))]
    rows = tuple(
        tuple(_named(cell, nodes, classes[at], facts, lang) for at, cell in enumerate(row)) for row in result.rows
    )
    return replace(result, rows=rows)


def column_label(name: str, lang: str) -> str:
    """The heading of a column: that of ``interface/``, else the variable's own name."""
    key = f"column_{name}"
    return Words(lang)(key) if key in interface() else name


def is_year(name: str) -> bool:
    """Whether a column holds years, which are no amounts."""
    return name.lower().endswith("year")


def _class_of(column: Sequence[Cell], nodes: Mapping[str, Sequence[Node]]) -> str:
    """The class of most of the things that a column can name; empty where it names none."""
    found: Counter[str] = Counter()
    for text in dict.fromkeys(cell.text for cell in column):
        found.update({node.type for node in nodes.get(text, ())})
    return max(found, key=lambda name: (found[name], name), default="")


def _named(cell: Cell, nodes: Mapping[str, Sequence[Node]], class_: str, facts: Facts, lang: str) -> Cell:
    if cell.thing:
        node = facts.nodes.get(cell.thing)
        return replace(cell, node=node) if node else cell
    if cell.number is not None or not cell.text:
        return cell
    term = None if cell.lang else vocabulary().terms.get(cell.text)
    if term:
        return replace(cell, text=term.label[lang], lang=lang, term=term.name)
    if not cell.lang and cell.text == "other":  # what a question itself calls the rest
        return replace(cell, text=Words(lang)("answer_other"), lang=lang)
    found = nodes.get(cell.text, ())
    own = [node for node in found if node.type == class_]
    chosen = own if len(own) == 1 else found
    if len(chosen) == 1:
        return replace(cell, node=chosen[0])
    return replace(cell, search=bool(found))
