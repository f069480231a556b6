"""The words of every page: nothing is untranslated, each text is marked as the language it is in, type is set well."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from ontology.vocabulary import vocabulary
from tests.pages.conftest import Site, Tabs
from tests.pages.everybody import ask, every_page, none_of, seen_texts
from visualizations.words import interface

JAPANESE = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff]")
STACK = ["BIZ UDPGothic", "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "sans-serif"]


@lru_cache
def english() -> re.Pattern[str]:
    """Any whole English text of the interface or of the ontology that a Japanese page would say otherwise."""
    pairs = [*interface().values(), *_ontology()]
    texts = {each["en"].strip() for each in pairs if each["en"].strip() != each["ja"].strip()}
    same = {each["ja"].strip() for each in pairs}
    patterns = [
        ".+?".join(re.escape(part) for part in re.split(r"\{\w+\}", text))
        for text in texts - same if re.search("[A-Za-z]{3}", re.sub(r"\{\w+\}", "", text))
    ]  # fmt: skip
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


def _ontology() -> list[dict[str, str]]:
    known = vocabulary()
    things = (*known.node_types.values(), *known.link_types.values(), *known.properties.values(), *known.terms.values())
    return [dict(each.label) for each in things if {"ja", "en"} <= set(each.label)]


def test_in_english_every_japanese_text_is_one_of_the_plan_and_marked_as_japanese(site: Site, tab: Tabs) -> None:
    found = {}
    for name, page in every_page(site, tab, lang="en"):
        bad = [text for text, lang, code in seen_texts(page) if lang != "ja" and not code and JAPANESE.search(text)]
        if bad:
            found[name] = sorted(set(bad))[:5]
    none_of(found)


def test_in_japanese_no_text_of_the_interface_is_english(site: Site, tab: Tabs) -> None:
    found = {}
    for name, page in every_page(site, tab, lang="ja"):
        if name == "docs":  # the summaries of routes are those of the OpenAPI document
            continue
        bad = [
            text for text, lang, code in seen_texts(page)
            if lang == "ja" and not code and english().fullmatch(text)
        ]  # fmt: skip
        if bad:
            found[name] = sorted(set(bad))[:5]
    none_of(found)


def test_the_search_for_english_words_would_find_them() -> None:
    assert english().fullmatch("Skip to content")
    assert english().fullmatch("12 found for “x”")
    assert english().fullmatch("Growth field")
    assert not english().fullmatch("Turtle")
    assert not english().fullmatch("はじめに")


@pytest.mark.parametrize("width", [1440, 390])
def test_type_is_set_as_specified_on_every_page(site: Site, tab: Tabs, width: int) -> None:
    found = {}
    for name, page in every_page(site, tab, width=width):
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.body); return [s.fontFamily, s.wordBreak, s.lineBreak,"
            " s.fontFeatureSettings, parseFloat(s.lineHeight) / parseFloat(s.fontSize), s.fontVariantNumeric]; })()"
        )
        assert [each.strip(' "') for each in style[0].split(",")] == STACK, name
        assert style[1:4] == ["auto-phrase", "strict", "normal"], name
        assert 1.6 <= style[4] <= 1.9, name
        assert style[5] == "tabular-nums", name
        if bad := ask(page, "strayTypes"):
            found[name] = bad[:6]
    none_of(found)
