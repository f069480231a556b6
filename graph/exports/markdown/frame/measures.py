"""Measures as bullets of a component or a measure group; what stands under a measure is indented."""

from __future__ import annotations

from collections import defaultdict

from graph.exports.markdown.language.text import item_text
from graph.exports.markdown.language.words import MARKS, REPOSTED
from graph.exports.markdown.sayable import refused
from graph.exports.markdown.sheet import Sheet, alternatives
from graph.facts import Link, Node, Status
from ontology.identifiers import slug
from ontology.paths import Path, folded, measure
from ontology.vocabulary import vocabulary


def write_measures(sheet: Sheet, list_: Node, path: Path) -> None:
    """Writes the measures of a list, which has an outline path of its own, in the order of the document.

    Raises DataError where a measure's listings are such that no reader could tell them apart.
    """
    listings = sheet.in_order(link for link in sheet.facts.incoming.get(list_.id, ()) if link.type == "Listing")
    here = {link.source for link in listings}
    below: dict[str, list[Link]] = defaultdict(list)
    for link in listings:
        node = sheet.facts.nodes[link.source]
        parent = next(iter(node.refs("isPartOf")), "") if link is home_listing(sheet, node) else ""
        if parent and parent not in here:
            raise refused(node, "the measure that it is part of is not listed beside it")
        below[parent].append(link)
    _write_level(sheet, below, "", 0, path)


def _write_level(sheet: Sheet, below: dict[str, list[Link]], parent: str, depth: int, path: Path) -> None:
    indent = "  " * depth
    for link in below.pop(parent, ()):
        node = sheet.facts.nodes[link.source]
        sheet.taken(link)
        listings = sheet.facts.outgoing.get(node.id, ())
        home = home_listing(sheet, node)
        mark = sheet.mark(link, Status.STATED)
        if link is home:
            sheet.taken(node)
            ordinal = _ordinal(sheet, node, path, link.target)
            extras = [f"{MARKS['ordinal']}: {ordinal}"] if ordinal > 1 else []
            mark = sheet.marks(link, node, [each for each in listings if each is not home], extras)
        sheet.say(f"{indent}- {item_text(node.label)}{REPOSTED if link.value('reposted') else ''}{mark}")
        if link is home:
            sheet.say(*(f"{indent}  {line}" for line in (*alternatives(node), *sheet.mentions(node))))
        _write_level(sheet, below, node.id, depth + 1, path)


def home_listing(sheet: Sheet, node: Node) -> Link:
    """The listing of a measure in the list in which it first stands.

    A re-listing is read as one of the measure of the same text that is listed without that mark, if there is just one.
    Raises DataError where this reading would not give the measure's listings.
    """
    listings = [link for link in sheet.facts.outgoing.get(node.id, ()) if link.type == "Listing"]
    first = [link for link in listings if link.value("reposted") is not True]
    alike = sheet.first_listed[folded(node.label)]
    if len(first) == 1 and (len(listings) == 1 or alike == 1):
        return first[0]
    if not first and len(listings) == 1 and alike != 1:
        return listings[0]
    raise refused(
        node,
        f"it has {len(listings)} listings, {len(first)} of them first ones, and so have {alike} measures of its text",
    )


def _ordinal(sheet: Sheet, node: Node, path: Path, list_: str) -> int:
    """Which of several measures of one text in one list this is, by its id; 1 where the id does not tell."""
    text = folded(node.label)
    alike = [
        link for link in sheet.facts.incoming.get(list_, ()) if folded(sheet.facts.nodes[link.source].label) == text
    ]
    kind = vocabulary().node_types["Measure"].slug
    for ordinal in range(1, len(alike) + 1):
        if slug(kind, sheet.plan.id, *measure(path, text, ordinal)) == node.id:
            return ordinal
    return 1
