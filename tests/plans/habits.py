"""How one made plan is printed throughout: numbering, signs, labels, widths. Drawn from its seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.plans.printing import wide


@dataclass(frozen=True, slots=True)
class Habits:
    """The choices of one plan."""

    wide_numbers: bool
    chapter: str  # with {n} and {title}
    group: str  # with {letter} and {title}
    field: str  # with {n} and {title}
    bullet: str
    section_bullet: str
    primary: str
    related: str  # "line": one label a name; "over": one label over all; "brackets": （関連） before each
    project_word: str
    reposted: str
    heading: str  # with {n} and {title}
    year_head: str  # with {era} {n} {year}
    null: str
    merged: bool
    kana: str  # "before", "brackets" or "column"
    sections_first: bool
    titled: bool = True

    def number(self, number: int) -> str:
        """A number of a heading in the plan's width."""
        return wide(str(number)) if self.wide_numbers else str(number)


def drawn_habits(order: random.Random) -> Habits:
    """The habits of a plan."""
    return Habits(
        wide_numbers=order.random() < 0.5,
        chapter=order.choice(["第{n}章　{title}", "第{n}章 {title}", "第{n}部　{title}"]),
        group=order.choice(["Ⅰ　{title}", "Ａ　{title}", "{title}"]),
        field=order.choice(["分野{n}　{title}", "{n} {title}", "{n} {title}"]),
        bullet=order.choice(["・ ", "・", "○ "]),
        section_bullet=order.choice(["- ", "・ "]),
        primary=order.choice(["■ ", "● ", "- "]),
        related=order.choice(["line", "over", "brackets"]),
        project_word=order.choice(["飛躍プロジェクト", "先導プロジェクト", "戦略プロジェクト"]),
        reposted=order.choice(["［再掲］", "【再掲】", "〔再掲〕", "（再掲）", "[再掲]"]),
        heading=order.choice(["{n} {title}", "({n}) {title}"]),
        year_head=order.choice(["{era}年度({year}年度)", "{era}年度（{year}年度）", "{era}年度"]),
        null=order.choice("-－―—"),
        merged=order.random() < 0.6,
        kana=order.choice(["before", "brackets", "column"]),
        sections_first=order.random() < 0.3,
    )
