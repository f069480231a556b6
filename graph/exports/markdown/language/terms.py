"""The words of the Markdown plan format for controlled values: how a thing is known, kinds, roles."""

from __future__ import annotations

from graph.exports.markdown.language.words import Words
from graph.facts import Status

NO_STATUS = "none"
STATUSES = Words(
    {
        Status.STATED: ("明記", "stated"),
        Status.REPAIRED: ("修復", "repaired"),
        Status.INFERRED: ("推定", "inferred"),
        Status.DERIVED: ("計算", "derived"),
        Status.CURATED: ("人手", "curated"),
        NO_STATUS: ("状態なし", "no status"),
    }
)
COMPARATORS = Words(
    {
        "equal": ("等しい", "equal"),
        "atLeast": ("以上", "at least"),
        "atMost": ("以下", "at most"),
        "approximately": ("約", "approximately"),
    }
)
# A period total is written with its years: 4年計.
BASES = Words(
    {
        "cumulative": ("累計", "cumulative"),
        "singleYear": ("単年", "single year"),
        "pointInTime": ("時点", "point in time"),
        "basisNotStated": ("記載なし", "not stated"),
    }
)
NOTHING = Words({"nothing": ("なし", "none")})
YES = Words({"true": ("はい", "yes"), "false": ("いいえ", "no")})
PLANNED = Words({"true": ("予定", "planned"), "false": ("予定でない", "not planned")})
ROLES = Words(
    {
        "operator": ("実施", "operator", "運営"),
        "collaborator": ("連携", "collaborator"),
        "supporter": ("支援", "supporter"),
        "beneficiary": ("受益", "beneficiary"),
        "party": ("当事者", "party"),
        "mentioned": ("言及", "mentioned"),
    }
)
BODIES = Words(
    {
        "GovernmentBody": ("行政機関", "government body"),
        "Company": ("企業", "company", "会社"),
        "University": ("大学", "university"),
        "UniversityUnit": ("大学の組織", "university unit"),
        "ResearchCenter": ("研究機関", "research center"),
        "Lab": ("ラボ", "lab"),
        "Platform": ("プラットフォーム", "platform"),
        "Council": ("協議会・会議", "council", "協議会", "会議"),
        "Cluster": ("クラスター", "cluster"),
        "Network": ("ネットワーク", "network"),
        "NetworkDivision": ("部会", "network division"),
        "StudyGroup": ("研究会", "study group"),
        "Team": ("チーム", "team"),
        "SupportOrganization": ("支援機関", "support organization"),
        "TalentBank": ("人材バンク", "talent bank"),
        "FinancialInstitution": ("金融機関", "financial institution"),
        "School": ("学校", "school"),
        "Association": ("団体", "association"),
        "Site": ("事業所・拠点", "site", "事業所", "拠点"),
        "OrganizationGroup": ("組織の類", "class of bodies"),
        "Organization": ("その他", "other"),
    }
)
INSTRUMENTS = Words(
    {
        "agreement": ("合意", "agreement", "協定"),
        "scheme": ("制度", "scheme"),
        "law": ("法律", "law"),
        "plan": ("計画", "plan"),
        "programme": ("事業", "programme"),
        "facility": ("施設", "facility"),
        "product": ("製品", "product"),
    }
)
REGISTERS = Words(
    {
        "corporateNumber": ("法人番号", "corporate number"),
        "localGovernmentCode": ("全国地方公共団体コード", "local government code"),
        "edinetCode": ("EDINETコード", "EDINET code"),
        "securitiesCode": ("証券コード", "securities code"),
        "wikidataItem": ("ウィキデータ項目", "Wikidata item"),
        "subdivisionCode": ("地域コード (ISO 3166-2)", "subdivision code"),
    }
)
CERTAINTIES = Words({"confirmed": ("確認済み", "confirmed"), "computed": ("算出", "computed")})


def identifier_label(register: str, notation: str) -> str:
    """What an identifier is called where nothing else is said."""
    return f"{REGISTERS[register]} {notation}"
