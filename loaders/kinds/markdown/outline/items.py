"""Bullets with a keyword (``対応: …``), and the other names that any heading may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.exports.markdown.language.text import KEYWORD, Piece
from graph.exports.markdown.language.words import HEADINGS, ITEMS
from graph.facts import Text
from loaders import keys
from loaders.draft import DraftValue, Key, Place
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Item, Section


def keyword_of(item: Item, *allowed: str) -> tuple[str | None, int | None, Piece]:
    """What the keyword of a bullet means if it is one of ``allowed``, its number, and the text behind it."""
    match = KEYWORD.match(item.text.mask)
    meaning = ITEMS.meaning(match[1]) if match else None
    if match is None or meaning not in allowed:
        return None, None, item.text
    return meaning, int(match[2]) if match[2] else None, item.text.cut(match.end())


def keyword_needed(context: Context, item: Item, where: str, *allowed: str) -> tuple[str, int | None, Piece]:
    """The same where nothing but keywords may stand. Raises DocumentError for any other bullet."""
    meaning, number, rest = keyword_of(item, *allowed)
    if meaning is None:
        match = KEYWORD.match(item.text.mask)
        words = [word for name in allowed for word in ITEMS.table[name]]
        remedy = nearest(match[1] if match else item.text.text, words)
        raise context.wrong(
            item.text, f"{item.text.text!r} says nothing {where}.",
            f"{remedy}There may stand: {ITEMS.listed(*allowed)}.",
        )  # fmt: skip
    if not rest:
        raise context.wrong(item.text, f"nothing stands behind {item.text.text!r}.", f"Write {ITEMS[meaning]}: 〇〇.")
    return meaning, number, rest


def no_items(context: Context, items: Iterable[Item], below: str) -> None:
    """Raises DocumentError where something is indented below what has nothing below it."""
    for item in items:
        raise context.wrong(item.text, f"nothing can be indented below {below}.", "Take the spaces before it away.")


def no_tables(context: Context, section: Section, where: str) -> None:
    """Raises DocumentError where a table stands that no rule reads."""
    for table in section.tables:
        raise context.wrong(
            table.head[0], f"a table says nothing under {where}.",
            "A table of indicators stands under a project, a part of it, or the heading 指標.",
        )  # fmt: skip


def plain_text(context: Context, rest: Piece) -> Piece:
    """A text that has no marks. Raises DocumentError where it has."""
    text, mark = marked(context, rest)
    if mark.given:
        at = rest.cut(rest.mask.index("{"))
        raise context.wrong(at, "no mark stands here.", "Take {…} away, or write \\{ for a brace.")
    return text


def other_name(context: Context, owner: Key, item: Item, meaning: str, rest: Piece, mark: Mark) -> None:
    """Adds another name of a node, of the sort that ``meaning`` tells; ``mark`` is the node's, whose lines hold for it
    too. Raises DocumentError where an English name is said twice."""
    text = plain_text(context, rest)
    no_items(context, item.items, "another name")
    add_name(context, owner, meaning, text, context.places(mark.cited, item.line))


def add_name(context: Context, owner: Key, meaning: str, text: Piece, places: Iterable[Place]) -> None:
    """Adds a name of a node: another one, its English one, or another English one."""
    if meaning == "labelEn":
        known = context.draft.facts[owner].properties.get("label", ())
        if any(isinstance(name, Text) and name.lang == "en" for name in known):
            raise context.wrong(
                text, f"{ITEMS[meaning]} is said twice.", f"Write {ITEMS['altLabelEn']}: for the other."
            )
        context.draft.node(owner, places, label=Text(text.text, "en"))
    else:
        lang = "en" if meaning == "altLabelEn" else "ja"
        context.draft.node(owner, places, altLabel=Text(text.text, lang))


def name_of(context: Context, section: Section) -> tuple[Piece, Mark]:
    """The name in a heading and its mark. Raises DocumentError where there is no name."""
    name, mark = marked(context, section.name)
    if not name:
        raise context.wrong(section.name, "this heading has a mark and no name.", "Write the name before the mark.")
    return name, mark


def add_headed(
    context: Context,
    section: Section,
    key: Key,
    mark: Mark,
    label: str,
    *,
    type_: str | None = None,
    **properties: DraftValue | Sequence[DraftValue] | None,
) -> Key:
    """Adds the node of a heading. Raises DocumentError where another heading made it before."""
    context.new(key, section.name, HEADINGS[section.kind])
    return context.draft.node(
        key, context.places(mark.cited, section.line), type_=type_, status=mark.state(None), rules=mark.rules,
        label=keys.ja(label),
        **properties,
    )  # fmt: skip
