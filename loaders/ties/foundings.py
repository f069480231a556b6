"""When a body was founded, an agreement signed, a plan adopted: dates beside the verb, in the same sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.names.mention import Body, Instrument
from loaders.text.dates import DateMention, dates_in
from loaders.ties.series import Sentence

_FOUNDED = re.compile(
    r"^(?:\([^()]*\))?(?:(?:は|が)、?[^。]{0,60}?|(?:を|の)(?!構成員|前身|母体|中心|はじめ)[^。「」]{0,40}?)?(?P<verb>設置|設立|結成|発足|創設|立ち上げ|開設|開校|開所|創立)(?P<form>た|する|予定|を予定|に向け|を目指|さ|し|の|$|[^一-龥ぁ-ん]|及び|を|時)"
)
_FOUNDED_BEFORE = re.compile(r"(?:設置|設立|結成|発足|創設|立ち上げ|開設|創立)(?:した|された|し)[^、。「」]{0,14}$")
_AHEAD = ("する", "予定", "を予定", "に向け", "を目指")
_NOT_FOUNDED = ("OrganizationGroup", "Company", "GovernmentBody")
_SIGNED = re.compile(r"締結|調印|合意|策定|制定|採択|公布|改定|交わ|結[びん]")


_DIGIT = re.compile(r"[0-9元一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Dated:
    """A thing with the date of its beginning, as precise as stated."""

    thing: Body | Instrument
    date: DateMention


def _dates(text: str) -> tuple[DateMention, ...]:
    """The dates of a sentence; most have none, and no digit either."""
    return dates_in(text) if _DIGIT.search(text) else ()


def founded(sentence: Sentence, first_year: int | None) -> tuple[Dated, ...]:
    """The bodies that a sentence says were founded at a date; a planned founding is none: one that is foreseen, or one
    that is told of a year of the plan (from ``first_year`` on) as still to come."""
    dates = [each for each in _dates(sentence.text) if (each.moment or each.fiscal_year) and not each.as_of]
    found: list[Dated] = []
    for series in sentence.series:
        first, last = series.mentions[0].start, series.mentions[-1].end
        match = _FOUNDED.match(series.behind)
        before = _FOUNDED_BEFORE.search(series.before)
        if not dates or not (match or before):
            continue
        # the verb nearest to the date: another body's founding later in the sentence is not this one's
        nearest = min(dates, key=lambda each: min(abs(each.start - last), abs(first - each.end)))
        ahead = match is not None and not before and match["form"] in _AHEAD
        if ahead and match and (match["form"] != "する" or first_year is None or _year(nearest) >= first_year):
            continue
        if nearest.foreseen or nearest.end_moment or _is_other_series(sentence, last, match):
            continue
        found += [Dated(body, nearest) for body in series.bodies if body.kind not in _NOT_FOUNDED]
    return tuple(found)


def _year(date: DateMention) -> int:
    return int(date.moment.lexical[:4]) if date.moment else date.fiscal_year or 0


def _is_other_series(sentence: Sentence, end: int, match: re.Match[str] | None) -> bool:
    """Whether between a body and the verb that seems to found it another body is founded."""
    if match is None:
        return False
    verb = end + match.start("verb")
    return any(
        end < each.mentions[0].start
        and each.mentions[-1].end <= verb + 1
        and re.match(r"^(?:の|を)(?!構成員|前身|母体|中心)", each.behind)
        for each in sentence.series
    )


def signed(sentence: Sentence) -> tuple[Dated, ...]:
    """The agreements and plans that a sentence says were signed or adopted at a date."""
    dates = [each for each in _dates(sentence.text) if each.moment and not each.as_of and not each.end_moment]
    if not dates or not _SIGNED.search(sentence.text):
        return ()
    tools = [
        each
        for each in sentence.mentions
        if isinstance(each.thing, Instrument) and each.thing.kind in ("agreement", "plan")
    ]
    return tuple(
        Dated(each.thing, min(dates, key=lambda date: abs(date.start - each.end)))
        for each in tools
        if re.match(
            r"^[」』]?(?:\([^()]*\))?(?:(?:を|の)?(?:締結|調印|策定|制定|採択)|を(?:交わ|結[びん]))",
            sentence.text[each.end :],
        )
        or re.match(r"^[」』]?[^。、]*\((?:[^()]|\([^()]*\))*(?:締結|調印)\)", sentence.text[each.end :])
        or re.search(
            r"(?:締結|調印|策定|制定)(?:した|された)[^、。「」]{0,12}$", sentence.text[: each.start].rstrip("「")
        )
    )


def ended(sentence: Sentence) -> tuple[Dated, ...]:
    """The instruments that a sentence says end with a fiscal year (…の計画期間が令和4年度末で終了する)."""
    dates = [each for each in _dates(sentence.text) if each.fiscal_year or each.end_fiscal_year]
    return tuple(
        Dated(each.thing, dates[0])
        for each in sentence.mentions
        if dates
        and isinstance(each.thing, Instrument)
        and re.match(
            r"^[」』]?(?:の(?:計画|対象|実施)?期間)?(?:が|は)[^。]{0,30}(?:で(?:終了|満了)|をもって|まで)",
            sentence.text[each.end :],
        )
    )
