"""Moves a drafted fact to another key, with everything that refers to it: two names turn out to be one thing."""

from __future__ import annotations

from loaders.draft import Draft, DraftFact, Key, KeyRef


def rename(draft: Draft, old: Key, new: Key) -> None:
    """Gives the node at ``old`` the key ``new``; where a node is there already, both become one."""
    if old == new or old not in draft.facts:
        return
    moved = draft.facts.pop(old)
    moved.key = new
    known = draft.facts.get(new)
    if known is None:
        draft.facts[new] = moved
    else:
        _merge(known, moved)
    for fact in list(draft.facts.values()):
        for name, values in fact.properties.items():
            if KeyRef(old) in values:
                fact.properties[name] = list(
                    dict.fromkeys(KeyRef(new) if each == KeyRef(old) else each for each in values)
                )
        if fact.ends and old in fact.ends:
            _move_link(draft, fact, old, new)


def _move_link(draft: Draft, link: DraftFact, old: Key, new: Key) -> None:
    assert link.ends is not None
    source, target = (new if end == old else end for end in link.ends)
    distinct = link.key[-1]
    del draft.facts[link.key]
    link.ends, link.key = (source, target), (link.type, *source, "→", *target, distinct)
    known = draft.facts.get(link.key)
    if known is None:
        draft.facts[link.key] = link
    else:
        _merge(known, link)


def _merge(known: DraftFact, moved: DraftFact) -> None:
    known.places += [place for place in moved.places if place not in known.places]
    known.rules += [rule for rule in moved.rules if rule not in known.rules]
    for name, values in moved.properties.items():
        kept = known.properties.setdefault(name, [])
        if name != "label" or not kept:
            kept += [value for value in values if value not in kept]
