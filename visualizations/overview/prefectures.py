"""In which prefecture a body stands, as far as its public identifiers, its name or what it belongs to says it.

Codes and names are those of JIS X 0401; the corporate number of a local government holds its code (the National Tax
Agency's rule: a check digit, 000020, and the six digits of JIS X 0402).
"""

from __future__ import annotations

import re

from graph.facts import Facts, Node

_NAMES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 "
    "石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 "
    "岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)
NAMES = tuple(_NAMES.split())
ABROAD, UNKNOWN = "abroad", "unknown"
_FORMS = {
    "localGovernmentCode": re.compile(r"(\d\d)\d{4}"),
    "subdivisionCode": re.compile(r"JP-(\d\d)"),
    "corporateNumber": re.compile(r"\d000020(\d\d)\d{4}"),
}
_BELONGS = ("partOf", "hostedAt")


def prefecture_of(facts: Facts, body: Node) -> str:
    """The two digits of a prefecture, ``abroad`` for a body of another country, ``unknown`` where nothing says it."""
    found = _own(facts, body)
    if found != UNKNOWN:
        return found
    for link in facts.outgoing.get(body.id, ()):
        if link.type == "Relationship" and link.text("kind") in _BELONGS and link.target in facts.nodes:
            whole = _own(facts, facts.nodes[link.target])
            if whole != UNKNOWN:
                return whole
    return UNKNOWN


def _own(facts: Facts, body: Node) -> str:
    if body.text("country") not in ("", "JP"):
        return ABROAD
    for id_ in body.refs("identifiedBy"):
        known = facts.nodes.get(id_)
        form = _FORMS.get(known.text("register")) if known else None
        code = form.fullmatch(known.text("notation")) if known and form else None
        if code and 1 <= int(code[1]) <= len(NAMES):
            return code[1]
    at = next((at for at, name in enumerate(NAMES, 1) if body.label.startswith(name)), 0)
    return f"{at:02}" if at else UNKNOWN
