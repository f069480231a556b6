"""The Markdown plan format, written from facts: a file a plan, the same facts always the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.errors import DataError
from graph.exports.markdown.frame.areas import write_areas
from graph.exports.markdown.frame.indicators import write_indicators
from graph.exports.markdown.frame.projects import write_projects
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import HEADINGS, ITEMS
from graph.exports.markdown.sheet import Sheet, alternatives, refused, sayable_of
from graph.facts import Facts, Node, Web, facts

# Nodes that describe files and graphs; a load makes them anew.
_DESCRIPTIONS = ("SourceDocument", "ClaimGraph")
_BELONGS = ("isPartOf", "observationOf")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def markdown(of: Facts) -> str:
    """The one plan of a graph in the Markdown plan format.

    Raises DataError where there is no plan or more than one, and where a fact says what the format has no words for.
    """
    files = markdown_files(of)
    if len(files) > 1:
        raise DataError(
            f"The graph holds {len(files)} plans.", "In the Markdown plan format each is a file of its own."
        )
    return next(iter(files.values()))


def markdown_files(of: Facts) -> Mapping[str, str]:
    """Each plan of a graph in the Markdown plan format, by file name (the id of the plan).

    Raises DataError where there is no plan, where a fact belongs to none, or where the format has no words for it.
    """
    plans = of.by_type.get("Plan", ())
    if not plans:
        raise DataError("The graph holds no plan.", "Load a document first.")
    found: dict[str, str] = {}
    written: set[str] = set()
    for plan in plans:
        sheet = Sheet(_facts_of_plan(of, plan), plan)
        _write_plan(sheet)
        found[f"{plan.id}.md"] = "\n".join(sheet.lines) + "\n"
        written |= sheet.written
    for fact in (*of.nodes.values(), *of.links.values()):
        if fact.id not in written and fact.type not in _DESCRIPTIONS:
            sayable_of(fact)
            raise refused(fact, "nothing says to which part of the plan it belongs")
    return found


def _facts_of_plan(of: Facts, plan: Node) -> Facts:
    """What belongs to a plan: its parts and theirs, what is linked to them, its publisher."""
    ids = {plan.id, *plan.refs("publisher")}
    waiting = list(ids)
    links: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        links |= {link.id for link in of.incoming.get(id_, ())}
        near = {link.source for link in of.incoming.get(id_, ())}
        near |= {other for name, other in of.referring.get(id_, ()) if name in _BELONGS}
        waiting += near - ids
        ids |= near
    ids -= {node.id for name in _DESCRIPTIONS for node in of.by_type.get(name, ())}
    return facts(
        [node for node in of.nodes.values() if node.id in ids or node.type == "SourceDocument"],
        [link for link in of.links.values() if link.id in links],
    )


def _write_plan(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.taken(plan)
    sheet.say(f"# {escaped(plan.label)}{sheet.mark(plan)}", "")
    for id_ in plan.refs("publisher"):
        body = sheet.facts.nodes[id_]
        sheet.taken(body)
        sheet.say(f"- {ITEMS['publisher']}: {escaped(body.label)}{sheet.mark(body)}")
        sheet.say(*(f"  {line}" for line in alternatives(body)))
    years = [plan.text(name) for name in ("firstFiscalYear", "lastFiscalYear")]
    if any(years):
        sheet.say(f"- {ITEMS['years']}: {years[0] if years[0] == years[1] else '-'.join(years)}")
    sheet.say(*alternatives(plan))
    for number, id_ in enumerate(sheet.documents, 1):
        _write_original(sheet, id_, number)
    write_areas(sheet)
    write_projects(sheet)
    if sheet.facts.incoming.get(plan.id):
        sheet.say("", f"## {HEADINGS['indicators']}", "")
        write_indicators(sheet, plan)


def _write_original(sheet: Sheet, id_: str, number: int) -> None:
    node = sheet.facts.nodes.get(id_)
    name = node.label if node else id_
    sheet.say(f"- {ITEMS['original']}{f' {number}' if number > 1 else ''}: {escaped(name)}")
    if node is None:
        return
    if node.text("title") not in ("", name):
        sheet.say(f"  - {ITEMS['title']}: {escaped(node.text('title'))}")
    for property_ in ("format", "sha256"):
        if value := node.text(property_):
            sheet.say(f"  - {ITEMS[property_]}: {escaped(value)}")
    for licence in node.values("license"):
        if isinstance(licence, Web) and _IRI.fullmatch(licence.iri):
            sheet.say(f"  - {ITEMS['license']}: <{licence.iri}>")
