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
_ELEMENT = r"[^、。,「」『』\s]{1,28}?"
_COUNTED = re.compile(
    rf"(?P<list>(?:{_ELEMENT}(?:、|,|及び|並びに|と|・))+{_ELEMENT})(?:の|から成る|からなる|による|、|計)(?P<count>[0-9]{{1,2}}|[二三四五六七八九十])者(?!合意|協定)"
)
_FIRST_OF = re.compile(
    rf"(?<![{KANJI}{KATAKANA}A-Za-z0-9&])(?P<name>[{KANJI}{KATAKANA}A-Za-z0-9&・]{{2,16}})をはじめ(?:とする|とした|、)?[^、。]{{0,24}}?(?:企業|メーカー|事業者|会社|社)"
)
# An unknown katakana or Latin name beside a named body in a series that works together is a company.
_BESIDE = re.compile(
    r"(?:^|[、。]|及び|と)(?P<name>[一-龥]{0,6}[ァ-ヴーA-Za-z&](?:[ァ-ヴーA-Za-z&・]{2,14})[ァ-ヴーA-Za-z&]|[ぁ-ん]{2,5}[一-龥]{2,5})(?=(?:、|や|及び|と|は|等|など)[^。]{0,40}?(?:連携|共同|協働))"
)
_NAMED = re.compile(
    r"(?:大学校?|学校|センター|協会|組合|株式会社|\(株\)|研究所|高専|高等専門学校|商工会議所|財団|機構|銀行|信用金庫)(?:、|・|及び|と|等)"
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


def miscounted(text: str) -> bool:
    """True where a text counts its parties and the names do not add up to the count."""
    return "者" in text and bool(_COUNTED.search(text)) and parties(text) is None


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


# A, B and C take part or sign: each of them is a body.
_TAKES_PART = re.compile(
    r"(?:^|[、。]|には、?|は、?)(?P<list>(?:[^、。はが「」()]{2,20}(?:\([^()]{2,8}\))?(?:、|及び|並びに|と))+[^、。はが「」]{2,20}?)が、?"
    r"(?:[^、。]{0,8}として(?:参加|参画|加わ)|(?:参加|参画|加わ)(?:し|り|っ|す|る)|「[^」]+」を(?:締結|結[びん]))"
)
_NO_FIRM = re.compile(r"[をにがはで]|(?:者|等|々|員|県|市|町|村|国|民|側|方|氏|ら)$|^[0-9]")


def enumerated(text: str) -> Iterator[Candidate]:
    """The bodies that an enumeration shows: elements of unknown kind are companies. The publisher's 県 is left out."""
    found = parties(text)
    for start, end in found[0] if found else ():
        name = text[start:end]
        lead = _LEAD.match(name)
        start += lead.end() if lead else 0
        name = text[start:end]
        if len(name) >= 2 and not re.match(r"^[本当]?[県市町村区]$", name) and not _is_class(name):
            yield Candidate(start, end, name, kind_of_name(name) or "Company")
    for match in _FIRST_OF.finditer(text):
        kind = kind_of_name(match["name"])
        if kind is None or kind == "ResearchCenter":
            yield Candidate(match.start("name"), match.end("name"), match["name"], kind or "Company")
    for match in _TAKES_PART.finditer(text):
        yield from _partners(match["list"], match.start("list"))
    if _NAMED.search(text):
        for match in _BESIDE.finditer(text):
            kana = re.match(r"[ぁ-ん]*", match["name"])
            if kana and kana.group() in words("function_words"):
                continue
            if kind_of_name(match["name"]) is None and not _CLASSES.search(match["name"]):
                yield Candidate(match.start("name"), match.end("name"), match["name"], "Company")


def _is_class(name: str) -> bool:
    """True for a class of bodies or of people (県内企業, 若手の漁師たち): it is no partner by name."""
    told = kind_of_name(name) is None or name in words("bare_classes")
    return told and bool(_CLASSES.search(name) or re.search(r"(?:たち|ら|者|員|家|師|民|人)$", name))


def _partners(listed: str, at: int) -> Iterator[Candidate]:
    """The unknown names of a list in which at least one body is known by its ending: they are companies."""
    pieces = list(re.finditer(r"(?:(?!及び|並びに)[^、と])+", listed))
    names = [re.sub(r"\(.*$", "", match.group()) for match in pieces]
    if not any(kind_of_name(name) for name in names):
        return
    for match, name in zip(pieces, names, strict=True):
        if kind_of_name(name) is None and not _CLASSES.search(name) and not _NO_FIRM.search(name) and len(name) <= 16:
            yield Candidate(at + match.start(), at + match.start() + len(name), name, "Company")
