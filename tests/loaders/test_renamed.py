"""Nothing hangs on what one document calls things, or on the order in which it tells them.

The official text with every proper name replaced, its sections, chapters and groups of summary rows in another order,
gives the same graph but for names and lines.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.facts import Facts
from tests.comparison import claims_of_facts, compare, report
from tests.loaders.test_made_plans import reading

# Endings that say what kind of thing a name is: a new name keeps them, as any publisher's would.
ENDINGS = {"Project": "プロジェクト", "GrowthField": "産業", "CrossCuttingArea": "の推進", "FieldGroup": "分野"}
# A country stays a country and a state agency one: no grammar could tell an invented one.
OTHER_NAMES = """
山口=高原 やまぐち=たかはら 山口東京=高原京浜 周南=北里 宇部=沖野 防府=平川 岩国=橋立 瀬戸内=東湾岸 徳山下松=浜田津
北部九州=南部東海 広島=富士見 西日本=東日本 ベトナム=モンゴル キエンザン=サンルカ アセアン=アルバス JAXA=NEDO JICA=JETRO
ライフイノベーションラボ=ウェルネスビジネスラボ ライフィノベーションラボ=ウエルネスビジネスラボ GMPカレッジ=QMSスクール
大晃=明星 ひびき精機=さざなみ機工 フジミツ=アサヒナ 水素=地熱
"""
PLACES = {old: new for old, _, new in (pair.partition("=") for pair in OTHER_NAMES.split())}
KANJI = "甲乙丙丁戊己庚辛壬癸"


def mapping(facts: Facts, shared: Path) -> dict[str, str]:
    """A new name for each name that the graph, the list of bodies and the list of places hold."""
    fresh = (first + second for first in KANJI for second in KANJI if first != second)
    found = dict(PLACES)
    with (shared / "data" / "organizations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *row["printed_names"].split("|")):
                bare = name.removeprefix("株式会社").removesuffix("株式会社")
                if len(bare) > 2 and not bare.endswith(("県", "市")):
                    found.setdefault(bare, f"{next(fresh)}野工業")
    for type_, ending in ENDINGS.items():
        for node in facts.by_type[type_]:
            if node.label != "分野横断":
                found[node.label] = f"{next(fresh)}谷{ending}"
    for tag in sorted({node.text("tag") for node in facts.by_type["Indicator"]} - {""}):
        found.setdefault(tag, f"{next(fresh)}系")
    assert len(set(found.values())) == len(found)
    return found


def renamer(names: dict[str, str]) -> Callable[[str], str]:
    """Replaces all names of a text at once, the longest first."""
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return lambda text: pattern.sub(lambda match: names[match[0]], text)


def shuffled(text: str, order: random.Random) -> str:
    """The text with its chapters, its sections of projects and the row groups of its summary in another order."""
    chapters = ["".join(chapter) for chapter in _split(text, lambda line: _number(line) >= 5)]
    sections, *others = chapters
    preamble, *projects = ["".join(section) for section in _split(sections, lambda line: _number(line) == 1)]
    order.shuffle(projects)
    blocks = [preamble + "".join(projects), *(_shuffled_rows(chapter, order) for chapter in others)]
    order.shuffle(blocks)
    return "".join(blocks)


def _number(line: str) -> int:
    """The number of a heading of the two upper ranks: of a chapter, or 1 for 現状と課題; 0 for any other line."""
    match = re.match(r"([1-9]) \S.*", line)
    if not match or "\t" in line:
        return 0
    number = int(match[1])
    return number if re.search("現状と課題|施策展開|について|名簿", line) else 0


def _split(text: str, starts: Callable[[str], bool]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.splitlines(keepends=True):
        if starts(line):
            yield block
            block = []
        block.append(line)
    yield block


def _shuffled_rows(chapter: str, order: random.Random) -> str:
    """The summary's groups of rows (one with its first cell filled and the rows under it) in another order."""
    lines = chapter.splitlines(keepends=True)
    wide = [index for index, line in enumerate(lines) if line.count("\t") >= 4]
    if len(wide) < 3:
        return chapter
    first, last = wide[1], wide[-1] + 1
    groups = [group for group in _split("".join(lines[first:last]), lambda line: not line.startswith("\t")) if group]
    order.shuffle(groups)
    return "".join([*lines[:first], *("".join(group) for group in groups), *lines[last:]])


def shape(facts: Facts) -> Counter[tuple[object, ...]]:
    """How each fact is known, without names: class, status, rules, number of passages in the plan.

    What the list of identifiers knows of real bodies hangs on their names by right, and a class of bodies is no longer
    named where the name of an area or project that held it was replaced.
    """
    every = [fact for fact in (*facts.nodes.values(), *facts.links.values()) if fact.type != "Identifier"]
    passages = [sum(source.exact is not None for source in fact.sources) for fact in every]
    return Counter(
        (fact.type, fact.status, tuple(sorted(fact.rules)), 0 if fact.type == "OrganizationGroup" else count)
        for fact, count in zip(every, passages, strict=True)
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_official_plan_under_other_names_and_in_another_order_gives_the_same_graph(
    official_text: Path, shared: Path, tmp_path: Path, seed: int
) -> None:
    original, _ = reading(official_text)
    rename = renamer(mapping(original, shared))
    text = shuffled(rename(official_text.read_text("utf-8")), random.Random(seed))
    changed = tmp_path / "plan.txt"
    changed.write_text(text, "utf-8")
    found, _ = reading(changed)
    assert report(compare(claims_of_facts(original, rename), claims_of_facts(found))) == ""
    assert shape(found) == shape(original)


def test_the_order_is_really_another_one(official_text: Path) -> None:
    text = official_text.read_text("utf-8")
    other = shuffled(text, random.Random(1))
    assert sorted(other.splitlines()) == sorted(text.splitlines())
    headings = [[line for line in each.splitlines() if _number(line)] for each in (text, other)]
    assert headings[0] != headings[1]
    assert other.index("石炭共同輸送") != text.index("石炭共同輸送")


def test_no_name_of_the_official_plan_is_left(official_text: Path, shared: Path) -> None:
    original, _ = reading(official_text)
    names = mapping(original, shared)
    text = renamer(names)(official_text.read_text("utf-8"))
    assert [name for name in names if name in text] == []
