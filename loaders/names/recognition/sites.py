"""Plants, branches and stations of bodies that a document names elsewhere: the owner's name with a place and a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.names.candidate import Candidate
from loaders.names.words import BEHIND, KANJI, WORD, any_of

_SITES = "工場|製造所|製油所|製鉄所|事業所|発電所|造船所|研究所|通信所|観測所|支店|支社|営業所|事務所|実験場"
# A site that carries the name of its town: 〇〇市産業交流拠点.
_OF_TOWN = re.compile(rf"(?<!{WORD})[{KANJI}]{{1,4}}[都道府県市町村]{WORD}{{2,14}}拠点{BEHIND}")


def sites(text: str, owners: frozenset[str]) -> Iterator[Candidate]:
    """The sites that a plain text names; ``owners`` are the plain names of companies and agencies of the document."""
    for pattern in (_OF_TOWN, *((_owned(owners),) if owners else ())):
        for match in pattern.finditer(text):
            yield Candidate(match.start(), match.end(), match.group(), "Site")


@lru_cache(maxsize=8)
def _owned(owners: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(owners)})(?!等|など){WORD}{{1,8}}?(?:{_SITES}){BEHIND}")
