"""Where bodies are named in a text: quoted names, names that end in a kind word, companies, universities with units.

All functions work on plain texts (``loaders.names.plain``). A *candidate* is a span with the name as it stands there;
whether two candidates are one body is decided later, for the whole document (``loaders.names.identity``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from loaders.names.candidate import KANJI, KATAKANA, Candidate
from loaders.names.governments import governments
from loaders.names.kinds import kind_of_name, kind_of_word

_WORD = rf"[{KANJI}{KATAKANA}A-Za-z0-9&]"
_FORM = r"(?:株式会社|有限会社|合同会社|\((?:株|有|同)\))"
# Hiragana that open a text or a clause without being part of a name.
_FUNCTION = frozenset(
    [
        "また",
        "さらに",
        "この",
        "その",
        "これ",
        "これら",
        "それ",
        "あわせて",
        "すべて",
        "とともに",
        "および",
        "ならびに",
        "または",
        "もしくは",
        "なお",
        "ただし",
        "しかし",
        "こうした",
        "そのほか",
        "このため",
        "ため",
        "ほか",
        "うち",
        "とりわけ",
        "いわゆる",
        "まず",
        "つぎに",
        "より",
        "から",
        "まで",
        "など",
        "による",
        "における",
        "として",
        "とする",
        "をはじめ",
        "ほぼ",
        "およそ",
        "きめ",
        "いち",
        "ともに",
        "こと",
        "もの",
        "ところ",
        "さまざま",
        "あらゆる",
        "たな",
        "かつ",
        "しつつ",
        "において",
        "に",
        "を",
        "が",
        "は",
        "の",
        "と",
        "へ",
        "で",
        "も",
        "や",
    ]
)
# What may stand right behind a name although it is no particle: "…ネットワーク会員", "…チーム等".
_BEHIND = (
    r"(?=$|[^一-龥々ヶ〇ァ-ヴーA-Za-z0-9&]|及び|並びに|等|内(?!閣)|側|間の|会員|運営|主催|設置|設立|開催|結成|発足|創設|参加|参画|加盟|関係者|職員|"
    r"代表|所属|所有|在籍|構成|事務局|主導|提供|作成|認定|実施|連携|調べ|資料)"
)
_PROPER_ENDINGS = (
    "人材バンク|人財バンク|信用金庫|信用組合|労働金庫|公庫|高等専門学校|工業高専|高専|大学校|専門学校|高等技術専門校|技術専門校|専門校|高等学校|"
    "商工会議所|漁協|農協|森林組合|商工会連合会|商工会|同友会|連合会|協会|組合|連盟|大学院?|短期大学|医学部|学部|研究科|講座|支援センター|試験場|研究所|研究センター|センター|"
    "研究機構|財団|機構|公社|事業団|ラボラトリー?|ラボ|プラットフォーム|クラスター|部会|分科会|ネットワーク|コンソーシアム|アライアンス|研究会|勉強会|チーム|"
    "タスクフォース|ワーキンググループ|協議会|推進会議|会議|本部|拠点施設|造船所|委員会|審議会|懇話会|懇談会|連絡会|検討会|フォーラム|期成会|銀行|金庫"
)
_ENDED = re.compile(rf"(?:{_PROPER_ENDINGS}){_BEHIND}")
_QUOTED = re.compile(r"[「『](?P<name>[^「」『』]{2,60})[」』]")
_PROVISIONAL = re.compile(r"\s*\(仮称\)\s*")
_SITES = "工場|製造所|製油所|製鉄所|事業所|支店|支社|営業所|発電所|研究所|本社|センター"
_TITLES = r"代表|取締役|会長|社長|専務|常務|執行|工場長|支店長|理事|参与|所長"
# Ends of company names that are hardly general nouns; before them at least two characters of a name must stand.
_FIRM = re.compile(
    rf"(?<![{KANJI}{KATAKANA}A-Za-z0-9&])(?P<firm>{_WORD}{{2,12}}?(?:製薬|製作所|電機|電器|重工業?|乳業|酒造|製鋼所?|鉄工所?|造船|精機|精工|機工|紡績|"
    rf"ホールディングス|テキスタイル|ロジスティクス|海運|薬品工業|化学工業))(?P<site>{_WORD}{{1,8}}(?:工場|造船所|製造所|事業所|研究所))?{_BEHIND}"
)
_COMPANY = re.compile(
    rf"{_FORM}(?P<behind>(?:(?!{_TITLES}){_WORD}){{1,20}}?)(?={_FORM}|{_TITLES}|$|[^{KANJI}{KATAKANA}A-Za-z0-9&ー])"
    rf"|(?P<before>{_WORD}{{1,20}}){_FORM}(?P<site>(?:(?!{_TITLES}){_WORD}){{1,10}}?(?:{_SITES}){_BEHIND})?"
)
_UNIVERSITY = re.compile(
    rf"(?:国立大学法人|公立大学法人|学校法人)?(?P<university>{_WORD}{{1,10}}?大学)(?!校|生|等|教授|間|発)"
    rf"(?P<units>(?:大学院)?(?:{_WORD}|[・]){{0,20}}?(?:学部|研究科|学府|学環|センター|研究所|研究機構|機構|病院|講座|ラボ))?{_BEHIND}"
)
_GENERIC = frozenset(
    [
        "データ",
        "コール",
        "物流",
        "配送",
        "流通",
        "研究",
        "研修",
        "商業",
        "ショッピング",
        "給食",
        "支援",
        "活動",
        "情報",
        "人材育成",
        "人材",
        "技術",
        "生産",
        "製造",
        "開発",
        "販売",
        "交流",
        "サポート",
        "相談",
        "保健",
        "福祉",
        "防災",
        "環境",
        "地域",
        "産業",
        "企業",
        "関係",
        "関連",
        "共同",
        "合同",
        "同",
        "各",
        "当該",
        "既存",
        "複数",
        "地元",
        "県内",
        "市内",
        "町内",
        "国内",
        "海外",
        "民間",
        "公的",
        "公設",
        "産学公",
        "産学官",
        "産学公金",
        "産学官金",
        "推進",
        "運営",
        "連携",
        "検討",
        "専門家",
        "有識者",
        "担当者",
        "実行",
        "実務者",
        "庁内",
        "部内",
        "社内",
        "全国",
        "国際",
        "プロジェクト",
        "推進プロジェクト",
        "総合",
        "中核",
        "拠点",
        "物流拠点",
        "広域",
        "人的",
        "社会",
        "情報通信",
        "通信",
        "ビジネス",
        "販路",
        "供給",
        "高速",
        "異業種",
        "官民",
        "対策",
        "災害対策",
        "医療",
        "介護",
        "大規模",
        "ローカル",
        "グローバル",
        "産業支援",
        "連絡",
        "創出",
        "育成",
        "実証",
        "試作",
        "経済",
        "商工",
        "農業",
        "漁業",
        "事業協同",
        "協同",
        "金融",
        "地方",
        "民間金融",
        "卒業",
        "高等",
        "小中",
        "国公私立",
        "理系",
        "県内外",
        "他",
        "協同事業",
        "若手",
        "女性",
    ]
)


def hiragana_prefixes(texts: Iterable[str]) -> frozenset[str]:
    """Hiragana words with which names of the document begin (やまぐち…): those that open a quoted name or a line."""
    opened = re.compile(rf"(?:^|[「『])(?P<word>[ぁ-ん]{{2,6}}?)(?=[{KANJI}{KATAKANA}A-Z])")
    found = {match["word"] for text in texts for match in opened.finditer(text)}
    return frozenset(
        word for word in found if word not in _FUNCTION and not re.search(r"[をがはにへ]$|する$|した$", word)
    )


def candidates(text: str, prefixes: Set[str]) -> tuple[Candidate, ...]:
    """The bodies that a plain text names, in order; names inside names come after the whole.

    ``prefixes`` are the document's hiragana words with which names begin.
    """
    found: list[Candidate] = []
    told = [
        *_quoted(text),
        *_companies(text),
        *_firms(text),
        *_universities(text),
        *governments(text),
        *_ended(text, prefixes),
    ]
    for candidate in sorted(told, key=lambda each: (each.start - each.end, not each.quoted)):  # the longest first
        around = [other for other in found if candidate.start < other.end and other.start < candidate.end]
        if all(_inside(candidate, other) and _part(candidate, other) for other in around):
            found.append(candidate)
    words = {each.start for each in found if each.by_word}
    found = [
        each for each in found if each.quoted or each.end not in words
    ]  # 実証プラットフォーム「…」 is its kind word
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _inside(inner: Candidate, outer: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _part(inner: Candidate, outer: Candidate) -> bool:
    """A name inside a longer one is named too where the longer one is a part of it (a faculty, a plant), or says its
    country before it."""
    if outer.country:
        return inner.country == outer.country and inner.end == outer.end
    return (
        inner.end < outer.end and outer.kind in ("UniversityUnit", "Site") and inner.kind in ("University", "Company")
    )


def _quoted(text: str) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(text):
        printed = match["name"]
        name = _PROVISIONAL.sub("", printed).strip()
        after = _PROVISIONAL.match(text, match.end())
        word = kind_of_word(text[: match.start()])
        kind = word or kind_of_name(name)
        if kind and (word or len(name) > 4) and (word or not _figure_of_speech(name, kind)):
            provisional = name != printed.strip() or bool(after)
            end = after.end() if after else match.end()
            yield Candidate(match.start(), end, name, kind, provisional, quoted=True, by_word=bool(word))


def _figure_of_speech(name: str, kind: str) -> bool:
    """「水素先進県」, 「止まらない港」: a region or a place in quotes is a slogan."""
    return kind == "GovernmentBody" or (
        kind == "Site" and bool(re.search(r"[ぁ-ん]", name)) and not name.endswith("拠点")
    )


def _companies(text: str) -> Iterator[Candidate]:
    for match in _COMPANY.finditer(text):
        if match["site"]:
            yield Candidate(match.start(), match.end(), match.group(), "Site")
        owner = match.start("site") if match["site"] else match.end()
        yield Candidate(
            match.start(), owner, text[match.start() : owner], kind_of_name(text[match.start() : owner]) or "Company"
        )


def _firms(text: str) -> Iterator[Candidate]:
    for match in _FIRM.finditer(text):
        if match["site"]:
            yield Candidate(match.start(), match.end(), match.group(), "Site")
        yield Candidate(match.start(), match.end("firm"), match["firm"], "Company")


def _universities(text: str) -> Iterator[Candidate]:
    for match in _UNIVERSITY.finditer(text):
        start, end = match.span("university")
        if is_general(match["university"], "University") or match["university"].endswith(("各大学", "理系大学")):
            continue
        if match["units"]:
            yield Candidate(match.start(), match.end(), match.group(), "UniversityUnit")
        yield Candidate(start, end, match["university"], "University")


def _ended(text: str, prefixes: Set[str]) -> Iterator[Candidate]:
    end = 0
    for match in _ENDED.finditer(text):
        start = _start_of_name(text, match.start(), prefixes)
        name = text[start : match.end()]
        kind = kind_of_name(name)
        after = _PROVISIONAL.match(text, match.end())
        # a team that members are said to make up is named by its general noun alone
        made_up = kind == "Team" and bool(re.search(r"(?:による|で構成(?:する|された|した)|から成る)$", text[:start]))
        if start < end or start == match.start() or kind is None or (is_general(name, kind) and not made_up):
            continue
        end = after.end() if after else match.end()
        yield Candidate(start, end, name, kind, bool(after))


def _start_of_name(text: str, at: int, prefixes: Set[str]) -> int:
    """How far a name reaches to the left of its ending: over words, ・ between words, and a hiragana beginning."""
    start = at
    while start > 0 and (re.match(_WORD, text[start - 1]) or (text[start - 1] == "・" and _joins(text, start - 1))):
        start -= 1
    inside = re.search(rf"{_WORD}[ぁ-ん]{{3,5}}$", text[:start])
    if (
        inside
        and start < at
        and not _FUNCTION & {inside.group()[1:]}
        and not re.search(r"[をがはにへのとでも]|[たるいくなうせしれりめけねてび]$|こと|ため", inside.group()[1:])
    ):
        return _start_of_name(text, inside.start() + 1, prefixes)
    opened = max((word for word in prefixes if text[:start].endswith(word)), key=len, default="")
    if opened:
        start -= len(opened)
    while start < at and text[start] in "・等各同":
        start += 1
    return start


def _joins(text: str, at: int) -> bool:
    """Whether a ・ joins two words of one name rather than two names: no body ends before it."""
    left = re.search(rf"{_WORD}+$", text[:at])
    return (
        bool(left)
        and kind_of_name(left.group()) is None
        and not re.search(r"(?:企業|者|機関|団体|国|大学|メーカー)$", left.group())
    )


def is_general(name: str, kind: str) -> bool:
    """True where a name is a general noun: nothing but general words stands before its ending."""
    ending = re.search(rf"(?:{_PROPER_ENDINGS}|拠点|工場|発電所|港|大学)$", name)
    specifier = name[: ending.start()] if ending else name
    rest = specifier
    while rest:
        word = max((each for each in _GENERIC if rest.startswith(each)), key=len, default="")
        if not word:
            break
        rest = rest[len(word) :].lstrip("・")
    if kind == "NetworkDivision":
        return specifier in ("", "専門", "作業", "各", "企画", "運営")
    if kind in ("Site",):
        return not rest or len(rest) < 2
    return not rest
