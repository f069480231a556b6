"""Made plans for property tests: drafts as a document kind makes them, with everything that a plan may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from graph.facts import Facts, Node, Ref, Term, Text
from loaders import keys
from loaders.draft import Key
from loaders.resolution import document_id, plan_id, resolve
from loaders.text.lines import Document, Line, folded
from tests.markdown import made_actors
from tests.markdown.made_draft import FIGURES, SEEN, STATES, TEXTS, YEARS, Maker

NAME = "made plan, 2.txt"
_CONCERNED = ("FieldGroup", "GrowthField", "CrossCuttingArea", "MeasureGroup", "Component", "Indicator")
_COMPARATORS = ("equal", "atLeast", "atMost", "approximately")


class _Frame(Maker):
    """The frame of a plan, drawn."""

    def plan(self) -> None:
        years = sorted(self.draw(st.lists(YEARS, min_size=2, max_size=2)))
        status, rules = self.draw(STATES)
        body = self.draw(st.none() | TEXTS)
        key = self.node(keys.organization(body), body, type_=self.draw(made_actors.KINDS)) if body else None
        self.draft.node(
            keys.PLAN, (), **self.names(self.draw(TEXTS), 1), publisher=keys.ref(key), status=status, rules=rules,
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
                definition=[keys.ja(definition), Text(definition, "en")] if definition else None,
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
            names = [keys.ja(name), *([Text("Value", "en")] if basis else [])]
            kind = self.draw(st.sampled_from([None, "fiscalYearKind", "calendarYearKind"])) if year else None
            self.draft.node(
                keys.indicator_value(indicator, phase, year, str(figure) if several else ""), self.draw(SEEN),
                label=names, observationOf=keys.ref(indicator), phase=Term(phase), value=figure, valueText=text,
                comparator=Term(self.draw(st.sampled_from(_COMPARATORS))), year=year,
                yearKind=Term(kind) if kind else None, basis=Term(basis) if basis else None,
                periodYears=self.draw(st.integers(1, 9)) if basis == "periodTotal" else None,
                status=status, rules=rules,
            )  # fmt: skip


@st.composite
def facts_of_made_plans(draw: st.DrawFn) -> Facts:
    """The facts of a plan as a document kind would have read it, citing lines of a text of 1,000 lines."""
    maker = _Frame(draw)
    maker.plan()
    areas, lists = maker.areas()
    lists += maker.projects(areas)
    maker.measures(lists)
    maker.indicators(keys.PLAN)
    bodies, instruments = made_actors.bodies(maker), made_actors.instruments(maker)
    nodes = {key: fact.type for key, fact in maker.draft.facts.items() if fact.ends is None}
    projects = [key for key, type_ in nodes.items() if type_ == "Project"]
    made_actors.ties(maker, bodies, instruments, projects)
    made_actors.mentions(maker, [*bodies, *instruments])
    owners = [key for key, type_ in nodes.items() if type_ in ("Plan", "Project", "ProjectPart")]
    named = [key for key, type_ in nodes.items() if type_ in _CONCERNED] + bodies + instruments
    made_actors.statements(maker, owners, named)
    document = Document(NAME, tuple(Line(n, "x", "x") for n in range(1, 1001)), "0" * 64, "text/plain", "utf-8")
    plan = plan_id(maker.draft)
    id_ = document_id(plan, NAME)
    facts = resolve(maker.draft, document, id_)
    described = Node(id_, "SourceDocument", {"label": (Text(NAME),), "isPartOf": (Ref(plan),)})
    return Facts({**facts.nodes, id_: described}, facts.links)
