"""What a section says of its situation is read whole: every bullet, note and paragraph, as its heading says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.facts import Status, Term, Text
from loaders.draft import Draft, LineState
from loaders.kinds.strategy.situation.findings import finding_kind, read_findings
from loaders.load import facts_of_document
from loaders.text.lines import Line, normal
from loaders.text.readers import read_file
from ontology.paths import project

OWNER = project("港のにぎわいプロジェクト")


def read(text: str) -> tuple[list[tuple[str, str, int, int]], Draft]:
    """The findings of a chapter as (kind, label, first line, last line), and the draft they stand in."""
    lines = [Line(number, raw, normal(raw)) for number, raw in enumerate(text.split("\n"), 1)]
    draft = Draft()
    found = [draft.facts[key] for key in read_findings(lines, OWNER, draft)]
    told = []
    for fact in found:
        kind, label = fact.properties["findingKind"][0], fact.properties["label"][0]
        assert isinstance(kind, Term)
        assert isinstance(label, Text)
        told.append((kind.name, label.value, fact.places[0].first, fact.places[0].last))
    return told, draft


def test_bullets_are_of_the_kind_that_their_heading_says() -> None:
    told, draft = read(
        "〔現 状〕\n\n- 港に寄る客船は増加\n・ 桟橋は一つだけで混雑\n\n〔課題と方向性〕\n\n"
        "- 待合所が狭く、雨の日の乗降が困難\n- 客船の受入れに向け、桟橋の改修が必要"
    )
    assert told == [
        ("currentState", "港に寄る客船は増加", 3, 3),
        ("currentState", "桟橋は一つだけで混雑", 4, 4),
        ("issue", "待合所が狭く、雨の日の乗降が困難", 8, 8),
        ("direction", "客船の受入れに向け、桟橋の改修が必要", 9, 9),
    ]
    assert [line for line, (state, _) in draft.lines.items() if state is LineState.STRUCTURE] == [1, 6]


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("現状", "整備が必要との声がある", "currentState"),
        ("課題", "船員が不足している", "issue"),
        ("課題", "船員の育成を急ぎ、航路を守ることが必要", "direction"),
        ("課題と方向性", "待合所が狭いため、建替えが必要", "direction"),
        ("課題と方向性", "漁獲の減少が懸念される", "issue"),
        ("今後の方向性", "海の駅の整備", "direction"),
        ("現状と課題", "船員が不足している", "currentState"),
        ("", "漁港の統合が必要である", "direction"),
    ],
)
def test_the_kind_follows_the_heading_and_then_the_words(heading: str, text: str, kind: str) -> None:
    assert finding_kind(text, heading) == kind


def test_subheadings_and_subjects_are_structure_and_what_stands_under_them_is_found() -> None:
    told, draft = read(
        "〔現状〕\n・ 航路は三つ\n\n〈これまでの成果〉\n\n【物流分野】\n\n共同で使う倉庫の整備\n\n"
        "【観光分野】・船上の朝市の開催\n\n- ・ 灯台の公開\n\n五つの催しに市民が参加"
    )
    assert [each[1:3] for each in told] == [
        ("航路は三つ", 2),
        ("共同で使う倉庫の整備", 8),
        ("船上の朝市の開催", 10),
        ("灯台の公開", 12),
        ("五つの催しに市民が参加", 14),
    ]
    assert {1, 4, 6} == {line for line, (state, _) in draft.lines.items() if state is LineState.STRUCTURE}


def test_a_note_that_holds_a_name_goes_with_its_explanation() -> None:
    told, draft = read("〔現状〕\n\n※「みなと案内所」\n\n船の客に町を案内する拠点\n\n※ 案内所は年中無休\n")
    assert [each[1:] for each in told] == [
        ("「みなと案内所」船の客に町を案内する拠点", 3, 5),
        ("案内所は年中無休", 7, 7),
    ]
    assert not draft.repairs


def test_a_torn_bullet_goes_on_and_is_repaired() -> None:
    told, draft = read("〔現状〕\n・ 港の倉庫（冷凍、\n冷蔵を含む）は満杯で、\n\n新しい荷は断っている\n・ 岸壁は老朽化")
    assert [each[1:] for each in told] == [
        ("港の倉庫（冷凍、冷蔵を含む）は満杯で、新しい荷は断っている", 2, 5),
        ("岸壁は老朽化", 6, 6),
    ]
    fact = next(iter(draft.facts.values()))
    assert (fact.status, fact.rules) == (Status.REPAIRED, ["continued-line"])


def test_bullets_run_together_are_two_findings() -> None:
    told, _ = read("〔現状〕\n・ 朝市に並ぶ船は減っている ・ 担い手の平均は七十歳に近い")
    assert [each[1] for each in told] == ["朝市に並ぶ船は減っている", "担い手の平均は七十歳に近い"]


def test_spaces_inside_words_go_and_the_one_behind_an_introducing_word_stays() -> None:
    told, _ = read("〔現状〕\n- 港 に寄る客船\n\n事業の概要 船の客を町に招く。")
    assert [each[1] for each in told] == ["港に寄る客船", "事業の概要 船の客を町に招く。"]


def test_captions_of_pictures_are_no_findings() -> None:
    told, draft = read("〔現状〕\n・ 荷は増加\n\n図１ 取扱量の推移\n\n資料：港湾統計\n")
    assert [each[1] for each in told] == ["荷は増加"]
    assert draft.lines[4][0] is draft.lines[6][0] is LineState.LEFTOVER


def test_the_official_situation_is_read_whole(official_text: Path) -> None:
    official_facts = facts_of_document(read_file(official_text)).facts
    found = official_facts.by_type["Finding"]
    assert Counter(each.text("findingKind") for each in found) == {"currentState": 39, "direction": 19}
    owners = {official_facts.nodes[each.refs("concerns")[0]].type for each in found}
    assert owners == {"Project", "ProjectPart"}
