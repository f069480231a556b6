"""The roster of a made plan's committee."""

from __future__ import annotations

from typing import Any

from tests.plans.cast import Body
from tests.plans.habits import Habits
from tests.plans.page import Page
from tests.plans.printing import era_year, wide
from tests.plans.telling import Teller
from tests.plans.words import GIVEN, POSTS, SURNAMES, Trade


def write_roster(page: Page, teller: Teller, habits: Habits, trade: Trade, year: int, truth: dict[str, Any]) -> None:
    """Writes a roster of six to nine members and what it says; two of them may come from the same body."""
    order, cast = teller.order, teller.cast
    committee = f"{cast.publisher.name}産業{order.choice(['創造会議', '戦略会議', '振興協議会', '戦略本部'])}"
    cast.adopt(Body(committee, "Council", introduced=True))
    month = order.randint(1, 12)
    as_of = f"{year}-{month:02}"
    date = f"{era_year(year, month)}年{month}月"
    page.add(f"{committee}委員名簿（{wide(date) if habits.wide_numbers else date}現在）", "roster-title")
    page.add("（敬称略）", "roster-note")
    page.add("\t".join(["所属", "役職", *(["ふりがな"] if habits.kana == "column" else []), "氏名"]), "roster-head")
    count = order.randint(6, 9)
    people = list(zip(order.sample(SURNAMES, count), order.choices(GIVEN, k=count), strict=True))
    last, firm = "", None
    for (surname, kana), (given, reading) in sorted(people, key=lambda each: each[0][1]):
        kind = order.choice(["Company", "Company", "Company", "University", "FinancialInstitution", "Association"])
        firm = firm if firm is not None and order.random() < 0.2 else cast.draw(kind, trade)
        firm.introduced = True
        post = order.choice(POSTS[firm.kind]).format(place=next(cast.places)[0])
        name, spelt = f"{surname} {given}", f"{kana} {reading}"
        printed = {"before": [f"{spelt} {name}"], "brackets": [f"{name}（{spelt}）"], "column": [spelt, name]}
        body = "" if habits.merged and firm.name == last else firm.name
        page.add("\t".join([body, post, *printed[habits.kana]]), "roster")
        last = firm.name
        truth["persons"].append({"name": name, "kana": spelt})
        status = "stated" if body else "repaired"  # a merged cell's words stand in its first row only
        teller.memberships.append([name, committee, None, as_of, status])
        teller.memberships.append([name, firm.name, post, as_of, status])
    page.add(f"（{count}名）", "roster-count")
    page.gap()
