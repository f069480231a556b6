"""Bodies that only an enumeration shows to be bodies: "A、B、C及びDの4者", "Aをはじめとする…企業"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.names.candidate import Candidate
from loaders.names.kinds import kind_of_name
from loaders.names.words import KANJI, KATAKANA, any_of, words

_CLASSES = re.compile(
    rf"(?:{any_of(words('classes'))}|ユーザー|オーナー|コーディネータ|アドバイザー|クリエイター|デザイナー|リーダー|ドライバー|サービス|システム|センサー|データ|ロボット|ドローン)$"
)
_NUMERALS = {char: number for number, char in enumerate("〇一二三四五六七八九十")}
_ELEMENT = r"[^、。,「」『』()\s]{1,24}?"
_COUNTED = re.compile(
    rf"(?P<list>(?:{_ELEMENT}(?:、|,|及び|並びに|と|・))+{_ELEMENT})(?:の|から成る|からなる|による|、|計)(?P<count>[0-9]{{1,2}}|[二三四五六七八九十])者(?!合意|協定)"
)
_FIRST_OF = re.compile(
    rf"(?<![{KANJI}{KATAKANA}A-Za-z0-9&])(?P<name>[{KANJI}{KATAKANA}A-Za-z0-9&・]{{2,16}})をはじめ(?:とする|とした|、)?[^、。]{{0,24}}?(?:企業|メーカー|事業者|会社|社)"
)
# An unknown katakana or Latin name beside a named body in a series that works together is a company.
_BESIDE = re.compile(
    r"(?:^|[、・]|及び|と)(?P<name>[一-龥]{0,6}[ァ-ヴーA-Za-z&]{4,16})(?=(?:、|・|及び|と|等|など)[^。]{0,40}?(?:連携|共同|協働))"
)
_NAMED = re.compile(
    r"(?:大学|センター|協会|組合|株式会社|\(株\)|研究所|高専|高等専門学校|商工会議所|財団|機構|銀行|信用金庫)(?:、|・|及び|と|等)"
)
_LEAD = re.compile(r"^.*(?:に|で|は|が|を)(?=[一-龥ァ-ヴA-Z])")


def parties(text: str) -> tuple[tuple[tuple[int, int], ...], int] | None:
    """The spans of the elements of a counted enumeration, and its count; None where the text has none that adds up."""
    for match in _COUNTED.finditer(text) if "者" in text else ():
        count = int(match["count"]) if match["count"].isdigit() else _NUMERALS.get(match["count"], 0)
        spans = _elements(match["list"], match.start("list"), count)
        if spans:
            return spans, count
    return None


def _elements(listed: str, at: int, count: int) -> tuple[tuple[int, int], ...]:
    for pattern in (r"、|,|及び|並びに", r"、|,|及び|並びに|と|・"):
        spans: list[tuple[int, int]] = []
        start = 0
        for found in [*re.finditer(pattern, listed), None]:
            end = found.start() if found else len(listed)
            if end > start:
                spans.append((at + start, at + end))
            start = found.end() if found else end
        if len(spans) >= count >= 2:
            return tuple(spans[-count:])
    return ()


def enumerated(text: str) -> Iterator[Candidate]:
    """The bodies that an enumeration shows: elements of unknown kind are companies. The publisher's 県 is left out."""
    found = parties(text)
    for start, end in found[0] if found else ():
        name = text[start:end]
        lead = _LEAD.match(name)
        start += lead.end() if lead else 0
        name = text[start:end]
        if len(name) >= 2 and not re.match(r"^[本当]?[県市町村区]$", name):
            yield Candidate(start, end, name, kind_of_name(name) or "Company")
    for match in _FIRST_OF.finditer(text):
        kind = kind_of_name(match["name"])
        if kind is None or kind == "ResearchCenter":
            yield Candidate(match.start("name"), match.end("name"), match["name"], kind or "Company")
    if _NAMED.search(text):
        for match in _BESIDE.finditer(text):
            if kind_of_name(match["name"]) is None and not _CLASSES.search(match["name"]):
                yield Candidate(match.start("name"), match.end("name"), match["name"], "Company")
