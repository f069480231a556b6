"""Made plans for property tests: drafts as a document kind makes them, with texts of every kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from graph.facts import Facts, Node, Ref, Status, Term, Text
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.lines import Document, Line, folded
from loaders.resolution import document_id, plan_id, resolve

NAME = "made plan, 2.txt"
HOSTILE = [
    "|", "||", "{", "}", "{12}", "{12-13行; 修復: x}", "\\", "\\\\", "\\{", "\\u{41}", "`", "``x``", "*a*", "__b__",
    "<b>x</b>", "<!-- x -->", "-->", "# 題", "## 分野: x", "- 項目", "-", "---", "1. 項目", "2) 項目", "10.",
    "> 引用", "再掲", "X〔再掲〕", "〔再掲〕", "［再掲］", "(再掲)", "別名: x", "対象：x", "前段: 2022 x",
    "対応: x", "also: y", "For: z", "横断分野: 水", "分野: 水", "指標", "| 指標 |", "なし", "none", "－", "-",
    "30件以上 (2026年度)", "21件(単年)", "約8割", "3億5,000万円", "1,240億円", "(2025年度)", "（2025年）",
    "2022-2026", "2022→2026: x", "2022: y", "a; b, c、d；e", "12行", "12-14", "明記", "自体: x",
    "\u202ehidden\u202c", "\u200fx", "👩‍🔬🧪", "㈱ＡＢＣ①", "Ｆｕｌｌ　ｗｉｄｔｈ", "水素　エネルギー", "a\tb",
    "line\nbreak", "\r\n", "\u2028", " 前後 ", "　全角　", "&amp;", "&#x41;", "~~x~~",
    "[リンク](https://example.org/)", "'\"", "\x07", "\ufeffx", "e\u0301", "ｶﾞ", "u{", ":", "：x",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join),
    st.text(LETTERS, min_size=1, max_size=12),
    st.text("水素産業の推進 :;|{}\\-()（）〔〕再掲", min_size=1, max_size=10),
)
YEARS = st.integers(1800, 2199)
FIGURES = st.decimals(-(10**6), 10**6, places=3, allow_nan=False, allow_infinity=False)
PLACES = st.builds(lambda first, more: Place(first, first + more), st.integers(1, 900), st.integers(0, 9))
SEEN = st.lists(PLACES, min_size=1, max_size=3, unique=True)
STATES = st.one_of(
    st.just((None, ())), st.tuples(st.none() | st.sampled_from(Status), st.lists(TEXTS, max_size=2, unique=True))
)
CLAIMS = st.one_of(
    st.just((Status.STATED, ())), st.tuples(st.sampled_from(Status), st.lists(TEXTS, max_size=2, unique=True))
)
_COMPARATORS = ("equal", "atLeast", "atMost", "approximately")


class _Maker:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.draft = Draft()

    def some(self, strategy: st.SearchStrategy[str], most: int) -> Sequence[str]:
        return self.draw(st.lists(strategy, max_size=most, unique_by=folded))

    def node(self, key: Key, label: str, *, names: int = 1, **properties: object) -> Key:
        status, rules = self.draw(STATES)
        self.draft.node(
            key, self.draw(SEEN), label=keys.ja(label), status=status, rules=rules,
            altLabel=[keys.ja(name) for name in self.draw(st.lists(TEXTS, max_size=names, unique=True))],
            **properties,  # type: ignore[arg-type]
        )  # fmt: skip
        return key

    def link(self, type_: str, source: Key, target: Key, distinct: str = "", **properties: object) -> None:
        status, rules = self.draw(CLAIMS)
        self.draft.link(
            type_, source, target, self.draw(SEEN), status=status, rules=rules, distinct=distinct, **properties,  # type: ignore[arg-type]
        )  # fmt: skip

    def plan(self) -> None:
        years = sorted(self.draw(st.lists(YEARS, min_size=2, max_size=2)))
        status, rules = self.draw(STATES)
        body = self.draw(st.none() | TEXTS)
        key = self.node(("Organization", body), body, type_="GovernmentBody") if body else None
        self.draft.node(
            keys.PLAN, (), label=keys.ja(self.draw(TEXTS)), publisher=keys.ref(key), status=status, rules=rules,
            firstFiscalYear=self.draw(st.sampled_from([years[0], None])),
            lastFiscalYear=self.draw(st.sampled_from([years[1], None])),
        )  # fmt: skip

    def areas(self) -> tuple[list[Key], list[Key]]:
        """The areas, and their measure groups."""
        groups = [self.node(keys.field_group(name), name, isPartOf=keys.ref(keys.PLAN)) for name in self.some(TEXTS, 2)]
        found = []
        for kind in (keys.growth_field, keys.cross_cutting_area):
            for name in self.some(TEXTS, 2):
                group = self.draw(st.sampled_from([None, *groups]))
                number = self.draw(st.none() | st.integers(1, 30)) if kind is keys.growth_field else None
                properties = {"number": number, "broader": keys.ref(group), "isPartOf": keys.ref(keys.PLAN)}
                found.append(self.node(kind(name), name, **properties))
        lists = []
        for area in found:
            for name in self.some(TEXTS, 2):
                theme = self.draw(st.none() | TEXTS)
                key = keys.measure_group(area, theme or "", name)
                lists.append(self.node(key, name, theme=theme, isPartOf=keys.ref(area)))
        return found, lists

    def measures(self, lists: Sequence[Key]) -> None:
        own: list[tuple[Key, str]] = []
        for list_ in lists:
            above: list[Key] = []
            for text in self.draw(st.lists(TEXTS, max_size=3)):
                parent = self.draw(st.sampled_from([None, *above]))
                key = self.node(keys.measure(self.draft, list_, text), text, isPartOf=keys.ref(parent))
                self.link("Listing", key, list_, reposted=False)
                above.append(key)
                own.append((key, folded(text)))
        alike = Counter(text for _, text in own)
        for key, text in own:
            if alike[text] == 1 and len(lists) > 1 and self.draw(st.booleans()):
                list_ = self.draw(st.sampled_from(lists))
                self.link("Listing", key, list_, "reposted", reposted=True)
                self.draft.facts[key].places += [
                    each for each in self.draft.facts["Listing", *key, "→", *list_, "reposted"].places
                    if each not in self.draft.facts[key].places
                ]  # fmt: skip
        for list_ in lists:
            for text in self.some(TEXTS, 1):
                if alike[folded(text)] != 1:
                    key = self.node(keys.measure(self.draft, list_, text), text)
                    self.link("Listing", key, list_, reposted=True)

    def projects(self, areas: Sequence[Key]) -> list[Key]:
        """Adds projects with all they have; returns the components."""
        lists: list[Key] = []
        for name in self.some(TEXTS, 2):
            project = self.node(keys.project(name), name, names=2, isPartOf=keys.ref(keys.PLAN))
            for area in areas:
                for role in self.draw(st.sets(st.sampled_from(["primary", "related"]), max_size=2)):
                    self.link("Contribution", project, area, role, role=Term(role))
            owners = [project]
            for tag in self.some(TEXTS, 2):
                part = self.node(keys.part(project, tag), f"{name}［{tag}］", isPartOf=keys.ref(project))
                owners = [*owners, part]
            for owner in owners:
                self.indicators(owner)
                for label in self.some(TEXTS, 2):
                    lists.append(self.node(keys.component(owner, label), label, isPartOf=keys.ref(owner)))
                    self.activities(lists[-1])
        return lists

    def activities(self, component: Key) -> None:
        known: list[Key] = []
        for label in self.draw(st.lists(TEXTS, max_size=3)):
            years = self.draw(st.lists(st.integers(2020, 2028) | YEARS, min_size=1, max_size=5, unique=True))
            any_years = st.lists(YEARS, max_size=2, unique=True)
            some_years = st.lists(st.sampled_from(years), unique=True)
            stated = self.draw(st.just(years) | st.just([]) | some_years | any_years)
            group = self.draw(st.none() | TEXTS)
            key = keys.activity(component, label, group or "", min(years))
            if key in self.draft.facts:
                continue
            follows = self.draw(st.sampled_from([None, *known]))
            details = self.draw(st.lists(TEXTS, max_size=3, unique=True))
            known.append(
                self.node(
                    key, label, isPartOf=keys.ref(component), fiscalYear=years, statedYear=stated, detail=details,
                    targetGroup=group, follows=keys.ref(follows),
                )
            )  # fmt: skip

    def indicators(self, owner: Key) -> None:
        for label in self.some(TEXTS, 2):
            tag = self.draw(st.none() | TEXTS)
            basis = self.draw(
                st.sampled_from(["cumulative", "singleYear", "pointInTime", "basisNotStated", "periodTotal"])
            )
            unit = self.draw(st.sampled_from(["件", "億円", "", "なし", "%"]) | TEXTS)
            definition = self.draw(st.none() | TEXTS)
            key = self.node(
                keys.indicator(owner, tag or "", label), label, names=2, tag=tag, unit=unit, basis=Term(basis),
                periodYears=self.draw(st.integers(1, 20)) if basis == "periodTotal" else None,
                definition=keys.ja(definition) if definition else None,
            )  # fmt: skip
            self.link("Measurement", key, owner)
            for phase in ("baseline", "target", "actual"):
                self.values(key, label, unit, phase)

    def values(self, indicator: Key, label: str, unit: str, phase: str) -> None:
        told = self.draw(st.lists(st.tuples(st.none() | YEARS, FIGURES), max_size=2, unique_by=lambda each: each[1]))
        for year, value in told:
            figure = Decimal(abs(value)) if value == 0 else value
            several = len(told) > 1 and (phase != "actual" or told[0][0] == told[1][0])
            plain = st.sampled_from(
                [f"{figure}{unit}", f"{figure}", f"約{figure}{unit}", f"{figure}{unit}以上", f"{figure}/3年"]
            )
            text = self.draw(TEXTS | plain)
            basis = self.draw(st.sampled_from([None, None, "cumulative", "singleYear", "periodTotal"]))
            status, rules = self.draw(STATES)
            printed = text if folded(unit) in folded(text) else text + unit
            name = self.draw(TEXTS | st.just(f"{label} {printed}"))
            kind = self.draw(st.sampled_from([None, "fiscalYearKind", "calendarYearKind"])) if year else None
            self.draft.node(
                keys.indicator_value(indicator, phase, year, str(figure) if several else ""), self.draw(SEEN),
                label=keys.ja(name), observationOf=keys.ref(indicator), phase=Term(phase), value=figure, valueText=text,
                comparator=Term(self.draw(st.sampled_from(_COMPARATORS))), year=year,
                yearKind=Term(kind) if kind else None, basis=Term(basis) if basis else None,
                periodYears=self.draw(st.integers(1, 9)) if basis == "periodTotal" else None,
                status=status, rules=rules,
            )  # fmt: skip


@st.composite
def facts_of_made_plans(draw: st.DrawFn) -> Facts:
    """The facts of a plan as a document kind would have read it, citing lines of a text of 1,000 lines."""
    maker = _Maker(draw)
    maker.plan()
    areas, lists = maker.areas()
    lists += maker.projects(areas)
    maker.measures(lists)
    maker.indicators(keys.PLAN)
    document = Document(NAME, tuple(Line(n, "x", "x") for n in range(1, 1001)), "0" * 64, "text/plain", "utf-8")
    plan = plan_id(maker.draft)
    id_ = document_id(plan, NAME)
    facts = resolve(maker.draft, document, id_)
    described = Node(id_, "SourceDocument", {"label": (Text(NAME),), "isPartOf": (Ref(plan),)})
    return Facts({**facts.nodes, id_: described}, facts.links)
