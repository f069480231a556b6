"""The front part: title, publisher, years, and the documents whose lines the marks name."""

from __future__ import annotations

import re

from graph.exports.markdown.language.terms import NOTHING
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import ITEMS, NAMES
from graph.facts import Status, Text, Value, Web
from loaders import keys
from loaders.draft import Key, Place
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.figures.years import year_range
from loaders.kinds.markdown.outline.items import (
    add_name,
    keyword_needed,
    name_of,
    no_items,
    no_tables,
    other_name,
    plain_text,
)
from loaders.kinds.markdown.outline.marks import marked
from loaders.kinds.markdown.outline.scan import Item, Section

_FRONT = ("publisher", "years", "original", *NAMES)
_OF_ORIGINAL = ("title", "publisher", "format", "sha256", "license")
_IRI = re.compile(r"<?(?P<iri>[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+)>?", re.IGNORECASE)


def read_plan(context: Context, plan: Section, publisher: str | None) -> None:
    """Adds the plan and its publisher; ``publisher`` is who it is if the file does not say.

    Raises DocumentError for a bullet that says nothing of a plan, and for a year or an address that is none.
    """
    items = [(item, *keyword_needed(context, item, "of a plan", *_FRONT)) for item in plan.items]
    for item, meaning, number, rest in items:
        if meaning == "original":
            _read_original(context, item, number or 1, rest)
        elif number is not None:
            raise context.wrong(item.text, f"{ITEMS[meaning]} has no number.", f"Write {ITEMS[meaning]}: 〇〇.")
    title, mark = name_of(context, plan)
    context.draft.structure([plan.line], "plan-title")
    body: Key | None = None
    first: int | None = None
    last: int | None = None
    seen: set[str] = set()
    for item, meaning, _, rest in items:
        if meaning in ("publisher", "years") and meaning in seen:
            raise context.wrong(item.text, f"{ITEMS[meaning]} is said twice.", "Keep one of the two lines.")
        seen.add(meaning)
        if meaning == "publisher":
            body = _read_publisher(context, plan, item, rest)
            if publisher and publisher != rest.text:
                message = f"the plan names its publisher; {publisher} from the call is not used"
                context.draft.problem([item.line], "publisher-by-call", message)
        elif meaning == "years":
            no_items(context, item.items, ITEMS["years"])
            first, last = year_range(context, plain_text(context, rest))
            context.draft.structure([item.line], "plan-years")
    if body is None and publisher and _headed(context, plan, keys.organization(publisher)):
        body = keys.organization(publisher)
    elif body is None and publisher:
        body = context.draft.node(
            keys.organization(publisher), [Place(1, 1)], type_="GovernmentBody", label=keys.ja(publisher),
            status=Status.CURATED, rules=["publisher-by-call"],
        )  # fmt: skip
    if body is None:
        context.draft.problem(
            [], "publisher-unnamed", "the plan names no publisher; write - 発行者: 〇〇 below its title"
        )
    context.draft.node(
        keys.PLAN, mark.cited, label=keys.ja(title.text), publisher=keys.ref(body), status=mark.state(None),
        rules=mark.rules, firstFiscalYear=first, lastFiscalYear=last,
    )  # fmt: skip
    for item, meaning, _, rest in items:
        if meaning in NAMES:
            context.draft.structure([item.line], "plan-name")
            add_name(context, keys.PLAN, meaning, plain_text(context, rest), ())
            no_items(context, item.items, ITEMS[meaning])
    no_tables(context, plan, "the title")


def _read_publisher(context: Context, plan: Section, item: Item, rest: Piece) -> Key:
    """The publisher: a body that has a heading of its own, else a government body that is made here."""
    name, mark = marked(context, rest)
    if not name:
        raise context.wrong(rest, "the publisher has no name.", f"Write {ITEMS['publisher']}: 〇〇県.")
    key = keys.organization(name.text)
    if _headed(context, plan, key):
        if mark.given or item.items:
            at = item.items[0].text if item.items else item.text
            raise context.wrong(at, f"{name.text!r} has a heading of its own.", "Say more of it there.")
        context.draft.structure([item.line], "plan-publisher")
        return key
    context.draft.node(
        key, context.places(mark.cited, item.line), type_="GovernmentBody",
        label=keys.ja(name.text), status=mark.state(None), rules=mark.rules,
    )  # fmt: skip
    for each in item.items:
        meaning, _, other = keyword_needed(context, each, "of a publisher", *NAMES)
        other_name(context, key, each, meaning, other, mark)
    return key


def _headed(context: Context, plan: Section, key: Key) -> bool:
    """Whether a body has a heading of its own."""
    sections = (each for each in plan.sections if each.kind == "Organization")
    return any(keys.organization(name_of(context, each)[0].text) == key for each in sections)


def _read_original(context: Context, item: Item, number: int, rest: Piece) -> None:
    name = plain_text(context, rest).text
    if number in context.originals or name in context.originals.values():
        raise context.wrong(
            item.text, "this document is named already.", f"Number them: {ITEMS['original']} 2: (file name)."
        )
    context.originals[number] = name
    told: dict[str, tuple[Value, ...]] = {}
    for each in item.items:
        meaning, _, text = keyword_needed(context, each, "of a document", *_OF_ORIGINAL)
        no_items(context, each.items, ITEMS[meaning])
        value = plain_text(context, text)
        if meaning == "publisher":
            if not NOTHING.meaning(value.mask):
                raise context.wrong(
                    value, "a document has the plan's publisher, or none.", f"Write {NOTHING['nothing']}."
                )
            told[meaning] = ()
            continue
        told[meaning] = (*told.get(meaning, ()), _value(context, meaning, value))
    context.draft.originals[name] = told
    context.draft.structure(range(item.line, item.last_line + 1), "original-document")


def _value(context: Context, meaning: str, text: Piece) -> Value:
    if meaning == "license":
        match = _IRI.fullmatch(text.text)
        if not match:
            raise context.wrong(text, f"{text.text!r} is no address.", "Write <https://…>.")
        return Web(match["iri"])
    if meaning == "sha256" and not re.fullmatch(r"[0-9a-f]{64}", text.text):
        raise context.wrong(text, f"{text.text!r} is no SHA-256.", "It has 64 digits 0-9 a-f.")
    return Text(text.text) if meaning == "title" else text.text
