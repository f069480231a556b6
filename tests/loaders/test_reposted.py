"""A re-listed measure is the one that is listed elsewhere, with all that stands below it."""

from __future__ import annotations

from graph.exports.markdown import markdown
from loaders.load import facts_of_document
from loaders.text.lines import read_document
from tests.conftest import DOCUMENTS
from tests.markdown.plans import differences, loaded


def test_what_stands_below_a_relisted_bullet_is_part_of_the_measure_itself() -> None:
    text = (DOCUMENTS / "asagiri-industry-plan.txt").read_text(encoding="utf-8")
    first, again = "- 香りや味の評価手法の確立", "- 加工データを共有する基盤の運用"
    assert first in text
    assert again in text
    text = text.replace(first, f"- 樽の共同利用\n{first}")
    text = text.replace(again, f"{again}\n- 樽の共同利用［再掲］\n - ・ 樽の手入れ")
    facts = facts_of_document(read_document("plan.txt", text.encode(), "text/plain")).facts
    (whole,) = (node for node in facts.by_type["Measure"] if node.label == "樽の共同利用")
    assert [node.label for node in facts.parts(whole.id)] == ["樽の手入れ"]
    lists = {facts.nodes[link.target].label: link.value("reposted") for link in facts.outgoing[whole.id]}
    assert lists == {"発酵食品の価値を高める商品づくり": False, "共同開発の促進": True}
    assert differences(facts, loaded(markdown(facts)).facts) == []
