"""SHACL: the shapes of ``ontology/shapes.ttl``, run by pyshacl.

The data is copied into a plain rdflib graph first: over a graph backed by another store pyshacl does not end in time.
rdflib and pyshacl are imported on use, since they take longer to import than a plan takes to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph.checks.problems import CheckProblem


def broken_shapes(quads: Iterable[Quad]) -> tuple[CheckProblem, ...]:
    """What breaks the shapes, sorted; empty where the data conforms. Graph names play no part."""
    import rdflib
    from pyshacl import validate
    from rdflib.namespace import SH

    triples = {Triple(each.subject, each.predicate, each.object) for each in quads}
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    data = rdflib.Graph().parse(data=text, format="nt")
    shapes = rdflib.Graph().parse(data=shapes_turtle(), format="turtle")
    conforms, report, _ = validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
    if conforms:
        return ()
    found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        message = str(report.value(result, SH.resultMessage) or "a shape is broken")
        at = f"{str(path).rsplit('#')[-1].rsplit('/')[-1]}: " if path is not None else ""
        told = f" (value: {value})" if value is not None else ""
        found.add(CheckProblem("shapes", str(report.value(result, SH.focusNode)), f"{at}{message}{told}"))
    return tuple(sorted(found))


def shapes_turtle() -> str:
    """The text of the shapes file."""
    return files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
