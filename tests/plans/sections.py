"""The sections of projects of a made plan: situation, overview, schedule and table of indicators."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from tests.plans.habits import Habits
from tests.plans.indicators import Indicator, own_head, own_row
from tests.plans.page import Page
from tests.plans.printing import era_year
from tests.plans.sentences import DETAILS, DIRECTIONS, ISSUES, MEASURES, PUBLISHER_ACTS, SITUATION, Sentence
from tests.plans.telling import Owner, Teller
from tests.plans.words import Trade

COMPONENTS = ("の研究体制の整備", "を担う人材の育成", "の需要の開拓", "の導入の促進", "の供給網の強化")
ADDRESSEES = (("事業者向け", "研究機関向け"), ("大企業向け", "中小企業向け"))


@dataclass(frozen=True, slots=True)
class Section:
    """A section to be written: whose it is, about which trade, with which indicators."""

    owner: Owner
    trade: Trade
    indicators: tuple[Indicator, ...]
    rich: int = 1  # how many sentences more than the least


@dataclass(slots=True)
class Writing:
    """What the writing of all sections shares."""

    page: Page
    teller: Teller
    habits: Habits
    years: range
    truth: dict[str, Any]
    target_groups: bool = False
    titles: dict[str, int] = field(default_factory=dict)


def write_section(section: Section, writing: Writing) -> None:
    """Writes a section and what it says."""
    page, habits = writing.page, writing.habits
    number = writing.titles.setdefault(section.owner.project, len(writing.titles) + 1)
    tag = f"【{section.owner.tag}】" if section.owner.tag else ""
    page.add(f"プロジェクト{habits.number(number)}　{section.owner.project}{tag}", "section-title")
    _heading(writing, 1, "現状と課題")
    _situation(section, writing)
    _heading(writing, 2, "プロジェクトの概要")
    components = _overview(section, writing)
    _heading(writing, 3, "工程表")
    _schedule(section, components, writing)
    _heading(writing, 4, "取組目標（指標）")
    for row in own_head(writing.years[-1], habits):
        page.add(row, "own-head")
    for indicator in section.indicators:
        page.add(own_row(indicator, habits, writing.teller.order), "own")
    page.gap()


def _heading(writing: Writing, number: int, title: str) -> None:
    writing.page.add(writing.habits.heading.format(n=number, title=title), "heading")


def _situation(section: Section, writing: Writing) -> None:
    order = writing.teller.order
    writing.page.add("〔現状〕", "subheading")
    for _ in range(order.randint(3, 4) + section.rich):
        _finding(SITUATION, section, writing)
    writing.page.gap()
    writing.page.add("〔課題と方向性〕", "subheading")
    _finding(ISSUES, section, writing)
    for _ in range(order.randint(1, 2) + section.rich):
        _finding(DIRECTIONS, section, writing)
    writing.page.gap()


def _finding(pool: tuple[Sentence, ...], section: Section, writing: Writing) -> None:
    told = writing.teller.tell(pool, section.trade)
    mark = writing.page.mark()
    writing.page.add(f"{writing.habits.section_bullet}{told.text}", "finding", mark)
    writing.teller.record(told, mark, section.owner)
    writing.truth["findings"].append(
        {"mark": mark, "kind": told.sentence.kind, "owner": section.owner.entry, "text": told.text}
    )


def _overview(section: Section, writing: Writing) -> list[dict[str, Any]]:
    order, page = writing.teller.order, writing.page
    found = []
    for number, end in enumerate(order.sample(COMPONENTS, 2)):
        label = section.trade.short + end
        page.add(label, "component")
        measures: list[Any] = []
        pools = [MEASURES] * (order.randint(2, 3) + section.rich) + ([PUBLISHER_ACTS] if number == 0 else [])
        for pool in pools:
            told = writing.teller.tell(pool, section.trade)
            mark = page.mark()
            page.add(f"{writing.habits.section_bullet}{told.text}", "bullet", mark)
            writing.teller.record(told, mark, section.owner)
            measures.append(told.text)
            if order.random() < 0.12 and "、" not in told.text:
                second = f"{writing.teller.topic(section.trade)}の準備"
                page.add(f"　－ {second}", "subbullet")
                measures.append([told.text, second])
        page.gap()
        entry = {"owner": section.owner.entry, "label": label, "measures": measures, "activities": []}
        writing.truth["components"].append(entry)
        found.append(entry)
    return found


def _schedule(section: Section, components: list[dict[str, Any]], writing: Writing) -> None:
    heads = [
        writing.habits.year_head.format(era=era_year(year), year=year) for year in writing.years
    ]  # fmt: skip
    writing.page.add("\t".join(["取組", *heads]), "schedule-head")
    for number, component in enumerate(components):
        for line in range(writing.teller.order.randint(1, 2) + (number == 0)):
            first = component["label"] if line == 0 or not writing.habits.merged else ""
            _row(first, section, component, writing)
        if writing.target_groups and number == 0:
            _addressed(section, component, writing)
    writing.page.gap()


def _row(first: str, section: Section, component: dict[str, Any], writing: Writing) -> None:
    order, years = writing.teller.order, writing.years
    starts = order.choice([[0], [0], [0, order.randrange(1, len(years))], [order.randrange(1, len(years))]])
    if len(years) > 2 and order.random() < 0.15:
        starts = [0, 1, len(years) - 1] if len(years) > 2 else [0, 1]
    cells = [""] * len(years)
    before = ""
    for place, start in enumerate(starts):
        label, cell = _activity(section, writing)
        cells[start] = cell
        last = starts[place + 1] - 1 if place + 1 < len(starts) else len(years) - 1
        component["activities"].append([label, f"{years[start]}-{years[last]}"])
        if before:
            writing.truth["follows"].append([section.owner.entry, component["label"], label, before])
        before = label
    writing.page.add("\t".join([first, *cells]), "schedule")


def _activity(section: Section, writing: Writing) -> tuple[str, str]:
    """An activity's title and its cell, with its details told."""
    order, teller = writing.teller.order, writing.teller
    label = f"{teller.topic(section.trade)}の{order.choice(['推進', '促進', '実施', '準備', '展開'])}"
    details = []
    for _ in range(order.choice([0, 1, 1, 2])):
        told = teller.tell(DETAILS, section.trade)
        teller.record(told, 0, section.owner, label)
        details.append(told.text)
    if details:
        writing.truth["details"].append([section.owner.entry, "", label, details])
    return label, " ".join([f"<{label}>", *(f"・{detail}" for detail in details)])


def _addressed(section: Section, component: dict[str, Any], writing: Writing) -> None:
    """A row more, of two target groups side by side in place of the years; drawn apart, so that all else stays."""
    order = random.Random(component["label"])
    span = f"{writing.years[0]}-{writing.years[-1]}"
    cells = []
    for addressee in order.choice(ADDRESSEES):
        labels = [
            f"{thing}の{order.choice(['出張相談', '手引きの配布'])}" for thing in order.sample(section.trade.objects, 2)
        ]
        cells.append(f"<p>{addressee}</p> <ul> {' '.join(f'●{label}' for label in labels)} </ul>")
        component["activities"] += [[label, span, addressee] for label in labels]
    first = "" if writing.habits.merged else component["label"]
    writing.page.add("\t".join([first, *cells, *[""] * (len(writing.years) - 2)]), "addressed")
