"""The smallest plan that the strategy kind reads, around sentences of a test, and what its facts say in plain words.

``read`` puts sentences where a plan has them (現状, プロジェクトの概要, 工程表) under one project of one publisher; a
``Told`` then tells bodies, ties and dates by their names, so that a test says what a sentence means and no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.facts import Fact, Facts, Text
from loaders.draft import Draft, Problem
from loaders.kinds.strategy.kind import read_strategy
from loaders.resolution import document_id, plan_id, resolve
from loaders.text.lines import read_document
from tests.comparison_ties import is_body

PUBLISHER, PROJECT = "青海県", "試作の輪プロジェクト"
_PLAN = """{publisher}地域計画
（令和５年度～令和７年度）

{publisher}

第１章　重点成長分野の施策展開
Ⅰ　ものづくり分野
分野１　金属加工
〔受注の拡大〕
■ 試作の速さの向上
・ 受注の窓口の一本化
対応・関連する「成長プロジェクト」
■ {project}

第２章　成長プロジェクト
プロジェクト１　{project}
1 現状と課題
〔現状〕
{findings}

〔課題と方向性〕
- 納期の短さが求められている

2 プロジェクトの概要
受注の拡大
{measures}

3 工程表
取組	令和５年度(2023年度)	令和６年度(2024年度)	令和７年度(2025年度)
受注の拡大	<窓口の一本化>{activities}\t\t

4 取組目標（指標）
指標名	現状値		令和７年度(2025年度)目標値
	数値	基準年/年度\t
受注の件数(累計)	46件	令和４年度(2022年度)	120件

第３章　取組目標（指標）の一覧
【プロジェクト指標】
重点成長分野	プロジェクト名	指標	現状値（R4年度）	目標値（R7年度）
金属加工	{project}	受注の件数	累計	46	件	120	件
"""

Tie = tuple[str, str, str]


@dataclass(frozen=True)
class Told:
    """What a small plan says. Names are labels; the publisher's own engagement is left out where nobody names it."""

    facts: Facts
    problems: tuple[Problem, ...]

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Each body but the publisher with its kind."""
        every = {node.label: node.type for node in self.facts.nodes.values() if is_body(node)}
        return {label: kind for label, kind in every.items() if label != self.publisher}

    @cached_property
    def publisher(self) -> str:
        """The label of the plan's publisher."""
        (plan,) = self.facts.by_type["Plan"]
        return next((self.facts.nodes[id_].label for id_ in plan.refs("publisher")), "")

    @property
    def instruments(self) -> dict[str, str]:
        """Each instrument with its kind."""
        return {node.label: node.text("instrumentKind") for node in self.facts.by_type.get("Instrument", ())}

    @property
    def relations(self) -> set[Tie]:
        """(subject, kind, object) of the relationships that are stated."""
        return self._relations("stated")

    @property
    def inferred_relations(self) -> set[Tie]:
        """(subject, kind, object) of the relationships that a rule concluded."""
        return self._relations("inferred")

    @property
    def memberships(self) -> set[tuple[str, str]]:
        """(member, body)."""
        return {
            (self.name(link.source), self.name(link.target)) for link in self.facts.links_by_type.get("Membership", ())
        }

    @property
    def roles(self) -> set[tuple[str, str]]:
        """(body, role in the project), without what a rule concluded."""
        return self._roles("stated")

    @property
    def inferred_roles(self) -> set[tuple[str, str]]:
        """(body, role in the project) as a rule concluded it."""
        return self._roles("inferred")

    @property
    def mentions(self) -> set[tuple[str, str]]:
        """(text of a finding, measure or activity, name of what it mentions)."""
        return {(node.label, self.name(id_)) for node in self.facts.nodes.values() for id_ in node.refs("mentions")}

    @property
    def events(self) -> dict[str, set[str]]:
        """Each event's date (its fiscal year as FY2024) with the names of what it concerns, the project left out."""
        return {
            str(node.text("date") or f"FY{node.value('fiscalYear')}"): {
                self.name(id_) for id_ in node.refs("concerns") if self.name(id_) != PROJECT
            }
            for node in self.facts.by_type.get("Event", ())
        }

    def other_names(self, label: str) -> set[str]:
        """The other names of a thing."""
        return {
            value.value if isinstance(value, Text) else str(value) for value in self.thing(label).values("altLabel")
        }

    def said_of(self, label: str, name: str) -> str:
        """A property of a thing as text, empty where nothing is said."""
        return self.thing(label).text(name)

    def thing(self, label: str) -> Fact:
        """The body or instrument with this label."""
        (found,) = (
            node for node in self.facts.nodes.values()
            if node.label == label and (is_body(node) or node.type == "Instrument")
        )  # fmt: skip
        return found

    def doubts(self) -> list[str]:
        """What the review list says of identities."""
        return [problem.message for problem in self.problems if problem.rule == "doubtful-identity"]

    def name(self, id_: str) -> str:
        """The label of a node."""
        return self.facts.nodes[id_].label

    def _relations(self, status: str) -> set[Tie]:
        return {
            (self.name(link.source), link.text("kind"), self.name(link.target))
            for link in self.facts.links_by_type.get("Relationship", ()) if str(link.status) == status
        }  # fmt: skip

    def _roles(self, status: str) -> set[tuple[str, str]]:
        return {
            (self.name(link.source), link.text("role"))
            for link in self.facts.links_by_type.get("Engagement", ()) if str(link.status) == status
        }  # fmt: skip


def read(
    *findings: str, measures: Sequence[str] = (), activities: Sequence[str] = (), publisher: str = PUBLISHER
) -> Told:
    """What a plan says whose section has these bullets; the rest of it names no body but the publisher."""
    text = _PLAN.format(
        publisher=publisher, project=PROJECT,
        findings="\n".join(f"- {each}" for each in findings or ("受注は伸びている",)),
        measures="\n".join(f"- {each}" for each in measures or ("窓口の案内",)),
        activities="".join(f" ・{each}" for each in activities),
    )  # fmt: skip
    document = read_document("small.txt", text.encode(), "text/plain")
    draft: Draft = read_strategy(document, None)
    facts = resolve(draft, document, document_id(plan_id(draft), document.name))
    return Told(facts, tuple(draft.problems))
