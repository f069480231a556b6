"""The path view for an address: the ends, the ways between them, the rows of the table twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.facts import Node
from graph.snapshot import Snapshot
from visualizations.lanes.chosen.selection import Selection, status_of
from visualizations.lanes.chosen.state import LANES, STATUSES
from visualizations.lanes.schedule import figures
from visualizations.lanes.view import NetworkView, Row, in_order, names_near, page_of, places_of, row_of
from visualizations.near.state import NEAR_RELATIONS
from visualizations.path.layout import path_positions
from visualizations.path.state import PathState, path_state
from visualizations.path.ways import Way, drawn, named, ways
from visualizations.rendering import family, relation_label
from visualizations.words import Words


@dataclass(frozen=True, slots=True)
class End:
    """An end of ways: what was asked for, the thing that it is, and what may have been meant where it is none."""

    text: str
    node: Node | None
    near: tuple[Node, ...]

    @property
    def unknown(self) -> bool:
        """Whether something was asked for that the graph does not hold."""
        return bool(self.text) and self.node is None


@dataclass(frozen=True, slots=True)
class Told:
    """A way in words: its things, and what is said of each step."""

    nodes: tuple[Node, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """The drawing and its table, with the ends and the ways as they are told."""

    view: NetworkView
    ends: tuple[End, End]
    told: tuple[Told, ...]

    @property
    def same(self) -> bool:
        """Whether both ends are one thing."""
        source, target = (end.node for end in self.ends)
        return source is not None and source is target

    @property
    def lost(self) -> bool:
        """Whether there are two ends, and no way between them."""
        return all(end.node for end in self.ends) and not self.same and not self.told


def path_view(snapshot: Snapshot, lang: str, query: Mapping[str, str]) -> PathView:
    """The view for an address."""
    facts, words, state = snapshot.facts, Words(lang), path_state(query)
    nodes = [named(facts, text) for text in state.ends]
    ends = tuple(
        End(text, node, names_near(facts, text) if text and node is None else ())
        for text, node in zip(state.ends, nodes, strict=True)
    )
    ids = tuple(node.id if node else text for text, node in zip(state.ends, nodes, strict=True))
    source, target = nodes
    found = ways(facts, source.id, target.id) if source and target else ()
    selection = _selection(replace(state, ends=(ids[0], ids[1])), source or target, found)
    layout, captions = path_positions(
        found, {edge.relation: relation_label(edge.relation, lang) for edge in selection.edges}
    )
    rows = {edge.id: row_of(facts, edge, words) for edge in selection.edges}
    last = len(layout.lanes) - 1
    steps = {f"step-{at}": words("path_step", n=at) for at in range(1, last)}
    view = NetworkView(
        selection=selection,
        layout=layout,
        rows=tuple(in_order(rows.values(), state.sort, NEAR_RELATIONS)),
        unknown="",
        near=(),
        schedule=(),
        years=(),
        figures=tuple(figures(facts, node, lang) for node in selection.nodes if node.type == "Indicator"),
        page=page_of(query),
        places=places_of(facts, (selection.focus, *selection.nodes)),
        kind="path",
        relations=NEAR_RELATIONS,
        titles={"step-0": words("path_from"), f"step-{last}": words("path_to"), **steps},
        captions=captions,
    )
    told = tuple(Told(way.nodes, tuple(rows[edge.id] for edge in way.edges)) for way in found)
    return PathView(view, (ends[0], ends[1]), told)


def _selection(state: PathState, focus: Node | None, found: tuple[Way, ...]) -> Selection:
    nodes, edges = drawn(found)
    families = Counter(family(node) for node in nodes)
    relations = Counter(edge.relation for edge in edges)
    statuses = Counter(status_of(edge.link) for edge in edges)
    counts = {
        **{name: families[name] for name in LANES},
        **{name: relations[name] for name in NEAR_RELATIONS},
        **{name: statuses[name] for name in STATUSES},
    }
    return Selection(
        state=state, focus=focus, nodes=nodes, edges=edges, counts=counts, projects=(), kinds=(), total=len(nodes),
        aggregated=False, hidden=(), more={},
    )  # fmt: skip
