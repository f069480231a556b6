"""A roster is read in whatever layout it is printed: who sits on the committee, from which body, in which post."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.facts import Facts, Moment
from loaders.draft import Draft, LineState
from loaders.kinds.strategy.outline import outline
from loaders.kinds.strategy.roster.roster import read_roster
from loaders.text.lines import read_document
from tests.comparison import name
from tests.loaders.test_made_plans import reading, text_of

HEADING = "３ 青柳県産業創造会議委員名簿（令和３年８月現在）"
COMMITTEE = "青柳県産業創造会議"
# (person, kana, body, post, seat)
Member = tuple[str, str, str, str, str]
ONE: Member = ("浅見 栄", "あさみ さかえ", "株式会社ハマナス工機", "代表取締役 川浦工場長", "")
TWO: Member = ("遠野 みどり", "とおの みどり", "国立大学法人青柳大学", "教授", "")
THREE: Member = ("日向 悟", "ひなた さとる", "青柳商工会議所", "専務理事", "")
ALL = (ONE, TWO, THREE)


def drafted(text: str) -> Draft:
    """What the reader of rosters makes of a text."""
    draft = Draft()
    for chapter in outline(read_document("roster.txt", text.encode(), "text/plain").lines).rosters:
        read_roster(chapter, draft)
    return draft


def property_of(draft: Draft, key: tuple[str, ...], property_: str) -> str:
    """A property of a drafted fact as text."""
    return "".join(
        value.lexical if isinstance(value, Moment) else text_of(value)
        for value in draft.facts[key].properties.get(property_, ())
    )


def members(draft: Draft) -> list[Member]:
    """The members of a draft, in the order of the roster."""
    links = {fact.ends: fact.key for fact in draft.facts.values() if fact.ends}
    found = []
    for key in [key for key in draft.facts if key[0] == "Person"]:
        own = [ends[1] for ends in links if ends[0] == key]
        bodies = [body for body in own if body != ("Organization", COMMITTEE)]
        committee = links.get((key, ("Organization", COMMITTEE)))
        found.append(
            (
                property_of(draft, key, "label"), property_of(draft, key, "kana"),
                property_of(draft, bodies[0], "label") if bodies else "",
                property_of(draft, links[(key, bodies[0])], "post") if bodies else "",
                property_of(draft, committee, "post") if committee else "no member",
            )
        )  # fmt: skip
    return found


LAYOUTS = {
    "kana before the name": """所 属	役 職	氏 名
株式会社ハマナス工機	代表取締役 川浦工場長	あさみ さかえ 浅見 栄
国立大学法人青柳大学	教授	とおの みどり 遠野 みどり
青柳商工会議所	専務理事	ひなた さとる 日向 悟""",
    "kana in brackets, the name first": """氏名	所属	役職
浅見 栄（あさみ さかえ）	㈱ハマナス工機	代表取締役 川浦工場長
遠野 みどり（とおの みどり）	国立大学法人 青柳大学	教授
日向 悟（ひなた さとる）	青柳商工会議所	専務理事""",
    "kana behind each half of the name": """氏　名	役　職	所　属
浅見（あさみ） 栄（さかえ）	代表取締役 川浦工場長	（株）ハマナス工機
遠野（とおの） みどり（みどり）	教授	国立大学法人青柳大学
日向（ひなた） 悟（さとる）	専務理事	青柳商工会議所""",
    "kana in a column of their own": """No.	ふりがな	氏名	所属団体	職名
1	あさみ さかえ	浅見 栄	(株)ハマナス工機	代表取締役 川浦工場長
2	とおの みどり	遠野 みどり	国立大学法人青柳大学	教授
3	ひなた さとる	日向 悟	青柳商工会議所	専務理事""",
    "the header is shifted": """	所属	役職	氏名
株式会社ハマナス工機	代表取締役 川浦工場長	あさみ さかえ 浅見 栄
国立大学法人青柳大学	教授	とおの みどり 遠野 みどり
青柳商工会議所	専務理事	ひなた さとる 日向 悟""",
    "a row stands aside": """所属	役職	氏名
株式会社ハマナス工機	代表取締役 川浦工場長	あさみ さかえ 浅見 栄
	国立大学法人青柳大学	教授	とおの みどり 遠野 みどり
青柳商工会議所	専務理事	ひなた さとる 日向 悟""",
    "tabs lost in a row": """所属	役職	氏名
株式会社ハマナス工機 代表取締役 川浦工場長 あさみ さかえ 浅見 栄
国立大学法人青柳大学	教授	とおの みどり 遠野 みどり
青柳商工会議所 専務理事	ひなた さとる 日向 悟""",
    "body and post in one cell": """区分	所属・役職	氏名
産業界	株式会社ハマナス工機 代表取締役 川浦工場長	あさみ さかえ 浅見 栄
学識経験者	国立大学法人青柳大学教授	とおの みどり 遠野 みどり
経済団体	青柳商工会議所専務理事	ひなた さとる 日向 悟""",
    "a row goes on in the next line": """所属	役職	氏名
株式会社ハマナス工機	代表取締役	あさみ さかえ 浅見 栄
	川浦工場長\t
国立大学法人青柳大学	教授	とおの みどり
		遠野 みどり
青柳商工会議所	専務理事	ひなた さとる 日向 悟""",
    "groups of members": """所属	役職	氏名
【産業界】
株式会社ハマナス工機	代表取締役 川浦工場長	あさみ さかえ 浅見 栄
学識経験者	\t
国立大学法人青柳大学	教授	とおの みどり 遠野 みどり
＜経済団体＞
青柳商工会議所	専務理事	ひなた さとる 日向 悟""",
    "line breaks in cells": """所属	役職	氏名
株式会社ハマナス工機	代表取締役<br>川浦工場長	あさみ さかえ<br/>浅見 栄
国立大学法人青柳大学	教授	とおの みどり<br/>遠野 みどり
青柳商工会議所	専務理事	ひなた さとる<br/>日向 悟""",
    "no header": """株式会社ハマナス工機	代表取締役 川浦工場長	あさみ さかえ 浅見 栄
国立大学法人青柳大学	教授	とおの みどり 遠野 みどり
青柳商工会議所	専務理事	ひなた さとる 日向 悟""",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_members_are_the_same_in_any_layout(layout: str) -> None:
    draft = drafted(f"{HEADING}\n\n（敬称略）\n\n{LAYOUTS[layout]}\n\n（３名）\n")
    assert members(draft) == list(ALL)
    assert not draft.problems


@pytest.mark.parametrize(
    ("layout", "rule"),
    [
        ("a row stands aside", "shifted-cells"),
        ("tabs lost in a row", "lost-tabs"),
        ("a row goes on in the next line", "continued-line"),
    ],
)
def test_a_damaged_row_says_that_it_was_mended(layout: str, rule: str) -> None:
    draft = drafted(f"{HEADING}\n\n{LAYOUTS[layout]}\n")
    assert rule in {repair.rule for repair in draft.repairs}
    assert rule in {each for fact in draft.facts.values() for each in fact.rules}


def test_nothing_of_an_undamaged_roster_is_mended() -> None:
    assert not drafted(f"{HEADING}\n\n{LAYOUTS['kana before the name']}\n").repairs


def test_a_merged_cell_of_the_body_goes_on() -> None:
    draft = drafted(
        f"{HEADING}\n\n所属	役職	氏名\n青柳工業大学	学長	浅見 栄\n"
        "	工学部長	遠野 みどり\n青柳銀行	頭取	日向 悟\n"
    )
    assert [member[2:4] for member in members(draft)] == [
        ("青柳工業大学", "学長"), ("青柳工業大学", "工学部長"), ("青柳銀行", "頭取"),
    ]  # fmt: skip
    assert [repair.rule for repair in draft.repairs] == ["merged-cell"]


def test_seats_on_the_committee_are_no_posts_in_bodies() -> None:
    rows = "会長	浅見 栄	青柳工業大学	学長\n副会長	遠野みどり	青柳銀行	頭取\n"
    rows += "委員	日向 悟	青柳商工会議所	会頭\n"
    draft = drafted(
        f"{HEADING}\n\n役職	氏名	所属	職名\n{rows}オブザーバー	奥井 梓	青柳財務事務所	所長\n\n（３名）\n"
    )
    assert [(member[0], member[3], member[4]) for member in members(draft)] == [
        ("浅見 栄", "学長", "会長"), ("遠野みどり", "頭取", "副会長"), ("日向 悟", "会頭", "委員"),
        ("奥井 梓", "所長", "オブザーバー"),
    ]  # fmt: skip
    assert not draft.problems  # an observer is not counted


def test_a_column_of_chairmen_of_other_bodies_is_no_seat() -> None:
    draft = drafted(
        f"{HEADING}\n\n所属	役職	氏名\n青柳漁業協会	会長	浅見 栄\n青柳旅館組合	副会長	遠野 みどり\n"
    )
    assert [member[3:] for member in members(draft)] == [("会長", ""), ("副会長", "")]


def test_marks_before_names_are_explained_by_a_note() -> None:
    rows = "◎浅見 栄	青柳工業大学	学長\n○遠野 みどり	青柳銀行	頭取\n日向 悟	青柳商工会議所	会頭\n"
    draft = drafted(f"{HEADING}\n\n氏名	所属	役職\n{rows}\n◎は会長、○は副会長\n")
    assert [(member[0], member[4]) for member in members(draft)] == [
        ("浅見 栄", "会長"), ("遠野 みどり", "副会長"), ("日向 悟", ""),
    ]  # fmt: skip


def test_a_replaced_member_is_not_one_as_of_the_date() -> None:
    rows = "氏名	所属	役職\n浅見 栄	青柳工業大学	学長\n（前任 遠野 みどり）	青柳工業大学	前学長\n"
    rows += "日向 悟	青柳銀行	頭取\n"
    draft = drafted(f"{HEADING}\n\n{rows}\n（２名）\n")
    links = {
        fact.ends[0][1]: fact.properties for fact in draft.facts.values() if fact.ends and fact.ends[1][1] == COMMITTEE
    }
    assert set(links) == {"浅見栄", "遠野みどり", "日向悟"}
    assert [text_of(value) for value in links["遠野みどり"]["post"]] == ["前任"]
    assert "asOf" not in {key for key, values in links["遠野みどり"].items() if values}
    assert not draft.problems


@pytest.mark.parametrize(
    ("heading", "body", "as_of"),
    [
        ("３ 青柳県産業創造会議委員名簿（令和３年８月現在）", "青柳県産業創造会議", "2021-08"),
        ("青柳市成長戦略検討委員会 委員名簿（2024年4月1日時点）", "青柳市成長戦略検討委員会", "2024-04"),
        ("【参考】青柳町まちづくり本部 本部員名簿", "青柳町まちづくり本部", ""),
        ("資料２ 青柳地域協議会構成員一覧（R5.10現在）", "青柳地域協議会", "2023-10"),
        ("Ⅳ 青柳県産業懇話会の名簿（2022（令和４）年12月現在）", "青柳県産業懇話会", "2022-12"),
    ],
)
def test_the_heading_names_the_committee_and_the_date(heading: str, body: str, as_of: str) -> None:
    draft = drafted(f"{heading}\n\n所属	役職	氏名\n青柳銀行	頭取	日向 悟\n")
    key = ("Organization", body)
    assert draft.facts[key].type == "Council"
    found = [fact for fact in draft.facts.values() if fact.type == "Membership"]
    assert {fact.ends[1][1] for fact in found if fact.ends} == {body, "青柳銀行"}
    assert {property_of(draft, fact.key, "asOf") for fact in found} == {as_of}


def test_a_count_that_disagrees_is_a_problem() -> None:
    draft = drafted(f"{HEADING}\n\n所属	役職	氏名\n青柳銀行	頭取	日向 悟\n\n（２名）\n")
    assert [(problem.rule, problem.lines) for problem in draft.problems] == [("roster-count", (6,))]


def test_what_comes_after_the_roster_is_not_read_as_members() -> None:
    after = "４ 用語の説明\n\n用語	説明\n基盤技術	鋳造 鍛造\n"
    text = f"{HEADING}\n\n所属	役職	氏名\n青柳銀行	頭取	日向 悟\n\n{after}"
    draft = drafted(text)
    assert [member[0] for member in members(draft)] == ["日向 悟"]
    assert not [line for line in draft.lines if line > 5]


def test_every_line_of_a_roster_is_accounted_for() -> None:
    introduction = "会議は、県内の企業と大学の代表により構成し、計画の進み具合を点検します。"
    table = f"（五十音順、敬称略）\n\n{LAYOUTS['groups of members']}\n\n（３名）\n※ 所属は就任時のもの\n"
    text = f"{HEADING}\n\n{introduction}\n\n{table}"
    draft = drafted(text)
    cited = {
        line for fact in draft.facts.values() for place in fact.places for line in range(place.first, place.last + 1)
    }
    told = {line for line, (state, _) in draft.lines.items() if state is LineState.STRUCTURE}
    assert cited | told == {number for number, line in enumerate(text.split("\n"), 1) if line}
    # an introduction that does not name the committee is no passage of it
    assert 3 not in {place.first for place in draft.facts[("Organization", COMMITTEE)].places}


def roster_of(facts: Facts) -> list[tuple[str, ...]]:
    """What a graph says of its people, name by name."""
    found = []
    for person in facts.by_type["Person"]:
        for link in facts.outgoing[person.id]:
            body = facts.nodes[link.target].label
            found.append((person.label, person.text("kana"), body, link.text("post"), link.text("asOf")))
    return found


def test_the_official_committee_is_read_whole(official_text: Path) -> None:
    facts, draft = reading(official_text)
    roster = official_text.read_text("utf-8").partition("委員名簿")[2].split("\n")
    wanted = []
    for body, post, who in (line.split("\t") for line in roster if line.count("\t") == 2 and "氏 名" not in line):
        *kana, surname, given = who.split(" ")
        wanted += [
            (f"{surname} {given}", " ".join(kana), each, told)
            for each, told in (("山口県産業戦略本部", ""), (body, post))
        ]
    assert len(wanted) == 24
    found = [tuple(map(name, each[:4])) for each in roster_of(facts)]
    assert sorted(found) == sorted(tuple(map(name, each)) for each in wanted)
    assert {each[4] for each in roster_of(facts)} == {"2020-10"}
    assert not [problem for problem in draft.problems if problem.rule.startswith("roster")]
