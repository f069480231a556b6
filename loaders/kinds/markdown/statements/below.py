"""What findings, events and figures have in common: other names, what they concern and mention, said below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.exports.markdown.language.references import ANYTHING
from graph.exports.markdown.language.terms import NOTHING
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import HEADINGS, ITEMS, NAMES
from loaders import keys
from loaders.draft import Given, Key, KeyRef
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.outline.items import add_name, keyword_needed, no_items, plain_text
from loaders.kinds.markdown.outline.marks import Mark
from loaders.kinds.markdown.outline.scan import Item
from loaders.kinds.markdown.references import mention, refers


@dataclass
class Below:
    """What stands below a bullet: names by their sort, references, subjects that are no things of the plan."""

    names: list[tuple[str, Piece]] = field(default_factory=list)
    concerns: list[Piece] = field(default_factory=list)
    mentions: list[Piece] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    without_owner: bool = False


def read_below(context: Context, item: Item, heading: str, *allowed: str) -> Below:
    """What stands below a bullet under a heading. Raises DocumentError for what says nothing there."""
    found = Below()
    for each in item.items:
        where = f"below a bullet under {HEADINGS[heading]}"
        meaning, _, rest = keyword_needed(context, each, where, *NAMES, *allowed)
        no_items(context, each.items, ITEMS[meaning])
        text = plain_text(context, rest)
        if meaning in NAMES:
            found.names.append((meaning, text))
        elif meaning == "mentions":
            found.mentions.append(text)
        elif meaning == "about":
            found.about.append(text.text)
        elif NOTHING.meaning(text.mask):
            found.without_owner = True
        else:
            found.concerns.append(text)
    return found


def add_statement(
    context: Context, item: Item, key: Key, text: Piece, mark: Mark, owner: Key, below: Below, told: Mapping[str, Given]
) -> None:
    """Adds a finding, event or figure; it concerns the project, part or plan in which it stands unless it says not."""
    context.new(key, text, "bullet of this text")
    context.draft.node(
        key, context.places(mark.cited, item.line, item.last_line), label=keys.ja(text.text), status=mark.state(None),
        rules=mark.rules, concerns=None if below.without_owner else KeyRef(owner), about=below.about or None,
        **told,  # type: ignore[arg-type]
    )  # fmt: skip
    for meaning, name in below.names:
        add_name(context, key, meaning, name, ())
    for each in below.mentions:
        mention(context, key, each)
    for each in below.concerns:
        refers(context, each, ANYTHING, lambda thing: context.draft.node(key, (), concerns=KeyRef(thing)))
