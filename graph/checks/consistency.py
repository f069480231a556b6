"""Consistency with the ontology: disjoint classes, domains and ranges, one shortcut for each link and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from graph.checks.problems import CheckProblem
from graph.rdf import RDF_TYPE
from ontology.vocabulary import Vocabulary, disjoint_classes, local_name, vocabulary


def inconsistencies(quads: Iterable[Quad]) -> tuple[CheckProblem, ...]:
    """What contradicts the ontology, sorted; empty where nothing does."""
    types: dict[str, set[str]] = defaultdict(set)
    statements: list[tuple[str, str, str | None]] = []
    for each in quads:
        subject = str(each.subject.value)  # type: ignore[union-attr]
        target = each.object.value if isinstance(each.object, NamedNode) else None
        if each.predicate == RDF_TYPE and target:
            types[subject].add(target)
        else:
            statements.append((subject, each.predicate.value, target))
    known = vocabulary()
    found = {*_disjoint(types), *_ends(statements, types, known), *_shortcuts(statements, types, known)}
    return tuple(sorted(found))


def _disjoint(types: dict[str, set[str]]) -> Iterator[CheckProblem]:
    for subject, own in types.items():
        for members in disjoint_classes():
            both = sorted(own & members)
            if len(both) > 1:
                names = " and ".join(local_name(each) for each in both)
                yield CheckProblem("disjoint-classes", subject, f"nothing is {names} at once")


def _ends(
    statements: list[tuple[str, str, str | None]], types: dict[str, set[str]], known: Vocabulary
) -> Iterator[CheckProblem]:
    """Domains and ranges are requirements here: a subject or object of no such class is a fault, not a conclusion."""
    for subject, predicate, target in statements:
        property_ = known.property_of(predicate)
        if property_ is None:
            continue
        if property_.domain and types.get(subject) and not types[subject] & set(property_.domain):
            wanted = " or ".join(local_name(each) for each in property_.domain)
            yield CheckProblem("domain", subject, f"{property_.name} is said of {wanted} only")
        if property_.range and target and target in types and not types[target] & set(property_.range):
            wanted = " or ".join(local_name(each) for each in property_.range)
            yield CheckProblem("range", subject, f"{property_.name} leads to {wanted} only")


def _shortcuts(
    statements: list[tuple[str, str, str | None]], types: dict[str, set[str]], known: Vocabulary
) -> Iterator[CheckProblem]:
    by_subject: dict[str, dict[str, str]] = defaultdict(dict)
    present = set()
    for subject, predicate, target in statements:
        if target:
            by_subject[subject][predicate] = target
            present.add((subject, predicate, target))
    expected: dict[tuple[str, str, str], str] = {}
    for link_type in known.link_types.values():
        for link in (subject for subject, own in types.items() if link_type.iri in own):
            ends = by_subject[link]
            source, target = ends.get(link_type.source_property), ends.get(link_type.target_property)
            shortcut = link_type.shortcut or ends.get(known.properties["kind"].iri)
            if source and target and shortcut:
                expected[(source, shortcut, target)] = link
    names = {each.shortcut for each in known.link_types.values() if each.shortcut}
    names |= {term.iri for term in known.terms.values() if term.scheme == "kind"}
    for triple, link in expected.items():
        if triple not in present:
            yield CheckProblem("shortcut", link, f"the link lacks its shortcut {local_name(triple[1])}")
    for subject, predicate, target in present:
        if predicate in names and (subject, predicate, target) not in expected:
            yield CheckProblem(
                "shortcut", subject, f"{local_name(predicate)} stands here without a link that claims it"
            )
