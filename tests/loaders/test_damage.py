"""Whatever an extraction does to a plan's layout, the plan says the same.

Each damage is done at random places to each plan; the graph must stay as it was (how a thing is known may change, from
stated to repaired).
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.facts import Facts
from tests.comparison import Claims, claims_of_facts, compare, report
from tests.conftest import DOCUMENTS
from tests.loaders.test_made_plans import MADE_PLANS, reading

Damage = Callable[[list[str], random.Random], list[str]]
ACTIVITY_ROW = re.compile(r"\t.*[<＜][^\t]*[>＞]|^[<＜●].*\t")


def some(order: random.Random, share: float = 0.4) -> bool:
    """True now and then."""
    return order.random() < share


def rows_one_column_aside(lines: list[str], order: random.Random) -> list[str]:
    """A schedule's row whose first activity is printed in its first year stands one column right, or left if it can."""

    def moved(line: str) -> str:
        cells = line.split("\t")
        if not re.match(r"[<＜]", cells[1]) or any(cells[2:]):
            return line
        right = cells[0] != "" or order.random() < 0.5
        # at the margin a table keeps its width: what was an empty cell at the other end is lost
        return "\t".join(["", *cells[:-1]] if right and cells[0] else [*cells[1:], ""]) if cells[-1] == "" else line

    return [moved(line) if ACTIVITY_ROW.search(line) and "\t" in line and some(order) else line for line in lines]


def other_widths(lines: list[str], order: random.Random) -> list[str]:
    """Digits become full-width or what is full-width becomes half-width."""
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    forms: tuple[Callable[[str], str], ...] = (
        lambda line: line.translate(wide),
        lambda line: re.sub(r"[０-９％Ａ-Ｚａ-ｚ]+", lambda match: unicodedata.normalize("NFKC", match[0]), line),
    )
    return [order.choice(forms)(line) if some(order) and "style=" not in line else line for line in lines]


def other_reposted_marks(lines: list[str], order: random.Random) -> list[str]:
    """再掲 stands in brackets of another form."""
    marks = ["[再掲]", "【再掲】", "〔再掲〕", "（再掲）", "(再掲)", "［再掲］", " ＜再掲＞", "［ 再掲 ］"]
    return [re.sub(r"\s*[\[【〔（(［＜]再掲[\]】〕）)］＞]$", lambda _: order.choice(marks), line) for line in lines]


def other_null_marks(lines: list[str], order: random.Random) -> list[str]:
    """A cell without a value has another dash."""
    dashes = "-－―—–ー"
    return [
        re.sub(r"(?<=\t)[-－―—–ー](?=[\t ])", lambda _: order.choice(dashes), line) if "\t" in line else line
        for line in lines
    ]


def other_angles(lines: list[str], order: random.Random) -> list[str]:
    """Titles of activities stand in the other width of angle brackets."""
    tags = re.compile(r"</?(?:p|ul|li)\b[^>]*>")

    def changed(line: str) -> str:
        if tags.search(line):
            return line
        return re.sub(r"[<＜]([^<>＜＞\t]+)[>＞]", order.choice([r"<\1>", r"＜\1＞", r"< \1 >"]), line)

    return [changed(line) if "\t" in line and some(order) else line for line in lines]


def leftovers_of_markup(lines: list[str], order: random.Random) -> list[str]:
    """A parser left tags of paragraphs and line breaks in cells."""

    def marked(line: str) -> str:
        cells = line.split("\t")
        return "\t".join(
            order.choice(["<p>{}</p>", '<span lang="ja">{}</span>', "{}<br>", "{}<br/>"]).format(cell)
            if cell and "<ul" not in cell and "<p>" not in cell
            else cell
            for cell in cells
        )

    return [marked(line) if "\t" in line and some(order) else line for line in lines]


def bullets_torn_in_brackets(lines: list[str], order: random.Random) -> list[str]:
    """A bullet is broken over two lines inside a bracket."""
    found: list[str] = []
    for line in lines:
        match = re.match(r"^(\s*[-・].{4,}?[（(][^（()）]{2,})([^（()）]{2,}[）)].*)$", line)
        found += [match[1], match[2]] if match and "\t" not in line and some(order, 0.9) else [line]
    return found


def summary_rows_aside(lines: list[str], order: random.Random) -> list[str]:
    """A row of a table of indicators lost one of the empty cells before its name."""
    return [line[1:] if re.match(r"\t\t\S.*\d", line) and "<" not in line and some(order) else line for line in lines]


def slipped_labels(lines: list[str], order: random.Random) -> list[str]:
    """The label 関連 slipped under the first of the names that it governs."""
    found = list(lines)
    for index, line in enumerate(lines):
        match = re.match(r"^関連[ 　]+(\S+プロジェクト)$", line)
        if match and some(order):
            found[index] = f"{match[1]}\n\n関連"
    return found


def other_bullet_signs(lines: list[str], order: random.Random) -> list[str]:
    """The bullets of the document's measures have another sign, the same throughout."""
    sign = order.choice(["・", "・　", "･ ", "• "])
    return [re.sub(r"^・[ 　]*(?=\S)", sign, line) if "\t" not in line else line for line in lines]


def spaces_inside_words(lines: list[str], order: random.Random) -> list[str]:
    """Extraction put spaces around Latin words and into headings of the genre."""
    return [
        re.sub(r"(?<=[ぁ-んァ-ヶ一-龥])([A-Za-z]{2,})(?=[ぁ-んァ-ヶ一-龥])", r" \1 ", line)
        if some(order) and not re.search(r"<\w|style=", line)
        else line.replace("現状", "現 状")
        if re.match(r"[〔【]現状", line)
        else line
        for line in lines
    ]


def bullets_run_together(lines: list[str], order: random.Random) -> list[str]:
    """Two bullets stand on one line."""
    found = list(lines)
    for index in range(1, len(found)):
        above, line = found[index - 1], found[index]
        plain = all(re.match(r"^・\s*[^〔【（(\[［＜<]+$", each) and len(each) > 6 for each in (above, line))
        if plain and above.count("・") == line.count("・") == 1 and some(order):
            found[index - 1], found[index] = "", f"{above}・ {line[1:].strip()}"
    return [line for line, before in zip(found, lines, strict=True) if line or not before]


def heads_aside(lines: list[str], order: random.Random) -> list[str]:
    """The head of a table of indicators stands one column beside its body."""
    found: list[str] = []
    aside = False
    for line in lines:
        head = "\t" in line and re.search("現.?状|数値\t", line) and re.search("目標|数値\t", line)
        aside = bool(head) and (aside if "数値" in line else some(order, 0.6))
        found.append(f"\t{line}" if aside else line)
    return found


def other_numbering(lines: list[str], order: random.Random) -> list[str]:
    """Headings are numbered in another form, the same throughout."""
    form = order.choice(["{}. {}", "({}) {}", "{}　{}", "{}．{}", "（{}） {}", "{}、{}"])
    return [
        line if "\t" in line else re.sub(r"^([1-9１-９])[ 　](\S.*)$", lambda m: form.format(m[1], m[2]), line)
        for line in lines
    ]


def other_chapter_numbers(lines: list[str], order: random.Random) -> list[str]:
    """Chapters are numbered in Roman or Chinese numerals."""
    numerals = order.choice(["ⅠⅡⅢ", "一二三", "１２３"])
    return [re.sub(r"^第([1-3])章", lambda match: f"第{numerals[int(match[1]) - 1]}章", line) for line in lines]


def titles_lost(lines: list[str], order: random.Random) -> list[str]:
    """Sections lost their titles."""
    return ["" if re.match(r"^プロジェクト[０-９]", line) and some(order, 0.7) else line for line in lines]


def other_matching_labels(lines: list[str], order: random.Random) -> list[str]:
    """The label over a list of projects is worded otherwise, the same throughout."""
    form = order.choice(
        [
            "対応・関連する{}",
            "関連・対応する「{}」",
            "◆ 対応・関連する「{}」：",
            "対応又は関連する「{}」",
            "対応する「{}」",
        ]
    )
    return [re.sub(r"^対応・関連する「(.+)」$", lambda match: form.format(match[1]), line) for line in lines]


def windows_line_ends(lines: list[str], _: random.Random) -> list[str]:
    """Lines end as on another system, some with spaces before."""
    return [f"{line}\r" for line in lines[:-1]] + lines[-1:]


DAMAGES: tuple[Damage, ...] = (
    rows_one_column_aside, other_widths, other_reposted_marks, other_null_marks, other_angles, leftovers_of_markup,
    bullets_torn_in_brackets, summary_rows_aside, slipped_labels, other_bullet_signs, spaces_inside_words,
    bullets_run_together, heads_aside, other_numbering, other_matching_labels,
    other_chapter_numbers, titles_lost, windows_line_ends,
)  # fmt: skip


@pytest.fixture(params=[*MADE_PLANS, "official"])
def plan(request: pytest.FixtureRequest) -> Path:
    """A plan: the made ones and the official one."""
    if request.param == "official":
        return Path(request.getfixturevalue("official_text"))
    return DOCUMENTS / f"{request.param}.txt"


def claims_without_statuses(facts: Facts) -> Claims:
    return {kind: items for kind, items in claims_of_facts(facts).items() if kind != "statuses"}


def assert_same(plan: Path, lines: list[str], tmp_path: Path) -> None:
    original, _ = reading(plan)
    changed = tmp_path / plan.name
    changed.write_bytes("\n".join(lines).encode())
    found, _ = reading(changed)
    assert report(compare(claims_without_statuses(original), claims_of_facts(found))) == ""


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_plan_says_the_same(plan: Path, damage: Damage, seed: int, tmp_path: Path) -> None:
    lines = plan.read_text("utf-8").split("\n")
    assert_same(plan, damage(lines, random.Random(seed)), tmp_path)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damage_is_really_done(damage: Damage) -> None:
    plans = [(DOCUMENTS / f"{name}.txt").read_text("utf-8").split("\n") for name in MADE_PLANS]
    assert any(damage(lines, random.Random(seed)) != lines for lines in plans for seed in range(4))


@pytest.mark.parametrize("seed", range(4))
def test_damages_of_all_kinds_together_change_nothing_that_is_said(plan: Path, seed: int, tmp_path: Path) -> None:
    order = random.Random(seed)
    lines = plan.read_text("utf-8").split("\n")
    for damage in order.sample(DAMAGES[:-1], 5):
        lines = "\n".join(damage(lines, order)).split("\n")
    assert_same(plan, lines, tmp_path)
