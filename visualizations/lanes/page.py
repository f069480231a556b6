"""The lanes page as HTML: pyvis is the model and the host, the template and everything else is ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from graph.snapshot import Snapshot
from visualizations.lanes.chosen.state import LANES, STATUSES
from visualizations.lanes.data import QUOTED_LINKS, frame, link_json, node_json
from visualizations.lanes.segments import focus_url, segments
from visualizations.lanes.view import NetworkView, Row, network_view
from visualizations.rendering import environment, page_context, relation_label
from visualizations.sentences import sentence_key
from visualizations.words import Words

TEMPLATE = "network.html.jinja"
PANEL_CLAIMS = 30  # claims of a kind that the panel tells; the table has all
SCRIPTS = (
    "vendor/vis-network.min.js", "network-read.js", "network-paint.js", "network-canvas.js", "network-panel.js",
    "network-search.js", "network-keys.js", "network-stage.js", "network-export.js", "network-visit.js",
    "network-captions.js", "network-path.js", "network.js",
)  # fmt: skip
_CLIENT_WORDS = (
    "line", "line_range", "net_announce", "net_copied", "net_copy_citation", "net_copy_link", "net_focus",
    "net_open", "net_error", "net_fetch_error", "net_retry", "net_loading", "search_none", "search_count", "primary",
    "related", "stated", "repaired", "inferred", "derived", "curated", "lane_organization", "lane_project",
    "lane_field", "lane_measure", "lane_indicator", "citation", "sentence_primary", "sentence_listed",
    "sentence_measures", "sentence_related", "net_newer", "net_reload", "net_quotes", "net_lanes_seen",
    "links_with_organization", "links_with_project", "links_with_field", "links_with_measure", "links_with_indicator",
    "thing_schedule", "thing_stated_year", "thing_inferred_year", "net_selected_none", "net_rest",
    "operator", "collaborator", "supporter", "party", "beneficiary", "mentioned", "net_expand", "net_expand_all",
    "net_expand_none", "net_path_from", "net_path_start", "net_pin", "net_unpin", "net_hide", "net_hidden",
    "net_bring_back", "net_group_means", "net_width_means", "footer_version", "rel_primary", "rel_related",
    "rel_engaged", "rel_listed", "rel_measures", "rel_bodies",
    "near_announce", "overview_width_means",
)  # fmt: skip


def network_page(
    snapshot: Snapshot, lang: str, query: Mapping[str, str], *, template: str = TEMPLATE, **more: Any
) -> str:
    """The page of the lanes as HTML. ``more`` is what the template of the offline file needs besides."""
    return view_page(snapshot, lang, query, network_view(snapshot, lang, query), template=template, **more)


def view_page(
    snapshot: Snapshot, lang: str, query: Mapping[str, str], view: NetworkView, *, template: str = TEMPLATE, **more: Any
) -> str:
    """The page of a view as HTML, hosted by pyvis."""
    from visualizations.lanes.model import PolicyNetwork  # pyvis takes a third of a second to import

    words = Words(lang)
    state = view.selection.state.query()
    if query.get("embed") == "1":
        state["embed"] = "1"
    offline = template != TEMPLATE
    quoted = offline or len(view.rows) <= QUOTED_LINKS
    client = {
        "view": frame(snapshot, view), "words": _client_words(words, view), "lang": lang,
        "plan": snapshot.plan.label if snapshot.plan else "", "years": _years(snapshot, words),
        "offline": offline, "quoted": quoted, "limit": PANEL_CLAIMS,
    }  # fmt: skip
    values = {
        **page_context(snapshot, lang, "network", state), "view": view, "state": state, "lanes": LANES,
        "relations": view.relations, "statuses": STATUSES, "fields": snapshot.facts.by_type.get("GrowthField", ()),
        "offline": offline, "client": client, "scripts": SCRIPTS, "limit": PANEL_CLAIMS,
        "segments": segments(query, view.kind, lang), "focus_url": partial(focus_url, view.kind, lang), **more,
    }  # fmt: skip
    network = PolicyNetwork(environment(), template, values)
    for placed in view.layout.placed:
        node = node_json(placed, lang, view)
        network.place(node.pop("id"), **node)
    for row in view.rows:
        link = link_json(row, quoted)
        network.join(link.pop("id"), link.pop("source"), link.pop("target"), **link, **_told(row, snapshot))
    return str(network.generate_html())


def _years(snapshot: Snapshot, words: Words) -> str:
    """The fiscal years of the plan, empty where it names none."""
    first, last = ((snapshot.plan.text(f"{end}FiscalYear") if snapshot.plan else "") for end in ("first", "last"))
    return words("years_note", first=first, last=last) if first and last else ""


def _client_words(words: Words, view: NetworkView) -> dict[str, str]:
    """The words that scripts say, with the names of the view's relations."""
    relations = {f"rel_{name}": relation_label(name, words.lang) for name in view.relations}
    return {**{key: words.raw(key) for key in _CLIENT_WORDS}, **relations}


def _told(row: Row, snapshot: Snapshot) -> dict[str, Any]:
    """What the script needs to tell a link in words besides its relation: the list or part that the link names."""
    link = row.edge.link
    if row.edge.relation in ("primary", "related") and not row.count:
        return {}
    if row.count or link.id not in snapshot.facts.links:  # a sum, or a reference: there is no link to open or to copy
        return {"told": list(row.told), "claim": False}
    if sentence_key(link) not in ("sentence_listed", "sentence_measures") or link.target not in snapshot.facts.nodes:
        return {"told": list(row.told)}
    drawn = row.edge.source if row.edge.relation == "listed" else row.edge.target
    return {} if link.target == drawn else {"via": snapshot.facts.nodes[link.target].label}
