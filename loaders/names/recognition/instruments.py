"""Instruments in a text: laws, plans, schemes, programmes, agreements, products that are called by a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.names.words import KANJI, KATAKANA

_WORD = rf"[{KANJI}{KATAKANA}A-Za-z0-9&・]"
_ENDINGS: tuple[tuple[str, str], ...] = (
    (r"(?:合意|協定|覚書|合意書|協定書|宣言|憲章|契約)", "agreement"),
    (r"(?<![方手技療工用製司作戦寸文魔兵])(?:法|法律|条例|規則|政令|省令)", "law"),
    (r"(?:制度|補助金|助成金|交付金|奨励金|給付金|基金|ファンド|税制|認定|認証|表彰|制)", "scheme"),
    (r"(?:計画|構想|戦略|ビジョン|プラン|方針|指針|大綱|ロードマップ|アクションプログラム|ガイドライン)", "plan"),
    (
        r"(?:事業|プログラム|プロジェクト|カレッジ|塾|アカデミー|スクール|コンテスト|キャンペーン|講座|ゼミ|"
        r"キャンプ|研修|フェア|フェスタ|見本市|展)", "programme"),
    (r"(?:システム|アプリ|サイト|ポータル|シリーズ|ブランド)", "product"),
    (r"(?:施設|団地|公園|ビル|会館|プラザ)", "facility"),
)  # fmt: skip
_KINDS = tuple((re.compile(rf".*(?:{ending})$"), kind) for ending, kind in _ENDINGS)
_QUOTED = re.compile(
    r"[「『](?P<name>[^「」『』]{2,60}?)(?P<end>\(?[~〜～][^」』)]*\)?)?[」』](?P<after>\((?:[~〜～][^)]*|[^()]{3,16}まで)\))?"
)
_BEHIND = rf"(?=$|[^{KANJI}{KATAKANA}A-Za-z0-9&]|等|活用|承認|認定|策定|推進|締結|運用|創設|改正|制定|実施)"
_PRODUCT_WORD = re.compile(
    r"(?:機|装置|製品|商品|ロボット|システム|アプリ|ブランド|シリーズ|サービス|サイト|ドローン|ポータル)$"
)
_LAW = re.compile(
    rf"(?P<name>[{KANJI}{KATAKANA}]{{2,20}}(?:(?<![方手技療工用製司作寸文商])(?:法|条例)(?=$|に|の|等|、|及|と|を|・|\)|第)|(?<![方手])法(?=に基づ|の規定)))"
)
_SCHEME = re.compile(
    rf"(?P<name>(?:(?<![ぁ-ん{KANJI}])[ぁ-ん]{{2,5}})?{_WORD}{{2,20}}(?:制度|補助金|助成金|交付金|奨励金|基金|料金制)){_BEHIND}"
)
_NEXT = re.compile(rf"(?P<name>次期{_WORD}{{0,12}}(?:計画|戦略|ビジョン|構想|プラン))(?=$|[^{KANJI}{KATAKANA}])")
_PLAN = re.compile(rf"(?P<name>{_WORD}{{4,24}}(?:計画|戦略|ビジョン|構想|基本方針|プラン)){_BEHIND}")
_PARTIES = re.compile(r"(?P<name>[0-9一二三四五六七八九十]{1,3}者(?:間)?(?:包括)?(?:連携)?(?:合意|協定))")
_COLLEGE = re.compile(rf"(?P<name>[A-Za-z0-9&{KATAKANA}]{{2,14}}(?:カレッジ|アカデミー|スクール)){_BEHIND}")
# A phrase that names an agreement or project by its object: "…に係る取組の推進に関する覚書の締結".
_PHRASE = re.compile(
    r"(?:^[-・●]*|[、]|による|に基づく|[」』](?!による))(?P<name>(?!による)[^、。「」『』]{6,80}?(?:に関する|に係る)[^、。「」『』に]{0,12}?(?P<end>覚書|協定|合意|事業))(?=の(?:締結|採択|実施|調印|着手|開始)|を(?:締結|調印|結[びん]|交わ))"
)
_GENERAL = re.compile(
    r"^(?:各種|新た?な?|既存|独自|県独自|優遇|支援|補助|助成|融資|教育|社会保障|保険|年金|都市|事業|経営|次期|中期|長期|今後|実施|行動|基本|総合|国の?|県の?|市の?|販売|広報|誘致|成長|開発|産業|企業|知財|営業|輸出)*"
    r"(?:支援|優遇|補助|助成|融資|認定|認証|表彰)?(?:制度|補助金|助成金|交付金|基金|計画|戦略|ビジョン|構想|方針|基本方針|プラン|事業計画|基本計画|実行計画|行動計画|料金制)$"
)


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument found in a plain text: its span, name and kind; ``until`` is what is printed of its end."""

    start: int
    end: int
    name: str
    kind: str
    until: str = ""


def kind_of_instrument(name: str) -> str | None:
    """The kind (local name of the controlled term) that a name's ending tells, or None."""
    bare = re.sub(r"\([^()]*\)$", "", name)
    return next((kind for pattern, kind in _KINDS if pattern.match(bare)), None)


def instruments(text: str, plans_own: frozenset[str] = frozenset()) -> Iterator[NamedInstrument]:
    """The instruments that a plain text names. ``plans_own`` are names that are projects of the plan, or itself."""
    taken: list[tuple[int, int]] = []
    for found in (*_quoted(text), *_unquoted(text)):
        if found.name in plans_own or any(start < found.end and found.start < end for start, end in taken):
            continue
        taken.append((found.start, found.end))
        yield found


def _quoted(text: str) -> Iterator[NamedInstrument]:
    for match in _QUOTED.finditer(text):
        name = re.sub(r"\(仮称\)", "", match["name"]).strip()
        word = _PRODUCT_WORD.search(text[: match.start()])
        kind = "product" if word else kind_of_instrument(name)
        if kind and kind != "facility":
            yield NamedInstrument(match.start(), match.end(), name, kind, match["end"] or match["after"] or "")


def _unquoted(text: str) -> Iterator[NamedInstrument]:
    for match in _NEXT.finditer(text):
        yield NamedInstrument(match.start(), match.end(), match["name"], "plan")
    for pattern, kind in (
        (_PARTIES, "agreement"),
        (_LAW, "law"),
        (_COLLEGE, "programme"),
        (_PHRASE, ""),
        (_SCHEME, "scheme"),
        (_PLAN, "plan"),
    ):
        for match in pattern.finditer(text):
            name, start = _trimmed(match["name"], match.start("name"))
            if len(name) < 3 or _GENERAL.match(name) or (kind == "plan" and len(name) < 7):
                continue
            told = kind or ("programme" if match["end"] == "事業" else "agreement")
            yield NamedInstrument(start, start + len(name), name, told)


def _trimmed(name: str, start: int) -> tuple[str, int]:
    lead = re.match(r"^(?:・|各|同|現行の?|次期|当該|新たな)+", name)
    return (name[lead.end() :], start + lead.end()) if lead else (name, start)
