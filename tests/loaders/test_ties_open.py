"""What is known to be read wrongly still, by the shortest sentence that shows it.

Each case fails as it must; one that is read rightly breaks this file, and then moves to the claims of its kind.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.names.identity.forms import normal_form
from tests.loaders.small_plan import PUBLISHER, Told, read

Claim = Callable[[Told], bool]
NAMES: dict[str, Claim] = {
    "海岸に（仮称）潮見共創ラボを設ける": lambda told: told.said_of("潮見共創ラボ", "provisionalName") == "True",
    "（公財）あおうみ産業振興財団の職員が集う": lambda told: "公益財団法人あおうみ産業振興財団" in told.bodies,
    "潮見共創拠点の会員が増えた": lambda told: told.bodies.get("潮見共創拠点") == "Site",
    "ものづくり補助金の採択が進む": lambda told: "ものづくり補助金" in told.instruments,
    "海藻の利用に関する覚書を締結した": lambda told: list(told.instruments.values()) == ["agreement"],
    "「海洋産業振興計画」の改定が進む\n同計画に基づく整備が進む": lambda told: len(told.mentions) == 2,
}
TIES: dict[str, Claim] = {
    "波島海藻協議会は、「波島藻場ネットワーク」に改組された": (
        lambda told: told.relations == {("波島藻場ネットワーク", "succeeds", "波島海藻協議会")}
    ),
    "波島大学及び波島銀行の２者から成る「波島海藻協議会」が集う": lambda told: len(told.memberships) == 2,
    "県は、波島大学と「海藻包括連携協定」を令和5年7月20日に締結した": (
        lambda told: told.said_of("海藻包括連携協定", "date") == "2023-07-20"
    ),
    "「海藻学びプログラム」の運営が続く": (
        lambda told: told.inferred_relations == {(PUBLISHER, "operates", "海藻学びプログラム")}
    ),
    "「波島海藻研究会」は、波島大学が設置した研究の場である": (
        lambda told: ("波島海藻研究会", "operator") not in told.roles
    ),
    "令和2年度に「波島海藻協議会」を設立し、令和4年5月に「潮見港湾研究会」を発足させた": (
        lambda told: told.events["2022-05"] == {"潮見港湾研究会"}
    ),
}
MEASURES: dict[str, Claim] = {
    "波島大学は講習を行い、波島銀行は相談を受け持つ": lambda told: ("波島大学", "operator") in told.roles,
}


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="the steps of the normal form undo each other")
@pytest.mark.parametrize("name", ["高専・", "波島・・", "社団法（株）人", "漁協・株式会社"])
def test_a_form_that_is_not_normal_yet(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@pytest.mark.xfail(strict=True, raises=(AssertionError, KeyError), reason="names of bodies and instruments")
@pytest.mark.parametrize(("finding", "right"), NAMES.items(), ids=NAMES)
def test_a_name_that_is_read_wrongly_still(finding: str, right: Claim) -> None:
    assert right(read(*finding.split("\n")))


@pytest.mark.xfail(strict=True, raises=(AssertionError, KeyError), reason="ties of bodies")
@pytest.mark.parametrize(("finding", "right"), TIES.items(), ids=TIES)
def test_a_tie_that_is_read_wrongly_still(finding: str, right: Claim) -> None:
    assert right(read(finding))


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="roles of bodies")
@pytest.mark.parametrize(("measure", "right"), MEASURES.items(), ids=MEASURES)
def test_a_role_that_is_read_wrongly_still(measure: str, right: Claim) -> None:
    assert right(read(measures=[measure]))
