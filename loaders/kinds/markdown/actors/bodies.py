"""Organizations, instruments and persons: a heading each, with bullets that say something of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.exports.markdown.language.terms import BODIES, INSTRUMENTS, YES
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import HEADINGS, ITEMS, NAMES, Words
from graph.facts import Moment, Term
from loaders import keys
from loaders.draft import DraftValue, Key
from loaders.kinds.markdown.actors.identifiers import read_identifier
from loaders.kinds.markdown.actors.links import LINKS, read_link
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.figures.dates import moment_or_year
from loaders.kinds.markdown.outline.items import add_headed, keyword_needed, name_of, no_items, no_tables, other_name
from loaders.kinds.markdown.outline.items import plain_text as plain
from loaders.kinds.markdown.outline.scan import Item, Section

_KEYS: Mapping[str, Callable[[str], Key]] = {
    "Organization": keys.organization, "Instrument": keys.instrument, "Person": keys.person,
}  # fmt: skip
_ALLOWED = {
    "Organization": ("kind", *NAMES, "provisionalName", "kana", "country", "established", "identifiedBy", *LINKS),
    "Instrument": ("kind", *NAMES, "date", "end"),
    "Person": (*NAMES, "kana", "membership"),
}
_KINDS = {"Organization": BODIES, "Instrument": INSTRUMENTS}
# What a date is called of which 年度 and a day are told by two properties.
_FISCAL = {"established": "establishedFiscalYear", "end": "endFiscalYear"}


def read_bodies(context: Context, plan: Section) -> None:
    """Adds the organizations, instruments and persons that have headings of their own, and what is said below them.

    Raises DocumentError for a body without a kind and for a bullet that says nothing of it.
    """
    for section in plan.sections:
        if section.kind in _KEYS:
            _read(context, section)


def _read(context: Context, section: Section) -> None:
    name, mark = name_of(context, section)
    no_tables(context, section, HEADINGS[section.kind])
    key = _KEYS[section.kind](name.text)
    what = f"of {'an' if section.kind in _KINDS else 'a'} {HEADINGS.table[section.kind][1]}"
    items = [(item, *keyword_needed(context, item, what, *_ALLOWED[section.kind])) for item in section.items]
    type_, properties = section.kind, {}  # type: str, dict[str, DraftValue]
    if kinds := _KINDS.get(section.kind):
        kind = _kind(context, section, [(item, rest) for item, meaning, _, rest in items if meaning == "kind"], kinds)
        type_ = kind if section.kind == "Organization" else type_
        properties = {} if section.kind == "Organization" else {"instrumentKind": Term(kind)}
    add_headed(context, section, key, mark, name.text, type_=type_, **properties)
    for item, meaning, number, rest in items:
        if number is not None:
            raise context.wrong(item.text, f"{ITEMS[meaning]} has no number.", f"Write {ITEMS[meaning]}: 〇〇.")
        if meaning in NAMES:
            other_name(context, key, item, meaning, rest, mark)
        elif meaning == "identifiedBy":
            read_identifier(context, item, rest, key)
        elif meaning in LINKS:
            read_link(context, item, meaning, rest, key)
        else:
            no_items(context, item.items, ITEMS[meaning])
            told = {} if meaning == "kind" else _property(context, meaning, plain(context, rest))
            if any(name in context.draft.facts[key].properties for name in told):
                raise context.wrong(item.text, f"{ITEMS[meaning]} is said twice.", "Keep one of the two lines.")
            context.draft.node(key, context.places(mark.cited, item.line), **told)  # type: ignore[arg-type]


def _kind(context: Context, section: Section, told: Sequence[tuple[Item, Piece]], words: Words) -> str:
    if len(told) != 1:
        at = told[1][0].text if told else section.name
        what = "said twice" if told else "not said"
        raise context.wrong(
            at, f"the {ITEMS['kind']} of this {HEADINGS[section.kind]} is {what}.",
            f"Write - {ITEMS['kind']}: and one of {words.listed()}.",
        )  # fmt: skip
    text = plain(context, told[0][1])
    kind = words.meaning(text.mask)
    if kind is None:
        raise context.wrong(
            text, f"{text.text!r} is no {ITEMS['kind']} of {HEADINGS[section.kind]}.",
            f"{nearest(text.text, words.all_words())}Write one of {words.listed()}.",
        )  # fmt: skip
    return kind


def _property(context: Context, meaning: str, text: Piece) -> dict[str, DraftValue]:
    """The property that a bullet tells, by its name in the ontology."""
    if meaning == "provisionalName":
        answer = YES.meaning(text.mask)
        if answer is None:
            raise context.wrong(text, f"{text.text!r} is no answer.", f"Write one of {YES.listed()}.")
        return {meaning: answer == "true"}
    if meaning in ("established", "date", "end"):
        value = moment_or_year(context, text)
        if isinstance(value, Moment):
            return {meaning: value}
        if meaning not in _FISCAL:
            raise context.wrong(text, f"{ITEMS[meaning]} is a date, and {text.text!r} a fiscal year.", "Write 2019-02.")
        return {_FISCAL[meaning]: value}
    return {meaning: text.text}
