"""Agreements with their parties, and members of bodies that a sentence lists."""

from __future__ import annotations

import re

from graph.facts import Status
from loaders.names.mention import Body, Instrument
from loaders.names.plain import plain
from loaders.names.recognition.enumerations import miscounted, parties
from loaders.ties.series import Sentence, Series, is_nested
from loaders.ties.tie import PUBLISHER_ACTS, Ties

_MEMBERS = ("Team", "Council", "Network", "Cluster", "Platform", "StudyGroup")
_GROUPS = ("グループ", "組織", "体")
_MAKE_UP = re.compile(
    r"^(?:(?:の(?:緊密な)?連携)?による|(?:の参加により)?[^。「」]{0,4}で構成(?:する|される|された|した|し)|から(?:成る|なる)|が参加する|を構成員とする)(?P<gap>[^。「」]{0,24})[「『]?$"
)
_WITH_MEMBERS = re.compile(r"^を(?:構成員|メンバー|会員)と")
_BETWEEN = re.compile(r"^(?:との間で|と|との)(?:[^。]*?)(?:締結|合意|結ん|交わ)|^の間で")


def agreement_parties(
    sentence: Sentence, agreements: dict[int, Instrument], publisher: Body | None, ties: Ties
) -> tuple[Body, ...]:
    """Adds who is party to the agreements of a sentence and returns the parties.

    ``agreements`` are the document's agreements that carry a count in their names (6者合意), by that count.
    """
    place = sentence.statement.place
    tools = [m.thing for m in sentence.mentions if isinstance(m.thing, Instrument) and m.thing.kind == "agreement"]
    counted = parties(plain(sentence.statement.text).text)
    found: list[Body] = []
    if counted:
        spans, count = counted
        tool = next(iter(tools), None) or agreements.get(count)
        offset = plain(sentence.statement.text).text.find(sentence.text)
        inside = [(start - offset, end - offset) for start, end in spans]
        found += [
            mention.body
            for mention in sentence.mentions
            if mention.body
            and not mention.body.is_group
            and any(start <= mention.start and mention.end <= end + 1 for start, end in inside)
            and not is_nested(mention, sentence.mentions)
        ]
        if tool and len(dict.fromkeys(found)) == count:
            for body in dict.fromkeys(found):
                ties.add("partyTo", body, tool, place)
            return tuple(dict.fromkeys(found))
        return ()
    if miscounted(plain(sentence.statement.text).text):
        return ()  # a check that failed: who is party is not known
    for tool in tools:
        if not re.search(r"締結|調印|合意書|結ん|交わ", sentence.text):
            continue
        for series in sentence.series:
            if len(series.bodies) > 1 and re.match(r"^(?:は|が)[^。]*(?:締結|合意|結[びん]|交わ)", series.behind):
                found += [body for body in series.bodies if not body.is_group]
            if _BETWEEN.match(series.behind) and not all(body.is_group for body in series.bodies):
                agents = [
                    m.body
                    for m in sentence.mentions
                    if m.body and re.match(r"^(?:は|が)", sentence.text[m.end :]) and m.end <= series.mentions[0].start
                ]
                found += [*agents[-1:], *series.bodies]
        if found and publisher and not any(_is_subject(sentence, body) for body in found):
            ties.add("partyTo", publisher, tool, place, Status.INFERRED, PUBLISHER_ACTS)
        for body in dict.fromkeys(found):
            ties.add("partyTo", body, tool, place)
        if not found and publisher:
            ties.add("partyTo", publisher, tool, place, status=Status.INFERRED, rule=PUBLISHER_ACTS)
            return ()
    return tuple(dict.fromkeys(found))


def memberships(sentence: Sentence, ties: Ties) -> None:
    """Adds who sits on a body: those that make it up, by the sentence."""
    place = sentence.statement.place
    for series in sentence.series:
        after = [
            m for m in sentence.mentions if m.start >= series.mentions[-1].end and not is_nested(m, sentence.mentions)
        ]
        for mention in after[:1]:
            gap = re.sub(r"^(?:等|など)", "", sentence.text[series.mentions[-1].end : mention.start])
            made_up = _MAKE_UP.match(gap)
            behind = sentence.text[mention.end :]
            one = len(series.bodies) == 1 and not series.bodies[0].is_group
            if one and gap.startswith("による") and re.match(r"^の(?:設置|開催|運営)", behind):
                continue  # A runs B
            if made_up and _has_members(mention.body) and not re.search(r"[をがは]", made_up["gap"]):
                for member in series.bodies:
                    if member.kind != "Team":
                        ties.add("memberOf", member, mention.body, place)
        if _WITH_MEMBERS.match(series.behind):
            whole = next(
                (
                    m.body
                    for m in sentence.mentions
                    if m.body and m.end <= series.mentions[0].start and re.match(r"^[」』]?は", sentence.text[m.end :])
                ),
                None,
            )
            for member in series.bodies:
                ties.add("memberOf", member, whole, place)
        formed = re.match(
            r"^(?:約?[0-9]+[社者団体]+)?が(?:[^、。「」]{0,20}?)結成した[「『]?$",
            sentence.text[series.mentions[-1].end : after[0].start] if after else "",
        )
        if formed and _has_members(after[0].body):
            for member in series.bodies:
                ties.add("memberOf", member, after[0].body, place)
                ties.add("establishedBy", after[0].body, member, place)
        if re.match(r"^が[^、。]{0,12}?(?:参加|加わ|参画)", series.behind):
            for member in series.bodies:
                ties.add("memberOf", member, _where(sentence, series), place)
        if re.match(r"^の参加により", series.behind):
            whole = next(
                (
                    m.body
                    for m in sentence.mentions
                    if m.body and m.body.kind in _MEMBERS and m.end <= series.mentions[0].start
                ),
                None,
            )
            for member in series.bodies:
                ties.add("memberOf", member, whole, place)


def _is_subject(sentence: Sentence, body: Body) -> bool:
    """Whether a body is named as who signs: the subject, or one of several that together are."""
    behind = [sentence.text[m.end :] for m in sentence.mentions if m.body == body]
    joined = any(series.bodies[0] != series.bodies[-1] and body in series.bodies for series in sentence.series)
    return joined or any(re.match(r"^[」』]?(?:等)?(?:は|が)", text) for text in behind)


def _where(sentence: Sentence, series: Series) -> Body | None:
    """The body in which a series takes part: "…協議会には、A、Bが参加"."""
    first = series.mentions[0].start
    before = [m for m in sentence.mentions if m.end <= first and _has_members(m.body)]
    told = [m.body for m in before if re.match(r"^[」』]?に(?:は、?|、)?$", sentence.text[m.end : first])]
    return told[-1] if told else None


def _has_members(body: Body | None) -> bool:
    return body is not None and (body.kind in _MEMBERS or body.label.endswith(_GROUPS))
