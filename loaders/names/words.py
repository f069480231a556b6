"""The words of the grammar of names (``words.toml``), and the character classes that its patterns share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

KANJI, KATAKANA = "一-龥々ヶ〇", "ァ-ヴー"
# One character of a word that can be part of a name.
WORD = rf"[{KANJI}{KATAKANA}A-Za-z0-9&]"
# What may stand right behind a name although it is no particle: "…ネットワーク会員", "…チーム等".
BEHIND = (
    rf"(?=$|[^{KANJI}{KATAKANA}A-Za-z0-9&]|及び|並びに|等|内(?!閣)|側|間の|会員|運営|主催|設置|設立|開催|結成|発足|創設|参加|参画|加盟|"
    r"関係者|職員|代表|所属|所有|在籍|構成|事務局|主導|提供|作成|認定|実施|連携|調べ|資料)"
)
PROVISIONAL = re.compile(r"\s*\(仮称\)\s*")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads(files("loaders.names").joinpath("words.toml").read_text("utf-8"))


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """The words of a list of ``words.toml``. Raises KeyError for a list that it does not hold."""
    return frozenset(_words()[name])


def endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(kind of body, endings of its names), in the order in which they are tried."""
    return tuple((each["kind"], tuple(each["words"])) for each in _words()["endings"])


def any_of(given: Iterable[str]) -> str:
    """A pattern for any of the given words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(given, key=lambda word: (-len(word), word)))
