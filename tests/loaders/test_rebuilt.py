"""The tables and lists of the official text can be rebuilt from the graph alone, and are the text's cell for cell.

The text is split here anew, by a few plain patterns of this one document, not by the loader. Words are compared after
NFKC without spaces, marks of lists, brackets of headings and markup. A row that the reading says it mended (its rule is
in the graph) is compared as a whole, since its cells stand elsewhere by right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from graph.facts import Fact, Facts, Link, Node, Text
from loaders.load import facts_of_document
from loaders.text.readers import read_file

MENDED = {"shifted-cells", "continued-line", "side-by-side-blocks", "joined-bullets", "lost-tabs", "target-groups"}
TAGS = re.compile(r"</?(?:p|ul|li)(?: style=\"[^\"]*\")?>")
BASES = {"累計": ("cumulative", None), "単年": ("singleYear", None), "3年": ("periodTotal", 3)}
BRACKETS = "()[]［］〔〕"

Cells = dict[tuple[int, str], str]


def plain(text: str) -> str:
    """The words of a cell."""
    return re.sub(r"[\s<>・●]", "", unicodedata.normalize("NFKC", TAGS.sub("", text)))


def bare(text: str) -> str:
    """The words of a cell without brackets."""
    return plain(text).translate({ord(sign): None for sign in BRACKETS})


@pytest.fixture(scope="module")
def lines(official_text: Path) -> list[str]:
    """The lines of the official text."""
    return official_text.read_text("utf-8").split("\n")


@pytest.fixture(scope="module")
def facts(official_text: Path) -> Facts:
    """The graph of the official text."""
    return facts_of_document(read_file(official_text)).facts


def lines_of(fact: Fact) -> list[int]:
    """The lines of the document that a fact cites."""
    return sorted(
        {line for each in fact.sources if each.exact is not None for line in range(each.first_line, each.last_line + 1)}
    )


def part(lines: list[str], start: str, end: str) -> Iterable[tuple[int, list[str]]]:
    """The rows with tabs between headings of two patterns: number of the line, cells."""
    inside = False
    for number, line in enumerate(lines, 1):
        if re.match(start, line):
            inside = True
        elif re.match(end, line):
            inside = False
        elif inside and "\t" in line:
            yield number, line.split("\t")


# Schedules ----------------------------------------------------------------------------------------------------------


def printed_schedules(lines: list[str]) -> Cells:
    """The cells of all schedules that hold words, by line and column (the year, or empty for the first)."""
    found: Cells = {}
    years: list[str] = []
    for number, cells in part(lines, r"\d 工程表", r"\d (?!工程表)\S"):
        if cells[0] == "取組":
            years = ["", *(match[1] for cell in cells if (match := re.search(r"\((\d{4})年度\)", cell)))]
            assert len(years) == len(cells) == 4
            continue
        found |= {(number, years[column]): plain(cell) for column, cell in enumerate(cells) if plain(cell)}
    return found


def rebuilt_schedules(facts: Facts, rows: set[int]) -> tuple[Cells, list[set[int]]]:
    """The cells of all schedules from the graph, and the blocks of lines that the reading says were mended."""
    words: dict[tuple[int, str], list[str]] = defaultdict(list)
    groups: dict[tuple[int, str], str] = {}
    mended: list[set[int]] = []
    for activity in facts.by_type["ScheduledActivity"]:
        own = [line for line in lines_of(activity) if line in rows]
        year = next(iter(activity.values("statedYear") or activity.values("fiscalYear")))
        cell = (own[0], str(year))
        if activity.text("targetGroup") not in ("", groups.get(cell)):
            groups[cell] = activity.text("targetGroup")
            words[cell].append(groups[cell])
        words[cell] += [activity.label, *(str(each) for each in activity.values("detail"))]
        if MENDED & set(activity.rules) or len(own) > 1 or activity.text("targetGroup"):
            mended.append(set(own))
    for component in facts.by_type["Component"]:
        for line in rows.intersection(lines_of(component)):
            words[(line, "")].append(component.label)
            if MENDED & set(component.rules):
                mended.append({line})
    return {cell: plain("".join(found)) for cell, found in words.items()}, mended


def test_each_schedule_is_the_texts_cell_for_cell(facts: Facts, lines: list[str]) -> None:
    printed = printed_schedules(lines)
    assert len(printed) > 60
    rebuilt, mended = rebuilt_schedules(facts, {line for line, _ in printed})
    aside = {line for block in mended for line in block}
    assert {cell: words for cell, words in rebuilt.items() if cell[0] not in aside} == {
        cell: words for cell, words in printed.items() if cell[0] not in aside
    }
    assert len(aside) <= 8
    for line in aside:
        block = set().union(*(block for block in mended if line in block))
        assert Counter(row(printed, block)) == Counter(row(rebuilt, block)), block


def row(cells: Mapping[tuple[int, str], str], block: set[int]) -> str:
    """The words of a block of rows."""
    return "".join(words for (line, _), words in sorted(cells.items()) if line in block)


# Indicators ---------------------------------------------------------------------------------------------------------


def indicators_on(facts: Facts, line: int) -> list[Node]:
    """The indicators that the graph reads on a line."""
    return [each for each in facts.by_type["Indicator"] if line in lines_of(each)]


def value_on(facts: Facts, indicator: Node, phase: str, line: int) -> Node | None:
    """The value of an indicator that a line prints."""
    values = (facts.nodes[id_] for name, id_ in facts.referring[indicator.id] if name == "observationOf")
    found = [each for each in values if each.text("phase") == phase and line in lines_of(each)]
    assert len(found) <= 1
    return found[0] if found else None


def says_name(indicator: Node, cell: str) -> bool:
    """Whether a cell is the indicator's name with what the graph knows to stand beside it in brackets."""
    tag, definition = bare(indicator.text("tag")), bare(indicator.text("definition"))
    names = [indicator.label, *(each.value for each in indicator.values("altLabel") if isinstance(each, Text))]
    bases = [word for word, said in BASES.items() if said == (indicator.text("basis"), indicator.value("periodYears"))]
    ends = ("", definition, *bases)
    return bare(cell) in {tag_ + bare(name) + end for tag_ in ("", tag) for name in names for end in ends}


def check_figure(cell: str, value: Node | None, unit: str) -> None:
    """A cell holds the number, unit and comparator of the value, or there is none where it prints a dash."""
    text = plain(cell)
    match = re.match(r"([\d,.]+)(.*)", text)
    if not match:
        assert value is None, cell
        assert not re.search(r"\d", text)
        return
    assert value is not None, cell
    assert value.value("value") == Decimal(match[1].replace(",", ""))
    rest = re.sub(r"/3年$|\(単年\)$", "", match[2])
    assert rest == plain(unit) + {"atLeast": "以上", "equal": ""}[value.text("comparator")]
    assert "(単年)" not in match[2] or value.text("basis") == "singleYear"


def check_year(cell: str, value: Node | None) -> None:
    """A cell holds the year of the value and its kind; an empty cell says nothing of its own."""
    match = re.search(r"\((\d{4})(年度?)\)", plain(cell))
    if match and value:
        assert value.value("year") == int(match[1])
        assert value.text("yearKind") == {"年度": "fiscalYearKind", "年": "calendarYearKind"}[match[2]]
    elif not match:
        assert not re.search(r"\d", cell)


def test_each_projects_own_table_of_indicators_is_the_texts(facts: Facts, lines: list[str]) -> None:
    checked = 0
    for number, cells in part(lines, r"\d 取組目標\s?[(（]指標[)）]$", r"\d \S"):
        if len(cells) != 4 or cells[0] in ("", "指標名"):
            continue
        (indicator,) = indicators_on(facts, number)
        assert says_name(indicator, cells[0])
        now, aim = (value_on(facts, indicator, phase, number) for phase in ("baseline", "target"))
        check_figure(cells[1], now, indicator.text("unit"))
        check_year(cells[2], now)
        check_figure(cells[3], aim, indicator.text("unit"))
        assert aim is None or aim.value("year") == 2023
        checked += 1
    assert checked == 15


def test_the_summary_of_indicators_is_the_texts(facts: Facts, lines: list[str]) -> None:
    printed_project = ""
    checked = 0
    for number, cells in part(lines, r"6 取組目標", r"7 "):
        if len(cells) == 6 and cells[0] != "重点成長分野等":
            field, project, name, basis, now, aim = cells
            (indicator,) = indicators_on(facts, number)
            printed_project = project or printed_project
            (link,) = (each for each in facts.outgoing[indicator.id] if each.type == "Measurement")
            of = facts.nodes[link.target]
            owner = facts.nodes[of.refs("isPartOf")[0]] if of.type == "ProjectPart" else of
            assert plain(owner.label) == plain(printed_project)
            assert says_name(indicator, name)
            if basis:
                assert BASES[plain(basis)] == (indicator.text("basis"), indicator.value("periodYears"))
            for cell, phase in ((now, "baseline"), (aim, "target")):
                check_figure(cell, value_on(facts, indicator, phase, number), indicator.text("unit"))
            served = [link for link in facts.links_by_type["Contribution"] if number in lines_of(link)]
            areas = {plain(facts.nodes[link.target].label) for link in served}
            assert areas == {plain(each) for each in field.split(" ") if each and each != "分野横断的"}
            checked += 1
        elif len(cells) == 3 and re.fullmatch(r"[\d.,]+", cells[1]):
            (indicator,) = indicators_on(facts, number)
            assert says_name(indicator, cells[0])
            check_figure(cells[1] + cells[2], value_on(facts, indicator, "baseline", number), indicator.text("unit"))
            checked += 1
    assert checked > 20


# The field chapter --------------------------------------------------------------------------------------------------


def printed_chapter(lines: list[str]) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    """The bullets of the field chapter with what stands above them, and the projects under each area or heading."""
    bullets: list[tuple[str, ...]] = []
    projects: list[tuple[str, str]] = []
    area = theme = group = ""
    listing = False
    start = next(place for place, line in enumerate(lines) if re.match(r"5 重点成長分野", line))
    for line in lines[start + 1 :]:
        text = plain(line)
        if re.match(r"6 取組目標", line):
            break
        if match := re.match(r"\d (.+)", line):
            area, theme, group, listing = plain(match[1]), "", "", False
        elif text.startswith("分野横断的な取組等"):
            area, theme, group, listing = "", "", "", False
        elif text.startswith("〔") or (text.startswith("■") and not text.endswith("プロジェクト")):
            listing = False
            theme, group = (text.strip("〔〕"), "") if text.startswith("〔") else (theme, text.lstrip("■"))
        elif text.startswith("対応関連する"):
            listing = True
        elif listing and text.endswith("プロジェクト"):
            projects.append((area or group, re.sub(r"^[-■]|^関連", "", text)))
        elif text.startswith("-"):
            mark = re.search(r"\[再掲\]$|〔再掲〕$|【再掲】$", text)
            words = (text[: mark.start()] if mark else text).lstrip("-")
            bullets.append((area or group, theme, group, words, "再掲" if mark else ""))
    return bullets, projects


def rebuilt_chapter(facts: Facts) -> tuple[list[tuple[object, ...]], list[tuple[str, str]]]:
    """The same from the graph, in the order of the passages."""

    def by_line(links: Iterable[Link]) -> list[Link]:
        return sorted(links, key=lambda link: lines_of(link)[0])

    bullets: dict[tuple[object, ...], str] = defaultdict(str)  # two bullets that were joined are one line of the text
    for link in by_line(facts.links_by_type["Listing"]):
        group = facts.nodes[link.target]
        if group.type == "MeasureGroup":
            above = (facts.nodes[group.refs("isPartOf")[0]].label, group.text("theme"), group.label)
            place = (*map(plain, above), lines_of(link)[0], "再掲" if link.value("reposted") else "")
            bullets[place] += plain(facts.nodes[link.source].label)
    groups = [lines_of(group)[0] for group in facts.by_type["MeasureGroup"]]
    first = min(groups)
    end = min(line for each in facts.by_type["Indicator"] for line in lines_of(each) if line > max(groups))
    projects = sorted(
        (each.last_line, plain(facts.nodes[link.target].label), plain(facts.nodes[link.source].label))
        for link in facts.links_by_type["Contribution"]
        for each in link.sources  # a passage begins at the label 関連, if there is one, and ends at the name
        if first < each.last_line < end
    )
    told = [(area, theme, group, words, mark) for (area, theme, group, _, mark), words in bullets.items()]
    return told, [(area, project) for _, area, project in projects]


def test_the_lists_of_the_field_chapter_are_the_texts(facts: Facts, lines: list[str]) -> None:
    bullets, projects = printed_chapter(lines)
    assert len(bullets) > 50 and len(projects) > 30
    rebuilt_bullets, rebuilt_projects = rebuilt_chapter(facts)
    assert rebuilt_bullets == bullets
    assert rebuilt_projects == projects
