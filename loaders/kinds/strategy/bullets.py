"""Bulleted lists of extracted text: signs, levels, 再掲 marks, bullets torn over lines or run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from loaders.draft import Draft, Place
from loaders.text.lines import Line, folded

_SIGNS = "-－‐–・･•◦○◯●◎◇◆□▪▸➢✓*"
HEAVY = "■◆◎●□◇○"
_BULLET = re.compile(rf"^(?P<indent>[\s　]*)(?P<signs>(?:[{re.escape(_SIGNS)}][ \t　]*)+)(?P<text>.*)$")
_REPOSTED = re.compile(r"\s*[\[［【〔(（<＜〈]\s*再\s*掲\s*[\]］】〕)）>＞〉]\s*$")
_JAPANESE = r"[ぁ-んァ-ヶ一-龥々ー」』）)]"
_SHORTEST = 4
_OPEN, _CLOSE = "(（「『[［【〔", ")）」』]］】〕"
# A phrase that governs what follows: "…を活用した", "…に向けた", "…による". Two of them around a ・ are two bullets.
_GOVERNING = re.compile(
    r"(?:を|に|と)[^、。・「」]{0,6}(?:した|する|けた|ける|じた|じる|えた|える|いた|づく|る)(?!.{0,3}$)|による|での|としての"
)
# Nouns that end a measure. Those that as often stand before ・ and a second noun (連携, 開発, 交流) are not among them.
_ACTION = re.compile(
    r"[のをへと等](?:推進|促進|支援|整備|強化|構築|実施|開催|運営|検討|展開|創出|育成|充実|拡充|発掘|普及|確保|拡大|設置|策定|改善|導入|誘致)"
    r"(?:等|など)?$"
)


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet: text without sign and mark, level from 1, where it stands, and what had to be mended."""

    text: str
    level: int
    reposted: bool
    place: Place
    rules: tuple[str, ...] = ()


def is_bullet(line: Line) -> bool:
    """True for a line that begins with a bullet sign and has a text."""
    match = _BULLET.match(line.raw)
    return bool(match and match["text"].strip())


def bullet_sign(line: Line) -> str:
    """The first sign of a bullet line; empty where the line has none."""
    match = _BULLET.match(line.raw)
    return match["signs"][0] if match else ""


def heading_marks(lines: Sequence[Line]) -> frozenset[str]:
    """The signs that mark headings among these lines: all heavy ones, but for the bullets' own where it is heavy."""
    signs = Counter(bullet_sign(line) for line in lines if is_bullet(line))
    light = [sign for sign in signs if sign not in HEAVY]
    if light or not signs:
        return frozenset(HEAVY)
    return frozenset(HEAVY) - {signs.most_common(1)[0][0]}


def is_marked(line: Line, marks: Set[str]) -> bool:
    """True for a line that begins with one of the marks of headings."""
    return bullet_sign(line) in marks


def bullet_text(line: Line) -> str:
    """The text of a bullet line as printed, without its sign."""
    match = _BULLET.match(line.raw)
    return match["text"].strip() if match else line.raw.strip()


def bullets(lines: Sequence[Line], draft: Draft) -> tuple[Bullet, ...]:
    """The bullets of consecutive lines of one list; repairs are noted in ``draft``.

    A bracketed line under a bullet belongs to its text; a bullet whose bracket is closed on the next line goes on there
    (``continued-line``); a line that holds two bullets is split (``joined-bullets``).
    """
    found: list[Bullet] = []
    first_signature: tuple[int, str] | None = None
    for line in lines:
        if line.blank:
            continue
        match = _BULLET.match(line.raw)
        text = _text(line.raw if not match else match["text"])
        if found and (not match or not text or _open_brackets(found[-1].text)):
            found[-1] = _continued(found[-1], text or _text(line.raw), line, draft)
            continue
        if not match or not text:
            continue
        signature = (len(match["indent"].expandtabs(4)), re.sub(r"\s", "", match["signs"]))
        first_signature = first_signature or signature
        reposted = bool(_REPOSTED.search(text))
        bullet = Bullet(
            _REPOSTED.sub("", text), _level(signature, first_signature), reposted, Place(line.number, line.number)
        )
        found += _split(bullet, signature[1][-1], draft)
    return tuple(found)


def parts_of_joined(text: str, sign: str = "・") -> tuple[str, ...]:
    """The bullets that a text holds: more than one where bullets ran together.

    A ・ between two whole phrases, each with a governing phrase of its own and ending in an action, joins two bullets;
    so does one beside a space. Inside words and brackets, ・ only joins nouns. Another ``sign`` of the line's own list
    joins two bullets where a space follows it.
    """
    if sign not in "・･•":
        return _parts_at_sign(text, sign)
    pieces = [text]
    for index, char in enumerate(text):
        if char != "・" or _depth(text[:index]):
            continue
        left, right = text[:index], text[index + 1 :]
        spaced = left.endswith((" ", "　")) or right.startswith((" ", "　"))
        if spaced and len(left.strip()) >= _SHORTEST and len(right.strip()) >= _SHORTEST:
            pieces = [left.strip(), *parts_of_joined(right.strip())]
            break
        if _is_phrase(left) and _is_phrase(right) and (_same_start(left, right) or _two_actions(left, right)):
            pieces = [left, *parts_of_joined(right)]
            break
    return tuple(pieces)


def _parts_at_sign(text: str, sign: str) -> tuple[str, ...]:
    for match in re.finditer(rf"(?<={_JAPANESE})\s*{re.escape(sign)}[ 　]+(?={_JAPANESE})", text):
        left, right = text[: match.start()], text[match.end() :]
        if not _depth(left) and len(left) >= _SHORTEST and len(right) >= _SHORTEST:
            return left, *_parts_at_sign(right, sign)
    return (text,)


def _is_phrase(text: str) -> bool:
    return len(text) >= 10 and bool(_GOVERNING.search(text))


def _same_start(left: str, right: str) -> bool:
    """Two phrases that begin with the same word are two bullets, whatever they end in."""
    return len(_common_prefix(folded(left), folded(right))) >= 2


def _two_actions(left: str, right: str) -> bool:
    """Whether the left part ends as a measure does and the right part begins a phrase of its own."""
    governed = _GOVERNING.search(right)
    head = right[: governed.start()] if governed else right
    return bool(_ACTION.search(left)) and len(right) >= 12 and len(head) >= 5 and bool(re.search(r"[のをがや、]", head))


def _common_prefix(left: str, right: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left[:length]


def _split(bullet: Bullet, sign: str, draft: Draft) -> list[Bullet]:
    parts = parts_of_joined(bullet.text, sign)
    if len(parts) == 1:
        return [bullet]
    rule = draft.repaired(bullet.place.first, "joined-bullets", f"one line holds {len(parts)} bullets")
    return [Bullet(part, bullet.level, bullet.reposted, bullet.place, (*bullet.rules, rule)) for part in parts]


def _continued(bullet: Bullet, text: str, line: Line, draft: Draft) -> Bullet:
    own_bracket = text[:1] in _OPEN and text[-1:] in _CLOSE and not _open_brackets(bullet.text)
    rules = bullet.rules
    if not own_bracket:
        rules = (*rules, draft.repaired(line.number, "continued-line", "a bullet goes on here"))
    reposted = bullet.reposted or bool(_REPOSTED.search(text))
    joined = _REPOSTED.sub("", bullet.text + text)
    return Bullet(joined, bullet.level, reposted, Place(bullet.place.first, line.number), rules)


def _level(signature: tuple[int, str], first: tuple[int, str]) -> int:
    deeper = signature[0] > first[0] or (signature[1].startswith(first[1]) and len(signature[1]) > len(first[1]))
    return 2 if deeper or (signature[1] == "・" and first[1] in "○◯●◎◇◆□-" and signature[1] != first[1]) else 1


def _depth(text: str) -> int:
    return sum(char in _OPEN for char in text) - sum(char in _CLOSE for char in text)


def _open_brackets(text: str) -> bool:
    return _depth(text) > 0


def _text(raw: str) -> str:
    """A text as printed, without outer spaces and without those that extraction put between Japanese characters."""
    return re.sub(r"(?<=[ぁ-んァ-ヶ一-龥々ー]) +(?=[ぁ-んァ-ヶ一-龥々ー])", "", raw.strip())
