"""Rosters: memberships of several members in one body as of one time, as a table with the bodies they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.exports.markdown.actors.links import as_of_text, posts_text
from graph.exports.markdown.language.references import BODIES, MEMBERS, plain_name
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import HEADINGS, MARKS, ROSTER
from graph.exports.markdown.sayable import said, texts
from graph.exports.markdown.sheet import Sheet
from graph.facts import Link, Node, Status

_PLAIN = {"label", "kana"}  # what a row can say of a person


@dataclass
class Roster:
    """A table of members: the body, the time, and for each row its membership and those in other bodies."""

    body: str
    as_of: str
    rows: list[tuple[Link, list[Link]]] = field(default_factory=list)


def rosters_of(sheet: Sheet) -> list[Roster]:
    """Memberships of persons as rosters: where two or more are in one body as of one time, the greatest group first.

    Other memberships of a person as of that time go into the same row. What remains is told below its member.
    """
    groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
    others: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in sheet.in_order(sheet.facts.links_by_type.get("Membership", ())):
        if sheet.facts.nodes[link.source].type != "Person":
            continue
        as_of = as_of_text(link)
        groups[link.target, as_of].append(link)
        others[link.source, as_of].append(link)
    placed: set[str] = set()
    found: list[Roster] = []
    for (body, as_of), links in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0])):
        free = [link for link in links if link.id not in placed]
        if len(free) < 2:
            continue
        roster = Roster(body, as_of)
        placed |= {link.id for link in free}
        for link in free:
            more = [each for each in others[link.source, as_of] if each.id not in placed]
            placed |= {each.id for each in more}
            roster.rows.append((link, more))
        found.append(roster)
    return found


def told_whole(sheet: Sheet, rosters: Sequence[Roster]) -> set[str]:
    """The ids of the memberships in rosters, and of the persons of whom rosters tell all there is."""
    links = {link.id for roster in rosters for first, more in roster.rows for link in (first, *more)}
    members = {first.source for roster in rosters for first, _ in roster.rows}
    return links | {
        node.id
        for node in sheet.facts.by_type.get("Person", ())
        if node.id in members
        and set(node.properties) <= _PLAIN
        and len(texts(node, "label")) == len(node.values("label"))
        and all(link.id in links for link in sheet.facts.outgoing.get(node.id, ()))
    }


def write_rosters(sheet: Sheet, rosters: Sequence[Roster], whole: set[str]) -> None:
    """Writes rosters; the first row of a person of whom they tell all tells their kana and where they are named."""
    for roster in rosters:
        body = sheet.reference(roster.rows[0][0], roster.body, BODIES)
        if body.endswith((")", "）")):
            body = f"{body[:-1]}\\{body[-1]}"
        behind = f" ({roster.as_of}現在)" if roster.as_of else ""
        sheet.say("", f"## {HEADINGS['roster']}: {body}{behind}", "")
        rows = [row for first, more in roster.rows for row in _rows(sheet, first, more, whole)]
        used = [name for name in ROSTER.table if name == "label" or any(row.get(name) for row in rows)]
        sheet.say(_line([ROSTER[name] for name in used]), _line(["---"] * len(used)).replace(" ", ""))
        sheet.say(*(_line([row.get(name, "") for name in used]) for row in rows))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(sheet: Sheet, first: Link, more: Sequence[Link], whole: set[str]) -> list[dict[str, str]]:
    member = sheet.facts.nodes[first.source]
    sheet.taken(first)
    mark = sheet.mark(first, Status.STATED)
    row = {"own": posts_text(first)}
    if member.id in whole and member.id not in sheet.written:
        sheet.taken(member)
        row["kana"] = escaped(said(member, "kana"))
        row["label"] = f"{plain_name(member.label)}{mark}{_itself(sheet, member, first)}"
    elif member.id in whole:
        row["label"] = plain_name(member.label) + mark
    else:
        row["label"] = sheet.reference(first, member.id, MEMBERS) + mark
    rows = [row, *({} for _ in more[1:])]
    for each, link in zip(rows, more, strict=False):
        sheet.taken(link)
        each["body"] = sheet.reference(link, link.target, BODIES) + sheet.mark(link, Status.STATED, (), mark)
        each["post"] = posts_text(link)
    return rows


def _itself(sheet: Sheet, member: Node, first: Link) -> str:
    """What holds for a person and not for their membership."""
    own = sheet.own(member)
    return "" if own == sheet.places(first.sources) else f" {{{MARKS['itself']}: {own}}}"
