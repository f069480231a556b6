"""The table of measures. A new measure is one function of rows and one entry here; page, data and tests follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.measures import rows
from graph.measures.degrees import MEMBERSHIPS, RELATIONS, roles
from graph.measures.paths import Ways
from graph.measures.rows import Query, Row, Sums
from ontology.vocabulary import vocabulary

Words = Mapping[str, str]
Columns = Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its title, what it means for a planner, the sentence that sums up its rows (with places for ``sums``),
    the titles of its columns by their names, and its rows."""

    title: Words
    meaning: Words
    summary: Words
    columns: Callable[[], Columns]
    rows: Callable[[Ways, Query], list[Row]]
    sums: Callable[[Sequence[Row]], Sums]

    def told(self, found: Sequence[Row], lang: str) -> str:
        """The sentence that sums up rows; of no rows, that there is none."""
        if not found:
            return _NOTHING[lang]
        return self.summary[lang].format(**self.sums(found))


def _words(ja: str, en: str) -> Words:
    return {"ja": ja, "en": en}


_NOTHING = _words("計画から読んだつながりの中にはない。", "None among the links that were read from the plan.")
_THING: Columns = {
    "id": _words("識別子", "identifier"),
    "name": _words("名称", "name"),
    "type": _words("種類", "kind"),
}


def _coverage_columns() -> Columns:
    return {
        **_THING,
        "primary": _words("対応プロジェクト", "primary projects"),
        "related": _words("関連プロジェクト", "related projects"),
        "indicators": _words("指標（対応）", "indicators (primary)"),
        "bodies": _words("組織（対応）", "bodies (primary)"),
        "indicators_of_all": _words("指標（関連を含む）", "indicators (with related)"),
        "bodies_of_all": _words("組織（関連を含む）", "bodies (with related)"),
        "gaps": _words("空き", "gaps"),
    }


def _bridge_columns() -> Columns:
    return {
        **_THING,
        "betweenness": _words("媒介中心性", "betweenness"),
        "articulation": _words("抜けると切れる", "breaks without it"),
        "parts": _words("抜けたときの部分の数", "parts without it"),
        "projects": _words("プロジェクト", "projects"),
        "bodies": _words("組織", "bodies"),
    }


def _component_columns() -> Columns:
    return {
        "part": _words("部分", "part"),
        "size": _words("大きさ", "size"),
        "projects": _words("プロジェクトの数", "number of projects"),
        "others": _words("組織・制度の数", "number of bodies and instruments"),
        "project_names": _words("プロジェクト", "projects"),
        "other_names": _words("組織・制度", "bodies and instruments"),
    }


def _degree_columns() -> Columns:
    others = {RELATIONS: _words("組織の関係", "relations"), MEMBERSHIPS: _words("所属", "memberships")}
    named = {name: others.get(name) or vocabulary().terms[name].label for name in roles()}
    return {**_THING, "links": _words("つながり", "links"), **named}


def _path_columns() -> Columns:
    return {
        "from_id": _words("起点の識別子", "identifier of the start"),
        "from": _words("起点", "from"),
        "to_id": _words("終点の識別子", "identifier of the end"),
        "to": _words("終点", "to"),
        "steps": _words("段数", "steps"),
        "way": _words("道筋", "way"),
    }


MEASURES: Mapping[str, Measure] = {
    "coverage": Measure(
        _words("分野の手当て", "Coverage of fields"),
        _words(
            "対応するプロジェクト、指標、組織のいずれかが0の分野は、計画が名を挙げながら、担い手か測り方を書いていない分野である。",
            "A field with no primary project, indicator or body is one that the plan names without saying who does it "
            "or how it is measured.",
        ),
        _words(
            "{n}の分野・領域のうち、対応プロジェクトのないもの{no_primary}、指標のないもの{no_indicators}、"
            "組織の出てこないもの{no_bodies}。",
            "Of {n} fields and areas, {no_primary} have no primary project, {no_indicators} no indicator, "
            "{no_bodies} no body.",
        ),
        _coverage_columns, rows.coverage_rows, rows.coverage_sums,
    ),
    "bridges": Measure(
        _words("橋渡しをする組織", "Bridging bodies"),
        _words(
            "媒介中心性の高い組織は、別々の取組をつなぐ要であり、抜けると切れる組織には代わりがない。計画の発行者、組織の総称、"
            "名が挙がるだけの関与は数えない。1,500を超える網では媒介中心性は標本による推定である。",
            "A body of high betweenness joins work that is otherwise apart; where the graph breaks without it, nobody "
            "can take its place. The plan's publisher, classes of bodies and mere mentions do not count. "
            "Among more than 1,500 things betweenness is an estimate from a sample.",
        ),
        _words(
            "他をつなぐ組織は{n}、そのうち抜けると切れるもの{articulation}。筆頭は「{first}」。",
            "{n} bodies join others; the graph breaks without {articulation} of them. The first is “{first}”.",
        ),
        _bridge_columns, rows.bridge_rows, rows.bridge_sums,
    ),
    "components": Measure(
        _words("つながりの部分", "Parts that hang together"),
        _words(
            "別の部分にあるプロジェクトは、発行者のほかに共通の組織も制度もない。一つの組織に頼めば両方に届く、という近道がない。",
            "Projects in different parts share no body or instrument but the publisher: there is nobody to ask who "
            "knows both.",
        ),
        _words(
            "部分は{n}、最大のものは{largest}。どの組織とも結ばれないプロジェクトは{alone}。",
            "{n} parts, the largest of {largest}. {alone} projects are joined with no body.",
        ),
        _component_columns, rows.component_rows, rows.component_sums,
    ),
    "degrees": Measure(
        _words("役割ごとのつながり", "Links by role"),
        _words(
            "役割ごとの数は、誰に仕事が集まり、誰が名を挙げられるだけかを示す。つながりが0のものは、計画の中で孤立している。",
            "The numbers by role show on whom the work falls, and who is only named. What has no link stands alone in "
            "the plan.",
        ),
        _words(
            "組織・プロジェクト・分野{n}のうち、つながりのないもの{none}。最も多いのは「{first}」。",
            "Of {n} bodies, projects and areas, {none} have no link. “{first}” has most.",
        ),
        _degree_columns, rows.degree_rows, rows.degree_sums,
    ),
    "paths": Measure(
        _words("最短の道筋", "Shortest ways"),
        _words(
            "二つのものの間の道筋は、何を介して関わるかを示す。段数が少ないほど、一方の変更が他方に響きやすい。計画、文書、発行者は介さない。",
            "The way between two things shows over what they are connected: the fewer steps, the sooner a change of "
            "one is felt at the other. Ways over the plan, its documents and its publisher do not count.",
        ),
        _words(
            "「{first}」からの道筋は{n}、最も長いもので{longest}段。",
            "{n} ways from “{first}”, the longest of {longest} steps.",
        ),
        _path_columns, rows.path_rows, rows.path_sums,
    ),
}  # fmt: skip
