"""What kind of body a name names: by the kind word printed before it, else by how it ends.

The endings are those of ``ontology.md`` ("Organizations") and their usual synonyms in the names of public bodies.
"""

from __future__ import annotations

import re

from loaders.names.words import any_of, endings, words
from loaders.text.lines import folded

# The first ending that fits decides (「…大学校」 is a school before it could be a university).
_KINDS = tuple((re.compile(rf".*(?:{any_of(words_)})$"), kind) for kind, words_ in endings())
_KIND_WORDS = re.compile(
    r"(?P<Platform>プラットフォーム)|(?P<TalentBank>人材バンク)|(?P<Network>ネットワーク|コンソーシアム)|(?P<Cluster>クラスター)|"
    r"(?P<StudyGroup>研究会|勉強会)|(?P<Team>チーム)|(?P<ResearchCenter>研究センター|研究所|試験場)|"
    r"(?P<SupportOrganization>支援機関|支援センター|財団)|(?P<Council>協議会|推進会議|会議体)|(?P<Lab>ラボ|研究室)|"
    r"(?P<UniversityUnit>講座)|(?P<Site>(?<!推進)拠点(?:施設)?)"
)
LEGAL_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|国立大学法人|公立大学法人|学校法人|国立研究開発法人|地方独立行政法人|"
    r"独立行政法人|(?:一般|公益|特定)?(?:財団|社団)法人|特定非営利活動法人|NPO法人|医療法人(?:社団|財団)?|社会福祉法人|"
    r"\((?:株|有|公財|一財|公社|一社|独|国研|地独|学|国|財|社|同|大)\)"
)
_COMPANY_FORMS = re.compile(r"株式会社|有限会社|合同会社|合資会社|合名会社|\((?:株|有|同)\)")
_WRITTEN_OUT = {
    "(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社",
    "(公財)": "公益財団法人", "(一財)": "一般財団法人", "(公社)": "公益社団法人",
    "(一社)": "一般社団法人", "(独)": "独立行政法人", "(国研)": "国立研究開発法人",
    "(地独)": "地方独立行政法人", "(財)": "財団法人", "(社)": "社団法人",
}  # fmt: skip


def kind_of_name(name: str) -> str | None:
    """The kind of body (local name of the class) that a name's ending tells, or None where it tells none."""
    text = folded(name)
    core = LEGAL_FORMS.sub("", text)
    if core in words("state_bodies"):
        return "GovernmentBody"
    if re.search(r"(?:銀行|金庫)$", core):
        return "FinancialInstitution"
    if _COMPANY_FORMS.search(text):
        if _site_of_company(text):
            return "Site"
        return "FinancialInstitution" if re.search(r"(?:銀行|信託)$", core) else "Company"
    core = re.sub(r"\(.*\)$", "", core)
    for pattern, kind in _KINDS:
        if pattern.match(core):
            return _of_university(core, kind)
    if re.search(r"財団法人", text):
        return "SupportOrganization"
    return None


def kind_of_word(words: str) -> str | None:
    """The kind that a kind word right before a quoted name tells (技術交流プラットフォーム「…」), or None."""
    match = re.search(rf"(?:{_KIND_WORDS.pattern})、?$", words)
    return match.lastgroup if match else None


def core_name(name: str) -> str:
    """A name without its legal form, folded: in this form names are equal."""
    return LEGAL_FORMS.sub("", folded(name))


def written_out(name: str) -> str:
    """A name with （株） and its like written out."""
    name = re.sub(r"[（(]([^（）()]{1,2})[）)]", r"(\1)", name).replace("㈱", "(株)").replace("㈲", "(有)")
    for short, long in _WRITTEN_OUT.items():
        name = name.replace(short, long)
    return name


def _of_university(name: str, kind: str) -> str:
    """A centre, laboratory or institute of a university is a unit of it."""
    inside = re.match(r".+?(?:大学院?|高専)(?=.)", name)
    return "UniversityUnit" if inside and kind in ("ResearchCenter", "Lab", "SupportOrganization") else kind


def _site_of_company(text: str) -> bool:
    return bool(re.search(r"(?:工場|製造所|製油所|製鉄所|事業所|支店|支社|営業所|発電所)$", text))
