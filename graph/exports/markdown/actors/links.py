"""Links of a body or person, as bullets below it."""

from __future__ import annotations

from graph.exports.markdown.language.dates import is_moment
from graph.exports.markdown.language.references import BODIES, NAMED, PROJECTS
from graph.exports.markdown.language.terms import ROLES
from graph.exports.markdown.language.text import escaped
from graph.exports.markdown.language.words import ITEMS, MARKS, RELATIONS
from graph.exports.markdown.sayable import refused, texts
from graph.exports.markdown.sheet import Sheet
from graph.facts import Link, Moment, Node, Status

_OF_INSTRUMENTS = ("operates", "partyTo")


def write_links(sheet: Sheet, body: Node, in_rosters: set[str]) -> None:
    """Writes the engagements, relations and memberships of a body, but for the memberships that rosters tell."""
    links = sheet.in_order(sheet.facts.outgoing.get(body.id, ()))
    sheet.say(*(_engagement(sheet, link) for link in links if link.type == "Engagement"))
    for kind in RELATIONS:
        sheet.say(*(_relation(sheet, link, kind) for link in links if link.text("kind") == kind))
    sheet.say(
        *(membership_line(sheet, each) for each in links if each.type == "Membership" and each.id not in in_rosters)
    )


def _engagement(sheet: Sheet, link: Link) -> str:
    sheet.taken(link)
    if link.text("role") not in ROLES:
        raise refused(link, "it does not say in which role")
    project = sheet.reference(link, link.target, PROJECTS)
    return f"- {ITEMS['engagement']}: {project} ({ROLES[link.text('role')]}){sheet.mark(link, Status.STATED)}"


def _relation(sheet: Sheet, link: Link, kind: str) -> str:
    sheet.taken(link)
    other = sheet.reference(link, link.target, NAMED if kind in _OF_INSTRUMENTS else BODIES)
    return f"- {ITEMS[kind]}: {other}{sheet.mark(link, Status.STATED)}"


def membership_line(sheet: Sheet, link: Link) -> str:
    """A membership as a bullet below its member, with post and time in its mark."""
    sheet.taken(link)
    body = sheet.reference(link, link.target, BODIES)
    posts, as_of = posts_text(link, ",;；、"), as_of_text(link)
    extras = [f"{MARKS['post']}: {posts}"] if posts else []
    extras += [f"{MARKS['asOf']}: {as_of}"] if as_of else []
    return f"- {ITEMS['membership']}: {body}{sheet.mark(link, Status.STATED, extras)}"


def posts_text(link: Link, also: str = "") -> str:
    """The posts of a membership, parted by slashes."""
    return " / ".join(escaped(post, f"/／{also}") for post in sorted(texts(link, "post")))


def as_of_text(link: Link) -> str:
    """The times to which a membership holds, parted by slashes. Raises DataError where one is no date."""
    times = [each.lexical if isinstance(each, Moment) else str(each) for each in link.values("asOf")]
    if wrong := next((each for each in times if not is_moment(each)), None):
        raise refused(link, f"{wrong!r} is no date")
    return " / ".join(sorted(times))
