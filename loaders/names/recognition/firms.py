"""Companies with their plants, and universities with their units, in a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.names.candidate import Candidate
from loaders.names.kinds import kind_of_name
from loaders.names.recognition.general import is_general
from loaders.names.words import BEHIND, KANJI, KATAKANA, WORD

_FORM = r"(?:株式会社|有限会社|合同会社|\((?:株|有|同)\))"
_SITES = "工場|製造所|製油所|製鉄所|事業所|支店|支社|営業所|発電所|研究所|本社|センター"
_TITLES = r"代表|取締役|会長|社長|専務|常務|執行|工場長|支店長|理事|参与|所長"
# Ends of company names that are hardly general nouns; before them at least two characters of a name must stand.
_FIRM = re.compile(
    rf"(?<![{KANJI}{KATAKANA}A-Za-z0-9&])(?P<firm>{WORD}{{2,12}}?(?:製薬|製作所|電機|電器|重工業?|乳業|酒造|製鋼所?|鉄工所?|造船|精機|精工|機工|紡績|"
    rf"ホールディングス|テキスタイル|ロジスティクス|海運|薬品工業|化学工業))(?P<site>{WORD}{{1,8}}(?:工場|造船所|製造所|事業所|研究所))?{BEHIND}"
)
_COMPANY = re.compile(
    rf"{_FORM}(?P<behind>(?:[ぁ-ん]{{2,6}}(?={WORD}))?(?:(?!{_TITLES}|及び|並びに|等)(?:{WORD}|・)){{1,20}}?)(?={_FORM}|{_TITLES}|及び|並びに|等|$|[^{KANJI}{KATAKANA}A-Za-z0-9&ー・])"
    rf"|(?P<before>(?:(?<![ぁ-ん一-龥ァ-ヴーA-Za-z])[ぁ-ん]{{2,6}})?(?:{WORD}|(?<={WORD})・){{1,20}}){_FORM}(?P<site>(?:(?!{_TITLES}){WORD}){{1,10}}?(?:{_SITES}){BEHIND})?"
)
_UNIVERSITY = re.compile(
    rf"(?:国立大学法人|公立大学法人|学校法人)?(?P<university>{WORD}{{1,10}}?大学)(?!校|生|等|教授|間|発)"
    rf"(?P<units>(?:大学院)?(?:{WORD}|[・]){{0,20}}?(?:学部|研究科|学府|学環|センター|研究所|研究機構|機構|病院|講座|ラボ))?{BEHIND}"
)


def companies(text: str) -> Iterator[Candidate]:
    """Companies with a legal form, and their plants and branches."""
    for match in _COMPANY.finditer(text):
        if match["site"]:
            yield Candidate(match.start(), match.end(), match.group(), "Site")
        owner = match.start("site") if match["site"] else match.end()
        yield Candidate(
            match.start(), owner, text[match.start() : owner], kind_of_name(text[match.start() : owner]) or "Company"
        )


def firms(text: str) -> Iterator[Candidate]:
    """Companies whose names end as hardly anything else does."""
    for match in _FIRM.finditer(text):
        if match["site"]:
            yield Candidate(match.start(), match.end(), match.group(), "Site")
        yield Candidate(match.start(), match.end("firm"), match["firm"], "Company")


def universities(text: str) -> Iterator[Candidate]:
    """Universities, and their faculties, centres and chairs."""
    for match in _UNIVERSITY.finditer(text):
        start, end = match.span("university")
        if is_general(match["university"], "University") or match["university"].endswith(("各大学", "理系大学")):
            continue
        if match["units"]:
            yield Candidate(match.start(), match.end(), match.group(), "UniversityUnit")
        yield Candidate(start, end, match["university"], "University")
