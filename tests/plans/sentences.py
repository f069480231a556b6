"""The sentences of made plans, each with what it says, written without a look at the rules that read them.

A sentence has slots for bodies and instruments (``with`` says which), and for {P} the publisher, {t} a topic, {o} an
object of the trade, {d} a date, {D} a coming month, {y} a year, {s} a span, {n} and {m} figures. ``says`` names what it
claims: an engagement (``operator a``), a relation (``b establishedBy P``), ``member a b``, ``event``,
``fact n``, ``founds b``. A body without an engagement of its own is mentioned; all of an event's bodies are concerned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with slots, what its slots hold ("!" asks for a new body), what it claims, its kind of finding."""

    text: str
    slots: Mapping[str, str]
    claims: tuple[str, ...]
    kind: str = ""


def _sentences(table: str, kind: str = "") -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for row in table.strip().split("\n"):
        word, _, rest = row.strip().partition(" ")
        if not row.startswith(" "):
            found.append(Sentence(row, {}, (), kind))
        elif word == "with":
            found[-1] = replace(found[-1], slots=dict(pair.split("=") for pair in rest.split()))
        else:
            found[-1] = replace(found[-1], claims=(*found[-1].claims, *rest.split("; ")))
    return tuple(found)


SITUATION = _sentences(
    """
{P}は、{d}に{b}を設立した
    with b=FORUM!
    says operator P; b establishedBy P; event d; founds b d
{d}には、{P}が{b}を立ち上げた
    with b=FORUM!
    says operator P; b establishedBy P; event d; founds b d
{P}は{d}に{b}を設置し、庁舎の会議室で会合を重ねてきた
    with b=Team!
    says operator P; b establishedBy P; event d; founds b d
{a}は、{b}と共同で{t}を進めている
    with a=ACTOR b=ACTOR
    says operator a; collaborator b; a collaboratesWith b
{a}と{b}は共同で{t}に取り組み、取引先から信頼を得ている
    with a=ACTOR b=ACTOR
    says collaborator a; collaborator b; a collaboratesWith b
{a}は、{s}に{b}と共同で{t}の実証試験を行った
    with a=ACTOR b=ACTOR
    says operator a; collaborator b; a collaboratesWith b; event s
{b}は、{x}及び{y1}を構成員として{d}に発足した
    with b=Council! x=Association y1=FinancialInstitution
    says member x b; member y1 b; event d; founds b d
{a}と{b}とが統合され、{c}となった
    with a=StudyGroup! b=StudyGroup! c=StudyGroup!
    says c succeeds a; c succeeds b
{b}は、{a}を前身として{d}に結成された
    with a=StudyGroup! b=Cluster!
    says b succeeds a; event d; founds b d
{a}には、{v}と{w}が置かれている
    with a=Network v=Division! w=Division!
    says v partOf a; w partOf a
{d}に、{P}、{a}、{b}及び{c}の4者が、{t}に関する{N}を締結した
    with a=Company b=University c=FinancialInstitution N=nparty!
    says party P; party a; party b; party c; P partyTo N; a partyTo N; b partyTo N; c partyTo N; event d
    says signed N d
{P}は、{d}に{f}との間で{g}を締結した
    with f=Foreign g=agreement!
    says party P; party f; P partyTo g; f partyTo g; event d; signed g d
{P}は、{d}に{f}の視察団を受け入れた
    with f=Foreign
    says operator P; event d
{P}は、{d}に{g}を策定した
    with g=plan!
    says operator P; event d
{a}は、国内で使われる{o}の{n}を供給している
    with a=Plant n=rate
    says fact n
{o}に関わる製品の出荷額は、{y}に{n}に達した
    with n=money
    says fact n y
{y}の{o}の売上げは{n}となり、前年の{m}に当たる
    with n=money m=rate
    says fact n y; fact m y
{o}を手がける事業所は{n}を数える
    with n=sites
    says fact n
{a}は、{y}に{n}を投じて{t}の施設を新設した
    with a=Company n=money y=fiscal
    says event y; fact n y
過去3年間で{n}が{t}に踏み切った
    with n=firms
    says fact n
{o}の輸出量は、{y}に前年比で△{n}となった
    with n=minus
    says fact n y
{o}の生産量は全国の{n}を占める
    with n=rate
    says fact n
{P}は、{D}に{b}を開設する
    with b=OPENED!
    says operator P; b establishedBy P; event D planned
{l}は{h}内に置かれ、{t}を担っている
    with l=Lab h=University
    says operator l; l hostedAt h
{g}の施行を受けて、{t}に取り組む動きが広がっている
    with g=law
{o}は百年に一度ともいわれる変わり目を迎え、データセンターや物流センターでも{t}の動きが見られる
消費者の好みの移り変わりが早く、{o}にも一品ごとの工夫が求められるようになった
{a}が{t}の先駆けとして知られ、海外からの引き合いも多い
    with a=Company
""",
    "currentState",
)

ISSUES = _sentences(
    """
{t}に通じた技能者の高齢化が進み、後継者の不足が課題である
原料の値上がりにより、{o}の採算の悪化が懸念される
設備の老朽化に加え、{t}を任せられる人材が不足している
""",
    "issue",
)

DIRECTIONS = _sentences(
    """
{P}は{k}と連携し、{t}の体制を整える
    with k=KNOWING
    says operator P; collaborator k; P collaboratesWith k
{k}との連携を深め、{t}の裾野を広げることが必要である
    with k=KNOWING
    says collaborator k; publisher collaboratesWith k
{t}の遅れを取り戻すため、{a}を通じて{g}を支援する
    with a=Platform g=Group
    says operator a; beneficiary g
{t}に踏み出す{g}を、{h}の融資により支援する
    with g=Group h=FinancialInstitution
    says beneficiary g; supporter h
{h}の支援を得て{t}を進める
    with h=FUNDER
    says supporter h
{g}に基づく手続の見直しを追い風に、{t}を急ぐことが求められる
    with g=law
{t}を一社で担うことは難しいため、仲間づくりの場を設けていくことが必要である
""",
    "direction",
)

MEASURES = _sentences(
    """
{a}による{t}の実施
    with a=DOER
    says operator a
{a}による{t}の発表会の開催
    with a=DOER
    says operator a
{a}が主催する{t}の競技会の開催
    with a=DOER
    says operator a
{h}による{t}への助言の実施と支援
    with h=HELPER
    says supporter h
{h}による{t}の支援
    with h=HELPER
    says supporter h
{h}の協力を得た{t}の推進
    with h=ACTOR
    says collaborator h
{a}と{b}との連携による{t}の推進
    with a=ACTOR b=ACTOR
    says collaborator a; collaborator b; a collaboratesWith b
{a}との連携による{t}の促進
    with a=ACTOR
    says collaborator a; publisher collaboratesWith a
{a}との共同による{t}の実施
    with a=ACTOR
    says collaborator a; publisher collaboratesWith a
{b}の運営
    with b=FORUM!
    says operator b; publisher operates b
{a}が運営する{b}による{t}の指導者の派遣
    with a=SupportOrganization b=TalentBank!
    says operator a; operator b; a operates b
{g}に対する{t}の支援
    with g=Group
    says beneficiary g
{t}に取り組む{g}への助成
    with g=Group
    says beneficiary g
{h}及び{k}による{t}の資金調達の支援
    with h=FinancialInstitution k=FinancialInstitution
    says supporter h; supporter k
{g}を活用した{t}の推進
    with g=programme
{g}の活用による{t}の促進
    with g=scheme
{h}の助成を受けた{g}の推進
    with h=State g=programme!
    says supporter h
{g}に基づく{t}の推進
    with g=law
{g}に沿った{t}の推進
    with g=plan
{h}内への{l}の設置
    with h=Base l=Lab!
    says publisher establishes l; l hostedAt h
{t}に用いる{g}の導入
    with g=product!
{f}への職員の派遣による{t}の調査
    with f=Foreign
データセンターの排熱を使った{t}の検討
海外の見本市における{t}の紹介
{t}の促進
{t}に関する手引きの作成
若手を対象とした{t}の研修の充実
"""
)

PUBLISHER_ACTS = _sentences(
    """
{P}による{t}の説明会の開催
    says operator P
{P}による{t}の相談会の開催
    says operator P
"""
)

DETAILS = _sentences(
    """
{a}による{t}の報告会の開催
    with a=DOER
    says operator a
{h}による{t}の支援
    with h=HELPER
    says supporter h
{a}との連携による{t}の実施
    with a=ACTOR
    says collaborator a; publisher collaboratesWith a
{t}の参加者の募集
{t}の手順の作成
{t}の機材の選定、操作の習熟
{o}に関する講習の開催
"""
)

FIELD_MEASURES = _sentences(
    """
{a}における{t}の環境の充実
    with a=KNOWING
{a}の技術を生かした{t}の促進
    with a=KNOWING
{a}を活用した{t}の指導の促進
    with a=TalentBank
{g}による{t}の負担の軽減
    with g=scheme
{g}に基づく{t}の推進
    with g=plan
海外の見本市への{o}の共同出展の促進
データセンターの排熱を用いた{t}の検討
{t}に向けた共同研究の促進
{t}を担う人材の育成
{o}の販路の拡大
{t}に関する情報の発信
"""
)
