"""Figures stated in running Japanese text: a number with its unit, how it is meant, and where it stands.

Numbers that state nothing are none: dates, durations, ordinals (第2回), names (「10か年計画」, 5G, 6者合意), figures
of speech (100年に一度), bases of rates (1人当たり), and limits that define a class (65歳以上の人口). What a table cell
holds is read by ``loaders.text.japanese``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.text.dates import aligned, dates_in
from loaders.text.japanese import compound_value

_UNITS = (
    "パーセント % ポイント 倍 割 位 件 社 軒 者 人 名 団体 機関 法人 施設 設備 箇所 個所 か所 カ所 ヵ所 ヶ所 "
    "ケ所 か国 カ国 ヵ国 ヶ国 ケ国 市町村 市町 校 大学 台 両 隻 機 基 本 個 回 品目 種類 品種 製品 商品 点 "
    "棟 戸 世帯 区画 団地 工場 拠点 店舗 店 事業所 事業者 事業 企業 案件 テーマ プロジェクト グループ チーム "
    "講座 コース 取組 円 ドル ユーロ ヘクタール ha 平方メートル 平方キロメートル 立方メートル キロメートル "
    "メートル ㎡ ㎥ ㎢ ㎞ km2 km m2 m3 m トン t kg グラム kWh MWh GWh kW MW GW キロワット メガワット kL "
    "キロリットル リットル kl TEU バレル Gbps Mbps ℃ 度 歳 時間 分 秒 年 便 路線 航路 頭 羽 尾 株 枚 冊 室 "
    "席 床 泊 人泊 人分 人時 作品 曲 箱 袋 区間 車線 回線 システム ライン 系統 港 駅 万"
)
# Counters that may stand behind a number in Japanese signs; before others, such signs are parts of words (一部, 九州).
_SPOKEN = (
    "割 社 人 件 名 校 台 倍 位 箇所 か所 カ所 ヶ所 円 団体 事業所 店舗 店 戸 軒 世帯 ヘクタール トン "
    "パーセント 隻 棟 基 企業 キロメートル 歳"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MIXED = rf"(?:(?:{_DIGITS})\s*[兆億万千百]+\s*)+(?:(?:{_DIGITS})\s*)?|(?:{_DIGITS})\s*"
_SIGNS = "〇一二三四五六七八九"
_KANJI = rf"[{_SIGNS}十百千万億兆]+"
_ABOUT = r"約|およそ|おおよそ|概ね|おおむね|ほぼ|推計"
_BEFORE = rf"(?P<about>(?:{_ABOUT})\s*)?(?P<sign>[△▲]\s*)?"
_AFTER = (
    r"(?P<after>(?:\s*(?:以上|以下|以内|未満|超|余り|余|あまり|程度|前後|近く|強|弱|ほど|台(?=[がはをのに、。で])))?)"
)
_PER = r"(?:/\s*(?:人日|人|年度|年|月|日|時間|時|社|ha|回|件|[a-zA-Z]{1,3}))?(?:-CO2)?"


def _one_of(units: str) -> str:
    return "|".join(re.escape(unit) for unit in sorted(units.split(), key=len, reverse=True))


_FIGURE = re.compile(
    rf"{_BEFORE}(?<![\d.,A-Za-z第])(?:(?P<mixed>{_MIXED})(?P<odd>余り?)?(?P<unit>(?:{_one_of(_UNITS)}){_PER})(?![a-zA-Z])"
    rf"|(?P<kanji>{_KANJI})(?P<kanji_odd>余り?)?(?P<kanji_unit>{_one_of(_SPOKEN)})){_AFTER}"
)
_RANGE = re.compile(rf"(?<![\d.,])(?P<low>{_DIGITS})\s*(?P<scale>[兆億万千百]*)\s*(?P<unit>%|割)?\s*[~〜]\s*(?=\d)")
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|<[^<>]*>|https?://\S+")
# What behind or before a number tells that it counts nothing here.
_NO_FIGURE_AFTER = re.compile(
    r"目(?!標)|当たり|あたり|ごと|毎|に(?:1|一)(?:度|人|社)|分の|次|間連携|者?(?:合意|協定|連携協定|覚書)|つ|計画|代"
)
_LIMITING = re.compile(r"の(?:人口|高齢者|者|方|人|企業|事業所|事業者|男女|世帯|女性|男性|割合|児童|若者)")
_STAFF = re.compile(r"(?:従業[員者](?:数)?|資本金|常用労働者)(?:が|の)?\s*$")
_DURATIONS = frozenset({"年", "時間", "分", "秒", "度"})
_NEVER = frozenset({"万"})
_WORD_AFTER = {
    "人": re.compile(r"材|口|々|工|数|手(?!不)"), "社": re.compile(r"会|員"), "本": re.compile(r"部|社|県|市|格|柱"),
    "者": re.compile(r"数"), "位": re.compile(r"置"), "回": re.compile(r"線(?!で)|復"), "機": re.compile(r"能|械"),
    "店": re.compile(r"頭"), "名": re.compile(r"称"), "点": re.compile(r"検|在|字"), "事業": re.compile(r"化|部"),
    "基": re.compile(r"本|礎|盤"), "個": re.compile(r"別|人"), "大学": re.compile(r"生|院"), "割": re.compile(r"合|引"),
    "台": re.compile(r"風"), "港": re.compile(r"湾"), "戸": re.compile(r"建"),
    "企業": re.compile(r"化"), "機関": re.compile("車"),
}  # fmt: skip
_OVER = re.compile(r"\s*(?:[((][^()()]{0,20}[))])?\s*を\s*(?:大きく|大幅に|はるかに)?\s*(?:超え|上回|突破)")
_UNDER = re.compile(r"\s*(?:を\s*(?:大きく|大幅に)?\s*(?:下回|切)|に\s*(?:も|は)?\s*満た)")
_AT_LEAST, _AT_MOST = ("以上", "超"), ("以下", "以内", "未満")
_LISTED = re.compile(r"[、・,]")


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure at ``start``–``end`` of a text: ``value`` in ``unit`` as printed, its ``comparator``, and its words.

    ``comparator`` is ``equal``, ``atLeast``, ``atMost`` or ``approximately``; ``text`` is what is printed, 約 and 以上
    included. Both ends of a range are figures (at least, at most) of the range's words.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    comparator: str
    text: str


def figures_in(text: str) -> tuple[FigureMention, ...]:
    """The figures of a text in their order; ``text`` may be raw or normalised, positions are those of ``text``."""
    words = aligned(text)
    taken = [*((each.start, each.end) for each in dates_in(text)), *(each.span() for each in _QUOTED.finditer(words))]
    found: list[FigureMention] = []
    for match in _FIGURE.finditer(words):
        number = match["mixed"] or match["kanji"]
        unit = match["unit"] or match["kanji_unit"]
        place = match.start("mixed") if match["mixed"] else match.start("kanji")
        if any(first < match.end() and place < last for first, last in taken) or not _states(words, match, unit):
            continue
        value, scale = compound_value(number) if match["mixed"] else _spoken(number)
        if match["sign"]:
            value = -value
        end = match.end()
        low = next((each for each in _RANGE.finditer(words) if each.end() == place), None)
        if low:
            start = low.start()
            bound = compound_value(low["low"] + (low["scale"] or ""))[0]
            found.append(FigureMention(start, end, bound, scale + unit, "atLeast", text[start:end].strip()))
            found.append(FigureMention(start, end, value, scale + unit, "atMost", text[start:end].strip()))
            continue
        found.append(
            FigureMention(
                match.start(), end, value, scale + unit, _comparator(words, match), text[match.start() : end].strip()
            )
        )
    return tuple(found)


def _states(words: str, match: re.Match[str], unit: str) -> bool:
    """Whether a number with a unit states a quantity."""
    number = match["mixed"] or match["kanji"]
    place = match.start("mixed") if match["mixed"] else match.start("kanji")
    unit_end = match.end("unit") if match["unit"] else match.end("kanji_unit")
    before, after = words[:place], words[unit_end:]
    if re.search(r"[\d十百千万](?:社|人|件|校|世帯|戸|台)に$", before):
        return False  # 10社に1社
    if before.rstrip().endswith(("第", "No.", "NO.", "トップ", "ベスト")) or _NO_FIGURE_AFTER.match(after):
        return False
    if (other := _WORD_AFTER.get(unit)) and other.match(after):
        return False
    if unit in _NEVER or (unit in _DURATIONS and not _measured(words, match, unit)):
        return False
    if match["kanji"] and re.match(rf"[{_SIGNS}十百千万]", after):
        return False  # 二人三脚, 三位一体
    if match["kanji"] and (number in "一百千万" and not (match["kanji_odd"] or match["after"] or match["about"])):
        return False
    limit = match["after"].strip() in ("以上", "以下", "未満", "超", "以内")
    if limit and (_STAFF.search(before) or (unit == "歳" and _LIMITING.match(words[match.end() :]))):
        return False
    if unit == "歳" and (limit or after.startswith(("を超", "から", "まで", "代"))):
        return False
    return not _counts_a_list(before, number, unit)


def _measured(words: str, match: re.Match[str], unit: str) -> bool:
    """Whether a span of time is told as a result: with a decimal, or of what is called a time or a life."""
    before, after = words[: match.start()], words[match.end("unit") if match["unit"] else match.end() :]
    if "." in (match["mixed"] or "") and unit == "年":
        return True
    if unit == "度":
        return "." in (match["mixed"] or "")
    if unit == "年" or after.startswith(("以内", "体制", "間")):
        return bool(unit != "年" and after.startswith("以内") and re.search(r"時間[はがを]?[^、。]{0,6}$", before))
    if unit == "時間" and match["mixed"] == "24":
        return False  # round the clock
    return bool(
        re.search(r"(?:時間|所要|待ち|平均)[はがを]?[^、。]{0,8}$", before) or re.match(r"[^、。]{0,4}短縮", after)
    )


def _counts_a_list(before: str, number: str, unit: str) -> bool:
    """Whether a small number sums up the names printed before it (A、B及びCの3社), or a firm group of parties (6者)."""
    if not number.strip().isdecimal() and number not in _SIGNS:
        return False
    count = int(number) if number.strip().isdecimal() else _SIGNS.index(number)
    if unit == "者" and count <= 20:
        return True
    if count > 20 or not re.search(r"(?:の|など|等|、)\s*(?:計|合計|以上)?\s*$", before):
        return False
    clause = re.split(r"。|[しりてで]、", before)[-1]
    return len(_LISTED.findall(clause)) + len(re.findall("及び|並びに|と(?=[^、]{2,20}の)", clause)) >= count - 1 >= 1


def _comparator(words: str, match: re.Match[str]) -> str:
    after = match["after"].strip()
    rest = words[match.end() :]
    if after in _AT_LEAST or _OVER.match(rest):
        return "atLeast"
    if after in _AT_MOST or _UNDER.match(rest):
        return "atMost"
    odd = match["odd"] or match["kanji_odd"] or match["about"]
    return "approximately" if after or odd else "equal"


def _spoken(number: str) -> tuple[Decimal, str]:
    """A number in Japanese signs, and its greatest sign from 万 on: 二万三千 is (2.3, 万), 九百 is (900, "")."""
    for scale, worth in (("兆", 10**12), ("億", 10**8), ("万", 10**4)):
        if scale in number:
            return Decimal(_worth(number)) / worth, scale
    return Decimal(_worth(number)), ""


def _worth(number: str) -> int:
    for scale, worth in (("兆", 10**12), ("億", 10**8), ("万", 10**4)):
        high, found, low = number.partition(scale)
        if found:
            return _worth(high or "一") * worth + _worth(low)
    total = 0
    rest = number
    for scale, worth in (("千", 1000), ("百", 100), ("十", 10)):
        high, found, low = rest.partition(scale)
        if found:
            total, rest = total + (_plain(high) or 1) * worth, low
    return total + _plain(rest)


def _plain(signs: str) -> int:
    return int("".join(str(_SIGNS.index(sign)) for sign in signs) or 0) if all(s in _SIGNS for s in signs) else 0
