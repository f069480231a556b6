"""The role in which a series of bodies has part in a project, by what stands around it in the sentence."""

from __future__ import annotations

import re

from loaders.names.mention import Body
from loaders.ties.series import Series

_WITH = r"(?:連携|共同|協働|協力|交流|提携|マッチング|ネットワーク形成|協議|意見交換|共創|協調)"
_COLLABORATOR = re.compile(
    rf"^(?:との|と|とも)(?!し|する|なる|なり|なって|いう)[^、。]{{0,24}}?{_WITH}|^(?:の|間の|等の)(?:連携|協働|共創|協力|技術交流|参画|参加)|^と、?[^、。]{{0,12}}連携"
    r"|^(?:が|も)(?:参加|参画|加わ)|^(?:を|で)構成(?:員|する|した|され)|^から(?:成る|なる)|^による(?:連携|協働)|^との間で"
)
_MEETS = re.compile(r"(?:と|や)[^、。]{0,6}$")
_SUPPORT = r"(?:支援|助言|補助|助成|相談|サポート|融資|あっせん|指導|伴走)"
_SUPPORTER = re.compile(
    rf"^の(?:補助金?|助成|支援(?!機関|対象)|融資|相談|委託|指導)|^から[^、。]{{0,16}}(?:支援|助成|補助|交付|委託|指導)|^の?[^、。がはを]{{0,8}}{_SUPPORT}を(?:得|受け)"
    rf"|^が[^、。]{{0,20}}?{_SUPPORT}|^委託(?:事業|を受け)|^(?:・[県市国])?の補助|^[^、。]{{0,12}}とにより支援"
)
_BY = re.compile(r"^(?:により|によって|による)(?P<rest>[^。]*)")
_LAST_ACTION = re.compile(
    r"(?P<act>支援|助言|補助|助成|相談(?:対応)?|サポート|融資|指導|開催|実施|運営|検討|作成|募集|公開|貸出し|派遣|分析|開発|育成|推進|検証|測定|評価|推薦|創出|登録|受付|育成|仲介|提供|"
    r"試験|調整|強化|構築|設置|整備|選定|公募|養成|講習|運行|出展|発信|促進)(?:等|など|の実施|を?行う|する)?(?=$|、|。|\(|及び|並びに|し)"
)
_OPERATOR = re.compile(
    r"^の(?:設置|運営|開催|推進|取組|設立|構築|創設|整備|開設|立ち上げ|主催|活動)|^を(?:[^、。「」]{0,26}?)(?:設置|設立|運営|結成|開設|開催|創設|発足|立ち上げ|中心|中核|拠点)"
    r"|^(?:における|において|での|では)|^を(?:通じ|核と)|^に(?:おいて)|^主催|^の主導|^が主催|^設置|^の場|^を活用し"
)
_SUBJECT = re.compile(
    r"^(?:は|が)、?(?=[^。]*?(?:共同|連携|開発し|実施|担い|担う|受け持|開催|開く|運営|取り組|支援|設置|設立|締結|聞き取|進め|行っ|行う|まとめ|築|開設|提供|集め|図る|教え|育て|招))"
)
_SHARES_DATA = re.compile(r"^が(?:策定|公表|制定)")
_BENEFIT = re.compile(
    r"(?:支援|促進|誘致|育成|強化|訪問|後押し|助成|補助|サポート|創出|成長|普及|提案|支える|軽減|融資|拡大|広げ|充実)"
)
_TO = re.compile(
    r"^(?:への|に対する|に対し|向けの?|へ|を対象と|の(?!連携|協力|技術交流|参加)|による|が行う|が|を|約|[0-9]|、|,|で構成|に|\(|$)"
)


def roles(series: Series) -> tuple[str, ...]:
    """The roles (local names of the controlled terms) that a sentence gives the bodies of a series; none where it only
    mentions them. Classes of bodies can be collaborators and beneficiaries; a body named as agent is an operator, or a
    supporter where what it does is to support."""
    group = all(body.is_group for body in series.bodies)
    behind = series.behind
    found: list[str] = []
    if _COLLABORATOR.match(behind) or _exchange(series):
        found.append("collaborator")
    elif group:
        if _TO.match(behind) and _BENEFIT.search(behind):
            found.append("beneficiary")
    elif _SUPPORTER.match(behind):
        found.append("supporter")
    elif by := _BY.match(behind):
        found.append(_of_agent(by["rest"]))
    elif _OPERATOR.match(behind) or (_SUBJECT.match(behind) and not _SHARES_DATA.match(behind)):
        found.append("operator")
    if not behind.strip("。") and not group and _makes_up(series):
        found.append("operator")
    return tuple(dict.fromkeys(found))


def is_benefiting(body: Body, series: Series) -> bool:
    """True for a class of bodies inside a mixed series that the sentence is about to support."""
    return body.is_group and bool(_TO.match(series.behind) and _BENEFIT.search(series.behind))


def _of_agent(rest: str) -> str:
    """Operator, or supporter where the last thing that the agent does is a kind of support."""
    acts = list(_LAST_ACTION.finditer(re.split(r"[、。]", rest)[0] or rest))
    support = bool(acts) and bool(re.match(_SUPPORT, acts[-1]["act"]))
    return "supporter" if support else "operator"


def _exchange(series: Series) -> bool:
    return len(series.bodies) > 1 and bool(re.match(r"^(?:との|の)(?:技術)?交流", series.behind))


def _makes_up(series: Series) -> bool:
    return series.statement.type == "Component"
