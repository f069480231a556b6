"""The words of the Markdown plan format: the first of each row is written, all of them are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


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
        return self._meanings.get(_plain(word))

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        rows = reversed(list(self.table.items()))  # of two rows with one word the first counts
        return {_plain(word): name for name, words in rows for word in words}

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
        "currentState": ("現状", "current state"),
        "issue": ("課題", "issues", "issue"),
        "direction": ("方向性", "direction", "directions", "課題と方向性"),
        "events": ("できごと", "events", "出来事"),
        "facts": ("数値", "figures"),
        "Organization": ("組織", "organization"),
        "Instrument": ("制度", "instrument"),
        "Person": ("人物", "person"),
        "roster": ("名簿", "roster"),
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
    "currentState": ("Plan", "Project", "ProjectPart"),
    "issue": ("Plan", "Project", "ProjectPart"),
    "direction": ("Plan", "Project", "ProjectPart"),
    "events": ("Plan", "Project", "ProjectPart"),
    "facts": ("Plan", "Project", "ProjectPart"),
    "Organization": ("Plan",),
    "Instrument": ("Plan",),
    "Person": ("Plan",),
    "roster": ("Plan",),
}
FINDINGS = ("currentState", "issue", "direction")
NAMELESS = ("schedule", "indicators", *FINDINGS, "events", "facts")
# What may stand under any heading of a thing and under any bullet: its other names.
NAMES = ("altLabel", "labelEn", "altLabelEn")
# The relations of a body, said below it.
RELATIONS = ("partOf", "collaboratesWith", "operates", "establishedBy", "hostedAt", "succeeds", "partyTo")

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
        "labelEn": ("英語名", "English name"),
        "altLabelEn": ("英語別名", "English also"),
        "primary": ("対応", "primary"),
        "related": ("関連", "related"),
        "targetGroup": ("対象", "for"),
        "follows": ("前段", "follows"),
        "mentions": ("言及", "mentions"),
        "concerns": ("関係", "concerns"),
        "about": ("主題", "about"),
        "kind": ("種類", "kind"),
        "kana": ("かな", "kana", "読み"),
        "provisionalName": ("仮称", "provisional"),
        "country": ("国", "country"),
        "identifiedBy": ("識別子", "identifier"),
        "certainty": ("確かさ", "certainty"),
        "seenIn": ("出典", "source"),
        "seen": ("確認", "seen"),
        "established": ("設立", "established"),
        "date": ("日付", "date"),
        "end": ("終期", "end"),
        "engagement": ("参画", "engaged in"),
        "membership": ("所属", "member of"),
        "partOf": ("上位組織", "part of"),
        "collaboratesWith": ("連携先", "collaborates with"),
        "operates": ("運営先", "operates"),
        "establishedBy": ("設置者", "established by"),
        "hostedAt": ("設置場所", "hosted at"),
        "succeeds": ("前身", "succeeds"),
        "partyTo": ("参加先", "party to"),
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
        "labelEn": ("英語名", "English name"),
        "definitionEn": ("英語定義", "English definition"),
        "altLabelEn": ("英語別名", "English also"),
    }
)
ROSTER = Words(
    {
        "label": ("氏名", "name", "名称"),
        "kana": ("かな", "kana", "読み"),
        "own": ("役割", "role"),
        "body": ("所属", "affiliation"),
        "post": ("役職", "post"),
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
        "labelEn": ("英語名", "English name"),
        "unit": ("単位", "unit"),
        "year": ("年", "year"),
        "post": ("役職", "post"),
        "asOf": ("時点", "as of"),
    }
)
REPOSTED = "〔再掲〕"
