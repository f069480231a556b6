"""Names and ties that were once read wrongly, each by the shortest sentence that showed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.loaders.small_plan import PUBLISHER, Told, read

Claim = Callable[[Told], bool]
CLAIMS: dict[str, Claim] = {
    "波島水産組合、株式会社波島鉄工及び波島銀行の職員が集う": lambda told: "株式会社波島鉄工" in told.bodies,
    "県、波島市及び県内企業の3者は、「3者合意」を締結した": lambda told: told.bodies.get("県内企業") != "Company",
    "波島市、若手の漁師たち及び波島大学の3者は、「3者合意」を締結した": lambda told: (
        "若手の漁師たち" not in told.bodies
    ),
    "オーストラリアのタスマニア州との交流を進める": lambda told: told.said_of("タスマニア州", "country") == "AU",
    "波島大学の「海洋未来センター」が開所した": lambda told: told.bodies["海洋未来センター"] == "UniversityUnit",
    "波島海藻ネットワークの「養殖部会」が集う": lambda told: told.bodies["養殖部会"] == "NetworkDivision",
    "「海藻産業振興計画」の改定が進む\n次期海藻産業振興計画を定める": lambda told: len(told.instruments) == 2,
    "波島市への観光客が増えた": lambda told: told.bodies == {},
    "波島産業振興財団による「波島海藻研究会」の運営が続く": lambda told: told.memberships == set(),
    "波島大学が設立した「波島海藻研究会」が集う": lambda told: told.memberships == set(),
    "波島大学との間で「海藻包括連携協定」を締結した": (
        lambda told: (PUBLISHER, "partyTo", "海藻包括連携協定") in told.inferred_relations
    ),
    "県、波島市及び波島大学の5者は、「5者協定」を締結した": lambda told: told.inferred_relations == set(),
}


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_sentence_says_this_and_nothing_else(sentence: str) -> None:
    assert CLAIMS[sentence](read(*sentence.split("\n")))
