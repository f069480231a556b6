"""The rows of a roster: columns by what their cells hold, members one by one.

A header only helps where the cells leave it open, for headers of extracted tables are often shifted against their
bodies. Rows that stand aside, lost tabs, broken rows and merged cells are mended, each by a named rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from loaders.draft import Draft
from loaders.kinds.strategy.roster import cells as held
from loaders.text.lines import Line, folded, normal
from loaders.text.tables import is_row, without_markup

_HEADS = {
    "name": re.compile(r"(?:委員)?(?:氏名|名前|お名前|委員名|構成員名)(?:\(.*\))?"),
    "kana": re.compile(r"(?:ふりがな|フリガナ|よみがな|読み仮名|よみ|読み)"),
    "body": re.compile(
        r"(?:所属|所属先|所属団体|団体|機関|企業|会社|法人|組織|所属機関|団体・企業)(?:名|等|名等|等名)?(?:・(?:役職|職|職名)名?)?"
    ),
    "post": re.compile(r"(?:役職|役職名|職名|職|肩書|肩書き|役職等|職名等|所属・?役職)"),
    "seat": re.compile(r"(?:.{0,12}(?:会議?|本部|協議会)(?:内|で|に)?(?:の|における)?(?:役職|職|役割)|委員区分|役割)"),
    "other": re.compile(r"(?:区分|分野|番号|No\.?|NO|備考|選出区分|選出分野|職業|専門|部会)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One member: the lines of the row, the person, the body with the line that prints it, the post in the body."""

    lines: tuple[int, ...]
    person: held.Name
    body: str = ""
    body_line: int = 0
    post: str = ""
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class _Row:
    """A row under way: cells by what they hold, the lines they stood on."""

    lines: list[int]
    cells: dict[str, str]
    rules: list[str] = field(default_factory=list)


Cells = tuple[str, ...]


def cells_of(line: Line) -> Cells:
    """The cells of a line, normalised, with single spaces; a line without tabs is one cell."""
    return tuple(held.one_line(normal(without_markup(cell))) for cell in line.raw.split("\t"))


def is_head(line: Line) -> bool:
    """True for the header of a roster (所属, 役職, 氏名), its tabs lost or not."""
    cells = [folded(cell) for cell in cells_of(line) if cell]
    if len(cells) == 1:
        words = "|".join(pattern.pattern for pattern in _HEADS.values())
        return bool(re.fullmatch(rf"(?:{words}){{2,}}", cells[0])) and "名" in cells[0]
    return sum(bool(_head_of(cell)) for cell in cells) >= max(2, len(cells) - 1)


def is_member_line(line: Line) -> bool:
    """True for a line that names a person: a row, or a row whose tabs were lost."""
    return (
        any(held.person_in(cell) for cell in cells_of(line)) if is_row(line) else _without_tabs(line.text) is not None
    )


def members(lines: Sequence[Line], draft: Draft) -> tuple[Member, ...]:
    """The members that the lines of a roster list; heads of groups and the header become structure."""
    heads = [line for line in lines if is_head(line)]
    draft.structure((line.number for line in heads), "table-head")
    body = [line for line in lines if line.text and line not in heads]
    columns = _columns([cells_of(line) for line in body if is_row(line)], [cells_of(line) for line in heads])
    rows: list[_Row] = []
    seat = ""
    for line in body:
        found = _row(line, columns, draft)
        if found is None:
            if words := held.group_words(line.text):
                draft.structure([line.number], "roster-group")
                seat = words if held.is_seat(words) else ""
            continue
        if seat and not found.cells.get("seat"):
            found.cells["seat"] = seat
        _append(rows, found, draft)
    return tuple(_with_bodies(rows, draft))


def _row(line: Line, columns: dict[str, int], draft: Draft) -> _Row | None:
    """A line's cells by what they hold; None for a line that is no row."""
    if not is_row(line):
        parted = _without_tabs(line.text)
        if parted is None:
            return None
        return _Row([line.number], parted, [draft.repaired(line.number, "lost-tabs", "a row without tabs was parted")])
    cells = cells_of(line)
    filled = [place for place, cell in enumerate(cells) if cell]
    if len(filled) == 1 and filled[0] != columns.get("name") and not _is_told(cells[filled[0]]):
        return None
    told = {name: cells[place] for name, place in columns.items() if place < len(cells) and cells[place]}
    place = _strong(cells)
    if place is not None and place != columns.get("name"):
        rule = draft.repaired(line.number, "shifted-cells", "a row stands beside its columns")
        return _Row([line.number], _aside(cells, place, columns), [rule])
    if told.get("body") and not told.get("post") and (parts := held.body_and_post(told["body"]))[1]:
        told |= {"body": parts[0], "post": parts[1]}
    return _Row([line.number], told) if told else None


def _is_told(cell: str) -> bool:
    """Whether a cell that stands alone in its row tells something of a member."""
    person = held.person_in(cell)
    return held.is_body(cell) or held.is_post(cell) or bool(person and _sure(cell, person))


def _strong(cells: Cells) -> int | None:
    """The one cell that surely names a person."""
    found = [place for place, cell in enumerate(cells) if (person := held.person_in(cell)) and _sure(cell, person)]
    return found[0] if len(found) == 1 else None


def _sure(cell: str, person: held.Name) -> bool:
    return bool(person.kana) or (" " in person.name and not held.is_post(cell) and not held.is_body(cell))


def _aside(cells: Cells, person: int, columns: dict[str, int]) -> dict[str, str]:
    """A row that stands aside: what is beside the person, in the order of the columns."""
    rest = [cell for place, cell in enumerate(cells) if place != person and cell]
    order = sorted((place, name) for name, place in columns.items() if name in ("body", "post", "kana", "seat"))
    told = {"name": cells[person]}
    if len(rest) == 1 and held.is_kana(rest[0]):
        return told | {"kana": rest[0]}
    if len(rest) == 1:
        body, post = held.body_and_post(rest[0])
        return told | (
            {"body": body, "post": post} if post or held.is_body(body) or not held.is_post(body) else {"post": body}
        )
    return told | {name: cell for (_, name), cell in zip(order, rest, strict=False)}


def _without_tabs(text: str) -> dict[str, str] | None:
    """A row whose tabs were lost: the person stands at one end and is told with kana, or stands behind a body."""
    words = re.sub(r"^\d{1,3}[.\s]+", "", held.one_line(text)).split(" ")
    for size in (4, 3, 2):
        for person, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            found = held.person_in(" ".join(person))
            if found is None or not rest:
                continue
            body, post = held.body_and_post(" ".join(rest))
            if (found.kana and len(person) == size and size > 2) or (
                post and held.is_body(body) and _sure(" ".join(person), found)
            ):
                return {"name": " ".join(person), "body": body, "post": post}
    return None


def _append(rows: list[_Row], found: _Row, draft: Draft) -> None:
    """Adds a row, or joins it to the one before where one member's row is broken over two lines."""
    before = rows[-1] if rows else None
    if before is None or before.lines[-1] + 2 < found.lines[0]:
        rows.append(found)
        return
    waits = not before.cells.get("name")
    named = bool(found.cells.get("name"))
    read = before.cells.get("name", "") and held.is_kana(before.cells["name"]) and not before.cells.get("kana")
    if named and read and not held.is_kana(found.cells["name"]) and not found.cells.get("body"):
        before.cells["kana"] = before.cells.pop("name")
    elif not (waits or not (named or found.cells.get("body"))):
        rows.append(found)
        return
    for name, cell in found.cells.items():
        before.cells[name] = f"{before.cells[name]} {cell}" if before.cells.get(name) else cell
    before.lines += found.lines
    before.rules += [*found.rules, draft.repaired(found.lines[0], "continued-line", "a row goes on in the next line")]


def _with_bodies(rows: Iterable[_Row], draft: Draft) -> Iterable[Member]:
    """The members of rows. An empty cell under a body is a merged one: the body above goes on."""
    body, body_line = "", 0
    merged = any(not row.cells.get("body") for row in rows)
    for row in rows:
        person = held.person_in(row.cells.get("name", ""))
        if person is None:
            draft.problem(row.lines, "roster-row", "a row of the roster names nobody")
            continue
        rules = list(row.rules)
        if row.cells.get("body"):
            body, body_line = row.cells["body"], row.lines[0]
        elif merged and body and row.cells.get("post") and row.cells["post"] not in ("公募委員", "公募"):
            rules.append(draft.repaired(row.lines[0], "merged-cell", f"the cell above goes on: {body}"))
        else:
            body, body_line = "", 0
        kana, seat = row.cells.get("kana", ""), row.cells.get("seat", "")
        person = replace(person, kana=person.kana or re.sub(r"[()]", "", kana).strip(), seat=person.seat or seat)
        yield Member(
            tuple(row.lines), person, body, body_line, row.cells.get("post", ""), tuple(dict.fromkeys(rules))
        )  # fmt: skip


# Columns ------------------------------------------------------------------------------------------------------------


def _columns(table: Sequence[Cells], heads: Sequence[Cells]) -> dict[str, int]:
    """The column of each kind of cell, by what most of the rows hold and then by the header."""
    width = max((len(cells) for cells in table), default=0)
    columns = [[cells[place] for cells in table if place < len(cells) and cells[place]] for place in range(width)]
    names = {place: _head_of(folded(cell)) for cells in heads for place, cell in enumerate(cells)}
    found: dict[str, int] = {}

    def choose(kind: str, fits: Callable[[str], float], least: float) -> None:
        free = [place for place in range(width) if place not in found.values() and columns[place]]
        shares = {place: sum(map(fits, columns[place])) / max(len(columns[place]), len(table) / 2) for place in free}
        scores = {place: share + (0.4 if names.get(place) == kind else 0) for place, share in shares.items()}
        best = max(scores, key=lambda place: (scores[place], -place), default=None)
        if best is not None and scores[best] >= least:
            found[kind] = best

    choose("name", _name_score, 0.5)
    if "name" not in found:
        return {}
    choose("kana", lambda cell: float(held.is_kana(cell)), 0.8)
    choose(
        "body",
        lambda cell: float(held.is_body(cell)) - 0.3 * held.is_post(cell) * (not held.body_and_post(cell)[1]),
        0.4,
    )
    seats = [
        place for place in range(width)
        if place not in found.values() and columns[place] and all(map(held.is_seat, columns[place]))
    ]  # fmt: skip
    if seats and (held.surely_seats(columns[seats[0]]) or names.get(seats[0]) == "seat"):
        found["seat"] = seats[0]
    choose("post", lambda cell: float(held.is_post(cell)), 0.3)
    rest = [place for place in range(width) if place not in found.values() and columns[place]]
    if "body" not in found and "body" in names.values() and len(rest) == 1:
        found["body"] = rest[0]  # the header says that there are bodies, and nothing else can hold them
    return found


def _name_score(cell: str) -> float:
    person = held.person_in(cell)
    if person is None or held.is_seat(cell):
        return 0.0
    return (
        1.5
        if person.kana
        else (1.0 if _sure(cell, person) else (0.0 if held.is_post(cell) or held.is_body(cell) else 0.6))
    )


def _head_of(folded_cell: str) -> str:
    return next((name for name, pattern in _HEADS.items() if pattern.fullmatch(folded_cell)), "")
