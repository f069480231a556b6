"""What happened, in the words of a plan: verbs and nouns of happening, and whether a date belongs to one."""

from __future__ import annotations

import re

# What founds, joins, signs, opens, builds: an event whatever is counted beside it.
_FOUNDING = (
    "設置 設立 創設 新設 開設 開所 開業 開館 開校 開講 開学 開港 開園 開通 開店 発足 結成 立ち上げ 立上げ "
    "立上 締結 調印 署名 策定 改定 改訂 制定 施行 公布 着工 起工 竣工 完成 完工 建設 増設 新築 改築 移転 "
    "移管 改組 改称 統合 合併 再編 稼働 操業 供用 就航 進出 宣言 表明 加盟 解散 廃止 閉鎖 撤退 打上げ "
    "打ち上げ 誕生 発生 被災 移行 承継 譲渡 編入 就任 提携 合意 竣功"
)
# What is done, and as often counted: where a year tells of so and so many, it is a figure and no event.
_DOING = (
    "採択 認定 指定 選定 選出 登録 認証 認可 許可 承認 着手 完了 整備 派遣 招聘 招へい 受入れ 受け入れ 訪問 "
    "来訪 視察 開催 実施 実証 試験 導入 発売 販売 発表 公表 公開 受賞 加入 参画 参加 誘致 立地 決定 取得 "
    "出資 設定 開始 スタート 交付 委嘱 募集 公募 採用 配備 配置 構築 作成 取りまとめ 出展 寄贈 寄附 答申 "
    "提言 提出 申請 出願 改修 更新 運行 運用 提供 創出 協定 覚書 可決 成立 議決"
)
_VERBS = (
    r"結(?:ん|び|ば)|開(?:い|か|き|く)|行(?:っ|わ|い|う)|迎え|始(?:め|ま)|選ばれ|流され|引き継|譲り受け|生まれ|作っ|設け|設えた|まとめ"
    r"|建て|植え|招い|招か|送(?:り|っ)|訪れ|移(?:し|っ|り)|加わ|受け入れ|改め|閉じ|起こ|起き|見舞われ|完了し|終え"
)
_FOUNDED = re.compile("|".join(re.escape(word) for word in _FOUNDING.split()))
_DONE = re.compile("|".join(re.escape(word) for word in _DOING.split()))
_DID = re.compile(_VERBS)
_SIGNED = re.compile("締結|調印|署名|合意|協定を結|覚書を結|結(?:ん|び)")
_NO_EVENT = re.compile(r"^(?:度|版|の?(?:国勢)?調査|統計|白書|推計|実績|現在|時点|末時点|末現在|比|並み|度比|産|物)")
_EXPIRY = re.compile(r"(?:計画期間|期間|期限|任期|年限|目標年次?)[^、。]{0,12}$")
_DISASTER = re.compile(r"^の[^、。はがを]{0,12}(?:豪雨|地震|震災|台風|水害|災害|噴火|万博|博覧会|大会|サミット|火災)")
_PLANNED = re.compile(r"予定|見込|計画(?:し|する|中|さ)|目指|めざ|目途|目処|目標|構想(?:し|中)|までに")
_TO_COME = re.compile(r"(?:[^すた]する|開く|始める|始まる|築く|される|迎える|行う|設ける|結ぶ|建てる|移す|移る|なる)$")


# "…に結成した「…」では": the happening is told of a thing, and what follows is told of that thing alone.
_RELATIVE = re.compile(
    r"(?:した|された|する|される|った|んだ|いた|きた|れた|めた|けた|えた|べた|せた)(?P<head>"
    r"(?:[^、。「」はがをにへとでのも]*[「『][^」』]*[」』](?:\([^()]*\))?|[一-龥々ァ-ヶーA-Za-z0-9&・]{2,40})"
    r"(?=(?:では|には|とは|は|が|を|に|と|で|の|も|や|、|及び|による|における|について))"
    r"|[^、。「」()]{2,40}?(?=(?:では|には|とは|は|が|を)(?:、|[^ぁ-ん]))"
    r")"
)


def action(words: str) -> str:
    """The first happening that words tell of (設置, 締結, …); empty for none. A signing is always 締結."""
    if _SIGNED.search(words):
        return "締結"
    found = _FOUNDED.search(words) or _DONE.search(words) or _DID.search(words)
    return found.group() if found else ""


def founds(words: str) -> bool:
    """Whether words tell of a founding, signing or opening, which is an event even beside a figure."""
    return bool(_FOUNDED.search(words) or _SIGNED.search(words))


def dates_no_event(behind: str, before: str) -> bool:
    """Whether a date with these words around it dates a survey, an edition, a state or an end of validity."""
    if is_disaster(behind):
        return False
    return bool(_NO_EVENT.match(behind) or behind.startswith("の") or _EXPIRY.search(before))


def is_disaster(behind: str) -> bool:
    """Whether a date with these words behind it is that of a calamity or a great meeting (令和2年の豪雨)."""
    return bool(_DISASTER.match(behind))


def told_of(behind: str) -> int | None:
    """Where the thing ends of which a happening behind a date is told (結成した「…」では); None where none is."""
    match = _RELATIVE.search(behind)
    if not match or not action(behind[: match.start("head")]) or re.search(r"[、。]", behind[: match.start()]):
        return None
    return match.end("head")


def is_planned(words: str) -> bool:
    """Whether the words of a clause, from its date on, tell of something to come."""
    return bool(_PLANNED.search(words) or _TO_COME.search(re.sub(r"[。．\s]+$", "", words)))
