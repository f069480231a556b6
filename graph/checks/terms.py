"""Terms as the ontology has them: none that it does not know, values of the right form, nothing that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from graph.checks.problems import CheckProblem
from graph.checks.statements import Statements
from ontology.vocabulary import POL, Vocabulary, local_name


def misused_terms(found: Statements, known: Vocabulary) -> Iterator[CheckProblem]:
    """Terms of our namespace that the ontology does not have, superclasses left out, values of another form than the
    property's, references to what is described nowhere."""
    links = {each.iri for each in known.link_types.values()}
    for subject, own in found.types.items():
        for class_ in own:
            node_type = known.node_type(class_)
            if node_type is None and class_ not in links and class_.startswith(POL):
                yield CheckProblem("unknown-term", subject, f"the ontology has no class {local_name(class_)}")
            missing = set(node_type.ancestors) - own if node_type else set()
            for wider in sorted(missing):
                yield CheckProblem("superclass", subject, f"a {local_name(class_)} is a {local_name(wider)} too")
    yield from _misused_properties(found, known)


def _misused_properties(found: Statements, known: Vocabulary) -> Iterator[CheckProblem]:
    terms = {each.iri: each.scheme for each in known.terms.values()}
    for each in found.rest:
        property_ = known.property_of(each.predicate)
        name = local_name(each.predicate)
        if property_ is None and each.predicate not in known.joining and each.predicate.startswith(POL):
            yield CheckProblem("unknown-term", each.subject, f"the ontology has no property {name}")
        if property_ and property_.datatype:
            if each.literal is None or each.literal.datatype.value != property_.datatype:
                wanted = local_name(property_.datatype)
                yield CheckProblem("datatype", each.subject, f"{name} holds {wanted}, not {_form(each.literal)}")
        elif property_ and property_.scheme:
            if terms.get(each.target or "") != local_name(property_.scheme).removesuffix("Scheme"):
                told = local_name(each.target or "a literal")
                yield CheckProblem("controlled-value", each.subject, f"{told} is no value of {name}")
        elif each.predicate in known.joining or (property_ and property_.relationship):
            if each.target is None:
                yield CheckProblem("datatype", each.subject, f"{name} leads to a thing, not to a literal")
            elif each.target not in found.types:
                yield CheckProblem(
                    "dangling", each.subject, f"{name} leads to {each.target}, which is described nowhere"
                )


def _form(literal: object) -> str:
    datatype = getattr(literal, "datatype", None)
    return local_name(datatype.value) if datatype else "a thing"
