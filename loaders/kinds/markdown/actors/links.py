"""Links that are said below a body or person: engagements, relations, memberships."""

from __future__ import annotations

import re

from graph.exports.markdown.language.references import BODIES, NAMED, PROJECTS
from graph.exports.markdown.language.terms import ROLES
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import ITEMS, RELATIONS
from graph.facts import Moment, Status, Term
from loaders.draft import Given, Key
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.figures.dates import moment
from loaders.kinds.markdown.outline.items import no_items
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Item
from loaders.kinds.markdown.references import refers

LINKS = ("engagement", *RELATIONS, "membership")
_BEHIND = re.compile(r"[(（]([^()（）]*)[)）]\Z")
# An instrument is the object of these relations only.
_OF_INSTRUMENTS = ("operates", "partyTo")


def read_link(context: Context, item: Item, meaning: str, rest: Piece, source: Key) -> None:
    """Adds the link that a bullet tells of a body (or a membership of a person), once its other end is known."""
    no_items(context, item.items, ITEMS[meaning])
    if meaning == "engagement":
        text, mark = marked(context, rest)
        text, role = _role(context, text)
        refers(
            context, text, PROJECTS,
            lambda project: add_link(context, "Engagement", text, (source, project), mark, role, role=Term(role)),
        )  # fmt: skip
    elif meaning == "membership":
        text, mark = marked(context, rest, "post", "asOf")
        posts = posts_of(mark.more.get("post"))
        as_of = [moment(context, each) for each in mark.more["asOf"].split("/／")] if "asOf" in mark.more else []
        refers(context, text, BODIES, lambda body: add_membership(context, text, (source, body), mark, posts, as_of))
    else:
        text, mark = marked(context, rest)
        allowed = NAMED if meaning in _OF_INSTRUMENTS else BODIES
        refers(
            context, text, allowed,
            lambda other: add_link(
                context, "Relationship", text, (source, other), mark, meaning, kind=Term(meaning)
            ),
        )  # fmt: skip


def add_link(
    context: Context,
    type_: str,
    at: Piece,
    ends: tuple[Key, Key],
    mark: Mark,
    distinct: str,
    **properties: Given,
) -> None:
    """Adds a link that a line states. Raises DocumentError where another line states it already."""
    status = mark.state(Status.STATED)
    if status is None:
        raise context.wrong(at, "a link says how it is known.", "状態なし can be said of things only.")
    key = (type_, *ends[0], "→", *ends[1], distinct)
    if key in context.draft.facts:
        raise context.wrong(at, f"this is said of {at.text!r} already.", "Keep one of the two, with the lines of both.")
    places = context.places(mark.cited, at.line)
    context.draft.link(type_, *ends, places, status=status, rules=mark.rules, distinct=distinct, **properties)  # type: ignore[arg-type]


def add_membership(
    context: Context, at: Piece, ends: tuple[Key, Key], mark: Mark, posts: list[str], as_of: list[Moment]
) -> None:
    """Adds a membership of a person or body in a body."""
    add_link(context, "Membership", at, ends, mark, "", post=posts or None, asOf=as_of or None)


def posts_of(text: Piece | None) -> list[str]:
    """The posts that a text names, parted by slashes."""
    return [part.text for part in text.split("/／") if part] if text else []


def _role(context: Context, text: Piece) -> tuple[Piece, str]:
    match = _BEHIND.search(text.mask)
    role = ROLES.meaning(match[1]) if match else None
    if match is None or role is None:
        at = text.cut(match.start(1)) if match else text
        told = nearest(match[1], ROLES.all_words()) if match else ""
        raise context.wrong(
            at, f"{text.text!r} does not say in which role.",
            f"{told}Write {ITEMS['engagement']}: 〇〇プロジェクト ({ROLES['operator']}); roles: {ROLES.listed()}.",
        )  # fmt: skip
    return text.cut(0, match.start()), role
