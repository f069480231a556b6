"""Measures: bullets under a component or a measure group. 再掲 points at the measure of the same text elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import ITEMS, NAMES
from graph.facts import Status
from loaders import keys
from loaders.draft import Key, Place
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.outline.items import add_name, keyword_of, no_items, plain_text
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Item
from loaders.kinds.markdown.references import mention
from loaders.text.lines import folded
from ontology import paths

_REPOSTED = re.compile(r"\s*[(（\[［【〔<＜〈]\s*再\s*掲\s*[)）\]］】〕>＞〉]\Z")


@dataclass
class Listed:
    """A bullet of a list: its text, its mark, whether it is re-listed, what it stands under; its measure once known."""

    list_: Key
    item: Item
    text: Piece
    mark: Mark
    reposted: bool
    parent: Listed | None
    told: list[tuple[Item, str, Piece]] = field(default_factory=list)  # names and mentions: the meaning of their word
    key: Key | None = None


def listed_measures(context: Context, items: Sequence[Item], list_: Key, parent: Listed | None = None) -> list[Listed]:
    """The bullets of a list and all that stand below them; keywords (別名) are no bullets of the list."""
    found: list[Listed] = []
    for item in items:
        meaning, _, rest = keyword_of(item, *NAMES, "mentions")
        if meaning and parent:
            if not rest:
                raise context.wrong(
                    item.text, f"nothing stands behind {item.text.text!r}.", f"Write {ITEMS[meaning]}: 〇〇."
                )
            parent.told.append((item, meaning, plain_text(context, rest)))
            no_items(context, item.items, ITEMS[meaning])
            continue
        text, mark = marked(context, item.text, "itself", "ordinal")
        match = _REPOSTED.search(text.mask)
        if match:
            text = text.cut(0, match.start())
        if not text:
            raise context.wrong(item.text, "this measure has no words.", "Write them before the mark.")
        listed = Listed(list_, item, text, mark, bool(match), parent)
        found.append(listed)
        found += listed_measures(context, item.items, list_, listed)
    return found


def add_measures(context: Context, bullets: Sequence[Listed]) -> None:
    """Adds the measures of all lists of the plan with their listings.

    A re-listing belongs to the one measure of the same text that is listed without that mark; where there is none, or
    more than one, it is a measure of its own and a problem says so.
    """
    first: dict[str, list[Key]] = defaultdict(list)
    for listed in bullets:
        if not listed.reposted:
            _add_own(context, listed)
            assert listed.key
            first[folded(listed.text.text)].append(listed.key)
    originals = {listed.key: listed for listed in bullets if listed.key}
    for listed in bullets:
        if not listed.reposted:
            continue
        found = first[folded(listed.text.text)]
        if len(found) != 1:
            what = "no first listing" if not found else f"{len(found)} first listings"
            context.draft.problem([listed.item.line], "reposted-measure", f"再掲 has {what}: {listed.text.text}")
            _add_own(context, listed)
            continue
        if listed.mark.itself or listed.mark.more or listed.told:
            raise context.wrong(listed.text, "a re-listed measure says of itself where it stands first.")
        listed.key = found[0]
        places = _add_listing(context, listed, found[0], "reposted")
        if not _itself(originals[found[0]]).cited:
            context.draft.node(found[0], places)
    for listed in bullets:
        if listed.parent and listed.parent.key and listed.key and originals.get(listed.key, listed) is listed:
            context.draft.node(listed.key, (), isPartOf=keys.ref(listed.parent.key))


def _add_own(context: Context, listed: Listed) -> None:
    ordinal = listed.mark.more.get("ordinal")
    text = listed.text.text
    if ordinal is None:
        listed.key = keys.measure(context.draft, listed.list_, text)
    elif not ordinal.mask.isascii() or not ordinal.mask.isdigit() or int(ordinal.mask) < 2:
        raise context.wrong(ordinal, f"{ordinal.text!r} is no number from 2.", "Write 同文: 2.")
    else:
        listed.key = paths.measure(listed.list_, text, int(ordinal.mask))
        context.new(listed.key, listed.text, "measure with this number")
        if listed.key in context.draft.facts:
            raise context.wrong(listed.text, f"there is a measure {text!r} with this number already.")
    own = _itself(listed)
    places = _add_listing(context, listed, listed.key, "")
    context.draft.node(
        listed.key, own.cited or places, label=keys.ja(text), status=own.state(None), rules=own.rules
    )  # fmt: skip
    for item, meaning, said in listed.told:
        around = context.places(own.cited or listed.mark.cited, item.line)
        if meaning == "mentions":
            context.draft.node(listed.key, around)
            mention(context, listed.key, said)
        else:
            add_name(context, listed.key, meaning, said, around)


def _itself(listed: Listed) -> Mark:
    """What is said of the measure itself: by a mark of its own, else by that of its bullet, but for its lines."""
    own = listed.mark.itself
    return own if own else Mark((), listed.mark.known, listed.mark.status, listed.mark.rules)


def _add_listing(context: Context, listed: Listed, measure: Key, distinct: str) -> list[Place]:
    status = listed.mark.state(Status.STATED)
    if status is None:
        raise context.wrong(listed.text, "what is listed says how it is known.", "状態なし can be said of 自体 only.")
    places = context.places(listed.mark.cited, listed.item.line)
    key = ("Listing", *measure, "→", *listed.list_, distinct)
    if key in context.draft.facts:
        raise context.wrong(
            listed.text, f"the list holds {listed.text.text!r} already.", "Keep one of the two bullets."
        )
    context.draft.link(
        "Listing", measure, listed.list_, places, status=status, rules=listed.mark.rules, distinct=distinct,
        reposted=listed.reposted,
    )  # fmt: skip
    return places
