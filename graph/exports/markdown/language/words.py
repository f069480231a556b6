"""The words of the Markdown plan format: the first of each row is written, all of them are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Status


@dataclass(frozen=True)
class Words:
    """A table of words by what they mean."""

    table: Mapping[str, tuple[str, ...]]

    def __getitem__(self, meaning: str) -> str:
        """The word that is written. Raises KeyError for an unknown meaning."""
        return self.table[meaning][0]

    def __contains__(self, meaning: object) -> bool:
        return meaning in self.table

    def meaning(self, word: str) -> str | None:
        """What a word means, whatever its width and case; None where the table lacks it."""
        given = _plain(word)
        return next((name for name, words in self.table.items() if given in map(_plain, words)), None)

    def listed(self, *meanings: str) -> str:
        """The words for people, both languages: ``対応 (primary), 関連 (related)``; all where none is named."""
        rows = [self.table[name] for name in meanings or self.table]
        return ", ".join(row[0] if len(row) == 1 else f"{row[0]} ({row[1]})" for row in rows)

    def all_words(self) -> list[str]:
        """Every word of the table."""
        return [word for words in self.table.values() for word in words]


def _plain(word: str) -> str:
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", word)).strip().casefold()


HEADINGS = Words(
    {
        "FieldGroup": ("区分", "group", "field group"),
        "GrowthField": ("分野", "field", "growth field"),
        "CrossCuttingArea": ("横断分野", "cross-cutting area"),
        "theme": ("テーマ", "theme"),
        "MeasureGroup": ("施策群", "measure group"),
        "Project": ("プロジェクト", "project"),
        "ProjectPart": ("部分", "part"),
        "Component": ("取組", "component"),
        "schedule": ("工程", "schedule", "工程表"),
        "indicators": ("指標", "indicators"),
    }
)
# Under which headings each heading may stand; the plan's title is "Plan".
PARENTS: Mapping[str, tuple[str, ...]] = {
    "FieldGroup": ("Plan",),
    "GrowthField": ("Plan", "FieldGroup"),
    "CrossCuttingArea": ("Plan", "FieldGroup"),
    "theme": ("GrowthField", "CrossCuttingArea"),
    "MeasureGroup": ("GrowthField", "CrossCuttingArea", "theme"),
    "Project": ("Plan",),
    "ProjectPart": ("Project",),
    "Component": ("Project", "ProjectPart"),
    "schedule": ("Component",),
    "indicators": ("Plan", "Project", "ProjectPart"),
}
NAMELESS = ("schedule", "indicators")

ITEMS = Words(
    {
        "publisher": ("発行者", "publisher"),
        "years": ("期間", "years", "計画期間"),
        "original": ("原文書", "original"),
        "title": ("題名", "title"),
        "format": ("形式", "media type"),
        "sha256": ("SHA-256",),
        "license": ("利用条件", "licence", "license"),
        "altLabel": ("別名", "also"),
        "primary": ("対応", "primary"),
        "related": ("関連", "related"),
        "targetGroup": ("対象", "for"),
        "follows": ("前段", "follows"),
    }
)
COLUMNS = Words(
    {
        "label": ("指標", "indicator", "指標名"),
        "tag": ("タグ", "tag"),
        "basis": ("集計", "basis"),
        "unit": ("単位", "unit"),
        "baseline": ("現状", "baseline", "現状値"),
        "target": ("目標", "target", "目標値"),
        "actual": ("実績", "actual", "実績値"),
        "definition": ("定義", "definition"),
        "altLabel": ("別名", "also"),
    }
)
MARKS = Words(
    {
        "itself": ("自体", "itself"),
        "statedYear": ("記載年", "stated years"),
        "ordinal": ("同文", "same text"),
        "value": ("値", "value"),
        "comparator": ("比較", "comparator"),
        "basis": ("集計", "basis"),
        "label": ("名称", "name"),
        "targetGroup": ("対象", "for"),
    }
)
NO_STATUS = "none"
STATUSES = Words(
    {
        Status.STATED: ("明記", "stated"),
        Status.REPAIRED: ("修復", "repaired"),
        Status.INFERRED: ("推定", "inferred"),
        Status.DERIVED: ("計算", "derived"),
        Status.CURATED: ("人手", "curated"),
        NO_STATUS: ("状態なし", "no status"),
    }
)
COMPARATORS = Words(
    {
        "equal": ("等しい", "equal"),
        "atLeast": ("以上", "at least"),
        "atMost": ("以下", "at most"),
        "approximately": ("約", "approximately"),
    }
)
# A period total is written with its years: 4年計.
BASES = Words(
    {
        "cumulative": ("累計", "cumulative"),
        "singleYear": ("単年", "single year"),
        "pointInTime": ("時点", "point in time"),
        "basisNotStated": ("記載なし", "not stated"),
    }
)
NOTHING = Words({"nothing": ("なし", "none")})
REPOSTED = "〔再掲〕"
