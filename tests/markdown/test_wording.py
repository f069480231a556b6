"""The bundled plan says what the text says in words of our own: each text has some, and none repeats the text."""

from __future__ import annotations

import pytest

from data.wording import copied_words, in_our_words, missing_words, text_hash, unused_words
from graph.facts import Facts
from tests.markdown.plans import again, differences, loaded

SITUATION = "県内の港湾では取扱貨物量が緩やかに増加しており設備の更新が急がれている"
EVENT = "平成31年2月に関係者が集まりみなと物流協議会を立ち上げ"
CLAUSE = "年間の取扱貨物量は約240万トンにのぼり"
PLAN = f"""\
# みなと市産業計画
- 発行者: みなと市
## プロジェクト: スマート港湾
### 現状
- {SITUATION}
### できごと
- 2019-02: {EVENT}
  - 関係: みなと物流協議会
### 数値
- 約240万トン: {CLAUSE}
  - 主題: 県内の港湾で一年間に取り扱う貨物の量
## 組織: みなと物流協議会
- 種類: 協議会
"""
WORDS = {
    "Finding": {text_hash(SITUATION): "港湾設備の老朽化"},
    "Event": {text_hash(EVENT): "みなと物流協議会の発足"},
    "Fact": {text_hash(CLAUSE): "貨物は年約240万トン"},
    "about": {text_hash("県内の港湾で一年間に取り扱う貨物の量"): "貨物量"},
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return loaded(PLAN).facts


def test_a_text_without_words_is_named_by_class_hash_and_line(facts: Facts) -> None:
    assert [(each.kind, each.line, each.text) for each in missing_words(facts, {})] == [
        ("Finding", 5, SITUATION), ("Event", 7, EVENT), ("Fact", 10, CLAUSE),
        ("about", 10, "県内の港湾で一年間に取り扱う貨物の量"),
    ]  # fmt: skip
    assert missing_words(facts, WORDS) == ()
    with pytest.raises(KeyError):
        in_our_words(facts, {**WORDS, "Event": {}})


def test_our_words_take_the_place_of_the_text_and_make_the_ids_that_a_load_makes(facts: Facts) -> None:
    said = in_our_words(facts, WORDS)
    labels = {node.label for type_ in ("Finding", "Event", "Fact") for node in said.by_type[type_]}
    assert labels == {"港湾設備の老朽化", "みなと物流協議会の発足", "貨物は年約240万トン"}
    assert said.by_type["Fact"][0].values("about") == ("貨物量",)
    assert differences(said, again(said).facts) == []
    assert set(facts.nodes) - set(said.nodes) == {
        facts.by_type[type_][0].id for type_ in ("Finding", "Event", "Fact")
    }  # fmt: skip


def test_words_of_the_text_are_not_ours_but_names_and_figures_are(facts: Facts) -> None:
    assert copied_words(facts, WORDS) == ()
    repeated = {**WORDS, "Finding": {text_hash(SITUATION): "取扱貨物量が緩やかに増加"}}
    assert copied_words(facts, repeated) == (("Finding", "取扱貨物量が緩やかに増加"),)


def test_words_for_a_text_that_is_gone_are_found(facts: Facts) -> None:
    old = {**WORDS, "Event": {**WORDS["Event"], "00": "以前の出来事"}}
    assert unused_words(facts, WORDS) == ()
    assert unused_words(facts, old) == (("Event", "00"),)


def test_two_things_of_one_section_and_sort_are_told_apart() -> None:
    two = loaded(PLAN.replace(f"- {SITUATION}", f"- {SITUATION}\n- 別の文")).facts
    words = {**WORDS, "Finding": {**WORDS["Finding"], text_hash("別の文"): "港湾設備の老朽化"}}
    with pytest.raises(ValueError, match="same words: 港湾設備の老朽化"):
        in_our_words(two, words)
