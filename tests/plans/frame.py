"""The chapter of fields of a made plan: groups, fields, areas, their measures, and the projects that serve them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.plans.habits import Habits
from tests.plans.page import Page
from tests.plans.sentences import FIELD_MEASURES
from tests.plans.telling import Teller
from tests.plans.words import Trade

GROUPS = ("ものづくり先導分野", "地域資源活用分野", "次代開拓分野", "暮らし関連分野")
ACROSS = (
    ("産業人材の確保と定着", "企業立地の促進"), ("創業と事業承継の支援", "デジタル技術の活用の促進"),
    ("若者の還流の促進", "海外展開の支援"),
)  # fmt: skip
THEMES = ("強みを伸ばす取組", "次の担い手づくり", "販路を広げる取組", "技術の底上げ")
GROUP_ENDS = ("の競争力の強化", "の基盤づくり", "の裾野の拡大", "の価値の向上", "の現場の改善")


@dataclass(frozen=True, slots=True)
class Area:
    """A field, or an area across fields, with the projects that serve it."""

    label: str
    trade: Trade
    group: str
    across: bool
    primary: tuple[str, ...]
    related: tuple[str, ...]


def drawn_areas(order: random.Random, trades: Sequence[Trade], projects: Sequence[str]) -> list[Area]:
    """The fields, one a trade, in two or three groups, and two areas across; each project is primary somewhere.

    Every field has a related project; an area across may have none, and then shows no label.
    """
    names = order.sample(GROUPS, order.randint(2, 3))
    areas: list[Area] = []
    for index, trade in enumerate(trades):
        own = [project for place, project in enumerate(projects) if place % len(trades) == index]
        own = own or [order.choice(projects)]
        others = [project for project in projects if project not in own]
        group = names[index * len(names) // len(trades)]
        related = order.sample(others, min(order.randint(1, 2), len(others)))
        areas.append(Area(trade.field, trade, group, False, tuple(own), tuple(related)))
    for label in order.choice(ACROSS):
        own = [order.choice(projects)]
        others = [project for project in projects if project not in own]
        count = 0 if order.random() < 0.3 else 1
        areas.append(
            Area(label, order.choice(trades), "分野横断", True, tuple(own), tuple(order.sample(others, count)))
        )
    return areas


def write_areas(page: Page, areas: Sequence[Area], teller: Teller, habits: Habits, truth: dict[str, Any]) -> None:
    """Writes the chapter's body and what it says."""
    earlier: list[tuple[str, int]] = []
    group, groups, number = "", 0, 0
    for area in areas:
        if area.group != group:
            group, groups = area.group, groups + 1
            truth["groups"].append(group)
            sign = {"Ⅰ": chr(ord("Ⅰ") + groups - 1), "Ａ": chr(ord("Ａ") + groups - 1)}
            form = habits.group if not area.across else habits.group.replace("{title}", "分野横断的な取組")
            printed = form.format(title=group)
            page.add(printed.replace(printed[0], sign[printed[0]]) if printed[0] in sign else printed, "group")
            page.gap()
        if area.across:
            truth["areas"].append([area.label, area.group])
            _measure_group(page, area, None, area.label, teller, habits, truth, earlier)
        else:
            number += 1
            truth["fields"].append([number, area.label, area.group])
            page.add(habits.field.format(n=habits.number(number), title=area.label), "field")
            page.gap()
            theme = teller.order.choice(THEMES)
            page.add(f"〔{theme}〕", "theme")
            for end in teller.order.sample(GROUP_ENDS, teller.order.randint(1, 2)):
                _measure_group(page, area, theme, area.trade.short + end, teller, habits, truth, earlier)
        _projects(page, area, habits, truth)


def _measure_group(
    page: Page, area: Area, theme: str | None, label: str, teller: Teller, habits: Habits, truth: dict[str, Any],
    earlier: list[tuple[str, int]],
) -> None:  # fmt: skip
    page.add(f"■ {label}", "measure-group")
    measures: list[str] = []
    for _ in range(teller.order.randint(2, 3)):
        told = teller.tell(FIELD_MEASURES, area.trade)
        mark = page.mark()
        page.add(f"{habits.bullet}{told.text}", "field-bullet", mark)
        teller.record(told, mark, None)
        measures.append(told.text)
    if earlier and teller.order.random() < 0.5:
        text, _ = earlier.pop(0)
        page.add(f"{habits.bullet}{text}{habits.reposted}", "field-bullet")
        measures.append(f"*{text}")
    earlier.append((measures[0], 0))
    page.gap()
    truth["measure_groups"].append({"area": area.label, "theme": theme, "label": label, "measures": measures})


def _projects(page: Page, area: Area, habits: Habits, truth: dict[str, Any]) -> None:
    page.add(f"対応・関連する「{habits.project_word}」", "matching")
    primary = "stated" if area.related or not area.across else "inferred"
    for name in area.primary:
        page.add(f"{habits.primary}{name}", "primary")
        truth["contributions"].append([name, area.label, "primary", primary])
    if habits.related == "over" and area.related:
        page.add("関連", "related-label")
    for name in area.related:
        page.add({"over": name, "line": f"関連 {name}", "brackets": f"（関連）{name}"}[habits.related], "related")
        truth["contributions"].append([name, area.label, "related", "stated"])
    page.gap()
