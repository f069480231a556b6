"""The role in which a series of bodies has part in a project, by what stands around it in the sentence."""

from __future__ import annotations

import re

from loaders.names.mention import Body
from loaders.names.words import words
from loaders.ties.series import Series

_WITH = r"(?:連携|共同|協働|協力|交流|提携|マッチング|ネットワーク形成|協議|意見交換|共創|協調)"
_COLLABORATOR = re.compile(
    rf"^(?:(?:や|、)[^、。はがを]{{1,8}})?(?:の[^、。はがを]{{1,10}})?(?:との|と|とも)(?!し|する|なる|なり|なって|いう)[^、。]{{0,24}}?{_WITH}"
    rf"|^をはじめとする[^、。]{{0,24}}との?[^、。]{{0,6}}{_WITH}|^(?:の|間の|等の)(?:連携|共同|協働|共創|協力|技術交流|参画|参加(?:により|による|を得))|^と、?[^、。]{{0,12}}連携"
    r"|^(?:が|も)(?:[^、。]{1,10}として)?(?:参加|参画|加わ)|^で構成(?:する|した|され)[^、。]{0,6}「|^による(?:連携|協働)|^との間で"
    r"|^による[「『]?[^、。「」をがは]{0,24}?(?:チーム|協議会|会議|ネットワーク|クラスター|連携体)"
)
_JOINT = re.compile(r"^(?:は|が)、?[^。「」]{0,50}?(?:共同で|連携し)")
_SUPPORT = r"(?:支援|助言|補助|助成|相談|サポート|融資|あっせん|技術指導|伴走|提供|寄附|寄付|負担金|出資)"
_SUPPORTER = re.compile(
    rf"^の[^、。がはを]{{0,10}}(?:補助金?|助成|支援(?!機関|対象|センター|策)|融資|相談|委託|寄附|寄付|協賛)|^から[^、。]{{0,16}}(?:支援|助成|補助|交付|委託|指導)"
    rf"|^の?[^、。がはを]{{0,8}}{_SUPPORT}を(?:得|受け|支出|拠出)|^の(?:助言|支援|協力|指導)のもと|^(?:など)?国等の支援|^支援(?:事業|メニュー|策|制度)"
    rf"|^が[^、。]{{0,20}}?{_SUPPORT}|^が(?:実施|公募|所管|主催)する[「『]|^委託(?:事業|を受け)|^(?:・[県市国])?の補助|^[「『][^」』]*(?:支援|助成|補助|協力)[^」』]*(?:事業|制度|プログラム)[」』]"
)
_BY = re.compile(r"^(?:により|によって|による)(?P<rest>[^。]*)")
_LAST_ACTION = re.compile(
    r"(?P<act>支援|助言|補助|助成|相談(?:対応)?|サポート|融資|技術指導|指導|開催|実施|運営|検討|作成|募集|公開|貸出し|派遣|分析|開発|育成|推進|検証|測定|評価|推薦|創出|登録|受付|仲介|提供|寄附|"
    r"試験|調整|強化|構築|設置|整備|選定|公募|養成|講習|運行|出展|発信|促進)(?:等|など|の実施|を?行う|する)?(?=$|、|。|\(|及び|並びに|し)"
)
_OPERATOR = re.compile(
    r"^の(?:設置(?:・|及び)(?:運営|推進)|運営|開催|推進|取組|構築|創設|立ち上げ|主催|活動)|^を(?!構成員|前身|母体|運営する[^、。])(?:[^、。「」]{0,26}?)(?:運営|開催|中心|中核|拠点)"
    r"|^(?:における|において)|^では(?=[^。]*(?:実施|開催|支援|運営|受け持|聞き取))|^を(?:通じ|核と)|^主催|^の主導|^が主催|^の場|^を活用し"
)
_SUBJECT = re.compile(
    r"^(?:は、?(?=[^。]*?{does})|が、?(?=[^。、「」]*?{does}))".replace(
        "{does}",
        r"(?:共同|連携|開発し|実施|担い|担う|受け持|開催|開く|運営|取り組|支援|設置|設立|締結|聞き取|行っ|行う|まとめ|築|開設|集め|図る|教え|育て|招)",
    )
)
_BENEFIT = re.compile(
    r"(?:支援|促進|誘致|育成|強化|訪問|後押し|助成|補助|サポート|創出|成長|普及|提案|支える|軽減|融資|拡大|広げ|充実|参入|導入)"
)
_TO = re.compile(
    r"^(?:への|に対する|に対し|向けの?|へ|を対象と|の(?!連携|協力|技術交流|参加|ニーズ)|による|が行う|を(?!統合|改組|再編|踏まえ)|約|[0-9]|、|,|や|\)|に|\(|$)"
)
# What a project is to do: there whoever is the subject does it.
_DONE = ("Measure", "ScheduledActivity", "Component")
_DOES_IT = re.compile(r"^(?:は|が)(?!策定|公表|制定|実施する[「『]|所管|立地|集積|必要|課題)")
_GIVES = re.compile(rf"^(?:は|が)、?[^。]{{0,40}}?{_SUPPORT}(?:し|する|を)")
# Classes that help rather than are helped.
_HELPING = re.compile(r"(?:機関|市町村?|自治体|行政|団体|大学等?|高専|商工会議所)$")
_STATE = re.compile(r"(?:省|庁|府|国)$")


def roles(series: Series) -> tuple[str, ...]:
    """The roles (local names of the controlled terms) that a sentence gives the bodies of a series; none where it only
    mentions them.

    Classes of bodies can be collaborators and beneficiaries, and supporters where they are of the helping sort; a body
    named as agent is an operator, or a supporter where what it does is to support. A place is no actor.
    """
    group = all(body.is_group for body in series.bodies)
    behind = series.behind
    if _COLLABORATOR.match(behind) or _exchange(series) or (len(series.bodies) > 1 and _JOINT.match(behind)):
        return ("collaborator",)
    by = _BY.match(behind)
    if group:
        return _of_class(series, by["rest"] if by else "")
    if _SUPPORTER.match(behind):
        return ("supporter",)
    if by:
        return (_of_agent(by["rest"]),)
    place = all(body.kind in ("Site", "GovernmentBody") for body in series.bodies)
    if place and re.match(r"^(?:における|において|では)", behind):
        return ()
    if _OPERATOR.match(behind):
        return ("operator",)
    if series.statement.type in _DONE and _DOES_IT.match(behind):
        return ("supporter",) if _GIVES.match(behind) else ("operator",)
    own_policy = all(_STATE.search(body.label) or body.label in words("state_bodies") for body in series.bodies)
    return ("operator",) if _SUBJECT.match(behind) and not own_policy else ()


def is_benefiting(body: Body, series: Series) -> bool:
    """True for a class of bodies inside a mixed series that the sentence is about to support."""
    return body.is_group and not _HELPING.search(body.label) and _benefits(series)


def _of_class(series: Series, agent: str) -> tuple[str, ...]:
    if any(_HELPING.search(body.label) for body in series.bodies):
        if re.match(r"^(?:への|に対する)[^、。]{0,12}(?:助成|支援|補助)", series.behind):
            return ("beneficiary",)
        return ("supporter",) if agent and _of_agent(agent) == "supporter" else ()
    return ("beneficiary",) if _benefits(series) else ()


def _benefits(series: Series) -> bool:
    counted = series.statement.type == "Indicator"
    return bool(_TO.match(series.behind)) and (counted or bool(_BENEFIT.search(series.behind)))


def _of_agent(rest: str) -> str:
    """Operator, or supporter where the last thing that the agent does is a kind of support."""
    acts = list(_LAST_ACTION.finditer(re.split(r"[、。]", rest)[0] or rest))
    support = bool(acts) and bool(re.match(_SUPPORT, acts[-1]["act"]))
    return "supporter" if support else "operator"


def _exchange(series: Series) -> bool:
    return len(series.bodies) > 1 and bool(re.match(r"^(?:との|の)(?:技術)?交流", series.behind))
