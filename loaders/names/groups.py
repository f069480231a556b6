"""Classes of bodies in a text (県内企業, 地域金融機関, 市町): nouns of kinds of bodies that stand for no single one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.names.candidate import KANJI, KATAKANA, Candidate

_WORD = rf"[{KANJI}{KATAKANA}A-Za-z0-9&]"
_CLASS = (
    r"企業群|企業|事業者|メーカー|ベンダー|金融機関|支援機関|研究機関|関係機関|教育機関|医療機関|試験研究機関|行政機関|専門機関|公設試|機関|大学等|大学|"
    r"関係団体|経済団体|商工団体|業界団体|団体|市町村|市町|自治体|公共団体|農業者|生産者|事業所|法人|農協|漁協|組合|ベンチャー|スタートアップ|産業界|"
    r"経済界|行政|商店街|工場|研究開発グループ|研究グループ|高専|高校|病院|学校|関係者団体|推進組織|研究会|協議会|商工会議所|スタジオ|サプライヤー"
)
# Behind the noun of a class nothing may stand that makes a compound of it (企業誘致, 企業間, 大学生).
_BEHIND = rf"(?=(?:等|など)?(?:$|及び|並びに|[^{KANJI}{KATAKANA}A-Za-z0-9&]|約|[0-9]|側|等))"
_FOUND = re.compile(rf"(?P<name>{_WORD}*?(?:{_CLASS})){_BEHIND}")
_PHRASE = re.compile(
    rf"(?<!{_WORD})(?P<phrase>(?:{_WORD}{{2,}}の)?{_WORD}{{2,16}}(?:に対応した|を有する|を担う|沿岸の|関連分野の|分野の(?=企業))(?:{_CLASS}|コンビナート企業|研究開発推進組織)){_BEHIND}"
    rf"|(?<!{_WORD})(?P<fields>(?:{_WORD}|[・、]){{2,30}}関連分野の(?:協議会|研究会)){_BEHIND}"
)
_LEADING = re.compile(r"^(?:うち|また|各|当該|同|その他|他の|約)+")
# Nouns that alone say too little to be a class of their own.
_BARE = frozenset(
    [
        "企業",
        "関連企業",
        "支援機関",
        "新規企業",
        "当該企業",
        "参加企業",
        "会員企業",
        "機関",
        "団体",
        "法人",
        "事業所",
        "工場",
        "組合",
        "病院",
        "学校",
        "高校",
        "高専",
        "大学",
        "研究会",
        "協議会",
        "推進組織",
        "スタジオ",
        "大学等",
        "スタートアップ",
        "ベンチャー",
    ]
)


def groups(text: str) -> Iterator[Candidate]:
    """The classes of bodies that a plain text names, phrases (県内トップレベルの技術力を有する企業) before their nouns."""
    phrases = [match.span() for match in _PHRASE.finditer(text)]
    for start, end in phrases:
        yield Candidate(start, end, text[start:end], "OrganizationGroup")
    for match in _FOUND.finditer(text):
        start = match.start("name")
        name = match["name"]
        if any(first <= start and match.end("name") <= end for first, end in phrases):
            continue
        leading = _LEADING.match(name)
        if leading:
            start, name = start + leading.end(), name[leading.end() :]
        name = re.sub(r"等$", "", name)
        if not name or name in _BARE or re.search(r"間$", name):
            continue
        yield Candidate(start, start + len(name), name, "OrganizationGroup")
