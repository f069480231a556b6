"""The pyvis model: the graph to draw and the Jinja host, and nothing else of pyvis.

pyvis as it comes loads scripts from outside hosts, runs what stands in titles, and drops parallel links; so only its
node and edge lists and ``generate_html`` are used, with our own environment and template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from pyvis.network import Network


class _Host:
    """Stands where pyvis has its template environment: renders our template with the page's values beside pyvis's."""

    def __init__(self, environment: Environment, values: Mapping[str, Any]) -> None:
        self._environment, self._values = environment, values
        self._name = ""

    def get_template(self, name: str) -> _Host:
        self._name = name
        return self

    def render(self, **given: Any) -> str:
        return self._environment.get_template(self._name).render(
            **self._values, vis_nodes=given["nodes"], vis_edges=_by_place(given["nodes"], given["edges"])
        )


def _by_place(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The links with their ends as places in the list of nodes, and no id but the claim's: a third of the weight."""
    place = {node["id"]: at for at, node in enumerate(nodes)}
    found = [{**edge, "from": place[edge["from"]], "to": place[edge["to"]]} for edge in edges]
    return [{name: value for name, value in edge.items() if name != "id"} for edge in found]


class PolicyNetwork(Network):  # type: ignore[misc]
    """Nodes and links over a set of ids: unknown ends and second ids raise ValueError."""

    def __init__(self, environment: Environment, template: str, values: Mapping[str, Any]) -> None:
        super().__init__(directed=True)
        self.path = template
        self.templateEnv = _Host(environment, values)
        self._ids: set[str] = set()
        self._link_ids: set[str] = set()

    def place(self, id_: str, **attributes: Any) -> None:
        """Adds a node."""
        if id_ in self._ids:
            raise ValueError(f"the node {id_} is there already")
        self._ids.add(id_)
        self.nodes.append({"id": id_, **attributes})

    def join(self, id_: str, source: str, target: str, **attributes: Any) -> None:
        """Adds a link; parallel links are kept, since each is a claim of its own."""
        if id_ in self._link_ids:
            raise ValueError(f"the link {id_} is there already")
        if not {source, target} <= self._ids:
            raise ValueError(f"the link {id_} has an end that is not drawn")
        self._link_ids.add(id_)
        self.edges.append({"id": id_, "from": source, "to": target, **attributes})
