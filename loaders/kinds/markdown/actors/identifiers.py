"""Identifiers of bodies: register and number as a bullet, certainty, sources and time below it."""

from __future__ import annotations

from graph.exports.markdown.language.terms import CERTAINTIES, REGISTERS, identifier_label
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import ITEMS
from graph.facts import Moment, Term
from loaders import keys
from loaders.draft import Key, KeyRef
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.figures.dates import moment
from loaders.kinds.markdown.outline.items import keyword_needed, no_items, plain_text
from loaders.kinds.markdown.outline.marks import marked
from loaders.kinds.markdown.outline.scan import Item

_BELOW = ("certainty", "seenIn", "seen")


def read_identifier(context: Context, item: Item, rest: Piece, body: Key) -> None:
    """Adds an identifier of a body. Raises DocumentError where no register stands before the number."""
    text, mark = marked(context, rest, "label")
    register, number = _register(context, text)
    key = keys.identifier(body, register, number.text)
    context.new(key, text, ITEMS["identifiedBy"])
    certainty: str | None = None
    seen: Moment | None = None
    sources: list[str] = []
    for each in item.items:
        meaning, _, said = keyword_needed(context, each, "of an identifier", *_BELOW)
        no_items(context, each.items, ITEMS[meaning])
        said = plain_text(context, said)
        if (meaning == "certainty" and certainty) or (meaning == "seen" and seen):
            raise context.wrong(each.text, f"{ITEMS[meaning]} is said twice.", "Keep one of the two lines.")
        if meaning == "seen":
            seen = moment(context, said)
        elif meaning == "seenIn":
            sources.append(said.text)
        else:
            certainty = CERTAINTIES.meaning(said.mask)
            if certainty is None:
                raise context.wrong(said, f"{said.text!r} is no certainty.", f"Write one of {CERTAINTIES.listed()}.")
    label = mark.more["label"].text if "label" in mark.more else identifier_label(register, number.text)
    context.draft.node(
        key, context.places(mark.cited, item.line, item.last_line), label=keys.ja(label), register=Term(register),
        notation=number.text, certainty=Term(certainty) if certainty else None, seenIn=sources, seen=seen,
        status=mark.state(None), rules=mark.rules,
    )  # fmt: skip
    context.draft.node(body, (), identifiedBy=KeyRef(key))


def _register(context: Context, text: Piece) -> tuple[str, Piece]:
    """The register that a text begins with, and the number behind it."""
    for word in sorted(REGISTERS.all_words(), key=len, reverse=True):
        register, number = REGISTERS.meaning(word), text.cut(len(word))
        if text.mask.casefold().startswith(word.casefold()) and register and number:
            return register, number
    first = text.text.split(" ")[0]
    raise context.wrong(
        text, f"{text.text!r} is no number of a known register.",
        f"{nearest(first, REGISTERS.all_words())}Write {REGISTERS['corporateNumber']} 1234567890123; "
        f"registers: {REGISTERS.listed()}.",
    )  # fmt: skip
