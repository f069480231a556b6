"""Nodes and links as the page holds them: without what its script computes again. That is two thirds of the weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Item = dict[str, Any]
_NODE_DERIVED = ("x", "nx", "ny", "side")  # from the lane and the row


def compact(nodes: Sequence[Item], links: Sequence[Item]) -> Mapping[str, Any]:
    """What goes into the page. Lines of labels become their lengths, ends of links places in the list of nodes,
    passages a document and lines; what is as by default is left out."""
    place = {node["id"]: at for at, node in enumerate(nodes)}
    documents: dict[str, int] = {}
    vias: dict[str, int] = {}
    return {
        "nodes": [_node(node, documents) for node in nodes],
        "links": [_link(link, place, documents, vias) for link in links],
        "documents": list(documents),
        "vias": list(vias),
    }


def _node(node: Item, documents: dict[str, int]) -> Item:
    kept = {name: value for name, value in node.items() if name not in _NODE_DERIVED}
    for name in {"label", "small"} & kept.keys():
        kept[name] = [len(line.removesuffix("…")) for line in kept[name]]
    if "document" in kept:
        passages = f"passage-{kept['document'].removeprefix('document-')}"
        kept["document"] = documents.setdefault(passages, len(documents))
    return kept


def _link(link: Item, place: Mapping[str, int], documents: dict[str, int], vias: dict[str, int]) -> Item:
    kept = {name: value for name, value in link.items() if name not in ("id", "width", "via", "kind")}
    kept |= {"from": place[link["from"]], "to": place[link["to"]]}
    kept["places"] = [_place(each, documents) for each in link["places"]]
    if kept["status"] == "stated":
        del kept["status"]
    if "via" in link:
        kept["via"] = vias.setdefault(link["via"], len(vias))
    return kept


def _place(place: Item, documents: dict[str, int]) -> list[Any]:
    """First line, last line, document, and the words in pieces where they are at hand."""
    document = documents.setdefault(place["passage"].rsplit("-", 2)[0], len(documents))
    return [place["first"], place["last"], document, *([place["quote"]] if "quote" in place else [])]
