"""Made facts for property tests: a plan with projects and fields whose names are anything a text can be."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from graph.exports.given import ExportInput, export_input
from graph.facts import Facts, Link, Node, Ref, Source, Status, Term, Text, facts
from graph.rdf import quads

BASE = "https://example.org/plans/id/"
DOCUMENT = "document-made"
# Surrogates are no text; characters that XML has no form for are tested apart.
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="￾￿"), min_size=1, max_size=30)
HARD_NAMES = NAMES | st.sampled_from(
    [
        "=1+1",
        "+81",
        "-",
        "@SUM(A1)",
        '"quoted", and more',
        "a\nb\r\nc",
        "\ttab",
        "<b>&amp;</b>",
        "水素　エネルギー",
        "]]>",
        "'",
    ]
)
FIGURES = st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False)


@st.composite
def facts_made(draw: st.DrawFn, names: st.SearchStrategy[str] = HARD_NAMES) -> Facts:
    """A plan with up to four projects and fields, a link of each pair drawn, and a value with a figure."""
    source = (Source(DOCUMENT, 1, draw(st.integers(1, 9)), draw(st.none() | names)),)
    plan = Node("plan-made", "Plan", {"label": (Text(draw(names)),)})
    document = Node(DOCUMENT, "SourceDocument", {"label": (Text("made.txt"),), "isPartOf": (Ref(plan.id),)})
    part_of = (Ref(plan.id),)
    projects = [
        Node(
            f"project-{n}", "Project",
            {"label": (Text(name),), "altLabel": (Text(name + "甲"), Text(name + "乙")), "isPartOf": part_of}, source,
        )
        for n, name in enumerate(draw(st.lists(names, max_size=4)))
    ]  # fmt: skip
    fields = [
        Node(f"field-{n}", "GrowthField", {"label": (Text(name),), "number": (n,), "isPartOf": part_of}, source)
        for n, name in enumerate(draw(st.lists(names, max_size=4)))
    ]
    value = Node(
        "value-made", "IndicatorValue", {"label": (Text(draw(names)),), "value": (Decimal(draw(FIGURES)),)}, source
    )
    links = [
        Link(
            f"contribution-{project.id}-{field.id}", "Contribution", {"role": (Term("primary"),)}, source,
            draw(st.sampled_from([Status.STATED, Status.DERIVED])), (), (), project.id, field.id,
        )
        for project in projects
        for field in fields
    ]  # fmt: skip
    return facts([plan, document, *projects, *fields, value], links)


def given_made(made: Facts) -> ExportInput:
    """The export input of made facts."""
    return export_input(quads(made, BASE, DOCUMENT), BASE, "made")
