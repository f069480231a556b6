"""What the comparisons say of indicators, as findings: values that disagree, that are missing, that do not compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.audit.finding import Both, Finding, places
from graph.comparisons import PHASES, Basis, Comparison, Reason, comparisons
from graph.facts import Facts
from ontology.vocabulary import vocabulary

# By reason: the kind of the finding and its saying, with a place for the phase where it has one of its own. What is
# not here is told elsewhere: a value that is not plain is a repair or an inference.
_TOLD: Mapping[str, tuple[str, str]] = {
    "values-disagree": ("disagreements", "{phase}_differs"),
    "years-differ": ("disagreements", "{phase}_year_differs"),
    "baseline-missing": ("missing", "no_baseline"),
    "target-missing": ("missing", "no_target"),
    "year-missing": ("missing", "no_{phase}_year"),
    "basis-not-stated": ("missing", "no_basis"),
    "not-a-number": ("comparisons", "not_a_number"),
    "bases-differ": ("comparisons", "bases_differ"),
    "year-against-total": ("comparisons", "year_against_total"),
    "year-kinds-differ": ("comparisons", "year_kinds_differ"),
    "years-disorder": ("comparisons", "years_disorder"),
    "year-kind-not-stated": ("comparisons", "{phase}_kind_open"),
    "year-unlike-others": ("comparisons", "year_unlike_others"),
    "calendar-years": ("comparisons", "calendar_years"),
    "same-name": ("comparisons", "same_name"),
}
_SPANS = {"ja": "（{}年）", "en": " ({} years)"}
_NOT_SAID = Both("一年か合計か記載のない値", "not said to be a total of years")


def of_indicators(facts: Facts) -> Iterator[Finding]:
    """One finding for each indicator and reason, and for each phase where the reason is one of a phase."""
    for each in comparisons(facts):
        for reason in each.reasons:
            if reason.name in _TOLD:
                kind, saying = _TOLD[reason.name]
                for phase in _phases(reason):
                    yield _finding(facts, each, reason, kind, saying.format(phase=phase), phase)


def _phases(reason: Reason) -> tuple[str, ...]:
    several = reason.values.get("phases")
    if isinstance(several, tuple):
        return tuple(str(phase) for phase in several)
    return (str(reason.values.get("phase", "")),)


def _finding(facts: Facts, of: Comparison, reason: Reason, kind: str, saying: str, phase: str) -> Finding:
    own = [value for name in PHASES[:2] for value in of.values[name] if phase in ("", name)]
    others = reason.values.get("others", ())
    things = (of.indicator.id, *(map(str, others) if isinstance(others, tuple) else ()))
    figures = (f"{value.text('valueText')}（{value.text('year') or '—'}）" for value in own)
    values: dict[str, str | Both] = {name: _told(value) for name, value in reason.values.items()}
    values |= {"name": of.indicator.label, "values": " / ".join(figures), "n": str(len(things) - 1)}
    found = places(facts, *own) or places(facts, of.indicator)
    return Finding(kind, reason.name, found, things, saying, tuple(values.items()))


def _told(value: object) -> str | Both:
    """A value of a reason: a basis or a controlled value in both languages, a year as it is."""
    terms = vocabulary().terms
    match value:
        case None:
            return _NOT_SAID
        case Basis(name, years):
            label = terms[name].label
            return Both(*(label[lang] + (span.format(years) if years else "") for lang, span in _SPANS.items()))
        case str() if value in terms:
            return Both(terms[value].label["ja"], terms[value].label["en"])
        case _:
            return str(value)
