"""Search results as a page and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graph.facts import Facts, Node
from graph.search import Found, nearest, search
from graph.snapshot import Snapshot
from ontology.prefixes import PREFIXES
from ontology.vocabulary import vocabulary
from visualizations.evidence import Place
from visualizations.rendering import family, render, type_label
from visualizations.search.matches import around_match, matches
from visualizations.tables import number_of
from visualizations.words import Words

MOST_A_GROUP, MOST_A_PAGE = 6, 50
_ALL, _LONGEST = 1_000_000, 200
_ORGANIZATION = PREFIXES["org"] + "Organization"


@dataclass(frozen=True, slots=True)
class Hit:
    """A result: its name and the text that matched (empty where that is the name), in pieces with what matches."""

    node: Node
    name: tuple[tuple[str, bool], ...]
    text: tuple[tuple[str, bool], ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Group:
    """The results of a type: its key in the address, its name, how many there are, those that are shown."""

    key: str
    label: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found, by type in the order of the best hit. With ``chosen`` one type is shown, page by page.

    Where nothing was found: the nearest names, or the fields to start from instead.
    """

    query: str
    total: int
    groups: tuple[Group, ...]
    chosen: str
    page: int
    pages: int
    near: tuple[Node, ...]
    instead: tuple[Node, ...]

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups whose results are on the page."""
        return tuple(group for group in self.groups if group.hits)


def results(snapshot: Snapshot, lang: str, asked: Mapping[str, str]) -> Results:
    """What an address asks for: ``q``, ``type`` (all kinds of bodies are one), ``page`` from 1."""
    query, facts, words = asked.get("q", "")[:_LONGEST], snapshot.facts, Words(lang)
    by_type: dict[str, list[Found]] = {}
    for found in search(facts, query, _ALL):
        by_type.setdefault(type_key(found.node), []).append(found)
    chosen = asked.get("type", "") if asked.get("type", "") in by_type else ""
    pages = -(-len(by_type[chosen]) // MOST_A_PAGE) if chosen else 1
    page = min(max(number_of(asked.get("page", "")), 1), pages)
    groups = []
    for key, hits in by_type.items():
        first, most = ((page - 1) * MOST_A_PAGE, MOST_A_PAGE) if chosen else (0, MOST_A_GROUP)
        shown = islice(hits, first, first + most) if chosen in ("", key) else ()
        label = words("search_bodies") if key == "Organization" else type_label(hits[0].node, lang)
        groups.append(Group(key, label, len(hits), tuple(_hit(facts, found, query) for found in shown)))
    total = sum(map(len, by_type.values()))
    near = nearest(facts, query) if query and not total else ()
    instead = () if total or near else facts.by_type.get("GrowthField", ())
    return Results(query, total, tuple(groups), chosen, page, pages, near, instead)


def type_key(node: Node) -> str:
    """The type under which a result stands: its class; all kinds of bodies stand together."""
    known = vocabulary().node_types[node.type]
    return "Organization" if _ORGANIZATION in known.ancestors else node.type


def _hit(facts: Facts, found: Found, query: str) -> Hit:
    places = facts.places(found.node)
    place = Place(places[0].document, places[0].first_line, places[0].last_line, None) if places else None
    text = () if found.text == found.node.label else around_match(found.text, query)
    return Hit(found.node, matches(found.node.label, query), text, place)


def search_json(snapshot: Snapshot, lang: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """Results with type and the line where each stands."""
    query = asked.get("q", "")
    words = Words(lang)
    return {
        "query": query,
        "results": [
            {
                "id": found.node.id, "name": found.node.label, "text": found.text, "type": found.node.type,
                "type_label": type_label(found.node, lang), "family": family(found.node),
                "first_line": found.first_line, "last_line": found.last_line,
                "lines": words.lines(found.first_line, found.last_line) if found.first_line else "",
            }
            for found in search(snapshot.facts, query)
        ],
    }  # fmt: skip


def search_page(snapshot: Snapshot, lang: str, asked: Mapping[str, str]) -> str:
    """Results by type as HTML."""
    found = results(snapshot, lang, asked)
    state = {"q": found.query} | ({"type": found.chosen} if found.chosen else {})
    return render(
        "search.html.jinja", snapshot, lang, tab="search", query=state, state={**state, "lang": lang}, results=found,
        numbers=_numbers(found.page, found.pages),
    )  # fmt: skip


def _numbers(page: int, pages: int) -> Sequence[int]:
    """The pages that are led to: the first, the last, and those beside this one; 0 stands for what is left out."""
    kept = sorted({1, pages, *range(max(page - 2, 1), min(page + 2, pages) + 1)})
    found: list[int] = []
    for number in kept:
        if found and number > found[-1] + 1:
            found.append(0)
        found.append(number)
    return found
