"""What a cell of a 工程表 holds: headings in <…>, ● items, ・ details, a heading that names a target group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TITLE = re.compile(r"[<＜]\s*([^<>＜＞\n]+?)\s*[>＞]")
_ITEM = re.compile(r"[●◆■◎○]\s*")
_DETAIL = re.compile(r"(?:^|(?<=[\s　]))[・･]\s*")
_JAPANESE = r"[ぁ-んァ-ヶ一-龥々ー」』）)]"
_ADDRESSEES = re.compile(
    r"(?:向け|企業|事業者|事業所|オフィス|工場|商店|農家|団体|法人|組合|者|人材|学生|生徒|世帯|住民|県民|市民|町民|"
    r"若者|女性|高齢者|起業家|スタートアップ|ベンチャー|大学|学校|機関|自治体|市町村?)(?:等|など)?$"
)


@dataclass(slots=True)
class CellItem:
    """One activity as a cell tells it: title (empty where the cell has words only), details, and the group above it."""

    title: str
    details: list[str] = field(default_factory=list)
    target_group: str | None = None
    marked: bool = True

    @property
    def words(self) -> str:
        """The words of an untitled item."""
        return " ".join(self.details)


def names_addressees(heading: str) -> bool:
    """True where a cell's heading names whom it addresses rather than what is done."""
    return all(_ADDRESSEES.search(part) for part in re.split(r"[・、]", heading.strip()) if part)


def cell_items(cell: str) -> list[CellItem]:
    """The activities of a cell (freed of markup, line breaks where it stood), in order.

    ``<…>`` and ● begin an activity; words before the first of them are the heading over them (a target group) where a
    ● follows; a cell with neither yields one unmarked item with its words.
    """
    marks = sorted([*_TITLE.finditer(cell), *_items_outside_titles(cell)], key=lambda match: match.start())
    if not marks:
        details = _details(cell)
        return [CellItem("", details, marked=False)] if details else []
    heading = _joined(cell[: marks[0].start()])
    found: list[CellItem] = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(cell)
        rest = cell[mark.end() : end]
        if mark.re is _TITLE:
            item = CellItem(mark[1].strip(), _details(rest))
        else:
            title, rest = _item_title(rest)
            item = CellItem(title, _details(rest))
        item.target_group = heading or None
        found.append(item)
    return found


def _items_outside_titles(cell: str) -> list[re.Match[str]]:
    titles = [match.span() for match in _TITLE.finditer(cell)]
    return [match for match in _ITEM.finditer(cell) if not any(start <= match.start() < end for start, end in titles)]


def _item_title(text: str) -> tuple[str, str]:
    """An item's title and its details: parted where markup stood, else at a space between Japanese words."""
    text = text.strip()
    if "\n" in text:
        title, rest = text.split("\n", 1)
        return title.strip(), rest
    gap = re.search(rf"(?<={_JAPANESE})[ 　]+(?={_JAPANESE})", text) or re.search(r"[ 　]+(?=[・･])", text)
    return (text[: gap.start()], text[gap.end() :]) if gap else (text, "")


def _details(text: str) -> list[str]:
    """Each ・ item is one detail; words without ・ are one."""
    pieces = [_joined(piece) for piece in _DETAIL.split(text)]
    return [piece for piece in pieces if piece]


def _joined(text: str) -> str:
    return " ".join(text.split())
