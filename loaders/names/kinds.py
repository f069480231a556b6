"""What kind of body a name names: by the kind word printed before it, else by how it ends.

The endings are those of ``ontology.md`` ("Organizations") and their usual synonyms in the names of public bodies.
"""

from __future__ import annotations

import re

from loaders.lines import folded

# The first ending that fits decides; longer and narrower ones stand before the general ones they end in.
_ENDINGS: tuple[tuple[str, str], ...] = (
    (r"(?:人材バンク|人財バンク|人材銀行)", "TalentBank"),
    (r"(?:信用金庫|信用組合|労働金庫|金融公庫|政策投資銀行|ファンド運営会社)", "FinancialInstitution"),
    (r"(?:大学校|高等専門学校|高専|専門学校|専門校|高等学校|中等教育学校|高校|特別支援学校|学院|学校|工科短期大学校)", "School"),
    (r"(?:商工会議所|商工会|同友会|連合会|協会|組合|連盟|協同組合|農協|漁協|森林組合|観光連盟|医師会|工業会|振興会|経営者会)", "Association"),
    (r"(?:大学|大学院|短大|短期大学)", "University"),
    (r"(?:学部|学科|研究科|学府|学域|講座|研究院|大学病院|医学部附属病院|学系)", "UniversityUnit"),
    (r"(?:支援センター|サポートセンター|振興センター|相談センター|よろず支援拠点|支援機構)", "SupportOrganization"),
    (r"(?:試験場|研究所|研究センター|センター|技術院|研究機構|実験所|試験所|農林試験場|総合研究院|研究拠点)", "ResearchCenter"),
    (r"(?:財団|機構|公社|事業団|財団法人|振興事業団)", "SupportOrganization"),
    (r"(?:ラボ|ラボラトリー|研究室|実験室|ラボラトリ)", "Lab"),
    (r"(?:プラットフォーム)", "Platform"),
    (r"(?:クラスター|クラスタ)", "Cluster"),
    (r"(?:部会|分科会|小委員会)", "NetworkDivision"),
    (r"(?:ネットワーク|コンソーシアム|アライアンス|ネット)", "Network"),
    (r"(?:研究会|勉強会)", "StudyGroup"),
    (r"(?:チーム|タスクフォース|ワーキンググループ|推進班|プロジェクト班)", "Team"),
    (r"(?:協議会|会議|本部|委員会|審議会|懇話会|懇談会|連絡会|検討会|円卓|評議会|フォーラム|推進会|期成会|協働体)", "Council"),
    (r"(?<!人材)(?:銀行|金庫)", "FinancialInstitution"),
    (r"(?:発電所|変電所|拠点施設|交流施設|造船所|工場|製造所|製油所|製鉄所|事業所|営業所|支店|支社|支所|出張所|拠点|空港|港湾|港|基地|会館|交流館)", "Site"),
    (r"(?:政府|省|庁|府|都|道|県|市|町|村|区|州|郡|広域連合|一部事務組合|経済産業局|整備局|運輸局|農政局|労働局|総領事館|大使館)", "GovernmentBody"),
)  # fmt: skip
_KINDS = tuple((re.compile(rf".*{ending}$"), kind) for ending, kind in _ENDINGS)
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
    "(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社", "(公財)": "公益財団法人", "(一財)": "一般財団法人", "(公社)": "公益社団法人",
    "(一社)": "一般社団法人", "(独)": "独立行政法人", "(国研)": "国立研究開発法人", "(地独)": "地方独立行政法人", "(財)": "財団法人", "(社)": "社団法人",
}  # fmt: skip
# State corporations and agencies by the names and letters under which they are known (Cabinet Secretariat's list of
# incorporated administrative agencies and national research and development agencies).
STATE_BODIES = frozenset(
    [
        "JAXA",
        "JICA",
        "JETRO",
        "ジェトロ",
        "NEDO",
        "JST",
        "AIST",
        "産総研",
        "NICT",
        "RIKEN",
        "理研",
        "JOGMEC",
        "AMED",
        "IPA",
        "JAMSTEC",
        "NIMS",
        "QST",
        "PMDA",
        "JAEA",
        "NITE",
        "INPIT",
        "JNTO",
        "農研機構",
        "UR都市機構",
        "JSPS",
        "中小機構",
        "宇宙航空研究開発機構",
        "国際協力機構",
        "日本貿易振興機構",
        "新エネルギー・産業技術総合開発機構",
        "科学技術振興機構",
        "産業技術総合研究所",
        "情報通信研究機構",
        "理化学研究所",
        "情報処理推進機構",
        "中小企業基盤整備機構",
        "日本原子力研究開発機構",
        "海洋研究開発機構",
        "エネルギー・金属鉱物資源機構",
        "水産研究・教育機構",
        "農業・食品産業技術総合研究機構",
        "森林研究・整備機構",
        "日本医療研究開発機構",
        "物質・材料研究機構",
        "量子科学技術研究開発機構",
        "製品評価技術基盤機構",
        "工業所有権情報・研修館",
        "国際観光振興機構",
    ]
)


def kind_of_name(name: str) -> str | None:
    """The kind of body (local name of the class) that a name names by its ending, or None where the ending tells none."""
    text = folded(name)
    core = LEGAL_FORMS.sub("", text)
    if core in STATE_BODIES:
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
    match = re.search(rf"(?:{_KIND_WORDS.pattern})(?:の|、)?$", words)
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
