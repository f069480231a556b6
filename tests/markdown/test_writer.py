"""The writer keeps a file a plan, and refuses what the format cannot say instead of leaving it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from graph.errors import DataError
from graph.exports.given import export_input
from graph.exports.markdown import markdown, markdown_files
from graph.exports.markdown.language.figures import plain_figure, year_text, years_text
from graph.exports.table import EXPORTS
from graph.facts import Facts, Link, Moment, Node, Ref, Status, Term, Text, Value
from graph.rdf import quads
from tests.markdown.plans import BASE, differences, loaded
from tests.markdown.test_actors_by_hand import JAPANESE
from tests.markdown.test_by_hand import SHORT

OTHER = SHORT.replace("みなと市産業計画", "みなと市農業計画")


def facts_with(change: Callable[[Facts], Node | Link]) -> Facts:
    """The facts of a short plan, one of them changed or added."""
    facts = loaded(SHORT).facts
    changed = change(facts)
    if isinstance(changed, Link):
        return Facts(facts.nodes, {**facts.links, changed.id: changed})
    return Facts({**facts.nodes, changed.id: changed}, facts.links)


def one(facts: Facts, type_: str) -> Node:
    """The first node of a class."""
    return facts.by_type[type_][0]


def with_(node: Node, **properties: tuple[Value, ...]) -> Node:
    """A node with other properties."""
    return replace(node, properties={**node.properties, **properties})


FIGURE: dict[str, tuple[Value, ...]] = {
    "label": (Text("数"),), "value": (Decimal(1),), "unit": ("件",), "valueText": ("1件",),
    "comparator": (Term("equal"),),
}  # fmt: skip
REFUSED: dict[str, Callable[[Facts], Node | Link]] = {
    "a Passage is not part": lambda _: Node("passage-x", "Passage", {"label": (Text("会議"),)}),
    "cannot say number of a Project": lambda facts: with_(one(facts, "Project"), number=(1,)),
    "label has 2 values": lambda facts: with_(one(facts, "Project"), label=(Text("甲"), Text("乙"))),
    "not in the plan's language": lambda facts: with_(one(facts, "Project"), altLabel=(Text("Hafen", "de"),)),
    "label is empty": lambda facts: with_(one(facts, "Project"), label=(Text(""),)),
    "it has no name": lambda facts: with_(one(facts, "Project"), label=()),
    "computed from other claims": lambda facts: replace(one(facts, "Project"), inputs=("project-y",)),
    "to which part of the plan": lambda _: Node("component-x", "Component", {"label": (Text("取組"),)}),
    "basis and the years of its period": lambda facts: with_(one(facts, "Indicator"), basis=(Term("periodTotal"),)),
    "it has no figure": lambda facts: with_(one(facts, "IndicatorValue"), value=()),
    "it has 2 listings": lambda facts: replace(
        next(link for link in facts.links.values() if link.type == "Listing"), id="listing-x"
    ),
    "listed beside it": lambda facts: with_(one(facts, "Measure"), isPartOf=(Ref("measure-elsewhere"),)),
    "not say what kind of finding": lambda _: Node("finding-x", "Finding", {"label": (Text("認識"),)}),
    "what kind of instrument": lambda _: Node("instrument-x", "Instrument", {"label": (Text("法"),)}),
    "it has no date": lambda _: Node("event-x", "Event", {"label": (Text("設置"),)}),
    "it has an end and no beginning": lambda _: Node(
        "event-x", "Event", {"label": (Text("設置"),), "endDate": (Moment("2020"),)}
    ),
    "'2020-13' is no date": lambda _: Node(
        "event-x", "Event", {"label": (Text("設置"),), "date": (Moment("2020-13"),)}
    ),
    "a kind of year and no year": lambda _: Node("fact-x", "Fact", {**FIGURE, "yearKind": (Term("fiscalYearKind"),)}),
    "has no figure": lambda _: Node("fact-x", "Fact", {**FIGURE, "value": ()}),
    "which number of which register": lambda facts: with_(
        one(facts, "GovernmentBody"), identifiedBy=(Ref(one(facts, "Project").id),)
    ),
    "the names in the plan do not tell apart": lambda _: Node(
        "finding-x",
        "Finding",
        {"label": (Text("認識"),), "findingKind": (Term("issue"),), "mentions": (Ref("organization-elsewhere"),)},
    ),
    "in which role": lambda facts: Link(
        "engagement-x",
        "Engagement",
        status=Status.STATED,
        source=one(facts, "GovernmentBody").id,
        target=one(facts, "Project").id,
    ),
    "name is not that of its project": lambda facts: Node(
        "part-x", "ProjectPart", {"label": (Text("部分"),), "isPartOf": (Ref(one(facts, "Project").id),)}
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_the_format_cannot_say_is_refused_by_name(why: str) -> None:
    with pytest.raises(DataError, match=why) as caught:
        markdown(facts_with(REFUSED[why]))
    assert "The RDF exports" in caught.value.remedy


def test_a_graph_without_a_plan_is_refused() -> None:
    with pytest.raises(DataError, match="no plan"):
        markdown(Facts({}, {}))


def test_two_plans_are_two_files_and_each_comes_back_the_same() -> None:
    found = [loaded(SHORT, "a.md"), loaded(OTHER, "b.md")]
    both = Facts(
        {**found[0].facts.nodes, **found[1].facts.nodes}, {**found[0].facts.links, **found[1].facts.links}
    )  # fmt: skip
    with pytest.raises(DataError, match="2 plans"):
        markdown(both)
    files = markdown_files(both)
    assert set(files) == {f"{each.facts.by_type['Plan'][0].id}.md" for each in found}
    for each in found:
        text = files[f"{each.facts.by_type['Plan'][0].id}.md"]
        assert differences(each.facts, loaded(text).facts) == []


def test_bodies_and_what_is_told_of_them_go_with_the_plan_of_the_document_they_stand_in() -> None:
    alone = "## 組織: 離れた会\n- 種類: 団体\n"
    found = [
        loaded(text + alone, name)
        for text, name in ((JAPANESE, "a.md"), (JAPANESE.replace("みなと市産業計画", "みなと市農業計画"), "b.md"))
    ]
    files = markdown_files(
        Facts({**found[0].facts.nodes, **found[1].facts.nodes}, {**found[0].facts.links, **found[1].facts.links})
    )
    for each in found:
        text = files[f"{each.facts.by_type['Plan'][0].id}.md"]
        assert differences(each.facts, loaded(text).facts) == []


def test_the_export_is_one_file_for_one_plan_and_a_folder_for_two() -> None:
    found = [loaded(SHORT, "a.md"), loaded(OTHER, "b.md")]
    first, second = ([*quads(each.facts, BASE, each.id)] for each in found)
    assert set(EXPORTS["markdown"].files(export_input(first, BASE, "made"))) == {"policy.md"}
    assert {
        name.partition("/")[0] for name in EXPORTS["markdown"].files(export_input(first + second, BASE, "made"))
    } == {"markdown"}


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,240億円", "億円", (Decimal(1240), "equal")),
        ("１．３５ 兆円", "兆円", (Decimal("1.35"), "equal")),
        ("約8割", "割", (Decimal(8), "approximately")),
        ("30件以上", "件", (Decimal(30), "atLeast")),
        ("30以下", "分", (Decimal(30), "atMost")),
        ("△3%", "%", (Decimal(-3), "equal")),
        ("15件/3年", "件", (Decimal(15), "equal")),
        ("3億5,000万円", "億円", None),
        ("30人", "件", None),
        ("約30件以上", "件", None),
        ("12,34件", "件", None),
        ("件", "件", None),
    ],
)
def test_only_a_number_with_its_unit_explains_itself(
    text: str, unit: str, expected: tuple[Decimal, str] | None
) -> None:
    assert plain_figure(text, unit) == expected


@pytest.mark.parametrize(
    ("years", "stated", "expected"),
    [
        ([2022], [2022], ("2022", None)),
        ([2022, 2023, 2024], [2022], ("2022→2024", None)),
        ([2022, 2023, 2024], [2022, 2023, 2024], ("2022-2024", None)),
        ([2022, 2023, 2024, 2025], [2022, 2024], ("2022→2023, 2024→2025", None)),
        ([2022, 2024, 2025], [2022, 2024], ("2022, 2024→2025", None)),
        ([2022, 2023], [], ("2022-2023", [])),
        ([2022, 2023], [2023], ("2022-2023", [2023])),
        ([2022], [2030], ("2022", [2030])),
    ],
)
def test_years_are_written_in_the_shortest_form_that_tells_them(
    years: list[int], stated: list[int], expected: tuple[str, list[int] | None]
) -> None:
    assert years_text(years, stated) == expected


def test_kinds_of_years_have_words_of_their_own() -> None:
    kinds = ("fiscalYearKind", "calendarYearKind", "")
    assert [year_text(2025, kind) for kind in kinds] == ["2025年度", "2025年", "2025"]


def test_hostile_words_stay_inert_where_the_file_is_shown_as_markdown() -> None:
    text = markdown(loaded(SHORT.replace("スマート港湾", "\\<img src=x onerror=alert(1)>\\[a\\](javascript:x)")).facts)
    assert "<" not in text.replace("\\<", "")
    assert "](" not in text.replace("\\](", "")
