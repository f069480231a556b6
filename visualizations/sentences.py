"""Links in words: 「…は、…を主に支える。」"""

from __future__ import annotations

import re

from graph.facts import Facts, Link
from visualizations.rendering import type_label
from visualizations.words import Words, interface


def sentence_key(link: Link) -> str:
    """The key of the interface text that tells a link."""
    match link.type:
        case "Contribution":
            return "sentence_primary" if link.text("role") == "primary" else "sentence_related"
        case "Listing":
            return "sentence_reposted" if link.value("reposted") is True else "sentence_listed"
        case "Measurement":
            return "sentence_measures"
        case "Engagement" | "Relationship":
            key = f"sentence_{link.text('role') or link.text('kind')}"
            return key if key in interface() else "sentence_other"
        case "Membership":
            return "sentence_post" if link.text("post") else "sentence_member"
        case _:
            key = f"sentence_{link.type}"  # a reference told as a link: its class is the property
            return key if key in interface() else "sentence_other"


def told(link: Link, facts: Facts, words: Words) -> tuple[str, ...]:
    """A link in words, in pieces: what is between names and names in turn, beginning with what is before the first.

    An end that the graph does not hold is told by its id.
    """
    source, target = (facts.nodes[id_].label if id_ in facts.nodes else id_ for id_ in (link.source, link.target))
    values = {"source": source, "target": target, "label": type_label(link, words.lang), "post": link.text("post")}
    pieces = re.split(r"\{(\w+)\}", words.raw(sentence_key(link)))
    found = [""]
    for at, piece in enumerate(pieces):
        if at % 2 and piece in ("source", "target"):
            found += [values[piece], ""]
        else:
            found[-1] += values[piece] if at % 2 else piece
    return tuple(found)


def sentence(link: Link, facts: Facts, words: Words) -> str:
    """A link in words."""
    return "".join(told(link, facts, words))
