"""The bodies and instruments of a made plan: invented when a sentence needs one, and printed in their several forms.

The kinds and names follow the page of the ontology ("How things are said") alone, not the grammar that reads them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import TypeVar

from tests.plans.words import COINED, COUNTRIES, PLACES, STATE, Trade

_Item = TypeVar("_Item")

POOLS: dict[str, tuple[str, ...]] = {
    "ACTOR": (
        "Company", "Company", "Company", "Association", "SupportOrganization", "University", "UniversityUnit",
        "ResearchCenter", "FinancialInstitution", "Town", "School", "Lab",
    ),
    "FORUM": ("Council", "Network", "Cluster", "StudyGroup", "Team", "Platform"),
    "DOER": ("Council", "Network", "Cluster", "StudyGroup", "Team", "Platform", "Association", "SupportOrganization",
             "Lab", "ResearchCenter", "School"),
    "KNOWING": ("University", "UniversityUnit", "ResearchCenter", "School", "Lab"),
    "HELPER": ("FinancialInstitution", "SupportOrganization", "ResearchCenter", "State", "Association", "TalentBank"),
    "FUNDER": ("State", "FinancialInstitution", "SupportOrganization"),
    "FIRM": ("Company", "Company", "Plant"),
    "OPENED": ("ResearchCenter", "Lab", "School", "Center", "Base"),
}  # fmt: skip
"""What a slot of a sentence may hold, by the word that stands in its template; any other word is a kind itself."""

KINDS = {
    "Town": "GovernmentBody", "State": "GovernmentBody", "Foreign": "GovernmentBody", "Plant": "Site", "Base": "Site",
    "Center": "SupportOrganization", "Group": "OrganizationGroup", "Division": "NetworkDivision",
}  # fmt: skip
"""The class of the ontology where the word of a slot is not one."""


@dataclass(slots=True)
class Body:
    """A body or an instrument: its name, class, other printed forms, a kind word before it, whose part it is."""

    name: str
    kind: str
    also: tuple[str, ...] = ()
    word: str = ""  # printed before the name, which then stands in brackets: 交流プラットフォーム「…」
    owner: Body | None = None
    country: str = ""
    provisional: bool = False
    established: str = ""
    established_fiscal_year: int | None = None
    end_fiscal_year: int | None = None
    date: str = ""
    introduced: bool = False
    used: set[str] = field(default_factory=set)

    def printed(self, order: random.Random) -> str:
        """A form of the name for one place of the text; the first time it is introduced with its kind."""
        form = order.choice([self.name, self.name, *self.also])
        first, self.introduced = not self.introduced, True
        form = self.name if first and self.country else form
        if self.word:
            form = self.name
            told = f"{self.word}「{form}」" if first or order.random() < 0.4 else form
        elif first and form.startswith(("株式会社", "有限会社", "合同会社")):
            told = form
        else:
            quoted = self.kind in QUOTED or order.random() < 0.1
            told = f"「{form}」" if quoted and self.kind not in ("GovernmentBody", "Company") else form
        self.used.add(form)
        if self.provisional:
            return f"{told[:-1]}（仮称）」" if told.endswith("」") and order.random() < 0.4 else f"{told}（仮称）"
        return f"{told}（～R{self.end_fiscal_year - 2018}予定）" if self.end_fiscal_year and first else told


class Cast:
    """Invents bodies of the kinds that are asked for, each with a name of its own, and uses known ones again."""

    def __init__(self, order: random.Random, publisher: tuple[str, str], level: str) -> None:
        self.order = order
        self.home, self.home_kana = publisher
        self.level = level  # 県 or 市
        self.bodies: dict[str, Body] = {}
        self.publisher = self._known(Body(f"{self.home}{level}", "GovernmentBody"))
        self.places = _endless([place for place in PLACES if place[0] != self.home], order)
        self.coined = _endless(COINED, order)
        self.state = _endless(STATE, order)
        self.countries = _endless(COUNTRIES, order)

    def draw(self, slot: str, trade: Trade, taken: Sequence[Body] = (), fresh: bool = False) -> Body:
        """A body for a slot, not one of ``taken``; ``fresh`` asks for one that was not there."""
        word = self.order.choice(POOLS.get(slot, (slot,)))
        kind = KINDS.get(word, word)
        known = [
            body for body in self.bodies.values()
            if body.kind == kind and body not in taken and body is not self.publisher and _fits(body, word)
        ]  # fmt: skip
        if known and not fresh and self.order.random() < 0.4:
            return self.order.choice(known)
        for _ in range(60):
            body = _MAKERS[word](self, trade)
            if body is not None and body.name not in self.bodies and not self._confusing(body.name):
                return self._known(body)
        if not known:
            raise LookupError(f"no more names for {slot}")
        return self.order.choice(known)

    def adopt(self, body: Body) -> Body:
        """The body, from now on known."""
        return self._known(body)

    def _known(self, body: Body) -> Body:
        self.bodies[body.name] = body
        if body.owner is not None:
            self.bodies.setdefault(body.owner.name, body.owner)
        return body

    def _confusing(self, name: str) -> bool:
        """True where one name stands inside another that is no part of it."""
        return any(name in other or other in name for other in self.bodies if other not in self.publisher.name)


def _endless(items: Sequence[_Item], order: random.Random) -> Iterator[_Item]:
    """The items in some order, over and over."""
    return cycle(order.sample(list(items), len(items)))


def _fits(body: Body, word: str) -> bool:
    if word == "Foreign":
        return bool(body.country)
    if word == "State":
        return body.name in STATE
    if word == "Town":
        return body.name not in STATE and not body.country
    if word == "Plant":
        return body.owner is not None
    if word == "Base":
        return body.owner is None and not body.name.endswith("発電所")
    return not body.provisional or word in ("Center",)


def _company(cast: Cast, trade: Trade) -> Body:  # noqa: ARG001
    ending = cast.order.choice(
        [
            "精工",
            "電機",
            "製作所",
            "工業",
            "製薬",
            "食品",
            "物流",
            "建設",
            "化学",
            "鉄工",
            "エンジニアリング",
            "システムズ",
        ]
    )
    bare = (next(cast.coined) if cast.order.random() < 0.6 else next(cast.places)[0]) + ending
    form = cast.order.choice(["株式会社{}", "{}株式会社", "合同会社{}", "有限会社{}", "{}（株）", "（株）{}", "{}"])
    name = form.format(bare).replace("（株）", "株式会社")
    also = (form.format(bare),) if "（株）" in form else ()
    if form == "{}":
        return Body(name, "Company")
    return Body(name, "Company", (*also, bare) if cast.order.random() < 0.5 else also)


def _university(cast: Cast, trade: Trade) -> Body:  # noqa: ARG001
    place = next(cast.places)[0]
    form = cast.order.choice(["{}大学", "{}工科大学", "{}県立大学", "{}学院大学"])
    name = form.format(place)
    return Body(name, "University", (f"国立大学法人{name}",) if form == "{}大学" and cast.order.random() < 0.4 else ())


def _unit(cast: Cast, trade: Trade) -> Body:
    owner = cast.draw("University", trade)
    return Body(owner.name + cast.order.choice([
        "工学部", "農学部", "理学部", f"{trade.short}研究センター", f"{trade.short}講座", "地域連携センター",
    ]), "UniversityUnit", owner=owner)  # fmt: skip


def _plant(cast: Cast, trade: Trade) -> Body:
    owner = cast.draw("Company", trade)
    return Body(
        f"{owner.name}{next(cast.places)[0]}{cast.order.choice(['工場', '事業所', '支店'])}", "Site", owner=owner
    )


def _town(cast: Cast, trade: Trade) -> Body:  # noqa: ARG001
    return Body(next(cast.places)[0] + cast.order.choice("市市町村"), "GovernmentBody")


def _foreign(cast: Cast, trade: Trade) -> Body:  # noqa: ARG001
    country, code, body = next(cast.countries)
    return Body(f"{country}国{body}", "GovernmentBody", (body,), country=code)


def _of(kind: str, *forms: str, word: str = "", provisional: float = 0.0) -> Callable[[Cast, Trade], Body]:
    """A maker of bodies whose names follow forms with {home} {kana} {place} {trade} {coined}."""

    def make(cast: Cast, trade: Trade) -> Body:
        place, kana = next(cast.places)
        name = cast.order.choice(forms).format(
            home=f"{cast.home}{cast.level}", bare=cast.home, kana=cast.home_kana, place=place, reading=kana,
            trade=trade.short, level=cast.level, coined=next(cast.coined),
        )  # fmt: skip
        before = cast.order.choice(word.split("/")) if word else ""
        return Body(name, kind, word=before, provisional=cast.order.random() < provisional)

    return make


_MAKERS: dict[str, Callable[[Cast, Trade], Body]] = {
    "Company": _company, "University": _university, "UniversityUnit": _unit, "Plant": _plant, "Town": _town,
    "Foreign": _foreign, "State": lambda cast, _: Body(next(cast.state), "GovernmentBody"),
    "ResearchCenter": _of("ResearchCenter", "{home}{trade}技術センター", "{home}{trade}試験場", "{place}{trade}研究所",
                          "{home}産業技術センター"),
    "Lab": _of("Lab", "{kana}{trade}ラボ", "{reading}ラボ", "{coined}ラボ"),
    "Platform": _of("Platform", "{coined}ひろば", "{reading}つなぐ場", "{kana}コネクト", "{coined}リンク",
                    word="産学連携プラットフォーム/交流プラットフォーム/実証プラットフォーム"),
    "Council": _of("Council", "{home}{trade}推進協議会", "{place}{trade}振興協議会", "{home}{trade}戦略会議",
                   "{home}{trade}推進本部"),
    "Cluster": _of("Cluster", "{bare}{trade}クラスター", "{place}{trade}クラスター"),
    "Network": _of("Network", "{kana}{trade}ネットワーク", "{reading}{trade}ネットワーク", "{bare}{trade}ネットワーク"),
    "Division": _of("NetworkDivision", "{trade}設計部会", "{trade}販路部会", "{trade}人材部会", "{trade}品質部会"),
    "StudyGroup": _of("StudyGroup", "{trade}技術研究会", "{place}{trade}研究会", "{trade}未来研究会"),
    "Team": _of("Team", "{trade}伴走支援チーム", "{trade}改革チーム", "{place}実証推進チーム"),
    "SupportOrganization": _of("SupportOrganization", "{bare}産業振興財団", "{home}{trade}支援センター",
                               "{bare}中小企業振興機構", "{place}地域振興財団"),
    "Center": _of("SupportOrganization", "{kana}{trade}支援センター", "{place}創業支援センター", provisional=0.7),
    "TalentBank": _of("TalentBank", "{kana}匠人材バンク", "{trade}人材バンク", "{kana}シニア人材バンク"),
    "FinancialInstitution": _of("FinancialInstitution", "{place}銀行", "{place}信用金庫", "株式会社{place}銀行"),
    "School": _of("School", "{place}工業高等専門学校", "{home}立{trade}専門校", "{kana}{trade}大学校"),
    "Association": _of("Association", "{place}商工会議所", "{home}{trade}協会", "{place}{trade}協同組合",
                       "{home}{trade}組合連合会"),
    "Base": _of("Site", "{coined}の丘", "{kana}テラス", "{coined}ハーバー", word="交流拠点/実証拠点/研究開発拠点",
                provisional=0.2),
    "Power": _of("Site", "{place}地熱発電所", "{place}小水力発電所"),
    "Group": _of("OrganizationGroup", "{place}{trade}企業群", "{level}内企業", "地域金融機関", "{level}内中小企業"),
    "law": _of("law", "{trade}振興法", "{trade}事業促進法"),
    "plan": _of("plan", "{home}{trade}振興計画", "第2次{home}{trade}推進計画", "{home}{trade}ビジョン"),
    "programme": _of("programme", "{trade}担い手育成プログラム", "{trade}実装支援事業", "{trade}技術実証事業"),
    "scheme": _of("scheme", "{trade}設備導入補助金", "{trade}認証制度", "{kana}奨学金返還支援制度"),
    "agreement": _of("agreement", "{trade}連携協定", "{trade}に関する覚書", "{trade}包括連携協定"),
    "product": _of("product", "{coined}号", word="試作機/搬送機/観測機"),
}  # fmt: skip

QUOTED = ("agreement", "programme", "scheme")
INSTRUMENTS = ("law", "plan", "programme", "scheme", "agreement", "product")
"""The kinds of instruments that are drawn; the words are those of ``pol:instrumentKind``."""
