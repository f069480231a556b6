"""The lanes view for an address: selection, layout, the rows of the table twin, schedule and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.facts import Facts, Node, Source
from graph.search import nearest, search
from graph.snapshot import Snapshot
from visualizations.evidence import Evidence, evidence, names_of
from visualizations.lanes.chosen.bodies import kind_of
from visualizations.lanes.chosen.edges import Edge
from visualizations.lanes.chosen.selection import Selection, select, status_of
from visualizations.lanes.chosen.state import RELATIONS, STATUSES, state_of
from visualizations.lanes.placed.captions import Caption
from visualizations.lanes.placed.layout import Layout, positions
from visualizations.lanes.schedule import Activity, Figures, figures, schedule, year_counts
from visualizations.rendering import family
from visualizations.sentences import told
from visualizations.words import Words

PAGE_ROWS, UNPAGED_ROWS = 100, 500
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table twin: the same link as the drawn one, in the same order.

    One that sums up others says how many in ``count``; ``evidence`` holds a few of their passages.
    """

    edge: Edge
    source: Node
    target: Node
    told: tuple[str, ...]
    evidence: Evidence
    count: int = 0

    @property
    def sentence(self) -> str:
        """The link in words."""
        return "".join(self.told)

    @property
    def role(self) -> str:
        """The role that the link gives its source, empty where links of its sort have none."""
        return self.edge.link.text("role")

    @property
    def kind(self) -> str:
        """What a link between bodies says; empty of other links."""
        return kind_of(self.edge.link) if self.edge.relation == "bodies" else ""

    @property
    def id(self) -> str:
        """The id of the drawn link."""
        return self.edge.id


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the page shows. ``unknown`` is what was asked for and not found, ``near`` what may have been meant;
    ``places`` where each node stands in the plan, the first few.

    The other views of the page are of this form too. ``kind`` is the name of the view, ``relations`` those of its
    legend, ``titles`` the heads of lanes that are no kinds of things, ``captions`` words that stand in the drawing.
    """

    selection: Selection
    layout: Layout
    rows: tuple[Row, ...]
    unknown: str
    near: tuple[Node, ...]
    schedule: tuple[Activity, ...]
    years: tuple[tuple[int, int], ...]
    figures: tuple[Figures, ...]
    page: int
    places: Mapping[str, tuple[Source, ...]]
    kind: str = "lanes"
    relations: Sequence[str] = RELATIONS
    titles: Mapping[str, str] = field(default_factory=dict)
    captions: tuple[Caption, ...] = ()

    @property
    def shown_rows(self) -> tuple[Row, ...]:
        """The rows of this page of the table; tables of few rows have but one."""
        if len(self.rows) <= UNPAGED_ROWS:
            return self.rows
        return self.rows[(self.page - 1) * PAGE_ROWS : self.page * PAGE_ROWS]

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return 1 if len(self.rows) <= UNPAGED_ROWS else -(-len(self.rows) // PAGE_ROWS)

    def panel_groups(self, id_: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows of one node by the kind of the other end, in the order of the lanes' importance."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if id_ in (row.edge.source, row.edge.target):
                other = row.target if row.edge.source == id_ else row.source
                found.setdefault(family(other), []).append(row)
        order = ("project", "field", "organization", "measure", "indicator")
        return tuple((kind, tuple(found[kind])) for kind in order if kind in found)


def network_view(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> NetworkView:
    """The view for an address."""
    facts, words, state = snapshot.facts, Words(lang), state_of(query)
    selection = select(facts, state)
    rows = [row_of(facts, edge, words) for edge in selection.edges]
    unknown = (state.focus or state.text) if selection.focus is None else ""
    activities = schedule(facts, selection)
    return NetworkView(
        selection=selection,
        layout=positions(selection),
        rows=tuple(in_order(rows, state.sort)),
        unknown=unknown,
        near=names_near(facts, unknown),
        schedule=activities,
        years=year_counts(facts, selection),
        figures=tuple(figures(facts, node, lang) for node in selection.nodes if node.type == "Indicator"),
        page=page_of(query),
        places=places_of(facts, (selection.focus, *selection.nodes)),
    )


def names_near(facts: Facts, unknown: str) -> tuple[Node, ...]:
    """What may have been meant by a name or an id that is not there."""
    found = tuple(hit.node for hit in search(facts, unknown, 8)) if unknown else ()
    return found or (nearest(facts, unknown) if unknown else ())


def page_of(query: Mapping[str, str]) -> int:
    """The page of the table that an address asks for, from 1."""
    page = query.get("page", "")
    return max(int(page), 1) if page.isdecimal() and len(page) < 6 else 1


def places_of(facts: Facts, nodes: Iterable[Node | None]) -> dict[str, tuple[Source, ...]]:
    """The first few places where each node stands in the plan."""
    return {node.id: facts.places(node)[:_PLACES] for node in nodes if node}


def row_of(facts: Facts, edge: Edge, words: Words) -> Row:
    """The row of a link: in words, with its evidence."""
    source, target = facts.nodes[edge.source], facts.nodes[edge.target]
    return Row(
        edge, source, target, told(edge.link, facts, words), evidence(edge.link, names_of(source), names_of(target))
    )


def in_order(rows: Iterable[Row], sort: str, relations: Sequence[str] = RELATIONS) -> list[Row]:
    """Rows by a column; without one as drawn, in the order of the plan."""
    rank = {name: at for at, name in enumerate(relations)}
    keys: dict[str, Any] = {
        "source": lambda row: (row.source.label, row.target.label),
        "target": lambda row: (row.target.label, row.source.label),
        "relation": lambda row: (rank.get(row.edge.relation, len(rank)), row.edge.relation),
        "status": lambda row: STATUSES.index(status_of(row.edge.link)),
        "line": lambda row: row.evidence.places[0].first if row.evidence.places else 0,
    }
    key = keys.get(sort.removeprefix("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else list(rows)
