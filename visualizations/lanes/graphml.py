"""A view as GraphML: the nodes and links that are drawn, with their places, for graph tools (Gephi, yEd, Cytoscape)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from graph.exports.xml_text import xml_text

_NODE = ("name", "type", "family")
_LINK = ("relation", "role", "kind", "status", "sentence")


def network_graphml(content: Mapping[str, Any]) -> bytes:
    """GraphML of a view's JSON (``nodes`` and ``links``). Links keep their ids, and parallel ones are kept apart; lines
    and rules are told in one text each, since GraphML has no lists."""
    import networkx

    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(version=str(content.get("version", "")))
    for node in content["nodes"]:
        places = {name: float(node[name]) for name in ("x", "y") if name in node}
        found.add_node(xml_text(node["id"]), label=xml_text(node["name"]), **_texts(node, _NODE), **places)
    for link in content["links"]:
        lines = " ".join(f"{place['first']}-{place['last']}" for place in link.get("places", ()))
        found.add_edge(
            xml_text(link["source"]), xml_text(link["target"]), key=xml_text(link["id"]), **_texts(link, _LINK),
            rules=xml_text(" ".join(link.get("rules", ()))), lines=lines,
        )  # fmt: skip
    out = io.BytesIO()
    networkx.write_graphml_xml(found, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def _texts(item: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: xml_text(item[name]) for name in names if isinstance(item.get(name), str)}
