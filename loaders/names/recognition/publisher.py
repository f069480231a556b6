"""The publisher in its own plan: 県, 本県 and its name, as a body where it acts and not where it is the place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_LEVEL = re.compile(r"(?P<stem>.+?)(?P<level>都|道|府|県|市|区|町|村|広域連合|一部事務組合)$")
_DOES = (
    r"設置|設立|締結|開設|取り組|連携|支援|実施|迎え|派遣|運営|整備|推進|策定|創設|開催|進め|担う|行う|結ん|補助|助成|委託|"
    r"構築|築く|検討|制定|認定|承認|図る|育て|後押し|招|誘致|造成|募集|選定|活用|強化|目指|立ち上げ|交わ|受け入れ|受入"
)


def publisher_forms(name: str, prefixes: Collection[str]) -> tuple[str, ...]:
    """What stands before the names of the publisher's bodies, or is left out there: 山口県, 山口, 県, やまぐち."""
    match = _LEVEL.match(name)
    if not match:
        return (name, *prefixes)
    return (name, match["stem"], match["level"], f"{match['level']}立", f"{name}立", f"本{match['level']}", *prefixes)


def publisher_mentions(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Spans where the publisher is named as a body: in enumerations, as agent, as partner, as owner of a scheme."""
    match = _LEVEL.match(name)
    level = match["level"] if match else ""
    own = rf"(?:{re.escape(name)}|[本当]{level}|(?<![一-龥々ァ-ヴー]){level})" if level else re.escape(name)
    acts = re.compile(
        rf"(?P<own>{own})(?=(?:、|,|・|及び|並びに|と(?!し|も)|や)|による|等(?:の|が|は|と|に|、)|独自の|の(?:補助|助成|支援|研究|協力|[0-9]+者)"
        rf"|(?:が|は)、?(?=[^。]*(?:{_DOES}))|との|と連携)"
    )
    for found in acts.finditer(text):
        before = text[: found.start()]
        listed = re.search(r"(?:、|,|・|及び|並びに|と|や)$", before)
        tail = text[found.end() :]
        if (
            re.match(r"、|,", tail)
            and not listed
            and not re.match(r"[、,][^、。]{1,20}(?:、|等|の|及び|で|が|による)", tail)
        ):
            continue
        yield found.start("own"), found.end("own")
    if level:
        for found in re.finditer(
            rf"(?:(?<=、)|(?<=・)|(?<=及び)|(?<=と)){level}(?=の[0-9]+者|等|の(?:補助|助成)|、)", text
        ):
            yield found.start(), found.end()
