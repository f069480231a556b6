"""現状と課題: each bullet, note and paragraph of a section is a finding, under the heading that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.facts import Status, Term
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.bullets import bullet_sign, is_bullet, parts_of_joined
from loaders.text.lines import Line, folded

# Brackets that stand around headings inside a chapter; what stands in them governs the lines below.
_BRACKETED = re.compile(
    r"^[〔【［\[〈＜<《(（](?P<words>[^〕】］\]〉＞>》)）]{1,40})[〕】］\]〉＞>》)）]\s*(?P<rest>.*)$"
)
_BARE = re.compile(
    r"^[■◆●○◎□◇▼▽]?\s*(?:[(（]?(?:\d{1,2}|[ア-オア-ン]|[①-⑳])[)）.．]?\s*)?"
    r"(?P<words>(?:主な|これまでの)?(?:現状|課題|方向性|方向|今後)(?:(?:と|及び|・|、|の)(?:主な)?(?:現状|課題|方向性|方向|取組))*)(?:等|など)?[:：]?$"
)
_NOTE = re.compile(r"^(?:※|＊|\*|注\s*\d*[)）:：])\s*")
_SOURCE = re.compile(
    r"^[(（]?(?:資料|出典|出所|単位)\s*[:：]|^(?:図表?|表|写真)\s*\d|(?:推移|内訳|イメージ図?|概念図|グラフ)[)）]?$"
)
_SIGN = re.compile(r"^(?:[\s　]*[-－‐–・･•◦○◯●◎◇◆□▪▸➢➤✓⚫*▶►])+[ \t　]*")
_GOES_ON = re.compile(r"(?:[、,・のをにはがとでや]|及び|並びに|また|による|に係る|における)$")
_LEAD = re.compile(r"^[^\s、。]{1,14}(?:概要|目的|内容|趣旨|背景)[ 　]+")
_SENTENCE_END = re.compile(r"[。．」）)]$")
_OPEN, _CLOSE = "(（「『", ")）」』"
_JAPANESE = "ぁ-んァ-ヶ一-龥々ー"

# What a plan says it must, wants to or will do, at the end of a text, where Japanese says what a sentence is.
_DEMAND = re.compile(
    r"(?:必要|重要|不可欠|肝要|急務|大切|望ましい)(?:で(?:は)?ある|がある|だ|となる|となっている|性が高まっている)?$"
    r"|(?:必要|重要|大切)がある$|(?:求められ|望まれ)(?:る|ている)$|(?:要る|欠かせない|べき(?:である)?|(?:ねば|なければ)ならない|たい)$|て(?:いく|ゆく)$"
    r"|(?:取り組|進め|推進し|促進し|図っ|目指し|支援し|強化し|努め)(?:んで|て)いる$"
)
_POLITE = (
    (re.compile(r"(?:です|でした)$"), ""), (re.compile(r"ています$"), "ている"), (re.compile(r"ていきます$"), "ていく"),
    (re.compile(r"があります$"), "がある"), (re.compile(r"(?:となります|となっています)$"), "となる"),
    (re.compile(r"られます$"), "られる"),
    (re.compile(r"ません$"), "ない"), (re.compile(r"あります$"), "ある"), (re.compile(r"なります$"), "なる"),
)  # fmt: skip
# What is so, whether one wants it or not.
_STATE = re.compile(
    r"(?:[たない]|いる|ある|続く|目立つ|生じる|及ぶ|残る|とどまる|欠く|減る|迫る|超える|占める|遅れる|落ち込む|伸び悩む|懸念される|危惧される"
    r"|見込まれる|予想される|かねる)$"
    r"|(?:不足|課題|困難|懸念|減少|停滞|低迷|衰退|おそれ|恐れ|遅れ|高齢化|流出|老朽化|縮小|悪化|低下|増大|深刻|不十分|頭打ち|状況|現状|傾向)"
    r"(?:が(?:課題|懸念|顕著|進行|深刻))?(?:だ)?$"
)


@dataclass(slots=True)
class _Item:
    """A finding under way: its lines and its words."""

    lines: list[Line]
    text: str
    kind: str
    bulleted: bool
    rules: list[str] = field(default_factory=list)


def read_findings(lines: Sequence[Line], owner: Key, draft: Draft) -> list[Key]:
    """Adds the findings of a 現状と課題 chapter, in its order; headings inside the chapter become structure.

    A bullet, a ※ note (a lone name in it goes with the explanation below) and a paragraph is a finding each; a line
    that goes on with the one above belongs to it (``continued-line``). Under 現状 it is a ``currentState``; under 課題
    a ``direction``, or an ``issue`` where it only tells what is wrong; without such a heading its own words decide.
    """
    found: list[_Item] = []
    heading = ""
    blank = True
    for line in lines:
        if line.blank:
            blank = True
            continue
        words, rest = _heading(line, found)
        if words:
            heading = words if _governs(words) else heading
            if not rest:
                draft.structure([line.number], "subheading")
                blank = True
                continue
        _read_line(line, rest, heading, blank, found, draft)
        blank = False
    return [_finding(item, owner, draft) for item in found]


def _heading(line: Line, found: Sequence[_Item]) -> tuple[str, str]:
    """The words of a heading that the line begins with, and what stands behind: (``""``, the whole line) for none."""
    if "\t" in line.raw or (found and _is_open(found[-1].text)):
        return "", line.raw.strip()
    raw = line.raw.strip()
    match = _BRACKETED.match(raw)
    if match and (raw[0] not in "(（<" or _governs(folded(match["words"]))):
        return folded(match["words"]), match["rest"].strip()
    bare = _BARE.match(folded(raw))
    return (bare["words"], "") if bare else ("", raw)


def _governs(words: str) -> bool:
    """Whether a heading says what kind of finding stands below it; one of a subject or of results does not."""
    return bool(re.search(r"現状|課題|方向|問題|今後", words))


def _read_line(line: Line, words: str, heading: str, blank: bool, found: list[_Item], draft: Draft) -> None:
    """Adds what a line says: a finding of its own, or the rest of the one above."""
    note = _NOTE.match(words)
    bulleted = (bool(_SIGN.match(words)) and not note and is_bullet(line)) or words[:1] in tuple("・･")
    text = _text(_NOTE.sub("", words) if note else _SIGN.sub("", words))
    if not text or "\t" in line.raw:
        return
    above = found[-1] if found else None
    if above and not note and (_is_open(above.text) or (not bulleted and _continues(above, blank))):
        above.lines.append(line)
        above.text = _joined(above.text, text)
        if not above.text.startswith("「") or not _is_lone_name(above.text[: above.text.find("」") + 1]):
            above.rules.append(draft.repaired(line.number, "continued-line", "a finding goes on here"))
        return
    if not bulleted and not note and _SOURCE.search(text) and not _SENTENCE_END.search(text):
        draft.leftover([line.number], "figure-remains")
        return
    parts = _parts(text, bullet_sign(line)) if bulleted else (text,)
    rules = (
        []
        if len(parts) == 1
        else [draft.repaired(line.number, "joined-bullets", f"one line holds {len(parts)} bullets")]
    )
    found += [_Item([line], part, heading, bulleted, list(rules)) for part in parts]


def _parts(text: str, sign: str) -> tuple[str, ...]:
    """The findings that one line holds: a sign with a space beside it parts two; inside a sentence it joins nouns."""
    spaced = bool(sign) and re.search(rf"[ 　]{re.escape(sign)}|{re.escape(sign)}[ 　]", text)
    return parts_of_joined(text, sign) if spaced else (text,)


def _continues(above: _Item, blank: bool) -> bool:
    """Whether a line without a sign goes on with the finding above it."""
    if _is_lone_name(above.text):
        return True
    if blank:
        return bool(_GOES_ON.search(above.text))
    return not (not above.bulleted and _SENTENCE_END.search(above.text))


def _is_lone_name(text: str) -> bool:
    """Whether a note holds nothing but a name, which the next line explains."""
    return bool(re.fullmatch(r"「[^「」]+」[::]?", text))


def _finding(item: _Item, owner: Key, draft: Draft) -> Key:
    kind = finding_kind(item.text, item.kind)
    status = Status.REPAIRED if item.rules else None
    return draft.node(
        keys.finding(owner, kind, item.text), [Place(item.lines[0].number, item.lines[-1].number)],
        label=keys.ja(item.text), findingKind=Term(kind), concerns=keys.ref(owner), status=status,
        rules=dict.fromkeys(item.rules),
    )  # fmt: skip


def finding_kind(text: str, heading: str) -> str:
    """``currentState``, ``issue`` or ``direction``: what a text is under a heading (folded, empty for none).

    Under 課題, a text that ends in a demand is a direction, whatever trouble it names before, and any other is an
    issue; where the heading says 方向性 too, one that ends in something to do is a direction.
    """
    words = _plain(re.sub(r"(?:\s*[((][^()()]*[))])?[。.\s]*$", "", text))
    troubled = "課題" in heading or "方向" in heading or "問題" in heading or "今後" in heading
    if "現状" in heading and not troubled:
        return "currentState"
    if _DEMAND.search(words):
        return "direction"
    if "現状" in heading or not troubled:
        return "currentState"
    only_troubles = "方向" not in heading and "今後" not in heading
    return "issue" if only_troubles or _STATE.search(words) else "direction"


def _plain(words: str) -> str:
    """The end of a polite sentence as a plain one says it: 課題です is 課題, 必要があります is 必要がある."""
    for polite, plain in _POLITE:
        words = polite.sub(plain, words)
    return words


def _joined(above: str, text: str) -> str:
    """Two lines of one text; a space parts them where words of Latin letters would run together."""
    latin = re.search(r"[A-Za-z0-9]$", above) and re.match(r"[A-Za-z0-9]", text)
    torn = re.search(r"\d$", above) and re.match(r"\d", text)  # a number, not two words
    gap = " " if latin and not torn else ""
    return above + gap + text


def _is_open(text: str) -> bool:
    return sum(char in _OPEN for char in text) > sum(char in _CLOSE for char in text)


def _text(raw: str) -> str:
    """A text as printed, without outer spaces and without those that extraction put between Japanese characters.

    The space behind an introducing word (事業の概要 …) is no such space.
    """
    lead = _LEAD.match(raw.strip())
    first, rest = (lead.group(), raw.strip()[lead.end() :]) if lead else ("", raw.strip())
    return (
        re.sub(rf"(?<=[{_JAPANESE}]) +(?=[{_JAPANESE}])", "", first.strip())
        + (" " if first else "")
        + re.sub(rf"(?<=[{_JAPANESE}]) +(?=[{_JAPANESE}])", "", rest)
    )
