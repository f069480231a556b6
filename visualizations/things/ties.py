"""The links of a thing in groups, each told from its side: role, kind of relation with its direction, post and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from graph.facts import Facts, Link, Node
from visualizations.calendars import date_in_words
from visualizations.evidence import Evidence, Quote, evidence, names_of
from visualizations.rendering import family, type_label
from visualizations.sentences import told
from visualizations.words import Words

# A longer group is folded by what its links say; a longer quote is cut to what is around its marks.
MOST_UNFOLDED = 12
_MOST_QUOTED, _AROUND = 110, 30
_ROLES = ("primary", "related", "operator", "collaborator", "supporter", "party", "beneficiary", "mentioned")
_KINDS = ("partOf", "operates", "establishedBy", "hostedAt", "succeeds", "partyTo", "collaboratesWith")


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as seen from one end: what the other end is to it, in a word, with the role where the link has one, and
    the date as of which it holds."""

    link: Link
    other: Node
    what: str
    role: str
    as_of: str
    told: tuple[str, ...]
    evidence: Evidence

    @property
    def quote(self) -> Quote | None:
        """The words of the first place that has them at hand, short: the page of the link has them whole."""
        found = next((place.quote for place in self.evidence.places if place.quote), None)
        return _short(found) if found else None


@dataclass(frozen=True, slots=True)
class Ties:
    """Links of one sort. ``column`` is the heading of what they say besides the other end; empty where nothing."""

    key: str
    title: str
    column: str
    rows: tuple[Tie, ...]

    @property
    def folded(self) -> tuple[tuple[str, tuple[Tie, ...]], ...]:
        """The links by what they say, where they are many; empty where they stand in one table."""
        if not self.column or len(self.rows) <= MOST_UNFOLDED:
            return ()
        order = list(dict.fromkeys(row.what for row in sorted(self.rows, key=lambda row: _role(row.role))))
        rows = sorted(self.rows, key=lambda row: order.index(row.what))
        return tuple((what, tuple(group)) for what, group in groupby(rows, key=lambda row: row.what))


def ties(facts: Facts, node: Node, words: Words) -> tuple[Ties, ...]:
    """The links of a node in both directions, without the lists that stand on its page by themselves."""
    places = {id_: at for at, id_ in enumerate(facts.nodes)}
    groups: dict[tuple[str, str, str], list[tuple[tuple[int, int], Tie]]] = {}
    for link in (*facts.outgoing.get(node.id, ()), *facts.incoming.get(node.id, ())):
        back = link.source != node.id
        other = facts.nodes.get(link.source if back else link.target)
        if other is None or (link.type == "Listing" and back):
            continue
        known = evidence(link, names_of(other), names_of(node))
        as_of = words("as_of", date=date_in_words(link.text("asOf"), words.lang)) if link.text("asOf") else ""
        tie = Tie(link, other, _what(link, back, words), link.text("role"), as_of, told(link, facts, words), known)
        heading = (link.type, *_headings(link, other, back, words))
        groups.setdefault(heading, []).append((_rank(link, back, places[other.id]), tie))
    return tuple(Ties(key, title, column, tuple(_in_order(rows))) for (key, title, column), rows in groups.items())


def _in_order(rows: Iterable[tuple[tuple[int, int], Tie]]) -> list[Tie]:
    return [tie for _, tie in sorted(rows, key=lambda row: row[0])]


def _headings(link: Link, other: Node, back: bool, words: Words) -> tuple[str, str]:
    match link.type:
        case "Engagement":
            return words("ties_bodies" if back else "ties_projects"), words("thing_role")
        case "Relationship":
            return words("ties_relations"), words("ties_relation")
        case "Membership":
            return words("ties_members" if back else "ties_seats"), words("ties_post")
        case "Contribution":
            return words("lane_field" if family(other) == "field" else "lane_project"), words("thing_role")
        case _:
            return type_label(link, words.lang), ""


def _what(link: Link, back: bool, words: Words) -> str:
    match link.type:
        case "Engagement" | "Contribution":
            return words.raw(link.text("role")) if link.text("role") else ""
        case "Relationship":
            return words(f"tie_{link.text('kind')}{'_back' if back else ''}")
        case "Membership":
            return link.text("post")
        case _:
            return ""


def _rank(link: Link, back: bool, place: int) -> tuple[int, int]:
    """Projects of a body stand in the order of the plan, with their roles; other links by what they say."""
    role, kind = link.text("role"), link.text("kind")
    if link.type == "Engagement" and not back:
        return (place, _role(role))
    if role in _ROLES:
        return (_role(role), place)
    return (2 * _KINDS.index(kind) + back if kind in _KINDS else 0, place)


def _role(name: str) -> int:
    return _ROLES.index(name) if name in _ROLES else len(_ROLES)


def _short(quote: Quote) -> Quote:
    if sum(map(len, quote.pieces)) <= _MOST_QUOTED:
        return quote
    last = len(quote.pieces) - 1
    if not last:
        return Quote((quote.pieces[0][:_MOST_QUOTED].removesuffix("…") + "…",))
    found = []
    for at, text in enumerate(quote.pieces):
        head, tail = ("" if at == 0 else text[:_AROUND]), ("" if at == last else text[-_AROUND:])
        plain = at % 2 == 0 and len(text) > len(head) + len(tail)
        found.append(f"{head}…{tail}" if plain else text)
    return Quote(tuple(found))
