"""Classes of bodies in a text (県内企業, 地域金融機関, 市町): nouns of kinds of bodies that stand for no single one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.names.candidate import Candidate
from loaders.names.words import KANJI, KATAKANA, WORD, any_of, words

_CLASS = any_of(words("classes"))
# Behind the noun of a class nothing may stand that makes a compound of it (企業誘致, 企業間, 大学生).
_BEHIND = rf"(?=(?:等|など)?(?:$|及び|並びに|[^{KANJI}{KATAKANA}A-Za-z0-9&]|約|[0-9]|側|等))"
_FOUND = re.compile(rf"(?P<name>{WORD}*?(?:{_CLASS})){_BEHIND}")
_PHRASE = re.compile(
    rf"(?<!{WORD})(?P<phrase>(?:{WORD}{{2,}}の)?{WORD}{{2,16}}(?:に対応した|を有する|を担う|沿岸の|関連分野の|分野の(?=企業))"
    rf"{WORD}{{0,8}}?(?:{_CLASS})){_BEHIND}"
    rf"|(?<!{WORD})(?P<fields>(?:{WORD}|[・、]){{2,30}}関連分野の(?:協議会|研究会)){_BEHIND}"
)
# 中堅・中小企業 is one class.
_SIZED = re.compile(r"(?:中堅|大手|大|中小|小規模|零細)・$")
_LEADING = re.compile(r"^(?:うち|また|各|当該|同|その他|他の|約)+")


def groups(text: str) -> Iterator[Candidate]:
    """The classes of bodies that a plain text names; of a phrase (…の技術力を有する企業) the whole, not its noun."""
    phrases = [match.span() for match in _PHRASE.finditer(text)]
    for start, end in phrases:
        yield Candidate(start, end, text[start:end], "OrganizationGroup")
    for match in _FOUND.finditer(text):
        start = match.start("name")
        name = match["name"]
        if any(first <= start and match.end("name") <= end for first, end in phrases):
            continue
        leading = _LEADING.match(name)
        if leading:
            start, name = start + leading.end(), name[leading.end() :]
        name = re.sub(r"等$", "", name)
        if sized := _SIZED.search(text[:start]):
            start, name = sized.start(), text[sized.start() : start] + name
        if not name or name in words("bare_classes") or re.search(r"間$", name):
            continue
        yield Candidate(start, start + len(name), name, "OrganizationGroup")
