"""Properties of names that hold for any text: forms, spans, and no order of sentences changes who is who."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.draft import Place
from loaders.names.identity.forms import normal_form
from loaders.names.mention import Naming
from loaders.names.naming import Listed, naming
from loaders.names.plain import plain
from loaders.statements import Statement
from ontology import paths

LETTERS = st.text(
    alphabet=st.sampled_from(
        "波島海藻協議会漁協農高専信金商議所生校工業人財材株式会社(（)）ｶﾞﾗボーヴAｂ１・ 　㈱「」法を"
    ),
    max_size=24,
)
ANYTHING = st.one_of(st.text(max_size=40), LETTERS)


FORMS = ("", "株式会社", "（株）", "㈱", "国立大学法人", "公益財団法人")
WORDS = (
    "波島", "潮見", "海藻", "漁協", "農協", "高専", "信金", "商議所", "工業高等専門学校", "生協", "高校", "協議会",
    "コーディネーター", "ヴィラ", "人財", "人材", "バンク", "Ｒ＆Ｄ", "ﾛﾎﾞｯﾄ", "第１",
)  # fmt: skip
# Names as texts hold them: whole words, a legal form before or behind (what is no such name: test_ties_open.py).
MADE_NAMES = st.tuples(
    st.sampled_from(FORMS),
    st.sampled_from(("", "・", " ")).flatmap(
        lambda joint: st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(joint.join)
    ),
    st.sampled_from(FORMS),
).map("".join)


@settings(deadline=None)
@given(MADE_NAMES)
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@settings(deadline=None)
@given(MADE_NAMES)
def test_legal_forms_width_long_vowels_and_spaces_are_no_part_of_the_normal_form(name: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in name)
    for other in (
        f"株式会社{name}",
        f"{name}（株）",
        name.replace("ー", ""),
        f" {name} ",
        wide,
        name.replace("人財", "人材"),
    ):
        assert normal_form(other) == normal_form(name)


@settings(deadline=None)
@given(ANYTHING)
def test_each_character_of_a_plain_text_comes_from_a_character_printed_in_that_order(printed: str) -> None:
    found = plain(printed)
    assert len(found.origin) == len(found.text)
    assert list(found.origin) == sorted(found.origin)
    assert all(0 <= at < len(printed) for at in found.origin)
    for char, at in zip(found.text, found.origin, strict=True):
        if char != " ":
            assert char in unicodedata.normalize("NFKC", printed[at : at + 2]) or printed[at] in "㈱㈲㈳㈶"


@settings(deadline=None)
@given(ANYTHING, st.data())
def test_a_span_of_a_plain_text_holds_the_same_characters_in_print(printed: str, data: st.DataObject) -> None:
    found = plain(printed)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.printed(start, end)
    if start < end:
        assert _bare(found.text[start:end]) in _bare(plain(printed[first : last + 1]).text)
    else:
        assert first == last


@settings(deadline=None)
@given(ANYTHING)
def test_a_plain_text_is_plain(printed: str) -> None:
    assert plain(plain(printed).text).text == plain(printed).text


def _bare(text: str) -> str:
    return "".join(text.split())


# The order of sentences ---------------------------------------------------------------------------------------------

PROJECT = paths.project("試作の輪プロジェクト")
SENTENCES = (
    "波島漁協の直売所が賑わう", "波島漁業協同組合の会員が増えた", "「あおうみ海藻産業協議会」が集う",
    "海藻産業協議会が集う",
    "株式会社波島鉄工は溶接を担う", "（株）波島鉄工の炉が新しくなった", "海洋精密加工協議会が集う",
    "海洋精蜜加工協議会が集う", "波島海藻養殖研究会が集う", "潮見海藻養殖研究会が集う", "海藻養殖研究会が集う",
    "波島化学株式会社の売上が伸びた", "波島化学潮見工場が増設された",
)  # fmt: skip


def told(sentences: tuple[str, ...]) -> tuple[set[tuple[str, str, frozenset[str]]], set[frozenset[str]]]:
    """Bodies as (label, kind, names), and who may be whom, of sentences that stand on a line each."""
    read = [Statement(None, "Finding", text, Place(n, n), PROJECT) for n, text in enumerate(sentences, 1)]
    found, doubts = naming(read, Listed("青海県", "GovernmentBody"), (), frozenset())
    return _bodies(found), {frozenset((each.left, *each.right.split("、"))) for each in doubts}


def _bodies(found: Naming) -> set[tuple[str, str, frozenset[str]]]:
    every = {each.body for mentions in found.mentions.values() for each in mentions}
    return {(body.label, body.kind, frozenset(body.names)) for body in every if body}


@settings(deadline=None, max_examples=40)
@given(st.permutations(SENTENCES))
def test_the_order_of_sentences_changes_no_identity_and_no_doubt(sentences: list[str]) -> None:
    assert told(tuple(sentences)) == told(SENTENCES)


def test_the_sentences_hold_bodies_of_several_names_and_doubts() -> None:
    bodies, doubts = told(SENTENCES)
    assert {label for label, _, names in bodies if len(names) > 1} == {"波島漁業協同組合", "あおうみ海藻産業協議会"}
    assert len(doubts) == 2


@pytest.mark.parametrize("forms", list(permutations(("波島漁協", "波島漁業協同組合", "青海県波島漁協"))))
def test_forms_that_only_a_third_one_joins_are_joined_in_any_order(forms: tuple[str, ...]) -> None:
    assert len(told(tuple(f"{form}の会員が増えた" for form in forms))[0]) == 1


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_a_sentence_said_twice_names_nobody_else(sentences: list[str]) -> None:
    twice = {names for _, _, names in told((*sentences, *sentences))[0]}
    assert twice == {names for _, _, names in told(tuple(sentences))[0]}
