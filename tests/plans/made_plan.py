"""Makes plans: the text of a plan of an invented public body, damaged as asked, and beside it what it says.

``made_plan(seed)`` gives the same plan for the same seed; with damages it gives the same plan, damaged. The truth has
the form of ``tests/documents/*.yaml``, with the kinds of ``tests/comparison_ties.py``, so both comparisons take it.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tests.plans.cast import Cast
from tests.plans.damages import DAMAGES, reworded
from tests.plans.frame import Area, drawn_areas, write_areas
from tests.plans.habits import Habits, drawn_habits
from tests.plans.indicators import Indicator, drawn_indicators, overall_rows, summary_head, summary_row
from tests.plans.page import Page, Row, line_of
from tests.plans.printing import era_year, folded, wide
from tests.plans.roster import write_roster
from tests.plans.sections import Section, Writing, write_section
from tests.plans.telling import Owner, Teller, bodies_of
from tests.plans.words import PLACES, TRADES, Trade

BY_MAKING = frozenset({"target-groups", "tables-disagree", "merged-cells"})
"""Damages that change what is written, not only how; the others are done to the lines."""
ALL_DAMAGES = (*sorted(BY_MAKING), *DAMAGES)


@dataclass(frozen=True, eq=False)
class MadePlan:
    """The text of a plan, and what it says."""

    text: str
    truth: dict[str, Any]
    damaged: bool = False


def made_plan(seed: int, damages: Collection[str] = frozenset(), size: int = 4) -> MadePlan:
    """The plan of a seed with the named damages. ``size`` is the number of projects, two at least.

    Raises ValueError where a damage is not one of ALL_DAMAGES.
    """
    if unknown := set(damages) - set(ALL_DAMAGES):
        raise ValueError(f"no such damage: {', '.join(sorted(unknown))}; there are {', '.join(ALL_DAMAGES)}")
    page, truth = _written(seed, frozenset(damages), max(size, 2))
    rows = page.rows
    before = [row.text for row in rows]
    for name in DAMAGES:
        if name in damages:
            rows = DAMAGES[name](rows, random.Random(f"{seed} {name}"))
            _reworded(truth, name)
    changed = [row.text for row in rows] != before or bool(BY_MAKING & set(damages))
    _slipped(truth, rows)
    _number_lines(truth, rows)
    return MadePlan("\n".join(row.text for row in rows) + "\n", truth, changed)


def _written(seed: int, damages: frozenset[str], size: int) -> tuple[Page, dict[str, Any]]:
    order = random.Random(f"plan {seed}")
    habits = drawn_habits(order)
    if "merged-cells" in damages:
        habits = replace(habits, merged=True)
    first = order.choice([2019, 2021, 2022, 2023, 2024, 2025, 2026])
    years = range(first, first + order.randint(2, 5))
    place = order.choice(PLACES)
    cast = Cast(order, place, order.choice("県県市"))
    teller = Teller(order, cast, years[0], years[-1])
    publisher = cast.publisher.name
    trades = order.sample(TRADES, min(max(size - 1, 2), len(TRADES)))
    projects = _project_names(order, trades, size)
    areas = drawn_areas(order, trades, list(projects))
    owners = _owners(order, list(projects))
    indicators = {owner: drawn_indicators(order, owner, projects[owner.project], years, first - 2) for owner in owners}
    truth = _frame_of_truth(publisher, years, projects, owners)
    truth["title"] = f"{publisher}{order.choice(['産業創造戦略', '未来産業ビジョン', '産業振興計画', '成長産業戦略'])}"
    page = Page()
    _title_page(page, truth["title"], publisher, years, habits)
    unsectioned = owners[-1].project if size > 3 and order.random() < 0.4 and owners[-1].tag is None else ""
    sections = [
        Section(owner, projects[owner.project], indicators[owner]) for owner in owners if owner.project != unsectioned
    ]
    if "tables-disagree" in damages:
        _disagree(sections, indicators, random.Random(f"{seed} tables-disagree"))
    writing = Writing(page, teller, habits, years, truth, "target-groups" in damages)
    chapters = ["sections", "areas"] if habits.sections_first else ["areas", "sections"]
    for number, chapter in enumerate([*chapters, "summary"], 1):
        title = {
            "areas": "重点成長分野の施策展開",
            "sections": habits.project_word,
            "summary": "取組目標（指標）の一覧",
        }[chapter]
        page.add(habits.chapter.format(n=habits.number(number), title=title), "chapter")
        page.gap()
        if chapter == "areas":
            write_areas(page, areas, teller, habits, truth)
        elif chapter == "sections":
            for section in sections:
                write_section(section, writing)
        else:
            _summary(page, order, habits, indicators, areas, years, truth, unsectioned)
    write_roster(page, teller, habits, trades[0], first - 1, truth)
    _told(truth, cast, teller)
    return page, truth


def _project_names(order: random.Random, trades: list[Trade], size: int) -> dict[str, Trade]:
    endings = order.sample(["共創", "先導", "飛躍", "再生", "実装", "挑戦", "発信", "循環"], 8)
    names: dict[str, Trade] = {}
    for place in range(size):
        trade = trades[place % len(trades)]
        names[f"{trade.short}{endings[(place // len(trades) + place) % len(endings)]}プロジェクト"] = trade
    return names


def _owners(order: random.Random, projects: list[str]) -> list[Owner]:
    """One owner a project; now and then a project of two parts."""
    parted = order.choice(projects[:-1]) if order.random() < 0.5 else ""
    tags = order.choice([("沿岸部", "内陸部"), ("開発", "普及"), ("設備", "人材")])
    return [
        owner
        for project in projects
        for owner in ([Owner(project, tag) for tag in tags] if project == parted else [Owner(project)])
    ]


def _disagree(sections: list[Section], indicators: dict[Owner, tuple[Indicator, ...]], order: random.Random) -> None:
    """The summary prints another target for one indicator of a section."""
    place = order.randrange(len(sections))
    section = sections[place]
    first, *others = section.indicators
    other = replace(first, other_target=first.target + order.randint(1, 9))
    sections[place] = replace(section, indicators=(other, *others))
    indicators[section.owner] = (other, *others)


def _frame_of_truth(publisher: str, years: range, projects: dict[str, Trade], owners: list[Owner]) -> dict[str, Any]:
    lists = (
        "groups", "fields", "areas", "contributions", "measure_groups", "components", "indicators", "details",
        "follows", "persons", "findings", "disagreements",
    )  # fmt: skip
    return {
        "publisher": publisher, "years": [years[0], years[-1]], "projects": list(projects),
        "parts": [owner.entry for owner in owners if owner.tag], **{name: [] for name in lists},
    }  # fmt: skip


def _title_page(page: Page, title: str, publisher: str, years: range, habits: Habits) -> None:
    page.add(title, "title")
    page.gap()
    period = f"（{era_year(years[0])}年度～{era_year(years[-1])}年度）"
    page.add(wide(period) if habits.wide_numbers else period, "period")
    page.gap()
    page.add(publisher, "publisher")
    page.gap()


def _summary(
    page: Page, order: random.Random, habits: Habits, indicators: dict[Owner, tuple[Indicator, ...]], areas: list[Area],
    years: range, truth: dict[str, Any], unsectioned: str,
) -> None:  # fmt: skip
    overall = [
        ("製造品出荷額", Decimal(order.randint(900, 9800)), "億円"),
        ("従業者の労働生産性", Decimal(order.randint(700, 1900)), "万円/人"),
    ]
    page.add("【全体指標】", "subheading")
    for row in overall_rows(years[0] - 3, overall):
        page.add(row, "overall")
    for label, value, unit in overall:
        values = [["baseline", str(value), years[0] - 3, "fiscalYearKind", "equal"]]
        truth["indicators"].append({"owner": None, "label": label, "unit": unit, "values": values})
    page.gap()
    page.add("【プロジェクト指標】", "subheading")
    page.add(summary_head(years[0] - 2, years[-1], habits), "summary-head")
    last = ""
    for owner, found in indicators.items():
        fields = [area.label for area in areas if not area.across and owner.project in area.primary]
        for indicator in found:
            again = habits.merged and owner.project == last
            first = "" if again else "、".join(fields) or "分野横断的"
            page.add(summary_row(indicator, first, "" if again else owner.project, habits), "summary")
            last = owner.project
            truth["indicators"].append(indicator.entry(owner.project != unsectioned))
            if indicator.other_target is not None:
                truth["disagreements"].append([indicator.label, str(indicator.target), str(indicator.other_target)])
    page.gap()


def _told(truth: dict[str, Any], cast: Cast, teller: Teller) -> None:
    """What the teller kept account of, in the words of a truth file."""
    truth["organizations"], truth["instruments"] = bodies_of(cast, teller)
    truth["memberships"] = teller.memberships
    truth["relations"] = [[*ends, status] for ends, status in teller.relations.items()]
    truth["engagements"] = [
        [body, project, role, "stated"]
        for (body, project), roles in teller.engaged.items()
        for role in roles or ("mentioned",)
    ]
    truth["events"], truth["facts"] = teller.events, teller.facts
    truth["mentions"] = [list(pair) for pair in teller.mentions]


def _reworded(truth: dict[str, Any], damage: str) -> None:
    """The texts by which the plan's things are called are those that stand there after the damage."""
    for finding in truth["findings"]:
        finding["text"] = reworded(damage, finding["text"])
    truth["mentions"] = [[reworded(damage, text), body] for text, body in truth["mentions"]]


def _slipped(truth: dict[str, Any], rows: list[Row]) -> None:
    """Where the label 関連 stands behind a name that it governs, the related links of its list are repaired."""
    lists: list[list[str]] = []
    for row in rows:
        if row.role == "matching":
            lists.append([])
        elif row.role == "related" and lists:
            lists[-1].append("label" if row.text == "関連" else "name")
        elif row.role == "related-label" and lists:
            lists[-1].append("label")
    labels = [*(label for _, label, _ in truth["fields"]), *(label for label, _ in truth["areas"])]
    slipped = {
        label for label, found in zip(labels, lists, strict=True) if "label" in found and found.index("label") > 0
    }
    for link in truth["contributions"]:
        if link[1] in slipped and link[2] == "related":
            link[3] = "repaired"


def _number_lines(truth: dict[str, Any], rows: list[Row]) -> None:
    """Marks become the lines where things stand now."""
    for event in truth["events"]:
        event["line"] = line_of(rows, event.pop("mark"))
    for fact in truth["facts"]:
        printed = folded(fact.pop("printed"))
        mark = fact.pop("mark")
        marked = [number for number, row in enumerate(rows, 1) if mark in row.marks]
        fact["line"] = next((each for each in marked if printed in folded(rows[each - 1].text)), line_of(rows, mark))
    for finding in truth["findings"]:
        line = line_of(rows, finding.pop("mark"))
        finding["lines"] = [line, line]
