"""One thing under several words: bodies with two spellings, measures that stand twice without the mark 再掲."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from graph.audit.finding import Finding, places
from graph.audit.owners import is_body, publishers
from graph.facts import Facts, Node, Text
from graph.snapshot import Snapshot


def spellings(snapshot: Snapshot) -> Iterator[Finding]:
    """Bodies that the plan writes in several ways. A form that only a list beside the plan has does not count, where
    the words of the plan are at hand; nor do the words by which a publisher speaks of itself (県, 本県)."""
    facts = snapshot.facts
    written = {folded(line.words) for account in snapshot.accounts.values() for line in account.lines if line.words}
    own = publishers(facts)
    for node in facts.nodes.values():
        if node.id in own or not is_body(node):
            continue
        words = written | {folded(source.exact) for source in facts.places(node) if source.exact}
        forms = [each.value for each in node.values("altLabel") if isinstance(each, Text) and each.lang == "ja"]
        shown = [form for form in forms if not words or _stands(form, node, words)]
        if shown:
            yield Finding(
                "identities", "two-spellings", places(facts, node), (node.id,), "spelled",
                (("name", node.label), ("forms", "".join(f"「{form}」" for form in shown))),
            )  # fmt: skip


def _stands(form: str, node: Node, words: set[str]) -> bool:
    """Whether a form stands anywhere by itself, and not only inside the body's full name."""
    key, name = folded(form), folded(node.label)
    return any(key in (text.replace(name, "\n") if key != name and key in name else text) for text in words)


def relistings(facts: Facts) -> Iterator[Finding]:
    """Measures of the same words of which none is marked as re-listed: each counts as a measure of its own."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in facts.by_type.get("Measure", ()):
        found[folded(node.label)].append(node)
    for same in found.values():
        if len(same) > 1:
            listings = (link for node in same for link in facts.outgoing.get(node.id, ()) if link.type == "Listing")
            stand = places(facts, *listings) or places(facts, *same)
            yield Finding(
                "relistings", "relisted-without-mark", stand, tuple(node.id for node in same), "relisted",
                (("n", str(len(same))), ("text", same[0].label)),
            )  # fmt: skip


def folded(text: str) -> str:
    """A text as labels are compared: NFKC without spaces (``ontology.md``, "Names and texts")."""
    return "".join(unicodedata.normalize("NFKC", text).split())
