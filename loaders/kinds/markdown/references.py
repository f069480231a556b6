"""References from one place of a plan to another: they are found once all things of the plan are known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from graph.exports.markdown.language.references import CLASSES, NAMED, Name, Names, class_of, segments_of
from graph.exports.markdown.language.text import Piece
from graph.facts import Text
from loaders.draft import Draft, DraftFact, Key, KeyRef
from loaders.kinds.markdown.context import Context, nearest


def refers(context: Context, text: Piece, allowed: Collection[str], then: Callable[[Key], object]) -> None:
    """Has ``then`` called with the key of the thing that a reference names, once all things are known."""
    context.references.append((text, frozenset(allowed), then))


def mention(context: Context, key: Key, text: Piece) -> None:
    """Has a node mention the organization or instrument that a reference names."""
    refers(context, text, NAMED, lambda named: context.draft.node(key, (), mentions=KeyRef(named)))


def find_references(context: Context) -> None:
    """Finds what all references name. Raises DocumentError for one that names nothing, or more than one thing."""
    if not context.references:
        return
    names = names_of(context.draft)
    for text, allowed, then in context.references:
        then(_found(context, names, text, allowed))


def names_of(draft: Draft) -> Names:
    """The names of all things of a plan that another place may refer to."""
    known: dict[Key, Name] = {}
    within = dict(_standing(draft))

    def name(key: Key) -> Name | None:
        if key in known:
            return known[key]
        fact = draft.facts.get(key)
        class_ = class_of(fact.type) if fact and fact.ends is None else None
        if fact is None or class_ is None:
            return None
        above = name(within[key]) if key in within else None
        chain = (*above.above, above) if above else ()
        chain += tuple(
            Name(None, part, str(text)) for part in ("theme", "tag") for text in fact.properties.get(part, ())
        )
        label, *others = [*_texts(fact, "label"), *_texts(fact, "altLabel")]
        tag = [key[-1]] if class_ == "ProjectPart" else []
        known[key] = Name(key, class_, label, chain, (*others, *tag))
        return known[key]

    return Names(found for key in draft.facts if (found := name(key)))


def _texts(fact: DraftFact, name: str) -> list[str]:
    return [text.value for text in fact.properties.get(name, ()) if isinstance(text, Text)]


def _standing(draft: Draft) -> Iterator[tuple[Key, Key]]:
    """Pairs of a thing and the one in which it stands; of a measure that is the list, and not that of a re-listing."""
    listed: dict[Key, tuple[bool, Key]] = {}
    for key, fact in draft.facts.items():
        if fact.type in ("Component", "MeasureGroup", "ProjectPart", "ScheduledActivity"):
            yield from ((key, each.key) for each in fact.properties.get("isPartOf", ()) if isinstance(each, KeyRef))
        elif fact.type == "Measurement" and fact.ends:
            yield fact.ends
        elif fact.type == "Listing" and fact.ends:
            again = fact.properties["reposted"] == [True]
            if fact.ends[0] not in listed or not again:
                listed[fact.ends[0]] = (again, fact.ends[1])
    yield from ((measure, list_) for measure, (_, list_) in listed.items())


def _found(context: Context, names: Names, text: Piece, allowed: frozenset[str]) -> Key:
    if not text:
        raise context.wrong(
            text,
            "nothing is named here.",
            f"Name one of: {CLASSES.listed(*(each for each in CLASSES.table if each in allowed))}.",
        )
    segments = segments_of(text)
    found = names.found([segment for _, segment in segments], allowed)
    if len(found) == 1:
        return found[0].thing  # type: ignore[return-value]
    last = segments[-1][0]
    kinds = " or ".join(CLASSES[each] for each in CLASSES.table if each in allowed) if len(allowed) < 4 else "thing"
    if found:
        forms = [form for each in found[:3] if (form := names.reference(each, allowed))]
        raise context.wrong(
            last, f"{len(found)} things of the plan have the name {last.text!r}.",
            f"Write {' or '.join(forms)}." if forms else "Give one of them another name.",
        )  # fmt: skip
    raise context.wrong(
        last, f"the plan has no {kinds} {last.text!r}.",
        f"{nearest(last.text, names.near(allowed))}A thing is named as in its own heading, bullet or row.",
    )  # fmt: skip
