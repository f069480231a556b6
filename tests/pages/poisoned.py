"""A plan as a text file in which every name and text is an attempt to run something, break the page, or leave it."""

from __future__ import annotations

import re
from pathlib import Path

from loaders.documents import facts_of_document
from loaders.text.readers import read_file

# One line each, without tabs (they part cells): what an extraction could hold. Most would set window.__pwn.
POISONS = (
    "<script>window.__pwn=1</script>",
    "</script><script>window.__pwn=1</script>",
    "<img src=x onerror=window.__pwn=1>",
    '"><svg onload=window.__pwn=1>',
    "'><body onload=window.__pwn=1>",
    "<a href='javascript:window.__pwn=1'>x</a>",
    "{{7*7}}{%raw%}${7*7}#{7*7}",
    "<!--<script>window.__pwn=1//-->",
    "]]></text><foreignObject><img src=x onerror=window.__pwn=1>",
    "<style>*{display:none!important}</style>",
    "<iframe srcdoc='<script>parent.__pwn=1</script>'></iframe>",
    "\\\"';window.__pwn=1;//\\u003cscript\\u003e",
    "\u202eevil\u202c\u200b\u200d\u2066x\u2069",
    "W" * 240,
    "長" * 240,
    "null undefined NaN None",
    "😀👩‍👩‍👧‍👦🏴‍☠️",
    "&lt;script&gt;window.__pwn=1&lt;/script&gt;",
)
# What has to stand at the beginning to do harm: links that run, cells that calculate.
FIRST = (
    "javascript:window.__pwn=1//",
    "=HYPERLINK(0)&",
    "+1+1|",
    "@SUM(1)",
    "data:text/html,<script>parent.__pwn=1</script>",
)
_KINDS = re.compile(
    r"プロジェクト$|産業$|分野$|の推進$|協議会$|会議$|大学$|センター$|部会$|研究会$|株式会社$|県$|市$|銀行$|年度?$"
)


def poisoned(plan: Path) -> str:
    """The text of a plan with a poison inside or before each name and text that is read from it.

    The endings that say what a thing is stay, so that the plan is still read as one.
    """
    text = plan.read_text("utf-8")
    facts = facts_of_document(read_file(plan), None, None).facts
    labels = {
        node.label for node in facts.nodes.values()
        if node.type not in ("SourceDocument", "ClaimGraph", "IndicatorValue", "Identifier")
    }  # fmt: skip
    fresh: dict[str, str] = {}
    for at, label in enumerate(sorted((each for each in labels if len(each) > 1), key=len, reverse=True)):
        mark = chr(0xE000 + at)  # a letter of no script, so that no name is poisoned twice
        text = text.replace(label, mark)
        fresh[mark] = _poisoned(label, at)
    return re.sub("[\ue000-\uf8ff]", lambda found: fresh[found[0]], text)


def _poisoned(label: str, at: int) -> str:
    if at % 4 == 3:
        return FIRST[at // 4 % len(FIRST)] + label
    ending = found[0] if (found := _KINDS.search(label)) else ""
    return label.removesuffix(ending) + POISONS[at % len(POISONS)] + ending
