"""Which parts of a project speak of an area."""

from __future__ import annotations

import re

from graph.facts import Facts, Node
from graph.search import search_key


def parts_for(facts: Facts, project: str, area: Node) -> tuple[str, ...]:
    """The ids of the parts of a project whose tags share words with an area; the project where it has no parts.

    A tag that stands whole in the area's name decides; else single words of tags do (``［医療・バイオ］``).
    """
    parts = facts.parts(project, "ProjectPart")
    if not parts:
        return (project,)
    name = search_key(area.label)
    tags = {part.id: part.label.rsplit("［", 1)[-1].rstrip("］") for part in parts}
    whole = tuple(id_ for id_, tag in tags.items() if search_key(tag) and search_key(tag) in name)
    return whole or tuple(
        id_ for id_, tag in tags.items() if any(search_key(word) in name for word in re.split("[・、]", tag) if word)
    )
