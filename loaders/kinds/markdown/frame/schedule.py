"""Schedules: bullets of years and what is done in them, with details below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.exports.markdown.language.terms import NOTHING
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import ITEMS, NAMES
from graph.facts import Status
from loaders import keys
from loaders.draft import Key
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.figures.years import fiscal_years, year_of
from loaders.kinds.markdown.outline.items import add_name, keyword_of, no_items, plain_text
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Item
from loaders.kinds.markdown.references import mention
from loaders.text.lines import folded

_FORM = "Write - 2022-2026: 〇〇の推進."


@dataclass
class _Below:
    """What stands below an activity."""

    details: list[str] = field(default_factory=list)
    names: list[tuple[str, Piece]] = field(default_factory=list)
    mentions: list[Piece] = field(default_factory=list)
    group: str | None = None
    follows: Piece | None = None


def read_schedule(context: Context, items: Sequence[Item], component: Key) -> None:
    """Adds the activities of a component. Raises DocumentError for one without years and for an unknown one before."""
    followers: list[tuple[Key, Piece]] = []
    for item in items:
        at = next((index for index, char in enumerate(item.text.mask) if char in ":："), None)
        if at is None:
            raise context.wrong(item.text, "an activity begins with its years and a colon.", _FORM)
        covered, stated = fiscal_years(context, item.text.cut(0, at))
        label, mark = marked(context, item.text.cut(at + 1), "statedYear")
        if not label:
            raise context.wrong(item.text, "this activity has no words.", _FORM)
        below = _below(context, item)
        key = keys.activity(component, label.text, below.group or "", min(covered))
        context.new(key, label, "activity of these years")
        if "statedYear" in mark.more:
            stated = _stated(context, mark.more["statedYear"])
        context.draft.node(
            key, _places(context, item, mark), label=keys.ja(label.text), isPartOf=keys.ref(component),
            fiscalYear=covered, statedYear=stated, detail=below.details, targetGroup=below.group,
            status=mark.state(Status.STATED), rules=mark.rules,
        )  # fmt: skip
        for meaning, name in below.names:
            add_name(context, key, meaning, name, ())
        for text in below.mentions:
            mention(context, key, text)
        if below.follows:
            followers.append((key, below.follows))
    for key, before in followers:
        context.draft.node(key, (), follows=keys.ref(_before(context, component, before)))


def _places(context: Context, item: Item, mark: Mark) -> list:  # type: ignore[type-arg]
    return context.places(mark.cited, item.line, item.last_line)


def _below(context: Context, item: Item) -> _Below:
    found = _Below()
    for each in item.items:
        no_items(context, each.items, "a detail")
        meaning, _, rest = keyword_of(each, "targetGroup", "follows", "mentions", *NAMES)
        if meaning and not rest:
            raise context.wrong(
                each.text, f"nothing stands behind {each.text.text!r}.", f"Write {ITEMS[meaning]}: 〇〇."
            )
        if (meaning == "follows" and found.follows) or (meaning == "targetGroup" and found.group):
            raise context.wrong(each.text, f"{ITEMS[meaning]} is said twice.", "Keep one of the two lines.")
        if meaning == "follows":
            found.follows = rest
            continue
        text = plain_text(context, rest)
        if meaning == "targetGroup":
            found.group = text.text
        elif meaning == "mentions":
            found.mentions.append(text)
        elif meaning:
            found.names.append((meaning, text))
        else:
            found.details.append(text.text)
    return found


def _stated(context: Context, text: Piece) -> list[int]:
    if NOTHING.meaning(text.mask):
        return []
    return fiscal_years(context, text)[0]


def _before(context: Context, component: Key, text: Piece) -> Key:
    """The activity that another one follows, named by its first year and its words."""
    reference, mark = marked(context, text, "targetGroup")
    end = next((index for index, char in enumerate(reference.mask) if char.isspace()), len(reference.mask))
    year, _ = year_of(context, reference.cut(0, end))
    label = reference.cut(end).text
    group = mark.more.get("targetGroup")
    key = keys.activity(component, label, group.text if group else "", year)
    if key not in context.draft.facts:
        known = [
            fact for fact in context.draft.facts.values() if fact.type == "ScheduledActivity"
            and fact.key[1 : 1 + len(component)] == component
        ]  # fmt: skip
        names = ", ".join(f"{fact.key[-1]} {fact.key[-2]}" for fact in known if fact.key[-2] != folded(label))
        raise context.wrong(
            text, f"this component has no activity {label!r} that begins in {year}.",
            f"Name its first year and its words: {names or '2022 〇〇の推進'}.",
        )  # fmt: skip
    return key
