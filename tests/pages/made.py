"""Made facts for pages: a plan of any size, and one in which every text tries to run something."""

from __future__ import annotations

from decimal import Decimal

from graph.facts import Facts, Link, Node, Properties, Ref, Source, Status, Term, Text, facts

BASE = "https://example.org/plans/id/"
DOCUMENT = "document-made"

# Each would set window.__pwn, break the layout or leave the page, if it were taken for more than words.
INJECTIONS = (
    "<script>window.__pwn=1</script>",
    "</script><script>window.__pwn=1</script>",
    "<img src=x onerror=window.__pwn=1>",
    '"><svg onload=window.__pwn=1>',
    "'><body onload=window.__pwn=1>",
    "javascript:window.__pwn=1",
    "<a href='javascript:window.__pwn=1'>x</a>",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${window.__pwn=1}`${alert(1)}`",
    "<!--<script>window.__pwn=1//-->",
    "\u2028window.__pwn=1\u2029",
    "<style>*{display:none!important}</style>",
    "<base href='http://outside.example/'>",
    "<iframe srcdoc='<script>parent.__pwn=1</script>'></iframe>",
    "&lt;script&gt;window.__pwn=1&lt;/script&gt;",
    "\u202eevil\u202c\u0000\u0007 {source} {target} {n}",
    "長" * 400,
    "W" * 300,
)


def hostile_facts() -> Facts:
    """A plan whose every name, quote, tag, figure, rule and heading is one of the injections."""
    texts = [text.replace("\u0000", "").replace("\u0007", "") for text in INJECTIONS]
    return plan(texts, projects=3, measures=len(texts) * 2, indicators=6, quote=True)


def plan(
    texts: list[str], *, projects: int, measures: int, indicators: int = 4, fields: int = 2, quote: bool = False
) -> Facts:
    """A plan with as many projects, measures and indicators as asked, named by the texts in turn.

    The first project serves the first field mainly and holds all measures, indicators and activities; the others are
    related to every field.
    """
    turn = iter(range(10**9))

    def text(_: str = "") -> str:
        return texts[next(turn) % len(texts)]

    def source(line: int) -> tuple[Source, ...]:
        return (Source(DOCUMENT, line, line + line % 3, f"{text()} {text()}" if quote else None),)

    def node(id_: str, type_: str, line: int, rules: tuple[str, ...] = (), **more: object) -> Node:
        properties: Properties = {"label": (Text(text()),), "altLabel": (Text(text()),), **more}  # type: ignore[dict-item]
        return Node(id_, type_, properties, source(line), Status.REPAIRED if rules else None, rules)

    whole = (Ref("plan-made"),)
    nodes = [
        Node("plan-made", "Plan", {"label": (Text(text()),), "publisher": (Ref("body-made"),),
                                   "firstFiscalYear": (2030,), "lastFiscalYear": (2032,)}),
        Node(DOCUMENT, "SourceDocument", {"label": (Text(text()),), "isPartOf": whole}),
        node("body-made", "GovernmentBody", 1),
        node("group-made", "FieldGroup", 2),
        *(node(f"field-{n}", "GrowthField", 10 + n, number=(n + 1,), broader=(Ref("group-made"),), isPartOf=whole)
          for n in range(fields)),
        *(node(f"project-{n}", "Project", 100 + n, isPartOf=whole) for n in range(projects)),
        node("component-0", "Component", 200, isPartOf=(Ref("project-0"),)),
        *(node(f"measure-{n}", "Measure", 300 + n, (text(),) if n % 7 == 0 else ()) for n in range(measures)),
        *(node(f"activity-{n}", "ScheduledActivity", 5000 + n, isPartOf=(Ref("component-0"),), fiscalYear=(2030, 2031),
               statedYear=(2030,), detail=(text(),), targetGroup=(text(),)) for n in range(3)),
        *(node(f"indicator-{n}", "Indicator", 6000 + n, tag=(text(),), unit=(text(),), basis=(Term("cumulative"),))
          for n in range(indicators)),
        *(node(f"value-{n}", "IndicatorValue", 6000 + n, phase=(Term("target"),), value=(Decimal(n),), year=(2032,),
               valueText=(text(),), comparator=(Term("equal"),), observationOf=(Ref(f"indicator-{n}"),))
          for n in range(indicators)),
    ]  # fmt: skip
    links = [
        Link("contribution-0", "Contribution", {"role": (Term("primary"),)}, source(20), Status.STATED, (), (),
             "project-0", "field-0"),
        *(Link(f"contribution-{n}-{m}", "Contribution", {"role": (Term("related"),)}, source(30 + n), Status.REPAIRED,
               (text(),), (), f"project-{n}", f"field-{m}") for n in range(1, projects) for m in range(fields)),
        *(Link(f"listing-{n}", "Listing", {"reposted": (False,)}, source(300 + n), Status.STATED, (), (),
               f"measure-{n}", "component-0") for n in range(measures)),
        *(Link(f"measurement-{n}", "Measurement", {}, source(6000 + n), Status.INFERRED, (text(),), (),
               f"indicator-{n}", "project-0") for n in range(indicators)),
    ]  # fmt: skip
    return facts(nodes, links)
