"""What made plans are made of: texts of every kind, places, and drafts that grow by drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

from graph.facts import Status, Text
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.text.lines import folded

HOSTILE = [
    "|", "||", "{", "}", "{12}", "{12-13行; 修復: x}", "\\", "\\\\", "\\{", "\\u{41}", "`", "``x``", "*a*", "__b__",
    "<b>x</b>", "<!-- x -->", "-->", "# 題", "## 分野: x", "- 項目", "-", "---", "1. 項目", "2) 項目", "10.",
    "> 引用", "再掲", "X〔再掲〕", "〔再掲〕", "［再掲］", "(再掲)", "別名: x", "対象：x", "前段: 2022 x",
    "対応: x", "also: y", "For: z", "横断分野: 水", "分野: 水", "指標", "| 指標 |", "なし", "none", "－", "-",
    "30件以上 (2026年度)", "21件(単年)", "約8割", "3億5,000万円", "1,240億円", "(2025年度)", "（2025年）",
    "2022-2026", "2022→2026: x", "2022: y", "a; b, c、d；e", "12行", "12-14", "明記", "自体: x",
    "\u202ehidden\u202c", "\u200fx", "👩‍🔬🧪", "㈱ＡＢＣ①", "Ｆｕｌｌ　ｗｉｄｔｈ", "水素　エネルギー", "a\tb",
    "line\nbreak", "\r\n", "\u2028", " 前後 ", "　全角　", "&amp;", "&#x41;", "~~x~~",
    "[リンク](https://example.org/)", "'\"", "\x07", "\ufeffx", "e\u0301", "ｶﾞ", "u{", ":", "：x",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join),
    st.text(LETTERS, min_size=1, max_size=12),
    st.text("水素産業の推進 :;|{}\\-()（）〔〕再掲", min_size=1, max_size=10),
)
YEARS = st.integers(1800, 2199)
FIGURES = st.decimals(-(10**6), 10**6, places=3, allow_nan=False, allow_infinity=False)
PLACES = st.builds(lambda first, more: Place(first, first + more), st.integers(1, 900), st.integers(0, 9))
SEEN = st.lists(PLACES, min_size=1, max_size=3, unique=True)
STATES = st.one_of(
    st.just((None, ())), st.tuples(st.none() | st.sampled_from(Status), st.lists(TEXTS, max_size=2, unique=True))
)
CLAIMS = st.one_of(
    st.just((Status.STATED, ())), st.tuples(st.sampled_from(Status), st.lists(TEXTS, max_size=2, unique=True))
)
Drawn = TypeVar("Drawn")


class Maker:
    """A draft under way."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.draft = Draft()

    def some(self, strategy: st.SearchStrategy[str], most: int) -> Sequence[str]:
        """Texts, each of another name."""
        return self.draw(st.lists(strategy, max_size=most, unique_by=folded))

    def maybe(self, strategy: st.SearchStrategy[Drawn]) -> Drawn | None:
        """Nothing, or something of a strategy."""
        return self.draw(st.none() | strategy)

    def names(self, label: str, most: int) -> dict[str, list[Text]]:
        """A name with other ones, in two languages."""
        english = self.maybe(TEXTS)
        others = self.draw(st.lists(TEXTS, max_size=most, unique=True))
        more = self.draw(st.sampled_from([[], ["Other"], [label]]))
        return {
            "label": [keys.ja(label), *([Text(english, "en")] if english else [])],
            "altLabel": [*map(keys.ja, others), *(Text(each, "en") for each in more)],
        }

    def node(self, key: Key, label: str, *, names: int = 1, **properties: object) -> Key:
        """Adds a node with names, places and how it is known."""
        status, rules = self.draw(STATES)
        self.draft.node(
            key, self.draw(SEEN), status=status, rules=rules,
            **self.names(label, names), **properties,  # type: ignore[arg-type]
        )  # fmt: skip
        return key

    def link(self, type_: str, source: Key, target: Key, distinct: str = "", **properties: object) -> None:
        """Adds a link with places and how it is known."""
        status, rules = self.draw(CLAIMS)
        self.draft.link(
            type_, source, target, self.draw(SEEN), status=status, rules=rules, distinct=distinct, **properties,  # type: ignore[arg-type]
        )  # fmt: skip
