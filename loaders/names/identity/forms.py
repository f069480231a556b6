"""Forms of one name: what two printed names must share to be names of one body.

A fuzzy score alone never merges two names (``documents.md``): equal after normal form; containment with a known prefix
or a tail that only one name has; a slip of one kana or Latin letter between two long names of one kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from loaders.names.kinds import core_name

_SHORT_FOR = (
    (re.compile(r"漁協$"), "漁業協同組合"), (re.compile(r"農協$"), "農業協同組合"),
    (re.compile(r"高専$"), "高等専門学校"),
    (re.compile(r"高校$"), "高等学校"), (re.compile(
        r"工業高等専門学校$"), "高等専門学校"), (re.compile(r"生協$"), "生活協同組合"),
    (re.compile(r"信金$"), "信用金庫"), (re.compile(r"商議所$"), "商工会議所"),
    (re.compile(r"ヴ"), "ブ"), (re.compile(r"人財"), "人材"),
)  # fmt: skip
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヴ])ー")
_OWN_NAMES = ("Company", "FinancialInstitution", "University", "GovernmentBody", "School", "Association", "Site")
_SHORTEST_TAIL, _SHORTEST_SLIP = 4, 6


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of a name, and the kind that it was read as."""

    name: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two forms that may be one body; a person should decide."""

    left: str
    right: str
    why: str


@lru_cache(maxsize=8192)
def normal_form(name: str) -> str:
    """The form in which two spellings are equal: no legal form, no long vowel, abbreviations written out."""
    text = _LONG_VOWEL.sub("", core_name(name)).upper()
    for pattern, whole in _SHORT_FOR:
        text = pattern.sub(whole, text)
    # once more: without a space a lone accent joins the letter before it
    return unicodedata.normalize("NFKC", re.sub(r"\s|・(?=$)", "", text))


def same_body(left: Form, right: Form, prefixes: Collection[str]) -> bool:
    """Whether two forms are names of one body by normal form or by a known prefix; ``prefixes`` are the publisher's."""
    a, b = normal_form(left.name), normal_form(right.name)
    if a == b:
        return True
    if not _compatible(left.kind, right.kind):
        return False
    short, long = sorted((a, b), key=len)
    if "GovernmentBody" in (left.kind, right.kind):
        return _same_government(short, long)
    return len(short) >= 4 and any(long == normal_form(prefix) + short for prefix in prefixes)


def by_tail(form: Form, others: Sequence[Form]) -> tuple[Form | None, tuple[Form, ...]]:
    """The one longer form of the same kind that ends in this one, or None with the rivals where several do."""
    if form.kind in _OWN_NAMES or len(normal_form(form.name)) < _SHORTEST_TAIL:
        return None, ()
    own = normal_form(form.name)
    longer = [
        other for other in others if _ends_in(normal_form(other.name), own) and _compatible(other.kind, form.kind)
    ]
    distinct = {normal_form(other.name): other for other in longer}
    # of nested tails the shortest stands for all: they are one name themselves
    if longer and all(_ends_in(long, min(distinct, key=len)) or long == min(distinct, key=len) for long in distinct):
        return distinct[min(distinct, key=len)], ()
    return None, tuple(longer)


def by_slip(form: Form, others: Sequence[Form]) -> tuple[Form | None, tuple[Doubt, ...]]:
    """The one form from which this differs by a slip of one kana or Latin letter; doubts where a kanji differs."""
    own = normal_form(form.name)
    if len(own) < _SHORTEST_SLIP:
        return None, ()
    near: list[Form] = []
    doubts: list[Doubt] = []
    for other in others:
        name = normal_form(other.name)
        if name == own or other.kind != form.kind or abs(len(name) - len(own)) > 1:
            continue
        edits = Levenshtein.editops(own, name).as_list()
        if len(edits) != 1:
            continue
        tag, source, target = str(edits[0][0]), int(edits[0][1]), int(edits[0][2])
        touched = own[source : source + 1] + (name[target : target + 1] if tag == "replace" else "")
        if re.search(r"[一-龥0-9]", touched):
            doubts.append(Doubt(form.name, other.name, "one character differs"))
        else:
            near.append(other)
    return (near[0], ()) if len(near) == 1 else (None, tuple(doubts))


def _ends_in(long: str, short: str) -> bool:
    return len(long) > len(short) and long.endswith(short)


def _compatible(left: str | None, right: str | None) -> bool:
    pairs = {frozenset(("Platform", "Lab")), frozenset((
        "ResearchCenter", "UniversityUnit")), frozenset(("Lab", "Site")),
             frozenset(("TalentBank", "Platform")), frozenset(("Network", "Platform")),
             frozenset(("SupportOrganization", "ResearchCenter"))}  # fmt: skip
    return left == right or None in (left, right) or frozenset((left, right)) in pairs


def _same_government(short: str, long: str) -> bool:
    """ベトナム国キエンザン省政府 is キエンザン省; a state's 政府 is not one of its provinces."""
    bare = [
        re.sub(r"(?<=[省州市県郡府都道])(?:人民)?(?:政府|委員会)$|市役所$|県庁$", "", text) for text in (short, long)
    ]
    bare = [re.sub(r"^[ァ-ヴー]+(?:国の?|の)(?=[ァ-ヴー])", "", text) for text in bare]
    return bare[0] == bare[1]
