"""Governments in a text: ministries and their agencies, municipalities where they act, governments abroad, the State.

A municipality or region is named as a body only where it acts or is acted with; as a place (宇部市の…跡地) it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

from loaders.names.candidate import Candidate
from loaders.names.words import KANJI, KATAKANA, words

_END = r"(?=$|[^一-龥々ヶァ-ヴーA-Za-z0-9]|等|及び|並びに|委託|補助|所管|関係者|職員|主催|提供)"
_MINISTRY = re.compile(
    rf"(?<![{KANJI}{KATAKANA}])(?:[{KANJI}]{{2,6}}(?<![各全同])省|[{KANJI}{KATAKANA}]{{2,10}}(?<![各全同])庁|内閣府|内閣官房|[{KANJI}]{{2,6}}"
    rf"(?:経済産業局|地方整備局|整備局|運輸局|農政局|労働局|総合通信局|財務局|森林管理局|開発局)){_END}"
)
_BUILDINGS = re.compile(r"(?:県|市|区|町|村|道|府|都|合同|新|旧)庁$|(?:県産|市産|国産|府|省)省$")
_ACTS = (
    r"(?=(?:等|など)?(?:$|が|は|、|,|と|や|及び|並びに|又は|または|・|」|\)|による|に対|を(?:構成|中心|はじめ)|から|も|"
    r"の(?:ほか|支援|協力|共同|連携|参画|補助|助成|職員|[0-90-9]+者|視察|代表)))"
)
_MUNICIPALITY = re.compile(
    rf"(?<![{KANJI}{KATAKANA}A-Za-z])(?P<name>(?:[{KANJI}]{{1,3}}(?:県|府))?[{KANJI}ヶケツノ]{{1,4}}?[市町村区]|[{KANJI}]{{2,3}}[県府]|北海道|東京都){_ACTS}"
)
_NO_MUNICIPALITY = re.compile(
    r"^(?:[本当各全各同両近他]?(?:都道府県|県|府|市|町|村|区|市町|市町村|関係市町|地元市町|同市|各市|都市|朝市|見本市|都|下町|港町|城下町|工区|学区|地区|先進[県市]|他[県市]|全[県市])|"
    r".*(?:都市|見本市|市区|地区|工区|学区|海区|先進県|行政区|商店街|横町|農村|漁村|山村|関係町|特区|区町|県市))$"
)
_FOREIGN_UNITS = "省|州|市|県|郡|特別市|直轄市|共和国"


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Country names in Japanese and their ISO 3166-1 alpha-2 codes (Unicode CLDR), common short forms included."""
    names = Locale("ja").territories
    found = {str(name): str(code) for code, name in names.items() if len(code) == 2 and code.isalpha() and code != "JP"}
    shorter = {
        "アメリカ": "US",
        "米国": "US",
        "英国": "GB",
        "豪州": "AU",
        "中華人民共和国": "CN",
        "大韓民国": "KR",
        "タイ王国": "TH",
    }
    return {**found, **shorter}


def governments(text: str) -> Iterator[Candidate]:
    """The governments that a plain text names, the publisher's own words (県, 本県) left out."""
    yield from _abroad(text)
    for match in _MINISTRY.finditer(text):
        if not _BUILDINGS.search(match.group()):
            yield Candidate(match.start(), match.end(), match.group(), "GovernmentBody")
    yield from _state_bodies(text)
    for match in re.finditer(
        r"(?<![一-龥々ァ-ヴー])国(?=・|(?:等|など)?(?:の(?:補助|助成|支援|委託|制度)|支援事業)|と(?:県|市|町|連携)|、(?:県|市|都|道|府|地方)|や(?:県|市)|及び(?:県|市))",
        text,
    ):
        yield Candidate(match.start(), match.end(), "国", "GovernmentBody")
    for match in _MUNICIPALITY.finditer(text):
        if not _NO_MUNICIPALITY.match(match["name"]):
            yield Candidate(match.start("name"), match.end("name"), match["name"], "GovernmentBody")


def _state_bodies(text: str) -> Iterator[Candidate]:
    for match in re.finditer(r"(?<![A-Za-z])[A-Z]{3,8}(?![A-Za-z0-9])|[ァ-ヴー一-龥・/&A-Z]{3,24}", text):
        for name in words("state_bodies"):
            at = match.group().find(name)
            whole = at >= 0 and not (name.isascii() and match.group()[at + len(name) : at + len(name) + 1].isalpha())
            if whole and not re.match(r"[ァ-ヴー一-龥]", "" if name.isascii() else match.group()[at + len(name) :]):
                yield Candidate(match.start() + at, match.start() + at + len(name), name, "GovernmentBody")


@lru_cache(maxsize=1)
def _abroad_pattern() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in countries()), key=len, reverse=True))
    return re.compile(
        rf"(?P<name>(?P<country>{names})(?P<state>国の?|共和国の?|王国の?|の(?=[{KATAKANA}]+(?:州|省)))?(?P<region>[{KATAKANA}・]{{2,14}}(?:{_FOREIGN_UNITS}))?"
        rf"(?P<government>(?:人民)?政府|人民委員会|[{KANJI}]{{2,8}}(?:省|庁|局|機構|公社))?){_END}"
    )


def _abroad(text: str) -> Iterator[Candidate]:
    for match in _abroad_pattern().finditer(text):
        if match["region"] or match["government"]:
            code = countries()[match["country"]]
            yield Candidate(match.start(), match.end(), match["name"], "GovernmentBody", country=code)
            if match["region"]:
                bare = match["region"] + (match["government"] or "")
                yield Candidate(match.start("region"), match.end(), bare, "GovernmentBody", country=code)
    bare = rf"(?<![{KATAKANA}国])[{KATAKANA}]{{3,12}}(?:(?:省|州)(?:政府)?|(?:県|市|郡)政府){_END}"
    for match in re.finditer(bare, text):
        yield Candidate(match.start(), match.end(), match.group(), "GovernmentBody", foreign=True)
