"""What extractions do to the lines of a plan: each damage by its name, a function of the lines and an order of chance.

None changes what the plan says.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from tests.plans.page import Row

Damage = Callable[[list[Row], random.Random], list[Row]]
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_BULLET = re.compile(r"^(\s*[-・○●■]\s?)")


def _some(order: random.Random, share: float = 0.4) -> bool:
    return order.random() < share


def titles_lost(rows: list[Row], order: random.Random) -> list[Row]:
    """Sections lost their titles."""
    return [row for row in rows if row.role != "section-title" or not _some(order, 0.8)]


def header_shifted(rows: list[Row], order: random.Random) -> list[Row]:
    """The head of a table stands one column beside its body."""
    found, aside = [], False
    for row in rows:
        if row.role == "own-head":
            aside = aside if row.text.startswith("\t") else _some(order, 0.6)
        elif row.role in ("summary-head", "roster-head"):
            aside = True
        found.append(
            row.told(f"\t{row.text}") if aside and row.role.endswith("-head") and row.role != "schedule-head" else row
        )
    return found


def rows_shifted(rows: list[Row], order: random.Random) -> list[Row]:
    """A row of a schedule with its one activity in the first year stands one column aside."""

    def moved(row: Row) -> Row:
        cells = row.cells
        if row.role != "schedule" or not cells[1] or any(cells[2:]) or not _some(order, 0.6):
            return row
        return row.of_cells(["", *cells[:-1]] if cells[0] else [*cells[1:], ""])

    return [moved(row) for row in rows]


def sentences_torn(rows: list[Row], order: random.Random) -> list[Row]:
    """A detail's sentence is split over two cells of a schedule."""

    def torn(row: Row) -> Row:
        cells = row.cells
        for place in range(1, len(cells) - 1):
            head, comma, rest = cells[place].rpartition("、")
            if (
                row.role == "schedule"
                and comma
                and not any(cells[place + 1 :])
                and " ・" not in rest
                and _some(order, 0.9)
            ):
                cells[place], cells[place + 1] = head + comma, rest
                return row.of_cells(cells)
        return row

    return [torn(row) for row in rows]


def bullets_joined(rows: list[Row], order: random.Random) -> list[Row]:
    """Two bullets stand on one line."""
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else row
        same = row.role in ("field-bullet", "bullet") and above.role == row.role and above is not row
        sign = _BULLET.match(row.text)
        short = all(
            "（" not in each.text and "［" not in each.text and "再掲" not in each.text for each in (above, row)
        )
        if (
            same
            and short
            and sign
            and sign[1].strip() == "・"
            and above.text.count("・") == 1
            and row.text.count("・") == 1
            and _some(order)
        ):
            found[-1] = Row(f"{above.text}・ {row.text[sign.end() :]}", above.role, (*above.marks, *row.marks))
        else:
            found.append(row)
    return found


def bullets_broken(rows: list[Row], order: random.Random) -> list[Row]:
    """A bullet is broken over two lines, inside a bracket that the next line closes."""
    found: list[Row] = []
    for row in rows:
        match = re.match(r"^(.*[（「][^（「）」]{2,})([^（「）」]{2,}[）」].*)$", row.text)
        if match and row.role in ("field-bullet", "bullet", "finding") and "再掲" not in match[2] and _some(order, 0.7):
            found += [row.told(match[1]), row.told(match[2])]
        else:
            found.append(row)
    return found


def labels_slipped(rows: list[Row], order: random.Random) -> list[Row]:
    """The label 関連 slipped under the first of the names that it governs."""
    found = list(rows)
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else row
        if row.role == "related-label" and following.role == "related":
            found[place], found[place + 1] = following, row
        elif (
            row.role == "related"
            and row.text.startswith("関連 ")
            and rows[place - 1].role != "related"
            and _some(order, 0.6)
        ):
            found[place] = row.told(row.text.removeprefix("関連 ") + "\n関連")
    return [part for row in found for part in (row.told(text) for text in row.text.split("\n"))]


def markup_left(rows: list[Row], order: random.Random) -> list[Row]:
    """A parser left tags of paragraphs, spans and lists in cells."""
    forms = ("<p>{}</p>", '<span lang="ja">{}</span>', '<ul style="list-style:none">{}</ul>')
    return [
        row.of_cells(order.choice(forms).format(cell) if cell and _some(order) else cell for cell in row.cells)
        if row.role in ("schedule", "own", "summary")
        else row
        for row in rows
    ]


def breaks_left(rows: list[Row], order: random.Random) -> list[Row]:
    """<br> stands for the line breaks in cells, and after some of them."""
    return [
        row.of_cells(
            re.sub(r" (?=・)", order.choice(["<br>", "<br/>", "<br />"]), cell)
            + ("<br>" if cell and _some(order, 0.2) else "")
            for cell in row.cells
        )
        if row.role in ("schedule", "own", "roster")
        else row
        for row in rows
    ]


def digits_wide(rows: list[Row], order: random.Random) -> list[Row]:
    """Digits of a line are full-width."""
    return [
        row.told(row.text.translate(_WIDE)) if _some(order, 0.5) and "style=" not in row.text else row for row in rows
    ]


def digits_narrow(rows: list[Row], _: random.Random) -> list[Row]:
    """All full-width digits and letters are half-width."""
    pattern = re.compile(r"[０-９％Ａ-Ｚａ-ｚ]+")
    return [row.told(pattern.sub(lambda match: unicodedata.normalize("NFKC", match[0]), row.text)) for row in rows]


def spaces_put_in(rows: list[Row], order: random.Random) -> list[Row]:
    """Spaces stand around numbers and Latin words, and inside words of headings and bullets."""

    def spaced(row: Row) -> Row:
        text = row.text
        if row.role in ("finding", "bullet", "field-bullet") and _some(order, 0.6):
            text = re.sub(
                r"(?<=[ぁ-んァ-ヶ一-龥])(?=[0-9０-９A-Za-z])|(?<=[0-9０-９A-Za-z])(?=[ぁ-んァ-ヶ一-龥])", " ", text
            )
        if row.role in ("bullet", "field-bullet") and _some(order, 0.4):
            places = [match.end() for match in re.finditer(r"[ぁ-ん](?=[一-龥])", text)]
            place = order.choice(places or [len(text)])
            text = f"{text[:place]} {text[place:]}"
        return row.told(text.replace("〔現状〕", "〔現 状〕").replace("所属\t役職", "所 属\t役 職"))

    return [spaced(row) for row in rows]


_BOTH = re.compile(r"((?:令和|平成|昭和)[元0-9０-９]+)(年度?)[（(]([0-9０-９]{4})年度?[）)]")


def era_dates(rows: list[Row], _: random.Random) -> list[Row]:
    """Years are told by their era alone."""
    return [row.told(reworded("era-dates", row.text)) for row in rows]


def west_dates(rows: list[Row], _: random.Random) -> list[Row]:
    """Years are told by the western calendar alone."""
    return [row.told(reworded("west-dates", row.text)) for row in rows]


def reworded(damage: str, text: str) -> str:
    """A text of the plan as a damage words it: those of dates change words that the plan's things are called by."""
    form = {"era-dates": r"\1\2", "west-dates": r"\3\2"}.get(damage)
    return _BOTH.sub(form, text) if form else text


def numbers_parted(rows: list[Row], order: random.Random) -> list[Row]:
    """In the summary a tab stands between a number and its unit."""
    parted = order.random() < 0.8

    def told(row: Row) -> Row:
        if row.role == "summary":
            cells = row.cells
            return row.of_cells([*cells[:4], *(cell.replace(" ", "\t", 1) for cell in cells[4:])])
        return row

    return [told(row) for row in rows] if parted else [told(row) if _some(order, 0.7) else row for row in rows]


def pages_numbered(rows: list[Row], order: random.Random) -> list[Row]:
    """Numbers of pages stand between lines, in tables too."""
    form = order.choice(["- {} -", "{}", "－ {} －"])
    found: list[Row] = []
    number = order.randint(1, 9)
    for place, row in enumerate(rows):
        found.append(row)
        if place % 40 == 39:
            found.append(Row(form.format(number), "page-number"))
            number += 1
    return found


def null_marks_changed(rows: list[Row], order: random.Random) -> list[Row]:
    """Each cell without a value has another dash, in a table of its own or none at all."""
    marks = ("-", "－", "―", "—", "–", "")
    null = re.compile(r"^[-－―—–](?=$| )")

    def told(row: Row) -> Row:
        known = marks if row.role == "own" else marks[:-1]
        return row.of_cells(null.sub(order.choice(known), cell) for cell in row.cells)

    return [told(row) if row.role in ("own", "summary") else row for row in rows]


def reposted_marks_changed(rows: list[Row], order: random.Random) -> list[Row]:
    """再掲 stands in brackets of another form."""
    marks = ("[再掲]", "【再掲】", "〔再掲〕", "（再掲）", "(再掲)", "［再掲］", " [再掲]")
    return [
        row.told(re.sub(r"\s*[\[【〔（(［]再掲[\]】〕）)］]$", lambda _: order.choice(marks), row.text)) for row in rows
    ]


def angles_wide(rows: list[Row], _: random.Random) -> list[Row]:
    """Titles of activities stand in wide angle brackets."""
    return [
        row.told(row.text.replace("<", "＜").replace(">", "＞"))
        if row.role == "schedule" and "</" not in row.text and "<br" not in row.text
        else row
        for row in rows
    ]


def figures_left(rows: list[Row], order: random.Random) -> list[Row]:
    """Words of a picture are left under the overview."""
    found: list[Row] = []
    number = 0
    for row in rows:
        if row.role == "heading" and row.text.endswith("工程表") and _some(order, 0.7):
            number += 1
            found += [
                Row(f"図{number}　支援の流れ", "figure"),
                *(Row(f"- {word}", "figure") for word in ("相談", "診断")),
                Row(""),
            ]
        found.append(row)
    return found


def blank_lines(rows: list[Row], order: random.Random) -> list[Row]:
    """Blank lines stand between lines, or are lost."""
    kept = [row for row in rows if row.text or _some(order, 0.3)]
    return [each for row in kept for each in ([row, Row("")] if _some(order, 0.2) and "\t" not in row.text else [row])]


def line_ends(rows: list[Row], _: random.Random) -> list[Row]:
    """Lines end as on another system."""
    return [row.told(f"{row.text}\r") for row in rows]


DAMAGES: Mapping[str, Damage] = {
    "titles-lost": titles_lost, "header-shifted": header_shifted, "rows-shifted": rows_shifted,
    "sentences-torn": sentences_torn, "bullets-joined": bullets_joined, "bullets-broken": bullets_broken,
    "labels-slipped": labels_slipped, "reposted-marks": reposted_marks_changed, "null-marks": null_marks_changed,
    "numbers-parted": numbers_parted, "era-dates": era_dates, "west-dates": west_dates, "figures-left": figures_left,
    "digits-wide": digits_wide, "digits-narrow": digits_narrow, "spaces": spaces_put_in, "angles-wide": angles_wide,
    "markup": markup_left, "breaks": breaks_left, "page-numbers": pages_numbered, "blank-lines": blank_lines,
    "line-ends": line_ends,
}  # fmt: skip
"""In the order in which they are done when several are asked for."""
