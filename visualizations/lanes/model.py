"""The pyvis model: the graph to draw and the Jinja host, and nothing else of pyvis.

pyvis as it comes loads scripts from outside hosts, runs what stands in titles, and drops parallel links; so only its
node and edge lists and ``generate_html`` are used, with our own environment and template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from pyvis.network import Network

from visualizations.lanes.compact import compact


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
            **self._values, drawn=compact(given["nodes"], given["edges"])
        )


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
