"""What is wrong in a Markdown plan is told with line and column, and with what would have been right."""

from __future__ import annotations

import pytest

from graph.errors import DocumentError
from tests.markdown.plans import loaded

PLAN = "# 計画\n- 発行者: 県\n"
FIELD = f"{PLAN}## 分野: 水素産業\n"  # line 3
PROJECT = f"{PLAN}## プロジェクト: 川\n"  # line 3
COMPONENT = f"{PROJECT}### 取組: 岸\n"  # line 4
SCHEDULE = f"{COMPONENT}#### 工程\n"  # line 5
TABLE = f"{PROJECT}| 指標 | 単位 | 目標 |\n|---|---|---|\n"  # lines 4 and 5
BODY = f"{PLAN}## 組織: 川の会\n- 種類: 団体\n"  # lines 3 and 4
ROSTER = f"{PLAN}## 名簿: 県\n| 氏名 |\n|---|\n"  # lines 3 to 5

# What is written, line, column, a part of what is wrong, a part of what would have been right.
ERRORS = [
    # the file as a whole
    ("ただの文章\n", 1, 1, "stands before it", "# 〇〇計画"),
    ("\n> 覚え書き\n", 1, 1, "no plan in this file", "# 〇〇計画"),
    ("## 分野: 水\n", 1, 1, "before the plan's title", "# 〇〇計画"),
    ("# 計画\n# もう一つ\n", 2, 1, "second title", "##"),
    ("# {推定}\n", 1, 3, "no name", "before the mark"),
    (f"{PLAN}<!-- 閉じない\nまだ\n", 3, 1, "not closed", "-->"),
    (f"{PLAN}<!-- 一 --> 二\n", 3, 1, "behind this comment", "line of its own"),
    # headings
    (f"{PLAN}## プロジェクト計画: 川\n", 3, 4, "'プロジェクト計画' is no heading", "Did you mean 'プロジェクト'"),
    (f"{PLAN}## Projekt: 川\n", 3, 4, "'Projekt' is no heading", "Did you mean 'project'"),
    (f"{PLAN}## まとめ\n", 3, 4, "'まとめ' is no heading", "区分 (group), 分野 (field)"),
    (f"{PLAN}## プロジェクト 川\n", 3, 4, "is no heading", "A colon is missing: プロジェクト: 川"),
    (f"{PLAN}## プロジェクト:\n", 3, 4, "no name", "プロジェクト: 〇〇"),
    (f"{PLAN}##プロジェクト: 川\n", 3, 1, "a space behind its #", "## 分野: 〇〇"),
    (f"{PROJECT}### 工程\n", 4, 1, "工程 cannot stand under プロジェクト", "under 取組"),
    (f"{COMPONENT}#### 工程: 令和4年度\n", 5, 10, "no name of its own", "工程 alone"),
    (f"{PROJECT}## 取組: 岸\n", 4, 1, "取組 cannot stand under the plan's title", "プロジェクト or 部分, with more #"),
    (f"{PROJECT}### 施策群: 岸\n", 4, 1, "施策群 cannot stand under プロジェクト", "分野 or 横断分野 or テーマ"),
    (f"{PLAN}## プロジェクト 2: 川\n", 3, 4, "has no number", "プロジェクト: 〇〇"),
    (f"{PROJECT}## プロジェクト: 川\n", 4, 12, "already, in line 3", "another name"),
    (f"{COMPONENT}### 取組: 岸\n", 5, 9, "already, in line 4", "another name"),
    # lines and bullets
    (f"{COMPONENT}ただの文章\n", 5, 1, "cannot be read", "A line is a heading"),
    (f"{COMPONENT}  ただの文章\n", 5, 3, "cannot be read", "A line is a heading"),
    (f"{COMPONENT}・守る\n", 5, 1, "cannot be read", "a bullet (- …)"),
    (f"{COMPONENT}1. 守る\n", 5, 1, "cannot be read", "a bullet (- …)"),
    (f"{COMPONENT}```\n", 5, 1, "cannot be read", "A line is a heading"),
    (f"{COMPONENT}-\n", 5, 1, "bullet is empty", "write words behind it"),
    (f"{PROJECT}- 対応\n", 4, 3, "says nothing of a project", "対応 (primary), 関連 (related), 別名 (also)"),
    (f"{PROJECT}- 対 応: 水\n", 4, 3, "says nothing of a project", "対応 (primary)"),
    (f"{PROJECT}- 対応:\n", 4, 3, "nothing stands behind", "対応: 〇〇"),
    (f"{PLAN}- 期限: 2022-2026\n", 3, 3, "says nothing of a plan", "Did you mean '期間'"),
    (f"{PLAN}- 発行者: 市\n", 3, 3, "said twice", "Keep one"),
    (f"{FIELD}- 水を使う\n", 4, 3, "says nothing of a 分野", "別名 (also)"),
    (f"{FIELD}### テーマ: 甲\n- 水を使う\n", 5, 3, "nothing under テーマ", "施策群: 〇〇"),
    (f"{PROJECT}### 指標\n- 水量\n", 5, 3, "nothing under 指標", "rows of a table"),
    # links
    (f"{FIELD}## プロジェクト: 川\n- 対応: 水素産集\n", 5, 7, "no field '水素産集'", "Did you mean '水素産業'"),
    (f"{PROJECT}- 関連: 分野: 水素\n", 4, 7, "no field '水素'", "## 分野: 〇〇"),
    (f"{FIELD}## 横断分野: 水素産業\n## プロジェクト: 川\n- 対応: 水素産業\n",
     6, 7, "is a field and", "or 横断分野: 水素産業"),
    # years
    (f"{PLAN}- 期間: 20222\n", 3, 7, "'20222' is no year", "2022年度 or 令和4年度"),
    (f"{PLAN}- 期間: 2022-平成40年\n", 3, 12, "'平成40年' is no year", "令和4年度"),
    (f"{PLAN}- 期間: 2026-2022\n", 3, 7, "ends before it begins", "2022-2026"),
    (f"{PLAN}- 期間: 2022-2024-2026\n", 3, 7, "is no period", "2022-2026"),
    (f"{PLAN}- 期間: 昭和70年度\n", 3, 7, "is no year", "令和4年度"),
    (f"{SCHEDULE}- 石を積む\n", 6, 3, "begins with its years", "- 2022-2026: 〇〇の推進"),
    (f"{SCHEDULE}- 来年: 石を積む\n", 6, 3, "'来年' is no year", "2022年度"),
    (f"{SCHEDULE}- 2022, 22: 石を積む\n", 6, 9, "'22' is no year", "2022年度"),
    (f"{SCHEDULE}- 2024→2022: 石を積む\n", 6, 3, "ends before it begins", "2022-2026"),
    (f"{SCHEDULE}- 2022: {{4行}}\n", 6, 10, "does not say of which document", "原文書"),
    (f"{SCHEDULE}- 2022: 甲\n- 2023: 乙\n  - 前段: 2021 甲\n", 8, 9, "no activity '甲' that begins in 2021", "2023 乙"),
    (f"{SCHEDULE}- 2022: 甲\n- 2022→2024: 甲\n", 7, 14, "already, in line 6", "another name"),
    (f"{SCHEDULE}- 2022: 甲\n  - 乙\n    - 丙\n", 8, 7, "nothing can be indented below a detail", "spaces"),
    # tables
    (f"{PROJECT}| 指標 | 目票 |\n|---|---|\n", 4, 8, "'目票' is no column", "Did you mean '目標'"),
    (f"{PROJECT}| 単位 | 目標 |\n|---|---|\n", 4, 3, "has a column 指標", "指標 (indicator)"),
    (f"{PROJECT}| 指標 | 目標 | 目標 |\n|---|---|---|\n", 4, 13, "has two columns", "Keep one"),
    (f"{PROJECT}| 指標 | 目標 |\n| 水量 | 3件 |\n", 5, 1, "second line of a table", "Put it between"),
    (f"{PROJECT}| 指標 | 目標\n", 4, 1, "does not end with |", "| … | … |"),
    (f"{TABLE}| 水量 | 件 | 3件 | 4件 |\n", 6, 17, "4 cells, and the head of its table 3", "\\|"),
    (f"{TABLE}|  | 件 | 3件 |\n", 6, 4, "no indicator", "one above"),
    (f"{TABLE}| 水量 | 件 | たくさん |\n", 6, 12, "'たくさん' is no figure", "30件以上 (2026年度)"),
    (f"{TABLE}| 水量 | 件 | 3件 (20266年度) |\n", 6, 16, "'20266年度' is no year", "2022年度"),
    (f"{TABLE}| 水量 | 件 | 3億円 |\n", 6, 12, "in 億円, and its indicator in 件", "the same unit"),
    (f"{PROJECT}| 指標 | 目標 |\n|---|---|\n| 水量 | 3 |\n", 6, 3, "nothing tells the unit", "behind a figure (30件)"),
    (f"{PROJECT}| 指標 | 集計 | 目標 |\n|---|---|---|\n| 水量 | 毎日 | 3件 |\n", 6, 8, "no way to count", "4年計"),
    (f"{TABLE}| 水量 | 件 | 3件 |\n| 水量 | 件 | 4件 |\n", 7, 3, "already, in line 6", "another name"),
    (f"{TABLE}| 水量 | 件 | 3件 (2026) {{値: 三}} |\n", 6, 26, "'三' is no number", "1.35"),
    (f"{TABLE}| 水量 | 件 | 多数 {{値: 3; 比較: 未満}} |\n", 6, 26, "compares nothing", "以上"),
    (f"{COMPONENT}| 指標 | 目標 |\n|---|---|\n", 5, 3, "nothing under 取組", "under a project"),
    # marks
    (f"{PROJECT}- 別名: 川 {{推定}}\n", 4, 9, "no mark stands here", "\\{"),
    (f"{COMPONENT}- 守る {{12\n", 5, 6, "this mark cannot be read", "A mark is"),
    (f"{COMPONENT}- 守る }}\n", 5, 6, "this mark cannot be read", "A mark is"),
    (f"{COMPONENT}- 守る {{12}} よ\n", 5, 7, "does not say of which document", "原文書"),
    (f"{COMPONENT}- 守る {{修正: x}}\n", 5, 7, "says nothing in the mark", "Did you mean '修復'"),
    (f"{COMPONENT}- 守る {{修復}} {{推定}}\n", 5, 11, "one mark is enough", "A mark is"),
    (f"{COMPONENT}- 守る {{状態なし}}\n", 5, 3, "says how it is known", "自体"),
    (f"{COMPONENT}- 守る {{同文: 甲}}\n", 5, 11, "is no number from 2", "同文: 2"),
    (f"{PLAN}- 原文書: a.txt\n## 分野: 水 {{12-9}}\n", 4, 11, "'12-9' names no lines", "count from 1"),
    (f"{PLAN}- 原文書: a.txt\n## 分野: 水 {{3-}}\n", 4, 11, "'3-' names no lines", "12, 120-124"),
    (f"{PLAN}- 原文書: a.txt\n## 分野: 水 {{3:4}}\n", 4, 11, "of which document", "原文書 3:"),
    (f"{PLAN}- 原文書: a.txt\n- 原文書: b.txt\n", 4, 3, "named already", "原文書 2:"),
    (f"{PLAN}- 原文書: a.txt\n  - SHA-256: abc\n", 4, 14, "no SHA-256", "64 digits"),
    (f"{PLAN}- 原文書: a.txt\n  - 利用条件: CC BY\n", 4, 11, "no address", "<https://…>"),
    # findings, events and figures
    (f"{PROJECT}### できごと\n- 石を積む\n", 5, 3, "begins with its date", "- 2019-02: 〇〇"),
    (f"{PROJECT}### できごと\n- 来月: 石を積む\n", 5, 3, "'来月' is no date", "2019-02-01"),
    (f"{PROJECT}### できごと\n- 2019-02-30: 石を積む\n", 5, 3, "there is no date '2019-02-30'", "2019-02-01"),
    (f"{PROJECT}### できごと\n- 2019-02, 2020-03: 石を積む\n", 5, 12, "a second date", "an event of its own"),
    (f"{PROJECT}### できごと\n- 2019年度～2020-03: 石を積む\n", 5, 3, "ends with a date", "2019-02～2019-05"),
    (f"{PROJECT}### できごと\n- 2019-02:\n", 5, 3, "no words", "- 2019-02: 〇〇"),
    (f"{PROJECT}### 数値\n- 多くの石: 積む量\n", 5, 3, "no figure with a unit", "{値: 2.4; 単位: 百万台}"),
    (f"{PROJECT}### 数値\n- 240万個\n", 5, 3, "told with its unit", "- 240万台 (2019年度): 〇〇"),
    (f"{PROJECT}### 現状\n- 石は多い\n- 石は 多い\n", 6, 3, "already, in line 5", "another name"),
    (f"{PROJECT}### 現状\n- 石は多い\n  - 主題: 石\n", 6, 5, "says nothing below a bullet", "関係 (concerns)"),
    (f"{PROJECT}### 課題: 川\n", 4, 9, "no name of its own", "課題 alone"),
    # bodies, people and what ties them
    (f"{PLAN}## 組織: 川の会\n", 3, 8, "is not said", "研究会 (study group)"),
    (f"{PLAN}## 組織: 川の会\n- 種類: 会\n", 4, 7, "'会' is no 種類 of 組織", "Write one of 行政機関"),
    (f"{PLAN}## 制度: 川の法\n- 種類: 法律\n- 種類: 計画\n", 5, 3, "is said twice", "法律 (law)"),
    (f"{BODY}- 設立: 2019-02\n- 設立: 2019-03\n", 6, 3, "設立 is said twice", "Keep one"),
    (f"{BODY}- 仮称: たぶん\n", 5, 7, "no answer", "はい (yes)"),
    (f"{BODY}- 参画: 川 (実施)\n", 5, 7, "no プロジェクト '川'", "as in its own heading"),
    (f"{BODY}- 参画: 川\n", 5, 7, "in which role", "実施 (operator)"),
    (f"{BODY}- 参画: 川 (実施者)\n", 5, 10, "in which role", "Did you mean '実施'"),
    (f"{BODY}- 連携先: 川の組合\n", 5, 8, "no 組織 '川の組合'", "as in its own heading"),
    (f"{BODY}- 連携先: 川の介\n", 5, 8, "no 組織 '川の介'", "Did you mean '川の会'"),
    (f"{BODY}- 設置者: 県\n- 設置者: 県\n", 6, 8, "said of '県' already", "Keep one"),
    (f"{BODY}- 設置者: 県 {{状態なし}}\n", 5, 8, "a link says how it is known", "things only"),
    (f"{BODY}- 識別子: 登録番号 1\n", 5, 8, "no number of a known register", "法人番号 (corporate number)"),
    (f"{BODY}- 識別子: 法人番号 1\n  - 確かさ: 高い\n", 6, 10, "no certainty", "算出 (computed)"),
    (f"{PLAN}## 組織: 県 \n- 種類: 行政機関\n- 参加先: 川\n## 組織: 川\n- 種類: 団体\n## 制度: 川\n- 種類: 合意\n",
     5, 8, "2 things of the plan have the name '川'", "組織: 川 or 制度: 川"),
    ("# 計画\n- 発行者: 県 {明記}\n## 組織: 県\n- 種類: 行政機関\n",
     2, 3, "has a heading of its own", "Say more of it there"),
    (f"{PLAN}## 名簿: 県 (来月現在)\n", 3, 11, "'来月' is no date", "2019-02"),
    (f"{ROSTER}| 青木 |\n|  |\n".replace("氏名", "かな"), 4, 3, "has a column 氏名", "役職 (post)"),
    (f"{ROSTER}|  |\n", 6, 4, "has no member", "one above"),
    (f"{PLAN}## 名簿: 川\n| 氏名 |\n|---|\n| 青木 |\n", 3, 8, "no 組織 '川'", "as in its own heading"),
    (f"{PLAN}## 名簿: 県 {{明記}}\n", 3, 8, "has no mark", "Its rows have"),
    (f"{PLAN}- 英語名: A\n- 英語名: B\n", 4, 8, "英語名 is said twice", "英語別名"),
    # escapes
    (f"{COMPONENT}- 守る \\q\n", 5, 6, "escape cannot be read", ""),
    (f"{COMPONENT}- 守る \\u{{d800}}\n", 5, 6, "is no character", ""),
    (f"{COMPONENT}- 守る\\\n", 5, 5, "escape cannot be read", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "wrong", "right"), ERRORS, ids=[each[0][-24:] for each in ERRORS])
def test_an_error_names_line_column_and_remedy(text: str, line: int, column: int, wrong: str, right: str) -> None:
    with pytest.raises(DocumentError) as caught:
        loaded(text, "plan.md")
    error = caught.value
    assert (error.document, error.line, error.column) == ("plan.md", line, column)
    assert wrong in error.message
    assert right in str(error)
    assert str(error).startswith(f"plan.md:{line}:{column}: ")
    assert "\n" not in str(error)


def test_columns_count_characters_as_written_escapes_and_tabs_included() -> None:
    with pytest.raises(DocumentError) as caught:
        loaded(f"{COMPONENT}-\t\\#守\\{{る\\}} {{誤り}}\n", "plan.md")
    assert (caught.value.line, caught.value.column) == (5, 13)
