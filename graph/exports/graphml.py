"""GraphML: nodes and links for graph tools (Gephi, yEd, Cytoscape, networkx)."""

from __future__ import annotations

import io

from graph.exports.given import ExportInput
from graph.exports.xml_text import xml_text


def graphml(given: ExportInput) -> bytes:
    """The network of the facts; characters that XML cannot hold are replaced."""
    import networkx

    from graph.network import network

    found = network(given.facts)
    for _, attributes in found.nodes(data=True):
        _clean(attributes)
    for _, _, attributes in found.edges(data=True):
        _clean(attributes)
    out = io.BytesIO()
    networkx.write_graphml_xml(found, out, encoding="utf-8", named_key_ids=False)
    return out.getvalue()


def _clean(attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        attributes[name] = xml_text(value)
