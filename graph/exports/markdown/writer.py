"""The Markdown plan format, written from facts: a file a plan, the same facts always the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.errors import DataError
from graph.exports.markdown.actors.bodies import write_bodies
from graph.exports.markdown.actors.rosters import rosters_of, told_whole, write_rosters
from graph.exports.markdown.frame.areas import write_areas
from graph.exports.markdown.frame.indicators import write_indicators
from graph.exports.markdown.frame.projects import write_projects
from graph.exports.markdown.language.terms import BODIES, NOTHING
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import HEADINGS, ITEMS
from graph.exports.markdown.sayable import refused, sayable_of
from graph.exports.markdown.sheet import Sheet, alternatives
from graph.exports.markdown.statements.owners import STATEMENTS
from graph.exports.markdown.statements.statements import write_statements
from graph.facts import Facts, Node, Web, facts

# Nodes that describe files and graphs; a load makes them anew.
_DESCRIPTIONS = ("SourceDocument", "ClaimGraph")
_BELONGS = ("isPartOf", "observationOf", "concerns", "mentions")
_NAMES = ("concerns", "mentions", "identifiedBy")
_APART = (*BODIES.table, "Person", "Instrument", *STATEMENTS)
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
    """What belongs to a plan: its parts and theirs, what is linked to them or named by them, its bodies.

    A body, person, instrument or statement that nothing links belongs to the plan whose document it cites.
    """
    apart_from_frame = (node for type_ in _APART for node in of.by_type.get(type_, ()))
    ids = {plan.id, *plan.refs("publisher"), *(node.id for node in apart_from_frame if _is_of(node, plan, of))}
    apart = {node.id for name in (*_DESCRIPTIONS, "Plan") for node in of.by_type.get(name, ())}
    waiting = list(ids)
    links: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        node = of.nodes.get(id_)
        around = (*of.incoming.get(id_, ()), *of.outgoing.get(id_, ()))
        near = {end for link in around for end in (link.source, link.target)}
        near |= {other for name, other in of.referring.get(id_, ()) if name in _BELONGS}
        near |= {other for name in _NAMES for other in (node.refs(name) if node else ())}
        links |= {link.id for link in around}
        waiting += near - ids - apart
        ids |= near - apart
    return facts(
        [node for node in of.nodes.values() if node.id in ids or node.type == "SourceDocument"],
        [link for link in of.links.values() if link.id in links],
    )


def _is_of(node: Node, plan: Node, of: Facts) -> bool:
    """Whether a body, person, instrument or statement is of a plan: the only one, or the one of a document it cites."""
    cited = (of.nodes[source.document] for source in node.sources if source.document in of.nodes)
    return len(of.by_type["Plan"]) == 1 or any(plan.id in document.refs("isPartOf") for document in cited)


def _write_plan(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.taken(plan)
    sheet.say(f"# {escaped(plan.label)}{sheet.mark(plan)}", "")
    for id_ in plan.refs("publisher"):
        body = sheet.facts.nodes[id_]
        if not _is_plain(sheet, body):
            sheet.say(f"- {ITEMS['publisher']}: {escaped(body.label)}")
            continue
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
    write_statements(sheet, plan, "##")
    rosters = rosters_of(sheet)
    whole = told_whole(sheet, rosters)
    write_bodies(sheet, whole)
    write_rosters(sheet, rosters, whole)


def _is_plain(sheet: Sheet, body: Node) -> bool:
    """Whether a publisher needs no heading of its own: a government body of which nothing but names is known."""
    plain = body.type == "GovernmentBody" and set(body.properties) <= {"label", "altLabel"}
    return plain and not sheet.facts.outgoing.get(body.id)


def _write_original(sheet: Sheet, id_: str, number: int) -> None:
    node = sheet.facts.nodes.get(id_)
    name = node.label if node else id_
    sheet.say(f"- {ITEMS['original']}{f' {number}' if number > 1 else ''}: {escaped(name)}")
    if node is None:
        return
    if not node.values("publisher") and sheet.plan.values("publisher"):
        sheet.say(f"  - {ITEMS['publisher']}: {NOTHING['nothing']}")
    if node.text("title") not in ("", name):
        sheet.say(f"  - {ITEMS['title']}: {escaped(node.text('title'))}")
    for property_ in ("format", "sha256"):
        if value := node.text(property_):
            sheet.say(f"  - {ITEMS[property_]}: {escaped(value)}")
    for licence in node.values("license"):
        if isinstance(licence, Web) and _IRI.fullmatch(licence.iri):
            sheet.say(f"  - {ITEMS['license']}: <{licence.iri}>")
