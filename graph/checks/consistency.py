"""Consistency with the ontology: disjoint classes, domains and ranges, one shortcut for each link and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad

from graph.checks.problems import CheckProblem
from graph.checks.statements import Statements, statements
from graph.checks.terms import misused_terms
from ontology.vocabulary import LinkType, Vocabulary, disjoint_classes, local_name, vocabulary


def inconsistencies(quads: Iterable[Quad]) -> tuple[CheckProblem, ...]:
    """What contradicts the ontology, sorted; empty where nothing does. Graph names play no part."""
    found = statements(quads)
    known = vocabulary()
    return tuple(
        sorted(
            {
                *_disjoint(found),
                *_ends(found, known),
                *misused_terms(found, known),
                *_shortcuts(found, known),
                *_twice(found, known),
            }
        )
    )


def _disjoint(found: Statements) -> Iterator[CheckProblem]:
    for subject, own in found.types.items():
        for members in disjoint_classes():
            both = sorted(own & members)
            if len(both) > 1:
                names = " and ".join(local_name(each) for each in both)
                yield CheckProblem("disjoint-classes", subject, f"nothing is {names} at once")


def _ends(found: Statements, known: Vocabulary) -> Iterator[CheckProblem]:
    """Domains and ranges are requirements here: a subject or object of no such class is a fault, not a conclusion."""
    for each in found.rest:
        property_ = known.property_of(each.predicate) or known.joining.get(each.predicate)
        if property_ is None:
            continue
        own = found.types.get(each.subject)
        if property_.domain and own and not own & set(property_.domain):
            wanted = " or ".join(local_name(name) for name in property_.domain)
            yield CheckProblem("domain", each.subject, f"{property_.name} is said of {wanted} only")
        aims = found.types.get(each.target or "")
        if property_.range and aims and not aims & set(property_.range):
            wanted = " or ".join(local_name(name) for name in property_.range)
            yield CheckProblem("range", each.subject, f"{property_.name} leads to {wanted} only")


def _by_subject(found: Statements) -> Mapping[str, Mapping[str, str]]:
    by_subject: dict[str, dict[str, str]] = defaultdict(dict)
    for each in found.rest:
        if each.target:
            by_subject[each.subject][each.predicate] = each.target
    return by_subject


def _shortcuts(found: Statements, known: Vocabulary) -> Iterator[CheckProblem]:
    by_subject = _by_subject(found)
    present = {(each.subject, each.predicate, each.target) for each in found.rest if each.target}
    expected: dict[tuple[str, str, str], str] = {}
    for link_type in known.link_types.values():
        for link in (subject for subject, own in found.types.items() if link_type.iri in own):
            ends = by_subject.get(link, {})
            source, target = ends.get(link_type.source_property), ends.get(link_type.target_property)
            shortcut = link_type.shortcut or ends.get(known.properties["kind"].iri)
            if source and target and shortcut:
                expected[(source, shortcut, target)] = link
    names = {each.shortcut for each in known.link_types.values() if each.shortcut}
    names |= {term.iri for term in known.terms.values() if term.relationship}
    for triple, link in expected.items():
        if triple not in present:
            yield CheckProblem("shortcut", link, f"the link lacks its shortcut {local_name(triple[1])}")
    for subject, predicate, target in present:
        if predicate in names and (subject, predicate, target) not in expected:
            yield CheckProblem(
                "shortcut", subject, f"{local_name(predicate)} stands here without a link that claims it"
            )


def _twice(found: Statements, known: Vocabulary) -> Iterator[CheckProblem]:
    """A claim stands once, with a passage for each place that makes it: two links of one type say different things."""
    claims: dict[str, list[tuple[str, str]]] = defaultdict(list)
    parts = {each.iri: _parts(each, known) for each in known.link_types.values()}
    for each in found.rest:
        for class_ in found.types.get(each.subject, ()):
            if each.predicate in parts.get(class_, ()):
                value = each.target or (each.literal.value if each.literal else "")
                claims[each.subject].append((each.predicate, value))
    by_claim: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for link, claim in claims.items():
        by_claim[tuple(sorted(claim))].append(link)
    for links in by_claim.values():
        first, *others = sorted(links)
        for link in others:
            yield CheckProblem("said-twice", link, f"{first} says the same")


def _parts(link_type: LinkType, known: Vocabulary) -> set[str]:
    """What a link claims: its ends and its own data, not how it is known."""
    own = {each.iri for each in known.properties.values() if link_type.iri in each.domain}
    return {link_type.source_property, link_type.target_property, *own}
